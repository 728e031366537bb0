"""The page shows the report's own characters, every one of them, at offsets that the browser can count."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from luoshi.office.typesetting import Aside, Head, Item, Mark, Underline, typeset

REPORT = "一、城市更新\n\n推进道路建设。新\n\n建考院街等5条道路,建成<二期>。让我们共同努力!\n"


def find(words: str) -> tuple[int, int]:
    start = REPORT.index(words)
    return start, start + len(words)


def blocks(html: str) -> dict[int, str]:
    """Offset of each block and its words, read as the selection script reads them."""
    plain = re.sub(r'<(a|i) class="?(n|why)"?[^>]*>.*?</\1>', "", html)
    found = re.findall(r'<(p|h\d)[^>]* data-o="(\d+)">(.*?)</\1>', plain, re.DOTALL)
    return {int(offset): unescape(re.sub(r"<[^>]+>", "", inner)) for _, offset, inner in found}


def test_marks_and_their_underlines_stand_in_place() -> None:
    start, end = find("新\n\n建考院街等5条道路,建成<二期>。")
    lines = (Underline(*find("5条"), "t"), Underline(*find("建成<二期>"), "g"))
    html = typeset(REPORT, [Mark(start, end, 7, "proposed", lines)])
    assert '<mark id="m7" class="proposed"><a class="n" href="#r7">7</a>新' in html
    assert '<u class="t">5条</u>' in html
    assert '<u class="g">建成&lt;二期&gt;</u>' in html


def test_a_line_broken_inside_a_sentence_is_closed_up() -> None:
    html = typeset(REPORT, [Mark(*find("新\n\n建考院街等5条道路,建成<二期>。"), 1, "confirmed")])
    assert 'class="br">\n\n</span>建考院街' in html
    assert html.count("<p ") == 2


def test_headings_stand_alone_and_run_in_heads_stay_in_their_paragraph() -> None:
    html = typeset(
        REPORT,
        [Head(*find("一、城市更新"), 1, "s1", run_in=False), Head(*find("推进道路建设。"), 4, "s2", run_in=True)],
    )
    assert '<h2 id="s1" data-o="0">一、城市更新</h2>' in html
    assert '<b id="s2">推进道路建设。</b>' in html


def test_a_sentence_not_taken_says_why_and_where_to_take_it() -> None:
    slogan = find("让我们共同努力!")
    assert '<a class="why" href="/add?a=1&amp;b=2">口号</a>' in typeset(
        REPORT, [Aside(*slogan, "口号", "/add?a=1&b=2")]
    )
    assert "<i class=why>口号</i>" in typeset(REPORT, [Aside(*slogan, "口号", "")])


def test_a_mark_outweighs_a_sentence_not_taken() -> None:
    html = typeset(REPORT, [Aside(*find("推进道路建设。"), "标题", ""), Mark(*find("推进道路建设。"), 3, "confirmed")])
    assert "标题" not in html
    assert 'id="m3"' in html


def test_a_live_mark_outweighs_a_rejected_one() -> None:
    rejected, live = Mark(*find("推进道路建设。新"), 3, "rejected"), Mark(*find("道路建设。"), 9, "confirmed")
    html = typeset(REPORT, [rejected, live])
    assert 'id="m9"' in html
    assert 'id="m3"' not in html


WORDS = st.text(alphabet=st.sampled_from("甲乙丙,。<&\"'\n\r\u3000 \U00020000９9\u2028"), max_size=60)


@st.composite
def texts_with_items(draw: st.DrawFn) -> tuple[str, list[Item]]:
    text = draw(WORDS)
    items: list[Item] = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(0, len(text)))
        sort = draw(st.sampled_from("mha"))
        if sort == "m":
            items.append(
                Mark(start, end, number, "proposed", (Underline(start, start + 2, "t"), Underline(start + 1, end, "g")))
            )
        elif sort == "h":
            items.append(Head(start, end, 1 + number, f"s{number}", run_in=draw(st.booleans())))
        else:
            items.append(Aside(start, end, "<why>", "/x"))
    return text, items


@given(texts_with_items())
def test_every_block_holds_the_texts_own_characters_from_its_offset(case: tuple[str, list[Item]]) -> None:
    text, items = case
    found = blocks(typeset(text, items))
    for offset, words in found.items():
        assert text[offset : offset + len(words)] == words
    shown = sum(len(re.sub(r"\s", "", words)) for words in found.values())
    assert shown == len(re.sub(r"\s", "", text))
