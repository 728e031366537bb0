"""A form is begun out of what somebody told; what the words do not say stays open."""

from __future__ import annotations

import pytest

from luoshi.matters.filling import begin_form, shorten
from luoshi.mechanisms.stages import Mechanism
from tests.matters.conftest import SHELF

DISPUTES: Mechanism = next(each for pack in SHELF for each in pack.mechanisms if each.name == "five_clinics")


def test_the_first_sentence_is_the_subject_and_the_whole_is_the_story():
    begun = begin_form(DISPUTES, "邻里漏水三个月！谈过几次。", "", {})
    assert begun == {"subject": "邻里漏水三个月", "kind": "邻里", "detail": "邻里漏水三个月！谈过几次。"}


def test_what_was_given_goes_first():
    begun = begin_form(DISPUTES, "邻里漏水。", "漏水", {"kind": "物业", "detail": "另写的经过"})
    assert begun == {"subject": "漏水", "kind": "物业", "detail": "另写的经过"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("宅基地边界不清", "土地和宅基地"),
        ("邻里说是物业的事", None),
        ("还有其他问题", None),
        ("邻里漏水，还有其他问题", "邻里"),
    ],
)
def test_a_choice_is_made_where_exactly_one_is_named(text, kind):
    assert begin_form(DISPUTES, text, "", {}).get("kind") == kind


def test_a_subject_too_long_is_cut_with_a_sign():
    subject = begin_form(DISPUTES, "漏" * 100, "", {})["subject"]
    assert subject == "漏" * 59 + "…"
    assert shorten("漏水", 2) == "漏水"
