"""One commitment's own page: its sentence in context, its targets, its history."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q

from luoshi.ledger.choices import LIVE
from luoshi.ledger.dispatching import BEFORE_DISPATCH
from luoshi.ledger.models import Commitment, CommitmentRevision, Section, Target, Term
from luoshi.ledger.queries.account import AccountRow, row_of
from luoshi.ledger.queries.original import place_of
from luoshi.ledger.queries.reading import with_parts
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.ledger.snapshots import Snapshot
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User
from luoshi.reading.sources import Place

CONTEXT = 160  # characters on either side, before looking for a sentence's end
ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a revision changed. Values are those of the snapshot's JSON."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision and what it changed; the first one changed nothing."""

    revision: CommitmentRevision
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """Everything on a commitment's page. ``revisions`` are newest first; ``place`` is where it stands in the file."""

    commitment: Commitment
    row: AccountRow
    before: str
    sentence: str
    after: str
    place: Place | None
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    revisions: tuple[RevisionView, ...]
    terms: tuple[Term, ...]
    successors: tuple[Commitment, ...]
    predecessors: tuple[Commitment, ...]
    previous: Commitment | None
    next: Commitment | None
    abilities: frozenset[Ability]


def commitment_page(user: User, commitment_id: int) -> CommitmentView:
    """The page's data. Raises Commitment.DoesNotExist for one outside the user's scope."""
    visible = visible_commitments(user)
    commitment = with_parts(visible).select_related("lead", "section", "report__owner").get(pk=commitment_id)
    text = commitment.report.text
    row = row_of(commitment)
    live = visible.filter(report=commitment.report_id, status__in=LIVE).exclude(pk=commitment.pk)
    here = Q(start=commitment.start, number__lt=commitment.number)
    after = Q(start=commitment.start, number__gt=commitment.number)
    return CommitmentView(
        commitment=commitment,
        row=row,
        before=context_before(text, commitment.start),
        sentence=text[commitment.start : commitment.end],
        after=context_after(text, commitment.end),
        place=place_of(commitment),
        sections=_sections_above(commitment),
        targets=row.targets,
        revisions=_revisions(commitment),
        terms=tuple(term for term in commitment.report.terms.order_by("start") if _uses(term, commitment)),
        successors=tuple(visible.filter(predecessors=commitment)),
        predecessors=tuple(visible.filter(successors=commitment)),
        previous=live.filter(Q(start__lt=commitment.start) | here).order_by("-start", "-number").first(),
        next=live.filter(Q(start__gt=commitment.start) | after).order_by("start", "number").first(),
        abilities=_abilities(user, commitment),
    )


def _abilities(user: User, commitment: Commitment) -> frozenset[Ability]:
    """What the table allows, as far as it can still be done."""
    may = abilities(user, commitment)
    return may - BEFORE_DISPATCH if may & BEFORE_DISPATCH and commitment.duties.exists() else may


def context_before(text: str, start: int) -> str:
    """Up to CONTEXT characters before, from the start of a sentence if one starts there."""
    context = text[max(0, start - CONTEXT) : start]
    if start <= CONTEXT:
        return context
    cuts = [at for at in (context.find(end) for end in ENDS) if at >= 0]
    return context[min(cuts) + 1 :] if cuts else context


def context_after(text: str, end: int) -> str:
    """Up to CONTEXT characters after, to the end of a sentence if one ends there."""
    context = text[end : end + CONTEXT]
    cut = max(context.rfind(mark) for mark in ENDS)
    return context[: cut + 1] if cut >= 0 and end + CONTEXT < len(text) else context


def _sections_above(commitment: Commitment) -> tuple[Section, ...]:
    if commitment.section is None:
        return ()
    orders = [int(order) for order in commitment.section.path.split(".") if order]
    return tuple(Section.objects.filter(report=commitment.report_id, order__in=orders).order_by("order"))


def _revisions(commitment: Commitment) -> tuple[RevisionView, ...]:
    rows = list(commitment.revisions.select_related("by__organisation").order_by("number"))
    views = [
        RevisionView(row, _differences(rows[at - 1].snapshot, row.snapshot) if at else ())
        for at, row in enumerate(rows)
    ]
    return tuple(reversed(views))


def _differences(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    names = [field.name for field in fields(Snapshot)]
    return tuple(Difference(name, before[name], after[name]) for name in names if before[name] != after[name])


def _uses(term: Term, commitment: Commitment) -> bool:
    return any(start < commitment.end and end > commitment.start for start, end in term.uses)
