"""Which rules a government has, and had on any day; the shipped templates until it sets its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from luoshi.ledger import dispatching, lamps, loads, reminding, settling
from luoshi.ledger.checking_choices import RuleTopic
from luoshi.ledger.histories import Rules
from luoshi.ledger.models import RuleVersion
from luoshi.ledger.thresholds import AnyRule, Thresholds, read_rule
from luoshi.workdays import day_of

SHIPPED: Mapping[RuleTopic, Thresholds] = {
    RuleTopic.LAMP: lamps.SHIPPED,
    RuleTopic.DISPATCH: dispatching.SHIPPED,
    RuleTopic.REMINDING: reminding.SHIPPED,
    RuleTopic.SETTLING: settling.SHIPPED,
    RuleTopic.LOAD: loads.SHIPPED,
}


def rule_of(owner_id: int, shipped: AnyRule) -> AnyRule:
    """The owner's rule of the same kind as ``shipped``, as it is now."""
    topic = next(topic for topic, rule in SHIPPED.items() if type(rule) is type(shipped))
    latest = RuleVersion.objects.filter(owner=owner_id, topic=topic).order_by("-number").first()
    return shipped if latest is None else read_rule(type(shipped), latest.values)


def read_values(topic: RuleTopic, values: Mapping[str, Any]) -> Thresholds:
    """Values for a topic, checked. Raises BadRule."""
    return read_rule(type(SHIPPED[topic]), values)


def lamp_rules(owner_ids: Collection[int]) -> dict[int, Rules]:
    """The lamp rules of these governments with the days from which they are in force, in one query."""
    versions: dict[int, dict[date, lamps.Rule]] = defaultdict(dict)
    rows = RuleVersion.objects.filter(owner__in=owner_ids, topic=RuleTopic.LAMP).order_by("owner_id", "number")
    for owner_id, values, at in rows.values_list("owner_id", "values", "at"):
        versions[owner_id][day_of(at)] = read_rule(lamps.Rule, values)  # of two on one day the later one holds
    return {owner_id: Rules(tuple(sorted(versions[owner_id].items()))) for owner_id in owner_ids}
