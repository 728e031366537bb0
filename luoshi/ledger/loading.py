"""How much each organisation is asked for in a month, counted from rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count

from luoshi.ledger.checking_choices import CheckChoice, DutyState
from luoshi.ledger.loads import Load
from luoshi.ledger.models import Check, EntryRequest, GoalState, Notice
from luoshi.people.models import Organisation


def month_days(on: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    first = on.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def load_of(organisation: Organisation, on: date) -> Load:
    """What one organisation is asked for in the month of ``on``."""
    return loads_in([organisation.pk], on).get(organisation.pk, Load())


def loads_in(organisation_ids: Collection[int], on: date) -> dict[int, Load]:
    """The same for several, in four queries. Those that are asked for nothing are left out.

    A goal that is shared out asks its holder for nothing: the shares are reported. Visits are checks on site.
    """
    first, last = month_days(on)
    running = GoalState.objects.filter(
        goal__duty__holder__in=organisation_ids,
        goal__commitment__state__ending="",
        goal__shares=None,
        start_on__lte=last,
    ).exclude(goal__duty__state=DutyState.WITHDRAWN)
    monthly = Counter(dict(running.values_list("goal__duty__holder").annotate(count=Count("pk")).order_by()))
    asked = EntryRequest.objects.filter(organisation__in=organisation_ids, due_on__range=(first, last))
    requests = Counter(dict(asked.values_list("organisation").annotate(count=Count("pk")).order_by()))
    seen = Check.objects.filter(kind=CheckChoice.ON_SITE, seen_on__range=(first, last))
    held = seen.filter(entry__organisation__in=organisation_ids)
    visits = Counter(dict(held.values_list("entry__organisation").annotate(count=Count("pk")).order_by()))
    due = Notice.objects.filter(holder__in=organisation_ids, answer_by__range=(first, last))
    notices = Counter(dict(due.values_list("holder").annotate(count=Count("pk")).order_by()))
    busy = set(monthly) | set(requests) | set(visits) | set(notices)
    return {pk: Load(monthly[pk], requests[pk], visits[pk], notices[pk]) for pk in busy}
