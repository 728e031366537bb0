"""PDF in: printed lines made into paragraphs again, and the files that must be refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_documents import typeset, write_pdf

from luoshi.reading.sources import Limits, SourceError, SourceFault, load_bytes
from luoshi.reading.sources._lines import Line, drop_furniture, join_lines

PARAGRAPHS = [
    paragraph
    for number in "一二三四"
    for paragraph in (
        f"{number}、第{number}方面工作",
        f"地区生产总值增长5.5%左右，第{number}产业增长3%，城镇新增就业2.2万人，居民收入增长与经济增长同步，城乡收入比缩小。",
        f"（{number}）做强实体经济。实施第{number}批行动，新增规上工业企业30家以上，完成技改投资80亿元，建成标准厂房20万平方米。",
        f"提升城市功能。更新第{number}片区供热管网13公里、燃气管道8.5公里，新建口袋公园12处，新增停车泊位3000个，开工改造老旧小区。",
    )
]


def fault_of(data: bytes, limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, "报告.pdf", limits=limits or Limits())
    return caught.value


def test_wrapped_lines_become_the_paragraphs_again_without_heads_and_page_numbers() -> None:
    source = load_bytes(
        write_pdf(typeset(PARAGRAPHS, rows=12, head="某区第十九届人民代表大会第五次会议文件")), "报告.pdf"
    )
    assert source.text.splitlines() == PARAGRAPHS
    assert source.form == "pdf"


def test_pages_keep_the_offset_at_which_each_begins() -> None:
    pages = typeset(PARAGRAPHS, rows=12)
    source = load_bytes(write_pdf(pages), "报告.pdf")
    assert len(source.pages) == len(pages)
    for start, page in zip(source.pages, pages, strict=True):
        assert source.text[start:].startswith(page[0][2])


def test_cells_far_apart_on_one_line_are_parted_by_a_tab() -> None:
    pages = [[(70, 700, "指标名称"), (400, 700, "年度目标"), (70, 670, "地区生产总值增速"), (400, 670, "百分之五左右")]]
    source = load_bytes(write_pdf(pages), "表.pdf", limits=Limits(least_letters=10))
    assert source.text.splitlines() == ["指标名称\t年度目标", "地区生产总值增速\t百分之五左右"]


def lines(*rows: tuple[str, float, float]) -> list[Line]:
    """Lines of one page from their text, left edge and top; every character is ten wide."""
    return [Line(text, left, left + 10 * len(text), top, 10) for text, left, top in rows]


def test_paragraphs_parted_by_space_are_kept_apart_without_indents() -> None:
    page = lines(
        ("新建公园十二处。改造老旧", 0, 100), ("小区。", 0, 88), ("新建学校六所。改造医院三", 0, 68), ("所。", 0, 56),
        ("建成道路八条。维修桥梁。", 0, 36), ("开工两座。", 0, 24), ("完。", 0, 4),
    )  # fmt: skip
    assert join_lines([page]).text.splitlines() == [
        "新建公园十二处。改造老旧小区。", "新建学校六所。改造医院三所。", "建成道路八条。维修桥梁。开工两座。", "完。",
    ]  # fmt: skip


def test_a_line_that_starts_with_a_decimal_is_no_heading_and_a_numbered_one_is() -> None:
    page = lines(("完成投资一千二百亿元左右", 0, 100), ("12.5公里。改造管网八公里。", 0, 88), ("2.新建公园。", 0, 76))
    assert join_lines([page]).text.splitlines() == [
        "完成投资一千二百亿元左右12.5公里。改造管网八公里。",
        "2.新建公园。",
    ]


def test_words_in_latin_letters_keep_their_space_at_the_joint() -> None:
    page = lines(("推进数字化改革应用GREEN", 0, 100), ("CITY计划。", 0, 88))
    assert "GREEN CITY" in join_lines([page]).text


def test_only_what_repeats_at_the_edge_is_furniture() -> None:
    pages = [
        lines(
            (f"文件第{i}号", 0, 100), (f"正文{i}甲" * 3, 0, 80), ("同样的话", 0, 60), (f"乙{i}丙", 0, 40), ("-3-", 0, 5)
        )
        for i in "一二三四"
    ]
    kept = drop_furniture(pages)
    assert [len(page) for page in kept] == [4, 4, 4, 4]
    assert all(page[-1].text.startswith("乙") for page in kept)


def test_an_empty_page_begins_where_the_next_one_does() -> None:
    joined = join_lines([[], lines(("甲。", 0, 9)), [], []])
    assert (joined.text, joined.pages) == ("甲。\n", (0, 0, 3, 3))


def test_a_pdf_with_a_password_is_encrypted() -> None:
    assert fault_of(write_pdf(typeset(PARAGRAPHS), encrypt=True)).code is SourceFault.ENCRYPTED


@pytest.mark.parametrize("pages", [[[]], [[], [], []], [[(280, 40, "— 1 —")], [(280, 40, "— 2 —")]]])
def test_a_scan_has_no_text(pages: list[list[tuple[float, float, str]]]) -> None:
    assert fault_of(write_pdf(pages)).code is SourceFault.NO_TEXT


def test_characters_that_no_report_uses_count_as_no_text() -> None:
    assert (
        fault_of(write_pdf([[(70, 700, "龘靐齉爩鱻麤灪纞虋" * 3), (70, 670, "厵滟鸑籱驫龗钃讟" * 3)]])).code
        is SourceFault.NO_TEXT
    )


@pytest.mark.parametrize("data", [b"%PDF-", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n"])
def test_a_broken_pdf_is_not_a_pdf(data: bytes) -> None:
    assert fault_of(data).code is SourceFault.NOT_PDF


def test_too_many_pages_or_characters_are_too_large() -> None:
    data = write_pdf(typeset(PARAGRAPHS, rows=12))
    error = fault_of(data, Limits(pages=2))
    assert (error.code, error.facts["kind"]) == (SourceFault.TOO_LARGE, "pages")
    assert fault_of(data, Limits(pdf_characters=100)).code is SourceFault.TOO_LARGE


def test_several_threads_may_read_at_once() -> None:
    data = write_pdf(typeset(PARAGRAPHS, rows=12))
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda number: load_bytes(data, f"{number}.pdf").text, range(12)))
    assert len(set(texts)) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_pdf_gives_a_source_or_a_fault(data: st.DataObject) -> None:
    damaged = bytearray(DAMAGED_BASE)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        source = load_bytes(bytes(damaged), "a.pdf")
    except SourceError:
        return
    assert "\x00" not in source.text


DAMAGED_BASE = write_pdf(typeset(PARAGRAPHS[:4]))
