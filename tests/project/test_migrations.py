"""Migrations: named, in one line, and all the way back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

APPS = ("people", "journal", "ledger")


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_one_line_without_automatic_names(app):
    loader = MigrationLoader(connection)

    assert len(loader.graph.leaf_nodes(app)) == 1
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    assert not any("auto_" in name for name in names)
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


@pytest.mark.django_db(transaction=True)
def test_guards_go_and_come_back_with_their_migrations():
    def guards():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal")
            else:
                cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
            return cursor.fetchone()[0]

    assert guards() == 4
    call_command("migrate", "ledger", "0001", verbosity=0)
    call_command("migrate", "journal", "0001", verbosity=0)
    assert guards() == 0
    call_command("migrate", verbosity=0)
    assert guards() == 4
