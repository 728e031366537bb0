"""Alerts that wait, and those that were seen to."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from luoshi.people.abilities import Ability, Kind
from luoshi.people.models import User
from luoshi.registers.choices import AlertState
from luoshi.registers.models import Alert
from luoshi.registers.queries.scope import owned_where


def visible_alerts(user: User, *, state: AlertState | None = AlertState.OPEN) -> QuerySet[Alert]:
    """Alerts over records that the user may see, the oldest first."""
    rows = Alert.objects.filter(owned_where(user, Ability.SEE, Kind.ALERT))
    if state is not None:
        rows = rows.filter(state=state)
    return rows.select_related("register__latest", "record", "owner", "pack_version").order_by("raised_at", "pk")


def alert_counts(user: User) -> dict[tuple[str, str], int]:
    """(pack, rule) → how many wait."""
    rows = visible_alerts(user).order_by().values_list("register__pack_name", "rule").annotate(waiting=Count("pk"))
    return {(pack, rule): waiting for pack, rule, waiting in rows}


def alerts_by_register(user: User) -> dict[str, int]:
    """The register's title → how many wait. Needs no pack, so a first page is quick."""
    rows = visible_alerts(user).order_by().values_list("register__title").annotate(waiting=Count("pk"))
    return dict(rows)
