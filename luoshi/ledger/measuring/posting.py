"""Books are posted from operations: the figure of a measure becomes an entry of the goal that is bound to it.

An entry is posted when the figure has changed, or when a month has none yet, and counts as verified: the facts are
its evidence. So lamps, replay and the journal work as for any other entry. Safe to run twice and in two processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.checking_choices import CheckChoice, EntryChoice, EntrySource, SettlementState
from luoshi.ledger.lamp_projection import refresh
from luoshi.ledger.measuring.matters import counts_matters, matter_figure
from luoshi.ledger.models import Binding, Check, Commitment, Entry, Settlement
from luoshi.registers.queries import Counted, Place, counted_facts, latest_pack, measure_figures
from luoshi.workdays import day_of

DECIMALS = 4


def bindings_in_force(goals: Collection[int] | None = None) -> list[Binding]:
    """The latest binding of each goal that takes its figure from a measure which its pack still declares."""
    rows = Binding.objects.annotate(last=Max("goal__bindings__number")).filter(number=F("last")).exclude(measure="")
    if goals is not None:
        rows = rows.filter(goal__in=goals)
    found = rows.select_related("goal__commitment", "goal__duty__holder", "by").order_by("pk")
    packs = {name: latest_pack(name) for name in {each.pack for each in found}}
    declared = {name: {each.name for each in pack.measures} if pack else set() for name, pack in packs.items()}
    return [each for each in found if each.measure in declared[each.pack]]


@transaction.atomic
def post_figures(*, at: datetime, goals: Collection[int] | None = None) -> int:
    """Post what has changed, then bring the lamps of all that have up to it. How many entries."""
    bindings = bindings_in_force(goals)
    on = day_of(at)
    figures = bound_figures(bindings, on=on)
    ended = set(
        Settlement.objects.filter(
            state=SettlementState.SIGNED, commitment__in={each.goal.commitment_id for each in bindings}
        ).values_list("commitment_id", flat=True)
    )
    last = _last_posted([each.goal_id for each in bindings])
    pairs = sorted(zip(bindings, figures, strict=True), key=_by_commitment)
    posted = [
        binding.goal.commitment_id
        for binding, figure in pairs
        if figure is not None
        and binding.goal.commitment_id not in ended
        and not _is_told(last.get(binding.goal_id), figure, on)
        and _post(binding, figure, on, at)
    ]
    refresh(sorted(set(posted)), on)
    return len(posted)


def _last_posted(goals: Collection[int]) -> dict[int, Entry]:
    """What each goal's measure last gave: nearly all have nothing new, and are not locked to find that out."""
    rows = Entry.objects.filter(goal__in=goals, source=EntrySource.MEASURE).order_by("goal", "number")
    return {each.goal_id: each for each in rows.only("goal_id", "figure", "held_on")}


def _is_told(posted: Entry | None, figure: float, on: date) -> bool:
    """The same figure, in the same month."""
    return posted is not None and posted.figure == figure and posted.held_on.replace(day=1) == on.replace(day=1)


def _by_commitment(pair: tuple[Binding, float | None]) -> int:
    """Locks are taken in one order, so that two runs at once do not wait for each other."""
    return pair[0].goal.commitment_id


def bound_figures(bindings: Sequence[Binding], *, on: date, as_of: date | None = None) -> list[float | None]:
    """The figure of each binding in its goal's unit, with declared parts and each family's records counted once."""
    over_matters = {each.pk for each in bindings if counts_matters(each)}
    values = dict(_over_records([each for each in bindings if each.pk not in over_matters], on, as_of))
    values |= {each.pk: matter_figure(each, on=on, as_of=as_of).value for each in bindings if each.pk in over_matters}
    return [_part(values[each.pk], each.part) for each in bindings]


def _over_records(bindings: Sequence[Binding], on: date, as_of: date | None) -> Iterator[tuple[int, float | None]]:
    """Binding → figure, of those over registers."""
    everybody = bindings_in_force() if any(each.family for each in bindings) else []
    places = [
        Place(
            each.pack,
            each.measure,
            each.division,
            frozenset(_earlier(each, everybody, on, as_of) if each.family else ()),
        )
        for each in bindings
    ]
    for binding, figure in zip(bindings, measure_figures(places, on=on, as_of=as_of), strict=True):
        yield binding.pk, figure.value


def _part(value: float | None, part: float) -> float | None:
    return None if value is None else round(value * part, DECIMALS)


def _earlier(binding: Binding, everybody: Sequence[Binding], on: date, as_of: date | None) -> set[Counted]:
    """The records, or parts of them, that goals of the same family, bound earlier, count already."""
    report = binding.goal.commitment.report_id
    family = [
        each
        for each in everybody
        if not counts_matters(each)
        and each.pk < binding.pk
        and each.family == binding.family
        and each.goal.commitment.report_id == report
    ]
    found: set[Counted] = set()
    for each in family:
        if each.pack == binding.pack:
            found.update(counted_facts(Place(each.pack, each.measure, each.division), on=on, as_of=as_of))
    return found


def _post(binding: Binding, figure: float, on: date, at: datetime) -> bool:
    """One entry, verified by what is under it, if it says anything new."""
    Commitment.objects.select_for_update().get(pk=binding.goal.commitment_id)
    goal = binding.goal
    posted = goal.entries.filter(source=EntrySource.MEASURE).order_by("-number").first()
    if _is_told(posted, figure, on):
        return False  # another process was faster
    number = (goal.entries.aggregate(last=Max("number"))["last"] or 0) + 1
    entry = Entry.objects.create(
        goal=goal,
        number=number,
        kind=EntryChoice.CUMULATIVE,
        figure=figure,
        typed=f"{figure:g}",
        held_on=on,
        source=EntrySource.MEASURE,
        organisation=goal.duty.holder,
        by=binding.by,
        at=at,
    )
    Check.objects.create(entry=entry, number=1, kind=CheckChoice.VERIFIED, by=binding.by, at=at)
    source = f"{binding.pack}.{binding.measure}"
    facts: dict[str, Json] = {"entry": number, "figure": figure, "measure": source, "binding": binding.number}
    record(by=None, action="entry.posted", subject=goal, at=at, data=facts)
    return True
