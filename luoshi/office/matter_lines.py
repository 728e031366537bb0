"""The lines of a matter's journal as its timeline tells them: what was done, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from luoshi.journal.models import Line
from luoshi.matters.choices import OutcomeChoice, PurposeChoice
from luoshi.mechanisms.stages import Mechanism
from luoshi.pages.words import day
from luoshi.pages.working import span_words
from luoshi.people.models import Organisation
from luoshi.workdays import Span, Unit

# By the whole name: what these verbs mean to a matter is not what they mean elsewhere.
ACTIONS: dict[str, Promise] = {
    "matter.opened": pgettext_lazy("matter", "brought"),
    "matter.handed_in": pgettext_lazy("matter", "handed in by a program"),
    "matter.dispatched": pgettext_lazy("matter", "dispatched"),
    "matter.signed": pgettext_lazy("matter", "signed for"),
    "matter.refused": pgettext_lazy("matter", "refused as misdirected"),
    "matter.ruled": pgettext_lazy("matter", "ruled on whose it is"),
    "matter.handed_over": pgettext_lazy("matter", "handed over to a colleague"),
    "matter.recused": pgettext_lazy("matter", "somebody stands aside"),
    "matter.answered": pgettext_lazy("matter", "the party answered"),
    "matter.heard": pgettext_lazy("matter", "the party added something"),
    "matter.noted": pgettext_lazy("matter", "internal note"),
    "matter.filed": pgettext_lazy("matter", "filed"),
    "matter.visited": pgettext_lazy("matter", "visited"),
    "matter.agreed": pgettext_lazy("matter", "the parties agreed"),
    "matter.followed_up": pgettext_lazy("matter", "what followed has happened"),
    "matter.paused": pgettext_lazy("matter", "paused"),
    "matter.resumed": pgettext_lazy("matter", "resumed"),
    "matter.extended": pgettext_lazy("matter", "more time granted"),
    "matter.opinions_asked": pgettext_lazy("matter", "opinions asked for"),
    "matter.opinion_given": pgettext_lazy("matter", "opinion given"),
    "matter.part_opened": pgettext_lazy("matter", "part opened"),
    "matter.warned": pgettext_lazy("matter", "warned: time runs short"),
    "matter.overdue": pgettext_lazy("matter", "overdue"),
    "matter.lapsed": pgettext_lazy("matter", "not used in time"),
    "matter.escalated_overdue": pgettext_lazy("matter", "went up by itself: overdue"),
    "matter.incident_solved": pgettext_lazy("matter", "incident seen to"),
    "matter.feedback": pgettext_lazy("matter", "the party's feedback"),
    "matter.review_asked": pgettext_lazy("matter", "a review was asked for"),
    "matter.redone": pgettext_lazy("matter", "to be done again"),
    "matter.reopened": pgettext_lazy("matter", "opened again"),
    "matter.merged": pgettext_lazy("matter", "merged into another matter"),
    "matter.took_in": pgettext_lazy("matter", "took another matter in"),
    "party.opened": pgettext_lazy("matter", "personal data opened"),
    "party.forgotten": pgettext_lazy("matter", "personal data taken out"),
    "party.kept": pgettext_lazy("matter", "asked to take personal data out; the law keeps it"),
    "clock.moved": pgettext_lazy("matter", "last day moved by the calendar"),
    **{f"matter.{each.value}": each.label for each in OutcomeChoice if each.value not in ("refuse", "merge")},
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline: what was done, and what goes with it in the matter's own words."""

    line: Line
    words: str
    details: str


def tell_lines(lines: Iterable[Line], mechanism: Mechanism) -> list[Happened]:
    """The timeline of one matter, its organisations named in one query."""
    all_lines = list(lines)
    wanted = {pk for line in all_lines for pk in _organisations(line.data)}
    names = {each.pk: str(each) for each in Organisation.objects.filter(pk__in=wanted)}
    return [Happened(line, _words(line.action), _details(line.data, mechanism, names)) for line in all_lines]


def _words(action: str) -> str:
    return str(ACTIONS.get(action, action))


def _organisations(data: Mapping[str, object]) -> list[int]:
    """Every organisation that a line names."""
    several = data.get("organisations")
    found = [data.get("organisation"), *(several if isinstance(several, list) else ())]
    return [each for each in found if isinstance(each, int)]


def _details(data: Mapping[str, object], mechanism: Mechanism, names: Mapping[int, str]) -> str:
    """Stage, organisation, clock and its day, document, answer: whatever the line holds of these."""
    purpose, stage = str(data.get("purpose", "")), str(data.get("to") or data.get("stage") or "")
    told = [str(PurposeChoice(purpose).label)] if purpose in PurposeChoice.values else []
    if (stage in mechanism.by_name and not purpose) or data.get("because") == "overdue":
        told.append(mechanism.by_name[stage].title if stage in mechanism.by_name else stage)
    told += [names[each] for each in _organisations(data) if each in names]
    told += [each.title for each in mechanism.documents if each.name == data.get("kind")]
    told += [each.title for each in mechanism.classes if each.name == data.get("class")]
    told += [str(data[each]) for each in ("answer", "channel", "outside_id") if isinstance(data.get(each), str)]
    told += _time(data)
    return " · ".join(told)


def _time(data: Mapping[str, object]) -> list[str]:
    """How long an extension is, and the last day that a clock has now."""
    told = []
    length, unit = data.get("length"), data.get("unit")
    if isinstance(length, int) and unit in frozenset(Unit):
        told.append("+" + span_words(Span(length, Unit(str(unit)))))
    written = data.get("due_on") or ("from" in data and data.get("to"))
    if isinstance(written, str) and written[:4].isdigit():
        told.append(_("last day %(day)s") % {"day": day(date.fromisoformat(written))})
    return told
