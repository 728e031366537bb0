"""Every address × every role × every place × every object, against the reference model: no difference."""

from __future__ import annotations

import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from luoshi.office.urls import urlpatterns
from tests.access.doors import DOORS, NOTHING, ROOMS, SHOWING, Door
from tests.access.model import Answer, Person, Thing
from tests.access.world import World

SHARES = 7  # ten roles stand in line at each of six places: seven shares no factor with either, so all take their turn


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
def quiet():
    """Refusals are what is expected here; thousands of them need not be logged."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def visitors(world: World, turn: int) -> list[Person]:
    """Everybody with LUOSHI_ACCESS=all (``make test-access``); else every seventh person, another seventh each turn.

    So eight or nine come to every thing behind every door, and every role from every place to seven things.
    """
    if os.environ.get("LUOSHI_ACCESS") == "all":
        return world.people
    return [person for number, person in enumerate(world.people) if (number + turn) % SHARES == 0]


class Writes:
    """Notes which tables the last visit wrote to, be it taken back afterwards. Sessions are the visitor's own."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        found = re.match(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', sql)
        if found and found[1] != "django_session":
            self.tables.add(found[1])
        return execute(sql, params, many, context)


@pytest.fixture
def writes() -> Writes:
    return Writes()


@pytest.fixture
def visit(world, writes):
    """Goes to an address as somebody, says what happened, and takes back whatever was done there."""
    sessions = {}
    for person in world.people:
        client = Client(raise_request_exception=False)
        if person.place and person.active:
            client.force_login(world.users[person.name])
        sessions[person.name] = client.cookies

    def visit(door: Door, person: Person, address: str, *, sends: bool = False) -> Answer:
        client = Client(raise_request_exception=False)
        client.cookies.load({key: morsel.value for key, morsel in sessions[person.name].items()})
        with transaction.atomic(), connection.execute_wrapper(writes):
            writes.tables.clear()
            response = client.post(address) if door.post or sends else client.get(address)
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
    return {403: Answer.FORBIDDEN, 404: Answer.ABSENT, 405: Answer.SHOWING}.get(response.status_code, Answer.OPEN)


def places(world: World, door: Door):
    """The addresses of a door with what each is about."""
    if not door.about:
        return [(NOTHING, reverse(door.address, args=door.args))]
    return [
        (thing, reverse(door.address, args=[*(getattr(row, key) for key in door.keys), *door.args]))
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
    assert tried >= len(world.people) // SHARES * len(ROOMS[room])


def sendings(world: World, door: Door) -> Iterator[tuple[Thing, str, Person]]:
    """To one thing one of each role, from another place at every door, and one who may; with LUOSHI_ACCESS=all
    everybody to everything.
    """
    everything = places(world, door)
    if os.environ.get("LUOSHI_ACCESS") == "all":
        yield from ((thing, address, person) for thing, address in everything for person in world.people)
        return
    turn = len(door.address)
    thing, address = everything[turn % len(everything)]
    by_role: dict[frozenset[str], list[Person]] = defaultdict(list)
    for person in world.people:
        by_role[person.roles].append(person)
    for number, alike in enumerate(by_role.values()):
        yield thing, address, alike[(turn + number) % len(alike)]
    able = ((*place, each) for place in everything for each in world.people if opens(door, each, place[0]))
    yield from islice(able, 1)


def opens(door: Door, person: Person, thing: Thing) -> bool:
    return door.answer(person, thing, sends=True) is Answer.OPEN


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_an_empty_form_is_taken_only_from_whom_the_model_says_and_changes_nothing_otherwise(world, visit, writes, room):
    differences, tried = [], 0
    for door in (each for each in ROOMS[room] if each.address not in SHOWING and not each.public):
        for thing, address, person in sendings(world, door):
            expected, found = door.answer(person, thing, sends=True), visit(door, person, address, sends=True)
            tried += 1
            if found != expected or (found is not Answer.OPEN and writes.tables):
                differences.append((door.address, thing.name, person.name, expected, found, writes.tables.copy()))
    assert not differences, f"{len(differences)} of {tried}: {differences[:20]}"


def test_what_only_shows_takes_no_form(world, visit):
    """And what is not declared so takes one: a page that learns to change something cannot stay undeclared."""
    supervisor = next(person for person in world.people if person.name == "supervisor-office")
    for door in DOORS:
        _thing, address = places(world, door)[0]
        takes_none = visit(door, supervisor, address, sends=True) is Answer.SHOWING
        assert takes_none == (door.address in SHOWING), door.address


def test_what_does_not_exist_is_absent_for_everybody(world, visit):
    for turn, door in enumerate(DOORS):
        if door.about and door.sees:
            for person in world.people[turn % 10 :: 10][:3]:
                nowhere = [10**9 if key == "pk" else "nonsense" for key in door.keys]
                found = visit(door, person, reverse(door.address, args=[*nowhere, *door.args]))
                assert found in {Answer.ABSENT, Answer.FORBIDDEN}, door.address
