"""Reporting a figure: what is taken, what is refused, and what stands afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import lines_of
from luoshi.journal.queries import verify as verify_journal
from luoshi.ledger.actions import (
    BadEntry,
    EntryCode,
    EntryDraft,
    NotAllowed,
    Stale,
    UnreadableFigure,
    Upload,
    add_entry,
    return_entry,
    verify_entry,
)
from luoshi.ledger.figures import FigureCode
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.models import Entry, GoalState
from luoshi.ledger.tallies import EntryKind
from luoshi.ledger.tallying import tally_of
from tests.ledger.checking.conftest import at, goal_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 20


def stands(goal):
    tally = tally_of(goal)
    return tally.reported.figure if tally.reported else None, tally.verified.figure if tally.verified else None


def test_a_figure_with_note_and_files_stands_as_reported(pipes, report_on, files):
    goal = goal_of(pipes)

    entry = report_on(goal, "２．６公里", at(3, 20), note="完成两个片区", evidence=[Upload("C:\\照片\\工地.png", PNG)])

    assert (entry.figure, entry.typed, entry.organisation.code, entry.number) == (2.6, "２．６公里", "housing", 1)
    assert stands(goal) == (2.6, None)
    (file,) = entry.evidence.all()
    assert (file.name, file.form, file.size) == ("工地.png", "png", len(PNG))
    assert (files / "evidence" / file.digest).read_bytes() == PNG
    assert [line.action for line in lines_of(goal)] == ["goal.opened", "entry.added"]
    assert (list(verify_journal()), list(strayed_lamps())) == ([], [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("1.2.3", FigureCode.SEVERAL_POINTS),
        ("-5", FigureCode.NEGATIVE),
        ("10^30", FigureCode.POWER),
        ("1" + "0" * 30, FigureCode.TOO_LARGE),
        ("13亩", FigureCode.OTHER_UNIT),
        ("十三公里", FigureCode.NO_NUMBER),
        ("1,2,3", FigureCode.BAD_COMMAS),
    ],
)
def test_what_is_no_figure_is_refused_with_what_is_wrong(pipes, report_on, words, code):
    with pytest.raises(UnreadableFigure) as refusal:
        report_on(goal_of(pipes), words, at(3, 20))
    assert (refusal.value.code, refusal.value.unit) == (code, "公里")
    assert not Entry.objects.exists()


def test_half_a_school_is_refused_naming_the_unit_and_half_a_kilometre_is_not(school, pipes, report_on):
    with pytest.raises(UnreadableFigure) as refusal:
        report_on(goal_of(school), "0.5所", at(3, 20))
    assert (refusal.value.code, refusal.value.found, refusal.value.unit) == (FigureCode.NOT_WHOLE, "0.5所", "所")
    assert report_on(goal_of(pipes), "0.5", at(3, 20)).figure == 0.5
    assert report_on(goal_of(school), "2", at(3, 20)).figure == 2


def test_a_check_finds_no_half_of_one_either(school, report_on, verify):
    entry = report_on(goal_of(school), "2", at(3, 20))
    with pytest.raises(UnreadableFigure):
        verify(entry, at(3, 23), figure="1.5", why="有一所未完工")


def test_of_an_average_and_of_a_share_that_is_no_whole_number_there_is_a_part(school, report_on):
    goal = goal_of(school)
    goal.quote = "每千人拥有托位5所"
    goal.save()
    assert report_on(goal, "4.6", at(3, 20)).figure == 4.6
    goal.quote = ""
    goal.save()
    first = goal.paths.get()
    goal.paths.create(number=2, path=first.path | {"goal": 2.5}, by=first.by, at=at(3, 20))
    assert report_on(goal, "4.7", at(3, 21)).figure == 4.7


def test_days_that_have_not_come_and_days_before_the_year_are_refused(pipes, report_on):
    for held_on, code in ((date(2026, 3, 21), EntryCode.FUTURE), (date(2025, 12, 31), EntryCode.TOO_OLD)):
        with pytest.raises(BadEntry) as refusal:
            report_on(goal_of(pipes), "1", at(3, 20), held_on=held_on)
        assert refusal.value.code == code


def test_nothing_at_all_is_no_entry_and_a_note_alone_is_one(pipes, report_on):
    with pytest.raises(BadEntry):
        report_on(goal_of(pipes), "", at(3, 20), note="  ")
    assert report_on(goal_of(pipes), "", at(3, 20), note="正在招标").kind == "note"
    assert stands(goal_of(pipes)) == (None, None)


def test_only_the_holder_reports(pipes, report_on, staff, district):
    for somebody in (staff.water_reporter, staff.town_clerk, district.supervisor, district.leader, district.stranger):
        with pytest.raises(NotAllowed):
            report_on(goal_of(pipes), "1", at(3, 20), by=somebody)
    assert report_on(goal_of(pipes), "1", at(3, 20), by=staff.housing_approver).number == 1


def test_a_stale_form_is_told(pipes, district, report_on):
    goal = goal_of(pipes)
    report_on(goal, "2", at(3, 20))

    with pytest.raises(Stale) as refusal:
        add_entry(by=district.reporter, goal=goal, expected_entry=0, draft=EntryDraft(date(2026, 3, 20), "3"),
                  at=at(3, 20, 11))  # fmt: skip
    assert refusal.value.current == goal


def test_a_total_that_falls_asks_why(pipes, report_on):
    goal = goal_of(pipes)
    report_on(goal, "5", at(5, 20))

    with pytest.raises(BadEntry) as refusal:
        report_on(goal, "4.5", at(6, 20))
    assert (refusal.value.code, refusal.value.last, refusal.value.on) == (EntryCode.WHY_LOWER, 5.0, date(2026, 5, 20))
    report_on(goal, "4.5", at(6, 20), why_lower="核减重复计入的0.5公里")
    assert stands(goal) == (4.5, None)


def test_figures_of_periods_add_up_and_not_backwards(pipes, report_on):
    goal = goal_of(pipes)
    report_on(goal, "0.1", at(3, 20), kind=EntryKind.PERIOD)
    report_on(goal, "0.2", at(4, 20), kind=EntryKind.PERIOD)
    assert stands(goal) == (0.3, None)

    with pytest.raises(BadEntry) as refusal:
        report_on(goal, "1", at(5, 2), held_on=date(2026, 3, 31), kind=EntryKind.PERIOD)
    assert refusal.value.code == EntryCode.OUT_OF_ORDER


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_are_kept(pipes, report_on):
    goal = goal_of(pipes)
    report_on(goal, "1", at(3, 20), kind=EntryKind.PERIOD)
    report_on(goal, "2", at(4, 20), kind=EntryKind.PERIOD)

    report_on(goal, "1.5", at(4, 22), held_on=date(2026, 3, 20), kind=EntryKind.PERIOD, corrects=1)

    assert stands(goal) == (3.5, None)
    assert goal.entries.count() == 3
    with pytest.raises(BadEntry):
        report_on(goal, "1", at(4, 23), corrects=9)


def test_a_returned_entry_no_longer_counts(pipes, report_on, district):
    goal = goal_of(pipes)
    report_on(goal, "3", at(3, 20))
    second = report_on(goal, "6", at(4, 20))

    return_entry(by=district.supervisor, entry=second, expected_check=0, at=at(4, 21), why="缺验收单")

    assert stands(goal) == (3.0, None)
    again = report_on(goal, "5", at(4, 22), corrects=2)
    assert (again.corrects, stands(goal)) == (second, (5.0, None))


def test_a_shared_goal_is_the_sum_of_its_shares_and_takes_no_entries_itself(school, report_on, verify, staff, district):
    whole = school.goals.get(object="普惠学位", parent=None)
    town, water = whole.shares.get(duty__holder=district.town), whole.shares.get(duty__holder=district.water)

    with pytest.raises(BadEntry) as refusal:
        report_on(whole, "10", at(3, 20))
    assert refusal.value.code == EntryCode.HAS_SHARES
    report_on(town, "100", at(3, 20), by=staff.town_clerk)
    entry = report_on(water, "50", at(3, 22), by=staff.water_reporter)
    verify(entry, at(3, 23), figure="40", why="核减")

    state = GoalState.objects.get(goal=whole)
    assert (state.reported, state.verified) == (150.0, 40.0)
    assert list(strayed_lamps()) == []


def test_growth_may_be_negative(give_out, report_on):
    gdp = give_out("年均增长", due_on=date(2030, 12, 31))
    goal = goal_of(gdp)
    goal.mode = "grow"
    goal.save()

    assert report_on(goal, "-1.2%", at(4, 20)).figure == -1.2


def test_both_figures_stand_side_by_side(pipes, report_on, district):
    goal = goal_of(pipes)
    entry = report_on(goal, "6", at(6, 20))

    verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(6, 25), figure="5.2", why="一段未验收")
    report_on(goal, "1", at(7, 20), kind=EntryKind.PERIOD)

    assert stands(goal) == (6.2, 5.2)
