"""The outline: levels, parts, periods, and what is a heading at all."""

from __future__ import annotations

from datetime import date

import pytest
from passages import REPORT

from luoshi.reading import Part
from luoshi.reading._outline import Head, Outline, Paragraph
from luoshi.reading._period import plan_year
from luoshi.reading._segment import segment

OPENING = "各位代表：\n现在，我代表区人民政府作工作报告。\n"


def head(outline: Outline, title: str) -> Head:
    (found,) = (item for item in outline.heads if item.title == title)
    return found


def paragraph(text: str, outline: Outline, words: str) -> Paragraph:
    (found,) = (item for item in outline.paragraphs if words in text[item.start : item.end])
    return found


def outlined(text: str) -> list[tuple[int, str]]:
    return [(item.level, item.title) for item in segment(text).heads]


def parts(text: str, year: int | None = None) -> dict[str, Part]:
    """Part of every body paragraph, by its first four characters."""
    return {text[item.start : item.start + 4]: item.part for item in segment(text, year).paragraphs}


def test_a_whole_report_has_all_its_parts_in_order() -> None:
    outline = segment(REPORT)
    assert [item.part for item in outline.heads if item.level == 1] == [
        Part.LOOKBACK,
        Part.OUTLOOK,
        Part.OUTLOOK,
        Part.GLOSSARY,
    ]
    assert outline.paragraphs[0].part is Part.FRONT
    assert outline.year == 2026


def test_headings_nest_and_end_where_the_next_of_their_level_begins() -> None:
    outline = segment(REPORT)
    city, water, pipes, life = (
        head(outline, title) for title in ("更新城市功能", "推进水利建设", "改造管网", "改善民生")
    )
    assert [item.level for item in (city, water, pipes, life)] == [2, 3, 4, 2]
    assert outline.heads[water.parent or 0] is city
    assert outline.heads[pipes.parent or 0] is water
    assert outline.heads[life.parent or 0] is head(outline, "2026年工作安排")
    assert city.body_end == life.start
    assert REPORT[water.start : water.end] == "1.推进水利建设。"
    assert (water.run_in, city.run_in) == (True, False)


@pytest.mark.parametrize(
    ("marker", "level"),
    [
        ("一、", 1),
        ("二．", 1),
        ("第三部分", 1),
        ("第二章", 1),
        ("（一）", 2),
        ("1.", 3),
        ("1、", 3),
        ("（1）", 3),
        ("①", 3),
    ],
)
def test_the_marker_tells_the_level(marker: str, level: int) -> None:
    assert outlined(f"{marker}抓好水利建设\n新建泵站3座。\n") == [(level, "抓好水利建设")]


def test_numbered_headings_under_a_bare_part_heading_stand_one_level_lower() -> None:
    text = "2026年工作安排\n一、产业发展\n（一）工业\n新建厂房3座。\n二、民生改善\n新增学位300个。\n"
    assert outlined(text) == [(1, "2026年工作安排"), (2, "产业发展"), (3, "工业"), (2, "民生改善")]
    assert [item.parent for item in segment(text).heads] == [None, 0, 1, 0]


def test_both_parts_may_be_opened_by_bare_headings() -> None:
    text = "2025年工作回顾\n一、工业\n完成投资3亿元。\n2026年工作安排\n一、产业\n新建厂房3座。\n"
    assert parts(text) == {"完成投资": Part.LOOKBACK, "新建厂房": Part.OUTLOOK}


def test_a_short_first_sentence_of_a_paragraph_is_its_heading() -> None:
    text = "一、2026年工作安排\n做强实体经济。新建厂房3座。\n"
    outline = segment(text)
    assert head(outline, "做强实体经济").run_in
    assert paragraph(text, outline, "新建厂房").head == 1
    assert not paragraph(text, outline, "新建厂房").lead


