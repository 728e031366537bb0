"""Everything that was ever written down about a goal, and what of it was known on a day. Pure.

Two clocks: a figure *holds* on a day and is *recorded* on a day. A lamp of a past day is judged from the rows that
had been recorded by the end of that day, so it comes out as it was shown then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import itemgetter

from luoshi.ledger.lamps import COLOURS, SHIPPED, WORST_FIRST, Colour, Facts, Lamp, Rule, judge, weigh
from luoshi.ledger.paths import Path
from luoshi.ledger.steadiness import next_look
from luoshi.ledger.tallies import NOTHING, Checked, RunningTally, Tally, Told, add_up, tally

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as it was written down, and its checks in their order."""

    told: Told
    checks: tuple[Checked, ...] = ()

    def stages(self) -> Iterator[tuple[date, Told]]:
        """What was known of it, from which day on: first as told, then with each check."""
        yield self.told.recorded_on, self.told
        for check in self.checks:
            yield check.on, replace(self.told, check=check)

    def known_on(self, on: date) -> Told | None:
        """The entry with the latest check that had been made by the end of the day; None before it was written."""
        known = None
        for day, told in self.stages():
            if day <= on:
                known = told
        return known


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """One goal. ``parts`` are its own entries, or those of each of its shares; ``paths`` begin on their days."""

    goal: int
    relation: str
    paths: tuple[tuple[date, Path], ...]
    parts: tuple[tuple[Recorded, ...], ...] = ()
    endings: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The lamp rules of one government and the days from which they are in force; before the first, the template."""

    versions: tuple[tuple[date, Rule], ...] = ()
    days: tuple[date, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(on for on, _ in self.versions))

    def on(self, day: date) -> Rule:
        """The rule in force at the end of the day."""
        at = bisect_right(self.days, day)
        return self.versions[at - 1][1] if at else SHIPPED

    def next_after(self, day: date) -> date:
        """The next day on which another rule comes into force."""
        at = bisect_right(self.days, day)
        return self.days[at] if at < len(self.days) else date.max


def facts_on(history: GoalHistory, on: date, known_on: date | None = None) -> Facts | None:
    """What was known of the day ``on`` at the end of ``known_on`` (the same day unless told). None: no goal yet."""
    known = known_on or on
    parts = []
    for part in history.parts:
        told = [found for each in part if (found := each.known_on(known)) is not None]
        parts.append([each for each in told if each.held_on <= on])
    return _facts(history, known, [tally(part) for part in parts])


def _facts(history: GoalHistory, known: date, parts: Sequence[Tally]) -> Facts | None:
    paths = [path for day, path in history.paths if day <= known]
    if not paths:
        return None
    ended = [ending for day, ending in history.endings if day <= known]
    return Facts(
        path=paths[-1],
        relation=history.relation,
        asked_from=history.paths[0][0],
        tally=_together(parts),
        ended=ended[-1] if ended else "",
    )


def _together(tallies: Sequence[Tally]) -> Tally:
    if not tallies:
        return NOTHING
    return tallies[0] if len(tallies) == 1 else add_up(tallies)


def lamp_on(history: GoalHistory, rules: Rules, on: date, known_on: date | None = None) -> Lamp | None:
    """The goal's lamp of the day ``on``, exactly as it was shown at its end; None before it was dispatched."""
    facts = facts_on(history, on, known_on)
    return None if facts is None else judge(rules.on(known_on or on), facts, on)


def lamps_between(history: GoalHistory, rules: Rules, since: date, until: date) -> Iterator[tuple[date, Lamp | None]]:
    """The lamp of every day, as ``lamp_on`` gives it."""
    for on, facts in facts_between(history, since, until):
        yield on, None if facts is None else judge(rules.on(on), facts, on)


def facts_between(history: GoalHistory, since: date, until: date) -> Iterator[tuple[date, Facts | None]]:
    """What was known at the end of every day.

    It changes on few days, so it is put together on those only, and only from what is new.
    """
    events = _Events(history)
    on, facts = since, None
    while on <= until:
        if events.pass_to(on) or on == since:
            facts = _facts(history, on, events.parts())
        yield on, facts
        on += ONE_DAY


