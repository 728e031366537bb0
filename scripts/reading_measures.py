"""What ``bench_reading.py`` measures of the reading itself, each in a process of its own.

It is the reading of the source, or the machine code that a wheel carries (``make compiled``).

Times are processor seconds. By hand: ``python scripts/reading_measures.py full`` or ``… paragraph sentences 10``.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from benching import best_of_each, load_reports

_ROOT = Path(__file__).resolve().parent.parent
_OWN_TEXTS = ("tests/reading/gold/hard.txt", "luoshi/cli/demo/report.txt", "luoshi/cli/demo/report-2025.txt")
_TIMES = 2  # the best of so many
_PATIENCE = 60  # seconds for one paragraph
_HEAD = "二、2026年工作安排\n"
USUAL = "sentences"
SHAPES: dict[str, Callable[[str], str]] = {
    USUAL: lambda text: text,
    "one sentence": lambda text: re.sub("[。！？；]", "，", text),
    "no punctuation": lambda text: re.sub(r"[^\w%]", "", text),
    "one list": lambda _: "完善城乡社区综合服务设施并新建口袋公园8处、",
    "digits": lambda _: "1234567890",
    "brackets": lambda _: "（“《",
    "spaces": lambda _: " ",
}


class Kind(NamedTuple):
    """A reading by its name in the table and the folder that it is imported from."""

    name: str
    folder: Path


PURE = Kind("pure", _ROOT)


class Full(NamedTuple):
    """All texts read: the best time of each, what was found, and of each text the digest of its whole reading."""

    times: list[float]
    found: int
    digests: dict[str, str]


def compiled_kind(folder: Path) -> Kind | None:
    """The reading that ``make compiled`` put into ``folder``; None where it is not, or is no machine code."""
    return Kind("compiled", folder) if list(folder.glob("luoshi/reading/_assemble.*.*")) else None


def read_all(kind: Kind, reports: Path | None) -> Full:
    return Full(**_in_process(kind, reports, "full"))


def read_paragraph(kind: Kind, reports: Path | None, shape: str, megabytes: float) -> tuple[float | None, float]:
    """Seconds and peak memory in MB; no seconds where patience ran out."""
    try:
        found = _in_process(kind, reports, "paragraph", shape, str(megabytes))
    except subprocess.TimeoutExpired:
        return None, 0.0
    return found["seconds"], found["peak"]


def _in_process(kind: Kind, reports: Path | None, *what: str) -> dict[str, Any]:
    command = [sys.executable, __file__, *(["--reports", str(reports)] if reports else []), *what]
    patience = _PATIENCE if what[0] == "paragraph" else None
    environment = os.environ | {"PYTHONPATH": str(kind.folder)}
    told = subprocess.run(command, capture_output=True, check=True, timeout=patience, env=environment).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["full", "paragraph"])
    parser.add_argument("shape", nargs="?", choices=SHAPES, default=USUAL)
    parser.add_argument("megabytes", nargs="?", type=float, default=1.0)
    parser.add_argument("--reports", type=Path)
    asked = parser.parse_args()
    texts = load_reports(asked.reports)
    found = _full(texts) if asked.what == "full" else _paragraph(texts, asked.shape, asked.megabytes)
    print(json.dumps(found))


def _full(texts: dict[str, str]) -> dict[str, Any]:
    from luoshi.reading import read

    own = {name: (_ROOT / name).read_text(encoding="utf-8") for name in _OWN_TEXTS}
    readings = {name: read(text) for name, text in (texts | own).items()}
    digests = {name: hashlib.sha256(repr(reading).encode()).hexdigest() for name, reading in readings.items()}
    found = sum(len(readings[name].targets) + len(readings[name].milestones) for name in texts)
    readings.clear()
    gc.collect()
    return Full(best_of_each(texts.values(), read, _TIMES), found, digests)._asdict()


def _paragraph(texts: dict[str, str], shape: str, megabytes: float) -> dict[str, float]:
    from luoshi.reading import read

    paragraph = _one_line(texts, shape, int(megabytes * 1e6))
    read(next(iter(texts.values())))  # patterns are compiled when first used
    began = time.process_time()
    read(paragraph)
    return {"seconds": time.process_time() - began, "peak": _peak_memory()}


def _one_line(texts: dict[str, str], shape: str, size: int) -> str:
    """A heading of the outlook and one line of ``size`` bytes under it."""
    pieces, held = [], 0
    for text in cycle(texts.values()):
        lines = text.split("\n")
        piece = SHAPES[shape]("".join(lines[len(lines) // 2 :]))  # the second half is mostly outlook
        piece *= max(1, 20_000 // len(piece))
        pieces.append(piece)
        held += len(piece.encode())
        if held >= size:
            break
    return _HEAD + "".join(pieces).encode()[:size].decode(errors="ignore")


def _peak_memory() -> float:
    """In MB. Linux counts into ``ru_maxrss`` what the parent held when it started this process, so ask for VmHWM."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


if __name__ == "__main__":
    main()
