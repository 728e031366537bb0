"""Web pages in: the article of a government site with its title, in whatever encoding it declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.sources import SourceError, SourceFault, load_bytes

ARTICLE = [
    "一、2026年工作安排",
    "（一）做强实体经济。新增规上工业企业30家以上，完成技改投资80亿元。",
    "（二）提升城市功能。更新改造供热管网13公里、燃气管道8.5公里，新建口袋公园12处。",
]
LINKS = "".join(f'<li><a href="/{i}">政务公开栏目{i}</a></li>' for i in range(40))


def page(inner: str, *, charset: str = "utf-8", title: str = "2026年政府工作报告_某区人民政府") -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{title}</title><script>var a = '不是正文';</script></head><body><ul>{LINKS}</ul>{inner}"
        "<div>主办单位：某区人民政府办公室　备案号000</div></body></html>"
    )


def paragraphs() -> str:
    return "".join(f"<p style='text-indent:2em'>&emsp;&emsp;<span>{text}</span>\n</p>\n" for text in ARTICLE)


@pytest.mark.parametrize(
    "holder",
    [
        'div class="TRS_Editor"',
        'div id="UCAP-CONTENT"',
        'div id="Zoom"',
        'div class="left article-content"',
        'td class="pages_content"',
    ],
)
def test_the_containers_of_government_sites_give_the_title_and_the_article_alone(holder: str) -> None:
    tag = holder.split()[0]
    source = load_bytes(page(f"<div><{holder}><style>p {{}}</style>{paragraphs()}</{tag}></div>").encode(), "报告.html")
    assert source.text.splitlines() == ["2026年政府工作报告", *ARTICLE]
    assert (source.form, source.pages) == ("html", ())


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "gb18030"), ("utf-8", "utf-16")]
)
def test_gb2312_means_gb18030_and_a_wrong_declaration_is_seen_through(declared: str, encoding: str) -> None:
    source = load_bytes(page(f"<div id=zoom>{paragraphs()}</div>", charset=declared).encode(encoding), "报告.htm")
    assert source.text.splitlines()[1:] == ARTICLE


def test_a_container_inside_itself_is_read_once_and_two_beside_each_other_both() -> None:
    nested = f'<div class="TRS_Editor"><div class="TRS_Editor">{paragraphs()}</div></div>'
    beside = "".join(f'<div class="TRS_Editor"><p>{text}</p></div>' for text in ARTICLE)
    for inner in (nested, beside):
        assert load_bytes(page(inner).encode(), "a.html").text.splitlines()[1:] == ARTICLE


def test_a_page_of_another_site_is_judged_by_its_sentences() -> None:
    inner = f"<main><article><h1>某区政府工作报告</h1>{paragraphs() * 8}</article></main>"
    found = load_bytes(page(inner).encode(), "a.html").text.splitlines()
    assert found[0] == "某区政府工作报告"
    assert set(ARTICLE) <= set(found)
    assert not any("栏目" in line for line in found)


def test_breaks_end_lines_and_cells_are_parted_by_tabs() -> None:
    inner = (
        "<div id=zoom>各位代表：<br>现在我代表区人民政府向大会作工作报告，请予审议<br/>"
        "<table><tr><th>指标</th><th>目标</th></tr><tr><td>新建\n公园</td><td>12处</td></tr></table></div>"
    )
    assert load_bytes(page(inner).encode(), "a.html").text.splitlines()[1:] == [
        "各位代表：", "现在我代表区人民政府向大会作工作报告，请予审议", "指标\t目标", "新建公园\t12处",
    ]  # fmt: skip


def test_a_title_that_the_article_repeats_stands_once() -> None:
    inner = f"<div id=zoom><p>2026年政府工作报告</p>{paragraphs()}</div>"
    assert load_bytes(page(inner).encode(), "a.html").text.count("2026年政府工作报告") == 1


def test_the_title_in_the_metadata_goes_before_the_others() -> None:
    head = '<meta name="ArticleTitle" content="某区2026年政府工作报告">'
    text = page(f"<h1>某区政府网</h1><div id=zoom>{paragraphs()}</div>").replace("<title>", head + "<title>")
    assert load_bytes(text.encode(), "a.html").text.splitlines()[0] == "某区2026年政府工作报告"


@pytest.mark.parametrize(
    "data", [page("").encode(), page("<div id=zoom></div>").encode(), b"<html></html>", b"<!doctype html>"]
)
def test_a_page_of_links_has_no_article(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, "首页.html")
    assert caught.value.code is SourceFault.NO_ARTICLE


def test_entities_declared_by_the_page_are_not_followed() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page(f"<div id=zoom>&x;{paragraphs()}</div>")
    with open("/etc/hostname") as hostname:  # noqa: PTH123 - the file that must not be read
        assert hostname.read().strip() not in load_bytes(text.encode(), "a.html").text


def test_deeply_nested_tags_do_no_harm() -> None:
    data = b"<html><body>" + b"<div>" * 20_000 + b"x" + b"</body>"
    with pytest.raises(SourceError):
        load_bytes(data, "a.html")


def test_a_page_of_countless_tags_is_not_judged() -> None:
    data = ("<html><body>" + "<b>x</b>" * 30_000 + "</body></html>").encode()
    with pytest.raises(SourceError) as caught:
        load_bytes(data, "a.html")
    assert caught.value.code is SourceFault.NO_ARTICLE


def test_a_page_of_many_megabytes_is_too_large() -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(b"<html><body>" + b"<b>x</b>" * 2**20, "a.html")
    assert caught.value.code is SourceFault.TOO_LARGE


def test_text_that_mentions_a_tag_is_still_text() -> None:
    assert load_bytes("政府工作报告 <div> 新建公园12处。".encode(), "a.txt").form == "txt"


@given(
    st.lists(
        st.sampled_from(
            [
                "<div id=zoom>",
                "</div>",
                "<p>",
                "<td>",
                "<br>",
                "<!--",
                "-->",
                "<title>",
                "&#0;",
                "新建公园。",
                "x" * 40,
                "<script>",
                "\x00",
                "<?x",
            ]
        ),
        max_size=30,
    )
)
def test_any_heap_of_tags_gives_a_source_or_a_fault(pieces: list[str]) -> None:
    try:
        source = load_bytes(("<html>" + "".join(pieces)).encode(), "a.html")
    except SourceError:
        return
    assert "\x00" not in source.text
