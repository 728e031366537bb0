"""The overview's pages: what each role sees, what nonsense does, what may be taken away, what they cost."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

PAGES = ("district", "lamps", "milestones", "changes", "loads")
WATCHING = ("supervisor", "leader", "approver", "auditor")
ONLOOKERS = ("viewer", "deputy")


@pytest.mark.parametrize("role", [*WATCHING, *ONLOOKERS, "reporter"])
def test_everybody_of_business_sees_each_page(given_out, district, as_user, role) -> None:
    browser = as_user(getattr(district, role))
    for page in PAGES:
        assert "</table>" in browser.get(reverse(page)).text, page


def test_before_anything_is_given_out_no_page_shows_a_table(desk, report) -> None:
    for page in PAGES:
        answer = desk.get(reverse(page))
        assert answer.status_code == 200, page
        assert "<tbody" not in answer.text, page


NONSENSE = (
    "report=x&page=-1&colour=pink&order=up", "report=99999999999999999999", "on=2026-02-30&since=never&due_from=x",
     "on=0001-01-01&since=9999-12-31", "text=%00%27&field=1&organisation=5&page=99999999999",
)  # fmt: skip


def test_nonsense_in_the_address_does_no_harm(given_out, desk) -> None:
    for page in PAGES:
        for query in NONSENSE:
            assert desk.get(f"{reverse(page)}?{query}").status_code == 200, (page, query)


def test_the_district_counts_lamps_and_says_why_they_are_red(given_out, desk) -> None:
    page = desk.get(reverse("district")).text
    assert "截至2026年7月1日，在办任务2项" in page
    assert "各领域亮灯" in page
    assert "区住建局" in page
    assert 'id="chart-by_field"' in page
    assert page.count('class="lamp-chart"') == 3


def test_the_list_narrows_down(given_out, desk, district) -> None:
    pipes, school = given_out
    page = desk.get(f"{reverse('lamps')}?organisation={district.housing.pk}").text
    assert reverse("commitment-detail", args=[pipes.pk]) in page
    assert reverse("commitment-detail", args=[school.pk]) not in page
    assert "自" in page
    assert "连续" in desk.get(f"{reverse('lamps')}?text=幼儿园").text


def test_a_lamp_is_never_told_by_its_colour_alone(given_out, desk) -> None:
    page = desk.get(reverse("lamps")).text
    assert page.count('<span class="lamp ') == page.count("灯</span>") > 0


def test_every_page_is_taken_away_as_a_workbook(given_out, district, as_user) -> None:
    for role in WATCHING:
        browser = as_user(getattr(district, role))
        for page in PAGES:
            answer = browser.get(reverse(f"{page}-export"))
            assert load_workbook(io.BytesIO(answer.content)).active.max_row > 1, (role, page)


def test_onlookers_take_nothing_away(given_out, district, as_user) -> None:
    for role in ONLOOKERS:
        browser = as_user(getattr(district, role))
        for page in PAGES:
            assert browser.get(reverse(f"{page}-export")).status_code == 403, (role, page)
            assert reverse(f"{page}-export") not in browser.get(reverse(page)).text, (role, page)


def test_each_table_of_the_district_has_its_own_workbook(given_out, desk) -> None:
    answer = desk.get(f"{reverse('district-export')}?table=by_month")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "月份"
    assert rows[1][0] == "2026年7月"


def test_an_organisations_page(given_out, desk, district) -> None:
    page = desk.get(reverse("organisation-checking", args=[district.housing.pk])).text
    assert district.housing.name in page
    assert "5公里" in page
    assert desk.get(reverse("organisation-checking", args=[district.neighbour.pk])).status_code == 404


def test_a_unit_sees_its_own_commitments_only(given_out, district, as_user) -> None:
    pipes, school = given_out
    page = as_user(district.reporter).get(reverse("lamps")).text
    assert reverse("commitment-detail", args=[pipes.pk]) in page
    assert reverse("commitment-detail", args=[school.pk]) not in page


def test_milestones_draw_a_bar_for_each_goal(given_out, desk) -> None:
    page = desk.get(reverse("milestones")).text
    assert page.count('<rect class="bar ') == sum(each.goals.count() for each in given_out)
    assert "2026年12月31日" in page


def test_what_changed_tells_who_did_it(given_out, desk) -> None:
    page = desk.get(f"{reverse('changes')}?since=2026-06-27").text
    assert "已完工五公里" in page
    assert "zhujian" in page


def test_queries_are_bounded(given_out, desk, django_assert_max_num_queries) -> None:
    for page, most in {"district": 22, "lamps": 16, "milestones": 16, "changes": 14, "loads": 14}.items():
        with django_assert_max_num_queries(most):
            desk.get(reverse(page))
