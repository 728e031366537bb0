"""A sweep that meets what somebody else holds: it does the rest, ends well, and does what was held the next time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from luoshi.matters.actions import sweep_clocks
from luoshi.matters.models import Matter
from tests.matters.conftest import at

pytestmark = pytest.mark.django_db(transaction=True)

OVERDUE = at("03-06T00:00")


@pytest.fixture
def somebody_else(world) -> Iterator[BaseDatabaseWrapper]:
    """In the middle of a transaction, as another process may be."""
    other = connection.copy()
    other.set_autocommit(False)
    yield other
    other.rollback()
    other.close()


def stages(*matters: Matter) -> list[str]:
    return [Matter.objects.get(pk=matter.pk).stage for matter in matters]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one lock for all")
def test_a_matter_in_somebody_elses_hands_is_passed_over(bring, somebody_else):
    held, free = bring(), bring()
    with somebody_else.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matters_matter WHERE id = %s FOR UPDATE", [held.pk])

    assert sweep_clocks(at=OVERDUE).escalated == 1
    assert stages(held, free) == ["grid_visit", "community_visit"]

    somebody_else.rollback()
    assert sweep_clocks(at=OVERDUE).escalated == 1
    assert stages(held, free) == ["community_visit", "community_visit"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks rows")
def test_a_database_that_stays_locked_is_left_to_whoever_holds_it(bring, somebody_else):
    matter = bring()
    with somebody_else.cursor() as cursor:
        cursor.execute("UPDATE matters_matter SET title = title WHERE id = %s", [matter.pk])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")

    assert sweep_clocks(at=OVERDUE).total == 0
    assert stages(matter) == ["grid_visit"]

    somebody_else.rollback()
    assert sweep_clocks(at=OVERDUE).escalated == 1
    assert stages(matter) == ["community_visit"]
