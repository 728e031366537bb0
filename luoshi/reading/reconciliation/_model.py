"""What a reconciliation is made of. Frozen; the spans of an outcome quote the later report's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from luoshi.reading._model import Milestone, Relation, Target


class Verdict(StrEnum):
    """What became of a promise (GUIDELINES, Reconciliation)."""

    EXCEEDED = "exceeded"  # 超额完成
    MET = "met"  # 完成
    MISSED = "missed"  # 未完成
    MENTIONED = "mentioned"  # 提到, without a figure that can be compared
    UNMENTIONED = "unmentioned"  # 未再提及


# In the order in which a supervisor looks at them.
VERDICTS = (Verdict.UNMENTIONED, Verdict.MISSED, Verdict.MENTIONED, Verdict.MET, Verdict.EXCEEDED)


class Because(StrEnum):
    """Why the verdict is what it is."""

    BETTER = "better"  # the figure reported is better than the one promised
    REACHED = "reached"  # it equals the promise or lies within it
    SHORT = "short"  # it falls short
    SAID_DONE = "said_done"  # no figure, but the text says that the very thing was completed
    NO_FIGURE = "no_figure"  # the thing is reported on without a figure
    OTHER_UNIT = "other_unit"  # the figure measures something else
    OTHER_MEASURE = "other_measure"  # a stock against a flow, a level against a growth rate
    OTHER_SCOPE = "other_scope"  # the figure takes in further things, or only a part of them
    NOT_DUE = "not_due"  # it falls short so far, but the promise is due in a later year
    STAGE_PASSED = "stage_passed"  # the named thing is further than the stage that was promised
    STAGE_REACHED = "stage_reached"  # it is at that stage
    STAGE_BEFORE = "stage_before"  # it is only at an earlier stage
    NO_STAGE = "no_stage"  # it is spoken of, and not how far it has come
    NOT_FOUND = "not_found"  # nothing in the lookback speaks of it


class DoubtCode(StrEnum):
    """Why the two reports may not belong together."""

    YEARS = "years"  # the later report is not of the year after
    LOOKBACK_YEAR = "lookback_year"  # the lookback says that it is of another year
    YEAR_UNKNOWN = "year_unknown"  # a report does not say its year
    PLACES = "places"  # the reports name different places
    NO_LOOKBACK = "no_lookback"  # the later report has no lookback
    NO_PROMISES = "no_promises"  # the earlier report promises no number


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning with what each report says: a year or a place, empty where it says nothing."""

    code: DoubtCode
    last: str = ""
    this: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the lookback says. ``value``, ``unit`` and ``relation`` are None when it gives no figure.

    ``start`` and ``end`` span ``quote`` in the later report's text; ``sentence`` is the whole sentence.
    """

    start: int
    end: int
    quote: str
    clause: str
    sentence: str
    value: float | tuple[float, float] | None
    unit: str | None
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise, its sentence in the earlier report, and what became of it.

    ``promised`` and ``reported`` are the figures that were compared, in the unit of the promise; None when none were.
    ``likeness`` is from 0 to 1: how alike the two passages are, 0 when there is no outcome.
    """

    promise: Target
    sentence: str
    outcome: Outcome | None
    verdict: Verdict
    because: Because
    promised: float | None
    reported: float | None
    likeness: float


@dataclass(frozen=True, slots=True)
class NamedPair:
    """A named thing that was to reach a stage, the sentence that says so, and what became of it.

    ``stage`` is what the later report says of it, in its words; empty when it says no stage.
    """

    promise: Milestone
    name: str
    sentence: str
    outcome: Outcome | None
    stage: str
    verdict: Verdict
    because: Because


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of every promise of the earlier report, and why the reports may not belong together.

    ``pairs``: every target, in text order, once. ``named``: every name of every milestone, in text order, once.
    """

    pairs: tuple[Pair, ...]
    doubts: tuple[Doubt, ...]
    version: str
    named: tuple[NamedPair, ...] = ()

    def count(self) -> dict[Verdict, int]:
        """How many targets have each verdict, in the order of ``VERDICTS``."""
        return count_verdicts(self.pairs)

    def count_named(self) -> dict[Verdict, int]:
        """The same of named things."""
        return count_verdicts(self.named)


def count_verdicts(pairs: Iterable[Pair | NamedPair]) -> dict[Verdict, int]:
    """How many have each verdict, in the order of ``VERDICTS``."""
    counted = Counter(pair.verdict for pair in pairs)
    return {verdict: counted[verdict] for verdict in VERDICTS}
