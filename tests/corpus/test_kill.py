"""A run that is killed in the middle, and the next one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from invented import fill

from luoshi.corpus import read_corpus

PATIENCE = 30.0
TRIES = 5


def wait_for(what: str, condition: object) -> None:
    assert callable(condition)
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.005)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid: int) -> list[int]:
    """Processes that ``pid`` started, by their command line, for a parent that is gone leaves no other trace."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def hear_interrupts() -> None:
    """As at a terminal: what a shell puts in the background ignores Ctrl-C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run with two workers, in a process group of its own, as soon as its first part is there."""
    command = [sys.executable, "-m", "luoshi", "corpus", "read", str(source), str(out), "--workers", "2"]
    silent = subprocess.DEVNULL
    run = subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True, preexec_fn=hear_interrupts)
    wait_for("a first part", lambda: any(out.glob("part-*.parquet")) or run.poll() is not None)
    return run


def interrupted(folder: Path, *signals: signal.Signals) -> tuple[Path, Path, list[int]]:
    """Input and output of a run that these signals ended when its first part was there, and the run's own processes.

    On a busy machine a run may be done before this process looks again: then another one is tried.
    """
    source = fill(folder / "in", 60, kilobytes=100)
    for attempt in range(TRIES):
        out = folder / f"out-{attempt}"
        run = start(source, out)
        workers = children(run.pid) if run.poll() is None else []
        for each in signals:
            (os.kill if each is signal.SIGKILL else os.killpg)(run.pid, each)
        if run.wait(PATIENCE) != 0:
            return source, out, workers
    pytest.fail(f"{TRIES} runs were over before they could be interrupted")


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, Path, list[int]]:
    return interrupted(tmp_path, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_finished_parts_are_not_read_again_after_a_kill(killed: tuple[Path, Path, list[int]], tmp_path: Path) -> None:
    source, out, workers = killed
    assert workers
    wait_for("the workers to end with their parent", lambda: not any(map(is_alive, workers)))
    assert not json.loads((out / "_manifest.json").read_text(encoding="utf-8"))["complete"]
    finished = {path: path.stat().st_mtime_ns for path in out.glob("part-*.parquet")}
    summary = read_corpus(source, out, workers=1)
    assert finished
    assert summary.documents == 60
    assert 0 < summary.read < 60
    assert {path: path.stat().st_mtime_ns for path in finished} == finished
    read_corpus(source, tmp_path / "afresh", workers=1)
    assert pq.read_table(out).sort_by("document").num_rows == pq.read_table(tmp_path / "afresh").num_rows
    assert {path.name for path in out.iterdir()} == {path.name for path in (tmp_path / "afresh").iterdir()}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_ctrl_c_even_pressed_twice_ends_the_run_and_its_workers(tmp_path: Path) -> None:
    _, out, workers = interrupted(tmp_path, signal.SIGINT, signal.SIGINT)
    assert not json.loads((out / "_manifest.json").read_text(encoding="utf-8"))["complete"]
    wait_for("the workers to end", lambda: not any(map(is_alive, workers)))
