"""工作台: each role finds what is theirs to do, and nothing else."""

from __future__ import annotations

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi.ledger.actions import refuse_duty
from luoshi.ledger.models import Duty
from luoshi.people.models import User

EARLY = datetime(2026, 2, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

pytestmark = pytest.mark.django_db


def home(browser) -> str:
    answer = browser.get(reverse("home"))
    assert answer.status_code == 200
    return answer.text


def test_a_reporter_finds_a_short_list_and_no_lamps(given_out, district, as_user) -> None:
    page = home(as_user(district.reporter))
    assert "签收" in page
    assert 'class="tile' not in page
    assert "最慢" not in page


def test_a_supervisor_finds_figures_to_verify_and_what_turned_red(given_out, desk) -> None:
    page = home(desk)
    assert "待核实的填报" in page
    assert "供热管网" in page
    assert "近七天新增红灯" in page


def test_a_refusal_waits_for_the_office_with_the_place_it_names(given_out, district, desk) -> None:
    duty = Duty.objects.get(commitment=given_out[1])
    district.approver.organisation = duty.holder
    district.approver.save()
    refuse_duty(
        by=User.objects.get(pk=district.approver.pk), duty=duty, expected_step=duty.step_count,
        better=district.housing, at=EARLY, why="不属本局职责",
    )  # fmt: skip
    page = home(desk)
    assert "待裁定的退办" in page
    assert "建议由区住建局承办" in page


def test_a_leader_finds_the_district_in_one_look(given_out, district, as_user) -> None:
    page = home(as_user(district.leader))
    assert page.count('class="tile ') == 5
    assert "进度最慢" in page
    assert "待核实的填报" not in page


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_find_their_rooms(given_out, district, as_user, role) -> None:
    page = home(as_user(getattr(district, role)))
    assert "room-cards" in page
    assert 'class="tile' not in page
    assert "供热管网" not in page


def test_before_the_first_report_the_office_is_told_to_upload_one(desk) -> None:
    page = home(desk)
    assert reverse("report-upload") in page
    assert "还没有报告" in page


def test_messages_are_new_until_they_are_marked(given_out, district, as_user) -> None:
    browser = as_user(district.reporter)
    assert "未读" in home(browser)
    assert 'class="new"' in browser.get(reverse("inbox")).text
    assert browser.post(reverse("inbox-seen")).status_code == 302
    assert 'class="new"' not in browser.get(reverse("inbox")).text


@pytest.mark.parametrize(("who", "words"), [("reporter", "本月填报"), ("supervisor", "待核实的填报")])
def test_what_waits_is_taken_away_as_a_workbook(given_out, district, as_user, who, words) -> None:
    browser = as_user(getattr(district, who))
    assert reverse("home-export") in home(browser)
    rows = list(load_workbook(io.BytesIO(browser.get(reverse("home-export")).content)).active.values)
    assert any(words in str(row[0]) and row[2] for row in rows)


def test_who_only_looks_takes_nothing_away(given_out, district, as_user) -> None:
    assert as_user(district.viewer).get(reverse("home-export")).status_code == 403


def test_queries_are_bounded(given_out, desk, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(34):
        home(desk)
