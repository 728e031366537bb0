"""What both benches stand on: the texts that are read, and which machine reads them."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_REPORTS = _ROOT.parent / "shared" / "data" / "reports"
_DEMO = _ROOT / "luoshi" / "cli" / "demo" / "report.txt"
_COPIES = 132  # of the demo's report, where there are no others


def load_reports(folder: Path | None = None) -> dict[str, str]:
    """Reports by name: real ones where there are any, else the demo's invented one with other numbers in each copy."""
    found = sorted((folder or _REPORTS).rglob("*.txt"))
    if found:
        return {path.as_posix().rpartition("reports/")[2]: path.read_text(encoding="utf-8-sig") for path in found}
    demo = _DEMO.read_text(encoding="utf-8")
    return {f"demo/{copy}.txt": demo.replace("12", str(12 + copy)) for copy in range(_COPIES)}


def best_of_each(texts: Iterable[str], work: Callable[[str], object], times: int) -> list[float]:
    """Processor seconds of ``work`` on each text, the best of so many turns: what a busy neighbour disturbs least."""
    corpus = list(texts)
    best = [float("inf")] * len(corpus)
    for _ in range(times):
        for number, text in enumerate(corpus):
            began = time.process_time()
            work(text)
            best[number] = min(best[number], time.process_time() - began)
    return best


def describe_texts(texts: dict[str, str]) -> str:
    kind = "the demo's report in copies" if next(iter(texts)).startswith("demo/") else "real reports"
    return f"{len(texts)} texts ({kind}), {sum(map(len, texts.values())):,} characters"


def describe_machine() -> str:
    """Date, processor, cores, how busy they are, and Python."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{time.strftime('%Y-%m-%d')}, {_processor()}, {os.cpu_count()} cores{load}, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def describe_package(name: str) -> str | None:
    """Name and version; None when it is not installed."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return None


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
