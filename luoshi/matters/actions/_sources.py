"""What opened a matter hears of its end and of its return: an alert of a register is closed with the result."""

from __future__ import annotations

from datetime import datetime

from luoshi.matters.models import Matter
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.registers.actions import close_alert, reopen_alert
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.models import Alert

ALERT = "registers.alert"


def write_back(matter: Matter, kind: OutcomeKind, at: datetime) -> None:
    """Close the alert that opened this matter, and those of matters that were merged into it.

    The register asks no ability: the right to end the matter was checked, and the note names it.
    """
    for alert in Alert.objects.filter(pk__in=_ids(matter), state=AlertState.OPEN):
        close_alert(by=None, alert=alert, result=_result(matter, kind), note=_note(matter, kind), at=at)


def open_again(matter: Matter, at: datetime) -> None:
    """Open the alerts again that were closed when this matter ended, or to end it."""
    for alert in Alert.objects.filter(pk__in=_ids(matter), state=AlertState.CLOSED):
        reopen_alert(alert=alert, why=matter.code, at=at)


def _ids(matter: Matter) -> list[int]:
    merged = matter.merged.filter(source_type=ALERT).values_list("source_id", flat=True)
    own = [matter.source_id] if matter.source_type == ALERT else []
    return [pk for pk in (*merged, *own) if pk is not None]


def _result(matter: Matter, kind: OutcomeKind) -> AlertResult:
    if kind is not OutcomeKind.RESOLVE:
        return AlertResult.GROUNDLESS
    return AlertResult.SOLVED if matter.solved else AlertResult.UNSOLVED


def _note(matter: Matter, kind: OutcomeKind) -> str:
    """The code and the words of the mechanism, which are the place's own."""
    outcome = matter.mechanism.result_class(matter.result_class).title if matter.result_class else ""
    return f"{matter.code} {outcome}".strip()
