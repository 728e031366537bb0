# luoshi: `make run` gives a running site with a demo district, `make test` is exactly what CI runs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MESSAGES := $(wildcard luoshi/*/locale/*/LC_MESSAGES/*.po)
PORT ?= 8000
export LUOSHI_HOME ?= $(CURDIR)/luoshi-data

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

# Each stamp says that the set of packages named by its requirement file is installed, and luoshi itself with
# its front-end assets (the build fetches them with npm, once).
$(VENV)/pip.stamp:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/office.stamp: requirements/office.txt pyproject.toml hatch_build.py package-lock.json $(MESSAGES) | $(VENV)/pip.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/office.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/office.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: install
install: $(VENV)/office.stamp ## Set up the application in .venv

.PHONY: develop
develop: $(VENV)/dev.stamp ## Set up everything that tests need in .venv

.PHONY: run
run: install ## Make the demo district in ./luoshi-data and serve it (PORT=8000)
	$(BIN)/luoshi init --demo
	$(BIN)/luoshi serve --port $(PORT)

.PHONY: test
test: develop lint test-sqlite test-postgres ## Everything that CI runs

.PHONY: lint
lint: develop ## Style, types, layers, migrations, messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py check

.PHONY: test-sqlite
test-sqlite: develop ## All tests, on the embedded database
	$(BIN)/python -m pytest -n 3 --dist worksteal

.PHONY: test-postgres
test-postgres: develop ## The tests that touch a database, on PostgreSQL
	LUOSHI_TEST_DATABASE=postgres $(BIN)/python -m pytest -n 3 --dist worksteal tests/people tests/journal tests/statements tests/registers tests/matters tests/ledger tests/project tests/api

.PHONY: test-access
test-access: develop ## Every address × role × place × object; test-sqlite visits each object from two places a role
	LUOSHI_ACCESS=all $(BIN)/python -m pytest -n 2 tests/access

# The wheel's own reading, compiled anew when its source changes; beside the checkout, which keeps reading its own.
COMPILED := build/installed
READING := $(shell find luoshi/reading -name '*.py' -o -name '*.toml' -o -name '*.tsv')

$(COMPILED)/wheel.stamp: $(READING) scripts/compile_reading.py hatch_build.py pyproject.toml | develop
	rm -rf $(COMPILED) build/wheel
	LUOSHI_COMPILED=1 $(BIN)/python -m hatchling build --target wheel --directory build/wheel
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --target $(COMPILED) build/wheel/*.whl
	@touch $@

.PHONY: compiled
compiled: $(COMPILED)/wheel.stamp ## A wheel with the reading as machine code, installed in build/installed (needs a C compiler)

.PHONY: bench-reading
bench-reading: develop ## Speed of the reading, as source and as machine code, beside other text tools, one table
	-$(MAKE) compiled
	$(BIN)/python scripts/bench_reading.py --compiled $(COMPILED)

.PHONY: test-compiled
test-compiled: compiled ## The tests of the reading, on the machine code instead of the source
	PYTHONPATH=$(COMPILED):$(CURDIR) LUOSHI_COMPILED=1 $(BIN)/pytest --import-mode=append -p no:cacheprovider tests/reading tests/project/test_compiled_wheel.py

.PHONY: bench-registers
bench-registers: develop ## Import, figures, lists and rules of registers at size, on both databases
	$(BIN)/python scripts/bench_registers.py

.PHONY: bench-matters
bench-matters: develop ## Casework: sweeps, kill -9, lists, opening (BENCH="--matters 1000000 --postgres")
	$(BIN)/python scripts/bench_matters.py $(BENCH)

.PHONY: bench-rival
bench-rival: develop .venv-rival/rival.stamp ## The same five-step case in luoshi and in two workflow engines
	$(BIN)/python scripts/bench_rival.py --rivals .venv-rival/bin/python

.venv-rival/rival.stamp: requirements/rival.txt
	$(PYTHON) -m venv .venv-rival
	.venv-rival/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/rival.txt
	@touch $@

.PHONY: bench-ledger
bench-ledger: develop ## Pages and the replay of a year's lamps on 5,000 commitments, both databases
	$(BIN)/python scripts/bench_ledger.py
	$(BIN)/python scripts/bench_ledger.py --postgres

.PHONY: prove-ledger
prove-ledger: develop ## Checking in any order: 10,000 random sequences, the invariants after each step (SEQUENCES=1000 SEED=1)
	LUOSHI_SEQUENCES=$(or $(SEQUENCES),10000) $(BIN)/python -m pytest -q -s $(if $(SEED),--hypothesis-seed=$(SEED)) tests/ledger/checking/any_order

.PHONY: prove-kills
prove-kills: develop ## kill -9 during upload, import, entry and settlement, on both databases (KILLS=200)
	$(BIN)/python scripts/prove_kills.py --kills $(or $(KILLS),200)
	$(BIN)/python scripts/prove_kills.py --kills $(or $(KILLS),200) --postgres

.PHONY: prove-matters
prove-matters: develop ## Casework against its reference model: 100,000 random steps (STEPS=1000 SEED=1)
	LUOSHI_MODEL_STEPS=$(or $(STEPS),100000) LUOSHI_MODEL_SEED=$(or $(SEED),1) $(BIN)/python -m pytest -q tests/matters/test_model.py

.PHONY: prove-matters-kills
prove-matters-kills: develop ## kill -9 of sweeps and of requests about matters, on both databases (KILLS=200)
	$(BIN)/python scripts/prove_matters_kills.py --kills $(or $(KILLS),200)
	$(BIN)/python scripts/prove_matters_kills.py --kills $(or $(KILLS),200) --postgres

.PHONY: bench-corpus
bench-corpus: .venv-bench/bench.stamp ## Documents a second on one process, two, Ray and Spark; resumption after kill -9
	.venv-bench/bin/python scripts/bench_corpus.py

.venv-bench/bench.stamp: requirements/bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: pictures
pictures: develop ## Take the README's pictures from a running demo
	$(BIN)/python scripts/take_pictures.py

.PHONY: wheel
wheel: develop ## Build the wheel, front-end assets inside; the reading as machine code where a C compiler is at hand
	$(BIN)/python -m hatchling build --target wheel

.PHONY: wheel-pure
wheel-pure: develop ## The wheel for every platform and Python: the reading as source alone
	LUOSHI_PURE=1 $(BIN)/python -m hatchling build --target wheel

LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --no-header --no-emit-index-url --python-version 3.11

.PHONY: lock
lock: develop ## Pin the newest allowed versions in requirements/
	$(LOCK) --upgrade --extra dev --output-file requirements/dev.txt
	$(LOCK) --extra office --extra build --constraint requirements/dev.txt --output-file requirements/office.txt
	$(LOCK) --extra dev --extra corpus --extra ray --extra spark --constraint requirements/dev.txt --output-file requirements/bench.txt

.PHONY: clean
clean: ## Remove what was built or installed; leaves luoshi-data
	rm -rf $(VENV) .venv-bench .venv-rival build dist node_modules luoshi/office/static/vendor .mypy_cache .ruff_cache .pytest_cache
