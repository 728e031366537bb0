"""Giving commitments out: one with its shares, and several at once."""

from __future__ import annotations

import pytest

from luoshi.ledger.models import Commitment, Duty, Goal


@pytest.fixture
def schools(confirmed, commitment_with) -> Commitment:
    """幼儿园5所 and 普惠学位1200个."""
    return commitment_with("幼儿园")


def test_a_target_is_shared_out_and_the_sum_is_counted_before(enter, district, schools) -> None:
    desk, page = enter(district.supervisor), f"/commitments/{schools.pk}/dispatch/"
    form = {
        "expected_revision": 2,
        "lead": district.housing.pk,
        "due_on": "2026-12-31",
        "supporting": district.water.pk,
    }
    town, water = f"share-2-{district.town.pk}", f"share-2-{district.water.pk}"
    counted = desk.post(page, form | {town: "700", "count": "2"})
    assert "分解数合计700个，还差500个。" in counted.text
    assert not Duty.objects.exists()
    refused = desk.post(page, form | {town: "700", water: "400"})
    assert "指标2：分解数合计为1100，与指标不符。" in refused.text
    assert desk.post(page, form | {town: "７００", water: "500个"}).status_code == 302
    assert {(each.duty.holder.code, each.duty.part) for each in Goal.objects.filter(parent__isnull=False)} == {
        ("town", "share"),
        ("water", "share"),
    }


def test_a_target_is_spread_evenly_over_what_is_begun(enter, district, schools) -> None:
    form = {
        "expected_revision": 2,
        "lead": district.housing.pk,
        "due_on": "2026-12-31",
        "supporting": district.water.pk,
    }
    shares = {f"share-2-{district.town.pk}": "1", f"share-2-{district.water.pk}": "1"}
    page = enter(district.supervisor).post(f"/commitments/{schools.pk}/dispatch/", form | shares | {"even": "2"})
    assert page.text.count('value="600"') == 2
    assert "与指标一致" in page.text


def test_that_nobody_leads_is_said_at_the_field(enter, district, schools) -> None:
    form = {"expected_revision": 2, "due_on": "2026-12-31"}
    answer = enter(district.supervisor).post(f"/commitments/{schools.pk}/dispatch/", form)
    assert answer.status_code == 422
    assert "请选择牵头单位" in answer.text


def test_a_stale_dispatch_is_compared(enter, district, schools) -> None:
    form = {"expected_revision": 1, "lead": district.housing.pk, "due_on": "2026-12-31"}
    answer = enter(district.supervisor).post(f"/commitments/{schools.pk}/dispatch/", form)
    assert answer.status_code == 409
    assert "确认" in answer.text


def test_several_go_out_at_once_and_one_without_a_lead_stays(enter, district, confirmed) -> None:
    desk = enter(district.supervisor)
    first, second, third = Commitment.objects.filter(report=confirmed, status="confirmed")[:3]
    form = {f"take-{each.pk}": "on" for each in (first, second, third)}
    form |= {f"seen-{each.pk}": each.revision_count for each in (first, second, third)}
    form |= {f"lead-{first.pk}": district.housing.pk, f"lead-{second.pk}": district.water.pk}
    answer = desk.post("/account/dispatch/", form)
    assert answer.status_code == 422
    assert set(Duty.objects.values_list("commitment", flat=True)) == {first.pk, second.pk}
    assert "请选择牵头单位" in answer.text


def test_only_the_office_gives_out(enter, district, confirmed) -> None:
    assert enter(district.reporter).get("/account/dispatch/").status_code == 403
    assert enter(district.leader).get("/account/dispatch/").status_code == 403
