"""The reading view: the text with its marks beside the rows."""

from __future__ import annotations

import re

from small_report import TEXT, open_text

from luoshi.ledger.models import Commitment


def test_every_commitment_is_marked_and_has_its_row(desk, report) -> None:
    page = desk.get(f"/reports/{report.pk}/").text
    for commitment in report.commitments.all():
        assert f'<mark id="m{commitment.number}" class="proposed">' in page
        assert f'href="#r{commitment.number}"' in page
        assert f'<li id="r{commitment.number}" class="row proposed' in page
        assert f'href="#m{commitment.number}"' in page


def test_figures_are_underlined_and_listed(desk, report) -> None:
    page = desk.get(f"/reports/{report.pk}/").text
    assert '<u class="t">13公里</u>' in page
    assert '<li class="target">供热管网<b>13公里</b></li>' in page
    assert "不少于2000个" in page


def test_the_reports_own_title_heads_the_text(desk, report) -> None:
    assert '<h2 id="title" data-o="0">云浦区2026年政府工作报告</h2>' in desk.get(f"/reports/{report.pk}/").text


def test_text_is_escaped(desk, report) -> None:
    page = desk.get(f"/reports/{report.pk}/").text
    assert "&lt;统筹&gt;" in page
    assert "<统筹>" not in page


def test_what_was_not_taken_carries_its_reason_and_can_be_taken(desk, report) -> None:
    page = desk.get(f"/reports/{report.pk}/").text
    start = report.text.index("我们要乘风破浪")
    assert re.search(rf'class="why" href="/reports/{report.pk}/add/\?start={start}&amp;end=\d+">[^<]+ · 补录</a>', page)


def test_a_viewer_reads_without_buttons(as_user, district, report) -> None:
    page = as_user(district.viewer).get(f"/reports/{report.pk}/").text
    assert "供热管网" in page
    assert f"/reports/{report.pk}/add/" not in page
    assert f"/reports/{report.pk}/confirm/" not in page


def test_a_reporter_sees_only_what_is_theirs(as_user, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    pipes.lead = district.housing
    pipes.save()
    page = as_user(district.reporter).get(f"/reports/{report.pk}/").text
    assert len(re.findall(r'<mark id="m\d+', page)) == 1


def test_no_one_else_finds_the_report(as_user, district, report) -> None:
    assert as_user(district.stranger).get(f"/reports/{report.pk}/").status_code == 404
    assert as_user(district.stranger).get("/reports/999999999999999999999/").status_code == 404


def test_the_row_opens_with_what_may_be_done(desk, as_user, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    tools = desk.get(f"/commitments/{pipes.pk}/row/").text
    assert 'data-act="c"' in tools
    assert 'data-act="s"' in tools
    tools = as_user(district.leader).get(f"/commitments/{pipes.pk}/row/").text
    assert "data-act" not in tools


def test_queries_do_not_grow_with_the_commitments(desk, district, report, django_assert_num_queries) -> None:
    with django_assert_num_queries(13):
        desk.get(f"/reports/{report.pk}/")
    lines = "".join(f"新建幼儿园{n}所，改造道路{n}公里。" for n in range(2, 60))
    longer = open_text(district.supervisor, TEXT.replace("开展文化", lines + "开展文化"))
    assert Commitment.objects.filter(report=longer).count() > 50
    with django_assert_num_queries(13):
        desk.get(f"/reports/{longer.pk}/")


def test_confirm_all_asks_first_and_then_does_it(desk, report) -> None:
    total = report.commitments.count()
    assert f"确认这{total}条任务" in desk.get(f"/reports/{report.pk}/confirm/").text
    response = desk.post(f"/reports/{report.pk}/confirm/", follow=True)
    assert f"已确认{total}条任务。" in response.text
    assert not report.commitments.filter(status="proposed").exists()
    assert "没有待确认的任务" in desk.get(f"/reports/{report.pk}/confirm/").text


def test_who_may_not_confirm_cannot_confirm_all(as_user, district, report) -> None:
    client = as_user(district.leader)
    assert client.get(f"/reports/{report.pk}/confirm/").status_code == 403
    assert client.post(f"/reports/{report.pk}/confirm/").status_code == 403
    assert report.commitments.filter(status="proposed").exists()


def test_the_reports_account_is_the_account_filtered(desk, report) -> None:
    assert desk.get(f"/reports/{report.pk}/account/")["Location"] == f"/account/?report={report.pk}"
