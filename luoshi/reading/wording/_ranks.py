"""Levels of government: 省级 and 国家级 things are not the same."""

from __future__ import annotations

import re

_RANK = re.compile("(国家|(?:省|市|区|县)(?=级))级?(以上)?")


def are_other_ranks(one: str, other: str) -> bool:
    """Whether two texts name levels of government of which none is the same; 以上 takes in more."""
    asked, given = _RANK.findall(one), _RANK.findall(other)
    if not asked or not given or any(rank[1] for rank in asked + given):
        return False
    return not {rank[0] for rank in asked} & {rank[0] for rank in given}
