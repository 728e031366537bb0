"""``luoshi due`` as somebody at a terminal meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luoshi.cli import main
from tests.workdays.test_notice import INVENTED


def run(line: str) -> Result:
    return CliRunner().invoke(main, ["due", *line.split()])


def test_the_first_line_is_the_date() -> None:
    result = run("--start 2026-02-13 --limit 5 --unit workday")
    assert (result.exit_code, result.stdout) == (0, "2026-02-27\n")
    assert run("--start 2026-09-16 --limit 15 --unit day --roll next").stdout == "2026-10-08\n"


def test_the_working_names_law_days_and_calendar() -> None:
    lines = run("--start 2026-02-13 --limit 5 --unit workday --basis 某条例第一条 --explain").stdout.splitlines()
    assert lines[0] == "2026-02-27"
    assert lines[1] == "时限：5个工作日，依据：某条例第一条"
    assert "  2026年2月17日（周二）法定节日" in lines
    assert "计入的调休上班日：2026年2月14日（周六）" in lines
    assert lines[-1].startswith("日历版本：")


def test_pauses_extensions_and_cap_are_told() -> None:
    text = run(
        "--start 2026-03-02 --limit 5 --pause 2026-03-04/2026-03-09/鉴定/鉴定中心 --extend 2 --cap 30day --explain"
    ).stdout
    assert text.startswith("2026-03-16\n")
    assert "延长：2个工作日" in text
    assert "鉴定，由鉴定中心引起，停计3天" in text


def test_hours_end_at_a_time_of_the_day() -> None:
    assert run("--start 2026-02-13T16:00 --limit 5 --unit working_hour").stdout == "2026-02-14 11:30\n"


def test_a_year_without_a_notice_is_told_on_the_side_and_can_be_given(tmp_path: Path) -> None:
    result = run("--start 2027-02-03 --limit 5")
    assert "暂定：2027年" in result.stderr
    notice = tmp_path / "2027.txt"
    notice.write_text(INVENTED, encoding="utf-8")
    firm = run(f"--start 2027-02-03 --limit 5 --notice {notice}")
    assert firm.stderr.count("2027") == 0
    assert firm.stdout != result.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--start 2026-02-30 --limit 5", "2026-02-13"),
        ("--start 2026-02-13 --limit 0", "10000"),
        ("--start 2026-02-13 --limit 10001", "10000"),
        ("--start 2026-02-13 --limit 5 --unit hour", "2026-02-13T09:30"),
        ("--start 2026-02-13T09:00 --limit 5 --unit hour --roll next", "不顺延"),
        ("--start 2026-02-13 --limit 5 --pause 2026-02-20", "起止"),
        ("--start 2026-02-13 --limit 5 --pause 2026-02-20/2026-02-19", "早于"),
        ("--start 2026-02-13 --limit 5 --extend tenish", "10workday"),
        ("--start 2099-12-30 --limit 5", "2099"),
    ],
)
def test_nonsense_is_told_with_what_to_write_instead(line: str, words: str) -> None:
    result = run(line)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_notice_that_contradicts_itself_names_the_holiday(tmp_path: Path) -> None:
    notice = tmp_path / "2027.txt"
    notice.write_text(INVENTED.replace("6月9日（周三）", "6月9日（周四）"), encoding="utf-8")
    result = run(f"--start 2027-02-03 --limit 5 --notice {notice}")
    assert result.exit_code == 1
    assert "端午节" in result.stderr
    assert "不是周四" in result.stderr
