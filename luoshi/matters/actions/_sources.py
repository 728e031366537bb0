"""What opened a matter hears of its end: an alert of a register is closed with the result."""

from __future__ import annotations

from datetime import datetime

from luoshi.matters.models import Matter
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.registers.actions import close_alert
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.models import Alert

ALERT = "registers.alert"


def write_back(matter: Matter, kind: OutcomeKind, at: datetime) -> None:
    """Close the alert that opened this matter, and those of matters that were merged into it.

    The register asks no ability: the right to end the matter was checked, and the note names it.
    """
    ids = set(matter.merged.filter(source_type=ALERT).values_list("source_id", flat=True))
    if matter.source_type == ALERT:
        ids.add(matter.source_id)
    for alert in Alert.objects.filter(pk__in=[pk for pk in ids if pk is not None], state=AlertState.OPEN):
        close_alert(by=None, alert=alert, result=_result(matter, kind), note=_note(matter, kind), at=at)


def _result(matter: Matter, kind: OutcomeKind) -> AlertResult:
    if kind is not OutcomeKind.RESOLVE:
        return AlertResult.GROUNDLESS
    return AlertResult.SOLVED if matter.solved else AlertResult.UNSOLVED


def _note(matter: Matter, kind: OutcomeKind) -> str:
    """The code and the words of the mechanism, which are the place's own."""
    outcome = matter.mechanism.result_class(matter.result_class).title if matter.result_class else ""
    return f"{matter.code} {outcome}".strip()
