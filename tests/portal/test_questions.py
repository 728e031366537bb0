"""The question that keeps simple robots out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.portal.questions import Question, is_right, question_of


@given(st.integers(min_value=0, max_value=10_000))
def test_every_question_has_small_numbers_and_no_negative_answer(seed):
    question = question_of(seed)
    assert 1 <= question.second <= question.first <= 9
    assert 0 <= question.result <= 18


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=-5, max_value=30))
def test_only_the_right_number_is_right(seed, typed):
    question = question_of(seed)
    assert is_right(question, str(typed)) == (typed == question.result)


@pytest.mark.parametrize("typed", ["12", "１２", " 1 2 ", "十二", "一十二", "①②"])
def test_it_may_be_written_in_any_way(typed):
    assert is_right(Question(7, 5), typed)


@pytest.mark.parametrize("typed", ["", "十", "二十", "twelve", "12.0", "十二个", "十十"])
def test_anything_else_is_wrong(typed):
    assert not is_right(Question(7, 5), typed)


def test_nothing_minus_itself_is_zero_in_words_too():
    assert is_right(Question(4, 4, minus=True), "零")
