"""Masks show enough to recognise and too little to use."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luoshi.secrecy import Sensitive, mask


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Sensitive.NAME, "云一舟", "云**"),
        (Sensitive.NAME, "云", "云*"),
        (Sensitive.ID_NUMBER, "990101199003071234", "990101********1234"),
        (Sensitive.ID_NUMBER, "9901011234", "**********"),
        (Sensitive.PHONE, "13900001111", "139****1111"),
        (Sensitive.ACCOUNT, "6200000000001234", "************1234"),
        (Sensitive.ADDRESS, "云浦区望渚街道鹭汀路3号", "云浦区望渚街******"),
        (Sensitive.HEALTH, "高血压", "已隐去"),
        (Sensitive.OTHER, "任何话", "已隐去"),
        (Sensitive.PHONE, "  ", ""),
    ],
)
def test_each_kind_is_masked_its_own_way(kind: Sensitive, value: str, shown: str) -> None:
    assert mask(kind, value) == shown


@given(st.sampled_from(Sensitive), st.text(min_size=2).filter(lambda text: len(text.strip()) > 1))
def test_nothing_comes_through_whole(kind: Sensitive, value: str) -> None:
    assume("*" not in value)  # as if it had been masked before
    assert mask(kind, value) != value.strip()
