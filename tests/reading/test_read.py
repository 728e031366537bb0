"""The ways in: a path, a path as words, a text; and what a whole reading holds."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from passages import OUTLOOK, REPORT, read_outlook

from luoshi.reading import Part, Reading, Reason, read, read_source, rules_version
from luoshi.reading.sources import SourceError, SourceFault, load_bytes, to_simplified

TRADITIONAL = "一、2026年工作安排\n推動數字產業園二期開工，新建養老服務中心3個，更新改造供熱管網13公里。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_path_a_path_as_words_and_the_text_give_the_same_reading(path: Path) -> None:
    assert read(path) == read(str(path)) == read(REPORT)


def test_a_text_is_not_looked_for_among_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "新建泵站3座。").mkdir()
    assert [target.quote for target in read("今年新建泵站3座。").targets] == ["3座"]
    assert read("新建泵站3座。").text == "新建泵站3座。"


def test_words_that_name_no_file_are_a_text() -> None:
    assert read("没有这个文件.txt").text == "没有这个文件.txt"


def test_a_text_of_one_line_that_is_too_long_for_a_name_is_a_text() -> None:
    assert len(read("新建泵站3座。" * 40).targets) == 40


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "没有.txt")


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.code is SourceFault.BINARY


def test_a_byte_order_mark_is_no_part_of_the_text(path: Path) -> None:
    path.write_text("\ufeff" + REPORT, encoding="utf-8")
    assert read(path).text == REPORT
    assert read(path) == read(REPORT)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_in_another_encoding_is_read_like_its_text(path: Path, encoding: str) -> None:
    path.write_bytes(REPORT.encode(encoding))
    assert read(path) == read(REPORT)


def test_windows_line_ends_stay_in_the_text_and_spans_hold(path: Path) -> None:
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    reading = read(path)
    assert "\r\n" in reading.text
    assert [target.quote for target in reading.targets] == [target.quote for target in read(REPORT).targets]
    assert all(reading.text[target.start : target.end] == target.quote for target in reading.targets)


def test_traditional_characters_are_read_and_quoted_as_given(path: Path) -> None:
    path.write_text(TRADITIONAL, encoding="utf-8")
    reading, simplified = read(path), read(to_simplified(TRADITIONAL))
    assert reading.text == TRADITIONAL
    assert [(item.start, item.end, item.value) for item in reading.targets] == [
        (item.start, item.end, item.value) for item in simplified.targets
    ]
    assert [target.quote for target in reading.targets] == ["3個", "13公里"]
    assert reading.targets[0].object == "养老服务中心"
    assert reading.milestones[0].quote == "推動數字產業園二期開工"
    assert reading.commitments[0].text == TRADITIONAL.split("\n")[1]


@pytest.mark.parametrize(
    ("name", "year"),
    [("云浦区2024.txt", 2024), ("2023-2024.txt", 2024), ("云浦区.txt", None), ("120245.txt", None)],
)
def test_the_year_in_the_name_helps_where_the_text_gives_none(name: str, year: int | None) -> None:
    reading = read_source(load_bytes("6月底前新建泵站3座。\n".encode(), name))
    assert reading.year == year
    assert reading.targets[0].deadline == (date(year, 6, 30) if year else None)


def test_the_year_in_the_text_is_believed_before_the_name() -> None:
    assert read_source(load_bytes(REPORT.encode(), "2019.txt")).year == 2026


@pytest.mark.parametrize("text", ["", " \n", "。", "云浦", "天空湛蓝，河水清澈。", "一、2026年工作安排\n", "2026"])
def test_a_text_that_promises_nothing_is_read_to_nothing(text: str) -> None:
    reading = read(text)
    assert (reading.commitments, reading.targets, reading.milestones) == ((), (), ())


def test_a_report_that_only_looks_back_promises_nothing() -> None:
    reading = read(REPORT[: REPORT.index("二、")])
    assert reading.commitments == reading.passed == ()
    assert reading.headings[0].part is Part.LOOKBACK


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(REPORT)


def test_a_whole_report_tells_its_title_and_year(reading: Reading) -> None:
    assert (reading.title, reading.year, reading.text) == ("云浦区人民政府工作报告", 2026, REPORT)


def test_every_promise_of_a_whole_report_is_there_and_nothing_of_the_lookback(reading: Reading) -> None:
    assert [(item.quote, item.deadline) for item in reading.targets] == [
        ("800亿元", date(2030, 12, 31)),
        ("3座", None),
        ("12公里", None),
        ("26公里", None),
        ("18.5公里", None),
        ("300个", None),
    ]
    assert [(item.quote, item.deadline) for item in reading.milestones] == [("8月底前启用鹭汀初中", date(2026, 8, 31))]
    assert {commitment.kind for commitment in reading.commitments} == {"target"}


def test_a_short_first_sentence_that_promises_a_stage_is_a_promise() -> None:
    assert [item.quote for item in read_outlook("8月底前启用鹭汀初中。力争新增学位300个。").milestones] == [
        "8月底前启用鹭汀初中"
    ]


def test_a_commitment_stands_under_its_heading(reading: Reading) -> None:
    titles = [reading.headings[item.heading or 0].title for item in reading.commitments]
    assert titles == ["“十五五”时期主要目标", "推进水利建设", "改造管网", "改善民生"]
    for commitment in reading.commitments:
        heading = reading.headings[commitment.heading or 0]
        assert heading.end <= commitment.start < commitment.end <= heading.body_end


def test_what_was_passed_has_its_reason_in_text_order(reading: Reading) -> None:
    reasons = [(item.reason, REPORT[item.start : item.end]) for item in reading.passed]
    assert [item for item in reasons if item[0] is not Reason.HEADING] == [
        (Reason.NO_VERB, "天空湛蓝，河水清澈。"),
        (Reason.SALUTATION, "各位代表！"),
        (Reason.SLOGAN, "让我们携手奋斗！"),
    ]
    starts = [item.start for item in reading.passed]
    assert starts == sorted(starts)


def test_headings_quote_their_title(reading: Reading) -> None:
    for heading in reading.headings:
        assert heading.title in reading.text[heading.start : heading.end]


def test_the_version_names_grammar_and_words(reading: Reading) -> None:
    grammar, _, words = reading.version.partition(".")
    assert reading.version == rules_version()
    assert grammar.isdigit()
    assert len(words) == 8


def test_a_reading_cannot_be_changed(reading: Reading) -> None:
    with pytest.raises(FrozenInstanceError):
        reading.year = 2027  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        reading.targets[0].value = 4.0  # type: ignore[misc]
    assert hash(reading.commitments[0]) == hash(read(REPORT).commitments[0])


def test_a_sentence_without_any_stop_is_cut_and_still_quoted() -> None:
    reading = read_outlook("新建泵站3座，" * 900)
    assert len(reading.commitments) > 1
    assert len(reading.targets) == 900
    assert "".join(item.text for item in reading.commitments) == "新建泵站3座，" * 900


def test_the_mark_of_an_item_belongs_to_the_sentence_but_not_to_its_clause() -> None:
    (commitment,) = read(f"{OUTLOOK}1.新建泵站3座。\n").commitments
    assert commitment.text == "1.新建泵站3座。"
    assert commitment.targets[0].clause == "新建泵站3座"
