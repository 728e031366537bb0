"""Every address of the URL table with something of the demo in it, read from the demo's own database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.urls import URLPattern

from luoshi.office.urls import urlpatterns as office
from luoshi.portal.urls import urlpatterns as portal
from tests.access.doors import DOORS

POSTED = {door.address for door in DOORS if door.post}
# Files, and a row of the reading view that is no page of its own.
FILES = (
    "commitment-row", "export", "template", "blank", "evidence", "record-file", "report-file", "page-picture",
    "matter-document", "import-faults",
)  # fmt: skip
# What stands in an address for a parameter: by "beginning of the address parameter", the longest that fits.
FOUND = {
    "reports report_id": "SELECT max(id) FROM ledger_report",
    "commitments commitment_id": "SELECT id FROM ledger_commitment WHERE status = 'confirmed' ORDER BY id LIMIT 1",
    "commitments subject_id": "SELECT commitment_id FROM ledger_duty ORDER BY id LIMIT 1",
    "duties subject_id": "SELECT id FROM ledger_duty ORDER BY id LIMIT 1",
    "goals goal_id": "SELECT goal_id FROM ledger_entry ORDER BY id DESC LIMIT 1",
    "goals subject_id": "SELECT goal_id FROM ledger_entry ORDER BY id DESC LIMIT 1",
    "proposals subject_id": "SELECT id FROM ledger_pathproposal ORDER BY id DESC LIMIT 1",
    "entries subject_id": "SELECT max(id) FROM ledger_entry",
    "settlements subject_id": "SELECT max(id) FROM ledger_settlement",
    "notices subject_id": "SELECT max(id) FROM ledger_notice",
    "checking organisation_id": "SELECT holder_id FROM ledger_duty ORDER BY id LIMIT 1",
    "people organisation_id": "SELECT organisation_id FROM people_post ORDER BY id LIMIT 1",
    "people post_id": "SELECT min(id) FROM people_post",
    "people user_id": "SELECT max(id) FROM people_user",
    "registers register_id": "SELECT register_id FROM registers_record ORDER BY id LIMIT 1",
    "registers record_id": "SELECT min(id) FROM registers_record",
    "registers job_id": "SELECT max(id) FROM registers_importjob",
    "registers alert_id": "SELECT min(id) FROM registers_alert",
    "registers request_id": "SELECT min(id) FROM registers_changerequest",
    "matters version_id": "SELECT max(id) FROM matters_mechanismversion",
    "matters code": "SELECT code FROM matters_matter WHERE stage = 'grid_visit' AND status = 'open' ORDER BY id",
    "matters name": "SELECT 'five_clinics'",
    "bring name": "SELECT 'five_clinics'",
    "journal line_id": "SELECT max(id) FROM journal_line",
    "robots hook_id": "SELECT max(id) FROM ledger_hook",
    "checking topic": "SELECT 'lamp'",
    "registers name": "SELECT 'low_income'",
    "registers pack": "SELECT 'low_income'",
    "registers measure": "SELECT 'households'",
    "people sheet": "SELECT 'organisations'",
    "people batch_id": "SELECT max(id) FROM people_importbatch",
}  # fmt: skip


def addresses_of(home: Path, rooms: Sequence[str] | None, steps: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and address of everything that is a page of these rooms (None: of all), with these steps of a matter.

    What the demo has nothing of is left out.
    """
    with sqlite3.connect(f"file:{home / 'db.sqlite3'}?mode=ro", uri=True) as database:
        for pattern in (*office, *portal):
            name, room = str(pattern.name), str(pattern.pattern).split("/")[0]
            if name in POSTED or any(each in name for each in FILES) or (rooms is not None and room not in rooms):
                continue
            if name.endswith("-step") and name.removeprefix("matter-").removesuffix("-step") not in steps:
                continue
            address = _filled(pattern, database)
            if address is not None:
                yield name, address


def latin_names(home: Path) -> set[str]:
    """What is written in Latin letters by those who keep the office: logins and codes."""
    asked = ("people_user", "username"), ("people_organisation", "code"), ("people_post", "code")
    with sqlite3.connect(f"file:{home / 'db.sqlite3'}?mode=ro", uri=True) as database:
        return {row[0] for table, column in asked for row in database.execute(f"SELECT {column} FROM {table}")}


def _filled(pattern: URLPattern, database: sqlite3.Connection) -> str | None:
    route = str(pattern.pattern)
    begins = route.split("/")[0]
    for parameter, converter in pattern.pattern.converters.items():
        (value,) = database.execute(FOUND[f"{begins} {parameter}"]).fetchone() or (None,)
        if value is None:
            return None
        kind = {"IntConverter": "int", "SlugConverter": "slug", "StringConverter": "str"}[type(converter).__name__]
        route = route.replace(f"<{kind}:{parameter}>", str(value))
    return f"/{route}"
