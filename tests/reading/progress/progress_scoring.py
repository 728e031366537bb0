"""Scores ``read_progress`` on our labels; the texts themselves are test data outside the project.

``python tests/reading/progress/progress_scoring.py [development|held-out] [--show]``. The labels were made by reading,
before any output was looked at: row number, span, value, unit, role and, for results, kind, period, share and target.
"?" marks what two careful readers would answer differently; it is not scored.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from luoshi.reading import read
from luoshi.reading._model import Target
from luoshi.reading.progress import ProgressFigure, read_progress

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "shared" / "data"
FIELDS = ("value", "unit", "kind", "period", "share", "target")


def plan() -> tuple[Target, ...]:
    """The invented plan whose forty targets all texts of progress.jsonl are read against."""
    return read((HERE / "plan.txt").read_text(encoding="utf-8")).targets


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def labels(name: str, half: str | None) -> Iterator[dict[str, Any]]:
    """Labelled rows; every other one is held out."""
    kept = [json.loads(line) for line in (HERE / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    for index, label in enumerate(item for item in kept if item["file"] == name):
        if half is None or (index % 2 == 0) == (half == "development"):
            yield label


def score_progress(half: str | None, show: bool = False) -> Counter[str]:
    """Counts: labelled and found results, right ones, and each field right among those found at the place."""
    targets, texts, tally = plan(), rows("progress"), Counter[str]()
    for label in labels("progress", half):
        text = texts[label["row"]]["text"]
        found = read_progress(text, targets, on=date.fromisoformat(label["on"]))
        tally["rows"] += 1
        _score_row(label, found, tally, text if show else "")
    return tally


def _score_row(label: dict[str, Any], found: tuple[ProgressFigure, ...], tally: Counter[str], text: str) -> None:
    left = list(found)
    for item in label["figures"]:
        own = next((figure for figure in left if figure.start < item["end"] and item["start"] < figure.end), None)
        if own is not None:
            left.remove(own)
        if item["role"] == "ignore":
            continue
        tally["figures"] += 1
        tally["roles right"] += own is not None and own.role == item["role"]
        if item["role"] != "result":
            tally["not results taken for results"] += own is not None and own.role == "result"
            _complain(text, own, item, ["role"] if own is None or own.role != item["role"] else [])
            continue
        tally["results"] += 1
        wrong = wrongs(item, own)
        tally["results found"] += own is not None and own.role == "result"
        for field in FIELDS:
            tally[f"{field} scored"] += item.get(field) != "?"
            tally[f"{field} right"] += item.get(field) != "?" and field not in wrong and own is not None
        tally["with a target"] += isinstance(item.get("target"), int)
        tally["target right where there is one"] += isinstance(item.get("target"), int) and "target" not in wrong
        tally["target and value right"] += not {"target", "value", "role"} & set(wrong)
        tally["wrongly given a target"] += own is not None and own.target is not None and "target" in wrong
        tally["all right"] += not wrong
        _complain(text, own, item, wrong)
    for figure in left:
        tally["results too many"] += figure.role == "result"
        tally["wrongly given a target"] += figure.target is not None
        _complain(text, figure, None, ["too many"] if figure.role == "result" else [])


def wrongs(item: dict[str, Any], own: ProgressFigure | None) -> list[str]:
    """The fields in which ``own`` differs from the label."""
    if own is None:
        return ["role", *FIELDS]
    period = own.period
    dates = f"{(period.since or '')}..{(period.until or '')}" if period else None
    value = list(own.value) if isinstance(own.value, tuple) else own.value
    got = {"role": own.role, "value": value, "unit": own.unit, "kind": own.kind, "share": own.share}
    got |= {"period": dates, "target": own.target}
    return [field for field in ("role", *FIELDS) if item.get(field) != "?" and got[field] != item.get(field)]


def _complain(text: str, own: ProgressFigure | None, item: dict[str, Any] | None, wrong: list[str]) -> None:
    if not text or not wrong:
        return
    quote = text[item["start"] : item["end"]] if item else own.quote if own else ""
    print(wrong, quote, item and {field: item.get(field) for field in wrong}, own, text, sep="\n    ")


def score_outcomes(half: str | None, *, together: bool, show: bool = False) -> Counter[str]:
    """Task → outcome figure. ``together``: the targets of all tasks of the same year are offered, not its own alone."""
    texts, tally = rows("outcomes"), Counter[str]()
    own = [read(f"二、{row['year']}年工作安排\n{row['task']}。\n") for row in texts]
    for label in labels("outcomes", half):
        row = texts[label["row"]]
        offered = [
            (place, target)
            for place, reading in enumerate(own)
            if place == label["row"] or (together and texts[place]["year"] == row["year"])
            for target in reading.targets
        ]
        found = read_progress(row["outcome"], [target for _, target in offered], on=date(int(row["year"]), 12, 31))
        tally["rows"] += 1
        tally["figures"] += len(found)
        head = len(f"二、{row['year']}年工作安排\n")
        given = {}
        for figure in found:
            if figure.target is not None:
                place, target = offered[figure.target]
                given[figure.start] = (place, target.start - head, figure)
        _score_outcome(label, given, tally, row["outcome"] if show else "")
    return tally


def _score_outcome(
    label: dict[str, Any], given: dict[int, tuple[int, int, ProgressFigure]], tally: Counter[str], text: str
) -> None:
    right = set()
    for item in label["figures"]:
        tally["pairs"] += 1
        got = given.get(item["start"])
        if got and got[0] == label["row"] and got[1] == item["target"][0] and got[2].value == item["value"]:
            tally["pairs right"] += 1
            right.add(item["start"])
        elif text:
            print("missed", label["row"], text[item["start"] : item["end"]], text[:90])
    for start, (place, at, figure) in given.items():
        if start not in right:
            tally["wrongly given a target"] += 1
            if text:
                print("wrong", label["row"], figure.quote, figure.clause, "->", place, at, figure.because)


def table(tally: Counter[str]) -> str:
    return "\n".join(f"{name:34} {count}" for name, count in tally.items())


if __name__ == "__main__":
    chosen = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    shown = "--show" in sys.argv
    print(table(score_progress(chosen, shown)))
    for offered_together in (False, True):
        print("\nall targets of the year" if offered_together else "\nits own targets")
        print(table(score_outcomes(chosen, together=offered_together, show=shown)))
