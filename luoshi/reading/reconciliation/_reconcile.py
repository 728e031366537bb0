"""The way in: two readings → one reconciliation."""

from __future__ import annotations

from luoshi.reading._model import Milestone, Reading, Target
from luoshi.reading.reconciliation._agreement import find_doubts
from luoshi.reading.reconciliation._comparing import Comparison, compare
from luoshi.reading.reconciliation._facts import Fact, find_facts
from luoshi.reading.reconciliation._lookback import Lookback, look_back
from luoshi.reading.reconciliation._matching import Match, match
from luoshi.reading.reconciliation._model import Because, NamedPair, Outcome, Pair, Reconciliation, Verdict
from luoshi.reading.reconciliation._stages import Judged, judge_name
from luoshi.reading.reconciliation._vocabulary import digest, pattern

_METHOD = "2"
_THIS_YEAR = pattern("this_year")


def reconcile(last: Reading, this: Reading) -> Reconciliation:
    """Hold every target that ``last`` promises against the lookback of ``this``.

    Every target is in one pair, in text order. Never fails: reports that do not belong together give ``doubts``.
    """
    lookback = look_back(this)
    facts = find_facts(lookback, this.year)
    promises = [(target, commitment.text) for commitment in last.commitments for target in commitment.targets]
    matches = match(promises, facts, lookback.cleaned.text)
    pairs = tuple(
        _pair(target, sentence, matches.get(index), facts, lookback, this, due=_is_due(target, last))
        for index, (target, sentence) in enumerate(promises)
    )
    version = f"{_METHOD}.{digest()}+{this.version}"
    named = tuple(
        _named_pair(milestone, name, commitment.text, judge_name(milestone, name, lookback, due=due), lookback, this)
        for commitment in last.commitments
        for milestone in commitment.milestones
        for due in (_is_due(milestone, last),)
        for name in milestone.names
    )
    return Reconciliation(pairs, tuple(find_doubts(last, this, lookback)), version, named)


def _is_due(promise: Target | Milestone, last: Reading) -> bool:
    """Whether the promise is to be kept in its report's own year, as far as the report says."""
    if promise.deadline is None or last.year is None or promise.deadline.year <= last.year:
        return True
    # 今后五年工作任务 … 今年工作重点: what stands under the second is of this year, whatever the first says.
    return any(
        heading.start < promise.start and (_THIS_YEAR.search(heading.title) or f"{last.year}年" in heading.title)
        for heading in last.headings
        if heading.deadline == promise.deadline
    )


def _pair(
    promise: Target,
    sentence: str,
    found: Match | None,
    facts: list[Fact],
    lookback: Lookback,
    this: Reading,
    *,
    due: bool,
) -> Pair:
    if found is None:
        nothing = Comparison(Verdict.UNMENTIONED, Because.NOT_FOUND)
        return Pair(promise, sentence, None, nothing.verdict, nothing.because, None, None, 0.0)
    fact = facts[found.fact]
    judged = compare(promise, fact, found.reason, found.likeness, due=due)
    return Pair(
        promise,
        sentence,
        _outcome(fact, lookback, this),
        judged.verdict,
        judged.because,
        judged.promised,
        judged.reported,
        round(min(found.likeness, 1.0), 4),
    )


def _named_pair(
    promise: Milestone, name: str, sentence: str, judged: Judged, lookback: Lookback, this: Reading
) -> NamedPair:
    told = judged.told
    outcome = None
    if told is not None:
        start, end = lookback.cleaned.raw(told.start, told.end)
        outcome = Outcome(
            start=start,
            end=end,
            quote=_quoted(lookback, this, told.start, told.end),
            clause=_quoted(lookback, this, told.clause_start, told.clause_end),
            sentence=_quoted(lookback, this, told.sentence.start, told.sentence.end),
            value=None,
            unit=None,
            relation=None,
        )
    return NamedPair(promise, name, sentence, outcome, told.stage if told else "", judged.verdict, judged.because)


def _quoted(lookback: Lookback, this: Reading, start: int, end: int) -> str:
    first, last = lookback.cleaned.raw(start, end)
    return "".join(this.text[first:last].split())


def _outcome(fact: Fact, lookback: Lookback, this: Reading) -> Outcome:
    start, end = lookback.cleaned.raw(fact.start, fact.end)
    return Outcome(
        start=start,
        end=end,
        quote=_quoted(lookback, this, fact.start, fact.end),
        clause=_quoted(lookback, this, fact.clause_start, fact.clause_end),
        sentence=_quoted(lookback, this, fact.sentence.start, fact.sentence.end),
        value=fact.quantity.value if fact.quantity else None,
        unit=fact.quantity.unit if fact.quantity else None,
        relation=fact.relation if fact.quantity else None,
    )
