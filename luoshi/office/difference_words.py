"""What is other in a further version of a mechanism, in words: 网格出诊 · 办理 · 时长 for a path. No database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from luoshi.matters.choices import OutcomeChoice, PurposeChoice
from luoshi.mechanisms.stages import Difference, Mechanism

# What only leads to a part that has a name of its own says nothing itself.
SILENT = frozenset({"stage", "limit", "outcome", "class", "party", "document", "grade", "field", "text"})
WORDS: Mapping[str, str | Promise] = {
    "agreement": gettext_lazy("agreement"),
    "basis": gettext_lazy("Rests on"),
    "choice": gettext_lazy("choices"),
    "description": gettext_lazy("help"),
    "extension": gettext_lazy("extension"),
    "feedback": gettext_lazy("What the party may say afterwards"),
    "first": gettext_lazy("first stage"),
    "keep_year": gettext_lazy("years that the file is kept"),
    "length": pgettext_lazy("of a limit", "length"),
    "listed": gettext_lazy("column of the table"),
    "opens": gettext_lazy("Who may open it"),
    "overdue": gettext_lazy("when overdue"),
    "pause": gettext_lazy("reasons to pause"),
    "required": gettext_lazy("required"),
    "roll": gettext_lazy("last day moved to a workday"),
    "schema": gettext_lazy("Form"),
    "seat": gettext_lazy("seat"),
    "staff": gettext_lazy("asked of officials only"),
    "start": gettext_lazy("counted from"),
    "summary": gettext_lazy("summary"),
    "tier": gettext_lazy("tier"),
    "title": gettext_lazy("name"),
    "unit": gettext_lazy("counted in"),
    "verified": gettext_lazy("how sure"),
    "visit": gettext_lazy("visits"),
    "warning": gettext_lazy("when to warn"),
}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference as it is shown."""

    place: str
    before: str
    after: str


def difference_rows(differences: tuple[Difference, ...], *mechanisms: Mechanism) -> list[DifferenceRow]:
    """Differences in words, by the titles that either version gives its parts."""
    titles = {name: title for each in mechanisms for name, title in _titles(each)}
    return [DifferenceRow(_place(each.place, titles), _value(each.before), _value(each.after)) for each in differences]


def _titles(mechanism: Mechanism) -> Iterator[tuple[str, str]]:
    parts = (mechanism.stages, mechanism.classes, mechanism.parties, mechanism.grades, mechanism.documents)
    yield from ((each.name, each.title) for part in parts for each in part)
    yield from ((each.name, each.title) for each in mechanism.schema.fields)


def _place(place: str, titles: Mapping[str, str]) -> str:
    said = [_segment(each, titles) for each in place.split(".") if each not in SILENT]
    return " · ".join(said) or place


def _segment(segment: str, titles: Mapping[str, str]) -> str:
    """A part by its title; a limit by its purpose, an outcome by its kind and where it leads."""
    if segment in titles:
        return titles[segment]
    if segment in WORDS:
        return str(WORDS[segment])
    for choices in (PurposeChoice, OutcomeChoice):
        for value, label in choices.choices:
            if segment == value or segment.startswith(f"{value}_"):
                rest = segment.removeprefix(value).removeprefix("_")
                return f"{label} {titles.get(rest, rest)}".strip()
    return segment


def _value(value: str) -> str:
    return _("Yes") if value == "True" else value
