"""The gold files are what their marks say: nobody edits offsets by hand."""

import json
from pathlib import Path

import mark
import pytest

HERE = Path(mark.__file__).parent
BUILT = mark.build((HERE / "hard.marks").read_text(encoding="utf-8"))


def test_text_and_annotation_are_built_from_the_marks() -> None:
    text, rows, sentences, groups = BUILT
    assert (HERE / "hard.txt").read_text(encoding="utf-8") == text
    lines = (HERE / "hard.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert (HERE / "hard.sentences.tsv").read_text(encoding="utf-8").splitlines() == sentences
    assert (HERE / "hard.groups.tsv").read_text(encoding="utf-8").splitlines() == groups


def test_every_span_quotes_its_text() -> None:
    text, rows, _, _ = BUILT
    assert all("".join(text[row["start"] : row["end"]].split()) == row["quote"] for row in rows)


def test_rows_stand_in_text_order() -> None:
    starts = [row["start"] for row in BUILT[1]]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("quote", "value", "unit", "relation"),
    [
        ("4.8万只", 48000, "只", "eq"),
        ("12万千瓦", 120000, "千瓦", "eq"),
        ("3%~5%", [3, 5], "%", "range"),
        ("10至15家", [10, 15], "家", "range"),
        ("800余件", 800, "件", "gt"),
        ("5.2%以内", 5.2, "%", "le"),
        ("33微克/立方米左右", 33, "微克/立方米", "approx"),
    ],
)
def test_a_quote_is_measured(quote: str, value: object, unit: str, relation: str) -> None:
    assert mark.measure(quote) == {"value": value, "unit": unit, "relation": relation}
