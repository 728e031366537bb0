"""No byte of any row of the journal can be changed without the row being named."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, assume, given, reject
from hypothesis import settings as examples
from hypothesis import strategies as st

from luoshi.journal.actions import record, seal_days
from luoshi.journal.models import Line
from luoshi.journal.origins import acting_from
from luoshi.journal.queries import LineFault, RootFault, verify
from tests.conftest import CHOICE
from tests.guards import guards_lifted

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
COLUMNS = {
    "journal_line": (
        "at", "actor_id", "action", "subject_type", "subject_id", "number", "why", "data", "origin", "scheme",
        "previous_digest", "digest",
    ),
    "journal_root": ("day", "at", "lines", "through", "scheme", "previous_digest", "digest"),
    "journal_head": ("subject_type", "subject_id", "number", "digest"),
}  # fmt: skip
many = examples(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
sqlite_only = pytest.mark.skipif(CHOICE != "sqlite", reason="PostgreSQL refuses such values itself")


@pytest.fixture
def journal(district):
    """Eight lines of two objects over four days, three of them sealed."""
    for number in range(8):
        with acting_from("web 10.1.2.3"):
            record(
                by=district.supervisor, action="tried", subject=(district.town, district.village)[number % 2],
                at=AT + timedelta(days=number // 2), why=f"第{number}次", data={"number": number, "figure": 5.5},
            )  # fmt: skip
    list(seal_days(until=date(2026, 2, 5), at=AT + timedelta(days=30)))
    assert list(verify()) == []


@contextmanager
def tampering():
    """As the owner of the file would, and back again."""
    with transaction.atomic():
        with guards_lifted(connection), connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield cursor
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        transaction.set_rollback(True)


def stored(cursor, table, column, rowid):
    cursor.execute(f"SELECT typeof({column}), CAST({column} AS BLOB) FROM {table} WHERE rowid = %s", [rowid])
    return cursor.fetchone()


@sqlite_only
@many
@given(data=st.data())
def test_a_changed_byte_names_its_row(journal, data):
    table = data.draw(st.sampled_from(sorted(COLUMNS)))
    column = data.draw(st.sampled_from(COLUMNS[table]))
    with tampering() as cursor:
        cursor.execute(f"SELECT rowid FROM {table}")
        rowid = data.draw(st.sampled_from([row for (row,) in cursor.fetchall()]))
        kind, before = stored(cursor, table, column, rowid)
        cursor.execute(f"SELECT {'root_id' if table == 'journal_head' else 'rowid'} FROM {table} WHERE rowid = {rowid}")
        named = cursor.fetchone()[0]
        place = data.draw(st.integers(0, len(before)))
        after = before[:place] + data.draw(st.binary(max_size=2)) + before[place + data.draw(st.integers(0, 1)) :]
        assume(after != before)
        try:
            cursor.execute(f"UPDATE {table} SET {column} = CAST(%s AS TEXT) WHERE rowid = %s", [after, rowid])
        except IntegrityError:
            reject()  # the number of another row: the database itself refuses it
        assume(stored(cursor, table, column, rowid) != (kind, before))  # "+7" in a column of numbers is stored as 7
        faults = list(verify())

    if table == "journal_line":
        assert named in {fault.line_id for fault in faults if isinstance(fault, LineFault)}
    else:
        assert named in {fault.number for fault in faults if isinstance(fault, RootFault)}


@sqlite_only
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("data", '{"number": 0, "figure":  5.5}'),
        ("data", '{"number": 0, "number": 0, "figure": 5.5}'),
        ("data", "{"),
        ("data", '{"number": 0, "figure": NaN}'),
        ("at", "2026-02-03 09:30:00.000000"),
        ("at", "yesterday"),
        ("subject_id", "one"),
        ("number", 1.5),
        ("actor_id", None),
        ("why", b"\xff\xfe"),
    ],
)
def test_what_no_field_can_read_is_a_change_and_no_crash(journal, column, value):
    with tampering() as cursor:
        first = Line.objects.order_by("pk").values_list("pk", flat=True)[0]
        text = "CAST(%s AS TEXT)" if isinstance(value, bytes) else "%s"
        cursor.execute(f"UPDATE journal_line SET {column} = {text} WHERE id = %s", [value, first])
        faults = list(verify())

    assert first in {fault.line_id for fault in faults if isinstance(fault, LineFault)}


@many
@given(
    at=st.integers(0, 7),
    field=st.sampled_from(["why", "action", "origin", "scheme", "previous_digest", "digest"]),
    word=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=16),
)
def test_no_change_of_words_goes_unseen(journal, at, field, word):
    before = Line.objects.order_by("pk")[at]
    with transaction.atomic():
        with guards_lifted(connection):
            Line.objects.filter(pk=before.pk).update(**{field: word})
        found = {fault.line_id for fault in verify() if isinstance(fault, LineFault)}
        transaction.set_rollback(True)
    assert (before.pk in found) == (getattr(before, field) != word)


@many
@given(gone=st.sets(st.integers(0, 7), min_size=1))
def test_whichever_sealed_lines_are_removed_the_missing_are_named_to_the_line(journal, gone):
    lines = list(Line.objects.order_by("pk"))
    removed = [line for place, line in enumerate(lines) if place in gone]
    with transaction.atomic():
        with guards_lifted(connection):
            Line.objects.filter(pk__in=[line.pk for line in removed])._raw_delete("default")
        faults = list(verify())
        transaction.set_rollback(True)
    named = {(fault.subject_id, number) for fault in faults for number in range(fault.first, fault.number + 1)}
    unsealed = {(line.subject_id, line.number) for line in lines[6:]}  # nothing comes after them, no root holds them
    assert {(line.subject_id, line.number) for line in removed} - unsealed == named
