"""What the account can be filtered by."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.expressions import OrderBy

from luoshi.ledger.choices import LIVE, Status
from luoshi.ledger.models import Commitment, Section, Target

NO_LEAD = 0  # as an organisation to filter by: commitments that nobody leads yet


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Empty fields do not filter, except ``status``: empty means live, proposed or confirmed.

    ``order`` is a key of ORDERS, with a minus in front to reverse it; anything else is text order.
    """

    report: int | None = None
    section: int | None = None
    kind: str = ""
    unit: str = ""
    organisation: int | None = None
    modality: str = ""
    status: str = ""
    text: str = ""
    order: str = "number"
    page: int = 1


def conditions(wanted: AccountFilter, besides: str = "") -> list[Q]:
    """The filter as conditions that combine with and. ``besides`` leaves one field out, for its own facet."""
    made = {
        "report": Q(report=wanted.report) if wanted.report is not None else None,
        "section": _in_section(wanted.section) if wanted.section is not None else None,
        "kind": Q(kind=_storable(wanted.kind)) if wanted.kind else None,
        "unit": _with_target(Q(unit=_storable(wanted.unit))) if wanted.unit else None,
        "organisation": _held_by(wanted.organisation) if wanted.organisation is not None else None,
        "modality": Q(modality=_storable(wanted.modality)) if wanted.modality else None,
        "status": Q(status=_storable(wanted.status)) if wanted.status else Q(status__in=LIVE),
    }
    chosen = [condition for field, condition in made.items() if condition is not None and field != besides]
    return chosen + [_with_word(word) for word in _storable(wanted.text).split()]


def _storable(words: str) -> str:
    """PostgreSQL refuses to compare with a NUL character, which no row can hold."""
    return words.replace("\0", "\ufffd")


# What rows can be ordered by. Rows without a lead or a value come last either way; text order settles the rest.
ORDERS: Mapping[str, tuple[F | Case | Subquery[Any], ...]] = {
    "number": (F("report"), F("start")),
    "lead": (F("lead__order"), F("lead__code")),
    "status": (Case(*(When(status=status, then=at) for at, status in enumerate(Status.values))),),
    "due": (F("due_on"),),
    "value": (Subquery(Target.objects.filter(commitment=OuterRef("pk")).order_by("order").values("value")[:1]),),
}


def ordering(order: str) -> list[OrderBy]:
    """The ordering that a filter asks for."""
    name = order.removeprefix("-")
    if name not in ORDERS or order == "number":
        return []
    return [OrderBy(key, descending=order.startswith("-"), nulls_last=True) for key in ORDERS[name]]


def _in_section(section_id: int) -> Q:
    """In the section or in any under it."""
    chosen = Section.objects.filter(pk=section_id).first()
    if chosen is None:
        return Q(pk__in=())
    return Q(report=chosen.report_id, section__path__startswith=chosen.path)


def _held_by(organisation_id: int) -> Q:
    if organisation_id == NO_LEAD:
        return Q(lead=None)
    supported = Commitment.supporting.through.objects.filter(organisation=organisation_id).values("commitment")
    return Q(lead=organisation_id) | Q(pk__in=supported)


def _with_target(condition: Q) -> Q:
    return Q(Exists(Target.objects.filter(condition, commitment=OuterRef("pk"))))


def _with_word(word: str) -> Q:
    """The word in the sentence, in a heading over it, or in a target; ７号线 also finds 7号线.

    A plain substring search: index tokens of three characters would never find a Chinese word of two.
    """
    found = Q()
    for spelling in {word, unicodedata.normalize("NFKC", word)}:
        in_target = Q(object__icontains=spelling) | Q(clause__icontains=spelling)
        found |= Q(text__icontains=spelling) | Q(section__trail__icontains=spelling) | _with_target(in_target)
    return found
