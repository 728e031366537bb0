"""The account: filters, facets, pages, and how many queries it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.ledger.actions import (
    CommitmentChanges,
    assign_lead,
    confirm_commitment,
    correct_commitment,
    reject_commitment,
    split_commitment,
)
from luoshi.ledger.models import Section
from luoshi.ledger.projection import drafts_in
from luoshi.ledger.queries import NO_LEAD, AccountFilter, account, visible_commitments
from luoshi.ledger.queries.checking import visible_goals
from tests.ledger.example_report import AT


def texts(user, **wanted):
    return [row.commitment.text for row in account(user, AccountFilter(**wanted)).rows]


def section(title):
    return Section.objects.get(title=title)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("供热", 1),  # two characters
        ("管网", 4),  # in a heading over four sentences
        ("泊位", 1),
        ("水厂", 1),
        ("1200", 1),
        ("１２００", 1),  # as a Chinese keyboard types it
        ("公里 燃气", 1),  # both
        ("公里 泊位", 0),
        ("民生", 3),  # only in a heading
        ("100%", 0),
        ("_", 0),
        ("'; DROP TABLE", 0),
        ("", 7),
    ],
)
def test_words_are_found_in_sentences_headings_and_targets(report, district, words, count):
    assert len(texts(district.supervisor, text=words)) == count


def test_a_corrected_object_is_found(commitment_with, district):
    correct_commitment(
        by=district.supervisor, commitment=commitment_with("完善城市"), expected_revision=1, at=AT, why="补上",
        changes=CommitmentChanges(targets=[_corrected_target(commitment_with("完善城市"))]),
    )  # fmt: skip

    assert texts(district.supervisor, text="网格员") == ["完善城市精细化管理机制。"]


def _corrected_target(commitment):
    from luoshi.ledger.actions import TargetDraft

    return TargetDraft(
        kind="target", start=commitment.start, end=commitment.start + 2, quote="完善", value=30.0, unit="名",
        relation="eq", mode="do", object="网格员",
    )  # fmt: skip


def test_each_filter_alone(report, district):
    user = district.supervisor
    assert len(texts(user, report=report.pk)) == 7
    assert len(texts(user, report=report.pk + 1)) == 0
    assert len(texts(user, kind="action")) == 2
    assert len(texts(user, kind="milestone")) == 1
    assert texts(user, unit="%") == ["“十五五”时期，全区地区生产总值年均增长5.5%左右。"]
    assert texts(user, modality="strive") == ["力争新增停车泊位2000个以上。"]
    assert len(texts(user, unit="公里")) == 1  # two targets, one row


def test_a_section_takes_in_what_is_under_it(report, district):
    assert len(texts(district.supervisor, section=section("一、做强城市功能").pk)) == 4
    assert len(texts(district.supervisor, section=section("（一）改造老旧管网").pk)) == 4
    assert len(texts(district.supervisor, section=section("二、办好民生实事").pk)) == 3
    assert texts(district.supervisor, section=0) == []


def test_filters_combine(report, district):
    found = texts(
        district.supervisor, report=report.pk, section=section("二、办好民生实事").pk, kind="target", unit="个",
        modality="firm", text="学位", organisation=NO_LEAD,
    )  # fmt: skip

    assert found == ["新建改建幼儿园5所，新增普惠学位1200个。"]


def test_by_organisation_led_or_supported(commitment_with, district):
    user = district.supervisor
    assign_lead(by=user, commitment=commitment_with("供热管网"), expected_revision=1, lead=district.housing,
                supporting=[district.water], at=AT, why="")  # fmt: skip
    assign_lead(by=user, commitment=commitment_with("水厂"), expected_revision=1, lead=district.water,
                supporting=[], at=AT, why="")  # fmt: skip

    assert len(texts(user, organisation=district.housing.pk)) == 1
    assert len(texts(user, organisation=district.water.pk)) == 2
    assert len(texts(user, organisation=NO_LEAD)) == 5


def test_the_account_shows_what_is_live_unless_asked(commitment_with, district, report):
    user = district.supervisor
    confirm_commitment(by=user, commitment=commitment_with("泊位"), expected_revision=1, at=AT)
    reject_commitment(by=user, commitment=commitment_with("完善城市"), expected_revision=1, at=AT, why="口号")
    pipes = commitment_with("供热管网")
    split_commitment(by=user, commitment=pipes, expected_revision=1, at_offsets=[pipes.start + 4], at=AT, why="分")

    assert len(texts(user)) == 7
    assert texts(user, status="rejected") == ["完善城市精细化管理机制。"]
    assert texts(user, status="replaced") == [pipes.text]
    assert texts(user, status="confirmed") == ["力争新增停车泊位2000个以上。"]
    counts = {facet.value: facet.count for facet in account(user, AccountFilter()).facets.statuses}
    assert counts == {"proposed": 6, "confirmed": 1, "rejected": 1, "replaced": 1}


def test_facets_count_what_each_value_would_leave(report, district):
    facets = account(district.supervisor, AccountFilter(report=report.pk, kind="target")).facets

    assert {each.value: each.count for each in facets.kinds} == {"target": 4, "milestone": 1, "action": 2}
    assert {each.value: each.count for each in facets.units} == {"公里": 1, "个": 2, "所": 1, "%": 1}
    assert {each.value: each.count for each in facets.modalities} == {"firm": 3, "strive": 1}
    assert [(each.label, each.count, each.depth) for each in facets.sections] == [
        ("一、做强城市功能", 2, 0),
        ("（一）改造老旧管网", 2, 1),
        ("二、办好民生实事", 2, 0),
    ]
    assert [(each.value, each.count) for each in facets.organisations] == [(NO_LEAD, 4)]
    assert [(each.value, each.count) for each in facets.reports] == [(report.pk, 4)]


def test_a_units_facet_agrees_with_its_filter(report, commitment_with, district):
    pipes = commitment_with("供热管网")
    heat, gas = drafts_in(pipes)
    mixed = [replace(heat, kind="milestone"), gas]  # a stage, which has no unit, beside a number
    correct_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT, why="混合",
                       changes=CommitmentChanges(targets=mixed))  # fmt: skip

    facets = account(district.supervisor, AccountFilter()).facets.units
    assert [(each.value, each.count) for each in facets] == [("个", 2), ("%", 1), ("公里", 1), ("所", 1)]
    for facet in account(district.supervisor, AccountFilter()).facets.units:
        assert account(district.supervisor, AccountFilter(unit=str(facet.value))).total == facet.count


def test_an_organisations_facet_counts_led_and_supported_once(commitment_with, district):
    assign_lead(by=district.supervisor, commitment=commitment_with("供热管网"), expected_revision=1,
                lead=district.housing, supporting=[district.water], at=AT, why="")  # fmt: skip

    facets = account(district.supervisor, AccountFilter()).facets.organisations

    assert [(each.label, each.count) for each in facets] == [("", 6), ("区住建局", 1), ("区水利局", 1)]


def test_a_row_carries_its_titles_and_when_it_is_due(report, district):
    rows = account(district.supervisor, AccountFilter()).rows

    assert rows[0].titles == ("一、做强城市功能", "（一）改造老旧管网")
    assert [(row.due_on, row.due_stated) for row in rows if row.commitment.kind != "action"] == [
        (date(2026, 12, 31), False),
        (date(2026, 12, 31), False),
        (date(2026, 6, 30), True),
        (date(2026, 12, 31), False),
        (date(2030, 12, 31), True),
    ]


def test_pages_hold_fifty_and_stop_at_the_last(open_text, district):
    open_text("".join(f"新增学位{number}个。\n" for number in range(1, 121)))

    first, last, beyond = (account(district.supervisor, AccountFilter(page=page)) for page in (1, 3, 99))

    assert (len(first.rows), first.total, first.page, first.pages) == (50, 120, 1, 3)
    assert (len(last.rows), last.page) == (20, 3)
    assert beyond.rows == last.rows
    assert account(district.supervisor, AccountFilter(page=-5)).page == 1


@pytest.mark.parametrize("how_many", [3, 120])
def test_the_number_of_queries_does_not_grow(open_text, district, how_many, django_assert_num_queries):
    report = open_text("".join(f"新增学位{number}个。\n" for number in range(how_many)))
    user = type(district.supervisor).objects.get(pk=district.supervisor.pk)

    # the user and their reports: 2; sections, chart, rows, targets, supporting: 5; facets: 8 without headings
    with django_assert_num_queries(15):
        page = account(user, AccountFilter(report=report.pk, text="学位"))
        for row in page.rows:
            assert row.commitment.report.title
            assert row.commitment.section is None


@pytest.mark.parametrize("role", ["viewer", "supervisor", "reporter", "town_supervisor"])
def test_the_cut_goes_by_the_reports_key_and_joins_nothing(report, district, role):
    """Joined to reports, every commitment was tried with every organisation of the tree: 1.6 s for a viewer."""
    user = getattr(district, role)

    for rows in (visible_commitments(user), visible_goals(user)):
        query = str(rows.order_by().query)
        assert '"ledger_report"' not in query
        assert "RECURSIVE" not in query


def test_an_empty_account_is_an_empty_page(district):
    page = account(district.supervisor, AccountFilter())

    assert (page.rows, page.total, page.pages) == ((), 0, 1)


def test_rows_are_ordered_as_asked_and_gaps_come_last(commitment_with, district, report):
    user = district.supervisor
    for words, lead in (("水厂", district.housing), ("泊位", district.water)):
        assign_lead(by=user, commitment=commitment_with(words), expected_revision=1, lead=lead, supporting=[],
                    at=AT, why="")  # fmt: skip
    confirm_commitment(by=user, commitment=commitment_with("完善城市"), expected_revision=1, at=AT)

    def numbers(order):
        return [row.commitment.number for row in account(user, AccountFilter(order=order)).rows]

    assert numbers("number") == numbers("nonsense") == numbers("") == [1, 2, 3, 4, 5, 6, 7]
    assert numbers("-number") == [7, 6, 5, 4, 3, 2, 1]
    assert numbers("lead") == [3, 2, 1, 4, 5, 6, 7]
    assert numbers("-lead") == [2, 3, 1, 4, 5, 6, 7]
    assert numbers("status") == [1, 2, 3, 5, 6, 7, 4]
    assert numbers("due") == [3, 1, 2, 4, 5, 6, 7]
    assert numbers("-due") == [7, 1, 2, 4, 5, 6, 3]
    assert numbers("value") == [5, 7, 1, 2, 3, 4, 6]
    assert numbers("-value") == [2, 1, 7, 5, 3, 4, 6]


def test_the_chart_counts_kinds_by_section_over_all_pages(open_text, district):
    report = open_text(
        "无标题新增学位1个。\n一、甲\n（一）甲一\n" + "新增学位2个。\n" * 60 + "二、乙\n建成水厂。\n完善机制。\n"
    )

    chart = account(district.supervisor, AccountFilter(report=report.pk)).chart

    assert [(row.label, row.counts) for row in chart] == [
        ("", {"target": 1}), ("（一）甲一", {"target": 60}), ("二、乙", {"milestone": 1, "action": 1}),
    ]  # fmt: skip


def test_the_chart_of_several_reports_has_a_bar_for_each(report, open_text, district):
    open_text("新增学位1个。\n", title="另一份")

    chart = account(district.supervisor, AccountFilter()).chart

    assert {row.label: sum(row.counts.values()) for row in chart} == {report.title: 7, "另一份": 1}


@pytest.mark.parametrize("field", ["kind", "unit", "modality", "status", "text", "order"])
@pytest.mark.parametrize("nonsense", ["\0", "x" * 5000, "\ud7ff%_\\'\"", "-"])
def test_nonsense_finds_nothing_and_breaks_nothing(report, district, field, nonsense):
    found = texts(district.supervisor, **{field: nonsense})

    assert found == [] or field == "order"


def test_numbers_beyond_any_row_find_nothing(report, district):
    for field in ("report", "section", "organisation"):
        for number in (-1, 2**31, 10**15):
            assert texts(district.supervisor, **{field: number}) == []
