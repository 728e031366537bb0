"""A mechanism in plain words: who opens it, its limits and what they rest on, how it ends, what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from luoshi.matters.choices import DeskChoice, OpenerChoice, PurposeChoice
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms import Verified
from luoshi.mechanisms.stages import Mechanism, StageLimit
from luoshi.office.matter_words import limit_words
from luoshi.office.register_words import basis_words


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One time limit as a row: ``stage`` is "" for a limit of every stage."""

    stage: str
    purpose: str
    words: str
    basis: str
    sureness: str
    is_law: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is said of a mechanism."""

    title: str
    words: tuple[str, ...]


def in_desk_order(versions: Iterable[MechanismVersion]) -> list[tuple[str, list[MechanismVersion]]]:
    """Versions beneath the names of their desks, in the order in which the desks always stand; none that is empty."""
    rows = list(versions)
    desks = [(str(label), [each for each in rows if each.desk == value]) for value, label in DeskChoice.choices]
    return [(label, here) for label, here in desks if here]


def limit_rows(mechanism: Mechanism) -> list[LimitRow]:
    """The limits of the stages in their order, then those that hold at every stage."""
    of_stages = [_row(stage.title, limit, mechanism) for stage in mechanism.stages for limit in stage.limits]
    return of_stages + [_row("", limit, mechanism) for limit in mechanism.limits]


def facts_of(mechanism: Mechanism) -> list[Told]:
    """What has no limit: who may open it, who takes part, its papers, its ends, the party's say."""
    return [told for told in _facts(mechanism) if told.words]


def purpose_words(limit: StageLimit) -> str:
    """What a limit is for, by its own title or the common name."""
    return limit.title or str(PurposeChoice(limit.purpose.value).label)


def _row(stage: str, limit: StageLimit, mechanism: Mechanism) -> LimitRow:
    grade = next((each.title for each in mechanism.grades if each.name == limit.grade), "")
    purpose = f"{purpose_words(limit)} · {grade}" if grade else purpose_words(limit)
    is_law = limit.basis.verified is Verified.LAW
    return LimitRow(stage, purpose, limit_words(limit), limit.basis.text, basis_words(limit.basis), is_law)


def _facts(mechanism: Mechanism) -> Iterator[Told]:
    yield Told(_("Who may open it"), tuple(str(OpenerChoice(each.value).label) for each in mechanism.opens))
    yield Told(_("Kinds"), tuple(each.title for each in mechanism.grades))
    required = pgettext("after a name", " (required)")
    yield Told(
        _("Who takes part"), tuple(each.title + (required if each.required else "") for each in mechanism.parties)
    )
    yield Told(pgettext("matter", "Papers"), tuple(each.title for each in mechanism.documents))
    yield Told(_("How it may end"), tuple(f"{each.title}（{_kept(each.keep_years)}）" for each in mechanism.classes))
    if mechanism.feedback:
        yield Told(_("What the party may say afterwards"), mechanism.feedback.scale)


def _kept(years: int) -> str:
    """How long the file of a matter is kept."""
    if not years:
        return _("file kept for ever")
    return ngettext("file kept for %(n)s year", "file kept for %(n)s years", years) % {"n": years}
