"""Where a stretch of text stands: pages and boxes of print, two columns, pages shown turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ofd_documents import write_ofd
from pdf_documents import Placed, typeset, write_pdf
from test_sources_pdf import PARAGRAPHS

from luoshi.reading import read_source
from luoshi.reading.sources import Limits, Place, Source, load_bytes
from luoshi.reading.sources._places import find_places, unite

PAGES = typeset(PARAGRAPHS, rows=12)
LEFT = ["二、2026年工作安排", *(f"新建第{n}处口袋公园十二亩，改造供水管" for n in "一二三四五六七")]
RIGHT = [*(f"建成第{n}所学校，新增学位三百个以上" for n in "一二三四五六七"), "保障改善民生。"]


def two_columns(*, by_row: bool) -> list[Placed]:
    """A title over two columns; drawn column by column, or line by line across both."""
    left = [(60.0, 700.0 - 20 * i, text) for i, text in enumerate(LEFT)]
    right = [(330.0, 700.0 - 20 * i, text) for i, text in enumerate(RIGHT)]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    return [(170.0, 760.0, "政府工作报告二〇二六年一月"), *(rows if by_row else [*left, *right])]


def test_the_box_of_a_quoted_target_lies_on_its_page_around_its_line() -> None:
    source = load_bytes(write_pdf(PAGES), "2026报告.pdf")
    targets = read_source(source).targets
    assert {place.page for t in targets if (place := source.place_of(t.start, t.end))} == {1, 2, 3, 4}
    for target in targets:
        place = source.places_of(target.start, target.end)[0]
        assert place.box is not None
        left, top, right, bottom = place.box
        held = [t for x, y, t in PAGES[place.page - 1] if top < 842 - y < bottom and abs(x - left) <= 1 and right > x]
        assert len(held) == 1
        assert held[0].find(target.quote[:1]) >= 0


def test_a_span_over_two_pages_has_a_place_on_each_and_begins_on_the_first() -> None:
    source = load_bytes(write_pdf(PAGES), "报告.pdf")
    start = source.pages[1] - 5
    assert [place.page for place in source.places_of(start, start + 7)] == [1, 2]
    place = source.place_of(start, start + 7)
    assert place is not None
    assert place.page == 1


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(by_row: bool) -> None:
    source = load_bytes(write_pdf([two_columns(by_row=by_row)], size=14), "报告.pdf")
    text = "".join(source.text.split())
    assert text == "政府工作报告二〇二六年一月" + "".join(LEFT) + "".join(RIGHT)
    assert "\t" not in source.text


def test_two_columns_of_an_ofd_too() -> None:
    source = load_bytes(write_ofd([two_columns(by_row=True)], size=14), "报告.ofd")
    assert "".join(source.text.split()) == "政府工作报告二〇二六年一月" + "".join(LEFT) + "".join(RIGHT)


def test_a_table_of_short_cells_is_no_pair_of_columns() -> None:
    rows = [
        ("地区生产总值增速", "百分之五左右"),
        ("新增城镇就业", "二万人"),
        ("粮食产量", "三十万吨"),
        ("空气优良天数", "三百天"),
    ] * 2
    page = [(x, 700.0 - 20 * i, cell) for i, row in enumerate(rows) for x, cell in zip((70.0, 330.0), row, strict=True)]
    assert load_bytes(write_pdf([page]), "表.pdf").text.splitlines() == ["\t".join(row) for row in rows]


@pytest.mark.parametrize(
    ("turned", "box"),
    [(0, (100, 97, 164, 115)), (90, (727, 100, 745, 164)), (180, (431, 727, 495, 745)), (270, (97, 431, 115, 495))],
)  # fmt: skip
def test_the_box_is_on_the_page_as_it_is_shown(turned: int, box: tuple[int, int, int, int]) -> None:
    """A line of four at x 100, baseline 112 under the upper edge."""
    data = write_pdf([[(100, 730, "新建公园")]]).replace(b"/Rotate 0", b"/Rotate %d" % turned)
    place = load_bytes(data, "报告.pdf", limits=Limits(least_letters=4)).place_of(0, 4)
    assert place is not None
    assert place.box is not None
    assert all(abs(got - wanted) <= 2 for got, wanted in zip(place.box, box, strict=True)), place.box


@pytest.mark.parametrize(
    ("turned", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0"), (0, "0 1 -1 0")]
)
def test_print_that_runs_another_way_than_the_page_lies_is_read_like_any_other(turned: int, matrix: str) -> None:
    """Wide tables are drawn sideways on a page that is then shown turned; and some pages lie on their side."""
    data = write_pdf(typeset(PARAGRAPHS, rows=12), matrix=matrix, turned=turned)
    assert load_bytes(data, "报告.pdf").text.splitlines() == PARAGRAPHS


def test_plain_text_has_no_places() -> None:
    assert load_bytes("新建公园12处。\n".encode(), "a.txt").place_of(0, 4) is None


SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), max_size=20)


@given(SPANS, st.integers(0, 200), st.integers(0, 50))
def test_places_are_exactly_the_marks_that_share_a_character(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    marks: list[tuple[int, ...]] = []
    at = 0
    for number, (gap, size) in enumerate(spans, 1):
        marks.append((at + gap, at + gap + size, 1, number))
        at += gap + size
    found = find_places(marks, start, start + length)
    assert [place.row for place in found] == [row for a, b, _, row in marks if max(a, start) < min(b, start + length)]


def test_places_unite_on_the_first_page() -> None:
    places = [Place(1, (5, 5, 9, 9), None), Place(1, (1, 9, 4, 12), None), Place(2, (0, 0, 1, 1), None)]
    assert unite(places) == Place(1, (1, 5, 9, 12), None)
    assert unite([]) is None
    assert Source("", "a", "txt", "", (), traditional=False).places_of(0, 1) == ()
