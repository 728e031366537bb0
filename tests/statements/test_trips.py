"""Statements that go to the database together: what is written, what is read back, and what an error leaves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from luoshi.journal.models import Line
from luoshi.matters.models import CodeCounter, IntakeAttempt
from luoshi.people.models import Organisation
from luoshi.statements import Statement, Trip, ask, columns_of, insert_missing, insert_rows, read_rows, update_rows

AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
NASTY = 'it\'s 100 % \\ "quoted"; DROP TABLE people_user; -- %s ; 落实'

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes each at once")


def attempts(*digests: str) -> list[IntakeAttempt]:
    return [IntakeAttempt(address_digest=digest, at=AT) for digest in digests]


def line(number: int, data: object) -> Line:
    return Line(at=AT, action="x", subject_type="t", subject_id=1, number=number, data=data, scheme="sha256/2",
                digest=str(number), why=NASTY)  # fmt: skip


@pytest.mark.django_db
def test_several_answers_come_in_the_order_of_the_questions():
    insert_rows(attempts("a", "b"))
    found = ask([
        Statement("SELECT count(*) FROM matters_intakeattempt WHERE address_digest = %s", ["a"]),
        Statement("DELETE FROM matters_intakeattempt WHERE address_digest = %s", ["a"]),
        Statement("SELECT address_digest FROM matters_intakeattempt"),
    ])  # fmt: skip
    assert found == [[(1,)], [], [("b",)]]


@pytest.mark.django_db
def test_no_question_gives_no_answer():
    assert ask([]) == []


@pytest.mark.django_db
def test_values_stay_values():
    assert ask([Statement("SELECT 1"), Statement("SELECT CAST(%s AS text)", [NASTY])])[1] == [(NASTY,)]


@pytest.mark.django_db
def test_a_row_is_read_as_it_was_written():
    insert_rows([line(1, {"n": 1, "words": [NASTY, None, True]})])
    ((row,),) = [ask([Statement(f"SELECT {columns_of(Line)} FROM journal_line")])[0]]
    (read,) = read_rows(Line, [row])
    written = Line.objects.get()
    assert [getattr(read, field.attname) for field in Line._meta.concrete_fields] == [
        getattr(written, field.attname) for field in Line._meta.concrete_fields
    ]
    assert (read.data["words"], read.at, read.why, read._state.adding) == ([NASTY, None, True], AT, NASTY, False)


@pytest.mark.django_db
def test_new_rows_have_their_keys_at_once_and_others_may_point_at_them():
    government = Organisation(code="g", kind="county", name="g")
    counters = [CodeCounter(government=government, year=year, last=year) for year in (2025, 2026)]
    with Trip() as trip:
        trip.insert([government])
        assert government.pk
        trip.insert(counters)
    assert list(CodeCounter.objects.order_by("year").values_list("pk", "government", "last")) == [
        (counters[0].pk, government.pk, 2025),
        (counters[1].pk, government.pk, 2026),
    ]


@pytest.mark.django_db
def test_keys_asked_for_beforehand_are_used_and_the_rest_is_asked_for():
    rows = attempts("a", "b", "c")
    with Trip({IntakeAttempt: [900_001]}) as trip:
        trip.insert(rows)
    assert len({row.pk for row in rows}) == 3 == IntakeAttempt.objects.filter(pk__in=[row.pk for row in rows]).count()
    assert (rows[0].pk == 900_001) == (connection.vendor == "postgresql")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 2, 700])
def test_many_rows_are_changed_each_to_its_own(count: int):
    rows = attempts(*map(str, range(count)))
    insert_rows(rows)
    for row in rows:
        row.address_digest, row.at = f"{NASTY[:40]}{row.address_digest}", AT.replace(year=2025)
    update_rows(rows, ("address_digest", "at"))
    found = IntakeAttempt.objects.order_by("pk").values_list("address_digest", "at")
    assert list(found) == [(f"{NASTY[:40]}{number}", AT.replace(year=2025)) for number in range(count)]


@pytest.mark.django_db
def test_a_column_is_emptied_for_many():
    rows = [Organisation(code=code, kind="grid", name=code, opened_on=AT.date()) for code in ("a", "b")]
    insert_rows(rows)
    for row in rows:
        row.opened_on = None
    update_rows(rows, ("opened_on",))
    assert Organisation.objects.filter(opened_on=None).count() == 2


@pytest.mark.django_db
def test_what_is_there_already_is_passed_over():
    government = Organisation(code="g", kind="county", name="g")
    insert_rows([government])
    insert_missing([CodeCounter(government=government, year=2026, last=7)])
    insert_missing([CodeCounter(government=government, year=year, last=8) for year in (2026, 2027)])
    assert list(CodeCounter.objects.order_by("year").values_list("year", "last")) == [(2026, 7), (2027, 8)]


@pytest.mark.django_db
def test_nothing_to_write_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])
        update_rows([], ("at",))
        with Trip() as trip:
            trip.add([])


def write_both(*rows: object) -> None:
    with transaction.atomic(), Trip() as trip:
        for row in rows:
            trip.add([row])


@pytest.mark.django_db
def test_an_error_takes_the_whole_trip_back():
    insert_rows([line(1, {})])
    with pytest.raises(IntegrityError):
        write_both(*attempts("a"), line(1, {}))
    assert not IntakeAttempt.objects.exists()


def write_and_fail() -> None:
    with Trip() as trip:
        trip.add(attempts("a"))
        raise KeyError


@pytest.mark.django_db
@on_postgresql
def test_an_error_on_the_way_sends_nothing(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(KeyError):
        write_and_fail()


@pytest.mark.django_db
@on_postgresql
def test_a_trip_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1), Trip() as trip:
        trip.add(attempts("a", "b"))
        trip.add(attempts("c"))


@pytest.mark.django_db
@on_postgresql
def test_what_no_column_holds_is_refused_as_the_database_refuses_it():
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        insert_rows(attempts("nul \0"))


@pytest.mark.django_db
@on_postgresql
def test_what_comes_often_is_planned_once_for_the_connection():
    asked = Statement("SELECT count(*) FROM matters_intakeattempt WHERE address_digest = %s", ["a"], is_frequent=True)
    ask([asked])
    insert_rows(attempts("a"))
    assert ask([asked, Statement("SELECT 2"), asked]) == [[(1,)], [(2,)], [(1,)]]
    ((planned,),) = ask([Statement("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
                                   ["%count(*) FROM matters_intakeattempt%$1%"])])[0]  # fmt: skip
    assert planned == 1


@pytest.mark.django_db
@on_postgresql
def test_what_failed_on_its_first_trip_is_planned_on_the_next():
    asked = Statement("SELECT 1 / CAST(%s AS integer)", [0], is_frequent=True)
    with pytest.raises(DataError), transaction.atomic():
        ask([asked])
    assert ask([asked._replace(values=[1])]) == [[(1,)]]


@pytest.mark.django_db
def test_rows_without_instances_are_kept_as_those_with():
    with Trip() as trip:
        trip.add_plain(IntakeAttempt, [])
        trip.add_plain(IntakeAttempt, [(NASTY[:60], AT), *((str(number), AT) for number in range(600))])
    assert IntakeAttempt.objects.get(address_digest=NASTY[:60]).at == AT
    assert IntakeAttempt.objects.count() == 601
