"""Learn which pairs of characters speak for which function of government, from official task lists.

    python scripts/train_leads.py PAIRS.jsonl --evaluate     places held apart, one after the other
    python scripts/train_leads.py PAIRS.jsonl --write        luoshi/reading/leads/weights.tsv

What is written are aggregated weights only: a pair of characters and a number for a function, for pairs that stand in
several tasks. No sentence can be read out of it.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from luoshi.reading.leads import Precedent, functions_of, suggest_lead
from luoshi.reading.leads._belief import Weights
from luoshi.reading.leads._functions import functions, pairs_in

OUT = Path(__file__).parents[1] / "luoshi" / "reading" / "leads" / "weights.tsv"
SCORED = ("explicit-lead", "sole")
LISTED = 0.3  # what a list that does not say who leads counts against one that does
SCALE, SMOOTHING = 0.25, 3.0
LEAST_TASKS, LEAST_WEIGHT = 3, 0.1

_BRACKET = re.compile("（[^）]*）?|）")
_RUN_TOGETHER = re.compile("(?:(?<=局)|(?<=中心))(?=[^、]*(?:局|办)$)")
_TOGETHER = re.compile("(?:会同|和|等)(?:各)?有关.*$|指导$")
_PLACE = re.compile("^(?:市(?!场)|区(?!属))")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    pairs: tuple[str, ...]
    aim: tuple[float, ...]
    weight: float


def example(row: Row) -> Example | None:
    """A task with its functions as shares; lists without a lead count less."""
    order = {function: index for index, function in enumerate(functions())}
    aim = [0.0] * len(order)
    leads = row["lead"][:1] if row["lead_basis"].startswith("first-is-lead") else row["lead"]
    for name in leads:
        for function in functions_of(name)[:2]:
            aim[order[function]] += 1.0
    total = sum(aim)
    if not total:
        return None
    weight = LISTED if row["lead_basis"].startswith("explicit-all") else 1.0
    return Example(pairs_in(row["task"]), tuple(value / total for value in aim), weight)


def train(rows: Sequence[Row]) -> Weights:
    """How much more often a pair stands in a function's tasks than in all tasks: a smoothed logarithm of that ratio.

    A regression was tried first and was better on no place held apart: what a capital's lists weigh is not what a
    district's do. The ratio does not learn how frequent a function is.
    """
    examples = [item for item in map(example, rows) if item is not None]
    total = sum(item.weight for item in examples)
    sizes = [sum(item.aim[place] * item.weight for item in examples) for place in range(len(functions()))]
    tasks = Counter(pair for item in examples for pair in item.pairs)
    spoken = {pair: [0.0] * len(sizes) for pair, count in tasks.items() if count >= LEAST_TASKS}
    for item in examples:
        for pair in item.pairs:
            if pair in spoken:
                spoken[pair] = [old + item.weight * share for old, share in zip(spoken[pair], item.aim, strict=True)]
    absent = {
        function: round(SCALE * math.log(SMOOTHING / (size + SMOOTHING)), 2)
        for function, size in zip(functions(), sizes, strict=True)
    }
    return Weights(absent, {pair: _weights(counts, total) for pair, counts in spoken.items()})


def _weights(counts: Sequence[float], total: float) -> dict[str, float]:
    """What is added to a function's weight for absence where the pair did stand in its tasks."""
    expected = SMOOTHING * sum(counts) / total
    found = {}
    for function, count in zip(functions(), counts, strict=True):
        value = round(SCALE * math.log((count + expected) / expected), 2)
        if value >= LEAST_WEIGHT:
            found[function] = value
    return found


def tidy(row: Row) -> Row:
    """One name for one organisation of a place.

    区 and 市 dropped, brackets dropped, 甲局乙局 run together parted; 甲部会同有关部门 is 甲部.
    """
    return {**row, "lead": _tidied(row["lead"], row), "with": _tidied(row["with"], row)}


def _tidied(names: Sequence[str], row: Row) -> list[str]:
    short = row["place"].removeprefix("深圳市").removesuffix("区")
    parted = [part for name in names for part in _RUN_TOGETHER.split(_BRACKET.sub("", name)) if part]
    alone = [_TOGETHER.sub("", part) or part for part in parted]
    return [_PLACE.sub("", part.removeprefix(short)).replace("、", "") or part for part in alone]


