"""``make bench-reading``: how fast reading is, beside others on the same texts; time against length; memory; imports.

Times are processor seconds of one process, so that a busy neighbour on the machine changes them little.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from statistics import median

from benching import best_of_each, describe_machine, describe_package, describe_texts, load_reports
from reading_measures import PURE, SHAPES, USUAL, Full, Kind, compiled_kind, read_all, read_paragraph

_TIMES = 6  # the best of so many, of each text
_MOST_NAMED = 5  # of the texts that are read otherwise
_TURNS = 3  # of each reading, in turn, so that both have the same machine
_SIZES = (1.25, 2.5, 5.0, 10.0)  # MB of UTF-8 in one paragraph
_ENDS = (_SIZES[0], _SIZES[-1])  # for the shapes that no report has
_LINEAR = 1.5  # the longest may cost so many times more a megabyte than the shortest
_MEASURABLE = 0.2  # seconds; what is faster than this cannot be told from the noise of the machine
_IMPORTS = 9
_MOST_IMPORT_MS = 150
_SAMPLE = 100_000  # characters for what is too slow for all

Row = tuple[str, str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiled", type=Path, help="the folder of the compiled reading, from `make compiled`")
    parser.add_argument("--reports", type=Path, help="a folder of txt reports instead of the usual one")
    options = parser.parse_args()
    texts = load_reports(options.reports)
    compiled = compiled_kind(options.compiled) if options.compiled else None
    kinds = [PURE, compiled] if compiled else [PURE]
    print(describe_machine())
    print(describe_texts(texts))
    faults: list[str] = []
    print(f"\n{'what':<50}{'figure':>16}  note")
    rows = chain(
        _readings(texts, kinds, options.reports, faults),
        _others(texts),
        *(_lengths(kind, options.reports, faults) for kind in kinds),
        _imports(faults),
    )
    for what, figure, note in rows:
        print(f"{what:<50}{figure:>16}  {note}", flush=True)
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


def _readings(texts: dict[str, str], kinds: list[Kind], reports: Path | None, faults: list[str]) -> Iterator[Row]:
    """The full reading of the source and of the machine code, and whether the two read the same."""
    corpus = list(texts.values())
    best: dict[Kind, Full] = {}
    for kind in kinds * _TURNS:
        full = read_all(kind, reports)
        before = best.get(kind, full)
        best[kind] = full._replace(times=list(map(min, before.times, full.times)))
    seconds = {kind: sum(full.times) for kind, full in best.items()}
    for kind, full in best.items():
        faster = f", {seconds[PURE] / seconds[kind]:.2f} times as fast" if kind is not PURE else ""
        note = f"{full.found:,} targets and milestones{faster}"
        yield f"luoshi.reading.read, full, {kind.name}", _rate(corpus, seconds[kind]), note
    if len(kinds) == 1:
        yield "luoshi.reading.read, full, compiled", "-", "not built: no C compiler here, or `make compiled` not run"
        return
    pure, compiled = (best[kind].digests for kind in kinds)
    differing = [name for name in pure if pure[name] != compiled[name]]
    yield "texts that the two read otherwise", str(len(differing)), f"of {len(pure)}, record for record"
    if differing:
        faults.append(
            f"read otherwise by the compiled reading, which may be older: {', '.join(differing[:_MOST_NAMED])} …"
        )


def _others(texts: dict[str, str]) -> Iterator[Row]:
    from luoshi.reading._clean import clean
    from luoshi.reading._quantity import find_quantities

    corpus = list(texts.values())
    cleaned = [clean(text).text for text in corpus]
    passed = _each(cleaned, lambda text: find_quantities(text, 0, len(text)))
    yield "number pass alone, pure", _rate(corpus, passed), "find_quantities on cleaned text"
    digits = re.compile(r"\d+(?:\.\d+)?")
    yield "re, plain digits", _rate(corpus, _each(corpus, digits.findall)), "stdlib"
    yield from _number_readers(corpus)
    yield from _segmenters(corpus)


def _each(corpus: list[str], work: Callable[[str], object]) -> float:
    return sum(best_of_each(corpus, work, _TIMES))


def _number_readers(corpus: list[str]) -> Iterator[Row]:
    if find_spec("cn2an"):
        import warnings

        import cn2an

        warnings.simplefilter("ignore")  # it warns of each numeral that it does not know
        sample = ["".join(corpus)[:_SAMPLE]]
        seconds = sum(best_of_each(sample, lambda text: cn2an.transform(text, "cn2an"), 1))
        yield "cn2an.transform", _rate(sample, seconds), f"{_named('cn2an')}, first {_SAMPLE:,} characters"


def _segmenters(corpus: list[str]) -> Iterator[Row]:
    if find_spec("rjieba"):
        import rjieba

        rjieba.cut("工作报告")
        yield "rjieba.cut", _rate(corpus, _each(corpus, rjieba.cut)), _named("rjieba")
        yield "rjieba.tag", _rate(corpus, _each(corpus, rjieba.tag)), _named("rjieba")
    if find_spec("jieba"):
        import logging

        import jieba.posseg

        jieba.setLogLevel(logging.ERROR)
        jieba.posseg.lcut("工作报告")
        sample = ["".join(corpus)[:_SAMPLE]]
        seconds = sum(best_of_each(sample, jieba.posseg.lcut, 1))
        yield "jieba.posseg", _rate(sample, seconds), f"{_named('jieba')}, first {_SAMPLE:,} characters"


def _lengths(kind: Kind, reports: Path | None, faults: list[str]) -> Iterator[Row]:
    for shape in SHAPES:
        first: float | None = None
        for size in _SIZES if shape == USUAL else _ENDS:
            seconds, peak = read_paragraph(kind, reports, shape, size)
            what = f"{kind.name}, one paragraph of {shape}, {size:g} MB"
            if seconds is None:
                faults.append(f"{what}: not read in time")
                yield what, "-", "not read in time"
                break
            first = first or seconds / size
            yield what, f"{seconds:.2f} s", f"{seconds / size:.3f} s/MB, peak {peak:.0f} MB of memory"
            if size == _SIZES[-1] and seconds > max(_LINEAR * first * size, _MEASURABLE):
                faults.append(f"{what}: not linear, {seconds / size / first:.1f} times the cost a megabyte")


def _imports(faults: list[str]) -> Iterator[Row]:
    none = min(_import_ms("pass") for _ in range(_IMPORTS))
    for what, code, bounded in (
        ("import luoshi", "import luoshi", True),
        ("luoshi --help", "from luoshi.cli import main; main(['--help'], standalone_mode=False)", True),
        ("import luoshi.reading", "import luoshi.reading", False),
    ):
        took = [_import_ms(code) - none for _ in range(_IMPORTS)]
        yield what, f"{median(took):.0f} ms", f"-X importtime, median of {_IMPORTS}, best {min(took):.0f}"
        # Import times are wall clock, so the best of them is what a busy neighbour has touched least.
        if bounded and min(took) > _MOST_IMPORT_MS:
            faults.append(f"{what}: {min(took):.0f} ms of imports, more than {_MOST_IMPORT_MS}")
        if _loads_django(code):
            faults.append(f"{what}: loads Django")


def _import_ms(code: str) -> float:
    """The time that all imports of a fresh interpreter take by themselves."""
    found = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, check=True)
    return sum(int(part) for part in re.findall(rb"import time:\s+(\d+) \|", found.stderr)) / 1000


def _loads_django(code: str) -> bool:
    check = f"{code}\nimport sys; sys.exit('django' in sys.modules)"
    return subprocess.run([sys.executable, "-c", check], capture_output=True, check=False).returncode != 0


def _rate(corpus: list[str], seconds: float) -> str:
    return f"{sum(map(len, corpus)) / seconds / 1e6:.2f} Mchar/s"


def _named(package: str) -> str:
    return describe_package(package) or package


if __name__ == "__main__":
    sys.exit(main())
