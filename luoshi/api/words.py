"""Sentences for programs and the people who write them: always in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from luoshi.api.bodies import BodyFault, FieldFault
from luoshi.matters.errors import BadForm, NobodyThere, NotOpenable, Refusal
from luoshi.matters.handing import Handed, KindRefused, RoleRefused, TimesRefused, UnknownPlace
from luoshi.pages.schema_forms import problem_words

LANGUAGES = {"zh": "zh-hans", "en": "en"}

_FAULTS: dict[BodyFault, Callable[[], str]] = {
    BodyFault.NOT_JSON: lambda: _("This is no JSON in UTF-8 (line and column: %(limit)s)."),
    BodyFault.NOT_OBJECT: lambda: _("A JSON object is wanted here."),
    BodyFault.NOT_LIST: lambda: _("A JSON list is wanted here."),
    BodyFault.NOT_TEXT: lambda: _("Words are wanted here."),
    BodyFault.MISSING: lambda: _("This has to be filled in."),
    BodyFault.UNKNOWN: lambda: _("There is no such field: leave it out, or look its name up in docs/api.md."),
    BodyFault.TWICE: lambda: _("This name stands twice in one object."),
    BodyFault.TOO_LONG: lambda: _("This is too long: %(limit)s at the most."),
    BodyFault.BAD_SIGN: lambda: _("This holds control characters or halves of characters: take them out."),
    BodyFault.BAD_VALUE: lambda: _("Words, a number, yes or no, or a list of words are wanted here."),
    BodyFault.NOT_TIME: lambda: _("Write the time with its offset, as 2026-03-05T09:30:00+08:00."),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: its place in the body, a code for programs, and what to do in both languages."""

    field: str
    code: str
    words: dict[str, str]


def both(words: Callable[[], str]) -> dict[str, str]:
    """The same sentence in Chinese and in English."""
    found = {}
    for name, language in LANGUAGES.items():
        with override(language):
            found[name] = str(words())
    return found


def fault_of(fault: FieldFault) -> Wrong:
    """What is wrong with one value of a body."""
    return Wrong(fault.field, fault.code.value, both(lambda: _FAULTS[fault.code]() % {"limit": fault.limit or "?"}))


def wrongs_of(refusal: Refusal, handed: Handed) -> list[Wrong]:
    """Everything that was wrong with a matter that could be read."""
    match refusal:
        case BadForm():
            return list(_of_form(refusal))
        case UnknownPlace(is_elsewhere=is_elsewhere):
            return [Wrong("place", "elsewhere" if is_elsewhere else "unknown", both(_place_words))]
        case KindRefused(kind=kind, offered=offered):
            return [Wrong("kind", "unknown" if kind else "not_clear", both(lambda: _kind_words(kind, offered)))]
        case RoleRefused(role=role, offered=offered):
            at = next((f"others[{at}].role" for at, each in enumerate(handed.others) if each.role == role), "")
            return [Wrong(at or "party.role", "unknown", both(lambda: _role_words(offered)))]
        case TimesRefused(field=field):
            return [Wrong(field, "bad_order", both(_time_words))]
        case NotOpenable() | NobodyThere():
            return [Wrong("place", "nobody_there", both(_nobody_words))]
        case _:
            return [Wrong("", "refused", both(_refused_words))]


def _of_form(refusal: BadForm) -> Iterator[Wrong]:
    for problem in refusal.problems:
        yield Wrong(f"fields.{problem.field}", problem.code.value, both(partial(problem_words, problem)))
    for role in refusal.parties:
        yield Wrong("others", "missing", both(partial(_party_words, role)))


def _place_words() -> str:
    return _("No open place under your government has this code. Take the code of a town, community or grid.")


def _kind_words(kind: str, offered: Iterable[tuple[str, str]]) -> str:
    words = {"kinds": _listed(offered)}
    if kind:
        return _("The public cannot open this kind. Choose one of: %(kinds)s.") % words
    return _("The text does not say clearly which kind it is. Choose one of: %(kinds)s.") % words


def _role_words(offered: Iterable[tuple[str, str]]) -> str:
    return _("This kind has no such party. Choose one of: %(kinds)s.") % {"kinds": _listed(offered)}


def _party_words(role: str) -> str:
    return _("This kind wants a party “%(role)s” too: add it to others, with its name.") % {"role": role}


def _time_words() -> str:
    return _("This time is still to come, or it lies after the matter was received.")


def _nobody_words() -> str:
    return _("Nobody takes this kind of matter there. Choose another place, or ask the office.")


def _refused_words() -> str:
    return _("This could not be taken. Please call the office, or come to its window.")


def _listed(offered: Iterable[tuple[str, str]]) -> str:
    return pgettext("between parts of a list", ", ").join(f"{name} ({title})" for name, title in offered)
