"""An alert of a register whose rule says so opens a matter, once; the matter's end is written back to the alert.

An alert that somebody sees to by hand needs its matter no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from luoshi.matters.actions._hand import lock
from luoshi.matters.actions._sources import ALERT
from luoshi.matters.actions.calling_off import call_off_matter
from luoshi.matters.actions.opening import Application, open_matter
from luoshi.matters.briefing import Brief, fill_form
from luoshi.matters.choices import LIVE
from luoshi.matters.errors import BadForm, NobodyThere
from luoshi.matters.models import Matter
from luoshi.matters.queries.mechanisms import live_mechanism
from luoshi.mechanisms import Rule
from luoshi.mechanisms.stages import Mechanism, Opener, Tier
from luoshi.registers.choices import AlertState
from luoshi.registers.models import Alert, PackVersion


@dataclass(frozen=True, slots=True)
class FromAlerts:
    """How many matters were opened, and the rules whose alerts can open none: their mechanism or its form says no."""

    opened: int
    unfit: tuple[str, ...]


def open_from_alerts(*, at: datetime) -> FromAlerts:
    """A matter for every open alert that never had one. Safe to run twice, and in several processes at once."""
    opened, unfit = 0, []
    for waiting, rule in _waiting():
        mechanism = live_mechanism(rule.opens)
        if mechanism is None or Opener.ALERT not in mechanism.opens:
            unfit.append(rule.name)
            continue
        try:
            for pk in list(waiting.order_by("raised_at", "pk").values_list("pk", flat=True)):
                opened += _open_once(pk, rule, mechanism, at)
        except BadForm:
            unfit.append(rule.name)
    return FromAlerts(opened, tuple(unfit))


def follow_alerts(*, at: datetime) -> int:
    """Call off every open matter whose alert somebody has closed by hand; how many. Safe to run twice, and at once.

    What a person wrote down of the alert is the reason. An alert that its matter's end closed has no such person.
    """
    seen_to = Alert.objects.filter(state=AlertState.CLOSED, closed_by__isnull=False)
    waiting = Matter.objects.filter(source_type=ALERT, status__in=LIVE, source_id__in=seen_to.values("pk"))
    return sum(_call_off(matter, at) for matter in waiting.order_by("pk").defer("values"))


@transaction.atomic
def _call_off(seen: Matter, at: datetime) -> bool:
    matter = lock(seen)
    alert = Alert.objects.filter(pk__in=[matter.source_id]).first()
    if alert is None or not matter.is_live or alert.state != AlertState.CLOSED:
        return False
    call_off_matter(by=alert.closed_by, matter=matter, why=alert.note, at=at)
    return True


def _waiting() -> Iterator[tuple[QuerySet[Alert], Rule]]:
    """Alerts without a matter, by rule, where the rule opens one."""
    had = Matter.objects.filter(source_type=ALERT, source_id=OuterRef("pk"))
    open_ones = Alert.objects.filter(state=AlertState.OPEN)
    found = open_ones.order_by("pack_version", "rule").values_list("pack_version", "rule").distinct()
    packs = PackVersion.objects.in_bulk({pk for pk, _ in found})
    for pk, name in found:
        rule = packs[pk].pack.rule(name)
        if rule.opens:
            yield open_ones.filter(~Exists(had), pack_version=pk, rule=name), rule


@transaction.atomic
def _open_once(alert_id: int, rule: Rule, mechanism: Mechanism, at: datetime) -> bool:
    """The alert is locked first: whoever comes second finds the matter there, or passes it over."""
    alerts = Alert.objects.filter(pk=alert_id, state=AlertState.OPEN)
    if connection.features.has_select_for_update_skip_locked:
        alerts = alerts.select_for_update(skip_locked=True, of=("self",))
    alert = alerts.select_related("owner", "register").first()
    if alert is None or Matter.objects.filter(source_type=ALERT, source_id=alert.pk).exists():
        return False
    application = _application(alert, rule, mechanism)
    first = mechanism.stage(mechanism.first)
    # Which of many departments it is nobody can tell from the tree; here the keeper of the record is the one.
    to = alert.owner if first.tier is Tier.DEPARTMENT and not first.seat else None
    try:
        open_matter(by=None, application=application, at=at, dispatch=True, to=to)
    except NobodyThere:
        open_matter(by=None, application=application, at=at)  # waits for somebody to dispatch it
    return True


def _application(alert: Alert, rule: Rule, mechanism: Mechanism) -> Application:
    """The record is named by its number here: whoever may see the record opens it there."""
    register = alert.register.title
    brief = Brief(
        subject=f"{rule.title}（{register}第{alert.record_id}号登记）",
        detail=rule.advice or rule.title,
        source=f"预警第{alert.pk}号：{register}，{rule.title}",
    )
    return Application(
        mechanism=mechanism.name,
        opener=Opener.ALERT,
        place=alert.owner,
        values=fill_form(mechanism, brief),
        source_type=ALERT,
        source_id=alert.pk,
    )
