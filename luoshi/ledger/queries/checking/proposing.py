"""Paste prose, get entries proposed: what a department wrote, read against the goals that it reports on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.ledger.models import Goal
from luoshi.ledger.queries.checking.due import reporting_goals
from luoshi.ledger.tallies import EntryKind
from luoshi.people.models import User
from luoshi.reading import Target as ReadTarget
from luoshi.reading.progress import Ground, ProgressFigure, read_progress

LONGEST = 50_000  # characters


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """One figure of the text for one goal, for a person to look at before it is reported.

    ``words`` go into the form as they are; ``quote`` and ``clause`` are where they stand in the text.
    """

    goal: Goal
    words: str
    kind: EntryKind
    held_on: date
    quote: str
    clause: str
    start: int
    end: int
    because: tuple[Ground, ...]
    confidence: float


def propose_entries(user: User, text: str, on: date) -> tuple[ProposedEntry, ...]:
    """Entries for the goals that the user reports on, in text order. Nothing is written. Never raises on any text.

    Figures that only tell a plan again, a change against last year, or fit no goal are left out. A figure of a day
    that has not come is proposed as at ``on``.
    """
    rows = (
        reporting_goals(user).select_related("commitment", "duty__holder", "state").order_by("commitment_id", "number")
    )
    goals = list(rows)
    figures = read_progress(text[:LONGEST], [_target(goal) for goal in goals], on=on)
    return tuple(_proposed(figure, goals, on) for figure in figures if _is_result(figure))


def _is_result(figure: ProgressFigure) -> bool:
    return figure.role == "result" and figure.target is not None and not isinstance(figure.value, tuple)


def _proposed(figure: ProgressFigure, goals: Sequence[Goal], on: date) -> ProposedEntry:
    goal = goals[figure.target or 0]
    value = figure.value if isinstance(figure.value, float | int) else figure.value[0]
    held_on = figure.on if figure.on is not None and figure.on <= on else on
    kind = EntryKind.PERIOD if figure.kind == "period" else EntryKind.CUMULATIVE
    return ProposedEntry(
        goal=goal,
        words=f"{value:.6f}".rstrip("0").rstrip(".") + figure.unit,
        kind=kind,
        held_on=held_on,
        quote=figure.quote,
        clause=figure.clause,
        start=figure.start,
        end=figure.end,
        because=figure.because,
        confidence=figure.confidence,
    )


def _target(goal: Goal) -> ReadTarget:
    """The goal as the reading knows targets; its words are those of the commitment."""
    clause = goal.commitment.text if not goal.object else goal.object + goal.quote
    return ReadTarget(
        start=0,
        end=max(1, len(goal.quote)),
        quote=goal.quote,
        clause=clause,
        value=goal.state.goal_figure,
        unit=goal.unit,
        relation="ge" if goal.relation == "range" else goal.relation,  # type: ignore[arg-type]
        mode=goal.mode,  # type: ignore[arg-type]
        modality="firm",
        action="",
        object=goal.object or goal.commitment.text,
        deadline=goal.state.due_on,
        names=(),
    )
