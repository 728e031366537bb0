"""Adding a commitment: by selecting words in the page, or by pasting them."""

from __future__ import annotations

import pytest

from luoshi.ledger.models import Commitment

SLOGAN = "我们要乘风破浪、勇往直前！"


def place(report, words: str) -> dict[str, object]:
    start = report.text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def test_selected_words_become_a_confirmed_commitment(desk, report) -> None:
    response = desk.post(f"/reports/{report.pk}/add/", {**place(report, SLOGAN), "why": "区长要求列入"})
    added = Commitment.objects.get(origin="added")
    assert response["Location"] == f"/reports/{report.pk}/#r{added.number}"
    assert (added.text, added.status) == (SLOGAN, "confirmed")
    assert added.revisions.get().why == "区长要求列入"


def test_words_that_are_not_at_their_place_are_refused(desk, report) -> None:
    shifted = place(report, SLOGAN)
    shifted["start"] = int(str(shifted["start"])) + 1
    response = desk.post(f"/reports/{report.pk}/add/", {**shifted, "why": "x"})
    assert response.status_code == 422
    assert "在选定的位置没有找到这些文字" in response.text
    assert not Commitment.objects.filter(origin="added").exists()


def test_the_address_of_a_sentence_not_taken_fills_the_form(desk, report) -> None:
    start = report.text.index(SLOGAN)
    page = desk.get(f"/reports/{report.pk}/add/?start={start}&end={start + len(SLOGAN)}").text
    assert SLOGAN in page
    assert f'name="start" value="{start}"' in page


def test_pasted_words_are_found_across_line_breaks(desk, report, commitment_with) -> None:
    whole = commitment_with("完善城市精细化管理机制")
    desk.post(f"/commitments/{whole.pk}/reject/", {"expected_revision": 1, "why": "拆开另列"})
    words = "完善城市 精细化管理机制"
    response = desk.post(f"/reports/{report.pk}/add/", {"words": words, "why": "单列"}, follow=True)
    assert response.status_code == 200
    assert Commitment.objects.get(origin="added").text == "完善城市精细化管理机制"


def test_words_that_stand_twice_ask_which_is_meant(desk, report) -> None:
    response = desk.post(f"/reports/{report.pk}/add/", {"words": "全域公园城市", "why": "x"})
    assert response.status_code == 422
    assert response.text.count("<mark") == 2
    second = report.text.rindex("全域公园城市：")
    assert f"?start={second}&amp;end={second + 6}" in response.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": "从来没有写过的话", "why": "x"}, "报告中没有这些文字"),
        ({"words": "  ", "why": "x"}, "请在这里粘贴句子"),
        ({"words": SLOGAN, "why": " "}, "请写明原因"),
        ({"start": "7", "end": "3", "why": "x"}, "没有找到这些文字"),
        ({"start": "0", "end": "99999999", "why": "x"}, "没有找到这些文字"),
        ({"start": "a", "end": "b", "why": "x"}, ""),
    ],
)
def test_what_cannot_be_added_is_explained(desk, report, fields, said) -> None:
    response = desk.post(f"/reports/{report.pk}/add/", fields)
    assert response.status_code == 422
    assert said in response.text
    assert not Commitment.objects.filter(origin="added").exists()


def test_words_of_another_commitment_name_it(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/reports/{report.pk}/add/", {"words": "更新改造供热管网13公里", "why": "x"})
    assert response.status_code == 422
    assert f"任务{pipes.number}已包含这些文字" in response.text


@pytest.mark.parametrize(
    "query", ["start=1", "start=-1&end=4", "start=9&end=2", "start=0&end=999999999999", "start=x&end=y"]
)
def test_a_nonsense_address_gives_the_empty_form(desk, report, query) -> None:
    response = desk.get(f"/reports/{report.pk}/add/?{query}")
    assert response.status_code == 200
    assert "<textarea" in response.text


def test_who_may_not_add_gets_no_form(as_user, district, report) -> None:
    client = as_user(district.viewer)
    assert client.get(f"/reports/{report.pk}/add/").status_code == 403
    assert client.post(f"/reports/{report.pk}/add/", {**place(report, SLOGAN), "why": "x"}).status_code == 403
