"""Help for whoever takes a matter in: what may be the same or related, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from luoshi.matters.choices import Status
from luoshi.matters.filling import THE_REST
from luoshi.matters.models import Matter, MechanismVersion, Party
from luoshi.matters.queries.scope import visible_matters
from luoshi.people.models import User

LOOKED_BACK = timedelta(days=180)
LOOKED_AT = 500
ALIKE = 0.5
SHARED_PAIRS, SHOWN_TITLES, SHOWN_PLACES = 2, 2, 3
KIND_OF_PLACE = re.compile("(人民政府|街道办事处|办事处|村民委员会|居民委员会|社区|街道|镇|乡|村|区|县)+$")


class Sameness(StrEnum):
    """Why two matters may belong together."""

    PARTY = "party"  # the same telephone or ID number
    WORDS = "words"  # alike in words, at the same place


@dataclass(frozen=True, slots=True)
class Related:
    """A matter that may be the same, why, and how sure (1: certain)."""

    matter: Matter
    because: Sameness
    likeness: float


def related_matters(user: User, matter: Matter) -> tuple[Related, ...]:
    """Matters of the last half year that may be the same, the surest first."""
    since = matter.opened_at - LOOKED_BACK
    others = visible_matters(user).filter(opened_at__gte=since).exclude(pk=matter.pk).exclude(status=Status.MERGED)
    found = {each.pk: Related(each, Sameness.PARTY, 1.0) for each in others.filter(pk__in=_of_same_party(matter))}
    nearby = others.filter(place=matter.place, mechanism_name=matter.mechanism_name).order_by("-pk")[:LOOKED_AT]
    for each in nearby:
        likeness = alike(matter.title, each.title)
        if each.pk not in found and likeness >= ALIKE:
            found[each.pk] = Related(each, Sameness.WORDS, likeness)
    return tuple(sorted(found.values(), key=lambda each: (-each.likeness, -each.matter.pk)))


def _of_same_party(matter: Matter) -> set[int]:
    digests = list(matter.parties.values_list("phone_digest", "id_digest"))
    phones = {phone for phone, _ in digests if phone}
    ids = {identity for _, identity in digests if identity}
    same = Party.objects.filter(phone_digest__in=phones) | Party.objects.filter(id_digest__in=ids)
    return set(same.values_list("matter_id", flat=True))


def alike(first: str, second: str) -> float:
    """Pairs of characters that two titles share, of all they have: 0 to 1."""
    one, two = _pairs(first), _pairs(second)
    return len(one & two) / len(one | two) if one or two else 0.0


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(each for each in text if each.isalnum())
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mechanism that may fit, and the words of the text that say so."""

    version: MechanismVersion
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()  # matters before that were like it, where no word says so


def suggest_mechanism(user: User, text: str, at: datetime) -> tuple[Suggestion, ...]:
    """Live mechanisms whose form has choices that the text names, the most named first; after these the ones by which
    matters ran that were called much the same.
    """
    live = list(MechanismVersion.objects.filter(status="live", at__lte=at))
    named = [Suggestion(version, named_choices(text, version)) for version in live]
    found = sorted((each for each in named if each.words), key=lambda each: -len(each.words))
    known = {each.version.name for each in found}
    before = _titles_like(user, text)
    return (*found, *(Suggestion(each, (), before[each.name]) for each in live if each.name in before.keys() - known))


def _titles_like(user: User, text: str) -> Mapping[str, tuple[str, ...]]:
    """By mechanism the titles of late that share the most with the text, at least two pairs of characters."""
    wanted = _pairs(text)
    titles: dict[str, list[tuple[int, str]]] = {}
    latest = visible_matters(user).order_by("-pk").values_list("mechanism_name", "title")[:LOOKED_AT]
    for name, title in latest if wanted else ():
        shared = len(wanted & _pairs(title))
        if shared >= SHARED_PAIRS:
            titles.setdefault(name, []).append((-shared, title))
    best = max((-found[0] for each in titles.values() for found in each), default=0)
    fitting = {name: [title for count, title in sorted(each) if -count == best] for name, each in titles.items()}
    return {name: tuple(each[:SHOWN_TITLES]) for name, each in fitting.items() if each}


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that the text names, and by which word."""

    id: int
    name: str
    word: str


def suggest_place(text: str, places: Iterable[tuple[int, str, int]]) -> tuple[PlaceFound, ...]:
    """Of some places (id, name, depth) those that the text names the most exactly, whatever kind of place it calls
    them."""
    found = [PlaceFound(pk, name, core) for pk, name, _ in places if (core := _core(name, text))]
    longest = max((len(each.word) for each in found), default=0)
    return tuple(each for each in found if len(each.word) == longest)[:SHOWN_PLACES]


def _core(name: str, text: str) -> str:
    """The longest end of the name, without what kind of place it is, that the text has; "" for less than two signs."""
    plain = KIND_OF_PLACE.sub("", name)
    starts = range(max(0, len(plain) - 1))
    return next((plain[start:] for start in starts if plain[start:] in text), "")


def named_choices(text: str, version: MechanismVersion) -> tuple[str, ...]:
    """The choices of its form, or the parts of one, that the text names."""
    schema = version.mechanism.schema
    choices: Mapping[str, None] = dict.fromkeys(word for field in schema.fields for word in field.choices)
    parts = dict.fromkeys(
        part for word in choices if word not in THE_REST for part in word.split("和") if len(part) > 1 and part in text
    )
    return tuple(parts)
