"""Figures over closed matters: 矛盾纠纷化解率 and its kind. A goal counts the matters of its own government."""

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
    pack, measure = latest_pack(binding.pack), measure_of(binding)
    until = on if as_of is None else min(on, as_of)
    facts = closed_facts(measure.mechanism, until, binding.goal.commitment.report.owner_id)
    return count_figure(measure, facts, on=on, settings=pack.setting_values if pack else {})
