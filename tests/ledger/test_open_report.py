"""Opening a report: what the database, the folder and the journal hold afterwards."""

from __future__ import annotations

import hashlib

import pytest
from django.core.exceptions import ValidationError

from luoshi.journal.models import Line
from luoshi.journal.queries import verify
from luoshi.ledger.actions import DuplicateReport, NotAllowed, open_report
from luoshi.ledger.models import Commitment, CommitmentRevision, Passage, Report, Section, Target, Term
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import AT, TEXT, read_simply, source_of


def test_a_supervisor_opens_an_account_with_every_promise_proposed(open_text, district):
    report = open_text()

    assert report.owner == district.county
    assert report.reading_version == "fake-1"
    assert [each.text for each in report.commitments.order_by("number")] == [
        "更新改造供热管网13公里，燃气管道8.5公里。",
        "力争新增停车泊位2000个以上。",
        "6月底前建成竹箬水厂。",
        "完善城市精细化管理机制。",
        "新建改建幼儿园5所，新增普惠学位1200个。",
        "深入推进全域公园城市建设。",
        "“十五五”时期，全区地区生产总值年均增长5.5%左右。",
    ]
    assert set(report.commitments.values_list("status", "origin", "revision_count")) == {("proposed", "read", 1)}
    assert list(report.commitments.order_by("number").values_list("kind", flat=True)) == [
        "target", "target", "milestone", "action", "target", "action", "target",
    ]  # fmt: skip


def test_every_span_quotes_the_stored_text(report):
    for each in [*Commitment.objects.all(), *Target.objects.all()]:
        words = each.text if isinstance(each, Commitment) else each.quote
        assert report.text[each.start : each.end] == words


def test_sections_keep_their_tree(report):
    sections = list(Section.objects.order_by("order"))

    assert [section.title for section in sections] == ["一、做强城市功能", "（一）改造老旧管网", "二、办好民生实事"]
    assert sections[1].parent == sections[0]
    assert sections[1].titles == ["一、做强城市功能", "（一）改造老旧管网"]
    assert sections[2].parent is None
    assert Commitment.objects.get(text__contains="供热管网").section == sections[1]


def test_what_was_not_taken_and_the_glossary_are_kept(report):
    passage, term = Passage.objects.get(), Term.objects.get()

    assert report.text[passage.start : passage.end] == "我们要乘风破浪！"
    assert passage.reason == "slogan"
    assert term.term == "全域公园城市"
    assert [report.text[start:end] for start, end in term.uses] == ["全域公园城市"]


def test_the_file_is_kept_as_received(report, files):
    assert (files / report.source_digest).read_bytes() == TEXT.encode()
    assert report.source_digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_each_commitment_has_its_first_revision_and_equals_it(report):
    assert CommitmentRevision.objects.filter(change="read", number=1).count() == 7
    assert list(strayed()) == []


def test_the_journal_has_one_line_for_the_whole_opening(report, district):
    line = Line.objects.get(subject_type="ledger.report")

    assert (line.action, line.actor, line.subject_id) == ("report.opened", district.supervisor, report.pk)
    assert line.data["commitments"] == 7
    assert list(verify()) == []


def test_the_same_file_again_is_refused_and_names_the_first(open_text, report):
    with pytest.raises(DuplicateReport) as refusal:
        open_text(title="又一次")

    assert refusal.value.report == report
    assert Report.objects.count() == 1


def test_a_town_may_open_the_same_file_as_its_own(open_text, report, district):
    again = open_text(by=district.town_supervisor)

    assert again.owner == district.town


def test_a_report_that_promises_nothing_opens_empty(open_text):
    report = open_text("我们要乘风破浪！\n")

    assert report.commitments.count() == 0
    assert report.passages.count() == 1


@pytest.mark.parametrize("who", ["leader", "viewer", "reporter", "town_reporter"])
def test_nobody_but_a_supervisor_opens_reports(open_text, district, who, files):
    with pytest.raises(NotAllowed):
        open_text(by=getattr(district, who))

    assert Report.objects.count() == 0
    assert not files.exists()


def test_bytes_that_are_not_the_source_are_refused(district):
    source, _ = source_of(TEXT)

    with pytest.raises(ValueError, match="not made from these bytes"):
        open_report(
            by=district.supervisor, source=source, original=b"other", title="", place="云浦区", year=2026, at=AT,
            reader=read_simply,
        )  # fmt: skip


def test_a_failed_reading_leaves_no_row(district):
    source, data = source_of(TEXT)

    def broken(text):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_report(
            by=district.supervisor, source=source, original=data, title="", place="云浦区", year=2026, at=AT,
            reader=broken,
        )  # fmt: skip

    assert Report.objects.count() == 0


def test_nul_characters_do_not_move_the_spans(open_text):
    report = open_text("更新\0改造供热管网13公里。\n")

    target = Target.objects.get()
    assert report.text[target.start : target.end] == "13公里"


@pytest.mark.parametrize("wrong", [{"year": 0}, {"year": 26}, {"year": 99999}, {"place": "  "}, {"place": "长" * 81}])
def test_what_does_not_fit_leaves_neither_row_nor_file(district, wrong, files):
    source, data = source_of(TEXT)
    values = {"title": "报告", "place": "云浦区", "year": 2026, **wrong}

    with pytest.raises(ValidationError):
        open_report(by=district.supervisor, source=source, original=data, at=AT, reader=read_simply, **values)

    assert Report.objects.count() == 0
    assert not files.exists()


def test_a_long_title_is_cut(open_text):
    assert len(open_text(title="长" * 500).title) == 200


def test_storing_takes_a_fixed_number_of_queries(open_text, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        open_text("一、学位\n" + "".join(f"新增学位{number}个。我们要奋斗！\n" for number in range(300)))
