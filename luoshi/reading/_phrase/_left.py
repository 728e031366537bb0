"""What is found before a number, and what its reading has to know of the surroundings."""

from __future__ import annotations

from typing import Literal, NamedTuple

from luoshi.reading._model import Relation


class Left(NamedTuple):
    """What stands before a number. ``kind``: who governs it.

    ``act``: a verb with its object behind it. ``predicate``: an indicator with 增长, 达到… behind it.
    ``causative``: 推动, 力争… the act stands behind the number. ``none``: no verb here.
    """

    kind: Literal["act", "predicate", "causative", "none"]
    action: str
    object: str
    names: tuple[str, ...]
    relation: Relation | None
    strive: bool
    light: bool = False
    subjects: tuple[str, ...] = ()
    weak: bool = False  # the act may as well be the noun that opens an object
    passes: bool = False  # the act of the number before stood behind its noun (推动#项目开工)


class Around(NamedTuple):
    """What the reading of the words before a number has to know of its surroundings.

    ``shared``: an act before could govern it too. ``in_list``: another number stands before it in the same clause.
    ``has_right``: a noun follows. ``is_ratio``: it is a percentage or a multiple. ``joined``: the words begin right
    behind another number, with its noun. ``completing``: the act before is 完成, which nouns of doing follow.
    ``over``: more than so many were promised before it (新增A超#，B超#).
    """

    shared: bool
    in_list: bool
    has_right: bool
    is_ratio: bool
    joined: bool = False
    completing: bool = False
    over: bool = False
