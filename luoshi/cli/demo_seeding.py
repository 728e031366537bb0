"""``luoshi init --demo``: an invented district, made by the same actions as a real one."""

from __future__ import annotations

import csv
import secrets
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from luoshi.cli import demo_logins
from luoshi.cli.demo_account import open_account, work_on_account
from luoshi.cli.demo_disposals import dispose_of_failures
from luoshi.cli.demo_logins import Login
from luoshi.cli.demo_matters import seed_matters
from luoshi.cli.demo_registers import Projects, seed_registers
from luoshi.cli.demo_year import Year, read_promises
from luoshi.journal.actions import seal_days
from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_post, add_user, appoint_holder
from luoshi.people.models import Organisation, OrganisationKind, RoleChoice, User

FOLDER = files("luoshi.cli") / "demo"


def seed_demo() -> None:
    """Fill an empty home, all or nothing. A home that is a demo already stays as it is."""
    if demo_logins.read():
        return
    if User.objects.exists() or Organisation.objects.exists():
        raise click.ClickException(
            f"{settings.LUOSHI_HOME} 已有真实数据，演示数据只能放入空目录"
            " · the home already has data; the demo goes into an empty one only"
        )
    password = f"yunpu-{secrets.token_hex(3)}"
    with transaction.atomic():
        at = timezone.now()
        places = _seed_organisations(at)
        people = _seed_people(places, password, at)
        _seed_posts(places, people, at)
        supervisor = next(user for user in people if Role.SUPERVISOR in user.roles)
        open_account(FOLDER / "report-2025.txt", by=supervisor, at=at, confirmed=True)
        report = open_account(FOLDER / "report.txt", by=supervisor, at=at)
        work_on_account(report, list(_rows("assignments.csv")), places, by=supervisor, at=at)
        deliveries, bindings = list(_rows("deliveries.csv")), list(_rows("bindings.csv"))
        told = (FOLDER / "year.toml").read_text(encoding="utf-8")
        promises = read_promises(told, report.year, timezone.localdate(at))
        year = Year(report, promises, people, places, at=at)

        def each_month(moment: datetime) -> None:
            year.play(moment)
            dispose_of_failures(places["market"], people, at=moment)

        seed_registers(report, deliveries, bindings, _projects(), places, by=supervisor, at=at, each_month=each_month)
        codes = seed_matters(places, people, at=at)
        deque(seal_days(until=timezone.localdate(at) - timedelta(days=1), at=at), maxlen=0)  # a generator: run it
    with translation.override("zh-hans"):
        demo_logins.write([_login(user, password) for user in people if user.has_usable_password()], codes)


def _projects() -> Projects:
    return Projects(list(_rows("projects.csv")), list(_rows("milestones.csv")))


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines())


def _seed_organisations(at: datetime) -> dict[str, Organisation]:
    places: dict[str, Organisation] = {}
    for order, row in enumerate(_rows("organisations.csv"), 1):
        places[row["code"]] = add_organisation(
            code=row["code"],
            kind=OrganisationKind(row["kind"]),
            name=row["name"],
            short_name=row["short_name"],
            parent=places[row["parent"]] if row["parent"] else None,
            order=order,
            at=at,
        )
    return places


def _seed_people(places: dict[str, Organisation], password: str, at: datetime) -> list[User]:
    """Everybody; those who sign in share one password, the others are there to do their part of the year."""
    people: list[User] = []
    for row in _rows("people.csv"):
        signs_in = row["signs_in"] == "yes"
        user = add_user(
            username=row["username"],
            display_name=row["display_name"],
            organisation=places[row["organisation_code"]],
            role=Role(row["role"]),
            password=password if signs_in else None,
            same_as=people[0] if signs_in and people else None,
            at=at,
        )
        people.append(user)
    return people


def _seed_posts(places: dict[str, Organisation], people: list[User], at: datetime) -> None:
    named = {user.username: user for user in people}
    for order, row in enumerate(_rows("posts.csv"), 1):
        organisation = places[row["organisation_code"]]
        post = add_post(by=None, organisation=organisation, code=row["code"], title=row["title"], order=order, at=at)
        if row["holder"]:
            appoint_holder(by=None, post=post, user=named[row["holder"]], since=timezone.localdate(at), at=at)


def _login(user: User, password: str) -> Login:
    roles = "、".join(str(RoleChoice(role).label) for role in sorted(user.roles))
    return Login(user.username, password, user.display_name, roles, str(user.organisation))
