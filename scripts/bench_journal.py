"""How fast a journal is sealed and verified: writes an invented one into a throw-away home, then times both.

python scripts/bench_journal.py [LINES]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

DAYS, CHAINS = 90, 20_000
BEGIN = datetime(2026, 1, 1, 1, tzinfo=UTC)


def main(lines: int) -> None:
    """Print rows a second."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.project.settings")
        os.environ["LUOSHI_HOME"] = home
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        fill(lines)
        measure(lines)


def fill(lines: int) -> None:
    """Lines of many objects over three months, chained as ``record`` chains them."""
    from luoshi.journal.digests import Scheme
    from luoshi.journal.models import Line

    ends: dict[int, tuple[int, str]] = {}
    rows = []
    for place in range(lines):
        subject = place * 7919 % CHAINS + 1
        number, digest = ends.get(subject, (0, ""))
        line = Line(
            at=BEGIN + timedelta(days=DAYS) * place / lines, actor=None, action="commitment.corrected",
            subject_type="ledger.commitment", subject_id=subject, number=number + 1, why="会议明确11月底前完成",
            data={"revision": number + 1, "snapshot_digest": digest or "0" * 64}, origin="web 10.1.2.3",
            scheme=Scheme.SHA256.value, previous_digest=digest,
        )  # fmt: skip
        line.digest = line.computed_digest()
        ends[subject] = (line.number, line.digest)
        rows.append(line)
    Line.objects.bulk_create(rows, batch_size=1000)


def measure(lines: int) -> None:
    """Seal all days, then verify everything, then the last day alone."""
    from luoshi.journal.actions import seal_days
    from luoshi.journal.queries import Tally, verify

    until = BEGIN + timedelta(days=DAYS)
    began = time.perf_counter()
    days = len(list(seal_days(until=until.date(), at=until + timedelta(days=2))))
    print(f"seal: {days} days in {time.perf_counter() - began:.1f} s")
    for since in (None, until.date()):
        tally = Tally()
        began, busy = time.perf_counter(), time.process_time()
        faults = list(verify(since=since, tally=tally))
        took, busy = time.perf_counter() - began, time.process_time() - busy
        print(f"verify since {since}: {tally.lines} of {lines} lines, {tally.chains} chains, {tally.roots} roots, "
              f"{len(faults)} faults, {took:.2f} s, {tally.lines / took:,.0f} lines/s; "
              f"of the processor {busy:.2f} s, {tally.lines / busy:,.0f} lines/s")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
