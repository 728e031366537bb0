"""The examples in the documents run, and say what comes out."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

import luoshi
from luoshi.cli import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("docs/reading.md", "docs/workdays.md", "README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
REPORT = (
    "二、2026年工作安排\n改造老旧供水管网26公里，雨污分流管网18.5公里。\n"
    "新增公办学位3600个，8月底前启用鹭汀初中。\n天空湛蓝，河水清澈。\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    for name in ("report.txt", "报告.txt", "2025.txt", "2026.txt", "reports/云浦区2026.txt", "历年报告/2026.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT, encoding="utf-8")
    (tmp_path / "进展.txt").write_text("1—3月累计改造老旧供水管网9公里。\n", encoding="utf-8")
    (tmp_path / "offices.txt").write_text("区水务局\n区教育局\n", encoding="utf-8")
    (tmp_path / "单位.csv").write_text("编码,单位名称\n01,区水务局\n02,区教育局\n", encoding="utf-8")
    (tmp_path / "分工.csv").write_text("任务,牵头单位\n改造供水管网20公里。,区水务局\n", encoding="utf-8")
    written = CliRunner().invoke(main, ["read", "报告.txt", "-o", "指标.jsonl"])
    assert written.exit_code == 0
    document = Document()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "report.docx"))
    return tmp_path


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [match["body"] for match in BLOCK.finditer(text) if match["language"] == language]


def commands(name: str) -> Iterator[str]:
    """Lines that call ``luoshi``, with what is piped into them cut off."""
    for block in blocks(name, ""):
        for line in block.splitlines():
            command = line.partition("#")[0].rpartition("|")[2].strip()
            if command.startswith("luoshi "):
                yield command


def claims(block: str) -> Iterator[tuple[str, object]]:
    """Lines such as ``first.object, first.value   # ('管网', 26.0): why``: an expression and what it gives."""
    for line in block.splitlines():
        expression, mark, comment = line.partition("  # ")
        if not mark:
            continue
        for end in [match.start() for match in re.finditer(r": |$", comment)]:
            try:
                yield expression.strip(), ast.literal_eval(comment[:end].strip())
            except (SyntaxError, ValueError):
                continue
            break


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_python_examples_run_one_after_another(name: str) -> None:
    space: dict[str, object] = {}
    examples = blocks(name, "python")
    assert examples
    for block in examples:
        exec(compile(block, name, "exec"), space)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_python_examples_give_what_they_say(name: str) -> None:
    space: dict[str, object] = {}
    checked = 0
    for block in blocks(name, "python"):
        exec(compile(block, name, "exec"), space)
        for expression, given in claims(block):
            assert eval(expression, space) == given, expression
            checked += 1
    assert checked >= 2


COMMANDS = [pytest.param(line, id=f"{name} {line}") for name in DOCUMENTS for line in commands(name)]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(command: str) -> None:
    program, *words = shlex.split(command)
    result = CliRunner().invoke(main, words, input=REPORT)
    assert (program, result.exit_code, result.exception) == ("luoshi", 0, None), result.output


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_shows_the_command_line(name: str) -> None:
    assert list(commands(name))


def test_every_option_shown_is_in_the_help() -> None:
    for line in (line for name in DOCUMENTS for line in commands(name)):
        _, command, *words = shlex.split(line)
        help_text = CliRunner().invoke(main, [command, "--help"]).output
        assert all(word in help_text for word in words if word.startswith("-")), line


def test_the_table_of_a_reading_names_its_fields() -> None:
    text = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    table = text[text.index("| of a `Reading`") : text.index("The fields of a target")]
    reading = luoshi.read(REPORT)
    named = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines() if row.startswith("| `")))
    assert all(hasattr(reading, field) for field in named)
    assert set(named) >= {"text", "title", "year", "headings", "commitments", "passed", "glossary", "version"}


def test_the_reasons_named_are_all_there_are() -> None:
    text = " ".join((ROOT / "docs/reading.md").read_text(encoding="utf-8").split())
    listed = re.search(r"has a reason: ([^.]+)\.", text)
    assert listed is not None
    assert re.findall(r"`(\w+)`", listed[1]) == [str(reason) for reason in luoshi.reading.Reason]


def test_the_gold_shown_is_in_the_gold() -> None:
    marks = (ROOT / "tests/reading/gold/hard.marks").read_text(encoding="utf-8")
    (example,) = [block for block in blocks("docs/reading.md", "") if block.startswith("改造")]
    assert example in marks


@pytest.mark.parametrize("name", [*DOCUMENTS, "CONTRIBUTING.md"])
def test_every_file_linked_is_there(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    missing = {link for link in links if not (path.parent / link).exists() and "pictures/" not in link}
    assert missing == set()
