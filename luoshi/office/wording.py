"""Targets in words: 增长5.5%左右, 不少于6000户, 青岛蓝谷医院、领海学校 建成. Language as active; no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from luoshi.office.figures import span_written

NAMES_SHOWN = 4
BRIEF = 64
RATES = ("%", "％", "个百分点", "‰")


class Aim(Protocol):
    """A target or a milestone, as a row or inside a revision."""

    @property
    def kind(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def value_high(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def deadline(self) -> date | None: ...


def speaks_chinese() -> bool:
    """Is the page in Chinese?"""
    return (get_language() or "zh").startswith("zh")


def figure_words(aim: Aim) -> str:
    """The number with its unit and how the outcome must stand to it; "" for a milestone."""
    if aim.value is None:
        return ""
    chinese = speaks_chinese()
    number = span_written(aim.value, aim.value_high, chinese=chinese)
    gap = "" if chinese or aim.unit in RATES else " "
    figure = f"{number}{gap}{aim.unit}"
    return _moved(aim.mode, _related(aim.relation, aim.unit, figure))


def _related(relation: str, unit: str, figure: str) -> str:
    if relation == "ge":
        pattern = pgettext("rate", "at least %(figure)s") if unit in RATES else _("at least %(figure)s")
    else:
        pattern = {
            "gt": _("more than %(figure)s"),
            "le": _("at most %(figure)s"),
            "lt": _("below %(figure)s"),
            "approx": _("about %(figure)s"),
        }.get(relation, "%(figure)s")
    return pattern % {"figure": figure}


def _moved(mode: str, figure: str) -> str:
    pattern = {"grow": _("up %(figure)s"), "cut": _("down %(figure)s")}.get(mode, "%(figure)s")
    return pattern % {"figure": figure}


def subject_words(aim: Aim) -> str:
    """What is counted, or what reaches a stage."""
    if aim.kind == "target":
        return aim.object or aim.action or aim.quote
    names = "、".join(aim.names[:NAMES_SHOWN])
    return f"{names}等" if len(aim.names) > NAMES_SHOWN else names or aim.quote


def aim_words(aim: Aim) -> str:
    """The whole of it on one line: 更新改造供热管网 13公里; 领海学校 建成."""
    if aim.kind == "target":
        return f"{aim.action}{aim.object} {figure_words(aim)}".strip()
    return f"{subject_words(aim)} {aim.action}".strip()


def brief(words: str) -> str:
    """The beginning of a sentence, for lists."""
    return words if len(words) <= BRIEF else words[: BRIEF - 1].rstrip("，、；,;") + "…"
