"""OFD in: text objects by their places into paragraphs, missing pages, and the files that must be refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ofd_documents import write_ofd, write_page
from pdf_documents import typeset
from test_sources_pdf import PARAGRAPHS

from luoshi.reading.sources import Limits, SourceError, SourceFault, explain, load_bytes

PAGES = typeset(PARAGRAPHS, rows=12, head="某区第十九届人民代表大会第五次会议文件")
SECOND = "Doc_0/Pages/Page_1/Content.xml"


def fault_of(data: bytes, name: str = "报告.ofd", limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, name, limits=limits or Limits())
    return caught.value


def test_text_objects_become_the_paragraphs_again_without_heads_and_page_numbers() -> None:
    source = load_bytes(write_ofd(PAGES), "报告.ofd")
    assert source.text.splitlines() == PARAGRAPHS
    assert (source.form, source.warnings, len(source.pages)) == ("ofd", (), len(PAGES))


def test_the_order_of_the_objects_in_the_file_does_not_matter() -> None:
    assert load_bytes(write_ofd([page[::-1] for page in PAGES]), "报告.ofd").text.splitlines() == PARAGRAPHS


def test_characters_in_objects_of_their_own_stand_in_one_line() -> None:
    single = [[(x + 16 * i, y, each) for x, y, text in page for i, each in enumerate(text)] for page in PAGES]
    assert load_bytes(write_ofd(single), "报告.ofd").text.splitlines() == PARAGRAPHS


def test_a_place_says_the_page_and_the_box_in_points() -> None:
    source = load_bytes(write_ofd(PAGES), "报告.ofd")
    third = PAGES[2][1]
    at = source.text.index(third[2])
    place = source.place_of(at, at + 4)
    assert place is not None
    assert place.page == 3
    assert place.box is not None
    left, top, right, bottom = place.box
    assert abs(left - third[0]) <= 1
    assert top < 842 - third[1] < bottom
    assert abs(right - (third[0] + 16 * len(third[2]))) <= 2


def test_a_missing_page_is_named_and_the_others_are_read() -> None:
    source = load_bytes(write_ofd(PAGES, changes={SECOND: None}), "报告.ofd")
    assert [explain(notice) for notice in source.warnings] == ["第 2 页缺失或已损坏，没有读到；其余各页照常读取。"]
    assert PARAGRAPHS[0] in source.text
    assert len(source.pages) == len(PAGES)


@pytest.mark.parametrize("content", ["", "<a", "<ofd:Page/>", "\0", write_page([(1e9, 5, "远")])])
def test_a_broken_page_is_named_too(content: str) -> None:
    source = load_bytes(write_ofd(PAGES, changes={SECOND: content}), "报告.ofd")
    assert [dict(notice.facts)["pages"] for notice in source.warnings] == ["2"]


def test_no_page_at_all_is_a_fault() -> None:
    gone = {f"Doc_0/Pages/Page_{i}/Content.xml": None for i in range(len(PAGES))}
    error = fault_of(write_ofd(PAGES, changes=gone))
    assert (error.code, error.facts["kind"]) == (SourceFault.NOT_OFD, "pages")


@pytest.mark.parametrize("path", ["OFD.xml", "Doc_0/Document.xml"])
@pytest.mark.parametrize("content", ["", "<a", "<a/>"])
def test_a_package_without_its_table_of_contents_is_not_an_ofd(path: str, content: str) -> None:
    assert fault_of(write_ofd(PAGES, changes={path: content})).code is SourceFault.NOT_OFD


def test_an_encrypted_package_is_encrypted() -> None:
    assert fault_of(write_ofd(PAGES, changes={"Encryptions.xml": "<a/>"})).code is SourceFault.ENCRYPTED


def test_pages_of_pictures_have_no_text() -> None:
    assert fault_of(write_ofd([[], []])).code is SourceFault.NO_TEXT


def test_watermarks_askew_and_hidden_layers_are_left_out() -> None:
    askew = (
        '<ofd:TextObject ID="90" CTM="0.7 0.7 -0.7 0.7 0 0" Boundary="20 20 99 99" Size="9">'
        '<ofd:TextCode X="0" Y="9">内部资料</ofd:TextCode></ofd:TextObject>'
        '<ofd:PageBlock Visible="false"><ofd:TextObject ID="91" Boundary="20 200 99 9" Size="5">'
        '<ofd:TextCode X="0" Y="5">看不见</ofd:TextCode></ofd:TextObject></ofd:PageBlock>'
    )
    first = {"Doc_0/Pages/Page_0/Content.xml": write_page(PAGES[0], extra=askew)}
    text = load_bytes(write_ofd(PAGES, changes=first), "报告.ofd").text
    assert "内部" not in text
    assert "看不见" not in text


def test_declared_entities_are_never_resolved() -> None:
    declared = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    error = fault_of(write_ofd(PAGES, changes={"OFD.xml": f"{declared}<a>&x;</a>"}))
    assert (error.code, error.facts["kind"]) == (SourceFault.NOT_OFD, "entities")
    source = load_bytes(write_ofd(PAGES, changes={SECOND: declared + write_page(PAGES[1])}), "报告.ofd")
    assert [dict(notice.facts)["pages"] for notice in source.warnings] == ["2"]


def test_too_many_pages_or_characters_are_too_large() -> None:
    assert fault_of(write_ofd(PAGES), limits=Limits(pages=2)).facts["kind"] == "pages"
    assert fault_of(write_ofd(PAGES), limits=Limits(characters=100)).facts["kind"] == "characters"


def test_absurd_steps_are_a_broken_page_and_no_flood() -> None:
    page = write_page(PAGES[0]).replace('DeltaX="g', 'DeltaX="g 99999999 1 g 99999999 1 g')
    source = load_bytes(write_ofd(PAGES, changes={SECOND: page}), "报告.ofd")
    assert len(source.warnings) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_ofd_gives_a_source_or_a_fault(data: st.DataObject) -> None:
    damaged = bytearray(DAMAGED_BASE)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        load_bytes(bytes(damaged), "a.ofd")
    except SourceError as error:
        assert error.code in SourceFault  # noqa: PT017 - either outcome is right


NUMBERS = st.text("0123456789.-+eg nainf", max_size=20)


@settings(max_examples=100, deadline=None)
@example("0 0 0 0", "", "", "0")
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_any_numbers_in_a_text_object_give_a_source_or_a_fault(box: str, matrix: str, steps: str, size: str) -> None:
    odd = (
        f'<ofd:TextObject ID="9" Boundary="{box}" CTM="{matrix}" Size="{size}"><ofd:TextCode X="1" Y="2"'
        f' DeltaX="{steps}">新建公园</ofd:TextCode></ofd:TextObject>'
    )
    changes: dict[str, str | None] = {SECOND: write_page(PAGES[1], extra=odd)}
    source = load_bytes(write_ofd(PAGES, changes=changes), "报告.ofd")
    assert PARAGRAPHS[0] in source.text


DAMAGED_BASE = write_ofd(PAGES[:2])
