"""Help for whoever takes a matter in: what may be the same or related, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from luoshi.matters.choices import Status
from luoshi.matters.models import Matter, MechanismVersion, Party
from luoshi.matters.queries.scope import visible_matters
from luoshi.people.models import User

LOOKED_BACK = timedelta(days=180)
LOOKED_AT = 500
ALIKE = 0.5


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


def suggest_mechanism(text: str, at: datetime) -> tuple[Suggestion, ...]:
    """Live mechanisms whose form has choices that the text names, the most named first."""
    live = MechanismVersion.objects.filter(status="live", at__lte=at)
    found = [Suggestion(version, _named(text, version)) for version in live]
    return tuple(sorted((each for each in found if each.words), key=lambda each: -len(each.words)))


def _named(text: str, version: MechanismVersion) -> tuple[str, ...]:
    schema = version.mechanism.schema
    choices: Mapping[str, None] = dict.fromkeys(word for field in schema.fields for word in field.choices)
    parts = dict.fromkeys(part for word in choices for part in word.split("和") if len(part) > 1 and part in text)
    return tuple(parts)
