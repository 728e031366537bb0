"""Adding a commitment by selecting words."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import BadOffsets, NotAllowed, OverlappingSpan, ReasonRequired, add_commitment
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import LATER, read_simply


@pytest.fixture
def slogan(report):
    passage = report.passages.get()
    return passage.start, passage.end


def add(report, district, start, end, *, by=None, why="漏读了", reader=read_simply):
    return add_commitment(
        by=by or district.supervisor, report=report, start=start, end=end, at=LATER, why=why, reader=reader
    )


def test_selected_words_become_a_confirmed_commitment(report, district, slogan):
    added = add(report, district, *slogan)

    assert (added.text, added.status, added.origin, added.kind) == ("我们要乘风破浪！", "confirmed", "added", "action")
    assert added.number == 8
    assert added.section.title == "（一）改造老旧管网"
    assert added.revisions.get().change == "added"
    assert list(strayed()) == []


def test_the_reading_proposes_targets_whose_spans_fit_the_report(open_text, district):
    report = open_text("我们要听好：\n今年要新增学位30个。\n")
    start = report.text.index("新增")

    added = add(report, district, start, start + len("新增学位30个。"))

    target = added.targets.get()
    assert report.text[target.start : target.end] == target.quote == "30个"
    assert (added.kind, target.value) == ("target", 30.0)


def test_white_space_at_the_ends_is_left_out(report, district, slogan):
    start, end = slogan

    added = add(report, district, start, end + 1)  # with the line's end

    assert (added.start, added.end) == slogan


def test_words_that_another_commitment_holds_are_refused(report, district, slogan, commitment_with):
    start, end = slogan

    with pytest.raises(OverlappingSpan) as refusal:
        add(report, district, start - 2, end)

    assert refusal.value.other == commitment_with("停车泊位")
    assert report.commitments.count() == 7


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 100_000)])
def test_spans_outside_the_text_are_refused(report, district, start, end):
    with pytest.raises(BadOffsets) as refusal:
        add(report, district, start, end)

    assert refusal.value.code == "outside"


def test_punctuation_alone_is_no_commitment(report, district, slogan):
    with pytest.raises(BadOffsets) as refusal:
        add(report, district, slogan[1] - 1, slogan[1])

    assert refusal.value.code == "empty_piece"


def test_a_reason_and_the_ability_are_needed(report, district, slogan):
    with pytest.raises(ReasonRequired):
        add(report, district, *slogan, why="")
    with pytest.raises(NotAllowed):
        add(report, district, *slogan, by=district.reporter)
