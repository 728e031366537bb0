"""Migration operations that make the database itself refuse changes, whoever is connected.

The one module of the project that migrations may import. What an operation does to a database never changes here: a
new kind of guard is a new class. A guard is lost without a word when SQLite makes its table anew, which AddField,
AlterField and constraints do: such a migration begins with ``Lifted`` and ends with ``AppendOnly`` again.

On PostgreSQL the triggers call a function that journal.0002_append_only makes: depend on it.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """From here on the table takes further rows and nothing else: no UPDATE, no DELETE, no TRUNCATE."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models do not notice."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Put the guard up."""
        execute(schema_editor, guard_up(schema_editor.connection.vendor, self.table))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take it down."""
        execute(schema_editor, guard_down(schema_editor.connection.vendor, self.table))

    def describe(self) -> str:
        """For the plan that ``migrate`` prints."""
        return f"Guard {self.table} against UPDATE and DELETE"


class Lifted(AppendOnly):
    """The guard taken down, and back up in reverse: the first operation of a migration that alters the table."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the guard down."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Put it back up."""
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For the plan that ``migrate`` prints."""
        return f"Lift the guard of {self.table} while the table is altered"


def guard_up(vendor: str, table: str) -> list[str]:
    """The statements that guard a table on "sqlite" or "postgresql"."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION luoshi_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only()",
    ]


def guard_down(vendor: str, table: str) -> list[str]:
    """The statements that take it down again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP TRIGGER {table}_{name} ON {table}" for name in ("no_truncate", "append_only")]


def execute(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    """Run them as they are: no parameters, so a percent sign is itself."""
    for statement in statements:
        schema_editor.execute(statement, params=None)
