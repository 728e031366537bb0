"""What is done with a matter in hand: whose it is, pauses, extensions, opinions, parts, documents."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as Docx

from luoshi.journal.queries import lines_of
from luoshi.matters.actions import (
    add_document,
    answer_party,
    ask_opinions,
    dispatch_matter,
    draft_document,
    draft_mechanisms,
    finish_follow_up,
    give_opinion,
    grant_time,
    open_part,
    open_party,
    pause_matter,
    put_live,
    record_agreement,
    recuse,
    refuse_matter,
    rule_on_refusal,
    sign_matter,
    sweep_clocks,
    take_outcome,
)
from luoshi.matters.errors import (
    BadDocument,
    DocumentMissing,
    ExtensionRefused,
    MatterClosed,
    MatterPaused,
    NobodyThere,
    NotAllowed,
    NotTheApprover,
    NotYours,
    OpinionsMissing,
    PauseRefused,
    ReasonRequired,
    Recused,
    StaleStep,
    VisitsMissing,
    WindowClosed,
)
from luoshi.matters.files import file_path
from luoshi.matters.models import Incident
from luoshi.mechanisms import load_files
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.people.actions import absorb_organisation
from tests.matters.conftest import MONDAY, SHELF, at

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(16)


def in_town(world, bring):
    """A dispute that has come up to the town."""
    matter = bring()
    for worker in (world.grid_worker, world.village_worker):
        take_outcome(by=worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    matter.refresh_from_db()
    return matter


def test_two_handlers_at_once_one_is_told(world, bring):
    matter = bring()
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="一", at=MONDAY, expected_step=1)
    with pytest.raises(StaleStep) as refusal:
        take_outcome(
            by=world.village_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="二", at=MONDAY, expected_step=1
        )
    assert refusal.value.matter.stage == "community_visit"


def test_who_does_not_have_it_in_hand_may_look_and_not_touch(world, bring):
    matter = in_town(world, bring)
    with pytest.raises(NotYours):
        sign_matter(by=world.grid_worker, matter=matter, at=MONDAY)
    with pytest.raises(NotAllowed):
        sign_matter(by=world.water_worker, matter=matter, at=MONDAY)


def test_replies_after_closing_are_told_that_it_is_closed(world, bring):
    matter = bring()
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.WITHDRAW, why="和好", at=MONDAY)
    with pytest.raises(MatterClosed):
        answer_party(by=world.grid_worker, matter=matter, text="您好", at=MONDAY)


def test_an_outcome_waits_for_its_documents_visits_and_reason(world, bring):
    matter = bring()
    resolve = {"by": world.grid_worker, "matter": matter, "kind": OutcomeKind.RESOLVE, "at": MONDAY}
    with pytest.raises(DocumentMissing) as missing:
        take_outcome(**resolve, result_class="written")
    assert missing.value.titles == ("人民调解协议书",)
    with pytest.raises(VisitsMissing):
        take_outcome(**resolve, result_class="oral")
    with pytest.raises(ReasonRequired):
        take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="  ", at=MONDAY)


def test_refused_ruled_and_returned_again_is_a_tug_of_war_that_supervisors_see(world, bring):
    matter = bring("enterprise_appeals")
    take_outcome(
        by=world.centre_worker, matter=matter, kind=OutcomeKind.FORWARD, to="handling",
        organisation=world.district.housing, at=MONDAY,
    )  # fmt: skip
    for worker, to in ((world.district.reporter, world.district.water), (world.water_worker, world.district.housing)):
        refuse_matter(by=worker, matter=matter, why="不属本单位职责", at=MONDAY)
        rule_on_refusal(by=world.district.supervisor, matter=matter, why="改派", to=to, at=MONDAY)
    matter.refresh_from_db()
    assert (matter.return_count, matter.organisation) == (2, world.district.housing)
    assert Incident.objects.get(matter=matter).kind == "returned_twice"

    refuse_matter(by=world.district.reporter, matter=matter, why="还是不属", at=MONDAY)
    rule_on_refusal(by=world.district.supervisor, matter=matter, why="终审：由你单位办理", at=MONDAY)
    step = matter.steps.get(ended_at=None)
    assert (step.organisation, step.signed_at) == (world.district.housing, MONDAY)
    with pytest.raises(WindowClosed):
        refuse_matter(by=world.district.reporter, matter=matter, why="再退", at=MONDAY)


def test_refusing_too_late_is_told(world, bring):
    matter = bring()
    with pytest.raises(WindowClosed):
        refuse_matter(by=world.grid_worker, matter=matter, why="迟了", at=at("03-05"))


def test_while_paused_the_clock_stands_and_nothing_moves(world, bring):
    matter = bring()
    with pytest.raises(PauseRefused) as refusal:
        pause_matter(by=world.grid_worker, matter=matter, reason="想歇一歇", at=MONDAY)
    assert refusal.value.allowed == ("当事人申请暂停",)

    pause_matter(by=world.grid_worker, matter=matter, reason="当事人申请暂停", caused_by="申请人", at=MONDAY)

    assert matter.clocks.get(purpose="handle").due_on is None
    assert sweep_clocks(at=at("05-04")).escalated == 0
    with pytest.raises(MatterPaused):
        take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.WITHDRAW, why="x", at=MONDAY)


def handling_clock(world, matter):
    """That of the department which the centre sent a complaint to."""
    take_outcome(
        by=world.centre_worker, matter=matter, kind=OutcomeKind.FORWARD, to="handling",
        organisation=world.district.housing, at=MONDAY,
    )  # fmt: skip
    return matter.clocks.get(purpose="handle", step__number=2)


def test_time_is_granted_once_within_the_rule_and_the_first_day_is_kept(world, bring):
    clock = handling_clock(world, bring("overdue_payments"))
    assert clock.due_on == date(2026, 4, 1)
    with pytest.raises(ExtensionRefused):
        grant_time(by=world.district.leader, clock=clock, length=61, why="情况复杂", at=at("03-20"))
    with pytest.raises(NotAllowed):
        grant_time(by=world.district.reporter, clock=clock, length=30, why="情况复杂", at=at("03-20"))

    grant_time(by=world.district.leader, clock=clock, length=60, why="情况复杂", at=at("03-20"))

    clock.refresh_from_db()
    assert clock.due_on == date(2026, 5, 31)  # ninety days in all: the cap of 802号令 art 25
    assert [str(trace.after_on) for trace in clock.traces.all()] == ["2026-04-01", "2026-05-31"]
    with pytest.raises(ExtensionRefused):
        grant_time(by=world.district.leader, clock=clock, length=1, why="再延", at=at("03-21"))


def test_the_lead_waits_for_opinions_until_their_day_and_no_longer(world, bring):
    matter = in_town(world, bring)
    (opinion,) = ask_opinions(
        by=world.town_worker, matter=matter, organisations=[world.district.water, world.district.town], at=MONDAY
    )
    resolve = {"by": world.town_worker, "matter": matter, "kind": OutcomeKind.RESOLVE, "result_class": "oral"}
    with pytest.raises(OpinionsMissing) as missing:
        take_outcome(**resolve, at=MONDAY)
    assert missing.value.organisations == (world.district.water,)
    assert opinion.clock.due_on == date(2026, 3, 5)

    sweep_clocks(at=at("03-06T00:00"))
    take_outcome(**resolve, at=at("03-06"))
    matter.refresh_from_db()
    assert (matter.status, opinion.given_at) == ("closed", None)


def test_an_opinion_given_in_time_is_on_record_and_gives_sight_of_the_matter(world, bring):
    matter = in_town(world, bring)
    with pytest.raises(NotAllowed):
        answer_party(by=world.water_worker, matter=matter, text="x", at=MONDAY)
    (opinion,) = ask_opinions(by=world.town_worker, matter=matter, organisations=[world.district.water], at=MONDAY)
    given = give_opinion(by=world.water_worker, opinion=opinion, text="管网属我局", at=at("03-03"))
    assert (given.text, given.by) == ("管网属我局", world.water_worker)
    assert given.clock.__class__.objects.get(pk=given.clock_id).state == "done"
    with pytest.raises(MatterClosed):
        give_opinion(by=world.water_worker, opinion=opinion, text="改口", at=at("03-04"))


def test_parts_of_a_bundle_have_their_own_codes_and_clocks(world, bring):
    matter = bring("enterprise_appeals")
    take_outcome(
        by=world.centre_worker, matter=matter, kind=OutcomeKind.FORWARD, to="handling",
        organisation=world.district.housing, at=MONDAY,
    )  # fmt: skip
    part = open_part(
        by=world.district.reporter, matter=matter, organisation=world.district.water, title="供水部分", at=MONDAY
    )
    assert (part.parent, part.code, part.organisation) == (matter, f"{matter.code}-01", world.district.water)
    assert part.clocks.get(purpose="handle").due_on == matter.clocks.get(purpose="handle", state="running").due_on
    sign_matter(by=world.water_worker, matter=part, at=MONDAY)


def test_a_document_is_drawn_up_from_its_template_with_the_parties_in_it(world, bring):
    matter = bring()
    made = draft_document(
        by=world.grid_worker, matter=matter, kind="agreement", text="乙方修好并赔偿", terms="三日内", at=MONDAY
    )
    words = "\n".join(line.text for line in Docx(io.BytesIO(file_path(made.digest).read_bytes())).paragraphs)
    assert words.startswith("人民调解协议书")
    assert all(part in words for part in (matter.code, "周小满", "吴大川", "乙方修好并赔偿", "三日内", "2026年3月2日"))
    assert "{" not in words


def test_an_agreement_starts_the_thirty_days_and_each_step_of_the_court_follows(world, bring):
    matter = bring()
    record_agreement(by=world.grid_worker, matter=matter, on=date(2026, 3, 2), written=True, terms="赔偿", at=MONDAY)
    clock = matter.clocks.get(name="confirmation")
    assert clock.due_on == date(2026, 4, 1)
    finish_follow_up(by=world.grid_worker, clock=clock, text="已申请", at=at("03-10"))
    assert matter.clocks.get(name="court_acceptance").due_on == date(2026, 3, 13)


def test_who_stands_aside_can_neither_work_nor_see_the_party(world, bring):
    matter = bring()
    party = matter.parties.get(kind="applicant")
    assert open_party(by=world.grid_worker, party=party, why="上门核实", at=MONDAY).phone == "13800000001"
    assert lines_of(matter).filter(action="party.opened").count() == 1

    recuse(by=world.district.supervisor, matter=matter, user=world.grid_worker, why="当事人亲属", at=MONDAY)

    with pytest.raises(Recused):
        sign_matter(by=world.grid_worker, matter=matter, at=MONDAY)
    with pytest.raises(Recused):
        open_party(by=world.grid_worker, party=party, why="看看", at=MONDAY)


def test_a_file_that_is_no_document_of_the_mechanism_goes_in_as_any_other(world, bring):
    matter = bring()
    made = add_document(by=world.grid_worker, matter=matter, name="照片.jpg", content=JPEG, kind="", at=MONDAY)
    assert file_path(made.digest).read_bytes() == JPEG


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("空.pdf", b"", "empty"), ("合同.pdf", JPEG, "wrong_ending"), ("表.exe", b"MZ" + bytes(60), "not_taken"),
     ("照片", JPEG, "no_name"), ("网页.txt", b"<script>alert(1)</script>", "not_taken")],
)  # fmt: skip
def test_what_is_no_document_does_not_go_into_the_file(world, bring, name, content, code):
    matter = bring()
    with pytest.raises(BadDocument) as refusal:
        add_document(by=world.grid_worker, matter=matter, name=name, content=content, kind="", at=MONDAY)
    assert refusal.value.fault.code == code
    assert not matter.documents.exists()


def test_a_path_in_a_files_name_is_not_kept(world, bring):
    made = add_document(by=world.grid_worker, matter=bring(), name="C:\\桌面\\..\\照片.jpg", content=JPEG, kind="",
                        at=MONDAY)  # fmt: skip
    assert made.name == "照片.jpg"


@pytest.mark.parametrize("who", ["reporter", "viewer", "auditor", "deputy", "system_admin", "stranger"])
def test_time_is_not_granted_by_anybody_else(world, bring, who):
    matter = bring("overdue_payments")
    clock = matter.clocks.filter(purpose="handle").first()
    with pytest.raises(NotAllowed):
        grant_time(by=getattr(world.district, who), clock=clock, length=1, why="情况复杂", at=MONDAY)


def test_time_that_a_leader_has_to_grant_is_not_granted_by_the_supervisor(world, bring):
    clock = handling_clock(world, bring("overdue_payments"))
    with pytest.raises(NotTheApprover) as refusal:
        grant_time(by=world.district.supervisor, clock=clock, length=1, why="情况复杂", at=MONDAY)
    assert refusal.value.approver == "leader"
    assert not clock.extensions.exists()
    grant_time(by=world.district.leader, clock=clock, length=1, why="情况复杂", at=MONDAY)
    assert clock.extensions.get().by == world.district.leader


def test_a_limit_of_many_years_runs_and_says_that_its_years_have_no_notice_yet(world, bring):
    """The longest limit that a mechanism may have."""
    pack = next(each for each in SHELF if each.name == "five_clinics")
    files = {name: text.replace("value = 3\n", "value = 3660\n") for name, text in pack.files.items()}
    assert files != dict(pack.files)
    (draft,) = draft_mechanisms(by=None, pack=load_files("five_clinics", files, is_own=False), at=MONDAY)
    put_live(by=None, version=draft, at=MONDAY)
    clock = bring().clocks.get(purpose="handle")
    assert clock.due_on.year == 2040
    assert clock.provisional
    assert sweep_clocks(at=at("12-31")).escalated == 0


def test_an_organisation_that_went_into_another_takes_its_open_matters_along(world, bring):
    """The people of the successor go on with them; an overdue one still goes up; nothing is lost."""
    matter = bring()
    absorb_organisation(
        by=None, absorbed=world.grid, into=world.district.village, on=date(2026, 3, 3), why="网格撤并", at=at("03-03")
    )
    sign_matter(by=world.village_worker, matter=matter, at=at("03-04"))
    assert sweep_clocks(at=at("03-06T00:00")).escalated == 1
    matter.refresh_from_db()
    assert (matter.stage, matter.organisation) == ("community_visit", world.district.village)
    # What comes from there later finds nobody in a grid that is no more, and waits for somebody who dispatches it.
    with pytest.raises(NobodyThere):
        bring(when=at("03-06"))
    waiting = bring(when=at("03-06"), dispatch=False)
    dispatch_matter(by=world.district.supervisor, matter=waiting, to=world.district.village, at=at("03-06"))
    waiting.refresh_from_db()
    assert waiting.organisation == world.district.village
