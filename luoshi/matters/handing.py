"""The door of programs: a hotline or an app hands a matter in for somebody, and asks how it stands.

A channel opens what the public may open and nothing else, at places of its organisation's own government; it sees
the matters that it handed in and nothing of who is in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions.opening import Application, open_matter, show_again
from luoshi.matters.actions.parties import PartyDraft
from luoshi.matters.choices import OPEN_CLOCKS
from luoshi.matters.errors import BadForm, Refusal
from luoshi.matters.filling import begin_form
from luoshi.matters.intake import NoSuchMatter, count_try, list_forms
from luoshi.matters.models import HandedIn, Matter, MechanismVersion
from luoshi.matters.queries.page import PublicState, clock_views, public_state
from luoshi.matters.queries.triage import named_choices
from luoshi.mechanisms import Problem, Raw, ValueCode
from luoshi.mechanisms.stages import Mechanism, Opener, Purpose
from luoshi.people.models import Channel, Organisation, OrganisationKind
from luoshi.secrecy import blind_digest
from luoshi.workdays import Due, day_of

MOST_CALLS = 1200  # of one channel in an hour
NO_PLACE = frozenset({OrganisationKind.ENTERPRISE, OrganisationKind.OTHER})
CLOCK_EARLY = timedelta(minutes=5)  # by how much another machine's clock may go ahead of ours
KEY_LENGTH = 32
DUE_BY = (Purpose.HANDLE.value, Purpose.WHOLE.value)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or an enterprise, as handed in. ``role`` "" is the side that brings the matter."""

    name: str
    phone: str = ""
    address: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What a channel hands in. ``kind`` is the name of a mechanism, or "" when the text has to tell."""

    outside_id: str
    place: str
    text: str
    party: Somebody
    others: Sequence[Somebody] = ()
    kind: str = ""
    title: str = ""
    fields: Mapping[str, Raw] | None = None
    received_at: datetime | None = None
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The matter, and the code for its party: "" once it cannot be shown any more. ``is_new``: it was not there."""

    matter: Matter
    query_code: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class HandedState:
    """How a matter stands, and how its last day was reached (None while there is none)."""

    state: PublicState
    due: Due | None


class UnknownPlace(Refusal):
    """No place of this code is open; or it is ``is_elsewhere``: not under the channel's government."""

    def __init__(self, *, is_elsewhere: bool = False) -> None:
        self.is_elsewhere = is_elsewhere
        super().__init__(is_elsewhere)


class KindRefused(Refusal):
    """The kind is unknown, or the text names none or several; ``offered`` are name and title of those there are."""

    def __init__(self, kind: str, offered: Sequence[tuple[str, str]]) -> None:
        self.kind, self.offered = kind, tuple(offered)
        super().__init__(kind, self.offered)


class RoleRefused(Refusal):
    """The mechanism knows no such party; ``offered`` are name and title of those it knows."""

    def __init__(self, role: str, offered: Sequence[tuple[str, str]]) -> None:
        self.role, self.offered = role, tuple(offered)
        super().__init__(role, self.offered)


