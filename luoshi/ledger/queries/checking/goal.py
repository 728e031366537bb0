"""One goal's own page: its path, what was reported and what was found, and every lamp with its working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from luoshi.ledger.histories import GoalHistory, Rules, lamp_on, lamps_between
from luoshi.ledger.lamps import Lamp, Rule
from luoshi.ledger.models import (
    Binding,
    Check,
    Entry,
    EntryRequest,
    Evidence,
    Goal,
    PathProposal,
    PathVersion,
    RuleVersion,
)
from luoshi.ledger.paths import Path, planned
from luoshi.ledger.queries.checking.scope import visible_goals
from luoshi.ledger.replaying import load_histories
from luoshi.ledger.tallies import Tally
from luoshi.ledger.tallying import tally_of
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User

YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with its checks and files, and what may be done with it."""

    entry: Entry
    checks: tuple[Check, ...]
    evidence: tuple[Evidence, ...]
    abilities: frozenset[Ability]


@dataclass(frozen=True, slots=True)
class LampDay:
    """The lamp of one day, and the figure that was planned for it."""

    on: date
    lamp: Lamp | None
    planned: float


@dataclass(frozen=True, slots=True)
class GoalView:
    """Everything on a goal's page, as at ``on``. Entries are newest first, path versions oldest first.

    ``binding`` says which measure gives the figure, None where it is typed.
    """

    goal: Goal
    on: date
    path: Path
    versions: tuple[PathVersion, ...]
    proposals: tuple[PathProposal, ...]
    tally: Tally
    lamp: Lamp | None
    rule: Rule
    rule_version: RuleVersion | None
    days: tuple[LampDay, ...]
    entries: tuple[EntryView, ...]
    shares: tuple[Goal, ...]
    requests: tuple[EntryRequest, ...]
    binding: Binding | None
    abilities: frozenset[Ability]


def goal_page(user: User, goal_id: int, on: date) -> GoalView:
    """The page's data as it stands, with the lamp of the day ``on`` as it was shown then.

    Raises Goal.DoesNotExist for one outside the user's scope.
    """
    goal = _goal(user, goal_id)
    history, rules = _history(goal)
    versions = tuple(goal.paths.select_related("by", "approved_by").order_by("number"))
    path = Path.from_json(versions[-1].path)
    owner = goal.commitment.report.owner_id
    rule_versions = RuleVersion.objects.filter(owner=owner, topic="lamp", at__date__lte=on).order_by("-number")
    return GoalView(
        goal=goal,
        on=on,
        path=path,
        versions=versions,
        proposals=tuple(goal.proposals.select_related("by", "replaces", "decision__by").order_by("-pk")),
        tally=tally_of(goal),
        lamp=lamp_on(history, rules, on),
        rule=rules.on(on),
        rule_version=rule_versions.select_related("by").first(),
        days=_days(history, rules, path, on),
        entries=_entries(user, goal),
        shares=tuple(goal.shares.select_related("duty__holder", "state").order_by("number")),
        requests=tuple(goal.requests.select_related("by", "organisation").order_by("-due_on")),
        binding=_binding(goal),
        abilities=abilities(user, goal),
    )


def _goal(user: User, goal_id: int) -> Goal:
    rows = visible_goals(user).select_related("commitment__report__owner", "duty__holder", "state", "parent")
    return rows.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=goal_id)


def _binding(goal: Goal) -> Binding | None:
    latest = goal.bindings.order_by("-number").first()
    return latest if latest is not None and latest.holds else None


def _history(goal: Goal) -> tuple[GoalHistory, Rules]:
    for each in load_histories([goal.commitment_id]):
        for history in (*each.goals, *each.shares):
            if history.goal == goal.pk:
                return history, each.rules
    raise Goal.DoesNotExist


def _days(history: GoalHistory, rules: Rules, path: Path, on: date) -> tuple[LampDay, ...]:
    """At most a year of days, up to ``on``."""
    first = max(history.paths[0][0], on - YEAR)
    return tuple(LampDay(day, lamp, planned(path, day)) for day, lamp in lamps_between(history, rules, first, on))


def _entries(user: User, goal: Goal) -> tuple[EntryView, ...]:
    rows = goal.entries.select_related("by", "organisation", "corrects").order_by("-number")
    rows = rows.prefetch_related(Prefetch("checks", Check.objects.select_related("by").order_by("number")), "evidence")
    made = []
    for entry in rows:
        entry.goal = goal
        made.append(EntryView(entry, tuple(entry.checks.all()), tuple(entry.evidence.all()), abilities(user, entry)))
    return tuple(made)


def goal_lamp_on(user: User, goal_id: int, *, on: date, known_on: date | None = None) -> Lamp | None:
    """The lamp of any past day, as it was shown at its end; ``known_on`` asks what later rows make of that day."""
    history, rules = _history(_goal(user, goal_id))
    return lamp_on(history, rules, on, known_on)
