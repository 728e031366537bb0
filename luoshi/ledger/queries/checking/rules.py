"""The office's rules with their versions, and what another rule of the lamps would change today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.ledger.checking_choices import ColourChoice, RuleTopic
from luoshi.ledger.histories import facts_on, worst_of
from luoshi.ledger.lamps import Rule, judge
from luoshi.ledger.models import Commitment, CommitmentState, RuleVersion
from luoshi.ledger.queries.checking.scope import visible_states
from luoshi.ledger.replaying import CommitmentHistory, load_histories
from luoshi.ledger.rulebook import SHIPPED, read_values
from luoshi.ledger.thresholds import Thresholds
from luoshi.people.abilities import Ability, Kind, NotAllowed, Standing, standings
from luoshi.people.models import OFFICE, User

LISTED = 50


@dataclass(frozen=True, slots=True)
class RuleView:
    """One topic: the values in force, and the versions, the newest first; none while the shipped template holds."""

    topic: RuleTopic
    values: Thresholds
    versions: tuple[RuleVersion, ...]

    @property
    def number(self) -> int:
        """The version in force, 0 for the template."""
        return self.versions[0].number if self.versions else 0

    @property
    def shipped(self) -> Thresholds:
        """The template."""
        return SHIPPED[self.topic]


def rule_views(user: User) -> tuple[RuleView, ...]:
    """Every rule of the user's government, in one query. Raises NotAllowed for whoever sees none."""
    if Standing.GOVERNED not in standings(user, Ability.SEE, Kind.LAMP_RULE):
        raise NotAllowed(user, Ability.SEE, OFFICE)
    versions: dict[str, list[RuleVersion]] = defaultdict(list)
    for each in RuleVersion.objects.filter(owner=user.government).select_related("by").order_by("-number"):
        versions[each.topic].append(each)
    return tuple(
        RuleView(topic, _in_force(topic, versions[topic.value]), tuple(versions[topic.value])) for topic in RuleTopic
    )


def _in_force(topic: RuleTopic, versions: list[RuleVersion]) -> Thresholds:
    return read_values(topic, versions[0].values) if versions else SHIPPED[topic]


@dataclass(frozen=True, slots=True)
class LampMove:
    """A commitment whose lamp would be another, and why."""

    commitment: Commitment
    before: str
    after: str
    code: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LampPreview:
    """The running lamps as they are and as they would be; ``moves`` are the first of those that change."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    moved: int
    moves: tuple[LampMove, ...]


def preview_lamp_rule(user: User, rule: Rule, on: date) -> LampPreview:
    """What the user's government would see today under this rule. Nothing is written."""
    running = visible_states(user).filter(ending="", commitment__report__owner=user.government).order_by("commitment")
    states = {each.commitment_id: each for each in running.select_related("commitment")}
    moves = [
        move
        for history in load_histories(list(states))
        if (move := _move(states[history.commitment], history, rule, on))
    ]
    before = Counter(state.colour for state in states.values())
    after = before + Counter(move.after for move in moves)
    after.subtract(move.before for move in moves)
    plain = [{colour: counts[colour] for colour in ColourChoice.values} for counts in (before, after)]
    return LampPreview(plain[0], plain[1], len(moves), tuple(moves[:LISTED]))


def _move(state: CommitmentState, history: CommitmentHistory, rule: Rule, on: date) -> LampMove | None:
    """None where the lamp stays as it is."""
    facts = {each.goal: found for each in history.goals if (found := facts_on(each, on)) is not None}
    worst = worst_of({goal: judge(rule, found, on) for goal, found in facts.items()})
    if worst is None or worst.lamp.colour.value == state.colour:
        return None
    cause = worst.lamp.because
    return LampMove(state.commitment, state.colour, worst.lamp.colour.value, cause.code.value, dict(cause.inputs))
