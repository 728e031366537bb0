"""The account: filtered, sorted, paged, pictured and exported."""

from __future__ import annotations

import io
import json
import re

import pytest
from openpyxl import load_workbook
from small_report import TEXT, open_text


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="l-no num">(\d+)<', page)]


def test_it_lists_every_live_commitment(desk, report) -> None:
    page = desk.get("/account/").text
    assert numbers(page) == [each.number for each in report.commitments.all()]
    assert f"共{report.commitments.count()}条任务" in page


def test_two_characters_are_found(desk, report, commitment_with) -> None:
    page = desk.get("/account/?text=泊位").text
    assert numbers(page) == [commitment_with("停车泊位").number]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=milestone", "竹箬水厂"),
        ("unit=所", "幼儿园"),
        ("modality=strive", "停车泊位"),
        ("text=供热+燃气", "供热管网"),
        ("text=７号线", None),
        ("status=confirmed", None),
        ("organisation=0&text=文化惠民", "文化惠民"),
    ],
)
def test_each_filter_narrows_it_down(desk, report, commitment_with, query, words) -> None:
    page = desk.get(f"/account/?{query}").text
    assert numbers(page) == ([commitment_with(words).number] if words else [])


def test_sections_are_offered_within_one_report(desk, report, commitment_with) -> None:
    assert 'name="section"' not in desk.get("/account/").text
    assert 'name="section"' in desk.get(f"/account/?report={report.pk}").text
    section = commitment_with("幼儿园").section_id
    page = desk.get(f"/account/?report={report.pk}&section={section}").text
    assert commitment_with("幼儿园").number in numbers(page)
    assert commitment_with("供热管网").number not in numbers(page)


def test_options_say_how_many_rows_they_leave(desk, report) -> None:
    page = desk.get("/account/").text
    assert '<option value="strive">力争 (1)</option>' in page
    assert '<option value="milestone" selected>节点 (1)</option>' in desk.get("/account/?kind=milestone").text


def test_set_filters_can_be_taken_away_one_by_one(desk, report) -> None:
    page = desk.get("/account/?kind=target&text=供热").text
    assert 'href="?text=%E4%BE%9B%E7%83%AD"' in page
    assert 'href="?kind=target"' in page


def test_a_filter_that_leaves_nothing_says_what_to_do(desk, report) -> None:
    page = desk.get("/account/?text=没有这样的话").text
    assert "没有符合条件的任务" in page
    assert "<table" not in page


@pytest.mark.parametrize("order", ["number", "-number", "lead", "-lead", "due", "-due", "status", "-status"])
def test_columns_sort_and_say_so(desk, report, order) -> None:
    page = desk.get(f"/account/?order={order}").text
    assert sorted(numbers(page)) == [each.number for each in report.commitments.all()]
    assert f'aria-sort="{"descending" if order.startswith("-") else "ascending"}"' in page


def test_turned_round_the_last_comes_first(desk, report) -> None:
    assert numbers(desk.get("/account/?order=-number").text) == numbers(desk.get("/account/").text)[::-1]


@pytest.mark.parametrize(
    "query",
    [
        *("page=999999999999", "page=-3", "page=x", "order=drop", "report=x", "section=9", "kind=%00", "text=%00"),
        *("unit=" + "x" * 500, "organisation=99999999999999999999", "status=nonsense", "text=" + "很" * 300),
    ],
)
def test_nonsense_in_the_address_is_no_fault(desk, report, query) -> None:
    assert desk.get(f"/account/?{query}").status_code == 200
    assert desk.get(f"/account/export/?{query}").status_code == 200


def test_long_accounts_have_pages_that_keep_the_filter(desk, district) -> None:
    lines = "".join(f"新建幼儿园{n}所。" for n in range(2, 160))
    open_text(district.supervisor, TEXT.replace("开展文化", lines + "开展文化"))
    page = desk.get("/account/?kind=target&page=2").text
    assert len(numbers(page)) == 50
    assert '<span aria-current="page">2</span>' in page
    assert 'href="?kind=target&amp;page=3"' in page


def test_the_picture_has_the_same_numbers_as_the_table_beside_it(desk, report) -> None:
    page = desk.get(f"/account/?report={report.pk}").text
    chart = json.loads(re.search(r'<script id="chart-data" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    assert chart["keys"] == ["target", "milestone", "action"]
    assert sum(row["total"] for row in chart["rows"]) == report.commitments.count()
    table = page[page.index('class="chart-table"') : page.index("</details>")]
    assert [int(each) for each in re.findall(r'<td class="num">(\d+)</td>', table)] == [
        figure for row in chart["rows"] for figure in (*row["counts"], row["total"])
    ]


def sheet(response):
    return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


def test_the_export_holds_exactly_what_the_filter_leaves(desk, report) -> None:
    response = desk.get("/account/export/?text=供热")
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "attachment" in response["Content-Disposition"]
    rows = sheet(response)
    assert len(rows) == 2
    assert "供热管网13公里" in " ".join(str(cell) for cell in rows[1])


def test_the_export_is_linked_with_the_filter(desk, report) -> None:
    assert 'href="/account/export/?kind=target"' in desk.get("/account/?kind=target").text


def test_who_may_not_take_it_away_gets_an_empty_sheet(as_user, district, report) -> None:
    assert len(sheet(as_user(district.viewer).get("/account/export/"))) == 1


def test_others_see_nothing_of_it(as_user, district, report) -> None:
    assert numbers(as_user(district.stranger).get("/account/").text) == []
    assert numbers(as_user(district.reporter).get("/account/").text) == []


def test_queries_do_not_grow_with_the_rows(desk, district, report, django_assert_num_queries) -> None:
    with django_assert_num_queries(17):
        desk.get("/account/")
    open_text(district.supervisor, TEXT.replace("13公里", "14公里"), "又一份报告")
    with django_assert_num_queries(17):
        desk.get("/account/")
