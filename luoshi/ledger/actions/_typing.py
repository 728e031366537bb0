"""A figure that somebody typed for a goal: in the form, in a sheet, in prose, or as what a check found."""

from __future__ import annotations

from luoshi.ledger.checking_errors import UnreadableFigure
from luoshi.ledger.figures import BadFigure, read_figure
from luoshi.ledger.models import Goal
from luoshi.ledger.wholes import comes_in_wholes


def read_typed(goal: Goal, words: str) -> float:
    """The figure in the goal's unit. Raises UnreadableFigure."""
    may_fall = goal.mode in ("grow", "cut")
    try:
        return read_figure(words, unit=goal.unit, may_fall=may_fall, whole=comes_in_wholes(goal))
    except BadFigure as fault:
        raise UnreadableFigure(fault.code, fault.words, fault.found, goal.unit) from None
