"""Migrations: named, in one line, guarded to the end. All the way back: ``tests/journal/test_older_lines.py``."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from luoshi.journal.guards import AppendOnly, Lifted
from tests.guards import triggers

ROOT = Path(__file__).resolve().parents[2] / "luoshi"
APPS = ("people", "journal", "registers", "ledger", "matters")


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_one_line_without_automatic_names(app):
    loader = MigrationLoader(connection)

    assert len(loader.graph.leaf_nodes(app)) == 1
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    assert not any("auto_" in name for name in names)
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


def guarded_tables():
    """Tables that migrations leave guarded: the two oldest by hand, the others by operation."""
    tables = {"ledger_commitmentrevision"}
    loader = MigrationLoader(None)
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        for operation in loader.disk_migrations[key].operations:
            if isinstance(operation, Lifted):
                tables.discard(operation.table)
            elif isinstance(operation, AppendOnly):
                tables.add(operation.table)
    return tables


@pytest.mark.django_db
def test_every_guarded_table_still_has_its_guards():
    """SQLite loses triggers without a word when a later migration makes the table anew."""
    assert triggers(connection) == sorted([*guarded_tables(), *guarded_tables()])


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("*/migrations/0*.py")), ids=lambda file: f"{file.parts[-3]}-{file.stem}"
)
def test_a_migration_imports_no_code_of_the_apps(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]

    assert {name for name in names if name.startswith("luoshi")} <= {"luoshi.journal.guards"}
