"""The shelf: reports with their counts."""

from __future__ import annotations

from small_report import open_text


def test_an_empty_shelf_says_what_to_do(desk) -> None:
    page = desk.get("/reports/").text
    assert "还没有报告" in page
    assert "/reports/upload/" in page


def test_a_viewer_is_not_offered_what_they_may_not_do(as_user, district) -> None:
    page = as_user(district.viewer).get("/reports/").text
    assert "/reports/upload/" not in page
    assert "督查室还没有上传报告" in page


def test_each_report_shows_how_far_it_is_confirmed(desk, report) -> None:
    page = desk.get("/reports/").text
    assert report.title in page
    total = report.commitments.count()
    assert f'status=proposed">{total}</a>' in page
    assert f'<progress value="0" max="{total}"' in page


def test_other_governments_reports_are_not_there(as_user, district, report) -> None:
    assert report.title not in as_user(district.stranger).get("/reports/").text


def test_queries_do_not_grow_with_the_reports(desk, district, report, django_assert_num_queries) -> None:
    with django_assert_num_queries(7):
        desk.get("/reports/")
    open_text(district.supervisor, "一、2026年工作安排\n\n新建幼儿园3所。\n", "又一份报告")
    with django_assert_num_queries(7):
        desk.get("/reports/")
