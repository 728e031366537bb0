"""对账 on a page: last year's promises, this year's words, what was dropped first."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse
from small_report import AT

from luoshi.ledger.actions import open_report
from luoshi.ledger.models import Report
from luoshi.reading.sources import load_bytes
from tests.reading.reconciliation.invented_reports import last_report, this_report


@pytest.fixture
def open_reading(district):
    def open_reading(reading) -> Report:
        data = reading.text.encode()
        return open_report(
            by=district.supervisor, source=load_bytes(data, "报告.txt"), original=data, title="",
            place="云浦县", year=reading.year, at=AT,
        )  # fmt: skip

    return open_reading


@pytest.fixture
def this(open_reading) -> Report:
    open_reading(last_report("新建农村幸福院12所。", "硬化巷道26公里。", "鹭汀大桥建成通车。"))
    return open_reading(this_report("新建农村幸福院15所。", "鹭汀大桥建成通车。"))


def address(report: Report, **query: str) -> str:
    return reverse("report-reconciliation", args=[report.pk], query=query)


def test_both_sentences_stand_side_by_side(desk, this):
    page = desk.get(address(this)).text

    assert page.index("硬化巷道26公里。") < page.index("鹭汀大桥建成通车。") < page.index("新建农村幸福院12所。")
    assert "未再提及" in page
    assert "新建农村幸福院15所" in page


def test_a_tile_narrows_the_table_down(desk, this):
    page = desk.get(address(this, verdict="unmentioned")).text

    assert "硬化巷道" in page
    assert "幸福院" not in page


def test_nonsense_in_the_address_shows_everything(desk, this):
    assert "硬化巷道" in desk.get(address(this, verdict="'; drop")).text


def test_without_last_years_report_the_page_says_what_to_do(desk, open_reading):
    page = desk.get(address(open_reading(this_report("新建农村幸福院15所。")))).text

    assert "2024年" in page
    assert reverse("reports") in page


def test_it_can_be_taken_away(desk, this):
    response = desk.get(reverse("report-reconciliation-export", args=[this.pk]))

    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["未再提及", "完成", "超额完成"]
    assert rows[3][4] == "15所"


def test_whoever_only_looks_on_takes_nothing_away(as_user, district, this):
    client = as_user(district.viewer)

    assert client.get(address(this)).status_code == 200
    assert client.get(reverse("report-reconciliation-export", args=[this.pk])).status_code == 403
