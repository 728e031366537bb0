"""The numbers that Word draws before a paragraph and does not write into it: 一、（一）1. and the like.

The outline of a report hangs on these, so they are put back into the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from luoshi.reading.sources._numerals import write_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL_MARK = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str  # w:numFmt
    text: str  # w:lvlText, such as （%2）
    legal: bool  # all numbers in it as decimals
    style: str | None  # the paragraph style tied to this level


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the levels of its w:abstractNum, which it shares the counting with, and its own restarts."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """Draws the number of each paragraph in turn; call ``draw`` once for every paragraph, in body order."""

    lists: dict[str, _List]
    styles: dict[str, tuple[str | None, Any]]  # style id → (style it is based on, its numPr)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def draw(self, paragraph: Any) -> str:
        """The number before this ``w:p``, without what follows it; empty when there is none."""
        found = self._find(paragraph)
        if found is None:
            return ""
        number_id, depth = found
        numbered = self.lists[number_id]
        count = self._count(number_id, numbered, depth)
        level = numbered.levels[depth]
        if level.form in {"bullet", "none"}:
            return ""
        return _LEVEL_MARK.sub(lambda mark: _write(numbered, level, count, int(mark[1]) - 1), level.text)

    def _find(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr")
        own = None if properties is None else properties.find(f"{_W}numPr")
        style = None if properties is None else _value(properties.find(f"{_W}pStyle"))
        style_number, style_depth = self._find_in_style(style)
        number_id = (None if own is None else _value(own.find(f"{_W}numId"))) or style_number
        if number_id is None or number_id not in self.lists:
            return None
        written = None if own is None else _value(own.find(f"{_W}ilvl"))
        depth = _whole(written, style_depth)
        return (number_id, depth) if depth in self.lists[number_id].levels else None

    def _find_in_style(self, style: str | None) -> tuple[str | None, int]:
        seen: set[str] = set()
        while style is not None and style in self.styles and style not in seen:
            seen.add(style)
            based_on, number = self.styles[style]
            number_id = None if number is None else _value(number.find(f"{_W}numId"))
            if number_id is not None:
                levels = self.lists[number_id].levels if number_id in self.lists else {}
                tied = [depth for depth, level in levels.items() if level.style == style]
                return number_id, tied[0] if tied else _whole(_value(number.find(f"{_W}ilvl")), 0)
            style = based_on
        return None, 0

    def _count(self, number_id: str, numbered: _List, depth: int) -> dict[int, int]:
        count = self.counts.setdefault(numbered.abstract, {})
        if depth in numbered.restarts and (number_id, depth) not in self.begun:
            count[depth] = numbered.restarts[depth]
        else:
            count[depth] = count[depth] + 1 if depth in count else numbered.levels[depth].start
        self.begun.add((number_id, depth))
        for deeper in [other for other in count if other > depth]:
            del count[deeper]
        return count


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """From the roots of ``numbering.xml`` and ``styles.xml``; either may be None."""
    abstract = {} if numbering is None else _read_abstract(numbering)
    lists = {} if numbering is None else dict(_read_list(n, abstract) for n in numbering.findall(f"{_W}num"))
    return Numbering(lists, {} if styles is None else dict(_read_style(s) for s in styles.findall(f"{_W}style")))


def _read_abstract(numbering: Any) -> dict[str, Any]:
    """By id. A list made with a list style says only which one; the levels are where that style is defined."""
    found = {_id(each, "abstractNumId"): each for each in numbering.findall(f"{_W}abstractNum")}
    defined = {_value(each.find(f"{_W}styleLink")): each for each in found.values()}
    return {number: defined.get(_value(each.find(f"{_W}numStyleLink")) or "", each) for number, each in found.items()}


def _read_list(number: Any, abstract: dict[str, Any]) -> tuple[str, _List]:
    abstract_id = _value(number.find(f"{_W}abstractNumId")) or ""
    base = abstract.get(abstract_id)
    levels = {} if base is None else dict(_read_level(level) for level in base.findall(f"{_W}lvl"))
    restarts: dict[int, int] = {}
    for override in number.findall(f"{_W}lvlOverride"):
        depth = _whole(_id(override, "ilvl"), 0)
        levels.update(_read_level(level) for level in override.findall(f"{_W}lvl"))
        start = _value(override.find(f"{_W}startOverride"))
        if start is not None:
            restarts[depth] = _whole(start, 1)
    return _id(number, "numId"), _List(abstract_id, levels, restarts)


def _read_level(level: Any) -> tuple[int, _Level]:
    return _whole(_id(level, "ilvl"), 0), _Level(
        start=_whole(_value(level.find(f"{_W}start")), 1),
        form=_value(level.find(f"{_W}numFmt")) or "decimal",
        text=_value(level.find(f"{_W}lvlText")) or "",
        legal=level.find(f"{_W}isLgl") is not None,
        style=_value(level.find(f"{_W}pStyle")),
    )


def _read_style(style: Any) -> tuple[str, tuple[str | None, Any]]:
    return _id(style, "styleId"), (_value(style.find(f"{_W}basedOn")), style.find(f"{_W}pPr/{_W}numPr"))


def _write(numbered: _List, level: _Level, count: dict[int, int], depth: int) -> str:
    above = numbered.levels.get(depth)
    if above is None:
        return ""
    return write_number(count.get(depth, above.start), "decimal" if level.legal else above.form)


def _id(element: Any, attribute: str) -> str:
    return str(element.get(f"{_W}{attribute}", ""))


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
