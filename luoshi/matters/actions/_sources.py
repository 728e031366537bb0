"""What opened a matter hears of its end and of its return: an alert of a register is closed with the result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from luoshi.matters.models import Matter
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.registers.actions import close_alert, reopen_alert
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.models import Alert
from luoshi.statements import Statement, ask

ALERT = "registers.alert"
_MERGED = "SELECT source_id FROM matters_matter WHERE merged_into_id = %s AND source_type = %s ORDER BY id"
Rows: TypeAlias = "Sequence[tuple[int | None]]"


def ask_merged_sources(matter_id: int) -> Statement:
    """Asks for the alerts that opened those matters that were merged into this one."""
    return Statement(_MERGED, [matter_id, ALERT], is_frequent=True)


def write_back(matter: Matter, kind: OutcomeKind, at: datetime, merged: Rows | None = None) -> None:
    """Close the alert that opened this matter, and those of matters that were merged into it.

    ``merged``: the answer to ``ask_merged_sources``, if it is there. The register asks no ability: the right to end
    the matter was checked, and the note names it.
    """
    for alert in Alert.objects.filter(pk__in=_ids(matter, merged), state=AlertState.OPEN):
        close_alert(by=None, alert=alert, result=_result(matter, kind), note=_note(matter, kind), at=at)


def open_again(matter: Matter, at: datetime) -> None:
    """Open the alerts again that were closed when this matter ended, or to end it."""
    for alert in Alert.objects.filter(pk__in=_ids(matter), state=AlertState.CLOSED):
        reopen_alert(alert=alert, why=matter.code, at=at)


def _ids(matter: Matter, merged: Rows | None = None) -> list[int]:
    if merged is None:
        (merged,) = ask([ask_merged_sources(matter.pk)])
    own = [matter.source_id] if matter.source_type == ALERT else []
    return [pk for pk in (*(pk for (pk,) in merged), *own) if pk is not None]


def _result(matter: Matter, kind: OutcomeKind) -> AlertResult:
    if kind is not OutcomeKind.RESOLVE:
        return AlertResult.GROUNDLESS
    return AlertResult.SOLVED if matter.solved else AlertResult.UNSOLVED


def _note(matter: Matter, kind: OutcomeKind) -> str:
    """The code and the words of the mechanism, which are the place's own."""
    outcome = matter.mechanism.result_class(matter.result_class).title if matter.result_class else ""
    return f"{matter.code} {outcome}".strip()
