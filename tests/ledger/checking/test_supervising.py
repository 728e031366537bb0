"""A red lamp opens a notice as a matter where supervision runs as casework, and the notice ends with it."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import verify
from luoshi.ledger.actions import InMatter, answer_notice, close_notice, follow_matters, open_notices
from luoshi.ledger.actions.noticing import close_with_settlement
from luoshi.ledger.actions.reminding import run_day
from luoshi.ledger.lamp_projection import refresh_all
from luoshi.ledger.models import CommitmentState, Notice, Settlement
from luoshi.ledger.queries.checking import checking_page, due_list
from luoshi.matters.actions import (
    add_document,
    call_off_matter,
    draft_mechanisms,
    fill_seat,
    merge_matters,
    put_live,
    reopen_matter,
    sweep_clocks,
    take_outcome,
)
from luoshi.matters.models import Matter
from luoshi.matters.queries import DeskFilter, desk_page
from luoshi.mechanisms import load_shelf
from luoshi.mechanisms.stages import OutcomeKind
from tests.conftest import BEFORE
from tests.ledger.checking.conftest import at

SUPERVISION = next(each for each in load_shelf() if each.name == "supervision")


@pytest.fixture
def casework(district) -> None:
    """The mechanism is live and the office sits where it checks."""
    (version,) = draft_mechanisms(by=None, pack=SUPERVISION, at=BEFORE)
    put_live(by=None, version=version, at=BEFORE)
    fill_seat(by=None, seat="supervision_office", government=district.county, organisation=district.office, at=BEFORE)


@pytest.fixture
def notice(casework, pipes) -> Notice:
    refresh_all(date(2026, 4, 22))
    (made,) = open_notices(at=at(4, 22))
    return made


def test_a_red_lamp_opens_one_matter_with_whoever_must_answer(notice, pipes, district):
    matter = Matter.objects.get()
    assert (notice.matter, matter.source_type, matter.source_id) == (matter, "ledger.notice", notice.pk)
    assert (matter.mechanism_name, matter.grade, matter.organisation) == ("supervision", "red", district.housing)
    assert (matter.opener, matter.opened_by, matter.values["kind"]) == ("ledger", None, "日常督办")
    assert matter.title.startswith(pipes.text[:20])
    assert open_notices(at=at(4, 23)) == []
    assert Matter.objects.count() == 1
    assert matter in desk_page(district.reporter, DeskFilter()).rows


def test_the_day_to_answer_by_is_that_of_the_matters_clock(notice, district):
    clock = notice.matter.clocks.get(purpose="handle")
    assert notice.due_on == clock.due_on == date(2026, 4, 29)
    assert [row.due_on for row in due_list(district.reporter, date(2026, 4, 23)) if row.notice] == [date(2026, 4, 29)]


def test_the_notice_ends_with_its_matter_whoever_ended_it(notice, district):
    matter = notice.matter
    for worker, kind, taken in (
        (district.reporter, "report", {"kind": OutcomeKind.FORWARD, "to": "checking"}),
        (district.supervisor, "conclusion", {"kind": OutcomeKind.RESOLVE, "result_class": "rectified"}),
    ):
        add_document(by=worker, matter=matter, name="件.txt", content=b"x", kind=kind, at=at(4, 24))
        take_outcome(by=worker, matter=matter, at=at(4, 24), **taken)
    assert (follow_matters(at=at(4, 25)), follow_matters(at=at(4, 25))) == (1, 0)

    notice.refresh_from_db()
    closed = notice.steps.get(kind="closed")
    assert (notice.state, closed.by, closed.why) == ("closed", district.supervisor, f"{matter.code} 整改到位")
    assert run_day(at=at(4, 26)).notices == 0  # red since the same day: that has been answered
    assert list(verify()) == []


def test_the_notice_comes_back_with_its_matter_but_not_once_the_commitment_has_ended(notice, pipes, district):
    matter = notice.matter
    call_off_matter(by=district.supervisor, matter=matter, why="已开工", at=at(4, 24))
    follow_matters(at=at(4, 24))
    reopen_matter(by=district.supervisor, matter=matter, why="又停工了", at=at(4, 25))
    assert (follow_matters(at=at(4, 25)), follow_matters(at=at(4, 25))) == (1, 0)
    notice.refresh_from_db()
    again = notice.steps.last()
    assert (notice.state, again.kind, again.by, again.why) == ("open", "opened", None, matter.code)
    with pytest.raises(InMatter):
        close_notice(by=district.supervisor, notice=notice, expected_step=3, at=at(4, 25), why="措施可行")
    assert list(verify()) == []

    close_with_settlement(Settlement(commitment=pipes, ending="settled"), district.leader, at(11, 20))
    CommitmentState.objects.filter(commitment=pipes).update(ending="settled")
    reopen_matter(by=district.supervisor, matter=matter, why="补材料", at=at(11, 21))
    assert follow_matters(at=at(11, 21)) == 0


def test_what_is_handled_as_a_matter_is_not_answered_or_closed_past_it(notice, district):
    with pytest.raises(InMatter) as refusal:
        answer_notice(by=district.reporter, notice=notice, expected_step=1, at=at(4, 24), why="增派两个班组")
    assert refusal.value.matter == notice.matter
    with pytest.raises(InMatter):
        close_notice(by=district.supervisor, notice=notice, expected_step=1, at=at(4, 24), why="措施可行")


def test_the_end_of_the_commitment_calls_the_matter_off(notice, pipes, district):
    settlement = Settlement(commitment=pipes, ending="settled")
    close_with_settlement(settlement, district.leader, at(11, 20))
    notice.refresh_from_db()
    notice.matter.refresh_from_db()
    assert (notice.state, notice.matter.status, notice.matter.steps.get().outcome) == ("closed", "closed", "withdraw")


def test_a_notice_goes_on_in_the_matter_that_its_own_was_merged_into(notice, pipes, district):
    mine = notice.matter
    other = Matter.objects.get(pk=mine.pk)
    other.pk, other.code, other.source_type, other.source_id = None, "OTHER-1", "", None
    other.status, other.organisation, other.step_count = "received", None, 0
    other.save(force_insert=True)
    merge_matters(by=district.supervisor, matter=mine, into=other, why="同一件事", at=at(4, 23))
    assert follow_matters(at=at(4, 24)) == 0
    call_off_matter(by=district.supervisor, matter=other, why="不再需要", at=at(4, 25))
    assert follow_matters(at=at(4, 26)) == 1


def test_an_overdue_notice_goes_up_by_itself(notice, district):
    assert sweep_clocks(at=at(4, 30)).escalated == 1
    notice.matter.refresh_from_db()
    assert (notice.matter.stage, notice.matter.organisation) == ("talk", district.county)


def test_the_commitments_page_leads_to_the_matter_and_only_those_who_may_see_it(notice, pipes, district):
    (row,) = checking_page(district.reporter, pipes.pk).notices
    assert row.matter == notice.matter.code


def test_without_the_mechanism_the_notice_keeps_its_own_clock(pipes):
    refresh_all(date(2026, 4, 22))
    (made,) = open_notices(at=at(4, 22))
    assert (made.matter, made.due_on, Matter.objects.count()) == (None, made.answer_by, 0)
