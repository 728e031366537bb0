"""What a unit reports on a day, given how fast it goes. Pure."""

from __future__ import annotations

from datetime import date

from luoshi.ledger.lamps import CEILINGS
from luoshi.ledger.paths import Path, Shape, planned

OVERSHOOT = 1.04  # nobody reports much more than was promised
WORDS = (
    "截至{day}，累计完成{figure}，各点位按计划推进。",
    "本期完成情况已与台账逐项核对，累计{figure}。",
    "累计{figure}，其余正在施工，进度正常。",
    "与相关单位会商两次，难点已协调解决，累计完成{figure}。",
)
SLOW_WORDS = (
    "受雨季和前期手续影响，进度偏慢，累计完成{figure}，已增加施工力量。",
    "资金拨付和招标环节用时较长，目前累计{figure}，正倒排工期。",
)


def figure_on(path: Path, relation: str, pace: float, on: date, before: float | None) -> float:
    """The figure reported on a day; what is counted up never falls, and whole things come in whole numbers."""
    if path.shape is Shape.LEVEL:
        level = path.goal * (2 - pace if relation in CEILINGS else pace)
        return round(level, 1)
    figure = path.base + (planned(path, on) - path.base) * pace
    figure = min(figure, path.base + (path.goal - path.base) * OVERSHOOT)
    in_whole = path.whole or (path.goal == int(path.goal) and path.goal >= 2)
    figure = float(round(figure)) if in_whole else round(figure, 2)
    return figure if before is None else max(figure, before)


def typed(figure: float) -> str:
    """As somebody types it: 26, 18.5."""
    return f"{figure:.2f}".rstrip("0").rstrip(".")


def note_on(number: int, pace: float, on: date, words: str) -> str:
    """A sentence or two that go with a figure."""
    told = SLOW_WORDS if pace < 0.85 else WORDS
    return told[number % len(told)].format(day=f"{on.month}月{on.day}日", figure=words)
