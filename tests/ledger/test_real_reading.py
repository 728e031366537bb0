"""The ledger with the real reading: nothing about accuracy, only that the two fit."""

from __future__ import annotations

import itertools
import time
from importlib.resources import files

import pytest

from luoshi.ledger.actions import add_commitment, open_report
from luoshi.ledger.models import Commitment, Target
from luoshi.ledger.projection import strayed
from luoshi.ledger.queries import AccountFilter, account, report_reading
from luoshi.reading.sources import load_bytes
from tests.ledger.example_report import AT

DEMO = (files("luoshi.cli") / "demo" / "report.txt").read_bytes()


def open_bytes(user, data, name="报告.txt", year=2026):
    return open_report(
        by=user, source=load_bytes(data, name), original=data, title="", place="云浦区", year=year, at=AT
    )  # fmt: skip


def test_the_demo_report_opens_and_every_span_quotes_its_words(district):
    report = open_bytes(district.supervisor, DEMO)

    assert report.commitments.count() > 50
    assert report.title
    for each in [*Commitment.objects.all(), *Target.objects.all()]:
        words = each.text if isinstance(each, Commitment) else each.quote
        assert "".join(report.text[each.start : each.end].split()) == words
    assert list(strayed()) == []


def test_live_commitments_do_not_overlap_and_sections_nest(district):
    report = open_bytes(district.supervisor, DEMO)

    spans = sorted(report.commitments.values_list("start", "end"))
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    for section in report.sections.exclude(parent=None).select_related("parent"):
        assert section.parent.order < section.order
        assert section.path.startswith(section.parent.path)


def test_added_words_are_read_with_the_reports_year(district):
    report = open_bytes(district.supervisor, "一、今年安排\n我们要团结一心，新建公园30个，6月底前完成！\n".encode())
    Commitment.objects.exclude(status="replaced").update(status="rejected")
    start = report.text.index("新建")

    added = add_commitment(
        by=district.supervisor, report=report, start=start, end=start + len("新建公园30个"), at=AT, why="漏读"
    )

    assert [(each.quote, each.value, each.object) for each in added.targets.all()] == [("30个", 30.0, "公园")]


def test_a_text_that_is_no_report_opens_without_an_account(district):
    report = open_bytes(district.supervisor, ("春眠不觉晓，处处闻啼鸟。\n" * 5).encode())

    assert account(district.supervisor, AccountFilter(report=report.pk)).total == 0


@pytest.mark.slow
def test_thirty_thousand_characters_open_well_under_two_seconds(district):
    paragraph = "新建口袋公园{0}个，改造供热管网{0}公里，全面提升城市功能品质和精细化治理水平，让群众的日子越过越红火，"
    sentences = ((paragraph + "力争地区生产总值增长5.{0}%以上。\n").format(number) for number in range(1, 401))
    data = ("一、2026年工作安排\n" + "".join(sentences)).encode()

    started = time.process_time()
    report = open_bytes(district.supervisor, data)
    opened = time.process_time()
    report_reading(district.supervisor, report.pk)
    account(district.supervisor, AccountFilter(report=report.pk))
    shown = time.process_time()

    print(f"opened {len(report.text)} characters, {report.commitments.count()} commitments in {opened - started:.2f} s;"
          f" shown in {shown - opened:.2f} s")  # fmt: skip
    assert len(report.text) > 29_000
    assert report.commitments.count() == 400
    assert shown - started < 2
