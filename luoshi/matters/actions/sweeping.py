"""The sweep: whatever is due is done, oldest first, all of it, each rung once.

It may be killed at any moment and run in ten processes. A batch is one transaction: its matters are locked first,
which is what every other action does too; a matter that somebody else has locked is passed over and comes next time.
The unique rung of a clock is the last word: what was climbed cannot be climbed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep

from django.db import OperationalError, connection, transaction

from luoshi.journal.actions import record
from luoshi.journal.bulk import Happening, next_lines
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, lock
from luoshi.matters.actions._leaving import Climb, write_escalations
from luoshi.matters.choices import ClockState, IncidentKind, Status
from luoshi.matters.clocks import LAST, Rung
from luoshi.matters.escalation import Effect, Escalate, Lapse, Warn, effect_of
from luoshi.matters.models import Clock, ClockRung, Incident, Matter, MechanismVersion
from luoshi.matters.placing import Tree, load_tree
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms import PackError
from luoshi.mechanisms.stages import Purpose
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.statements import Statement, Trip
from luoshi.workdays import Calendar, day_of

BATCH = 400
# SQLite lets one write at a time, and whoever waits tries anew now and then: a sweep holds it for about a tenth of a
# second and then stands back.
SMALL_BATCH, GIVE_WAY = 40, 0.01
_LATE = "UPDATE matters_matter SET overdue_count = overdue_count + 1 WHERE id IN ({keys})"


@dataclass(slots=True)
class Sweep:
    """What was done, in numbers."""

    warned: int = 0
    overdue: int = 0
    lapsed: int = 0
    escalated: int = 0
    incidents: int = 0

    @property
    def total(self) -> int:
        """Rungs climbed."""
        return self.warned + self.overdue + self.lapsed + self.escalated


@dataclass(slots=True)
class _Batch:
    """What one transaction will write."""

    at: datetime
    climbs: list[Climb] = field(default_factory=list)
    escalations: list[tuple[Climb, Escalate]] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    counts: Sweep = field(default_factory=Sweep)


def sweep_clocks(*, at: datetime, batch: int = 0) -> Sweep:
    """Climb every rung that is due at ``at``, oldest first, until there is none. Safe to run twice, and at once.

    ``batch`` rungs are one transaction; 0 leaves it to the database.
    """
    one_writer = connection.vendor == "sqlite"
    batch = batch or (SMALL_BATCH if one_writer else BATCH)
    calendar, tree, total = current_calendar(), load_tree(day_of(at)), Sweep()
    while True:
        try:
            found = _sweep_batch(at, batch, calendar, tree)
        except OperationalError as error:
            if not _is_taken(error):
                raise
            return total
        if found is None:
            return total
        for name in ("warned", "overdue", "lapsed", "escalated", "incidents"):
            setattr(total, name, getattr(total, name) + getattr(found, name))
        if one_writer:
            sleep(GIVE_WAY)


def _is_taken(error: OperationalError) -> bool:
    """SQLite has one writer and no fair queue: whoever waited in vain leaves the rest to those who are at it."""
    return connection.vendor == "sqlite" and "locked" in str(error)


@transaction.atomic
def _sweep_batch(at: datetime, size: int, calendar: Calendar, tree: Tree) -> Sweep | None:
    """One batch; None when nothing is due that is not in somebody else's hands."""
    clocks = _claim(at, size)
    if not clocks:
        return None
    work = _Batch(at)
    moved: set[int] = set()
    for clock in clocks:
        if clock.matter_id not in moved:
            _plan(work, clock, tree, moved)
    _write(work, calendar)
    return work.counts


def _claim(at: datetime, size: int) -> list[Clock]:
    """The clocks due longest, their matters locked and read after that."""
    due = Clock.objects.filter(next_at__lte=at).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_related("matter").select_for_update(skip_locked=True, of=("matter",))
        due = due.only("matter__id")
    pks = [clock.pk for clock in due[:size]]
    fresh = Clock.objects.filter(pk__in=pks, next_at__lte=at).select_related("matter", "step")
    clocks = list(fresh.order_by("next_at", "pk"))
    versions = MechanismVersion.objects.defer("files").in_bulk({clock.matter.version_id for clock in clocks})
    for clock in clocks:
        clock.matter.version = versions[clock.matter.version_id]
    return clocks


def _plan(work: _Batch, clock: Clock, tree: Tree, moved: set[int]) -> None:
    """Add what this clock's next rung brings about."""
    matter, number = clock.matter, clock.next_number
    rung = Rung.OVERDUE if number == LAST else Rung.WARN
    climb = Climb(clock, matter, number if number is not None else LAST, rung, clock.next_at or work.at)
    work.climbs.append(climb)
    try:
        stage = clock.step.stage if clock.step else ""
        line = tree.line(clock.organisation_id or matter.organisation_id or matter.place_id, matter.place_id)
        effect = effect_of(matter.mechanism, Purpose(clock.purpose), stage, rung, line)
    except (PackError, KeyError):
        work.incidents.append(Incident(matter=matter, clock=clock, kind=IncidentKind.NO_RULE, at=work.at))
        work.counts.incidents += 1
        return
    _count(work, climb, effect)
    if isinstance(effect, Escalate) and effect.organisation_id is not None:
        work.escalations.append((climb, effect))
        moved.add(matter.pk)