class _Events:
    """What becomes known, day by day; kept up while the days go by."""

    def __init__(self, history: GoalHistory) -> None:
        rows = [
            (day, part, told)
            for part, recorded in enumerate(history.parts)
            for each in recorded
            for day, told in each.stages()
        ]
        self._rows = sorted(rows, key=lambda row: row[0])
        self._days = sorted({day for day, _ in (*history.paths, *history.endings)})
        self._tallies = [RunningTally() for _ in history.parts]
        self._at = self._passed = 0

    def pass_to(self, on: date) -> bool:
        """Take in everything up to the end of the day; is anything new since the last one?"""
        before, passed = self._at, self._passed
        while self._at < len(self._rows) and self._rows[self._at][0] <= on:
            _, part, told = self._rows[self._at]
            self._tallies[part].put(told)
            self._at += 1
        self._passed = bisect_right(self._days, on)
        return self._at > before or self._passed > passed

    def next_after(self, on: date) -> date:
        """The next day on which something becomes known; ``pass_to`` has come to ``on``."""
        row = self._rows[self._at][0] if self._at < len(self._rows) else date.max
        return min(row, self._days[self._passed]) if self._passed < len(self._days) else row

    def parts(self) -> list[Tally]:
        """What the entries known now add up to."""
        return [each.tally() for each in self._tallies]


@dataclass(frozen=True, slots=True)
class Worst:
    """The lamp of a commitment: that of the worst of its goals, the first one of several."""

    goal: int
    lamp: Lamp


def worst_of(lamps: Mapping[int, Lamp]) -> Worst | None:
    """The worst of the goals' lamps, keyed by goal in the order of their numbers; None without any."""
    if not lamps:
        return None
    goal = min(lamps, key=lambda each: _RANK[lamps[each].colour])
    return Worst(goal, lamps[goal])


_RANK: dict[Colour, int] = {colour: rank for rank, colour in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Turn:
    """A day at whose end a commitment's lamp was another than the day before; ``before`` is empty on the first."""

    on: date
    before: str
    worst: Worst


def turns_between(
    goals: Sequence[GoalHistory], rules: Rules, since: date, until: date, before: str = ""
) -> tuple[Turn, ...]:
    """Every change of a commitment's lamp in these days. ``before`` is its colour at the end of the day before."""
    turns = []
    for on, ranks in _ranked([_Watch(goal, rules, since) for goal in goals], since, until):
        rank, at, facts = min(ranks, key=_rank)
        colour = WORST_FIRST[rank].value
        if colour != before:
            turns.append(Turn(on, before, Worst(goals[at].goal, judge(rules.on(on), facts, on))))
            before = colour
    return tuple(turns)


def _ranked(watches: Sequence[_Watch], since: date, until: date) -> Iterator[tuple[date, list[tuple[int, int, Facts]]]]:
    """The days on which something may be decided otherwise: the rank of each goal's colour, its place, its facts."""
    on = since
    while on <= until:
        for watch in watches:
            watch.pass_to(on)
        ranks = [(each.rank, at, each.facts) for at, each in enumerate(watches) if each.facts is not None]
        if ranks:
            yield on, ranks
        on = min(watch.look_on for watch in watches)


class _Watch:
    """One goal as the days go by: what is known of it, how its lamp ranks, and when to look at it again."""

    def __init__(self, history: GoalHistory, rules: Rules, since: date) -> None:
        self._history, self._rules, self._events = history, rules, _Events(history)
        self.look_on = since
        self.rank = 0
        self.facts: Facts | None = None

    def pass_to(self, on: date) -> None:
        """Go on to this day, which is not beyond ``look_on``."""
        if on < self.look_on:
            return
        if self._events.pass_to(on) or self.facts is None:
            self.facts = _facts(self._history, on, self._events.parts())
        rule = self._rules.on(on)
        self.look_on = min(self._events.next_after(on), self._rules.next_after(on))
        if self.facts is not None:
            self.rank = _RANK[COLOURS[weigh(rule, self.facts, on).code]]
            self.look_on = min(self.look_on, next_look(rule, self.facts, on))


_rank = itemgetter(0)
