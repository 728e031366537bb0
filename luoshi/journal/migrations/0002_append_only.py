"""The database itself refuses to change or remove a journal entry, whoever is connected."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_ON = [
    f"""
    CREATE TRIGGER journal_entry_no_{verb.lower()} BEFORE {verb} ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END
    """
    for verb in ("UPDATE", "DELETE")
]
SQLITE_OFF = [f"DROP TRIGGER journal_entry_no_{verb}" for verb in ("update", "delete")]

POSTGRES_ON = [
    """
    CREATE FUNCTION luoshi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION luoshi_append_only()
    """,
    """
    CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only()
    """,
]
POSTGRES_OFF = [
    "DROP TRIGGER journal_entry_no_truncate ON journal_entry",
    "DROP TRIGGER journal_entry_append_only ON journal_entry",
    "DROP FUNCTION luoshi_append_only()",
]


def run(by_vendor: dict[str, list[str]]) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def step(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return step


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]

    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE_ON, "postgresql": POSTGRES_ON}),
            run({"sqlite": SQLITE_OFF, "postgresql": POSTGRES_OFF}),
        ),
    ]
