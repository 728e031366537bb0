"""``luoshi lead`` as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from luoshi.cli import main

REPORT = "二、2026年工作安排\n（一）办好民生实事\n新增幼儿园学位600个。改造老旧小区21个。办好“星空夜校”40场。\n"
OFFICES = "区教育局\n区住建局\n区交通运输局\n\n石桥镇政府\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    report, offices = tmp_path / "报告.txt", tmp_path / "单位.txt"
    report.write_text(REPORT, encoding="utf-8")
    offices.write_text(OFFICES, encoding="utf-8")
    return report, offices


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["lead", *map(str, arguments)], input=given)


def leads(result: Result) -> list[str]:
    rows = [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]
    return [row["suggestions"][0]["organisation"] for row in rows]


def test_jsonl_has_a_commitment_a_line_with_ranked_suggestions_and_reasons(files: tuple[Path, Path]) -> None:
    result = run(files[0], "--organisations", files[1], "-f", "jsonl", "--top", "2")
    (first, *_) = [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]
    assert result.exit_code == 0
    assert list(first) == ["start", "end", "text", "section", "suggestions"]
    assert first["section"].endswith("办好民生实事")
    assert first["suggestions"][0]["organisation"] == "区教育局"
    assert len(first["suggestions"]) == 2
    assert first["suggestions"][0]["reasons"][0] == ["words", "education", "幼儿园", "学位"]
    assert REPORT[first["start"] : first["end"]] == first["text"]


def test_the_table_shows_who_and_why(files: tuple[Path, Path]) -> None:
    result = run(files[0], "-g", files[1])
    assert result.exit_code == 0
    assert "区住建局　9" in result.stdout
    assert "100%" not in result.stdout
    assert "属其职能：幼儿园、学位" in result.stdout
    assert "共3项任务。" in result.stdout


def test_what_nothing_speaks_for_has_no_share(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "其他.txt"
    other.write_text("天空\n", encoding="utf-8")
    assert "99%" not in run(files[0], "-g", other).stdout
    assert "　0%" not in run(files[0], "-g", files[1]).stdout


def test_the_spreadsheet_has_a_suggestion_a_row(files: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "牵头.xlsx"
    assert run(files[0], "-g", files[1], "-n", "2", "-o", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[3]) for row in rows] == [(number, place) for number in (1, 2, 3) for place in (1, 2)]
    assert rows[0][4] == "区教育局"
    assert str(rows[0][6]).startswith("属其职能：幼儿园、学位")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_earlier_choices_from_a_table_are_followed(ending: str, files: tuple[Path, Path], tmp_path: Path) -> None:
    rows = [["任务", "牵头单位"], ["办好“星空夜校”25场。", "区交通运输局、区教育局"]]
    history = tmp_path / f"分工.{ending}"
    if ending == "csv":
        history.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(history)
    assert leads(run(files[0], "-g", files[1], "-f", "jsonl"))[2] != "区交通运输局"
    assert leads(run(files[0], "-g", files[1], "-f", "jsonl", "--history", history))[2] == "区交通运输局"
    assert "以前同类任务由它牵头：办好“星空夜校”25场。" in run(files[0], "-g", files[1], "--history", history).stdout


def test_organisations_may_stand_in_a_column_of_a_table(files: tuple[Path, Path], tmp_path: Path) -> None:
    table = tmp_path / "单位.csv"
    table.write_text("编码,单位名称\n01,区教育局\n02,区住建局\n", encoding="utf-8")
    assert leads(run(files[0], "-g", table, "-f", "jsonl"))[:2] == ["区教育局", "区住建局"]


def test_the_report_may_come_from_standard_input(files: tuple[Path, Path]) -> None:
    assert len(leads(run("-", "-g", files[1], "-f", "jsonl", given=REPORT.encode()))) == 3


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("空.txt", "\n\n", "没有单位"),
        ("没有列.csv", "甲,乙\n1,2\n", "单位名称"),
        ("网页.csv", "<html><table></table></html>", "是网页"),
        ("没有.txt", None, "打不开"),
    ],
)
def test_a_list_of_organisations_that_cannot_be_used_is_named(
    name: str, text: str | None, said: str, files: tuple[Path, Path], tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(files[0], "-g", tmp_path / name)
    assert result.exit_code == 1
    assert name in result.stderr
    assert said in result.stderr


def test_a_choice_without_a_lead_names_its_row(files: tuple[Path, Path], tmp_path: Path) -> None:
    history = tmp_path / "分工.csv"
    history.write_text("任务,牵头单位\n改造老旧小区20个,\n", encoding="utf-8")
    result = run(files[0], "-g", files[1], "--history", history)
    assert result.exit_code == 1
    assert "分工.csv 第2行：“牵头单位”是空的。" in result.stderr


@pytest.mark.parametrize("arguments", [("{report}",), ("-", "-g", "-"), ("{report}", "-g", "{offices}", "-n", "0")])
def test_wrong_usage_is_told(arguments: tuple[str, ...], files: tuple[Path, Path]) -> None:
    places = {"report": files[0], "offices": files[1]}
    assert run(*(argument.format(**places) for argument in arguments)).exit_code == 2
