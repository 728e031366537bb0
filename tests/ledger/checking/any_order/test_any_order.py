"""Whatever the people of the district do, in whatever order and on whatever day: nothing is lost, every duty has one
holder, what has ended stays as it is, the lamps are what a replay gives, and the journal holds together.

LUOSHI_SEQUENCES says how many sequences are tried (`make prove-ledger`: 10,000). A failing one is printed step by step.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.checking.any_order.starts import STARTS, people
from tests.ledger.checking.any_order.year import Year, lines_about

SEQUENCES = int(os.environ.get("LUOSHI_SEQUENCES", "8"))
LENGTH = 8
MANY = 500  # from so many on every action has to be done at least once, and refused at least once
ACTS = {name: act for name, act in vars(Year).items() if hasattr(act, "hypothesis_stateful_rule")}


@pytest.mark.django_db
def test_in_any_order_nothing_is_lost_and_the_lamps_are_what_a_replay_gives(confirmed, district, staff):
    tried: Counter[tuple[str, str]] = Counter()
    for start in STARTS:
        sid = transaction.savepoint()
        world = people(district, staff)
        start(world)
        machine = type("Year", (Year,), {"world": world, "tried": tried})
        live_through(machine, SEQUENCES // len(STARTS), Random(start.__name__))
        transaction.savepoint_rollback(sid)
    print("", *lines_about(tried), sep="\n")
    done = {name for name, why in tried if why == "done"}
    refused = {name for name, why in tried if why != "done"}
    assert len(done) >= 10
    if SEQUENCES >= MANY:
        assert (ACTS.keys() - done, ACTS.keys() - refused) == (set(), {"let_days_pass"})


def live_through(machine: type[Year], sequences: int, dice: Random) -> None:
    """Many are chosen by hypothesis, which also shortens one that fails. A few are chosen by lot: hypothesis begins
    with the simplest, in which nothing happens.
    """
    if SEQUENCES >= MANY:
        chosen = settings(
            max_examples=sequences, stateful_step_count=LENGTH, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip
        run_state_machine_as_test(machine, settings=chosen)
        return
    for _ in range(sequences):
        year = machine()
        for _ in range(LENGTH):
            name = dice.choice([name for name, act in ACTS.items() if is_open(act, year)])
            getattr(year, name)(dice.randrange(2**32))
        year.teardown()


def is_open(act: Callable[..., None], year: Year) -> bool:
    return all(holds(year) for holds in act.hypothesis_stateful_rule.preconditions)
