"""The office's own rules, and what it asks of organisations beyond the monthly report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lock_running, tell_unit
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.checking_choices import MessageKind, RuleTopic
from luoshi.ledger.checking_errors import LoadExceeded, Stale, UnfitRule
from luoshi.ledger.lamp_projection import refresh_all_of
from luoshi.ledger.loading import load_of
from luoshi.ledger.loads import SHIPPED, would_exceed
from luoshi.ledger.models import EntryRequest, Goal, RuleVersion
from luoshi.ledger.rulebook import read_values, rule_of
from luoshi.ledger.thresholds import BadRule
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.workdays import day_of


@transaction.atomic
def set_rule(
    *, by: User, topic: RuleTopic, expected_version: int, values: Mapping[str, Any], at: datetime, why: str,
    basis: str = "",
) -> RuleVersion:  # fmt: skip
    """Write the next version of the rule of the asker's government, in force from this day; never for the past.

    ``expected_version`` is the version that the asker saw, 0 for the shipped template. Raises Stale when another has
    been written since, and UnfitRule. A rule about lamps brings the lamps of all its commitments up to date.
    """
    act = Act(by, at, why)
    owner = Organisation.objects.select_for_update().get(pk=by.government.pk)
    latest = RuleVersion.objects.filter(owner=owner, topic=topic).order_by("number").last()
    count = latest.number if latest else 0
    version = RuleVersion(
        owner=owner, topic=topic, number=count + 1, basis=basis.strip(), by=by, at=at, why=why.strip()
    )
    require(by, Ability.SET, version)
    if expected_version != count:
        raise Stale(latest or version)
    act.needs_reason()
    try:
        version.values = read_values(topic, values).to_json()
    except BadRule as fault:
        raise UnfitRule(fault.field) from None
    version.save(force_insert=True)
    facts: dict[str, Json] = {"topic": topic.value, "number": version.number, "values": version.values}
    record(by=by, action="rule.set", subject=version, at=at, why=version.why, data=facts)
    if topic == RuleTopic.LAMP:
        refresh_all_of(owner.pk, day_of(at))
    return version


@transaction.atomic
def request_entries(
    *, by: User, goals: Sequence[Goal], asks: str, basis: str, due_on: date, at: datetime
) -> list[EntryRequest]:
    """Ask the holders of these goals for a report beyond the monthly one. The reason and the basis are shown to them.

    Raises ReasonRequired without a basis, and LoadExceeded when an organisation has been asked for too much in the
    month in which it is due: then nobody is asked.
    """
    act = Act(by, at, asks)
    act.needs_reason()
    Act(by, at, basis).needs_reason()
    wanted = Goal.objects.select_related("commitment__report", "duty__holder").in_bulk([goal.pk for goal in goals])
    for goal in wanted.values():
        require(by, Ability.REQUEST, goal)
    for pk in sorted({goal.commitment_id for goal in wanted.values()}):
        lock_running(pk)
    _refuse_overload(by, list(wanted.values()), due_on)
    return [_ask(goal, basis, due_on, act) for goal in wanted.values()]


def _refuse_overload(by: User, goals: Sequence[Goal], due_on: date) -> None:
    more = Counter(goal.duty.holder for goal in goals)
    held = Organisation.objects.select_for_update().filter(pk__in=[each.pk for each in more]).order_by("pk")
    rule = rule_of(by.government.pk, SHIPPED)
    for organisation in held:  # locked in one order, so that two requests at once are counted one after the other
        load = load_of(organisation, due_on)
        if would_exceed(rule, load, more[organisation]):
            raise LoadExceeded(organisation, load, rule.most_requests)


def _ask(goal: Goal, basis: str, due_on: date, act: Act) -> EntryRequest:
    holder = goal.duty.holder
    asked = EntryRequest.objects.create(
        goal=goal, organisation=holder, asks=act.why.strip(), basis=basis.strip(), due_on=due_on, by=act.by, at=act.at
    )
    facts: dict[str, Json] = {"request": asked.pk, "due_on": due_on.isoformat(), "basis": asked.basis}
    record(by=act.by, action="entry.requested", subject=goal, at=act.at, why=asked.asks, data=facts)
    tell_unit(MessageKind.REQUESTED, holder, goal.commitment, act.at, f"request-{asked.pk}", act.why)
    return asked
