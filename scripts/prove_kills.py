"""kill -9 while a report is uploaded, a sheet imported, a figure entered, a commitment settled: again and again.

python scripts/prove_kills.py --kills 200              a home of its own, SQLite
python scripts/prove_kills.py --kills 200 --postgres   a throw-away PostgreSQL

A child does one kind of thing over and over and says after each that it is done; at a moment that nobody chose it is
killed. Afterwards all that it said is there, whatever it was about is there as a whole or not at all, and the journal
and the lamps hold together. Exits 1 otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

START = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SENTENCES, ROWS = 25, 8  # of an uploaded report; of an imported sheet


@dataclass(frozen=True)
class World:
    """Who does it."""

    office: object
    leader: object
    reporter: object
    approver: object


def make_world(commitments: int = 40) -> World:
    """A county with a department that has this many commitments to report on, made by the ordinary actions."""
    from luoshi.ledger.actions import Dispatch, confirm_all, dispatch_many
    from luoshi.people.abilities import Role
    from luoshi.people.actions import add_organisation, add_user
    from luoshi.people.models import OrganisationKind as Kind

    before = START - timedelta(days=60)
    county = add_organisation(code="pan", kind=Kind.COUNTY, name="云浦区人民政府", at=before)
    office, works = (
        add_organisation(code=code, kind=Kind.DEPARTMENT, name=name, parent=county, at=before)
        for code, name in (("pan-office", "云浦区政府督查室"), ("pan-works", "云浦区住房和城乡建设局"))
    )

    def person(name, organisation, role):
        return add_user(username=name, display_name=name, organisation=organisation, role=role,
                        password="open-the-account-7", at=before)  # fmt: skip  # noqa: S106

    world = World(
        person("pan-duchashi", office, Role.SUPERVISOR), person("pan-quzhang", county, Role.LEADER),
        person("pan-zhujian", works, Role.REPORTER), person("pan-juzhang", works, Role.APPROVER),
    )  # fmt: skip
    report = _open(world, 0, commitments, START - timedelta(days=20))
    confirm_all(by=world.office, report=report, at=START - timedelta(days=19))
    wanted = [(each, each.revision_count, Dispatch(lead=works)) for each in report.commitments.order_by("start")]
    assert not dispatch_many(by=world.office, wanted=wanted, at=START - timedelta(days=18), why="交办").refused
    return world


def _open(world: World, number: int, sentences: int, at: datetime):
    from luoshi.ledger.actions import open_report
    from luoshi.reading.sources import load_bytes

    lines = [f"新建第{number * 1000 + each}片区充电设施{each + 10}个。" for each in range(sentences)]
    data = ("一、2026年工作安排\n" + "\n".join(lines) + "\n").encode()
    source = load_bytes(data, "报告.txt")
    return open_report(by=world.office, source=source, original=data, title=f"第{number}份政府工作报告", place="云浦区",
                       year=2026, at=at)  # fmt: skip


# What a child does, over and over; each gives the thing that it made.


def upload(world: World, dice: random.Random, at: datetime):
    return _open(world, dice.randrange(1, 10**6), SENTENCES, at)


def enter(world: World, dice: random.Random, at: datetime):
    from luoshi.ledger.actions import EntryDraft, add_entry
    from luoshi.ledger.queries.checking.due import reporting_goals

    goal = dice.choice(list(reporting_goals(world.reporter).select_related("commitment__report", "duty")))
    draft = EntryDraft(at.date(), str(dice.randrange(9)), why_lower="复测")
    return add_entry(by=world.reporter, goal=goal, expected_entry=goal.entries.count(), draft=draft, at=at,
                     evidence=[_file(dice)])  # fmt: skip


def bring_in(world: World, dice: random.Random, at: datetime):
    from luoshi.ledger.actions import import_entries
    from luoshi.ledger.entry_sheet import COLUMNS, FIGURE, NUMBER, WHY
    from luoshi.ledger.queries.checking.due import reporting_goals
    from luoshi.ledger.queries.checking.entry_template import goal_number
    from luoshi.sheets import write_xlsx

    goals = dice.sample(list(reporting_goals(world.reporter).select_related("commitment__report")), ROWS)
    cells = [{NUMBER: goal_number(goal), FIGURE: dice.randrange(9), WHY: "复测"} for goal in goals]
    data = write_xlsx(COLUMNS, [[row.get(each.heading) for each in COLUMNS] for row in cells], title="填报")
    return import_entries(by=world.reporter, data=data, at=at)[-1]


def settle(world: World, dice: random.Random, at: datetime):
    """The next step of some commitment's end; half of those verified are sent back, so that there is always more."""
    from luoshi.ledger.actions import apply_for_settlement, return_settlement, sign_settlement, verify_settlement
    from luoshi.ledger.checking_choices import Ending
    from luoshi.ledger.models import Commitment, Settlement

    running = Commitment.objects.filter(state__ending="").order_by("pk").select_related("report")
    commitment = dice.choice(list(running[:12]))
    end = Settlement.objects.filter(commitment=commitment).exclude(state="returned").first()
    if end is None:
        ending = dice.choice([Ending.CARRIED_OVER, Ending.DROPPED])
        return apply_for_settlement(by=world.approver, commitment=commitment, ending=ending, at=at, why="规划调整",
                                    evidence=[_file(dice)])  # fmt: skip
    more = {"settlement": end, "expected_step": end.step_count, "at": at}
    if end.state == "applied":
        return verify_settlement(by=world.office, evidence=[_file(dice)], **more)
    if running.count() <= 2 * ROWS or dice.random() < 0.7:
        return return_settlement(by=world.leader, why="再核", **more)
    return sign_settlement(by=world.leader, **more)


