"""Word documents in: order of the body, automatic numbers, and the packages that must be refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from docx_documents import add_list_style, add_note, add_note_parts, add_numbered, add_xml, new_document, repack, save
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reading import read_source
from luoshi.reading.sources import Limits, Place, SourceError, SourceFault, load_bytes
from luoshi.reading.sources._numerals import write_number


def fault_of(data: bytes, name: str = "报告.docx", limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, name, limits=limits or Limits())
    return caught.value


def small_report() -> bytes:
    document = new_document()
    document.add_paragraph("政府工作报告")
    add_numbered(document, "2026年工作安排", 0)
    document.add_paragraph("新建公园12处。")
    return save(document)


def test_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    document = new_document()
    document.add_paragraph("政府工作报告")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "目标"
    table.cell(1, 0).text, table.cell(1, 1).text = "地区生产\n总值", "增长5.5%"
    document.add_paragraph("谢谢大家！")
    source = load_bytes(save(document), "报告.docx")
    assert source.text == "政府工作报告\n指标\t目标\n地区生产 总值\t增长5.5%\n谢谢大家！\n"
    assert (source.form, source.pages) == ("docx", ())


def test_a_table_of_tasks_is_read_as_sentences_with_who_and_until_when() -> None:
    document = new_document()
    document.add_paragraph("附件：2026年民生实事任务分解表")
    table = document.add_table(5, 5)
    rows = (
        ("序号", "类别", "工作任务", "完成时限", "牵头单位"),
        ("1", "教育", "新增公办学位500个，改造校舍3所", "2026年9月底", "区教育局"),
        ("2", "", "新建幼儿园2所", "2026年12月底", "区教育局"),
        ("3", "养老", "建成社区食堂30家", "2026年10月底", "区民政局"),
        ("合计", "", "", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    source = load_bytes(save(document), "任务.docx")
    lines = source.text.splitlines()
    assert lines[0] == "附件：2026年民生实事任务分解表"
    assert "（1）2026年9月底，新增公办学位500个，改造校舍3所。牵头单位：区教育局。" in lines
    found = [(target.value, target.deadline) for target in read_source(source).targets]
    assert found == [
        (500, date(2026, 9, 30)),
        (3, date(2026, 9, 30)),
        (2, date(2026, 12, 31)),
        (30, date(2026, 10, 31)),
    ]
    assert source.place_of(source.text.index("30家"), source.text.index("30家") + 3) is not None


def add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def test_an_annex_behind_the_glossary_is_promised_row_by_row() -> None:
    document = new_document()
    for text in (
        "云浦区政府工作报告",
        "一、2025年工作回顾",
        "过去一年，新建学校2所。",
        "二、2026年工作安排",
        "新建公园8处。",
    ):
        document.add_paragraph(text)
    document.add_paragraph("附件1：名词解释")
    document.add_paragraph("1.海绵城市：指能吸水的城市。")
    document.add_paragraph("附件2：云浦区2026年民生实事项目")
    add_table(
        document,
        [
            ("序号", "实事项目", "主要内容", "完成时限"),
            ("1", "托育服务", "新增托位200个", "2026年10月底前"),
            ("2", "鹭汀初中", "鹭汀初中建成投用", "2026年8月底前"),
        ],
    )
    reading = read_source(load_bytes(save(document), "报告.docx"))
    assert [(t.value, t.object, t.deadline) for t in reading.targets] == [
        (8, "公园", None),
        (200, "托位", date(2026, 10, 31)),
    ]
    assert [(m.action, m.names, m.deadline) for m in reading.milestones] == [
        ("建成投用", ("鹭汀初中",), date(2026, 8, 31))
    ]


def test_a_list_of_projects_promises_the_investment_of_its_year_and_no_size() -> None:
    document = new_document()
    document.add_paragraph("附件：云浦区2026年重点项目表")
    add_table(
        document,
        [
            ("序号", "项目名称", "建设规模及内容", "总投资（万元）", "2026年计划投资（万元）", "责任单位"),
            ("1", "浦南污水处理厂扩建工程", "扩建日处理2万吨生产线", "12000", "5,000", "区水务局"),
            ("2", "鹭汀路道路工程", "全长3.2公里", "8600", "0.5亿元", "区住建局"),
            ("3", "浦南公园", "绿化", "300", "待定", "区城管局"),
        ],
    )
    source = load_bytes(save(document), "报告.docx")
    assert "（2）鹭汀路道路工程：全长3.2公里，完成投资0.5亿元。牵头单位：区住建局。" in source.text.splitlines()
    found = [(t.value, t.unit, t.action) for t in read_source(source).targets]
    assert found == [(5e7, "元", "完成"), (5e7, "元", "完成")]


def test_the_content_decides_and_not_the_ending() -> None:
    assert load_bytes(small_report(), "报告.txt").form == "docx"


def test_automatic_numbers_are_written_out_and_begin_again_under_a_new_heading() -> None:
    document = new_document()
    for text, level in [
        ("回顾", 0),
        ("安排", 0),
        ("产业", 1),
        ("环境", 1),
        ("治水", 2),
        ("治气", 2),
        ("民生", 0),
        ("教育", 1),
    ]:
        add_numbered(document, text, level)
    assert load_bytes(save(document), "a.docx").text.split() == [
        "一、回顾", "二、安排", "（一）产业", "（二）环境", "1.治水", "2.治气", "三、民生", "（一）教育",
    ]  # fmt: skip


def test_a_list_that_restarts_counts_from_its_own_start() -> None:
    document = new_document()
    add_numbered(document, "甲", 2)
    add_numbered(document, "乙", 2)
    add_numbered(document, "丙", 2, list_id=78)
    add_numbered(document, "丁", 2, list_id=78)
    assert load_bytes(save(document), "a.docx").text.split() == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_numbers_of_a_paragraph_style_are_written_out_and_bullets_are_not() -> None:
    document = new_document()
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style._insert_numPr(style._new_numPr())
    style.numPr._add_numId().val = 77
    document.add_heading("安排", 1)
    add_numbered(document, "要点", 3)
    assert load_bytes(save(document), "a.docx").text.split() == ["一、安排", "要点"]


def test_tracked_changes_content_controls_and_text_boxes_are_read_as_shown() -> None:
    document = new_document()
    add_xml(
        document,
        "<w:p {ns}><w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>八</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>十</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        "<w:r><w:t>处</w:t><w:br/><w:t>公园</w:t></w:r></w:p>",
    )
    add_xml(document, "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>封面</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        "<w:p {ns}><w:r><w:t>框外</w:t><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice>"
        "<mc:Fallback>" + box + "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert load_bytes(save(document), "a.docx").text == "新建十处\n公园\n封面\n框外\n框内\n"


def test_a_list_style_lends_its_levels_to_the_lists_made_with_it() -> None:
    document = new_document()
    add_list_style(document)
    add_numbered(document, "回顾", 0, list_id=80)
    add_numbered(document, "产业", 1, list_id=80)
    assert load_bytes(save(document), "a.docx").text.split() == ["第一章回顾", "（一）产业"]


def test_notes_follow_the_text_under_their_heading_and_are_no_promises() -> None:
    document = new_document()
    for text in ("政府工作报告", "二、2026年工作安排", "新建口袋公园12处。", "改造管网8.5公里。"):
        document.add_paragraph(text)
    add_note(document, 2, "footnote", 3)
    add_note(document, 3, "endnote", 1)
    footnotes = {3: "口袋公园：指小型绿地，今年将建成20处。"}
    data = add_note_parts(save(document), footnotes=footnotes, endnotes={1: "新建管网3公里。"})
    source = load_bytes(data, "a.docx")
    assert source.text.splitlines()[2:] == [
        "新建口袋公园12处[1]。",
        "改造管网8.5公里[2]。",
        "注释",
        "[1]口袋公园：指小型绿地，今年将建成20处。",
        "[2]新建管网3公里。",
    ]
    assert [target.value for target in read_source(source).targets] == [12.0, 8.5]


@pytest.mark.parametrize("content", [b"", b"<a", b"\x00\x01"])
def test_broken_notes_are_a_broken_document(content: bytes) -> None:
    document = new_document()
    document.add_paragraph("新建公园12处。")
    data = add_note_parts(save(document), footnotes={})
    assert fault_of(repack(data, {"word/footnotes.xml": content})).code is SourceFault.NOT_DOCX


def test_a_place_says_the_paragraph() -> None:
    source = load_bytes(small_report(), "a.docx")
    at = source.text.index("公园")
    assert source.place_of(at, at + 2) == Place(page=1, box=None, row=3)
    assert source.place_of(len(source.text), len(source.text) + 1) is None


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "japaneseCounting", "二十"),
        (101, "chineseCounting", "一百零一"),
        (110, "chineseCounting", "一百一十"), (1010, "japaneseCounting", "一千零一十"),
        (12, "ideographDigital", "一二"), (3, "chineseLegalSimplified", "叁"), (3, "decimalEnclosedCircleChinese", "③"),
        (2, "decimalEnclosedParen", "⑵"), (2, "ideographTraditional", "乙"), (27, "lowerLetter", "aa"),
        (14, "upperRoman", "XIV"), (9, "lowerRoman", "ix"), (7, "decimalZero", "07"), (12, "decimalFullWidth", "１２"),
        (21, "decimalEnclosedCircle", "21"), (5, "whatever", "5"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_forms_that_word_knows(number: int, form: str, written: str) -> None:
    assert write_number(number, form) == written


def test_a_zip_that_is_no_document_is_not_a_docx() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("报告.txt", "一、安排")
    assert fault_of(stream.getvalue()).code is SourceFault.NOT_DOCX
    error = fault_of(stream.getvalue(), "报告.zip")
    assert (error.code, error.facts["kind"]) == (SourceFault.UNSUPPORTED, "archive")


@pytest.mark.parametrize(("entry", "kind"), [("content.xml", "odt"), ("ppt/slides/a.xml", "slides")])
def test_other_zipped_forms_are_named(entry: str, kind: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(entry, "<a/>")
    assert fault_of(stream.getvalue()).facts["kind"] == kind


@pytest.mark.parametrize("cut", [10, 0.3, 0.9, -1])
def test_a_docx_cut_short_is_not_a_docx(cut: float) -> None:
    whole = small_report()
    data = whole[: int(cut if abs(cut) >= 1 else cut * len(whole))]
    assert fault_of(data).code is SourceFault.NOT_DOCX


@pytest.mark.parametrize("entry", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/numbering.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"\x00\x01"])
def test_a_docx_with_a_broken_part_is_refused_or_read(entry: str, content: bytes) -> None:
    try:
        source = load_bytes(repack(small_report(), {entry: content}), "a.docx")
    except SourceError as error:
        assert error.code in {SourceFault.NOT_DOCX, SourceFault.NO_TEXT}  # noqa: PT017 - either outcome is right
    else:
        assert "工作安排" in source.text


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = repack(small_report(), {"word/media/bomb.bin": bytes(60 * 2**20)})
    assert len(data) < 2**20
    error = fault_of(data)
    assert (error.code, error.place) == (SourceFault.ZIP_BOMB, "word/media/bomb.bin")


def test_too_many_entries_and_too_much_xml_are_bombs_too() -> None:
    many = repack(small_report(), {f"word/media/{i}.bin": b"" for i in range(40)})
    assert fault_of(many, limits=Limits(archive_entries=30)).code is SourceFault.ZIP_BOMB
    assert fault_of(small_report(), limits=Limits(archive_xml_bytes=2_000)).code is SourceFault.ZIP_BOMB
    assert fault_of(small_report(), limits=Limits(archive_bytes=2_000)).code is SourceFault.ZIP_BOMB


def test_a_zip_with_a_password_is_encrypted() -> None:
    data = bytearray(small_report())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert fault_of(bytes(data)).code is SourceFault.ENCRYPTED


@pytest.mark.parametrize("target", ["file:///etc/hostname", "https://invalid.invalid/x"])
def test_declared_entities_are_refused_and_never_fetched(target: str) -> None:
    xml = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{target}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>甲&x;乙</w:t></w:r></w:p></w:body></w:document>"
    )
    error = fault_of(repack(small_report(), {"word/document.xml": xml.encode()}))
    assert (error.code, error.facts["kind"]) == (SourceFault.NOT_DOCX, "entities")


def test_a_billion_laughs_are_refused() -> None:
    steps = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    xml = (
        f'<!DOCTYPE a [<!ENTITY a0 "哈">{steps}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert fault_of(repack(small_report(), {"word/document.xml": xml.encode()})).code is SourceFault.NOT_DOCX


def test_a_document_of_pictures_has_no_text() -> None:
    assert fault_of(save(new_document())).code is SourceFault.NO_TEXT


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_docx_gives_a_source_or_a_fault(data: st.DataObject) -> None:
    damaged = bytearray(DAMAGED_BASE)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        load_bytes(bytes(damaged), "a.docx")
    except SourceError as error:
        assert error.code in SourceFault  # noqa: PT017 - either outcome is right


DAMAGED_BASE = small_report()
