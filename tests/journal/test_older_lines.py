"""All migrations go back and forth: the guards with them, and lines of an older form verify for good."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from luoshi.journal.actions import record
from luoshi.journal.digests import FIRST, digest_of, instant
from luoshi.journal.models import Line
from luoshi.journal.queries import verify
from luoshi.people.models import Organisation
from tests.guards import triggers

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


def write_as_before(entry_model, number, previous):
    """One row as the program wrote it then."""
    fields = {
        "at": instant(AT), "actor": None, "action": "tried", "subject_type": "people.organisation", "subject_id": 1,
        "number": number, "why": "原有记录", "data": {"figure": 5.5}, "previous_digest": previous,
    }  # fmt: skip
    digest = digest_of(fields)
    entry_model.objects.create(**{**fields, "at": AT}, digest=digest)
    return digest


@pytest.mark.django_db(transaction=True)
def test_guards_go_and_come_back_with_their_migrations_and_older_lines_verify_after_them():
    guards = triggers(connection)
    call_command("migrate", "journal", "zero", verbosity=0)
    assert triggers(connection) == []

    call_command("migrate", "journal", "0002", verbosity=0)
    state = MigrationExecutor(connection).loader.project_state([("journal", "0002_append_only")])
    entry_model = state.apps.get_model("journal", "Entry")
    first = write_as_before(entry_model, 1, FIRST)
    second = write_as_before(entry_model, 2, first)

    call_command("migrate", verbosity=0)

    assert triggers(connection) == guards
    third = record(by=None, action="tried", subject=Organisation(pk=1), at=AT)
    assert list(verify()) == []
    assert [line.scheme for line in Line.objects.order_by("number")] == ["sha256/1", "sha256/1", "sha256/2"]
    assert (third.number, third.previous_digest) == (3, second)
