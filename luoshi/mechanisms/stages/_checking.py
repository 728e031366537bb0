"""What must hold between the parts of a mechanism."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.stages._model import (
    ENDING,
    MOVING,
    STEP_PURPOSES,
    JointMode,
    Mechanism,
    Outcome,
    OutcomeKind,
    Overdue,
    Purpose,
    Stage,
    Tier,
)

HIGHER = "higher"
ORDER = tuple(Tier)


def check_mechanism(made: Mechanism, table: Table, stage_tables: Sequence[Table]) -> None:
    """Note every fault; ``stage_tables`` are the tables of ``made.stages``, in order."""
    if not made.stages:
        table.fault(FaultCode.MISSING_KEY, "stage")
        return
    for kind, names in _named_parts(made):
        for name in sorted({name for name in names if names.count(name) > 1}):
            table.fault(FaultCode.TAKEN_NAME, kind, name=name)
    _check_names(made, table)
    for stage, each in zip(made.stages, stage_tables, strict=True):
        _check_stage(made, stage, each)
    _check_ways(made, table, dict(zip((stage.name for stage in made.stages), stage_tables, strict=True)))


def _named_parts(made: Mechanism) -> Iterable[tuple[str, list[str]]]:
    yield "stage", [each.name for each in made.stages]
    yield "class", [each.name for each in made.classes]
    yield "party", [each.name for each in made.parties]
    yield "grade", [each.name for each in made.grades]
    yield "document", [each.name for each in made.documents]
    yield "limit", [each.name for each in made.limits if each.name]


def _check_names(made: Mechanism, table: Table) -> None:
    """Names given at the top exist below."""
    for key, name in (("first", made.first), ("review_to", made.reopens_to)):
        if name and name not in made.by_name:
            table.fault(FaultCode.UNKNOWN_NAME, key, name=name)
    if made.feedback and made.feedback.redo_to not in ("", HIGHER, *made.by_name):
        table.fault(FaultCode.UNKNOWN_NAME, "feedback", name=made.feedback.redo_to)
    if made.schema.fields and made.subject not in made.schema.by_name:
        table.fault(FaultCode.UNKNOWN_NAME, "subject", name=made.subject)
    elif made.subject in made.schema.by_name and made.schema.by_name[made.subject].is_sensitive:
        table.fault(FaultCode.OTHER_NAME, "subject", name=made.subject, kind="sensitive")
    if not made.classes:
        table.fault(FaultCode.MISSING_KEY, "class")
    follow_ups = {each.name for each in made.limits if each.name}
    for limit in made.limits:
        _check_grade(made, table, limit.grade)
        if limit.after and (limit.after not in follow_ups or limit.after == limit.name):
            table.fault(FaultCode.UNKNOWN_NAME, "limit", name=limit.after)


def _check_grade(made: Mechanism, table: Table, grade: str) -> None:
    if grade and grade not in {each.name for each in made.grades}:
        table.fault(FaultCode.UNKNOWN_NAME, "limit", name=grade)


def _check_stage(made: Mechanism, stage: Stage, table: Table) -> None:
    if not (stage.tier or stage.role or stage.seat):
        table.fault(FaultCode.MISSING_KEY, "tier")
    documents = {each.name for each in made.documents}
    for name in stage.documents:
        if name not in documents:
            table.fault(FaultCode.UNKNOWN_NAME, "documents", name=name)
    for limit in stage.limits:
        _check_grade(made, table, limit.grade)
        if limit.purpose not in STEP_PURPOSES:
            table.fault(FaultCode.NOT_ALLOWED, "limit", value=limit.purpose, allowed=", ".join(STEP_PURPOSES))
    if stage.joint is JointMode.LEAD and made.limit_for(Purpose.OPINION, stage.name) is None:
        table.fault(FaultCode.NO_OPINION_LIMIT, "joint", name=stage.name)
    if stage.overdue is Overdue.ESCALATE and stage.outcome(OutcomeKind.ESCALATE) is None:
        table.fault(FaultCode.NO_WAY_UP, "overdue", name=stage.name)
    for outcome in stage.outcomes:
        _check_outcome(made, stage, outcome, table, documents)


def _check_outcome(made: Mechanism, stage: Stage, outcome: Outcome, table: Table, documents: set[str]) -> None:
    if outcome.to and outcome.to not in made.by_name:
        table.fault(FaultCode.UNKNOWN_NAME, "outcome", name=outcome.to)
        return
    if outcome.to and outcome.kind not in MOVING:
        table.fault(FaultCode.LEADS_NOWHERE, "outcome", name=outcome.to, outcome=outcome.kind)
    if not outcome.to and outcome.kind in (OutcomeKind.FORWARD, OutcomeKind.ESCALATE):
        table.fault(FaultCode.LEADS_TO_WHAT, "outcome", outcome=outcome.kind)
    for name in (*outcome.documents, *outcome.classes, *outcome.grades):
        known = documents | {each.name for each in made.classes} | {each.name for each in made.grades}
        if name not in known:
            table.fault(FaultCode.UNKNOWN_NAME, "outcome", name=name)
    if outcome.kind is OutcomeKind.ESCALATE and outcome.to:
        _check_climb(stage, made.by_name[outcome.to], table)


def _check_climb(stage: Stage, above: Stage, table: Table) -> None:
    """Up is up: an escalation never leads to a lower tier."""
    if stage.tier and above.tier and ORDER.index(above.tier) < ORDER.index(stage.tier):
        table.fault(FaultCode.LEADS_DOWN, "outcome", name=above.name, tier=above.tier)


def _check_ways(made: Mechanism, table: Table, tables: dict[str, Table]) -> None:
    """Every stage can be reached from the first (or is where a review begins), and from every stage there is an end."""
    ways = {stage.name: {each.to for each in stage.outcomes if each.to in made.by_name} for stage in made.stages}
    begins = {made.first, made.reopens_to, made.feedback.redo_to if made.feedback else ""} & made.by_name.keys()
    reached = _closure(begins, ways)
    back: dict[str, set[str]] = {name: set() for name in ways}
    for name, others in ways.items():
        for other in others:
            back[other].add(name)
    ends = {stage.name for stage in made.stages if any(each.kind in ENDING for each in stage.outcomes)}
    if not ends:
        table.fault(FaultCode.NEVER_ENDS, "stage")
    left = _closure(ends, back)
    for name in ways:
        if name not in reached:
            tables[name].fault(FaultCode.STAGE_UNREACHED, "name", name=name)
        if ends and name not in left:
            tables[name].fault(FaultCode.STAGE_TRAPPED, "name", name=name)


def _closure(begins: set[str], ways: dict[str, set[str]]) -> set[str]:
    found, new = set(begins), set(begins)
    while new:
        new = set().union(*(ways[name] for name in new)) - found
        found |= new
    return found
