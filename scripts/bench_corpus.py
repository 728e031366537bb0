"""``make bench-corpus``: documents a second on each engine with one and two workers; what a kill -9 costs.

Every run is the command ``luoshi corpus read`` in a process of its own. ``start`` is what the engine needs for one tiny
document; rate and efficiency are those of the work, with that start taken off, and ``whole`` is the time with it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from benching import describe_machine, describe_package, describe_texts, load_reports

_ENGINES = {"local": "pyarrow", "ray": "ray", "spark": "pyspark"}
_BROKEN_EVERY = 100
_NOTHING = subprocess.DEVNULL
_TINY = "二、2026年工作安排\n新建公园8处。\n"


@dataclass(frozen=True, slots=True)
class Run:
    """One line of the table."""

    engine: str
    workers: int
    start: float
    whole: float
    documents: int
    digest: str

    @property
    def work(self) -> float:
        return self.whole - self.start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=8, help="how many times the reports are taken")
    parser.add_argument("--engines", default=",".join(_ENGINES), help="which, separated by commas")
    parser.add_argument("--share", nargs=2, type=Path, metavar=("IN", "OUT"), help=argparse.SUPPRESS)
    parser.add_argument("--reports", type=Path, help="a folder of txt reports instead of the usual one")
    options = parser.parse_args()
    if options.share:
        print(json.dumps(_processor_seconds(*options.share)))
        return 0
    texts = load_reports(options.reports)
    packages = (describe_package(package) for package in _ENGINES.values())
    print(f"{describe_machine()}, {', '.join(package for package in packages if package)}")
    print(f"{describe_texts(texts)}, {options.copies} times, one file in {_BROKEN_EVERY} broken")
    engines = [name for name in options.engines.split(",") if describe_package(_ENGINES[name])]
    with tempfile.TemporaryDirectory() as folder:
        faults = list(_bench(Path(folder), texts, options.copies, engines))
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


def _bench(folder: Path, texts: dict[str, str], copies: int, engines: list[str]) -> Iterator[str]:
    """Print the table; yield what is wrong."""
    source, tiny = folder / "in", folder / "tiny"
    documents = _fill(source, texts, copies)
    _fill(tiny, {"one.txt": _TINY}, 1)
    print(f"\n{'engine':<8}{'workers':>8}{'start':>9}{'whole':>9}{'documents/s':>13}{'efficiency':>12}")
    runs: list[Run] = []
    for engine in engines:
        for workers in (1, 2):
            start = _time(tiny, folder / f"tiny-{engine}-{workers}", engine, workers)
            out = folder / f"{engine}-{workers}"
            whole = _time(source, out, engine, workers)
            runs.append(Run(engine, workers, start, whole, documents, _digest(out)))
            _print(runs[-1], runs[-2] if workers > 1 else None)
    if len({run.digest for run in runs}) > 1:
        yield "the engines do not agree on what they read"
    print(f"\nerrors: {_manifest(folder / f'{engines[0]}-1')['errors']}")
    if "local" in engines:
        _print_share(source, folder / "share")
    yield from _bench_kill(source, folder / "killed", runs[0])


def _print(run: Run, single: Run | None) -> None:
    efficiency = f"{single.work / run.work / run.workers:.2f}" if single else ""
    print(
        f"{run.engine:<8}{run.workers:>8}{run.start:>8.1f}s{run.whole:>8.1f}s"
        f"{run.documents / run.work:>13.1f}{efficiency:>12}",
        flush=True,
    )


def _print_share(source: Path, out: Path) -> None:
    """What the one process that cuts and stores takes beside those that read: it bounds the number of workers."""
    command = [sys.executable, __file__, "--share", str(source), str(out)]
    told = subprocess.run(command, check=True, env=_environment(), capture_output=True).stdout
    parent, workers = json.loads(told)
    share = parent / (parent + workers)
    print(
        f"local, 2 workers: {parent:.2f}s of processor time in the parent, {workers:.2f}s in the workers: {share:.1%}"
    )


def _processor_seconds(source: Path, out: Path) -> tuple[float, float]:
    """Of this process and of its workers, for the whole of a run with two of them."""
    from luoshi.corpus import read_corpus

    before = resource.getrusage(resource.RUSAGE_SELF)
    read_corpus(source, out, workers=2)
    after, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    parent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return parent, workers.ru_utime + workers.ru_stime


def _bench_kill(source: Path, out: Path, whole: Run) -> Iterator[str]:
    """Kill a run when about half of its parts are there, and run the same command again."""
    parts = len(_manifest(out.with_name(f"{whole.engine}-{whole.workers}"))["parts"])
    run = subprocess.Popen(_command(source, out, "local", 2), env=_environment(), stdout=_NOTHING, stderr=_NOTHING)
    while run.poll() is None and len(list(out.glob("part-*.parquet"))) < parts // 2:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    finished = {path: path.stat().st_mtime_ns for path in out.glob("part-*.parquet")}
    took = _time(source, out, "local", 2)
    print(f"kill -9 with {len(finished)} of {parts} parts finished; the next run took {took:.1f}s")
    if {path: path.stat().st_mtime_ns for path in finished} != finished:
        yield "finished parts were read again"
    if _digest(out) != whole.digest:
        yield "the run that was taken up again gives another result"


def _fill(folder: Path, texts: dict[str, str], copies: int) -> int:
    """A Parquet table of files as received, one in a hundred broken; returns how many there are."""
    folder.mkdir()
    rows = [
        {"id": f"{copy}/{name}", "name": name.rpartition("/")[2], "bytes": text.encode()}
        for copy in range(copies)
        for name, text in texts.items()
    ]
    for number in range(_BROKEN_EVERY - 1, len(rows), _BROKEN_EVERY):
        rows[number]["bytes"] = b"\x00\x01\x02 torn"
    pq.write_table(pa.Table.from_pylist(rows), folder / "documents.parquet", row_group_size=128)
    return len(rows)


def _time(source: Path, out: Path, engine: str, workers: int) -> float:
    began = time.monotonic()
    subprocess.run(
        _command(source, out, engine, workers), check=True, env=_environment(), stdout=_NOTHING, stderr=_NOTHING
    )
    return time.monotonic() - began


def _command(source: Path, out: Path, engine: str, workers: int) -> list[str]:
    words = ["corpus", "read", str(source), str(out), "--engine", engine, "--workers", str(workers)]
    return [sys.executable, "-m", "luoshi", *words]


def _environment() -> dict[str, str]:
    """So that this checkout is found by the engines' own processes too."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


def _manifest(out: Path) -> dict[str, list[object]]:
    manifest: dict[str, list[object]] = json.loads((out / "_manifest.json").read_text(encoding="utf-8"))
    return manifest


def _digest(out: Path) -> str:
    """Of every promise and every error, in the order of the parts' names."""
    total = hashlib.sha256()
    for path in sorted(out.rglob("*.parquet")):
        total.update(path.name.encode())
        total.update(str(pq.read_table(path).to_pydict()).encode())
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
