"""Patterns are quick on every text, or refused."""

from __future__ import annotations

import re
import time

import pytest

from luoshi.mechanisms._patterns import PatternError, check_pattern


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(a|a)*b", r"(\d+)*x", r"(a?){30}a{30}", r"a*a*a*a*b", r"(.*)*(.*)*c"])
def test_exploding_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        check_pattern(pattern, 200)

    assert caught.value.explodes


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", r"(?=a)b", r"a*?", r"a++", r"(?i)a", r"[", r"(", r"a{2,1}", r"\p{L}", "*a", ""]
)
def test_what_is_not_in_the_set_is_refused(pattern: str) -> None:
    if pattern:
        with pytest.raises(PatternError):
            check_pattern(pattern, 200)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^[0-9A-Z]{2}-\d{4,8}$", "CD-0001"),
        (r"^[^@]+@[^@]+$", "a@b"),
        (r"^(甲|乙|丙)\d*$", "乙12"),
        (r"^\d{6}(?:\d{3}(?:\d{3})?)?$", "370215001"),
    ],
)
def test_ordinary_patterns_pass_and_are_quick_on_hostile_text(pattern: str, text: str) -> None:
    check_pattern(pattern, 100)
    assert re.search(pattern, text)

    started = time.perf_counter()
    for hostile in ("a" * 99 + "!", "1" * 100, "@" * 100, "甲" * 100):
        re.search(pattern, hostile)
    assert time.perf_counter() - started < 0.1
