"""A start at the end of all dates is refused with its code, not with an overflow."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.workdays import Limit, LimitFault, Unit, due


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKDAY, Unit.MONTH])
def test_a_start_beyond_every_rule_is_refused(unit: Unit) -> None:
    with pytest.raises(LimitFault) as refused:
        due(Limit(5, unit), date.max)
    assert refused.value.code == "start_too_late"


def test_the_longest_limit_in_days_still_has_an_end() -> None:
    assert due(Limit(10_000, Unit.DAY), date(3000, 12, 31)).on == date(3028, 5, 18)
