"""Why a department's text may not report on the plan that it was given: another year, another place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.cli.target_files import Plan
from luoshi.reading.reconciliation import find_place, is_same_place

_YEAR = re.compile("(20\\d\\d)年(?!以来)")


def find_doubts(text: str, plan: Plan) -> Iterator[str]:
    """A sentence for each. A text that names neither year nor place is not doubted."""
    years = sorted({int(year) for year in _YEAR.findall("".join(text.split()))})
    if plan.year is not None and years and plan.year not in years:
        named = "、".join(f"{year}年" for year in years)
        yield f"年份不一致：计划是{plan.year}年的，材料说的是{named}。"
    place = find_place(text)
    if place and plan.place and not is_same_place(place, plan.place):
        yield f"地名不一致：计划是{plan.place}的，材料是{place}的。"
