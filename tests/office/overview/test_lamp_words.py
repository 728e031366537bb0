"""Lamps in marks and words."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from luoshi.ledger.lamps import COLOURS, Code, Colour
from luoshi.ledger.models import GoalState
from luoshi.office.lamp_words import SHAPES, cause_words, lamp, planned_words, quantity_words

CAUSES = {
    Code.OVERDUE: ({"due_on": "2026-03-05", "days": 3}, "应于2026年3月5日完成，已逾期3天，尚未达到目标"),
    Code.SILENT: ({"months": 3, "limit": 3}, "连续3个月未填报"),
    Code.FAR_BEHIND: ({"points": 30.14, "limit": 30.0}, "落后序时进度30.1个百分点，超过30个百分点"),
    Code.BEHIND: ({"points": 12.0, "limit": 10.0}, "落后序时进度12个百分点，达到10个百分点"),
    Code.NEAR_DUE: ({"due_on": "2026-03-05", "days": 9}, "符合序时进度；2026年3月5日到期，还有9天"),
    Code.ON_PATH: ({"points": -4.0, "limit": 10.0}, "符合序时进度：超前4个百分点"),
    Code.REACHED: ({"goal": 13.0}, "已达到目标"),
    Code.NOT_STARTED: ({"start_on": "2026-03-05"}, "2026年3月5日起算，目前没有进度要求"),
    Code.ENDED: ({"ending": "settled"}, "销号"),
}


@pytest.mark.parametrize(
    ("figure", "goal", "unit", "words"),
    [
        (1089.0411, 1200.0, "个", "1089个"),
        (54.2466, 60.0, "部", "54.2部"),
        (7.1096, 8.5, "公里", "7.11公里"),
        (17178.0822, 19000.0, "人", "1.718万人"),
        (12.0, 13.0, "公里", "12公里"),
        (None, 13.0, "公里", "—"),
        (0.5, 0.0, "%", "0.5%"),
    ],
)
def test_a_planned_figure_is_as_exact_as_its_goal(figure, goal, unit, words) -> None:
    with translation.override("zh-hans"):
        assert planned_words(figure, goal, unit) == words


@pytest.mark.parametrize("code", Code)
def test_every_cause_has_a_sentence_with_its_numbers(code) -> None:
    inputs, words = CAUSES[code]
    with translation.override("zh-hans"):
        assert cause_words(code.value, inputs) == words


@pytest.mark.parametrize(
    ("points", "words"),
    [(0.0, "符合序时进度"), (4.5, "符合序时进度：落后4.5个百分点，在允许范围内")],
)
def test_on_path_says_how_far_behind_is_still_allowed(points, words) -> None:
    with translation.override("zh-hans"):
        assert cause_words("on_path", {"points": points, "limit": 10.0}) == words


def test_no_two_colours_have_one_shape() -> None:
    assert set(SHAPES) == set(Colour) >= set(COLOURS.values())
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize(("colour", "word"), [("red", "红灯"), ("grey", "灰灯")])
def test_a_lamp_is_a_mark_and_its_word(colour, word) -> None:
    with translation.override("zh-hans"):
        shown = lamp(colour)
    assert f'class="lamp {colour}"' in shown
    assert f"</svg>{word}</span>" in shown
    assert lamp("") == ""


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [(13.0, "公里", "13公里"), (48000, "只", "4.8万只"), (None, "所", "—"), (5.5, "%", "5.5%")],
)
def test_a_quantity_is_written_as_an_office_writes_it(figure, unit, words) -> None:
    with translation.override("zh-hans"):
        assert quantity_words(figure, unit) == words


def test_templates_ask_a_state_for_its_cause() -> None:
    state = GoalState(code="silent", inputs={"months": 4, "limit": 3})
    with translation.override("zh-hans"):
        assert Template("{% load office %}{% cause state %}").render(Context({"state": state})) == "连续4个月未填报"
