"""The database itself refuses to change or remove a revision of a commitment, whoever is connected."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_ON = [
    f"""
    CREATE TRIGGER ledger_commitmentrevision_no_{verb.lower()} BEFORE {verb} ON ledger_commitmentrevision
    BEGIN SELECT RAISE(ABORT, 'ledger_commitmentrevision is append-only'); END
    """
    for verb in ("UPDATE", "DELETE")
]
SQLITE_OFF = [f"DROP TRIGGER ledger_commitmentrevision_no_{verb}" for verb in ("update", "delete")]

POSTGRES_ON = [
    """
    CREATE TRIGGER ledger_commitmentrevision_append_only BEFORE UPDATE OR DELETE ON ledger_commitmentrevision
    FOR EACH ROW EXECUTE FUNCTION luoshi_append_only()
    """,
    """
    CREATE TRIGGER ledger_commitmentrevision_no_truncate BEFORE TRUNCATE ON ledger_commitmentrevision
    FOR EACH STATEMENT EXECUTE FUNCTION luoshi_append_only()
    """,
]
POSTGRES_OFF = [
    "DROP TRIGGER ledger_commitmentrevision_no_truncate ON ledger_commitmentrevision",
    "DROP TRIGGER ledger_commitmentrevision_append_only ON ledger_commitmentrevision",
]


def run(by_vendor: dict[str, list[str]]) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def step(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return step


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_ledger"),
        ("journal", "0002_append_only"),  # whose function the PostgreSQL triggers call
    ]

    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE_ON, "postgresql": POSTGRES_ON}),
            run({"sqlite": SQLITE_OFF, "postgresql": POSTGRES_OFF}),
        ),
    ]
