"""The public door: bring a matter, ask for its state with the code, add words, answer, ask for a review.

The portal may import this module of casework and no other. Whoever stands here is the party itself: what they may
do follows from the code, and they see their own matter and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from luoshi.files import Upload
from luoshi.matters.actions._codes import query_digest
from luoshi.matters.actions._papers import MOST_BROUGHT
from luoshi.matters.actions.afterwards import ask_review, give_feedback, hear_party
from luoshi.matters.actions.opening import Application, Opened, open_matter
from luoshi.matters.actions.parties import PartyDraft
from luoshi.matters.choices import VersionStatus
from luoshi.matters.errors import BadForm, MatterClosed, Refusal, TooManyRequests, WindowClosed
from luoshi.matters.models import IntakeAttempt, Matter, MechanismVersion
from luoshi.matters.queries.page import PublicState, public_state
from luoshi.mechanisms import Desk, Raw
from luoshi.mechanisms.stages import Mechanism, Opener, Purpose
from luoshi.people.models import Organisation, OrganisationKind
from luoshi.secrecy import blind_digest
from luoshi.workdays import Limit

__all__ = [
    "MOST_BROUGHT", "BadForm", "MatterClosed", "NoSuchMatter", "PartyDraft", "PublicForm", "PublicState", "Refusal",
    "TooManyRequests", "Upload", "WindowClosed", "add_words", "answer", "bring_matter", "count_try", "describe_forms",
    "find_place", "find_state", "list_forms", "list_places", "promised_limits", "read_form", "request_review",
]  # fmt: skip

PUBLIC = (Opener.RESIDENTS, Opener.ENTERPRISES, Opener.DEPUTIES)
MOST, WITHIN = 5, timedelta(hours=1)
TRIES = 30  # questions for a state, from one address in that time


class NoSuchMatter(Refusal):
    """No matter has this number and this code."""


def list_forms() -> list[tuple[MechanismVersion, Opener]]:
    """Every live mechanism that the public may open, with the door it opens by."""
    live = MechanismVersion.objects.filter(status=VersionStatus.LIVE).order_by("desk", "name")
    doors = ((version, next((each for each in version.mechanism.opens if each in PUBLIC), None)) for version in live)
    return [(version, door) for version, door in doors if door is not None]


@dataclass(frozen=True, slots=True)
class PublicForm:
    """One form as it is offered: what it is called, at which desk, and the kinds of thing that it takes."""

    name: str
    title: str
    desk: Desk
    kinds: tuple[str, ...]


def describe_forms() -> list[PublicForm]:
    """Every form of the public in the order of the desks."""
    desks = list(Desk)
    return sorted((_described(version) for version, _ in list_forms()), key=lambda each: desks.index(each.desk))


def _described(version: MechanismVersion) -> PublicForm:
    mechanism = version.mechanism
    kinds = next((field.choices for field in mechanism.schema.fields if field.required and field.choices), ())
    return PublicForm(version.name, mechanism.title, Desk(version.desk), kinds)


def promised_limits(mechanism: Mechanism, on: date) -> dict[str, Limit]:
    """What whoever brings a matter may count on: to sign for it, to answer first, the whole; as far as they are set."""
    purposes = (Purpose.SIGN, Purpose.ANSWER, Purpose.WHOLE)
    found = {each: mechanism.limit_for(each, on=on) for each in purposes}
    return {purpose.value: limit.limit for purpose, limit in found.items() if limit}


def read_form(name: str) -> Mechanism:
    """The live mechanism of this name, if the public may open it. Raises NoSuchMatter."""
    for version, _ in list_forms():
        if version.name == name:
            return version.mechanism
    raise NoSuchMatter


# Where a matter can be brought: a resident knows the village or the town, rarely the number of the grid.
PLACES = (OrganisationKind.COUNTY, OrganisationKind.TOWN, OrganisationKind.COMMUNITY, OrganisationKind.GRID)


def list_places(on: date) -> list[tuple[int, str, int]]:
    """Places that are open on the day, in the order of the tree: id, name, and depth beneath the topmost."""
    rows = [each for each in Organisation.objects.filter(kind__in=PLACES) if each.is_open(on)]
    ids = {each.pk for each in rows}
    beneath: dict[int | None, list[Organisation]] = defaultdict(list)
    for each in rows:
        beneath[each.parent_id if each.parent_id in ids else None].append(each)
    found: list[tuple[int, str, int]] = []
    waiting = [(each, 0) for each in reversed(beneath[None])]
    while waiting:
        place, depth = waiting.pop()
        found.append((place.pk, place.name, depth))
        waiting += [(each, depth + 1) for each in reversed(beneath[place.pk])]
    return found


def find_place(place_id: int, on: date) -> Organisation | None:
    """The place of this id, if matters can be brought there on the day."""
    place = Organisation.objects.filter(pk=place_id, kind__in=PLACES).first()
    return place if place is not None and place.is_open(on) else None


@transaction.atomic
def bring_matter(
    *,
    mechanism: str,
    place: Organisation,
    values: Mapping[str, Raw],
    parties: Sequence[PartyDraft],
    address: str,
    request_key: str,
    at: datetime,
    files: Sequence[Upload] = (),
) -> Opened:
    """Open a matter with all its files, or none. Raises BadForm, which names every file that is not taken, and
    TooManyRequests from one address in an hour; nothing typed is lost, the form keeps it.

    A form that is sent back for what is wrong with it does not count against whoever puts it right.
    """
    found = next((each for each in list_forms() if each[0].name == mechanism), None)
    if found is None:
        raise NoSuchMatter
    count_try(address, at, MOST)
    known = found[0].mechanism.schema.for_public().by_name
    asked = {name: value for name, value in values.items() if name in known}
    application = Application(
        mechanism=mechanism,
        opener=found[1],
        place=place,
        values=asked,
        parties=parties,
        files=files,
        request_key=request_key,
    )
    return open_matter(by=None, application=application, at=at)


def find_state(*, code: str, query_code: str, address: str, at: datetime) -> PublicState:
    """The state of a party's own matter. Raises NoSuchMatter, and TooManyRequests for whoever tries codes."""
    count_try(f"state {address}", at, TRIES)
    return public_state(_own(code, query_code), at)


