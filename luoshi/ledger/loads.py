"""How much the program asks of an organisation in a month, and where it stops. Pure.

Burdens of reporting are limited by the rules against formalism (整治形式主义为基层减负若干规定, 2024) and by
国办函〔2026〕12号, which forbids arbitrary and repeated demands for forms. Neither gives
a number: the cap is the office's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from luoshi.ledger.thresholds import Limits, Thresholds


@dataclass(frozen=True, slots=True)
class LoadRule(Thresholds):
    """How many reports beyond the monthly ones an organisation may be asked for in a month, and how many visits."""

    most_requests: int = 10
    most_visits: int = 2

    LIMITS: ClassVar[Limits] = {"most_requests": (0, 1000), "most_visits": (0, 31)}


SHIPPED = LoadRule()


@dataclass(frozen=True, slots=True)
class Load:
    """What one organisation is asked for in one month. ``monthly`` are its goals' ordinary reports."""

    monthly: int = 0
    requests: int = 0
    visits: int = 0
    notices: int = 0

    @property
    def total(self) -> int:
        """Everything together."""
        return self.monthly + self.requests + self.visits + self.notices


def would_exceed(rule: LoadRule, load: Load, more: int) -> bool:
    """Would so many further requests go beyond the cap?"""
    return load.requests + more > rule.most_requests
