"""What a goal's figure is made of: the measure, the records under it, and who else counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from luoshi.ledger.measuring.matters import counts_matters, figure_of_matters, matter_figure, measure_of
from luoshi.ledger.measuring.posting import bindings_in_force, bound_figures
from luoshi.ledger.measuring.suggesting import Suggestion, doubly_counted, suggest_measures
from luoshi.ledger.models import Binding, Goal
from luoshi.matters.models import Matter
from luoshi.matters.queries import visible_matters
from luoshi.mechanisms import Measure
from luoshi.people.abilities import Ability
from luoshi.people.abilities import abilities as abilities_of
from luoshi.people.models import User
from luoshi.registers.models import Record
from luoshi.registers.queries import MeasureFigure, Place, adopted_packs, counted_facts, figure_records, measure_figure

MOST_RECORDS = 500


@dataclass(frozen=True, slots=True)
class DoubleCount:
    """Another goal of the same report that counts some of the same records."""

    other: Goal
    records: int
    is_excluded: bool  # both are of one family: the later one does not count them


@dataclass(frozen=True, slots=True)
class FigurePage:
    """From a goal's figure to its facts, on any day."""

    goal: Goal
    binding: Binding | None
    figure: MeasureFigure | None  # as the measure gives it
    value: float | None  # as the goal takes it: its part, each family's records once
    records: tuple[Record, ...]  # the first of those that the user may see
    total: int
    hidden: int
    doubles: tuple[DoubleCount, ...]
    matters: tuple[Matter, ...] = ()  # of a measure over a mechanism, in place of records


def figure_page(user: User, goal: Goal, *, on: date, as_of: date | None = None) -> FigurePage | None:
    """What is under a goal's figure; None if the user may not see the goal."""
    if Ability.SEE not in abilities_of(user, goal):
        return None
    binding = next(iter(bindings_in_force([goal.pk])), None)
    if binding is None:
        return FigurePage(goal, None, None, None, (), 0, 0, ())
    if counts_matters(binding):
        return _over_matters(user, binding, on, as_of)
    rows, hidden = figure_records(user, binding.pack, binding.measure, on=on, division=binding.division, as_of=as_of)
    return FigurePage(
        goal=goal,
        binding=binding,
        figure=measure_figure(binding.pack, binding.measure, on=on, division=binding.division, as_of=as_of),
        value=bound_figures([binding], on=on, as_of=as_of)[0],
        records=tuple(rows.order_by("-held_on", "-pk")[:MOST_RECORDS]),
        total=rows.count(),
        hidden=hidden,
        doubles=tuple(_doubles(binding, on, as_of)),
    )


def matters_page(
    user: User, pack: str, measure: Measure, *, on: date, as_of: date | None = None
) -> tuple[MeasureFigure, QuerySet[Matter], int]:
    """A measure's figure over all governments' closed matters, those of them that the user may see, and how many more
    there are. Matters have no division.
    """
    made = figure_of_matters(pack, measure.name, on=on, as_of=as_of)
    rows = visible_matters(user).filter(pk__in=made.facts)
    figure = MeasureFigure(pack, measure, "", on, made.value, made.of, made.doubles)
    return figure, rows, len(made.facts) - rows.count()


def _over_matters(user: User, binding: Binding, on: date, as_of: date | None) -> FigurePage:
    """Closed matters that make the figure. Their double counts are not looked for."""
    made, measure = matter_figure(binding, on=on, as_of=as_of), measure_of(binding)
    rows = visible_matters(user).filter(pk__in=made.facts)
    return FigurePage(
        goal=binding.goal,
        binding=binding,
        figure=MeasureFigure(binding.pack, measure, "", on, made.value, made.of, made.doubles),
        value=bound_figures([binding], on=on, as_of=as_of)[0],
        records=(),
        total=rows.count(),
        hidden=len(made.facts) - rows.count(),
        doubles=(),
        matters=tuple(rows.order_by("-closed_at", "-pk")[:MOST_RECORDS]),
    )


def _doubles(binding: Binding, on: date, as_of: date | None) -> list[DoubleCount]:
    """Compared within the report: two promises of one year that live on the same facts."""
    report = binding.goal.commitment.report_id
    others = [each for each in bindings_in_force() if each.goal.commitment.report_id == report]
    uses = [
        (each.pk, frozenset(counted_facts(Place(each.pack, each.measure, each.division), on=on, as_of=as_of)))
        for each in others
        if each.pack == binding.pack and not counts_matters(each)
    ]
    by_id = {each.pk: each for each in others}
    found = []
    for first, second, shared in doubly_counted(uses):
        if binding.pk in (first, second):
            other = by_id[second if binding.pk == first else first]
            same = bool(binding.family) and binding.family == other.family
            found.append(DoubleCount(other.goal, len({pk for pk, _ in shared}), same))
    return found


def goal_suggestions(user: User, goal: Goal) -> list[Suggestion]:
    """Measures of the packs in force that may give the goal's figure, the best first."""
    packs = [each.pack for each in adopted_packs(user)]
    return suggest_measures(object_=goal.object, quote=goal.quote, unit=goal.unit, mode=goal.mode, packs=packs)
