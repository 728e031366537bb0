"""日志: the list, one line, and the sealed days, for whoever audits and for nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from luoshi.journal.actions import record, seal_day
from luoshi.journal.models import Line
from luoshi.journal.origins import acting_from
from tests.guards import guards_lifted

AT = datetime(2026, 3, 5, 6, 2, tzinfo=UTC)


@pytest.fixture
def written(district):
    """Three lines: two about the town by the supervisor, one about the neighbour by a stranger."""
    with acting_from("web 10.1.2.3"):
        first = record(
            by=district.supervisor, action="organisation.renamed", subject=district.town, at=AT,
            why="区划调整，更名", data={"name": ["竹箬乡", "竹箬镇"], "on": "2026-03-01"},
        )  # fmt: skip
        second = record(
            by=district.supervisor, action="organisation.corrected", subject=district.town,
            at=AT + timedelta(days=1), why="更正编码",
        )  # fmt: skip
    other = record(by=district.stranger, action="organisation.renamed", subject=district.neighbour, at=AT, why="外县")
    return first, second, other


@pytest.fixture
def audit(as_user, district):
    """A browser in which the audit administrator is signed in."""
    return as_user(district.audit_admin)


def test_the_audit_administrator_sees_who_did_what_when_why_and_from_where(audit, written):
    page = audit.get("/journal/").text

    for words in ("更名", "区划调整，更名", "2026年3月5日 14:02", "网页 10.1.2.3", "ducha"):
        assert words in page
    assert page.index("更正编码") < page.index("区划调整，更名")


@pytest.mark.parametrize("role", ["supervisor", "leader", "viewer", "reporter"])
@pytest.mark.parametrize("address", ["/journal/", "/journal/days/", "/journal/lines/1/"])
def test_nobody_else_may_read_it(as_user, district, role, address):
    client = as_user(getattr(district, role))

    assert client.get(address).status_code == 403
    assert "/journal/" not in client.get("/").text


def test_the_navigation_leads_there(audit):
    assert '<a href="/journal/" aria-current="page">日志</a>' in audit.get("/journal/").text


def test_what_people_of_other_governments_did_is_not_there(audit, written):
    assert "外县" not in audit.get("/journal/").text
    assert audit.get(f"/journal/lines/{written[2].pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("verb=renamed", True, False),
        ("verb=corrected", False, True),
        ("person=DUCHA", True, True),
        ("person=nobody", False, False),
        ("first_on=2026-03-06", False, True),
        ("last_on=2026-03-05", True, False),
        ("subject_type=people.organisation", True, True),
        ("subject_type=ledger.report", False, False),
        ("subject_id=999999", False, False),
        ("first_on=2026-02-30&last_on=soon&subject_id=one&before=x&verb=%00", True, True),
        ("first_on=9999-12-31", True, True),
    ],
)
def test_the_list_narrows_by_object_person_action_and_day(audit, written, query, first, second):
    page = audit.get(f"/journal/?{query}").text

    assert ("区划调整，更名" in page, "更正编码" in page) == (first, second)


def test_older_lines_are_a_page_away(audit, district):
    for number in range(60):
        record(by=district.supervisor, action="tried", subject=district.village, at=AT, why=f"第{number:02}次")

    page = audit.get("/journal/?subject_type=people.organisation&person=ducha")
    assert "第59次" in page.text
    assert "第09次" not in page.text
    older = audit.get(f"/journal/?{page.context['older']}")
    assert "第09次" in older.text
    assert "第59次" not in older.text
    assert older.context["older"] == ""


def test_a_line_opens_to_its_data_and_the_check_of_its_chain(audit, written):
    page = audit.get(f"/journal/lines/{written[0].pk}/").text

    assert "该对象的记录完好" in page
    assert "竹箬乡" in page
    assert written[0].digest in page
    assert "该条记录当日尚未封存" in page


def test_a_sealed_line_says_with_which_day(audit, written):
    root = seal_day(day=date(2026, 3, 5), at=AT + timedelta(days=3))

    assert "该条已随2026年3月5日封存" in audit.get(f"/journal/lines/{written[0].pk}/").text
    days = audit.get("/journal/days/").text
    assert root.digest in days
    assert "2026年3月5日" in days


def test_a_chain_that_does_not_hold_says_so(audit, written):
    with guards_lifted(connection):
        Line.objects.filter(pk=written[0].pk).update(why="另有原因")

    page = audit.get(f"/journal/lines/{written[1].pk}/").text

    assert "该对象的记录有问题" in page
    assert f"第{written[0].number}条写入后被改动。" in page


def test_before_any_day_is_sealed_the_page_says_what_to_do(audit):
    assert "luoshi seal" in audit.get("/journal/days/").text


def test_queries_do_not_grow_with_the_lines(audit, district, written, django_assert_num_queries):
    audit.get("/journal/")
    with django_assert_num_queries(5):
        audit.get("/journal/")
    for number in range(20):
        record(by=district.supervisor, action="tried", subject=district.village, at=AT, why=f"第{number}次")
    with django_assert_num_queries(5):
        audit.get("/journal/")