class TimesRefused(Refusal):
    """A time that is still to come, or a matter received before it happened; ``field`` names it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


@transaction.atomic
def hand_in(*, channel: Channel, handed: Handed, at: datetime) -> Taken:
    """Open a matter for a channel. The same outside number again gives the same matter, whatever else is written.

    Its clocks run from ``at``; when the channel received it is kept beside. Raises UnknownPlace, KindRefused,
    RoleRefused, TimesRefused, BadForm and whatever else ``open_matter`` refuses; then nothing is written.
    """
    key = _request_key(channel, handed.outside_id)
    known = HandedIn.objects.filter(channel=channel, outside_id=handed.outside_id).first()
    if known is not None:
        again = show_again(known.matter, key, at)
        return Taken(again.matter, again.query_code, is_new=False)
    opened = open_matter(by=None, application=_application(channel, handed, key, at), at=at)
    times = {"received_at": handed.received_at, "occurred_at": handed.occurred_at}
    _, is_new = HandedIn.objects.get_or_create(
        matter=opened.matter, defaults={"channel": channel, "outside_id": handed.outside_id, **times}
    )
    if is_new:
        data: dict[str, Json] = {"channel": channel.name, "organisation": channel.organisation_id}
        data |= {"outside_id": handed.outside_id}
        data |= {name: moment.isoformat() for name, moment in times.items() if moment}
        record(by=None, action="matter.handed_in", subject=opened.matter, at=at, data=data)
    return Taken(opened.matter, opened.query_code, is_new)


def handed_state(*, channel: Channel, code: str, at: datetime) -> HandedState:
    """How a matter stands that this channel handed in; of one merged into another, how that stands.

    Raises NoSuchMatter for any other, as for one that is not there.
    """
    row = HandedIn.objects.filter(channel=channel, matter__code=code.strip().upper()).select_related("matter").first()
    if row is None:
        raise NoSuchMatter
    matter = row.matter.merged_into or row.matter
    views = [each for each in clock_views(matter) if each.clock.state in OPEN_CLOCKS and each.due is not None]
    views.sort(key=lambda each: DUE_BY.index(each.clock.purpose) if each.clock.purpose in DUE_BY else len(DUE_BY))
    due = next((each.due for each in views if each.clock.purpose in DUE_BY), None)
    return HandedState(public_state(matter, at), due)


def count_call(*, channel: Channel, at: datetime) -> None:
    """One call of a channel. Raises TooManyRequests beyond what one may make in an hour."""
    count_try(f"channel {channel.pk}", at, MOST_CALLS)


def _application(channel: Channel, handed: Handed, key: str, at: datetime) -> Application:
    """What is opened. Raises what ``hand_in`` says."""
    _check_times(handed, at)
    place = _place_of(channel, handed.place, at)
    version, opener = _form_of(handed)
    mechanism = version.mechanism
    given = handed.fields or {}
    strange = [name for name in given if name not in mechanism.schema.for_public().by_name]
    if strange:
        raise BadForm([Problem(name, ValueCode.UNKNOWN_FIELD) for name in strange])
    return Application(
        mechanism=mechanism.name,
        opener=opener,
        place=place,
        values=begin_form(mechanism, handed.text, handed.title, given),
        parties=[_draft(mechanism, each) for each in (handed.party, *handed.others)],
        request_key=key,
    )


def _check_times(handed: Handed, at: datetime) -> None:
    for name in ("received_at", "occurred_at"):
        moment = getattr(handed, name)
        if moment is not None and moment > at + CLOCK_EARLY:
            raise TimesRefused(name)
    if handed.received_at and handed.occurred_at and handed.occurred_at > handed.received_at:
        raise TimesRefused("occurred_at")


def _place_of(channel: Channel, code: str, at: datetime) -> Organisation:
    """The place of this code, if it is open and under the government of the channel's organisation."""
    place = Organisation.objects.filter(code=code).exclude(kind__in=NO_PLACE).first()
    if place is None or not place.is_open(day_of(at)):
        raise UnknownPlace
    line = {each.pk: each for each in Organisation.objects.above(channel.organisation_id)}
    here = line[channel.organisation_id]
    while not here.is_government and here.parent_id is not None:
        here = line[here.parent_id]
    if not Organisation.objects.above(place.pk).filter(pk=here.pk).exists():
        raise UnknownPlace(is_elsewhere=True)
    return place


def _form_of(handed: Handed) -> tuple[MechanismVersion, Opener]:
    """The mechanism that was named; without a name the one whose choices the text names the most of."""
    forms = list_forms()
    if handed.kind:
        found = [each for each in forms if each[0].name == handed.kind]
    else:
        counts = [len(named_choices(handed.text, version)) for version, _ in forms]
        most = max(counts, default=0)
        found = [form for form, count in zip(forms, counts, strict=True) if count == most > 0]
    if len(found) != 1:
        raise KindRefused(handed.kind, [(version.name, version.mechanism.title) for version, _ in found or forms])
    return found[0]


def _draft(mechanism: Mechanism, somebody: Somebody) -> PartyDraft:
    kinds = [each.name for each in mechanism.parties]
    role = somebody.role or next(iter(kinds), "")
    if role not in kinds:
        raise RoleRefused(role, [(each.name, each.title) for each in mechanism.parties])
    return PartyDraft(kind=role, name=somebody.name, phone=somebody.phone, address=somebody.address)


def _request_key(channel: Channel, outside_id: str) -> str:
    """The key of a form that nobody else comes upon, so that the same number gets the same query code again.

    A plain digest goes first: a blind one takes 12-3 and 123 for the same.
    """
    plain = hashlib.sha256(f"{channel.pk}\0{outside_id}".encode()).hexdigest()
    return blind_digest(plain, settings.LUOSHI_KEYRING, context="matter.handed_in")[:KEY_LENGTH]
