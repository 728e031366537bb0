"""``make bench-reading``: how fast reading is, beside others on the same texts; time against length; memory; imports.

Times are processor seconds of one process, so that a busy neighbour on the machine changes them little.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import chain, cycle
from pathlib import Path
from statistics import median

from benching import describe_machine, describe_package, describe_texts, load_reports

_TIMES = 3  # the best of so many
_SIZES = (1.25, 2.5, 5.0, 10.0)  # MB of UTF-8 in one paragraph
_ENDS = (_SIZES[0], _SIZES[-1])  # for the shapes that no report has
_PATIENCE = 60  # seconds for one measurement
_LINEAR = 1.5  # the longest may cost so many times more a megabyte than the shortest
_MEASURABLE = 0.2  # seconds; what is faster than this cannot be told from the noise of the machine
_IMPORTS = 9
_MOST_IMPORT_MS = 150
_SAMPLE = 100_000  # characters for what is too slow for all
_HEAD = "二、2026年工作安排\n"
_SHAPES: dict[str, Callable[[str], str]] = {
    "sentences": lambda text: text,
    "one sentence": lambda text: re.sub("[。！？；]", "，", text),
    "no punctuation": lambda text: re.sub(r"[^\w%]", "", text),
    "one list": lambda _: "完善城乡社区综合服务设施并新建口袋公园8处、",
    "digits": lambda _: "1234567890",
    "brackets": lambda _: "（“《",
    "spaces": lambda _: " ",
}

_USUAL = "sentences"

Row = tuple[str, str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=2, metavar=("SHAPE", "MB"), help=argparse.SUPPRESS)
    parser.add_argument("--reports", type=Path, help="a folder of txt reports instead of the usual one")
    options = parser.parse_args()
    texts = load_reports(options.reports)
    if options.measure:
        print(json.dumps(_measure_here(texts, options.measure[0], float(options.measure[1]))))
        return 0
    print(describe_machine())
    print(describe_texts(texts))
    faults: list[str] = []
    print(f"\n{'what':<44}{'figure':>16}  note")
    for what, figure, note in chain(_speeds(texts), _lengths(options.reports, faults), _imports(faults)):
        print(f"{what:<44}{figure:>16}  {note}", flush=True)
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


def _speeds(texts: dict[str, str]) -> Iterator[Row]:
    from luoshi.reading import _assemble, read

    corpus = list(texts.values())
    read("二、2026年工作安排\n新建公园8处。")
    seconds = _best(lambda: sum(len(read(text).targets) for text in corpus))
    promises = sum(len(reading.targets) + len(reading.milestones) for reading in map(read, corpus))
    yield (
        "luoshi.reading.read, full",
        _rate(corpus, seconds),
        f"{promises:,} targets and milestones{_kind_of(_assemble.__file__)}",
    )
    yield "number pass alone", _rate(corpus, _best(_number_pass(corpus))), "find_quantities on cleaned text"
    digits = re.compile(r"\d+(?:\.\d+)?")
    yield "re, plain digits", _rate(corpus, _best(lambda: [digits.findall(text) for text in corpus])), "stdlib"
    yield from _number_readers(corpus)
    yield from _segmenters(corpus)


def _kind_of(module: str) -> str:
    """Whether the reading is the copy of ``make compiled``."""
    return "" if module.endswith(".py") else ", compiled"


def _number_pass(corpus: list[str]) -> Callable[[], object]:
    from luoshi.reading._clean import clean
    from luoshi.reading._quantity import find_quantities

    cleaned = [clean(text).text for text in corpus]
    return lambda: [list(find_quantities(text, 0, len(text))) for text in cleaned]


def _number_readers(corpus: list[str]) -> Iterator[Row]:
    if find_spec("cn2an"):
        import warnings

        import cn2an

        warnings.simplefilter("ignore")  # it warns of each numeral that it does not know
        sample = ["".join(corpus)[:_SAMPLE]]
        seconds = _best(lambda: [cn2an.transform(text, "cn2an") for text in sample], times=1)
        yield "cn2an.transform", _rate(sample, seconds), f"{_named('cn2an')}, first {_SAMPLE:,} characters"


def _segmenters(corpus: list[str]) -> Iterator[Row]:
    if find_spec("rjieba"):
        import rjieba

        rjieba.cut("工作报告")
        yield "rjieba.cut", _rate(corpus, _best(lambda: [rjieba.cut(text) for text in corpus])), _named("rjieba")
        yield "rjieba.tag", _rate(corpus, _best(lambda: [rjieba.tag(text) for text in corpus])), _named("rjieba")
    if find_spec("jieba"):
        import logging

        import jieba.posseg

        jieba.setLogLevel(logging.ERROR)
        jieba.posseg.lcut("工作报告")
        sample = ["".join(corpus)[:_SAMPLE]]
        seconds = _best(lambda: [jieba.posseg.lcut(text) for text in sample], times=1)
        yield "jieba.posseg", _rate(sample, seconds), f"{_named('jieba')}, first {_SAMPLE:,} characters"


def _lengths(reports: Path | None, faults: list[str]) -> Iterator[Row]:
    for shape in _SHAPES:
        first: float | None = None
        for size in _SIZES if shape == _USUAL else _ENDS:
            seconds, peak = _measure(reports, shape, size)
            what = f"one paragraph of {shape}, {size:g} MB"
            if seconds is None:
                faults.append(f"{what}: not read in {_PATIENCE} s")
                yield what, f"> {_PATIENCE} s", ""
                break
            first = first or seconds / size
            yield what, f"{seconds:.2f} s", f"{seconds / size:.3f} s/MB, peak {peak:.0f} MB of memory"
            if size == _SIZES[-1] and seconds > max(_LINEAR * first * size, _MEASURABLE):
                faults.append(f"{what}: not linear, {seconds / size / first:.1f} times the cost a megabyte")


def _measure(reports: Path | None, shape: str, size: float) -> tuple[float | None, float]:
    command = [sys.executable, __file__, "--measure", shape, str(size)]
    command += ["--reports", str(reports)] if reports else []
    try:
        found = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return None, 0.0
    seconds, peak = json.loads(found.stdout)
    return seconds, peak


def _measure_here(texts: dict[str, str], shape: str, megabytes: float) -> tuple[float, float]:
    """Seconds and peak memory in MB of one reading, in a process that does nothing else."""
    from luoshi.reading import read

    paragraph = _paragraph(texts, shape, int(megabytes * 1e6))
    read(next(iter(texts.values())))  # patterns are compiled when first used
    began = time.process_time()
    read(paragraph)
    seconds = time.process_time() - began
    return seconds, _peak_memory()


def _peak_memory() -> float:
    """In MB. Linux counts into ``ru_maxrss`` what the parent held when it started this process, so ask for VmHWM."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def _paragraph(texts: dict[str, str], shape: str, size: int) -> str:
    """A heading of the outlook and one line of ``size`` bytes under it."""
    pieces, held = [], 0
    for text in cycle(texts.values()):
        lines = text.split("\n")
        piece = _SHAPES[shape]("".join(lines[len(lines) // 2 :]))  # the second half is mostly outlook
        piece *= max(1, 20_000 // len(piece))
        pieces.append(piece)
        held += len(piece.encode())
        if held >= size:
            break
    return _HEAD + "".join(pieces).encode()[:size].decode(errors="ignore")


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


def _best(work: Callable[[], object], times: int = _TIMES) -> float:
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def _rate(corpus: list[str], seconds: float) -> str:
    return f"{sum(map(len, corpus)) / seconds / 1e6:.2f} Mchar/s"


def _named(package: str) -> str:
    return describe_package(package) or package


if __name__ == "__main__":
    sys.exit(main())
