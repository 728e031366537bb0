"""kill -9 of the sweep, and of requests that open and work on matters: again and again.

    python scripts/prove_matters_kills.py --kills 200              a home of its own, SQLite
    python scripts/prove_matters_kills.py --kills 200 --postgres   a throw-away PostgreSQL

Half the kills meet a sweep, half somebody at work. Afterwards a last sweep runs to its end, and then every due rung
was climbed once, no step stands twice, every matter is whole, and the journal holds together. Exits 1 otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import bench_matters as bench

BATCH = 5  # small, so that a kill meets a sweep in the middle of its work


def main() -> None:
    asked = arguments()
    with bench.database(postgres=asked.postgres, keep=asked.keep):
        if asked.keep is None:
            bench.make_home()
        bench.start()
        bench.make_district()
        bench.make_matters({"grids": grids()}, asked.matters, share=1.0)
        kill_sweeps(asked.kills // 2)
        kill_requests(asked.kills - asked.kills // 2)
        last_sweep()
        check_whole()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--matters", type=int, default=8_000, help="all of them due")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder whose home is ready")
    return parser.parse_args()


def grids() -> list:
    from luoshi.people.models import Organisation

    return list(Organisation.objects.filter(kind="grid").order_by("pk"))


def killed(work: Callable[[random.Random, Callable[[], object]], None], seed: int, longest: float) -> bool:
    """Fork a child that works until it is killed at a moment that nobody chose. Was it still at work?"""
    from django.db import connections

    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(random.Random(seed), lambda: os.write(writer, b"x"))  # noqa: S311
        finally:
            os._exit(0)
    os.close(writer)
    os.read(reader, 1)  # its connection is up
    time.sleep(random.Random(-seed).random() * longest)  # noqa: S311
    os.kill(child, signal.SIGKILL)
    os.close(reader)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def kill_sweeps(kills: int) -> None:
    from luoshi.matters.actions import sweep_clocks
    from luoshi.matters.models import ClockRung

    def sweep(chance: random.Random, ready: Callable[[], object]) -> None:
        bench.due_count()
        ready()
        sweep_clocks(at=bench.NOW, batch=BATCH)

    due, before, begin = due_rungs(), ClockRung.objects.count(), time.perf_counter()
    at_work = sum(killed(sweep, seed, 0.25) for seed in range(kills))
    taken = ClockRung.objects.count() - before
    assert taken + due_rungs() == due, "a rung was lost or taken twice"
    seconds = time.perf_counter() - begin
    bench.show(f"sweep killed {at_work} times of {kills} at work", f"{taken:,} of {due:,} rungs taken, {seconds:.0f} s")


def due_rungs() -> int:
    """What is to be climbed by now, all rungs of each clock."""
    from luoshi.matters.models import Clock

    running = Clock.objects.filter(next_at__lte=bench.NOW)
    rungs = ((clock.climbed, rung) for clock in running for rung in clock.ladder)
    return sum(rung.at <= bench.NOW and not climbed >> rung.number & 1 for climbed, rung in rungs)


def kill_requests(kills: int) -> None:
    from luoshi.matters.models import Matter

    before = Matter.objects.count()
    at_work = sum(killed(work_on, seed, 0.25) for seed in range(kills))
    opened = Matter.objects.count() - before
    bench.show(f"requests killed {at_work} times of {kills} at work", f"{opened:,} matters opened meanwhile")


def work_on(chance: random.Random, ready: Callable[[], object]) -> None:
    """Open matters, sign for some, send them up, call some off."""
    from luoshi.matters.actions import call_off_matter, sign_matter, take_outcome
    from luoshi.matters.errors import Refusal
    from luoshi.mechanisms.stages import OutcomeKind
    from luoshi.people.models import User

    places, boss = grids(), User.objects.get(username="supervisor")
    worker = {each.pk: User.objects.get(username="village") for each in places[-5:]}
    ready()
    at = bench.NOW
    while True:
        at += timedelta(seconds=1)
        matter = bench.bring(chance.choice(places[-5:]), at)
        try:
            sign_matter(by=worker[matter.organisation_id], matter=matter, at=at)
            if chance.random() < 0.5:
                take_outcome(
                    by=worker[matter.organisation_id], matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=at
                )
            if chance.random() < 0.3:
                call_off_matter(by=boss, matter=matter, why="双方和好", at=at)
        except Refusal:
            continue


def last_sweep() -> None:
    from luoshi.matters.actions import sweep_clocks

    sweep_clocks(at=bench.NOW)
    assert bench.due_count() == 0


def check_whole() -> None:
    """Beside steps and clocks: what was opened has everything that an opening writes, and a number of its own."""
    from django.db.models import Count, Q

    from luoshi.journal.models import Line
    from luoshi.journal.queries import verify
    from luoshi.matters.models import ClockRung, CodeCounter, Matter

    bench.check_once()
    own = Matter.objects.filter(code__startswith="TOWN")  # copies made in the database have other codes
    halves = own.annotate(p=Count("parties", distinct=True), c=Count("clocks", distinct=True)).filter(Q(p=0) | Q(c=0))
    numbers = sum(CodeCounter.objects.values_list("last", flat=True))
    opened = Line.objects.filter(action="matter.opened").count()
    twice = ClockRung.objects.values("clock", "number").annotate(n=Count("pk")).filter(n__gt=1).count()
    stray = own.filter(involvements__is_live=True).exclude(status__in=("received", "open", "paused")).count()
    faults = sum(1 for _ in verify())
    lost = numbers - own.count()
    words = f"{own.count():,} opened, {halves.count()} half, {lost} numbers lost, {faults} faults of chains"
    bench.show("every matter is whole", words)
    assert (halves.count(), twice, stray, faults) == (0, 0, 0, 0)
    assert own.count() == opened == numbers


if __name__ == "__main__":
    sys.exit(main())
