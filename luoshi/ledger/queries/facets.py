"""For every filter: its values and how many rows each would leave, the other filters staying as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, TextChoices

from luoshi.ledger.choices import CommitmentKind, ModalityChoice, Status
from luoshi.ledger.models import Commitment, Report, Section
from luoshi.ledger.queries.filters import NO_LEAD, AccountFilter, conditions
from luoshi.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to filter by. ``depth`` indents the tree of sections."""

    value: str | int
    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """Sections only within one report; an organisation of NO_LEAD has an empty label."""

    reports: tuple[Facet, ...]
    sections: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    units: tuple[Facet, ...]
    organisations: tuple[Facet, ...]
    modalities: tuple[Facet, ...]
    statuses: tuple[Facet, ...]


def outline(report_id: int | None) -> tuple[Section, ...]:
    """The headings of the one report that is looked at; none without one."""
    return () if report_id is None else tuple(Section.objects.filter(report=report_id).order_by("order"))


def facets_of(visible: QuerySet[Commitment], wanted: AccountFilter, sections: Sequence[Section]) -> Facets:
    """All facets, in at most nine queries."""

    def left(field: str) -> QuerySet[Commitment]:
        return visible.filter(*conditions(wanted, besides=field)).order_by()

    return Facets(
        reports=_reports(left("report")),
        sections=_sections(left("section"), sections) if sections else (),
        kinds=_labelled(_counts(left("kind"), "kind"), CommitmentKind),
        units=_units(left("unit")),
        organisations=_organisations(left("organisation")),
        modalities=_labelled(_counts(left("modality"), "modality"), ModalityChoice),
        statuses=_labelled(_counts(left("status"), "status"), Status),
    )


def _counts(rows: QuerySet[Commitment], field: str) -> Counter[Any]:
    """How many rows have each value; a row with several targets of one unit counts once."""
    return Counter(dict(rows.values_list(field).annotate(count=Count("pk", distinct=True)).order_by()))


def _labelled(counts: Counter[Any], choices: type[TextChoices]) -> tuple[Facet, ...]:
    return tuple(Facet(value, str(label), counts[value]) for value, label in choices.choices if counts[value])


def _reports(rows: QuerySet[Commitment]) -> tuple[Facet, ...]:
    counts = _counts(rows, "report")
    titles = Report.objects.filter(pk__in=list(counts)).values_list("pk", "title")
    return tuple(Facet(pk, title, counts[pk]) for pk, title in titles)


def _sections(rows: QuerySet[Commitment], sections: Sequence[Section]) -> tuple[Facet, ...]:
    """The report's outline; every section counts what is under it too, and empty ones are left out."""
    own = _counts(rows, "section")
    by_path = {section.path: own[section.pk] for section in sections}
    totals: Counter[str] = Counter()
    for path, count in by_path.items():
        for depth in range(1, path.count(".") + 1):
            totals[".".join(path.split(".")[:depth]) + "."] += count
    return tuple(
        Facet(section.pk, section.title, totals[section.path], section.path.count(".") - 1)
        for section in sections
        if totals[section.path]
    )


def _units(rows: QuerySet[Commitment]) -> tuple[Facet, ...]:
    counts = _counts(rows.filter(targets__unit__gt=""), "targets__unit")
    return tuple(
        Facet(unit, unit, count) for unit, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def _organisations(rows: QuerySet[Commitment]) -> tuple[Facet, ...]:
    """Led and supported together: nobody supports what they lead, so nothing counts twice."""
    led = _counts(rows, "lead")
    unled = led.pop(None, 0)
    counts = led + _counts(rows.filter(supporting__isnull=False), "supporting")
    names = Organisation.objects.filter(pk__in=list(counts))
    found = tuple(Facet(each.pk, str(each), counts[each.pk]) for each in names)
    return (Facet(NO_LEAD, "", unled), *found) if unled else found
