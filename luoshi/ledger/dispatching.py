"""Giving out a commitment: limits for signing and refusing, and how a target is shared out. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from luoshi.ledger.thresholds import Limits, Thresholds
from luoshi.people.abilities import Ability

# What has been given out keeps its words and bounds: its goals change by another path, its organisations by re-routing.
BEFORE_DISPATCH = frozenset({Ability.CORRECT, Ability.SPLIT, Ability.MERGE, Ability.REJECT, Ability.ASSIGN})


@dataclass(frozen=True, slots=True)
class DispatchRule(Thresholds):
    """Limits in working days, counted from the day after dispatch. Local practice has 3, 5 or 10; none is law."""

    sign_days: int = 2
    refuse_days: int = 5
    rule_days: int = 3
    most_refusals: int = 2

    LIMITS: ClassVar[Limits] = {
        "sign_days": (1, 60),
        "refuse_days": (1, 60),
        "rule_days": (1, 60),
        "most_refusals": (1, 10),
    }


SHIPPED = DispatchRule()


class ShareCode(StrEnum):
    """Why a target cannot be shared out like this."""

    NONE = "none"
    TWICE = "twice"  # one organisation has two shares
    NOT_POSITIVE = "not_positive"
    NOT_THE_SUM = "not_the_sum"
    NO_NUMBER = "no_number"  # a commitment without a number, or a rate, has no parts


@dataclass(frozen=True, slots=True)
class Share:
    """An organisation's part of a target, in the target's unit."""

    organisation: int
    figure: float


@dataclass(frozen=True, slots=True)
class ShareFault:
    """What is wrong; ``sum`` is what the shares add up to."""

    code: ShareCode
    organisation: int | None = None
    sum: float | None = None


def fault_in_shares(goal: float | None, mode: str, shares: Sequence[Share]) -> ShareFault | None:
    """Shares of an amount add up to it exactly. A level or a rate cannot be shared out: 5.5% has no town's part."""
    if goal is None or mode != "do":
        return ShareFault(ShareCode.NO_NUMBER)
    if not shares:
        return ShareFault(ShareCode.NONE)
    seen: set[int] = set()
    for share in shares:
        if share.organisation in seen:
            return ShareFault(ShareCode.TWICE, share.organisation)
        if not math.isfinite(share.figure) or share.figure <= 0:
            return ShareFault(ShareCode.NOT_POSITIVE, share.organisation)
        seen.add(share.organisation)
    total = round(math.fsum(share.figure for share in shares), 6)
    return None if total == round(goal, 6) else ShareFault(ShareCode.NOT_THE_SUM, sum=total)


def split_evenly(goal: float, organisations: Sequence[int], *, whole: bool = True) -> tuple[Share, ...]:
    """A first proposal for the shares: as even as whole numbers allow, the first ones take what is left over."""
    if not whole or goal != int(goal):
        each = round(goal / len(organisations), 2)
        last = round(goal - each * (len(organisations) - 1), 6)
        figures = [each] * (len(organisations) - 1) + [last]
    else:
        low, rest = divmod(int(goal), len(organisations))
        figures = [float(low + (at < rest)) for at in range(len(organisations))]
    return tuple(Share(*pair) for pair in zip(organisations, figures, strict=True))
