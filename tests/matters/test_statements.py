"""How many statements a step of a matter takes. Each costs more than what it decides."""

from __future__ import annotations

import pytest

from luoshi.matters.actions import take_outcome
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.people.models import User
from tests.matters.conftest import MONDAY

SAVEPOINT = 2  # a transaction inside that of the test


def anew(worker: User) -> User:
    """As a request would read them."""
    return User.objects.get(pk=worker.pk)


@pytest.fixture(autouse=True)
def warmed_up(world, bring):
    """Mechanism, its version and the calendar are read once for each process."""
    take_outcome(by=world.grid_worker, matter=bring(), kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)


def test_opening_and_dispatching(bring, django_assert_max_num_queries):
    with django_assert_max_num_queries(14 + SAVEPOINT):
        bring()


def test_sending_it_up(world, bring, django_assert_max_num_queries):
    matter, by = bring(), anew(world.grid_worker)
    with django_assert_max_num_queries(16 + SAVEPOINT):
        take_outcome(by=by, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    assert matter.steps.count() == 2


def test_sending_it_where_it_was_before(world, bring, django_assert_max_num_queries):
    matter = bring()
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    by = anew(world.village_worker)
    with django_assert_max_num_queries(16 + SAVEPOINT):
        take_outcome(by=by, matter=matter, kind=OutcomeKind.RETURN, why="材料不全", at=MONDAY)
    assert matter.steps.count() == 3


def test_closing_it(world, bring, django_assert_max_num_queries):
    matter = bring()
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    by = anew(world.village_worker)
    with django_assert_max_num_queries(17 + SAVEPOINT):
        take_outcome(by=by, matter=matter, kind=OutcomeKind.RESOLVE, result_class="oral", at=MONDAY)
    assert matter.clocks.filter(state="running").exists()  # feedback and the call back
