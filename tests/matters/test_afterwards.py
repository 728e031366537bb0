"""After closing: feedback, review, merging, forgetting; and a calendar that changes."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import lines_of
from luoshi.matters import intake
from luoshi.matters.actions import (
    PartyDraft,
    ask_review,
    forget_party,
    give_feedback,
    import_notice,
    merge_matters,
    reopen_matter,
    sweep_clocks,
    take_outcome,
)
from luoshi.matters.errors import MatterClosed, NotAllowed, StillKept, TooManyRequests, WindowClosed
from luoshi.matters.models import Clock, Matter
from luoshi.matters.queries import DeskFilter, closed_facts, closed_figure, desk_page, funnel
from luoshi.mechanisms import count_figure, load_shelf
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.workdays import Notice, shipped_calendar
from tests.matters.conftest import EXAMPLES, MONDAY, at


def test_closing_says_how_long_the_file_is_kept_and_starts_what_follows(closed):
    assert (closed.status, closed.solved, closed.keep_until) == ("closed", True, date(2036, 3, 4))
    running = {clock.purpose for clock in closed.clocks.filter(state="running")}
    assert running == {"feedback", "visit"}


def test_who_is_not_content_is_heard_by_the_next_tier(world, closed):
    give_feedback(by=None, matter=closed, answer="不满意", text="没修好", at=at("03-05"))
    closed.refresh_from_db()
    assert (closed.status, closed.stage, closed.organisation) == ("open", "town_consult", world.district.town)
    assert (closed.redo_count, closed.feedback, closed.solved) == (1, "不满意", None)


def test_who_is_content_leaves_it_closed_and_answers_once(closed):
    give_feedback(by=None, matter=closed, answer="满意", at=at("03-05"))
    closed.refresh_from_db()
    assert (closed.status, closed.feedback) == ("closed", "满意")
    with pytest.raises(WindowClosed):
        give_feedback(by=None, matter=closed, answer="不满意", at=at("03-06"))


def test_after_the_window_nothing_comes_back_by_itself(world, closed):
    sweep_clocks(at=at("05-04"))
    with pytest.raises(WindowClosed):
        give_feedback(by=None, matter=closed, answer="不满意", at=at("05-04"))
    with pytest.raises(MatterClosed):
        ask_review(by=None, matter=closed, why="不服", at=at("05-04"))
    with pytest.raises(NotAllowed):
        reopen_matter(by=world.village_worker, matter=closed, why="重办", at=at("05-04"))
    reopen_matter(by=world.district.supervisor, matter=closed, why="发现新情况", at=at("05-04"))
    closed.refresh_from_db()
    assert (closed.status, closed.stage) == ("open", "community_visit")


def test_a_duplicate_is_merged_and_its_code_leads_on(world, bring):
    first, second = bring(), bring()
    merge_matters(by=world.district.supervisor, matter=second, into=first, why="同一件事", at=MONDAY)
    second.refresh_from_db()
    assert (second.status, second.merged_into) == ("merged", first)
    assert not second.clocks.filter(state="running").exists()


def test_a_party_is_forgotten_when_the_law_lets_it_and_not_before(world, closed):
    party = closed.parties.get(kind="applicant")
    with pytest.raises(StillKept) as refusal:
        forget_party(by=world.district.supervisor, party=party, why="本人要求", at=at("03-05"))
    assert refusal.value.until == date(2036, 3, 4)
    asked = list(lines_of(closed))[-1]
    assert (asked.action, asked.why, asked.data) == (
        "party.kept", "本人要求", {"party": party.pk, "until": "2036-03-04"},
    )  # fmt: skip
    later = at("03-05").replace(year=2036)
    forget_party(by=world.district.supervisor, party=party, why="保存期满", at=later)
    party.refresh_from_db()
    assert (party.name_sealed, party.phone_sealed, party.phone_digest, party.forgotten_at) == ("", "", "", later)


def test_a_calendar_edit_moves_open_clocks_and_leaves_a_trace(world, bring):
    matter = bring()
    old = shipped_calendar().notices[2026]
    notice = Notice(2026, old.off | {date(2026, 3, 4)}, old.work, source="临时放假")

    done = import_notice(by=world.district.system_admin, notice=notice, at=at("03-03"), why="国务院通知")

    clock = matter.clocks.get(purpose="handle")
    assert clock.due_on == date(2026, 3, 6)
    moved = clock.traces.latest("pk")
    assert (moved.cause, moved.before_on, moved.after_on) == ("calendar", date(2026, 3, 5), date(2026, 3, 6))
    matter.refresh_from_db()
    assert matter.due_at == at("03-07T00:00")
    assert done.looked_at == Clock.objects.filter(state="running").count()
    assert 0 < done.moved <= done.looked_at
    with pytest.raises(NotAllowed):
        import_notice(by=world.district.supervisor, notice=notice, at=MONDAY)


def bring_by_hand(world, number: int, address: str = "10.0.0.1"):
    return intake.bring_matter(
        mechanism="five_clinics", place=world.district.village, values=EXAMPLES["five_clinics"],
        parties=[PartyDraft("applicant", "周小满")], address=address, request_key=f"key{number}", at=MONDAY,
    )  # fmt: skip


def test_the_public_door_shows_a_party_its_own_matter_and_nothing_else(world):
    mine, other = bring_by_hand(world, 1), bring_by_hand(world, 2)
    state = intake.find_state(code=mine.matter.code, query_code=mine.query_code, address="10.0.0.1", at=MONDAY)
    assert (state.code, state.status) == (mine.matter.code, "received")
    with pytest.raises(intake.NoSuchMatter):
        intake.find_state(code=other.matter.code, query_code=mine.query_code, address="10.0.0.1", at=MONDAY)
    with pytest.raises(intake.NoSuchMatter):
        intake.find_state(code=mine.matter.code, query_code="", address="10.0.0.1", at=MONDAY)


def test_a_robot_is_slowed_down_and_other_addresses_are_not(world):
    for number in range(5):
        bring_by_hand(world, number)
    with pytest.raises(TooManyRequests) as refusal:
        bring_by_hand(world, 6)
    assert refusal.value.again_at == at("03-02T10:00")
    assert Matter.objects.count() == 5
    bring_by_hand(world, 7, address="10.0.0.2")


def test_desks_show_what_the_asker_may_see_by_due_time(world, bring):
    late, early = bring(), bring(when=at("02-27"))
    outside = bring("enterprise_appeals")
    rows = desk_page(world.grid_worker, DeskFilter()).rows
    assert rows == (early, late)
    assert outside in desk_page(world.district.supervisor, DeskFilter()).rows
    assert desk_page(world.district.stranger, DeskFilter()).total == 0
    assert desk_page(world.district.viewer, DeskFilter()).total == 0
    assert sum(row.count for row in funnel(world.district.supervisor, MONDAY)) == 3


def test_closed_matters_feed_the_figure_of_what_was_solved(closed):
    figure = closed_figure("five_clinics", date(2026, 1, 1), date(2026, 12, 31))
    assert (figure.closed, figure.solved, figure.solved_share) == (1, 1, 100.0)
    assert closed_figure("five_clinics", date(2025, 1, 1), date(2025, 12, 31)).solved_share is None


def test_measures_of_the_pack_count_closed_matters(closed, bring):
    bring()
    pack = next(each for each in load_shelf() if each.name == "five_clinics")
    found = {
        year: {
            each.name: count_figure(
                each, closed_facts("five_clinics", date(year, 12, 31)), on=date(year, 12, 31), settings={}
            )
            for each in pack.measures
        }
        for year in (2025, 2026)
    }
    assert {name: each.value for name, each in found[2026].items()} == {
        "closed": 1, "solved_share": 100, "content_share": None,
    }  # fmt: skip
    assert found[2026]["solved_share"].facts == (closed.pk,)
    assert {each.value for each in found[2025].values()} == {0, None}


def test_a_desk_goes_on_behind_its_last_row_and_what_has_no_day_comes_last(world, bring, monkeypatch):
    from luoshi.matters.queries import desk

    monkeypatch.setattr(desk, "PAGE_LENGTH", 2)
    waiting = [bring(dispatch=False), bring(dispatch=False)]
    dated = [bring(when=at("02-27")), bring(), bring()]
    seen, after = [], ""
    for _ in range(3):
        page = desk_page(world.district.supervisor, DeskFilter(after=after))
        assert page.total == 5
        seen += page.rows
        after = page.following
    assert seen == [*dated, *waiting]
    assert after == ""


@pytest.mark.parametrize("few", [0, 1000])
def test_a_handlers_desk_counts_each_matter_once_and_only_those_in_hand(world, bring, closed, monkeypatch, few):
    from luoshi.matters.queries import desk

    monkeypatch.setattr(desk, "FEW", few)  # met in the order of the desk, or fetched by key: the same rows
    going_up = bring()
    take_outcome(by=world.grid_worker, matter=going_up, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    for worker in (world.village_worker, world.grid_worker):
        page = desk_page(worker, DeskFilter(desk="residents"))
        assert (page.rows, page.total) == ((going_up,), 1)
    assert desk_page(world.village_worker, DeskFilter(desk="government")).total == 0
    reopen_matter(by=world.district.supervisor, matter=closed, why="发现新情况", at=at("05-04"))
    assert desk_page(world.village_worker, DeskFilter()).total == 2