def organisations_by_year(rows: Sequence[Row]) -> dict[Any, list[str]]:
    """Everybody that a place's lists of a year name: among them the lead has to be found."""
    found: dict[Any, dict[str, None]] = {}
    for row in rows:
        found.setdefault(row["year"], {}).update(dict.fromkeys(row["lead"] + row["with"]))
    return {year: list(names) for year, names in found.items()}


def score(rows: Sequence[Row], suggest: Callable[[Row], Sequence[str]]) -> tuple[int, int, int]:
    first = third = 0
    for row in rows:
        names = suggest(row)
        first += bool(set(names[:1]) & set(row["lead"]))
        third += bool(set(names[:3]) & set(row["lead"]))
    return len(rows), first, third


def evaluate(rows: Sequence[Row]) -> None:
    """Each place held apart in turn; the rest is what is learnt from."""
    totals: dict[str, list[int]] = {}
    for place in dict.fromkeys(row["place"] for row in rows):
        apart = [row for row in rows if row["place"] == place]
        weights = train([row for row in rows if row["place"] != place])
        tested = [row for row in apart if row["lead_basis"] in SCORED]
        listed = [row for row in apart if row["lead_basis"].startswith("explicit-all")]
        offered = organisations_by_year(apart)
        sizes = sorted(len(names) for names in offered.values())
        print(f"{place}: {len(tested)} tasks, {sizes[0]} to {sizes[-1]} organisations")
        for name, suggest in _ways(apart, offered, weights).items():
            counts = score(tested, suggest)
            totals[name] = [old + new for old, new in zip(totals.get(name, [0, 0, 0]), counts, strict=True)]
            print(_line(name, counts))
        if listed:
            ways = _ways(apart, offered, weights)
            print(_line("in a list without a lead", score(listed, ways["words and learnt weights"])))
    print("all places")
    for name, found in totals.items():
        print(_line(name, found))


def _ways(
    apart: Sequence[Row], offered: dict[Any, list[str]], weights: Weights
) -> dict[str, Callable[[Row], Sequence[str]]]:
    told = sorted((row for row in apart if row["lead_basis"] in SCORED), key=lambda row: str(row["year"]))
    usual = [name for name, _ in Counter(row["lead"][0] for row in apart if row["lead"]).most_common()]

    def learnt(row: Row, history: Sequence[Precedent] = ()) -> Sequence[str]:
        found = suggest_lead(row["task"], offered[row["year"]], history, weights=weights)
        return [item.organisation for item in found]

    def with_history(row: Row) -> Sequence[str]:
        before = [item for item in apart if item["lead_basis"] in SCORED and str(item["year"]) < str(row["year"])]
        return learnt(row, [Precedent(item["task"], item["lead"][0]) for item in before])

    def as_the_year_goes(row: Row) -> Sequence[str]:
        place = next(index for index, item in enumerate(told) if item is row)
        before = [item for item in told[:place] if str(item["year"]) <= str(row["year"])]
        return learnt(row, [Precedent(item["task"], item["lead"][0]) for item in before])

    def words_only(row: Row) -> Sequence[str]:
        return [item.organisation for item in suggest_lead(row["task"], offered[row["year"]], weights=Weights({}, {}))]

    return {
        "most frequent of the place": lambda row: usual,
        "words only": words_only,
        "words and learnt weights": learnt,
        "with the place's earlier years": with_history,
        "and the year's tasks so far": as_the_year_goes,
    }


def _line(name: str, counts: Sequence[int]) -> str:
    total, first, third = counts
    return f"  {name:32} top-1 {first / max(1, total):.3f}  top-3 {third / max(1, total):.3f}  of {total}"


def write(weights: Weights) -> None:
    """One line a pair, functions by number and weights in hundredths; the first line has the functions' absences."""
    numbers = {function: index for index, function in enumerate(weights.absent)}
    head = " ".join(f"{function}:{round(value * 100)}" for function, value in weights.absent.items())
    lines = [
        pair + "\t" + " ".join(f"{numbers[function]}:{round(value * 100)}" for function, value in row.items())
        for pair, row in sorted(weights.pairs.items())
        if row
    ]
    OUT.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines)} pairs, {OUT.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = [tidy(json.loads(line)) for line in chosen.pairs.read_text(encoding="utf-8").splitlines()]
    if chosen.evaluate:
        evaluate(rows)
    if chosen.write:
        write(train(rows))


if __name__ == "__main__":
    main()
