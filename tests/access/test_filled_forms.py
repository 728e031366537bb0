"""Forms filled in as whoever may would fill them in, sent by everybody: taken from exactly those whom the model says.

An empty form may be refused for being empty, before anybody asks who sent it; these would all be taken.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.access.doors import ROOMS, Door
from tests.access.filling import filled
from tests.access.model import Answer, Person
from tests.access.test_doors import Writes, answer_of, opens, places, quiet  # noqa: F401  a fixture
from tests.access.world import World

# Two or three of each room; the others that are filled in by the kinds of their fields alone, with LUOSHI_ACCESS=all.
SOME = """
    report-confirm-all commitment-assign commitment-reject duty-sign goal-request path-decide hook-stop
    record-withdraw alert request organisation-rename user-disable user-grant matter-new matter-note-step
"""
OTHERS = """
    commitment-confirm commitment-merge duty-reroute duty-withdraw settlement-verify settlement-return notice-answer
    notice-close organisation-add organisation-correct organisation-close organisation-reopen post-add post-close
    user-enable user-password user-revoke people-import-preview import matter-recuse-step matter-visit-step
"""
EVERYBODY = os.environ.get("LUOSHI_ACCESS") == "all"
CHOSEN = frozenset((SOME + OTHERS * EVERYBODY).split())
FORMS = {room: [each for each in doors if each.address in CHOSEN] for room, doors in ROOMS.items()}


def senders(world: World, door: Door) -> Iterator[Person]:
    """One of each role, from another place at every door; with LUOSHI_ACCESS=all everybody."""
    by_role: dict[frozenset[str], list[Person]] = defaultdict(list)
    for person in world.people:
        by_role[person.roles].append(person)
    for number, alike in enumerate(by_role.values()):
        yield from alike if EVERYBODY else [alike[(len(door.address) + number) % len(alike)]]


class Post:
    """Sends a form as somebody, says what happened and which tables were written to, and takes it back."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.writes = Writes()

    def client(self, person: Person) -> Client:
        client = Client(raise_request_exception=False)
        if person.place and person.active:
            client.force_login(self.world.users[person.name])
        return client

    def __call__(self, door: Door, person: Person, address: str, body: dict[str, object]) -> Answer:
        client = self.client(person)
        with transaction.atomic(), connection.execute_wrapper(self.writes):
            self.writes.tables.clear()
            response = client.post(address, body)
            transaction.set_rollback(True)
        return answer_of(response, door)


def taken_form(world: World, door: Door, post: Post) -> tuple[object, str, dict[str, object]]:
    """A thing, its address, and the form as somebody filled it in who may: it is taken."""
    for thing, address in places(world, door):
        able = next((each for each in world.people if opens(door, each, thing)), None)
        if able is not None:
            page = post.client(able).get(address).content.decode()
            body = filled(page, urlsplit(address).path)
            if post(door, able, address, body) is Answer.OPEN and post.writes.tables:
                return thing, address, body
    raise AssertionError(f"{door.address}: nobody's form was taken")


@pytest.mark.slow
@pytest.mark.parametrize("room", [room for room, doors in FORMS.items() if doors])
def test_a_filled_form_is_taken_only_from_whom_the_model_says_and_changes_nothing_otherwise(world, room):
    post, differences, tried = Post(world), [], 0
    for door in FORMS[room]:
        thing, address, body = taken_form(world, door, post)
        for person in senders(world, door):
            expected, found = door.answer(person, thing, sends=True), post(door, person, address, body)
            tried += 1
            if found != expected or (found is not Answer.OPEN and post.writes.tables):
                differences.append((door.address, thing.name, person.name, expected, found, post.writes.tables.copy()))
    assert not differences, f"{len(differences)} of {tried}: {differences[:20]}"


def test_every_form_named_here_has_a_door():
    assert {each.address for doors in FORMS.values() for each in doors} == CHOSEN
