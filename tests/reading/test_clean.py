"""Cleaning: breaks healed, marks cut out, one form of every sign, and the way back for every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading._clean import Clean, clean


def given_back(raw: str, cleaned: Clean, words: str) -> str:
    """The words of the text as given that ``words`` of the cleaned text were made from."""
    at = cleaned.text.index(words)
    start, end = cleaned.raw(at, at + len(words))
    return raw[start:end]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新建泵站3座，\n改造管网26公里。", "新建泵站3座，改造管网26公里。"),
        ("举办培训、\n讲座300场。", "举办培训、讲座300场。"),
        ("全年新增城镇就业\n、培训1.2万人。", "全年新增城镇就业、培训1.2万人。"),
        ("失业率控制在5\n%以内。", "失业率控制在5%以内。"),
        ("先新建厂房。再完成\n泵站3座。", "先新建厂房。再完成泵站3座。"),
        ("今年，我们将新建\n3座泵站。", "今年，我们将新建3座泵站。"),
        ("新建泵站3座，\n\n\n改造管网26公里。", "新建泵站3座，改造管网26公里。"),
        ("新建泵站3座，\r\n　　改造管网26公里。", "新建泵站3座，改造管网26公里。"),
    ],
)
def test_a_newspaper_break_inside_a_sentence_is_healed(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_a_line_that_opens_a_quote_goes_on() -> None:
    assert clean("二、“\n十四五\n”时期主要目标\n新建泵站。").text == "二、“十四五”时期主要目标\n新建泵站。"


def test_a_long_line_that_holds_a_comma_and_no_stop_goes_on() -> None:
    line = "坚持产城融合发展，" + "推动园区扩容提质" * 7
    assert clean(f"{line}\n和功能完善。").text == f"{line}和功能完善。"


@pytest.mark.parametrize(
    "raw",
    [
        "新建泵站3座。\n改造管网26公里。",
        "2026年工作安排\n新建泵站3座。",
        "（一）抓好水利\n1.新建泵站3座。",
        "一、抓好水利，保障安全\n二、抓好交通",
        "各位代表：\n现在开始。",
        "主要目标是，新增300个\n一是新建泵站3座。",
    ],
)
def test_a_break_between_paragraphs_stays(raw: str) -> None:
    assert clean(raw).text == raw


def test_hard_wrapped_text_is_joined_into_paragraphs() -> None:
    lines = ["今年要持续推进城镇老旧小区改造工程同时完善停车", "充电养老托育等便民服务设施让居民生活更加方便舒"]
    wrapped = "\n".join(lines * 12) + "适。\n新建泵站3座。"
    assert clean(wrapped).text == "".join(lines * 12) + "适。\n新建泵站3座。"


def test_a_text_of_unequal_lines_is_not_taken_for_hard_wrapped() -> None:
    text = "\n".join(["推进城市更新", "完善停车充电养老托育等便民服务设施建设工作"] * 12)
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新建泵站3座[18]。", "新建泵站3座。"),
        ("建设海绵城市[ 3 ]示范区", "建设海绵城市示范区"),
        ("建设海绵城市［18］示范区", "建设海绵城市示范区"),
        ("建设海绵城市〔18〕示范区", "建设海绵城市示范区"),
        ("建设海绵城市①，完善", "建设海绵城市，完善"),
    ],
)
def test_note_marks_are_cut_out(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize("raw", ["编号[2026]1号", "①新建泵站", "新建[泵站]"])
def test_brackets_and_circled_numbers_that_mark_no_note_stay(raw: str) -> None:
    assert clean(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新建１２座，增长５．５％", "新建12座，增长5.5%"),
        ("增长5﹪", "增长5%"),
        ("新建厂房(一期),改造;完成:", "新建厂房（一期），改造；完成："),
        ("增长4–5%、6～7%", "增长4-5%、6~7%"),
        ('建设"数字领航"企业', "建设“数字领航”企业"),
        ("【改造】", "[改造]"),
    ],
)
def test_every_sign_has_one_form(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_a_quote_that_is_never_closed_stays_as_it_is() -> None:
    assert clean('建设"数字领航企业').text == '建设"数字领航企业'


@pytest.mark.parametrize("number", ["1,200", "12,345,678", "1,200.5"])
def test_a_comma_between_thousands_stays(number: str) -> None:
    assert clean(f"新增{number}个,改造").text == f"新增{number}个，改造"


@pytest.mark.parametrize("raw", ["新增3,20个", "新增3,2000个"])
def test_a_comma_between_other_digits_is_a_comma(raw: str) -> None:
    assert clean(raw).text == raw.replace(",", "，")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("改造 管网 26 公里", "改造管网26公里"),
        ("　　新建\u3000泵站\xa03座", "新建泵站3座"),
        ("引进 Tech Park  A 区", "引进Tech Park A区"),
        ("12 345", "12 345"),
        ("新建\u200b泵站\ufeff3座", "新建泵站3座"),
    ],
)
def test_spaces_go_except_between_latin_words_and_numbers(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert clean("新建。\r\n改造。\u2028完成。\x0b启用。\x85验收。").text == "新建。\n改造。\n完成。\n启用。\n验收。"


@pytest.mark.parametrize("raw", ["", " ", "\n\n", "　　\r\n"])
def test_nothing_is_cleaned_to_nothing(raw: str) -> None:
    assert clean(raw).text == ""


def test_words_across_a_healed_break_lead_back_to_the_break() -> None:
    raw = "　　改造老旧供水，\n　　雨污分流管\n\n、供热管网[3] 18.5 公里。"
    cleaned = clean(raw)
    assert cleaned.text == "改造老旧供水，雨污分流管、供热管网18.5公里。"
    assert given_back(raw, cleaned, "供水，雨污") == "供水，\n　　雨污"
    assert given_back(raw, cleaned, "分流管、供热") == "分流管\n\n、供热"
    assert given_back(raw, cleaned, "18.5公里") == "18.5 公里"
    assert given_back(raw, cleaned, "管网") == "管网"


FRAGMENTS = st.sampled_from(
    [
        "新建泵站",
        "3座",
        "，",
        "。",
        "\n",
        "\r\n",
        "　　",
        " ",
        "[12]",
        "①",
        "１２",
        "1,200",
        "％",
        '"',
        "(",
        ")",
        "A区",
        "\u200b",
        "一、",
    ]
)
FORMS = {"％": "%", "(": "（", ")": "）", "１": "1", "２": "2", ",": ",，", "\u3000": " ", '"': '"“”'}


@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_every_character_leads_back_to_the_one_it_was_made_from(raw: str) -> None:
    cleaned = clean(raw)
    last = 0
    for at, char in enumerate(cleaned.text):
        if char == "\n":
            continue
        start, end = cleaned.raw(at, at + 1)
        assert end == start + 1
        assert start >= last
        last = end
        assert char in FORMS.get(raw[start], raw[start])


@given(st.text())
def test_any_text_is_cleaned_without_blank_lines_and_with_spans_inside(raw: str) -> None:
    cleaned = clean(raw)
    assert all(line.strip() == line and line for line in cleaned.text.split("\n")) or not cleaned.text
    if cleaned.text:
        start, end = cleaned.raw(0, len(cleaned.text))
        assert 0 <= start < end <= len(raw)


@pytest.mark.parametrize("text", ["0\x0c\xad", "建成5公里。\n[18]", "[18]\n建成5公里。", "甲。\n\u200b\n乙。"])
def test_a_line_of_nothing_but_marks_is_no_paragraph(text):
    lines = clean(text).text.split("\n")
    assert all(lines)


def test_a_few_words_on_a_line_of_their_own_inside_a_sentence_are_joined_on_both_sides() -> None:
    text = "开展培训2万人次，\n创建区\n级品牌30个，成效显著。\n（二）优化环境\n提升服务。"
    assert clean(text).text == "开展培训2万人次，创建区级品牌30个，成效显著。\n（二）优化环境\n提升服务。"
