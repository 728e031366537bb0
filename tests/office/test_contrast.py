"""Colours that carry words can be read: contrast at least 4.5 to 1, in both type sizes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent.parent / "luoshi/office/static/luoshi/css"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))
MARKS = {"proposed": "#fdf1d0", "confirmed": "#e2f2e8", "rejected": "#eef0f2", "chosen": "#d6e6f8"}
PAIRS = [
    *[
        (words, ground)
        for words in ("ink", "ink-2", "ink-3", "blue", "seal")
        for ground in ("paper", "sheet", "sheet-2")
    ],
    *[
        ("wait", "wait-tint"),
        ("done", "done-tint"),
        ("drop", "drop-tint"),
        ("seal-2", "seal-tint"),
        ("seal", "seal-tint"),
    ],
    *[("wait", "paper"), ("done", "paper"), ("blue-2", "sheet"), ("ink", "blue-tint"), ("ink", "wait-tint")],
    *[("sheet", "blue"), ("sheet", "blue-2"), ("sheet", "seal"), ("sheet", "seal-2")],
]


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    assert contrast(TOKENS[words], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("mark", MARKS)
def test_the_reports_words_stand_out_from_their_marks(mark: str) -> None:
    sheet = (CSS / "reading.css").read_text()
    assert MARKS[mark] in sheet
    words = TOKENS["drop" if mark == "rejected" else "ink"]
    assert contrast(words, MARKS[mark]) >= 4.5
    assert contrast(TOKENS["ink-2"], MARKS[mark]) >= 4.5


def test_edges_of_fields_and_the_focus_ring_can_be_seen() -> None:
    for edge in ("line-2", "focus"):
        assert contrast(TOKENS[edge], TOKENS["sheet"]) >= 3
        assert contrast(TOKENS[edge], TOKENS["paper"]) >= 3
