"""Splitting a sentence and merging neighbours."""

from __future__ import annotations

import pytest

from luoshi.ledger.models import Commitment


def test_the_sentence_is_offered_with_a_place_at_every_pause(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    page = desk.get(f"/commitments/{pipes.pk}/split/").text
    comma = report.text.index("，燃气管道") + 1
    assert f'name="at" value="{comma}"' in page
    assert page.count('name="at"') == 1


def test_splitting_gives_each_piece_its_figure(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    comma = report.text.index("，燃气管道") + 1
    form = {"expected_revision": 1, "at": comma, "why": "两家单位分别负责"}
    page = desk.post(f"/commitments/{pipes.pk}/split/", form, follow=True).text
    assert "已拆分，这是第一条。" in page
    gas = Commitment.objects.get(text="燃气管道8.5公里。")
    assert gas.targets.get().value == 8.5
    assert "该任务已拆分或合并" in desk.get(f"/commitments/{pipes.pk}/").text


@pytest.mark.parametrize("at", ["", "3", "999999", "x"])
def test_other_places_are_refused(desk, report, commitment_with, at) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/commitments/{pipes.pk}/split/", {"expected_revision": 1, "at": at, "why": "x"})
    assert response.status_code == 422
    pipes.refresh_from_db()
    assert pipes.status == "proposed"


def test_merging_with_the_next(desk, report, commitment_with) -> None:
    first, second = commitment_with("供热管网"), commitment_with("停车泊位")
    page = desk.get(f"/commitments/{first.pk}/merge/").text
    assert second.text in page
    form = {"expected_revision": 1, "next_id": second.pk, "next_revision": 1, "why": "同一项工程"}
    page = desk.post(f"/commitments/{first.pk}/merge/", form, follow=True).text
    merged = Commitment.objects.get(origin="merged")
    assert merged.targets.count() == 3
    assert f"任务{merged.number}" in page


def test_merging_across_a_heading_is_explained(desk, report, commitment_with) -> None:
    last = commitment_with("全域公园城市")
    page_next = commitment_with("幼儿园")
    form = {"expected_revision": 1, "next_id": page_next.pk, "next_revision": 1, "why": "x"}
    response = desk.post(f"/commitments/{last.pk}/merge/", form)
    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert "不相邻" in response.text


def test_the_last_one_has_no_next(desk, report, commitment_with) -> None:
    assert "这是报告的最后一条任务" in desk.get(f"/commitments/{commitment_with('文化惠民').pk}/merge/").text


def test_merging_with_what_has_changed_meanwhile_is_not_done(desk, report, commitment_with) -> None:
    first, second = commitment_with("供热管网"), commitment_with("停车泊位")
    desk.post(f"/commitments/{second.pk}/confirm/", {"expected_revision": 1})
    form = {"expected_revision": 1, "next_id": second.pk, "next_revision": 1, "why": "同一项工程"}
    response = desk.post(f"/commitments/{first.pk}/merge/", form)
    assert response.status_code == 409
    assert not Commitment.objects.filter(origin="merged").exists()
