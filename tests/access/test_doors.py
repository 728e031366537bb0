"""Every address × every role × every place × every object, against the reference model: no difference."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.office.urls import urlpatterns
from tests.access.doors import DOORS, NOTHING, ROOMS, Door
from tests.access.model import Answer, Person
from tests.access.world import World

THIRDS = 3  # ten roles stand in line at each of six places: a third holds every role, at two of them


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_address_is_declared():
    """A page that nobody thought about must not slip in: give it a row in ``tests/access/doors.py``."""
    declared = [door.address for door in DOORS]

    assert sorted(declared) == sorted(addresses(urlpatterns))


def test_every_declared_address_is_served():
    served = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert {door.address for door in DOORS} <= served


@pytest.fixture(autouse=True)
def _quiet():
    """Refusals are what is expected here; thousands of them need not be logged."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def visitors(world: World, turn: int) -> list[Person]:
    """Everybody with LUOSHI_ACCESS=all (``make test-access``); else every third person, a different third each turn.

    So every role comes to every thing behind every door, from two of the six places, and from all six to three things.
    """
    if os.environ.get("LUOSHI_ACCESS") == "all":
        return world.people
    return [person for number, person in enumerate(world.people) if (number + turn) % THIRDS == 0]


@pytest.fixture
def visit(world):
    """Goes to an address as somebody, says what happened, and takes back whatever was done there."""
    sessions = {}
    for person in world.people:
        client = Client(raise_request_exception=False)
        if person.place and person.active:
            client.force_login(world.users[person.name])
        sessions[person.name] = client.cookies

    def visit(door: Door, person: Person, address: str) -> Answer:
        client = Client(raise_request_exception=False)
        client.cookies.load({key: morsel.value for key, morsel in sessions[person.name].items()})
        with transaction.atomic():
            response = client.post(address) if door.post else client.get(address)
            transaction.set_rollback(True)
        return answer_of(response, door)

    return visit


def answer_of(response, door: Door) -> Answer:
    assert response.status_code < 500, response.request["PATH_INFO"]
    if (
        not door.public
        and response.status_code == 302
        and response["Location"].startswith(resolve_url(settings.LOGIN_URL))
    ):
        return Answer.LOGIN
    if response.status_code in {403, 404}:
        return {403: Answer.FORBIDDEN, 404: Answer.ABSENT}[response.status_code]
    return Answer.OPEN


def places(world: World, door: Door):
    """The addresses of a door with what each is about."""
    if not door.about:
        return [(NOTHING, reverse(door.address, args=door.args))]
    return [
        (thing, reverse(door.address, args=[getattr(row, key) for key in door.keys]))
        for thing, row in unlike(world.things[door.about]).items()
    ]


def unlike(things):
    """One of each sort: things that differ only in their number open the same doors."""
    sorts = {replace(thing, name="", person=""): (thing, row) for thing, row in things.items()}
    return dict(sorts.values())


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_everybody_gets_in_exactly_where_the_model_says(world, visit, room):
    differences, tried = [], 0
    for door in ROOMS[room]:
        for turn, (thing, address) in enumerate(places(world, door), start=len(door.address)):
            for person in visitors(world, turn):
                expected, found = door.answer(person, thing), visit(door, person, address)
                tried += 1
                if found != expected:
                    differences.append((door.address, thing.name, person.name, f"{expected} expected, was {found}"))
    assert not differences, f"{len(differences)} of {tried}: {differences[:20]}"
    assert tried >= len(visitors(world, 0)) * len(ROOMS[room])


def test_what_does_not_exist_is_absent_for_everybody(world, visit):
    for turn, door in enumerate(DOORS):
        if door.about and door.sees:
            for person in world.people[turn % 10 :: 10][:3]:
                nowhere = [10**9 if key == "pk" else "nonsense" for key in door.keys]
                found = visit(door, person, reverse(door.address, args=nowhere))
                assert found in {Answer.ABSENT, Answer.FORBIDDEN}, door.address
