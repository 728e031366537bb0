"""Shares of plan: 完成全年任务的83.16%, 占年度计划的四分之一, 完成率87%.

Needs cleaned text. Guarantees: each share with the span that tells it; whether it stands alone or belongs to figures
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.reading.progress._words import pattern

_FRACTION = (
    r"(?:(?P<parts>[一二三四五六七八九十])分之(?P<of>[一二三四五六七八九])"
    r"|(?P<tenths>[一二三四五六七八九])成(?P<more>半)?|(?P<half>一半))"
)
_HEDGE = "(?:的)?(?:约|近|超过?|逾|达到?|为|已|完成)*"
_PERCENT = r"(?P<percent>\d+(?:\.\d+)?)%"
_OF_PLAN = re.compile(
    rf"(?:占|完成了?|超过?|达到?|相当于|为)[^，。；]{{0,16}}?{pattern('plan_noun')}"
    rf"(?:（[^）]{{0,20}}）)?{_HEDGE}(?:{_PERCENT}|{_FRACTION})"
)
_RATE = re.compile(rf"(?P<subject>[^，。；、\d]{{0,24}}?){pattern('plan_rate')}{_HEDGE}{_PERCENT}")
_ALONE = re.compile(rf"(?:任务|计划|面积|工程|项目|建设|目标)?[^，。；\d]{{0,6}}已?完成(?:了|约|近|超过?)*{_PERCENT}")
_MORE = re.compile(r"[、和](\d+(?:\.\d+)?)%")
_PLAIN_SUBJECT = re.compile("(?:投资|年度|任务|目标|计划|建设|累计|总|，|已)*$")
_DIGITS = {char: index for index, char in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True)
class Share:
    """Percent of plan, told in ``[start, end)``; the number is at ``[number, end)``.

    ``values`` has one for each figure of the list before (完成任务的132%、110%). ``alone``: what it is a share of is
    named here, so it belongs to no figure before it.
    """

    start: int
    number: int
    end: int
    values: tuple[float, ...]
    alone: bool


def find_shares(text: str, start: int, end: int) -> Iterator[Share]:
    """Shares of plan in ``text[start:end]``, in order."""
    at = start
    while (found := _first(text, at, end)) is not None:
        match, alone = found
        values, stop = [_value(match)], match.end()
        while more := _MORE.match(text, stop, end):
            values.append(float(more[1]))
            stop = more.end()
        number = match.start("percent") if match["percent"] else match.end()
        yield Share(match.start(), number, stop, tuple(values), alone)
        at = stop


def _first(text: str, start: int, end: int) -> tuple[re.Match[str], bool] | None:
    candidates: list[tuple[int, int, re.Match[str], bool]] = []
    for order, rule in enumerate((_OF_PLAN, _RATE, _ALONE)):
        if match := rule.search(text, start, end):
            alone = rule is _ALONE or (rule is _RATE and not _PLAIN_SUBJECT.fullmatch(match["subject"]))
            candidates.append((match.end(), order, match, alone))
    if not candidates:
        return None
    _, _, match, alone = min(candidates, key=lambda item: item[:2])
    return match, alone


def _value(match: re.Match[str]) -> float:
    if match["percent"]:
        return float(match["percent"])
    groups = match.groupdict()
    if groups.get("half"):
        return 50.0
    if groups.get("tenths"):
        return 10.0 * _DIGITS[groups["tenths"]] + (5.0 if groups["more"] else 0.0)
    return round(100.0 * _DIGITS[groups["of"]] / _DIGITS[groups["parts"]], 2)
