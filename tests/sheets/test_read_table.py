"""Files that people fill in, and files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from luoshi.sheets import Column, Limits, SheetError, SheetFault, narrow, read_table, write_csv, write_xlsx

HEADINGS = ("编码", "名称", "启用日期")


def workbook(*rows, change=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_with_a_title_above_its_header():
    data = workbook(["单位名册"], [], ["编码*", " 名 称", "启用日期"], [" A01 ", "水利局", date(2020, 3, 5)], [],
                    [2, "住建局", datetime(2021, 1, 1, 8, 30)])  # fmt: skip

    table = read_table(data, headings=HEADINGS)

    assert table.headings == HEADINGS
    assert [(row.number, dict(row.cells)) for row in table.rows] == [
        (4, {"编码": "A01", "名称": "水利局", "启用日期": "2020-03-05"}),
        (6, {"编码": "2", "名称": "住建局", "启用日期": "2021-01-01 08:30"}),
    ]
    assert table.rows[0]["没有这一列"] == ""


def test_merged_cells_hold_in_every_row_they_cover_and_say_so():
    data = workbook(["编码", "名称"], ["A", "镇"], ["B", None], ["C", "村"],
                    change=lambda sheet: sheet.merge_cells("B2:B3"))  # fmt: skip

    rows = read_table(data, headings=HEADINGS).rows

    assert [row["名称"] for row in rows] == ["镇", "镇", "村"]
    assert [row.merged for row in rows] == [frozenset(), {"名称"}, frozenset()]


def test_a_merged_title_is_no_merged_cell_of_the_table():
    data = workbook(["单位名册"], ["编码", "名称"], ["A", "镇"], change=lambda sheet: sheet.merge_cells("A1:B1"))

    assert [dict(row.cells) for row in read_table(data, headings=HEADINGS).rows] == [{"编码": "A", "名称": "镇"}]


def test_a_formula_is_never_run():
    rows = read_table(workbook(["编码", "名称"], ["A", "=1+1"], ["=A2", None]), headings=HEADINGS).rows

    assert [(dict(row.cells), row.formulas) for row in rows] == [
        ({"编码": "A", "名称": ""}, {"名称"}),
        ({"编码": "", "名称": ""}, {"编码"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_text_in_the_encodings_and_with_the_separators_that_offices_have(encoding, separator):
    text = f'编码{separator}名称\r\nA{separator}"第一行\n第二行"\r\n\r\nB{separator}局\r\n'

    rows = read_table(text.encode(encoding), headings=HEADINGS).rows

    assert [tuple(row.cells.values()) for row in rows] == [("A", "第一行\n第二行"), ("B", "局")]


def test_what_is_written_is_read_back():
    rows = [["=cmd|' /C calc'!A0", "+86 1", date(2020, 1, 2)], ["@x", "-5", None], ["'普通", "12", date(2024, 2, 29)]]
    columns = [Column(heading) for heading in HEADINGS]

    for data in (write_xlsx(columns, rows, title="单位/名册"), write_csv(columns, rows)):
        read = read_table(data, headings=HEADINGS)

        assert [tuple(row.cells.values()) for row in read.rows] == [
            ("=cmd|' /C calc'!A0", "+86 1", "2020-01-02"),
            ("@x", "-5", ""),
            ("'普通", "12", "2024-02-29"),
        ]
        assert not any(row.formulas for row in read.rows)


def test_nothing_written_can_be_run():
    columns = [Column("名称")]
    hostile = [["=1+1"], ["+1"], ["-1+1"], ["@SUM(A1)"], ["\t=1"]]

    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(columns, hostile, title="t")))
    assert [cell.data_type for (cell,) in book.active.iter_rows(min_row=2)] == ["s"] * 5
    text = write_csv(columns, hostile).decode("utf-8-sig")
    assert all(line.lstrip('"').startswith("'") for line in text.split("\r\n")[1:-1])


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


TYPES = {"[Content_Types].xml": "<Types/>"}
ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", SheetFault.EMPTY),
        (b" \r\n", SheetFault.EMPTY),
        (workbook(), SheetFault.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SheetFault.OLD_FORM),
        (b"%PDF-1.7\0\0binary", SheetFault.NO_TABLE),
        (b"<html><table><tr><td>x</td></tr></table></html>", SheetFault.HTML),
        (zipped(**{"word/document.xml": "<w/>", **TYPES}), SheetFault.NO_TABLE),
        (zipped(**{"xl/vbaProject.bin": "x", "xl/workbook.xml": "<w/>", **TYPES}), SheetFault.MACROS),
        (zipped(**{"xl/workbook.xml": "<w/>", **TYPES}), SheetFault.BROKEN),
        (zipped(**{"xl/workbook.xml": ENTITIES, **TYPES}), SheetFault.BROKEN),
        (zipped(**{"xl/workbook.xml": "0" * 9_000_000, **TYPES}), SheetFault.BOMB),
        (workbook(["a"], ["b"])[:300], SheetFault.BROKEN),
        ("编码,名称\nA,\xff".encode("latin-1", "replace") + b"\x81", SheetFault.ENCODING),
        ('编码,名称\nA,"没有合上\nB,局\n'.encode(), SheetFault.QUOTES),
        ("甲,乙\n1,2\n".encode(), SheetFault.NO_HEADER),
        ("编码,名称,编码\n1,2,3\n".encode(), SheetFault.HEADING_TWICE),
        ("编码\n1\n".encode(), SheetFault.HEADING_MISSING),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, fault):
    with pytest.raises(SheetError) as refused:
        read_table(data, headings=HEADINGS, required=("名称",))

    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"x" * 101, "bytes"),
        ("编码\n1\n2\n3\n4\n".encode(), "rows"),
        ("编码,a,b,c\n".encode(), "columns"),
    ],
)
def test_limits_are_named(data, what):
    with pytest.raises(SheetError) as refused:
        read_table(data, headings=HEADINGS, limits=Limits(bytes=100, rows=3, columns=3))

    assert refused.value.facts["what"] == what


def test_workbooks_have_the_same_limits():
    for limits, what in ((Limits(rows=2, header_within=1), "rows"), (Limits(columns=2), "columns")):
        with pytest.raises(SheetError) as refused:
            read_table(workbook(["编码", "a", "b"], *[["1", "2", "3"]] * 5), headings=HEADINGS, limits=limits)
        assert refused.value.facts["what"] == what


def test_a_hidden_sheet_is_not_read():
    def hide(sheet):
        sheet.parent.create_sheet("看得见的").append(["编码", "名称"])
        sheet.sheet_state = "hidden"

    table = read_table(workbook(["编码", "名称"], ["A", "隐藏"], change=hide), headings=HEADINGS)

    assert (table.title, table.rows) == ("看得见的", ())


def test_fifty_thousand_rows_both_ways():
    columns = [Column(heading) for heading in HEADINGS]
    rows = [[f"A{number}", f"第{number}网格", date(2024, 1, 1)] for number in range(50_000)]

    for data in (write_xlsx(columns, rows, title="网格"), write_csv(columns, rows)):
        read = read_table(data, headings=HEADINGS)
        assert (len(read.rows), read.rows[-1].number, read.rows[-1]["编码"]) == (50_000, 50_001, "A49999")


def test_full_width_is_made_plain():
    assert narrow(" １３８Ａ－０１　") == "138A-01"
