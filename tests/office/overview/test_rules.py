"""督查规则: what holds, what a change would do, who may make it, and what stays as it was."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luoshi.ledger.models import CommitmentState, RuleVersion

pytestmark = pytest.mark.django_db
LAMP = {
    "yellow_points": "10", "red_points": "30", "fresh_days": "31", "unverified_days": "20", "silent_months": "3",
    "report_day": "25", "near_days": "15", "approx_points": "5", "basis": "", "why": "",
}  # fmt: skip


def colours() -> list[str]:
    return list(CommitmentState.objects.order_by("commitment").values_list("colour", flat=True))


def test_every_topic_is_shown_with_the_shipped_values(given_out, desk) -> None:
    page = desk.get(reverse("rules")).text
    assert page.count("默认模板") == 5
    assert "退办期限（工作日）" in page
    assert "每月补充填报上限（次）" in page


def test_a_look_says_which_lamps_would_be_others_and_writes_nothing(given_out, desk) -> None:
    before = colours()
    assert "red" in before
    page = desk.post(
        reverse("rule-change", args=["lamp"]), LAMP | {"silent_months": "24", "red_points": "100", "look": ""}
    ).text
    assert "连续几个月未填报亮红灯: 3 → <b>24</b>" in page.replace("：", ": ")
    assert "项任务变灯" in page
    assert not RuleVersion.objects.exists()
    assert colours() == before


def test_keeping_it_needs_a_reason_and_turns_the_lamps(given_out, desk) -> None:
    address = reverse("rule-change", args=["lamp"])
    wanted = LAMP | {"silent_months": "24", "red_points": "100", "keep": ""}
    assert desk.post(address, wanted).status_code == 422
    assert desk.post(address, wanted | {"why": "年初集中填报"}).status_code == 302
    assert RuleVersion.objects.get().number == 1
    assert "red" not in colours()
    page = desk.get(reverse("rules")).text
    assert "第1版" in page
    assert "年初集中填报" in page


def test_nonsense_is_refused_at_its_field(given_out, desk) -> None:
    address = reverse("rule-change", args=["lamp"])
    for wrong in ({"red_points": "5"}, {"report_day": "32"}, {"near_days": "1.5"}, {"yellow_points": "很多"}):
        answer = desk.post(address, LAMP | wrong | {"look": ""})
        assert answer.status_code == 422, wrong
        assert 'class="errors"' in answer.text, wrong
    days = reverse("rule-change", args=["reminding"])
    given = {"near_days": "１５、7，3", "late_days": "x", "monthly_days": "3", "answer_days": "5", "look": ""}
    assert desk.post(days, given).status_code == 422
    assert desk.post(days, given | {"late_days": "1 7"}).status_code == 200
    assert desk.get(reverse("rule-change", args=["weather"])).status_code == 404


def test_others_look_and_change_nothing(given_out, district, as_user) -> None:
    for role in ("leader", "reporter", "viewer"):
        browser = as_user(getattr(district, role))
        assert reverse("rule-change", args=["lamp"]) not in browser.get(reverse("rules")).text
        assert browser.get(reverse("rule-change", args=["lamp"])).status_code == 403