def add_words(*, code: str, query_code: str, text: str, at: datetime) -> None:
    """Words of the party to its open matter."""
    hear_party(matter=_own(code, query_code), text=text, at=at)


def answer(*, code: str, query_code: str, given: str, text: str, at: datetime) -> None:
    """What the party says of the result."""
    give_feedback(by=None, matter=_own(code, query_code), answer=given, text=text, at=at)


def request_review(*, code: str, query_code: str, why: str, at: datetime) -> None:
    """The party asks the next tier to look at it."""
    ask_review(by=None, matter=_own(code, query_code), why=why, at=at)


def _own(code: str, query_code: str) -> Matter:
    """The matter whose number and code are both right; the same answer for either being wrong."""
    found = Matter.objects.filter(code=code.strip().upper(), query_digest=query_digest(query_code)).first()
    if found is None or not query_code.strip():
        raise NoSuchMatter
    return found.merged_into or found


@transaction.atomic
def count_try(address: str, at: datetime, most: int) -> None:
    """Count one try from an address, kept as a keyed digest. Those too old to matter are forgotten."""
    digest = blind_digest(address, settings.LUOSHI_KEYRING, context="matter.intake_address")
    IntakeAttempt.objects.filter(at__lt=at - WITHIN).delete()
    tries = IntakeAttempt.objects.filter(address_digest=digest).order_by("at")
    if tries.count() >= most:
        raise TooManyRequests(tries[0].at + WITHIN)
    IntakeAttempt.objects.create(address_digest=digest, at=at)
