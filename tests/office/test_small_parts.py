"""Finding pasted words, cutting sentences, filters in addresses, revisions in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.queries import AccountFilter
from luoshi.office.cutting import pieces_of, shown_after, shown_before
from luoshi.office.filtering import filter_from, query_of
from luoshi.office.finding import occurrences


def test_words_are_found_whatever_breaks_them() -> None:
    text = "前言。新\n\n建 考院街等5条道路。后语。"
    [(start, end)] = occurrences(text, "新建考院街 等5条\n道路")
    assert text[start:end] == "新\n\n建 考院街等5条道路"


@given(st.text(max_size=40), st.text(max_size=10))
def test_what_is_found_is_the_words(text: str, words: str) -> None:
    for start, end in occurrences(text, words):
        assert "".join(text[start:end].split()) == "".join(words.split())


@given(st.text(alphabet="甲乙，。；、”\n 9", max_size=40), st.integers(0, 1000))
def test_pieces_cover_the_sentence_and_cut_inside_it(words: str, start: int) -> None:
    pieces = pieces_of(words, start)
    assert "".join("".join(piece.words.split()) for piece in pieces) == "".join(words.split())
    cuts = [piece.cut_at for piece in pieces if piece.cut_at is not None]
    assert cuts == sorted(set(cuts))
    assert all(start < cut < start + len(words) for cut in cuts)
    assert pieces[-1].cut_at is None


def test_a_closing_quote_stays_with_its_words() -> None:
    assert [piece.words for piece in pieces_of("推进“一老一小，”健全机制。", 0)] == ["推进“一老一小，”", "健全机制。"]


@pytest.mark.parametrize(
    ("before", "shown"),
    [("上一段。\n\n本段第一句。", "本段第一句。"), ("上一段。\n\n", ""), ("报纸折\n\n行的一句。", "报纸折行的一句。")],
)
def test_what_stands_before_is_its_paragraph(before: str, shown: str) -> None:
    assert shown_before(before) == shown


@pytest.mark.parametrize(
    ("after", "shown"), [("下一句。\n\n下一段。", "下一句。"), ("\n\n下一段。", ""), ("折\n行的下句。", "折行的下句。")]
)
def test_what_stands_behind_is_its_paragraph(after: str, shown: str) -> None:
    assert shown_after(after) == shown


def test_a_filter_survives_its_address() -> None:
    from django.http import QueryDict

    wanted = AccountFilter(report=3, section=4, kind="target", text="供热 & 管网", order="-due", page=7)
    assert filter_from(QueryDict(query_of(wanted, page=7)).dict()) == wanted
    assert query_of(AccountFilter()) == ""
    assert filter_from({"section": "4"}) == AccountFilter()
