"""Figures over closed matters: 矛盾纠纷化解率 and its kind.

A goal counts the matters of its own government and of those beneath it.
"""

from __future__ import annotations

from datetime import date

from luoshi.ledger.models import Binding
from luoshi.matters.queries import closed_facts
from luoshi.mechanisms import Figure, Measure, count_figure
from luoshi.registers.queries import latest_pack


def measure_of(binding: Binding) -> Measure:
    """The measure as the pack in force declares it."""
    pack = latest_pack(binding.pack)
    if pack is None:
        raise KeyError(binding.pack)
    return pack.measure(binding.measure)


def counts_matters(binding: Binding) -> bool:
    """Is it over the matters of a mechanism, and not over a register?"""
    return bool(measure_of(binding).mechanism)


def matter_figure(binding: Binding, *, on: date, as_of: date | None = None) -> Figure:
    """The figure on a day. Matters are told by their day of closing, so ``as_of`` leaves out what was closed later;
    that one was closed and opened again in between is not told.
    """
    government = binding.goal.commitment.report.owner_id
    return figure_of_matters(binding.pack, binding.measure, on=on, as_of=as_of, government=government)


def figure_of_matters(
    pack_name: str, measure_name: str, *, on: date, as_of: date | None = None, government: int | None = None
) -> Figure:
    """The figure of one government's matters or, without one, of all. Raises KeyError for a measure not in force."""
    pack = latest_pack(pack_name)
    if pack is None:
        raise KeyError(pack_name)
    measure = pack.measure(measure_name)
    until = on if as_of is None else min(on, as_of)
    return count_figure(
        measure, closed_facts(measure.mechanism, until, government), on=on, settings=pack.setting_values
    )
