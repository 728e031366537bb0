"""What the office chose for one promise is suggested for the next of its kind, on the page itself."""

from __future__ import annotations

from small_report import AT, TEXT, open_text

from luoshi.ledger.actions import confirm_all
from luoshi.ledger.models import Commitment
from luoshi.office.lead_words import reason_words
from luoshi.reading.leads import Cause, CauseCode


def second_account(district) -> Commitment:
    """The same promise in another account: 60 events instead of 300."""
    text = TEXT.replace("开展文化惠民活动300场", "开展文化惠民活动60场")
    report = open_text(district.supervisor, text, title="云浦区2027年政府工作报告")
    confirm_all(by=district.supervisor, report=report, at=AT)
    return Commitment.objects.get(report=report, text__contains="60场")


def first_suggestion(page: str) -> str:
    return page.split('class="suggestion"')[1].split("</label>")[0]


def give_out(desk, commitment: Commitment, lead) -> None:
    form = {"expected_revision": commitment.revision_count, "lead": lead.pk, "due_on": "2026-12-31"}
    assert desk.post(f"/commitments/{commitment.pk}/dispatch/", form).status_code == 302


def test_a_choice_counts_from_the_next_promise_on(enter, district, confirmed, commitment_with) -> None:
    desk, events, next_year = enter(district.supervisor), commitment_with("文化惠民"), second_account(district)
    page = f"/commitments/{next_year.pk}/dispatch/"
    because = reason_words(Cause(CauseCode.PRECEDENT, (events.text,)))
    assert because not in desk.get(page).text
    give_out(desk, events, district.water)
    assert district.water.name in first_suggestion(desk.get(page).text)
    assert because in first_suggestion(desk.get(page).text)


def test_who_holds_a_promise_is_no_precedent_for_it(enter, district, confirmed, commitment_with) -> None:
    desk, events = enter(district.supervisor), commitment_with("文化惠民")
    give_out(desk, events, district.water)
    page = desk.get(f"/commitments/{events.pk}/dispatch/").text
    assert reason_words(Cause(CauseCode.PRECEDENT, (events.text,))) not in page


def test_a_table_of_several_tells_the_precedent_too(enter, district, confirmed, commitment_with) -> None:
    desk, events = enter(district.supervisor), commitment_with("文化惠民")
    second_account(district)
    give_out(desk, events, district.water)
    assert reason_words(Cause(CauseCode.PRECEDENT, (events.text,))) in desk.get("/account/dispatch/").text
