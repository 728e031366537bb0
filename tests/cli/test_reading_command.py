"""``luoshi read`` as somebody at a terminal meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from luoshi.cli import main

REPORT = """云浦区政府工作报告

各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
新建公园8处，改造道路5公里。
二、2026年工作安排
（一）提升城市功能。更新改造供热管网13公里、燃气管道8.5公里，6月底前新建口袋公园12处以上。建成云浦大桥。出台民营经济促进措施，开展企业走访活动。
（二）做强实体经济。力争规上工业增加值增长5%—6%，新增就业
4.8万人。
"""
TARGET_FIELDS = [
    "kind", "start", "end", "quote", "clause", "value", "unit", "relation",
    "mode", "modality", "action", "object", "deadline", "names",
]  # fmt: skip
MILESTONE_FIELDS = ["kind", "start", "end", "quote", "action", "names", "modality", "deadline"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=given)


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]


def test_jsonl_has_the_fields_of_the_guideline_in_text_order(report: Path) -> None:
    result = run(report, "--format", "jsonl")
    rows = lines_of(result)
    assert result.exit_code == 0
    assert [list(row) for row in rows] == [
        MILESTONE_FIELDS if row["kind"] == "milestone" else TARGET_FIELDS for row in rows
    ]
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert {row["kind"] for row in rows} == {"target", "milestone"}


def test_jsonl_values_are_whole_where_they_can_be_and_quotes_have_no_white_space(report: Path) -> None:
    rows = {row.get("object") or row["action"]: row for row in lines_of(run(report, "-f", "jsonl"))}
    assert rows["供热管网"]["value"] == 13
    assert isinstance(rows["供热管网"]["value"], int)
    assert rows["燃气管道"]["value"] == 8.5
    assert rows["规上工业增加值"]["value"] == [5, 6]
    assert rows["规上工业增加值"]["deadline"] is None
    assert rows["口袋公园"]["deadline"] == "2026-06-30"
    assert rows["建成"]["names"] == ["云浦大桥"]
    for row in rows.values():
        assert row["quote"] == "".join(REPORT[row["start"] : row["end"]].split())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_of_the_file_makes_no_difference(report: Path, tmp_path: Path, encoding: str) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(REPORT.encode(encoding))
    assert lines_of(run(other, "-f", "jsonl")) == lines_of(run(report, "-f", "jsonl"))


def test_standard_input_is_read_with_a_dash(report: Path) -> None:
    assert lines_of(run("-", "-f", "jsonl", given=REPORT.encode())) == lines_of(run(report, "-f", "jsonl"))


def test_with_several_files_each_line_begins_with_its_file(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "二.txt"
    other.write_bytes(report.read_bytes())
    rows = lines_of(run(report, other, "-f", "jsonl"))
    assert {row["file"] for row in rows} == {str(report), str(other)}
    assert all(next(iter(row)) == "file" for row in rows)


def test_a_folder_is_searched_for_what_can_be_read(tmp_path: Path) -> None:
    for name in ("b/二.txt", "b/a.HTM", "一.txt", ".hidden/x.txt", "~$一.docx", "照片.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        page = "<html><div id=zoom>" + REPORT.replace("\n", "<br>") + "</div></html>"
        text = page if name.endswith("HTM") else REPORT
        path.write_text(text, encoding="utf-8")
    result = run(tmp_path, "-f", "jsonl")
    files = [row["file"].removeprefix(f"{tmp_path}/") for row in lines_of(result)]
    assert result.exit_code == 0
    assert list(dict.fromkeys(files)) == ["一.txt", "b/a.HTM", "b/二.txt"]


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr


def test_json_is_the_whole_reading_with_reasons(report: Path) -> None:
    whole = json.loads(run(report, "-f", "json").stdout_bytes)
    assert whole["year"] == 2026
    assert whole["title"] == "云浦区政府工作报告"
    assert whole["form"] == "txt"
    assert whole["text"] == REPORT
    assert whole["commitments"][0]["section"].endswith("提升城市功能")
    for part in [*whole["commitments"], *whole["passed"]]:
        assert "".join(REPORT[part["start"] : part["end"]].split()) == "".join(part["text"].split())
    assert all(p["reason_zh"] for p in whole["passed"])


def test_json_of_several_reports_is_one_array(report: Path) -> None:
    both = json.loads(run(report, report, "-f", "json").stdout_bytes)
    assert [one["file"] for one in both] == [str(report)] * 2


def test_the_table_is_the_default_and_writes_quantities_as_officials_do(report: Path) -> None:
    result = run(report)
    assert result.exit_code == 0
    for words in (
        "云浦区政府工作报告",
        "完成时限",
        "8.5公里",
        "≥12处",
        "5—6%",
        "4.8万人",
        "2026-06-30",
        "节点",
        "行动",
    ):
        assert words in result.stdout


def test_csv_opens_in_a_spreadsheet(report: Path) -> None:
    data = run(report, "-f", "csv").stdout_bytes
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert rows[1] | {"对象": "燃气管道", "数值": "8.5", "计量单位": "公里", "动作": "更新改造"} == rows[1]
    assert {row["类型"] for row in rows} == {"指标", "节点", "行动"}


def test_xlsx_has_numbers_as_numbers(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    assert run(report, "-o", target).exit_code == 0
    head, first, *_ = openpyxl.load_workbook(target).active.iter_rows(values_only=True)
    cells = dict(zip(head, first, strict=True))
    assert (cells["对象"], cells["指标"], cells["数值"]) == ("供热管网", "13公里", 13)


def test_a_sentence_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "=cmd.txt"
    path.write_text("政府工作报告\n一、2026年工作安排\n=1+1新建公园12处。\n", encoding="utf-8")
    name = os.path.relpath(path)
    rows = list(csv.reader(io.StringIO(run(path, path, "-f", "csv").stdout_bytes.decode("utf-8-sig"))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert run(path, name, "-o", tmp_path / "a.xlsx").exit_code == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_one_bad_file_does_not_stop_the_others(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_bytes(REPORT.encode() + b"\xff\xff" + REPORT.encode())
    result = run(bad, tmp_path / "没有.txt", report, "-f", "jsonl")
    assert result.exit_code == 1
    assert {row["file"] for row in lines_of(result)} == {str(report)}
    assert str(bad) in result.stderr
    assert "第 11 行" in result.stderr
    assert "没有这个文件" in result.stderr


def test_without_a_single_report_no_output_appears(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = run(tmp_path / "空.txt", "-o", tmp_path / "out.json")
    assert result.exit_code == 1
    assert "空文件" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["空.txt"]


def test_a_file_that_was_there_is_replaced_whole_and_keeps_its_mode(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    target.chmod(0o640)
    assert run(report, "-o", target).exit_code == 0
    assert target.read_bytes() == run(report, "-f", "jsonl").stdout_bytes
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "报告.txt"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["-f", "xlsx", "{report}"], ["-f", "doc", "{report}"], ["-o", "{folder}/none/a.csv", "{report}"]],
)
def test_wrong_usage_exits_with_two(report: Path, arguments: list[str]) -> None:
    assert run(*(each.format(report=report, folder=report.parent) for each in arguments)).exit_code == 2


def test_an_input_is_never_overwritten(report: Path) -> None:
    assert run(report.parent, "-o", report).exit_code == 2
    assert report.read_text(encoding="utf-8") == REPORT


def test_a_report_that_promises_nothing_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "空话.txt"
    path.write_text("各位代表：\n谢谢大家！\n", encoding="utf-8")
    result = run(path, "-f", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有读出任务" in result.stderr


def test_spans_of_a_traditional_report_quote_the_report_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "報告.txt"
    text = "某區政府工作報告\n一、2026年工作安排\n更新改造供熱管網13公里，新建養老服務中心3個。\n"
    path.write_bytes(text.encode("big5"))
    rows = lines_of(run(path, "-f", "jsonl"))
    assert [row["quote"] for row in rows] == ["13公里", "3個"]
    assert [text[row["start"] : row["end"]] for row in rows] == ["13公里", "3個"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "空文件"),
        ("二进制.txt", bytes(range(256)), "不是文本文件"),
        ("乱码.txt", "これは報告書です。計画を説明する。".encode("shift_jis"), "编码"),
        ("大.txt", b"a" * 50_000_000, "上限"),
        ("假.docx", b"not a document", "纯文本"),
        ("假.pdf", b"%PDF-1.7 broken", "PDF"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为"),
        ("密.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("网页.html", b"<html><body><a href='/'>home</a></body></html>", "没有找到报告正文"),
    ],
)
def test_bad_input_is_one_clear_line_that_names_the_file(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = run(tmp_path / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert name in line
    assert words in line


def command(*arguments: object, block: str = "") -> list[str]:
    """``luoshi`` in a process of its own; ``block`` names a module that cannot be imported there."""
    code = (
        f"import sys; sys.modules.update({{m: None for m in {block.split()!r}}}); from luoshi.cli import main; main()"
    )
    return [sys.executable, "-c", code, *map(str, arguments)]


def test_reading_plain_text_loads_neither_django_nor_the_document_libraries(report: Path) -> None:
    heavy = "django lxml docx pypdfium2 trafilatura"
    found = subprocess.run(command("read", report, "-f", "jsonl", block=heavy), capture_output=True, check=True)
    assert found.stdout


def test_a_missing_document_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><div id=zoom>正文</div></html>")
    found = subprocess.run(command("read", tmp_path, block="lxml trafilatura"), capture_output=True, check=False)
    assert found.returncode == 1
    assert "pip install luoshi[documents]" in found.stderr.decode()


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_text(REPORT + "（三）改善民生。新建学校6所、医院3家。\n" * 3000, encoding="utf-8")
    process = subprocess.Popen(command("read", path, "-f", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.wait()
    assert errors == b""


def test_a_progress_bar_shows_on_a_terminal_with_several_files_and_not_elsewhere(report: Path, tmp_path: Path) -> None:
    (tmp_path / "二.txt").write_bytes(report.read_bytes())
    assert b"%" not in _on_terminal(command("read", report, "-f", "jsonl"))
    assert b"%" in _on_terminal(command("read", tmp_path, "-f", "jsonl"))
    silent = subprocess.run(command("read", tmp_path, "-f", "jsonl"), capture_output=True, check=True)
    assert silent.stderr == b""


def _on_terminal(arguments: list[str]) -> bytes:
    """What the command writes to standard error when that is a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    process.wait()
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 0.2)[0]:
        try:
            seen += os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
    os.close(ours)
    return seen
