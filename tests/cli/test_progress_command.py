"""``luoshi progress`` as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from luoshi.cli import main

PLAN = "二、2026年工作安排\n新建充电桩24740个。改造老旧小区30个。新增学位500个。8月底前启用鹭汀初中。\n"
TEXT = "1—7月累计新建充电桩20789个，完成全年任务的84.03%。改造老旧小区12个。接待来访430人次。\n"
FIELDS = (
    "start end quote clause value unit relation role kind share period since until target promise because confidence"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    text, plan = tmp_path / "进展.txt", tmp_path / "计划.txt"
    text.write_text(TEXT, encoding="utf-8")
    plan.write_text(PLAN, encoding="utf-8")
    return text, plan


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["progress", *map(str, arguments)], input=given)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]


def test_jsonl_has_a_figure_a_line_with_its_target_period_and_share(files: tuple[Path, Path]) -> None:
    result = run(files[0], "--targets", files[1], "-f", "jsonl", "--on", "2026-08-05")
    rows = lines(result)
    assert result.exit_code == 0
    assert all(" ".join(row) == FIELDS for row in rows)
    told = [(row["value"], row["target"], row["promise"]) for row in rows]
    assert told == [(20789, 0, "新建充电桩24740个"), (12, 1, "改造老旧小区30个"), (430, None, None)]
    assert (rows[0]["since"], rows[0]["until"], rows[0]["share"]) == ("2026-01-01", "2026-07-31", 84.03)
    assert TEXT[int(str(rows[0]["start"])) : int(str(rows[0]["end"]))] == rows[0]["quote"]


def test_the_table_goes_by_target_and_puts_those_not_spoken_of_last(files: tuple[Path, Path]) -> None:
    result = run(files[0], "-t", files[1])
    assert result.exit_code == 0
    assert result.stdout.index("20789个") < result.stdout.index("12个") < result.stdout.index("未提到")
    assert "共3个指标，2个有数报来，1个没有提到；另有1个数不对应任何指标。" in result.stdout


def test_the_plans_year_dates_a_text_without_one(files: tuple[Path, Path]) -> None:
    files[1].write_text(PLAN.replace("2026年", "2019年"), encoding="utf-8")
    (first, *_) = lines(run(files[0], "-t", files[1], "-f", "jsonl"))
    assert first["until"] == "2019-07-31"


def test_lines_that_luoshi_read_wrote_serve_as_targets(files: tuple[Path, Path], tmp_path: Path) -> None:
    written = tmp_path / "指标.jsonl"
    assert CliRunner().invoke(main, ["read", str(files[1]), "-o", str(written)]).exit_code == 0
    usual = run(files[0], "-t", files[1], "-f", "jsonl", "--on", "2026-08-05").stdout
    assert run(files[0], "-t", written, "-f", "jsonl", "--on", "2026-08-05").stdout == usual


def test_the_text_may_come_from_standard_input_and_go_to_a_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "对应.jsonl"
    assert run("-", "-t", files[1], "-o", output, given=TEXT.encode()).exit_code == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "第2行：不是 JSON"),
        ('{"kind": "target"}', "第2行：缺少字段 value"),
        ("[1]", "第2行：字段的内容不对"),
    ],
)
def test_a_bad_line_of_targets_is_named(line: str, said: str, files: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "坏.jsonl"
    broken.write_text(f"\n{line}\n", encoding="utf-8")
    result = run(files[0], "-t", broken)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_relation_that_does_not_exist_is_told_with_those_that_do(files: tuple[Path, Path], tmp_path: Path) -> None:
    written = tmp_path / "指标.jsonl"
    CliRunner().invoke(main, ["read", str(files[1]), "-o", str(written)])
    written.write_text(written.read_text(encoding="utf-8").replace('"relation": "eq"', '"relation": "about"'), "utf-8")
    result = run(files[0], "-t", written)
    assert result.exit_code == 1
    assert "about，应是 eq、ge、gt" in result.stderr


def test_what_cannot_be_read_is_named_and_nothing_is_written(files: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = run(tmp_path / "没有.txt", "-t", tmp_path / "也没有.txt", "-o", output)
    assert result.exit_code == 1
    assert "没有.txt" in result.stderr
    assert "也没有.txt" in result.stderr
    assert not output.exists()


def test_a_plan_without_targets_is_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("天空湛蓝，河水清澈。\n", encoding="utf-8")
    result = run(files[0], "-t", empty)
    assert result.exit_code == 1
    assert "没有读出指标" in result.stderr


def test_the_spreadsheet_goes_by_target_as_the_table_does(files: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "进展.xlsx"
    assert run(files[0], "-t", files[1], "-o", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [row[:4] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [
        ("0", "新建充电桩24740个", "24740个", "20789个"),
        ("1", "改造老旧小区30个", "30个", "12个"),
        ("2", "新增学位500个", "500个", "未提到"),
    ]


def test_a_text_of_another_year_or_place_is_said(tmp_path: Path) -> None:
    text, plan = tmp_path / "进展.txt", tmp_path / "计划.txt"
    plan.write_text(f"云浦县人民政府工作报告\n{PLAN}", encoding="utf-8")
    text.write_text("鹭河县人民政府办公室：2024年1—7月新建充电桩20789个。\n", encoding="utf-8")
    result = run(text, "-t", plan)
    assert result.exit_code == 0
    assert "注意：年份不一致：计划是2026年的，材料说的是2024年。" in result.stderr
    assert "注意：地名不一致：计划是云浦县的，材料是鹭河县的。" in result.stderr
    text.write_text("今年以来新建充电桩20789个。\n", encoding="utf-8")
    assert "注意" not in run(text, "-t", plan).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("{text}",),
        ("-", "-t", "-"),
        ("{folder}", "-t", "{plan}"),
        ("{text}", "-t", "{plan}", "--on", "7月"),
        ("{text}", "-t", "{plan}", "-o", "进展.pdf"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], files: tuple[Path, Path]) -> None:
    places = {"text": files[0], "plan": files[1], "folder": files[0].parent}
    assert run(*(argument.format(**places) for argument in arguments)).exit_code == 2
