"""The entry form and the check: what people type wrong, and two at once."""

from __future__ import annotations

import io
import zipfile

import pytest
from days import at
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from luoshi.ledger.models import Binding, Check, Entry


def form(figure: str, **more: object) -> dict[str, object]:
    return {"expected": 0, "figure": figure, "kind": "cumulative", "held_on": "2026-02-05", **more}


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("1.2.3", "多个小数点"),
        ("10^30", "不要用乘方"),
        ("9" * 20, "数字过大"),
        ("-3", "不能小于零"),
        ("3亩", "请换算"),
        ("三", "不是数字"),
        ("1,2,3", "逗号"),
    ],
)
def test_a_figure_that_cannot_be_read_is_answered_at_its_field(enter, district, goal, figure, words) -> None:
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", form(figure))
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{figure}"' in answer.text
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("figure", "value"), [("３．５", 3.5), ("3.5公里", 3.5), ("3.5 千米", 3.5), ("1,200", 1200)])
def test_a_figure_as_people_write_it_is_taken(enter, district, goal, figure, value) -> None:
    enter(district.reporter).post(f"/goals/{goal.pk}/report/", form(figure))
    assert Entry.objects.get().figure == value


def test_a_day_to_come_is_refused(enter, district, goal) -> None:
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", form("3", held_on="2026-02-06"))
    assert "日期尚未到来，今天是2026年2月5日" in answer.text


def test_neither_figure_nor_note(enter, district, goal) -> None:
    assert "请填写数字或情况说明" in enter(district.reporter).post(f"/goals/{goal.pk}/report/", form("")).text


def test_a_lower_total_asks_why_and_is_then_taken(enter, clock, district, goal, report_on) -> None:
    report_on(goal, "5", at(3, 20))
    clock.now = at(4, 20)
    unit, lower = enter(district.reporter), form("4", expected=1, held_on="2026-04-20")
    assert 'name="why_lower"' not in unit.get(f"/goals/{goal.pk}/report/").text
    answer = unit.post(f"/goals/{goal.pk}/report/", lower)
    assert answer.status_code == 422
    assert 'name="why_lower"' in answer.text
    unit.post(f"/goals/{goal.pk}/report/", lower | {"why_lower": "上次误计"})
    assert Entry.objects.get(number=2).why_lower == "上次误计"


def test_a_stale_form_shows_what_was_reported_meanwhile(enter, district, goal, report_on) -> None:
    report_on(goal, "2", at(2, 5, 9))
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", form("3", note="我写的说明"))
    assert answer.status_code == 409
    assert "填报2公里" in answer.text
    assert "我写的说明" in answer.text


def test_another_organisation_cannot_report(enter, staff, goal) -> None:
    assert enter(staff.water_reporter).post(f"/goals/{goal.pk}/report/", form("3")).status_code == 403
    assert enter(staff.town_clerk).post(f"/goals/{goal.pk}/report/", form("3")).status_code == 404


def macros() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.jpg", b"", "是空的"),
        ("表.docx", macros(), "含有宏"),
        ("照片.jpg", b"%PDF-1.7\n", "与扩展名不符"),
        ("程序.exe", b"MZ\x90\x00", "不是可接收的文件"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_and_nothing_is_written(enter, district, goal, name, data, words) -> None:
    sent = form("3", evidence=[SimpleUploadedFile(name, data)])
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Entry.objects.exists()


def test_evidence_comes_back_as_an_attachment_to_whoever_may_take_it(enter, district, staff, goal) -> None:
    sent = form("3", evidence=[SimpleUploadedFile("C:\\内网\\说明.txt", "已完成".encode())])
    enter(district.reporter).post(f"/goals/{goal.pk}/report/", sent)
    file = Entry.objects.get().evidence.get()
    assert file.name == "说明.txt"
    answer = enter(district.supervisor).get(f"/evidence/{file.pk}/")
    assert answer.content.decode() == "已完成"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert enter(staff.town_clerk).get(f"/evidence/{file.pk}/").status_code == 404
    assert enter(district.viewer).get(f"/evidence/{file.pk}/").status_code == 403


def test_of_two_who_verify_at_once_one_wins_and_the_other_is_told(enter, district, staff, goal, report_on) -> None:
    entry = report_on(goal, "2", at(2, 5, 9))
    first, second = enter(district.supervisor), enter(staff.second_supervisor)
    check = {"expected": 0, "kind": "verified"}
    first.post(f"/entries/{entry.pk}/check/", check)
    answer = second.post(f"/entries/{entry.pk}/check/", check | {"figure": "1.5", "why": "现场只有1.5公里"})
    assert answer.status_code == 409
    assert "现场只有1.5公里" in answer.text
    assert Check.objects.count() == 1


def test_reported_and_verified_stand_side_by_side(enter, district, goal, report_on) -> None:
    entry = report_on(goal, "2", at(2, 5, 9))
    desk = enter(district.supervisor)
    desk.post(f"/entries/{entry.pk}/check/", {"expected": 0, "kind": "verified", "figure": "1.5", "why": "现场核对"})
    page = desk.get(f"/goals/{goal.pk}/").text
    assert '<p class="figure num">2公里</p>' in page
    assert '<p class="figure num">1.5公里</p>' in page


@pytest.mark.parametrize("on", ["2026-02-05", "2026-02-04", "", "x", "9999-12-31", "2026-02-30"])
def test_the_lamp_of_any_day_is_shown(enter, district, goal, on) -> None:
    answer = enter(district.supervisor).get(f"/goals/{goal.pk}/lamp/", {"on": on})
    assert answer.status_code == 200
    assert "判定规则" in answer.text


def test_another_path_is_approved_by_somebody_else(enter, district, staff, goal) -> None:
    path = {
        "expected": 1,
        "shape": "quarters",
        "start_on": "2026-01-01",
        "due_on": "2026-12-31",
        "base": "0",
        "goal": "13公里",
    }
    nodes = "2026-03-31 1\n2026-06-30 5\n2026年9月30日 ９\n2026-12-31 13"
    desk = enter(district.supervisor)
    answer = desk.post(f"/goals/{goal.pk}/path/", path | {"nodes": "明天 3", "why": "x"})
    assert "第1行看不懂" in answer.text
    desk.post(f"/goals/{goal.pk}/path/", path | {"nodes": nodes, "why": "雨季停工"})
    proposal = goal.proposals.get()
    assert "本人不能" in desk.post(f"/proposals/{proposal.pk}/", {"approve": "yes"}).text
    enter(staff.second_supervisor).post(f"/proposals/{proposal.pk}/", {"approve": "yes"})
    assert goal.paths.count() == 2
    assert "最初进度" in desk.get(f"/goals/{goal.pk}/").text


def test_a_counted_figure_leads_to_the_records_under_it(enter, district, goal) -> None:
    desk = enter(district.supervisor)
    assert "/registers/" not in desk.get(f"/goals/{goal.pk}/").text.split("<main")[1]
    Binding.objects.create(
        goal=goal,
        number=1,
        pack="deliverables",
        measure="heating",
        division="990101",
        by=district.supervisor,
        at=at(2, 5),
    )
    page = desk.get(f"/goals/{goal.pk}/").text
    assert escape(f"{reverse('goal-figure', args=[goal.pk])}?on=2026-02-05") in page
