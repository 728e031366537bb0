"""The language of conditions: what it means, what it refuses, and that it cannot be made slow."""

from __future__ import annotations

import contextlib
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.mechanisms import Schema, load_pack
from luoshi.mechanisms.expressions import (
    Environment,
    ExpressionCode,
    ExpressionError,
    Facts,
    Kind,
    check_types,
    compile_expression,
    parse_expression,
)
from tests.mechanisms.packs_on_disk import write_pack

TODAY = date(2026, 6, 30)
TREE = {"number": "A1", "species": "香樟", "height": 4, "planted_on": "2026-03-12", "alive": True, "tags": ["古树"]}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return load_pack(write_pack(tmp_path_factory.mktemp("packs"))).register("trees").schema


class Visits:
    """Two neighbours of the tree."""

    def of(self, register: str) -> list[dict[str, object]]:
        return [{"number": "A1", "planted_on": "2026-01-05", "height": 3}, {"number": "A1", "planted_on": "2026-06-01"}]


def answer(schema: Schema, text: str, kind: Kind = Kind.TRUTH, **changes: object) -> object:
    env = Environment(schema, {"line": 5}, {"visits": schema}, frozenset({"visits"}))
    node = check_types(parse_expression(text), env, kind)
    facts = Facts({**TREE, **changes}, TODAY, {"height": 6}, {"line": 5}, Visits())
    return compile_expression(node)(facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("height < setting.line", True),
        ("height * 2 + 1 = 9 and not alive = false", True),
        ("species in ('香樟', '银杏')", True),
        ("species not in ('香樟')", False),
        ("'古树' in tags", True),
        ("planted_on >= '2026-01-01' and planted_on < today", True),
        ("planted_on + 30 < today - 10", True),
        ("days_since(planted_on) = 110", True),
        ("today - planted_on = 110", True),
        ("year(planted_on) = 2026 and month(planted_on) = 3", True),
        ("starts(number, 'A') and contains(number, '1')", True),
        ("changed(height) and height < before.height * 0.7", True),
        ("count(visits) = 2", True),
        ("count(visits, height > 2) = 1", True),
        ("count(visits, planted_on > this.planted_on) = 1", True),
        ("sum(visits.height) = 3", True),
        ("latest(visits.planted_on) = '2026-06-01'", True),
        ("height / 0 > 1", None),
        ("height / 0 > 1 or true", True),
        ("height / 0 > 1 and false", False),
        ("1 + 2 * 3 - 4 / 2 = 5", True),
        ("-(1 - 3) = 2", True),
        ("number = 'it''s'", False),
    ],
)
def test_what_it_means(schema: Schema, text: str, expected: object) -> None:
    assert answer(schema, text) is expected


@pytest.mark.parametrize(
    "text", ["height > 1", "height != 1", "height in (1, 2)", "not height = 1", "days_since(planted_on) > 1"]
)
def test_a_missing_value_is_unknown(schema: Schema, text: str) -> None:
    assert answer(schema, text, height=None, planted_on=None) is None


def test_emptiness_is_never_unknown(schema: Schema) -> None:
    assert answer(schema, "height is empty", height=None) is True
    assert answer(schema, "height is not empty", height=None) is False
    assert answer(schema, "tags is empty", tags=[]) is True


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("", ExpressionCode.EMPTY, 0),
        ("hight > 3", ExpressionCode.UNKNOWN_NAME, 0),
        ("height > '3'", ExpressionCode.WRONG_KIND, 9),
        ("height and true", ExpressionCode.WRONG_KIND, 0),
        ("species < '香樟'", ExpressionCode.WRONG_KIND, 8),
        ("species = '梧桐'", ExpressionCode.NOT_A_CHOICE, 10),
        ("keeper = '1'", ExpressionCode.SENSITIVE, 0),
        ("height > ", ExpressionCode.EXPECTED, 9),
        ("height > 3 3", ExpressionCode.EXPECTED, 11),
        ("height ; 3", ExpressionCode.STRANGE_CHARACTER, 7),
        ("species = '香", ExpressionCode.UNFINISHED_TEXT, 10),
        ("setting.lime > 3", ExpressionCode.UNKNOWN_SETTING, 0),
        ("eval(height) > 3", ExpressionCode.UNKNOWN_FUNCTION, 0),
        ("count(floods) = 1", ExpressionCode.UNKNOWN_REGISTER, 0),
        ("days_since() = 1", ExpressionCode.WRONG_COUNT, 0),
        ("this.height = 1", ExpressionCode.NOT_HERE, 0),
        ("count(visits, before.height = 1) = 1", ExpressionCode.NOT_HERE, 14),
        ("planted_on = '2026-02-30'", ExpressionCode.WRONG_KIND, 13),
    ],
)
def test_what_it_refuses_and_where(schema: Schema, text: str, code: ExpressionCode, offset: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        answer(schema, text)

    assert (caught.value.code, caught.value.offset) == (code, offset)


@pytest.mark.parametrize(
    "text", ["(" * 1900, "not " * 450 + "true", "-" * 1900 + "1", "1" + " + 1" * 499 + " > 0", "[" * 99]
)
def test_long_and_deep_input_ends_quickly(schema: Schema, text: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(ExpressionError):
        answer(schema, text)
    assert time.perf_counter() - started < 0.5


@given(st.text(alphabet="ah1.'()<>=+-*/, not", max_size=60) | st.text(max_size=60))
def test_no_text_crashes_it(schema: Schema, text: str) -> None:
    with contextlib.suppress(ExpressionError):
        answer(schema, text)


def test_the_starter_pack_is_a_whole_example(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from luoshi.cli import main

    made = CliRunner().invoke(main, ["pack", "new", "street_trees", "--in", str(tmp_path)])
    checked = CliRunner().invoke(main, ["pack", "check", str(tmp_path / "street_trees")])

    assert (made.exit_code, checked.exit_code) == (0, 0), made.output + checked.output