def _count(work: _Batch, climb: Climb, effect: Effect) -> None:
    """Numbers, the line in the journal, and the incident if there is nobody above."""
    clock = climb.clock
    data: dict[str, Json] = {
        "clock": clock.pk,
        "purpose": clock.purpose,
        "due_on": str(clock.due_on),
        "stage": climb.matter.stage,
    }
    if isinstance(effect, Warn):
        work.counts.warned += 1
        work.happenings.append(Happening("matter.warned", climb.matter, data=data))
        return
    if isinstance(effect, Lapse):
        work.counts.lapsed += 1
        work.happenings.append(Happening("matter.lapsed", climb.matter, data=data))
        return
    if isinstance(effect, Escalate) and effect.organisation_id is not None:
        work.counts.escalated += 1
        to: dict[str, Json] = {"to": effect.to, "organisation": effect.organisation_id, "because": "overdue"}
        work.happenings.append(Happening("matter.escalated_overdue", climb.matter, data={**data, **to}))
        return
    work.counts.overdue += 1
    work.happenings.append(Happening("matter.overdue", climb.matter, data=data))
    if isinstance(effect, Escalate):
        kind = IncidentKind.SUPERIOR_CLOSED if effect.closed else IncidentKind.NO_SUPERIOR
        work.incidents.append(Incident(matter=climb.matter, clock=clock, kind=kind, stage=effect.to, at=work.at))
        work.counts.incidents += 1


def _write(work: _Batch, calendar: Calendar) -> None:
    """Everything the batch decided. The rungs go first: if one is taken already, nothing is written at all."""
    lines = next_lines(work.happenings, at=work.at)
    with Trip() as trip:
        rungs = [(each.clock.pk, each.number, each.rung.value, each.due_at, work.at) for each in work.climbs]
        trip.add_plain(ClockRung, rungs)
        for each in work.climbs:
            _advance(each.clock, each, work.at)
        trip.update(
            [each.clock for each in work.climbs],
            ["climbed", "next_at", "next_number", "overdue_at", "state", "ended_at"],
        )
        late = [each.matter.pk for each in work.climbs if each.clock.overdue_at == work.at]
        if late:
            trip.run(Statement(_LATE.format(keys=", ".join(["%s"] * len(late))), late))
        trip.add(work.incidents)
        trip.add(lines)
        work.counts.incidents += write_escalations(work.escalations, work.at, calendar, trip)


def _advance(clock: Clock, climb: Climb, at: datetime) -> None:
    clock.climbed |= 1 << climb.number
    if climb.rung is Rung.OVERDUE:
        if clock.purpose in (Purpose.REFUSE, Purpose.FEEDBACK, Purpose.REVIEW):
            clock.state, clock.ended_at = ClockState.LAPSED, at
        else:
            clock.overdue_at = at
    clock.look_ahead()


@transaction.atomic
def solve_incident(*, by: User, incident: Incident, why: str, at: datetime) -> Incident:
    """Say what was done about it. A matter that could not go up goes up now, if somebody stands there by now."""
    why, locked = check_reason(why), lock(incident.matter)
    require(by, Ability.DISPATCH if locked.is_live else Ability.REOPEN, locked)
    fresh = Incident.objects.select_related("clock__step", "clock__matter__version").get(pk=incident.pk)
    if fresh.solved_at is not None:
        return fresh
    fresh.solved_at, fresh.solved_by, fresh.why = at, by, why
    fresh.save(update_fields=["solved_at", "solved_by", "why"])
    record(by=by, action="matter.incident_solved", subject=locked, at=at, why=why, data={"kind": fresh.kind})
    if fresh.clock is not None and locked.status == Status.OPEN:
        _try_again(fresh.clock, locked, at)
    return fresh


def _try_again(clock: Clock, matter: Matter, at: datetime) -> None:
    if clock.step is None or clock.step.ended_at is not None or clock.overdue_at is None:
        return
    line = load_tree(day_of(at)).line(matter.organisation_id or matter.place_id, matter.place_id)
    effect = effect_of(matter.mechanism, Purpose(clock.purpose), clock.step.stage, Rung.OVERDUE, line)
    if isinstance(effect, Escalate) and effect.organisation_id is not None:
        climb = Climb(clock, matter, LAST, Rung.OVERDUE, at)
        data: dict[str, Json] = {
            "clock": clock.pk,
            "to": effect.to,
            "organisation": effect.organisation_id,
            "because": "overdue",
        }
        record(by=None, action="matter.escalated_overdue", subject=matter, at=at, data=data)
        with Trip() as trip:
            write_escalations([(climb, effect)], at, current_calendar(), trip)


__all__: Sequence[str] = ("Sweep", "solve_incident", "sweep_clocks")
