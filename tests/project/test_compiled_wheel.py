"""Which builds carry the reading as machine code, and that what is told of it is so. Nothing is compiled here."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from luoshi.reading import _assemble, is_compiled

ROOT = Path(__file__).resolve().parent.parent.parent


def _module(path: str):
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def build():
    return _module("hatch_build.py")


@pytest.fixture(scope="module")
def compiling():
    pytest.importorskip("mypyc")
    return _module("scripts/compile_reading.py")


def test_a_wheel_gets_the_compiled_reading_where_all_is_at_hand(build) -> None:
    assert build.why_pure("wheel", "standard", {}, []) is None


@pytest.mark.parametrize(
    ("target", "version", "asked", "missing", "told"),
    [
        ("sdist", "standard", {}, [], "source"),
        ("wheel", "editable", {}, [], "checkout"),
        ("wheel", "standard", {"LUOSHI_PURE": "1"}, [], "LUOSHI_PURE"),
        ("wheel", "standard", {}, ["a C compiler", "Python.h"], "a C compiler, Python.h"),
    ],
)
def test_any_other_build_keeps_to_the_source_and_says_why(build, target, version, asked, missing, told) -> None:
    assert told in build.why_pure(target, version, asked, missing)


def test_pip_is_asked_for_the_compiler_only_where_it_can_work(build, tmp_path, monkeypatch) -> None:
    hook = build.OfficeAssets(str(tmp_path), {"compiling": ["mypy"]}, None, None, str(tmp_path), "wheel")
    monkeypatch.delenv("LUOSHI_PURE", raising=False)
    monkeypatch.setattr(build, "missing_for_c", list)
    assert hook.dependencies() == ["mypy"]
    monkeypatch.setattr(build, "missing_for_c", lambda: ["a C compiler"])
    assert hook.dependencies() == []


def test_a_compiler_that_is_not_there_is_missed_by_name(build, monkeypatch) -> None:
    monkeypatch.setenv("CC", "/nowhere/cc -pthread")
    assert "a C compiler" in build.missing_for_c()


class _App:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, text: str) -> None:
        self.warnings.append(text)


@pytest.fixture
def hook(build, tmp_path, monkeypatch):
    """The hook for a wheel, its two other steps done and a compiler that fails."""
    monkeypatch.delenv("LUOSHI_PURE", raising=False)
    monkeypatch.delenv("LUOSHI_COMPILED", raising=False)
    monkeypatch.setattr(build, "fill", lambda _root: None)
    monkeypatch.setattr(build, "missing_for_c", list)
    monkeypatch.setattr(build, "missing_for_python", list)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "compile_reading.py").write_text("raise SystemExit('no such machine')")
    return build.OfficeAssets(str(tmp_path), {}, None, None, str(tmp_path), "wheel", _App())


def test_a_reading_that_does_not_compile_goes_into_the_wheel_as_source_and_the_build_says_so(hook) -> None:
    data = {"force_include": {}}
    hook.initialize("standard", data)
    assert data == {"force_include": {}}
    assert "compiling it failed" in hook.app.warnings[0]


def test_a_build_that_must_compile_fails_where_it_cannot(hook, monkeypatch) -> None:
    monkeypatch.setenv("LUOSHI_COMPILED", "1")
    with pytest.raises(SystemExit, match="compiling it failed"):
        hook.initialize("standard", {"force_include": {}})


def test_what_compiles_goes_into_the_wheel_which_names_its_platform(hook, tmp_path) -> None:
    made = "import pathlib, sys; made = pathlib.Path(sys.argv[1], 'luoshi'); made.mkdir(parents=True)"
    (tmp_path / "scripts" / "compile_reading.py").write_text(f"{made}; (made / 'fast.so').write_text('')")
    data: dict = {"force_include": {}}
    hook.initialize("standard", data)
    assert list(data["force_include"].values()) == ["luoshi/fast.so"]
    assert data["infer_tag"]
    assert not data["pure_python"]
    assert hook.app.warnings == []


RECORD = '''
from __future__ import annotations
from typing import NamedTuple
_UNIT = "米"
class Length(NamedTuple):
    """So long."""
    value: float
    unit: str = _UNIT if False else "米"
    words: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        return f"{self.value}{self.unit}"
'''


def test_the_compiled_copy_of_a_record_is_the_same_record(compiling) -> None:
    source = RECORD.replace(' = _UNIT if False else "米"', ' = "米"')
    fixed: dict = {}
    exec(compiling.fixed(source), fixed)
    length = fixed["Length"](2.0)
    assert "NamedTuple" not in compiling.fixed(source).partition("class Length")[2]
    assert length == fixed["Length"](2.0, "米")
    assert length != fixed["Length"](2.0, "里")
    assert (length.told, length.words, length._replace(unit="里").told) == ("2.0米", (), "2.0里")
    assert "_UNIT: Final = " in compiling.fixed(source)


def test_a_record_with_a_default_that_is_worked_out_is_left_as_it_is(compiling) -> None:
    assert "class Length(NamedTuple)" in compiling.fixed(RECORD)


def test_a_checkout_reads_its_own_source_and_says_so() -> None:
    assert is_compiled() == (os.environ.get("LUOSHI_COMPILED") == "1")  # as `make test-compiled` asks
    assert is_compiled() == (not _assemble.__file__.endswith(".py"))
    assert not list((ROOT / "luoshi").rglob("*.so"))
