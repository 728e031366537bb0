"""Who holds a post on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in a post; ``ended_on`` is the first day on which they hold it no longer."""

    holding: int
    since: date
    ended_on: date | None
    acting: bool = False

    def covers(self, on: date) -> bool:
        """Does it hold on this day?"""
        return self.since <= on and (self.ended_on is None or on < self.ended_on)

    def meets(self, other: Term) -> bool:
        """Do both hold on some day?"""
        return (other.ended_on is None or self.since < other.ended_on) and (
            self.ended_on is None or other.since < self.ended_on
        )


@dataclass(frozen=True, slots=True)
class Filling:
    """Who is in a post: the holder proper and who acts for them, each if there is one."""

    proper: int | None = None
    acting: int | None = None

    @property
    def in_charge(self) -> int | None:
        """Whose duty it is: the one acting goes before the one acted for."""
        return self.acting if self.acting is not None else self.proper


def filling_on(terms: Iterable[Term], on: date) -> Filling:
    """The post's holders on this day, by holding."""
    here = [term for term in terms if term.covers(on)]
    proper = next((term.holding for term in here if not term.acting), None)
    acting = next((term.holding for term in here if term.acting), None)
    return Filling(proper, acting)


def clash_of(terms: Iterable[Term], new: Term) -> Term | None:
    """The term of the same sort that would stand in the way of a new one; None if there is room.

    A holder proper who is still in the post and came before is no clash: the successor ends that term.
    """
    for term in terms:
        if term.acting != new.acting or not term.meets(new):
            continue
        if not new.acting and term.ended_on is None and term.since <= new.since and new.ended_on is None:
            continue
        return term
    return None