ACTS: dict[str, Callable[[World, random.Random, datetime], object]] = {
    "upload": upload, "import": bring_in, "entry": enter, "settlement": settle,
}  # fmt: skip


def _file(dice: random.Random):
    from luoshi.ledger.actions import Upload

    return Upload("现场记录.txt", f"现场记录 {dice.random()}\n".encode() * dice.randrange(1, 20_000))


# Killing


def killed_at(name: str, world: World, number: int, wait: float) -> list[tuple[str, int]]:
    """What a child said it had done before it was killed, so many seconds on. Raises if it died of itself."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do_forever(ACTS[name], world, number, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        assert said.readline() == b"ready\n", f"the child of {name} never began"
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        lines = said.read().decode().splitlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{name} failed by itself: {lines[-1:]}"
    return [(label, int(pk)) for label, pk in (line.split() for line in lines)]


def _do_forever(act: Callable[[World, random.Random, datetime], object], world: World, number: int, pipe: int) -> None:
    """In the child; never returns. Each thing has a moment of its own, by which its rows are told apart."""
    dice, at = random.Random(number), START + timedelta(minutes=number)  # noqa: S311
    try:
        world.office._meta.model.objects.first()  # the connection is made before the clock runs
        os.write(pipe, b"ready\n")
        while True:
            made = act(world, dice, at)
            os.write(pipe, f"{made._meta.label} {made.pk}\n".encode())
            at += timedelta(milliseconds=100)
    except BaseException as error:  # noqa: BLE001  said to the parent, who fails
        os.write(pipe, repr(error).replace("\n", " ").encode())
    finally:
        os._exit(1)


# Looking


def faults(said: list[tuple[str, int]]) -> Iterator[str]:
    """Everything that is lost or half there."""
    from django.apps import apps

    from luoshi.journal.queries import verify
    from luoshi.ledger.lamp_projection import strayed_lamps
    from luoshi.ledger.projection import strayed

    for label, pk in said:
        if not apps.get_model(label).objects.filter(pk=pk).exists():
            yield f"{label} {pk} was said to be done and is lost"
    yield from (f"journal: {fault}" for fault in verify())
    yield from (f"the lamps of commitment {pk} strayed" for pk in strayed_lamps())
    yield from (f"commitment {each.pk} strayed" for each in strayed())
    yield from _half_reports()
    yield from _half_entries()
    yield from _half_ends()


def _half_reports() -> Iterator[str]:
    from django.conf import settings
    from django.db.models import Count

    from luoshi.ledger.models import Report

    counted = Report.objects.annotate(
        promises=Count("commitments", distinct=True), revised=Count("commitments__revisions__commitment", distinct=True)
    )
    for report in counted.order_by("pk")[1:]:
        if (report.promises, report.revised) != (SENTENCES, SENTENCES):
            yield f"report {report.pk} has {report.promises} promises, {report.revised} with revisions"
        if not _is_whole(settings.LUOSHI_FILES / report.source_digest, report.source_digest):
            yield f"the file of report {report.pk} is not what was received"


def _half_entries() -> Iterator[str]:
    from django.db.models import Count

    from luoshi.journal.models import Line
    from luoshi.ledger.models import Entry

    lines = Line.objects.filter(action="entry.added").count()
    if lines != Entry.objects.count():
        yield f"{Entry.objects.count()} entries, {lines} in the journal"
    sheets = Counter(Entry.objects.filter(source="sheet").values_list("at", flat=True))
    yield from (f"{count} rows of the sheet of {at} came in" for at, count in sheets.items() if count != ROWS)
    typed = Entry.objects.filter(source="form").annotate(files=Count("evidence")).exclude(files=1)
    yield from (f"entry {each.pk} has {each.files} files" for each in typed)
    yield from _half_files()


def _half_files() -> Iterator[str]:
    from django.conf import settings

    from luoshi.ledger.actions.reporting import EVIDENCE
    from luoshi.ledger.models import Evidence

    for each in Evidence.objects.all():
        path = settings.LUOSHI_FILES / EVIDENCE / each.digest
        if not _is_whole(path, each.digest) or path.stat().st_size != each.size:
            yield f"the file {each.pk} is not what was received"


def _half_ends() -> Iterator[str]:
    from django.db.models import Count, Q

    from luoshi.ledger.models import Settlement

    counted = Settlement.objects.annotate(
        taken=Count("steps", distinct=True),
        bare=Count("steps", filter=Q(steps__kind__in=("applied", "verified"), steps__evidence=None), distinct=True),
    )
    for end in counted.select_related("commitment__state"):
        ending = end.ending if end.state == "signed" else ""
        ended = end.commitment.state.ending
        if end.taken != end.step_count or end.bare or (ending and ended != ending):
            yield f"end {end.pk}: {end.taken} of {end.step_count} steps, {end.bare} without a file, ends {ended!r}"


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def prove(world: World, kills: int, seed: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Kills in turn during each of the four, somewhere in the time that two of its kind take.

    Gives kills, things done, and faults, of which the first ends it.
    """
    dice = random.Random(seed)  # noqa: S311
    longest = {name: 2 * _timed(act, world, dice, at) for at, (name, act) in enumerate(ACTS.items())}
    killed: Counter[str] = Counter()
    done: Counter[str] = Counter()
    names = list(ACTS)
    for number in range(kills):
        name = names[number % len(names)]
        said = killed_at(name, world, number, dice.random() * longest[name])
        killed[name] += 1
        done[name] += len(said)
        found = list(faults(said))
        if found:
            return killed, done, [f"kill {number} during {name}: {each}" for each in found]
    return killed, done, []


def _timed(
    act: Callable[[World, random.Random, datetime], object], world: World, dice: random.Random, at: int
) -> float:
    began = time.perf_counter()
    act(world, dice, START - timedelta(hours=at + 1))
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    from scripts.bench_ledger import database

    with tempfile.TemporaryDirectory(prefix="luoshi-kills-") as home, database(Path(home), postgres=asked.postgres):
        subprocess.run([sys.executable, "-m", "luoshi", "init"], check=True, capture_output=True)
        import django

        django.setup()
        return _report(asked.kills, asked.seed)


def _report(kills: int, seed: int) -> int:
    from django.conf import settings
    from django.db import connection

    began = time.perf_counter()
    killed, done, found = prove(make_world(), kills, seed)
    left = len(list(settings.LUOSHI_FILES.rglob(".incoming-*")))
    took = time.perf_counter() - began
    print(f"{connection.vendor}: kill -9 {dict(killed)}, {dict(done)} done before, {took:.0f} s")
    print(f"{left} files left that were being received and belong to nothing")
    print(*found, sep="\n")
    verified = subprocess.run([sys.executable, "-m", "luoshi", "verify"], check=False)
    return int(bool(found) or verified.returncode != 0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
