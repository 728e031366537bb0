"""What the list of lamps can be narrowed down to: whatever has a dispatched commitment."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.ledger.models import Report, Section
from luoshi.ledger.queries.checking.scope import visible_states
from luoshi.people.models import Organisation, User


@dataclass(frozen=True, slots=True)
class LampChoices:
    """The values of each list. ``fields`` are those of one report, and none without one."""

    reports: tuple[Report, ...]
    fields: tuple[Section, ...]
    organisations: tuple[Organisation, ...]


def lamp_choices(user: User, report: int | None = None) -> LampChoices:
    """Only what leads to a row that the user may see, in three queries."""
    seen = visible_states(user).order_by()
    reports = Report.objects.filter(pk__in=seen.values("commitment__report")).defer("text")
    organisations = Organisation.objects.filter(pk__in=seen.values("holder")).order_by("order", "code")
    found = tuple(reports.select_related("owner").order_by("-year", "pk"))
    only = report if report is not None else found[0].pk if len(found) == 1 else None
    fields = Section.objects.filter(pk__in=seen.filter(commitment__report=only).values("field")).order_by("order")
    return LampChoices(found, tuple(fields) if only is not None else (), tuple(organisations))
