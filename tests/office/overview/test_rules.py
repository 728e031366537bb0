"""督查规则: what holds, what a change would do, who may make it, and what stays as it was."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luoshi.ledger.models import CommitmentState, RuleVersion
from luoshi.sheets import read_table

pytestmark = pytest.mark.django_db
LAMP = {
    "yellow_points": "10", "red_points": "30", "fresh_days": "31", "unverified_days": "20", "silent_months": "3",
    "report_day": "25", "near_days": "15", "approx_points": "5", "basis": "", "why": "", "expected": "0",
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


def test_of_two_who_change_a_rule_the_second_is_shown_what_the_first_did_and_decides_anew(given_out, desk) -> None:
    address = reverse("rule-change", args=["lamp"])
    seen = desk.get(address).text
    assert 'name="expected" value="0"' in seen
    assert desk.post(address, LAMP | {"silent_months": "24", "why": "年初集中填报", "keep": ""}).status_code == 302

    mine = LAMP | {"red_points": "50", "why": "放宽红灯", "keep": ""}
    answer = desk.post(address, mine)
    assert answer.status_code == 409
    assert "年初集中填报" in answer.text
    assert "放宽红灯" in answer.text
    assert "24 → <b>3</b>" in answer.text  # what mine would take back
    assert 'name="expected" value="1"' in answer.text
    assert RuleVersion.objects.get().number == 1

    assert desk.post(address, mine | {"expected": "1"}).status_code == 302
    assert RuleVersion.objects.count() == 2


@pytest.mark.parametrize("expected", ["", "x", "-1", "99"])
def test_a_form_that_saw_no_version_sets_no_rule(given_out, desk, expected) -> None:
    address = reverse("rule-change", args=["lamp"])
    assert desk.post(address, LAMP | {"why": "x", "keep": "", "expected": expected}).status_code == 409
    assert not RuleVersion.objects.exists()


def test_every_version_is_taken_away_with_its_reason(given_out, desk) -> None:
    desk.post(reverse("rule-change", args=["lamp"]), LAMP | {"silent_months": "24", "why": "年初集中填报", "keep": ""})
    table = read_table(desk.get(reverse("rules-export")).content, headings=("规则", "版本"), required=("版本",))
    months = [row for row in table.rows if row["阈值"] == "连续几个月未填报亮红灯"]
    assert [(row["版本"], row["数值"], row["理由"]) for row in months] == [
        ("1", "24", "年初集中填报"),
        ("默认模板", "3", ""),
    ]