@pytest.mark.parametrize(
    "line",
    [
        "新建泵站3座。改造管网26公里。",  # a number is promised
        "推动产业转型升级，深化要素市场改革，持续优化营商环境。新建厂房。",  # too long
        "新建厂房。",  # nothing follows
        "“一网统管”。新建厂房。",
        "各位代表！新建厂房。",
    ],
)
def test_a_first_sentence_that_says_something_is_no_heading(line: str) -> None:
    assert len(segment(f"一、2026年工作安排\n{line}\n").heads) == 1


def test_a_numbered_heading_with_its_passage_in_one_line_is_cut_behind_its_first_sentence() -> None:
    text = "2026年工作安排\n（一）抓好水利建设。聚焦防洪安全。\n新建泵站3座。\n"
    outline = segment(text)
    assert head(outline, "抓好水利建设").run_in
    assert paragraph(text, outline, "聚焦").lead
    assert not paragraph(text, outline, "新建").lead


@pytest.mark.parametrize(
    "item", ["1.新建泵站3座。", "（2）改造管网26公里。", "3.推进全区老旧小区、背街小巷和农贸市场的综合整治提升。"]
)
def test_a_numbered_item_that_promises_is_no_heading(item: str) -> None:
    text = f"一、2026年工作安排\n{item}\n"
    outline = segment(text)
    assert len(outline.heads) == 1
    assert paragraph(text, outline, item).part is Part.OUTLOOK


def test_an_item_that_counts_one_is_two_is_a_heading_only_without_a_number() -> None:
    text = "一、2026年工作安排\n一是抓好产业。新建厂房3座。\n二是新增学位300个。\n"
    outline = segment(text)
    assert [item.title for item in outline.heads] == ["2026年工作安排", "抓好产业"]
    assert paragraph(text, outline, "二是新增学位").part is Part.OUTLOOK


def test_a_text_that_starts_in_the_middle_is_outlook() -> None:
    assert parts("新建泵站3座。\n改造管网26公里。\n") == {"新建泵站": Part.OUTLOOK, "改造管网": Part.OUTLOOK}


def test_a_text_that_starts_at_the_top_is_front_matter_until_the_address() -> None:
    text = f"云浦区人民政府工作报告\n{OPENING}过去一年，我们完成投资。\n一、2026年工作安排\n新建泵站3座。\n"
    assert parts(text) == {
        "云浦区人": Part.FRONT,
        "各位代表": Part.FRONT,
        "现在，我": Part.FRONT,
        "过去一年": Part.LOOKBACK,
        "新建泵站": Part.OUTLOOK,
    }


@pytest.mark.parametrize(
    "heading",
    ["2025年工作回顾", "过去一年工作总结", "过去五年发展成就", "2025年主要工作成效"],
)
def test_a_heading_that_looks_back_opens_the_lookback(heading: str) -> None:
    text = f"{OPENING}一、{heading}\n新建泵站9座。\n二、2026年工作安排\n新建泵站3座。\n"
    assert segment(text).heads[0].part is Part.LOOKBACK
    assert segment(text).heads[1].part is Part.OUTLOOK


@pytest.mark.parametrize(
    "heading",
    ["2026年工作安排", "2026年重点工作", "今后五年的奋斗目标", "总体要求和目标任务", "下一步工作打算", "政府自身建设"],
)
def test_a_heading_that_looks_forward_opens_the_outlook(heading: str) -> None:
    text = f"{OPENING}一、2025年工作回顾\n新建泵站9座。\n二、{heading}\n新增泵站3座。\n"
    assert parts(text)["新增泵站"] is Part.OUTLOOK


def test_once_begun_the_outlook_does_not_fall_back() -> None:
    text = f"{OPENING}一、2026年工作安排\n新建泵站3座。\n二、产业发展成就未来\n新建厂房3座。\n"
    assert parts(text)["新建厂房"] is Part.OUTLOOK


