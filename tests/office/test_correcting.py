"""Correcting what was read."""

from __future__ import annotations

import re
from html import unescape

import pytest

from luoshi.ledger.models import Commitment


def filled(page: str) -> dict[str, str]:
    """The form's values as a browser would send them back."""
    form = re.sub(r"<template>.*?</template>|<noscript>.*?</noscript>", "", page, flags=re.DOTALL)
    form = form[form.index('class="desk-form"') :]
    values: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = re.search(r'name="([^"]+)"', tag), re.search(r'type="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not (kind and kind[1] in {"radio", "checkbox"} and " checked" not in tag):
            values[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    return values | {"why": "与原文核对"}


@pytest.fixture
def pipes(commitment_with) -> Commitment:
    return commitment_with("供热管网")


def test_the_form_holds_what_was_read(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text)
    assert values["t-0-object"] == "供热管网"
    assert values["t-0-value"] == "13"
    assert values["t-0-unit"] == "公里"
    assert values["t-INITIAL_FORMS"] == "2"


def test_a_value_is_corrected_and_the_history_shows_it(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text)
    values |= {"t-0-value": "1.3万", "t-0-relation": "ge", "t-0-deadline": "2026-10-31", "modality": "strive"}
    page = desk.post(f"/commitments/{pipes.pk}/correct/", values, follow=True).text
    target = pipes.targets.first()
    assert (target.value, target.relation, str(target.deadline)) == (13000.0, "ge", "2026-10-31")
    pipes.refresh_from_db()
    assert pipes.modality == "strive"
    assert "与原文核对" in page
    assert "不少于1.3万公里" in page
    assert "2026年10月31日" in page


def test_a_range_is_written_as_one(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text) | {"t-0-value": "12—14"}
    desk.post(f"/commitments/{pipes.pk}/correct/", values)
    target = pipes.targets.first()
    assert (target.value, target.value_high, target.relation) == (12.0, 14.0, "range")


def test_a_target_is_removed(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text) | {"t-1-remove": "on", "t-1-value": "nonsense"}
    desk.post(f"/commitments/{pipes.pk}/correct/", values)
    assert [target.object for target in pipes.targets.all()] == ["供热管网"]


def test_a_milestone_is_added(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text)
    values |= {
        "t-2-kind": "milestone",
        "t-2-quote": "更新改造供热管网",
        "t-2-action": "更新改造",
        "t-2-names": "供热管网、回水管",
    }
    desk.post(f"/commitments/{pipes.pk}/correct/", values)
    added = pipes.targets.get(kind="milestone")
    assert pipes.report.text[added.start : added.end] == "更新改造供热管网"
    assert added.names == ["供热管网", "回水管"]


def test_the_blank_card_counts_for_nothing(desk, pipes) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text)
    values |= {"t-2-kind": "target", "t-2-relation": "eq", "t-2-mode": "do", "t-2-modality": "firm", "t-2-quote": ""}
    desk.post(f"/commitments/{pipes.pk}/correct/", values)
    assert pipes.targets.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"t-0-value": ""}, "指标要有数值"),
        ({"t-0-value": "很多"}, "请填写数字"),
        ({"t-0-quote": "没有的话"}, "句中没有这些文字"),
        ({"t-0-deadline": "二月"}, "errors"),
        ({"t-0-kind": "other"}, "errors"),
        ({"t-TOTAL_FORMS": "99999"}, "请检查下面的指标"),
        ({"t-TOTAL_FORMS": "x"}, "请检查下面的指标"),
        ({"why": ""}, "请写明原因"),
    ],
)
def test_what_does_not_fit_is_said_where_it_is(desk, pipes, wrong, said) -> None:
    values = filled(desk.get(f"/commitments/{pipes.pk}/correct/").text) | wrong
    response = desk.post(f"/commitments/{pipes.pk}/correct/", values)
    assert response.status_code == 422
    assert said in response.text
    pipes.refresh_from_db()
    assert pipes.revision_count == 1


def test_in_the_reading_view_the_marks_are_set_anew(desk, pipes, inline) -> None:
    page = desk.get(f"/commitments/{pipes.pk}/correct/", headers=inline)
    assert "<html" not in page.text
    assert page["HX-Retarget"] == f"#r{pipes.number} .desk"
    response = desk.post(f"/commitments/{pipes.pk}/correct/", filled(page.text), headers=inline)
    assert response.status_code == 204
    assert response["HX-Trigger"] == f'{{"luoshi:moved": {{"number": "{pipes.number}"}}}}'
