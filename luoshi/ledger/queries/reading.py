"""The reading view: a report's text with everything that was found in it, in place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from luoshi.ledger.choices import LIVE, Status
from luoshi.ledger.models import Commitment, Passage, Report, Section, Target, Term
from luoshi.ledger.queries.scope import visible_commitments, visible_reports
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is a commitment, or a forward sentence that was not taken."""

    start: int
    end: int
    commitment: Commitment | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Everything on the reading page. Marks are in text order and, rejected ones aside, do not overlap."""

    report: Report
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    terms: tuple[Term, ...]
    abilities: frozenset[Ability]


def report_reading(user: User, report_id: int) -> ReadingView:
    """The report as the user may see it. Raises Report.DoesNotExist for one outside the user's scope."""
    report = visible_reports(user).defer(None).get(pk=report_id)
    sections = tuple(report.sections.order_by("order"))
    commitments = list(with_parts(visible_commitments(user).filter(report=report).exclude(status=Status.REPLACED)))
    by_id = {section.pk: section for section in sections}
    for commitment in commitments:
        commitment.report = report
        if commitment.section_id is not None:
            commitment.section = by_id[commitment.section_id]
    marks = [Mark(each.start, each.end, each, None) for each in commitments]
    marks += [Mark(each.start, each.end, None, each) for each in _free_passages(report)]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    return ReadingView(report, sections, tuple(marks), tuple(report.terms.order_by("start")), abilities(user, report))


def with_parts(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The same rows with lead, supporting organisations and targets, in three queries."""
    return commitments.select_related("lead").prefetch_related(
        Prefetch("targets", Target.objects.order_by("order")),
        Prefetch("supporting", Organisation.objects.order_by("order", "code")),
    )


def _free_passages(report: Report) -> list[Passage]:
    """Sentences not taken, without those that somebody has since made a commitment of, seen by the asker or not."""
    taken = sorted(report.commitments.filter(status__in=LIVE).values_list("start", "end"))
    free, at = [], 0
    for passage in report.passages.order_by("start"):
        while at < len(taken) and taken[at][1] <= passage.start:
            at += 1
        if at == len(taken) or taken[at][0] >= passage.end:
            free.append(passage)
    return free