def test_a_heading_that_says_neither_is_told_by_its_body() -> None:
    text = (
        f"{OPENING}一、工业强区迈出新步伐\n一年来，我们新建泵站9座，同比增长5%。\n"
        "二、产业发展再上台阶\n今年，我们将新建厂房3座。\n三、民生\n我们要新增学位300个。\n"
    )
    found = parts(text)
    assert (found["一年来，"], found["今年，我"], found["我们要新"]) == (Part.LOOKBACK, Part.OUTLOOK, Part.OUTLOOK)


@pytest.mark.parametrize("title", ["名词解释", "附件：名词解释", "《政府工作报告》名词解释", "注释", "有关名词说明"])
def test_the_list_of_terms_is_a_part_of_its_own(title: str) -> None:
    text = f"一、2026年工作安排\n新建泵站3座。\n{title}\n海绵城市：指能吸水的城市。\n"
    assert parts(text)["海绵城市"] is Part.GLOSSARY


@pytest.mark.parametrize("line", ["责任编辑：云浦", "相关链接", "【打印本页】", "上一篇：简讯"])
def test_end_matter_closes_the_report(line: str) -> None:
    text = f"一、2026年工作安排\n新建泵站3座。\n{line}\n新建厂房3座。\n"
    assert parts(text) == {"新建泵站": Part.OUTLOOK, "新建厂房": Part.CLOSING}


def test_a_list_of_the_years_projects_behind_the_glossary_is_outlook_again() -> None:
    text = "一、2026年工作安排\n新建泵站。\n名词解释\n海绵城市：能吸水。\n2026年民生实事计划\n新增学位300个。\n"
    assert parts(text)["新增学位"] is Part.OUTLOOK


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026年工作安排\n", 2026),
        ("2025年工作回顾\n", 2026),
        ("2025年工作回顾\n2026年工作安排\n", 2026),
        ("过去五年（2021—2025年）工作回顾：2021年至2025年\n", 2026),
        ("2026年云浦区政府工作报告\n2025年工作回顾\n", 2026),
        ("一、2026年主要目标\n", 2026),
        ("2026年是“十五五”开局之年。\n", 2026),
        ("新建泵站3座。\n", None),
        ("2025年，全区完成投资300亿元。\n", None),
    ],
)
def test_the_year_is_found_in_headings_or_where_the_text_says_it_is_this_one(text: str, year: int | None) -> None:
    assert plan_year(text) == year


@pytest.mark.parametrize(("text", "year"), [("新建泵站3座。\n", 2024), ("2026年工作安排\n新建泵站3座。\n", 2026)])
def test_a_year_from_outside_is_believed_only_where_the_text_gives_none(text: str, year: int) -> None:
    assert segment(text, 2024).year == year


@pytest.mark.parametrize(
    ("heading", "deadline"),
    [
        ("“十五五”时期主要目标", date(2030, 12, 31)),
        ("十五五期间发展目标", date(2030, 12, 31)),
        ("今后五年奋斗目标", date(2030, 12, 31)),
        ("未来五年发展思路", date(2030, 12, 31)),
        ("“十四五”时期发展目标", None),  # it is over
        ("2026年主要目标", None),
    ],
)
def test_a_five_year_heading_gives_its_passage_a_deadline(heading: str, deadline: date | None) -> None:
    text = f"一、{heading}\n（一）产业\n新建厂房3座。\n二、2026年工作安排\n改造管网26公里。\n"
    outline = segment(text)
    assert paragraph(text, outline, "新建厂房").deadline == deadline
    assert paragraph(text, outline, "改造管网").deadline is None


def test_nothing_gives_an_empty_outline() -> None:
    assert segment("") == Outline()


def test_a_section_that_ends_in_thanks_looks_back_though_it_speaks_of_the_future() -> None:
    text = OPENING + (
        "一、去年工作回顾\n全年新建泵站3座。\n"
        "二、抓作风优化效能\n办结建议104件。向全县人民表示衷心的感谢！今年，我们将直面问题，我们要采取更加有力措施，力争年内解决。\n"
    )
    assert parts(text)["办结建议"] is Part.LOOKBACK
