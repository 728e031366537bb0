"""Stage 1: the report that looks back → its sentences, each with the period of which it speaks.

Needs a reading. Guarantees: sentences of the lookback only, in text order, spans in cleaned text; thanks and
difficulties are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.reading._clean import Clean, clean
from luoshi.reading._model import Part, Reading
from luoshi.reading._outline import Head, Paragraph
from luoshi.reading._segment import segment
from luoshi.reading.reconciliation._vocabulary import pattern
from luoshi.reading.sources import to_simplified

_SENTENCE = re.compile("[^。！？!?\n]*[。！？!?]+[”’）」』]*|[^。！？!?\n]+$")
_SEVERAL_YEARS = pattern("several_years")
_ONE_YEAR = pattern("one_year")
_ANY_YEAR = "20\\d\\d"
_IN_SEVERAL_YEARS = pattern("in_several_years")
_EACH_YEAR = pattern("each_year")
_NO_REPORT = pattern("no_report")
_OVERCOME = re.compile(
    pattern("overcome").pattern + "[^，。；]{0,8}?(?:困难|挑战|问题)[^，。；]{0,6}"
)  # are told as deeds
_OPENING = 40  # characters in which a passage says what it is about
_FIRST_WORDS = 12
_PAPER = re.compile("《[^》]*》?")  # 《总体规划（2021—2035年）》 tells no period
_MARKS = re.compile('[“”"]')


@dataclass(frozen=True, slots=True)
class Lookback:
    """The cleaned text, its sentences, and the headings of its part."""

    cleaned: Clean
    sentences: tuple[Sentence, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``[start, end)`` in the cleaned text. ``several_years``: its figures are of a longer period than one year."""

    start: int
    end: int
    several_years: bool


def look_back(reading: Reading) -> Lookback:
    """The lookback of a report."""
    cleaned = clean(to_simplified(reading.text))
    outline = segment(cleaned.text, reading.year)
    paragraphs = [paragraph for paragraph in outline.paragraphs if paragraph.part is Part.LOOKBACK]
    year = re.compile((str(reading.year - 1) if reading.year else _ANY_YEAR) + "年(?!以来|至|到|[—-])")
    sentences = tuple(_sentences(cleaned.text, paragraphs, outline.heads, year))
    headings = tuple(head.title for head in outline.heads if head.part is Part.LOOKBACK and head.level == 1)
    return Lookback(cleaned, sentences, headings)


def _sentences(text: str, paragraphs: list[Paragraph], heads: list[Head], year: re.Pattern[str]) -> Iterator[Sentence]:
    several = told = False
    head = None
    for paragraph in paragraphs:
        if paragraph.head is not None and paragraph.head != head:
            head = paragraph.head
            told = _is_headed(heads, head, year)
            several = _period(heads[head].title, year, several=several)
        opening = text[paragraph.start : min(paragraph.end, paragraph.start + _OPENING)]
        if _NO_REPORT.search(_OVERCOME.sub("", opening)):
            continue
        # Under a heading of several years a year named in passing does not end them: …迈上新台阶，2020年全区….
        several = _period(opening[: _FIRST_WORDS if told else _OPENING], year, several=several or told)
        for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
            own = bool(_IN_SEVERAL_YEARS.search(match[0]))
            if own and match.start() - paragraph.start < _OPENING and _SEVERAL_YEARS.search(match[0][:_OPENING]):
                several = True
            yield Sentence(*match.span(), (several or own) and not _EACH_YEAR.search(match[0]))


def _is_headed(heads: list[Head], head: int, year: re.Pattern[str]) -> bool:
    """Whether the nearest heading above that names a period names several years."""
    above: int | None = head
    while above is not None:
        title = _MARKS.sub("", heads[above].title)
        one = bool(_ONE_YEAR.search(title) or year.search(title))
        if one or _SEVERAL_YEARS.search(title):
            return not one  # “十四五”时期和2025年工作回顾 says both
        above = heads[above].parent
    return False


def _period(opening: str, year: re.Pattern[str], *, several: bool) -> bool:
    """Whether the passage that opens so, or is headed so, speaks of several years; as before when it does not say."""
    opening = _MARKS.sub("", _PAPER.sub("", opening))
    one = _ONE_YEAR.search(opening) or year.search(opening, 0, _FIRST_WORDS)  # …从2020年的2万亿元提高到2025年的
    more = _SEVERAL_YEARS.search(opening)
    if more and not (one and one.start() < more.start()):
        return True
    return False if one else several
