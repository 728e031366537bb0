"""What may be done now on a commitment's page: each thing with its words and its address, in the order of use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.ledger.checking_choices import DutyPart, DutyState, Ending, NoticeState, SettlementState
from luoshi.ledger.models import Duty, Notice, Settlement
from luoshi.ledger.queries.checking import CheckingView, Doable
from luoshi.people.abilities import Ability

May = frozenset[Ability]


@dataclass(frozen=True, slots=True)
class Act:
    """A button. With ``expected`` it does the step at once; otherwise it opens a form."""

    words: str
    address: str
    look: str = ""
    expected: int | None = None


def checking_on(view: CheckingView, on: date) -> dict[str, Any]:
    """The checking part of a commitment's page as its template reads it."""
    ended = bool(view.state and view.state.ending)
    settling = any(row.settlement and row.settlement.state != SettlementState.RETURNED for row in view.settlements)
    return {
        "state": view.state,
        "ending_words": Ending(view.state.ending).label if view.state and view.state.ending else "",
        "goals": view.goals,
        "bound": view.bound,
        "duties": [_row(row, () if ended else duty_acts(row, on)) for row in view.duties],
        "notices": [_row(row, () if ended else notice_acts(row)) for row in view.notices],
        "settlements": [_row(row, () if ended else settlement_acts(row)) for row in view.settlements],
        "may_take": any(Ability.EXPORT in row.abilities for row in view.settlements),
        "firsts": list(_first_acts(view, settling=settling or ended)),
    }


def _row(row: Doable, acts: Iterator[Act] | tuple[()]) -> dict[str, Any]:
    return {
        "duty": row.duty,
        "notice": row.notice,
        "settlement": row.settlement,
        "steps": row.steps,
        "acts": list(acts),
    }


def _first_acts(view: CheckingView, *, settling: bool) -> Iterator[Act]:
    """What is done with the commitment as a whole."""
    commitment = view.commitment
    if view.may_dispatch and commitment.status == "confirmed":
        yield Act(_("Dispatch"), reverse("commitment-dispatch", args=[commitment.pk]), "main")
    leads = [row for row in view.duties if row.duty and row.duty.part == DutyPart.LEAD]
    if not settling and any(Ability.APPLY in row.abilities for row in leads):
        yield Act(_("Apply for its end"), reverse("commitment-end", args=[commitment.pk]))


def duty_acts(row: Doable, on: date) -> Iterator[Act]:
    """What the asker may do with a duty as it stands."""
    duty, may = row.duty, row.abilities
    if duty is None or duty.state == DutyState.WITHDRAWN:
        return
    if duty.state == DutyState.DISPATCHED and Ability.SIGN_FOR in may:
        yield Act(_("Sign for it"), _to("duty-sign", duty), "main", expected=duty.step_count)
    if Ability.REFUSE in may and _may_still_refuse(duty, on):
        yield Act(_("Hand back"), _to("duty-refuse", duty), "warn")
    if Ability.RULE in may:
        refused = duty.state == DutyState.REFUSED
        yield Act(_("Re-route"), _to("duty-reroute", duty), "main" if refused else "")
        if refused:
            yield Act(_("Do not accept the refusal"), _to("duty-uphold", duty))
        if duty.part == DutyPart.SUPPORTING:
            yield Act(_("Take back"), _to("duty-withdraw", duty), "warn")


def _may_still_refuse(duty: Duty, on: date) -> bool:
    is_open = duty.state in (DutyState.DISPATCHED, DutyState.SIGNED) and not duty.is_final
    return is_open and (duty.refuse_by is None or on <= duty.refuse_by)


def notice_acts(row: Doable) -> Iterator[Act]:
    """What the asker may do with a notice as it stands."""
    notice, may = row.notice, row.abilities
    if notice is None:
        return
    if notice.matter_id is not None:
        if row.matter:
            yield Act(_("To its matter"), reverse("matter", args=[row.matter]), "main")
        return
    if notice.state == NoticeState.OPEN and Ability.ANSWER in may:
        yield Act(_("Answer"), _to("notice-answer", notice), "main")
    if Ability.CLOSE in may and notice.state != NoticeState.CLOSED:
        if notice.state == NoticeState.ANSWERED:
            yield Act(_("Send the answer back"), _to("notice-return", notice))
        yield Act(_("Close it"), _to("notice-close", notice))


def settlement_acts(row: Doable) -> Iterator[Act]:
    """What the asker may do with an application as it stands."""
    settlement, may = row.settlement, row.abilities
    if settlement is None:
        return
    if settlement.state == SettlementState.APPLIED and Ability.VERIFY in may:
        yield Act(_("Verify the application"), _to("settlement-verify", settlement), "main")
        yield Act(_("Send it back"), _to("settlement-return", settlement), "warn")
    if settlement.state == SettlementState.VERIFIED and Ability.SIGN in may:
        yield Act(_("Sign"), _to("settlement-sign", settlement), "main")
        yield Act(_("Send it back"), _to("settlement-return", settlement), "warn")


def _to(name: str, subject: Duty | Notice | Settlement) -> str:
    return reverse(name, args=[subject.pk])
