"""From rows to histories: what ``lamp`` of any past day is computed from. Reads everything, writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.ledger.checking_choices import SettlementState
from luoshi.ledger.histories import GoalHistory, Recorded, Rules, lamp_on
from luoshi.ledger.lamps import Lamp
from luoshi.ledger.models import Check, Commitment, Entry, Goal, PathVersion, Settlement
from luoshi.ledger.paths import Path
from luoshi.ledger.rulebook import lamp_rules
from luoshi.ledger.tallies import Checked, CheckKind, EntryKind, Told
from luoshi.workdays import day_of

CHUNK = 500  # commitments at a time: bounded memory, and within every database's number of parameters


@dataclass(frozen=True, slots=True)
class CommitmentHistory:
    """A dispatched commitment: its goals in the order of their numbers, and the shares under them."""

    commitment: int
    rules: Rules
    goals: tuple[GoalHistory, ...]
    shares: tuple[GoalHistory, ...]

    @property
    def since(self) -> date:
        """The day on which it was dispatched."""
        return min(goal.paths[0][0] for goal in self.goals)


def load_histories(commitment_ids: Collection[int]) -> Iterator[CommitmentHistory]:
    """The histories of these commitments; those never dispatched have none."""
    ids = sorted(commitment_ids)
    for start in range(0, len(ids), CHUNK):
        yield from _load(ids[start : start + CHUNK])


def _load(ids: list[int]) -> Iterator[CommitmentHistory]:
    owners = dict(Commitment.objects.filter(pk__in=ids).values_list("pk", "report__owner"))
    rules = lamp_rules(set(owners.values()))
    endings = _endings(ids)
    paths, entries = _paths(ids), _entries(ids)
    rows: dict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
    goals = Goal.objects.filter(commitment__in=ids).order_by("commitment_id", "number")
    for pk, commitment, above, relation in goals.values_list("pk", "commitment_id", "parent_id", "relation"):
        rows[commitment].append((pk, above, relation))
    for commitment, found in rows.items():
        shares: dict[int, list[int]] = defaultdict(list)
        for pk, parent, _ in found:
            if parent is not None:
                shares[parent].append(pk)
        histories = [
            (
                parent,
                GoalHistory(
                    pk, relation, tuple(paths[pk]), _parts(pk, shares.get(pk), entries), endings.get(commitment, ())
                ),
            )
            for pk, parent, relation in found
        ]
        yield CommitmentHistory(
            commitment,
            rules[owners[commitment]],
            tuple(history for parent, history in histories if parent is None),
            tuple(history for parent, history in histories if parent is not None),
        )


def _parts(
    goal: int, shares: list[int] | None, entries: Mapping[int, tuple[Recorded, ...]]
) -> tuple[tuple[Recorded, ...], ...]:
    """A goal that is shared out has the entries of its shares, each added up for itself."""
    return tuple(entries.get(each, ()) for each in (shares or [goal]))


def _endings(ids: list[int]) -> dict[int, tuple[tuple[date, str], ...]]:
    signed = Settlement.objects.filter(commitment__in=ids, state=SettlementState.SIGNED)
    return {pk: ((on, ending),) for pk, ending, on in signed.values_list("commitment_id", "ending", "ended_on") if on}


def _paths(ids: list[int]) -> dict[int, list[tuple[date, Path]]]:
    paths: dict[int, list[tuple[date, Path]]] = defaultdict(list)
    rows = PathVersion.objects.filter(goal__commitment__in=ids).order_by("goal_id", "number")
    for goal, path, at in rows.values_list("goal_id", "path", "at"):
        paths[goal].append((day_of(at), Path.from_json(path)))
    return paths


def _entries(ids: list[int]) -> dict[int, tuple[Recorded, ...]]:
    checks: dict[int, list[Checked]] = defaultdict(list)
    made = Check.objects.filter(entry__goal__commitment__in=ids).order_by("entry_id", "number")
    for entry, kind, figure, at in made.values_list("entry_id", "kind", "figure", "at"):
        checks[entry].append(Checked(CheckKind(kind), day_of(at), figure))
    entries: dict[int, list[Recorded]] = defaultdict(list)
    told = Entry.objects.filter(goal__commitment__in=ids).order_by("goal_id", "number")
    fields = ("pk", "goal_id", "number", "kind", "figure", "held_on", "at", "corrects__number")
    for pk, goal, number, kind, figure, held_on, at, corrects in told.values_list(*fields):
        row = Told(number, EntryKind(kind), figure, held_on, day_of(at), corrects)
        entries[goal].append(Recorded(row, tuple(checks.get(pk, ()))))
    return {goal: tuple(rows) for goal, rows in entries.items()}


def goal_lamp(goal: Goal, *, on: date, known_on: date | None = None) -> Lamp | None:
    """The goal's lamp of a day, exactly as shown at its end; or as later rows, up to ``known_on``, would have it."""
    for history in load_histories([goal.commitment_id]):
        for each in (*history.goals, *history.shares):
            if each.goal == goal.pk:
                return lamp_on(each, history.rules, on, known_on)
    return None
