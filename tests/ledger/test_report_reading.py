"""The reading view's data."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import add_commitment, assign_lead, reject_commitment, split_commitment
from luoshi.ledger.models import Report
from luoshi.ledger.queries import report_reading
from luoshi.people.abilities import Ability
from tests.ledger.example_report import AT, read_simply


def test_marks_stand_in_text_order_and_quote_the_text(report, district):
    view = report_reading(district.supervisor, report.pk)

    words = [view.report.text[mark.start : mark.end] for mark in view.marks]
    assert words == sorted(words, key=view.report.text.index)
    assert [bool(mark.passage) for mark in view.marks] == [False, False, True, False, False, False, False, False]
    assert all(a.end <= b.start for a, b in zip(view.marks, view.marks[1:], strict=False))
    assert len(view.sections) == 3
    assert [term.term for term in view.terms] == ["全域公园城市"]
    assert view.abilities == {Ability.SEE, Ability.EXPORT, Ability.ADD, Ability.CONFIRM}


def test_replaced_ones_go_and_rejected_ones_stay(report, commitment_with, district):
    pipes = commitment_with("供热管网")
    split_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at_offsets=[pipes.start + 4],
                     at=AT, why="分")  # fmt: skip
    reject_commitment(by=district.supervisor, commitment=commitment_with("泊位"), expected_revision=1, at=AT, why="x")

    statuses = [mark.commitment.status for mark in report_reading(district.supervisor, report.pk).marks
                if mark.commitment]  # fmt: skip

    assert statuses.count("rejected") == 1
    assert "replaced" not in statuses
    assert len(statuses) == 8


def test_a_passage_that_became_a_commitment_is_marked_once(report, district):
    passage = report.passages.get()
    add_commitment(by=district.supervisor, report=report, start=passage.start + 2, end=passage.end, at=AT, why="是承诺",
                   reader=read_simply)  # fmt: skip

    marks = report_reading(district.supervisor, report.pk).marks

    assert [mark.passage for mark in marks] == [None] * 8


def test_a_reporter_sees_the_text_and_only_their_own_marks(report, commitment_with, district):
    assign_lead(by=district.supervisor, commitment=commitment_with("水厂"), expected_revision=1, lead=district.water,
                supporting=[district.housing], at=AT, why="")  # fmt: skip

    view = report_reading(district.reporter, report.pk)

    assert [mark.commitment.text for mark in view.marks if mark.commitment] == ["6月底前建成竹箬水厂。"]
    assert view.abilities == {Ability.SEE, Ability.EXPORT}


def test_outside_the_scope_there_is_nothing(report, district):
    with pytest.raises(Report.DoesNotExist):
        report_reading(district.stranger, report.pk)


@pytest.mark.parametrize("how_many", [2, 150])
def test_the_number_of_queries_does_not_grow(open_text, district, how_many, django_assert_num_queries):
    report = open_text("一、学位\n" + "".join(f"新增学位{number}个。我们要奋斗！\n" for number in range(how_many)))
    user = type(district.supervisor).objects.get(pk=district.supervisor.pk)

    with django_assert_num_queries(11):
        view = report_reading(user, report.pk)
        for mark in view.marks:
            if mark.commitment:
                assert mark.commitment.section.title
                assert list(mark.commitment.targets.all())
                assert list(mark.commitment.supporting.all()) == []
