"""Sentences as departments write them, invented and labelled before the reading was run on them.

``prose.txt`` is what the reading was then improved on, ``prose_unseen.txt`` what it was held against afterwards.
``python tests/reading/progress/test_prose.py`` prints what is read wrongly of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from luoshi.reading import Target, read, read_progress
from luoshi.reading.progress import ProgressFigure

HERE = Path(__file__).parent
PLANS = {
    name: read((HERE / plan).read_text(encoding="utf-8")).targets
    for name, plan in (
        ("prose.txt", "prose_plan.txt"),
        ("prose_unseen.txt", "prose_plan.txt"),
        ("prose_fresh.txt", "prose_fresh_plan.txt"),
        ("prose_last.txt", "prose_fresh_plan.txt"),
        ("prose_third.txt", "prose_third_plan.txt"),
        ("prose_fourth.txt", "prose_fourth_plan.txt"),
    )
}
LEAST = {
    "prose.txt": 0.87,
    "prose_unseen.txt": 0.85,
    "prose_fresh.txt": 0.85,
    "prose_last.txt": 0.85,
    "prose_third.txt": 0.85,
    "prose_fourth.txt": 0.85,
}
ON = date(2026, 11, 30)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what it reports: figure as written → index of the target, None for no target."""

    text: str
    labels: dict[str, int | None]
    open: set[str]  # what two careful readers would answer differently


def sentences(name: str) -> list[Sentence]:
    found: list[Sentence] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            figure, _, words = line.removeprefix("> ").partition(" | ")
            if words == "?":
                found[-1].open.add(figure)
            else:
                found[-1].labels[figure] = _target(words, PLANS[name])
        elif not line.startswith("#"):
            found.append(Sentence(line, {}, set()))
    return found


def _target(words: str, plan: Sequence[Target]) -> int | None:
    if words == "-":
        return None
    (index,) = [index for index, target in enumerate(plan) if words in target.clause]
    return index


def wrongs(sentence: Sentence, plan: Sequence[Target]) -> Iterator[str]:
    """Each labelled figure that is not read with its target, and each that is given one it does not report on."""
    figures = {figure.quote: figure for figure in read_progress(sentence.text, plan, on=ON)}
    for quote, target in sentence.labels.items():
        figure = figures.get(quote)
        if _reported(figure) != target or (figure is None and target is not None):
            yield f"{quote}: {_reported(figure)}, not {target}"
    for quote, figure in figures.items():
        if quote not in sentence.labels and quote not in sentence.open and _reported(figure) is not None:
            yield f"{quote}: {figure.target}, not reported at all"


def _reported(figure: ProgressFigure | None) -> int | None:
    """A change reports on a target of growth."""
    return figure.target if figure is not None else None


@pytest.mark.parametrize("name", list(LEAST))
def test_figures_of_departments_prose_go_to_their_target_and_few_elsewhere(name: str) -> None:
    told = sentences(name)
    wrong = [(sentence.text, said) for sentence in told for said in wrongs(sentence, PLANS[name])]
    labelled = sum(len(sentence.labels) for sentence in told)
    assert labelled >= 36
    assert labelled - len(wrong) >= LEAST[name] * labelled, wrong


if __name__ == "__main__":
    for name in LEAST:
        told = sentences(name)
        wrong = [(said, sentence.text) for sentence in told for said in wrongs(sentence, PLANS[name])]
        print(name, len(told), "sentences", sum(len(item.labels) for item in told), "labels", len(wrong), "wrong")
        for said, text in wrong:
            print(f"  {said} | {text}")
