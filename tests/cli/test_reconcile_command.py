"""``luoshi reconcile`` as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from luoshi.cli import main
from tests.reading.reconciliation.invented_reports import last_report, this_report

PROMISES = (
    "新建农村幸福院12所，改造农村公路80公里。",
    "培育家庭农场示范场10家。",
    "固定资产投资增长8%左右。",
    "外贸进出口总额增长5%。",
)
OUTCOMES = ("新建农村幸福院15所，改造农村公路60公里。", "固定资产投资增长8.2%，外贸进出口总额完成2.5亿元。")
SUPERVISORS_ORDER = ["未再提及", "未完成", "提到", "完成", "超额完成"]


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    last, this = tmp_path / "2024.txt", tmp_path / "2025.txt"
    last.write_text(last_report(*PROMISES).text, encoding="utf-8")
    this.write_text(this_report(*OUTCOMES).text, encoding="utf-8")
    return last, this


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["reconcile", *map(str, arguments)], input=given)


def test_jsonl_has_the_fields_of_the_guideline_in_text_order(reports: tuple[Path, Path]) -> None:
    result = run(*reports, "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]
    assert result.exit_code == 0
    assert all(list(row) == ["promise", "outcome", "verdict"] for row in rows)
    assert [row["verdict"] for row in rows] == ["exceeded", "missed", "unmentioned", "met", "mentioned"]
    assert list(rows[0]["promise"]) == ["start", "end", "quote", "clause"]
    assert list(rows[0]["outcome"]) == ["start", "end", "quote", "clause", "value", "unit", "relation"]
    assert rows[0]["outcome"]["value"] == 15
    assert rows[2]["outcome"] is None


def test_the_table_puts_what_was_dropped_without_a_word_first(reports: tuple[Path, Path]) -> None:
    result = run(*reports)
    text = result.stdout
    assert result.exit_code == 0
    places = [text.index(f"│ {name} ") for name in SUPERVISORS_ORDER]
    assert places == sorted(places)
    assert "培育家庭农场示范场10家" in text
    assert "共5个指标：未再提及1个，未完成1个，提到1个，完成1个，超额完成1个。" in text


def test_the_spreadsheet_shows_both_sentences_in_the_same_order(reports: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "对账.xlsx"
    assert run(*reports, "-o", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == SUPERVISORS_ORDER
    assert rows[-1][7] == PROMISES[0]
    assert rows[-1][8] == OUTCOMES[0]


def test_a_lookback_of_the_wrong_place_is_said_on_standard_error(reports: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(this_report(*OUTCOMES, place="鹭河县").text, encoding="utf-8")
    result = run(reports[0], other)
    assert result.exit_code == 0
    assert "地名不一致：前一份是云浦县的报告，后一份是鹭河县的。" in result.stderr


def test_a_lookback_of_the_wrong_year_is_said_with_both_years(reports: tuple[Path, Path], tmp_path: Path) -> None:
    later = tmp_path / "2026.txt"
    later.write_text(this_report(*OUTCOMES, year=2026).text, encoding="utf-8")
    result = run(reports[0], later)
    assert result.exit_code == 0
    warnings = [line for line in result.stderr.splitlines() if line.startswith("注意")]
    assert len(warnings) == 2  # the years do not follow each other, and the heading looks back on another one
    assert all("2024" in line for line in warnings)
    assert "2026" in warnings[0]
    assert "2025" in warnings[1]


def test_reports_in_the_wrong_order_are_said(reports: tuple[Path, Path]) -> None:
    result = run(reports[1], reports[0])
    assert result.exit_code == 0
    assert any(line.startswith("注意") and "2025" in line and "2024" in line for line in result.stderr.splitlines())
    assert "先后次序可能颠倒了" in result.stderr


def test_a_report_that_does_not_say_its_place_is_told_so(reports: tuple[Path, Path], tmp_path: Path) -> None:
    nameless = tmp_path / "last.txt"
    nameless.write_text("二、2024年工作安排\n新建农村幸福院12所。\n", encoding="utf-8")
    result = run(nameless, reports[1])
    assert "前一份报告没有说明地名，另一份是云浦县的" in result.stderr


def test_an_ending_that_names_another_form_is_refused(reports: tuple[Path, Path], tmp_path: Path) -> None:
    result = run(*reports, "-o", tmp_path / "对账.pdf")
    assert "写不了 .pdf 文件" in result.stderr
    assert not (tmp_path / "对账.pdf").exists()


def test_a_report_that_cannot_be_read_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = run(tmp_path / "没有.txt", tmp_path / "也没有.txt", "-o", output)
    assert result.exit_code == 1
    assert "没有.txt" in result.stderr
    assert "也没有.txt" in result.stderr
    assert not output.exists()


def test_one_report_may_come_from_standard_input(reports: tuple[Path, Path]) -> None:
    result = run("-", reports[1], "-f", "jsonl", given=reports[0].read_bytes())
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "-"),
        ("{last}",),
        ("{last}", "{this}", "-f", "xlsx"),
        ("{last}", "{folder}"),
        ("{last}", "{this}", "-o", "对账.pdf"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], reports: tuple[Path, Path]) -> None:
    places = {"last": reports[0], "this": reports[1], "folder": reports[0].parent}
    assert run(*(argument.format(**places) for argument in arguments)).exit_code == 2


def test_an_input_is_not_overwritten(reports: tuple[Path, Path]) -> None:
    before = reports[0].read_bytes()
    assert run(*reports, "-f", "jsonl", "-o", reports[0]).exit_code == 2
    assert reports[0].read_bytes() == before
