"""Web pages: the article and its title, without what stands around them.

The containers of government sites are tried first (``cms.toml``), because they hold the article and nothing else;
trafilatura judges the pages of other sites.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import trafilatura
from lxml import etree, html

from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._text import decode_as, decode_text

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEAD = 4096
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
}  # fmt: skip
_SKIPPED = {
    "script", "style", "noscript", "template", "head", "iframe", "object", "select", "button", "textarea",
}  # fmt: skip
_SITE_NAME = re.compile(r"\s*[_|\-—–]+\s*[^_|\-—–]{2,40}$")
_CHINESE = "\u2e80-\u9fff\uff00-\uffef"
_FALSE_SPACE = re.compile(rf"(?<=[{_CHINESE}])[ \n]+(?=[{_CHINESE}])")


@dataclass(frozen=True, slots=True)
class _Place:
    attribute: str
    name: str


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """The title as the first line, then the article, one paragraph a line."""
    page = _decode(data, name)
    tree = _parse(page)
    if tree is None:
        raise SourceError(SourceFault.NO_ARTICLE, name)
    lines = _find_article(tree, limits)
    if not lines and sum(1 for _ in tree.iter()) <= limits.judged_elements:
        lines = _ask_trafilatura(page, limits)
    if not lines:
        raise SourceError(SourceFault.NO_ARTICLE, name)
    title = _find_title(tree)
    if title and title not in {_squeeze(line) for line in lines[:3]}:
        lines = [title, *lines]
    return Extract("\n".join(lines) + "\n")


def _decode(data: bytes, name: str) -> str:
    """By the byte order mark, the page's own word, or the look of the text, in this order."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        label = declared[1].decode("ascii").lower()
        text = decode_as(data, _WIDER.get(label, label))
        if text is not None:
            return text
    return decode_text(data, name)


def _parse(page: str) -> Any | None:
    """The tree; None when there is nothing in it. The declared encoding is dropped, as the text is decoded."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _find_article(tree: Any, limits: Limits) -> list[str]:
    found: dict[_Place, list[Any]] = {}
    for element in tree.iter(etree.Element):
        for place in _named_places(element):
            found.setdefault(place, []).append(element)
    for place in _article_places():
        lines = [line for element in _outermost(found.get(place, [])) for line in _lines(element)]
        if _letters(lines) >= limits.least_letters:
            return lines
    return []


def _named_places(element: Any) -> Iterator[_Place]:
    if identifier := element.get("id"):
        yield _Place("id", identifier.lower())
    for name in (element.get("class") or "").lower().split():
        yield _Place("class", name)


def _outermost(elements: list[Any]) -> list[Any]:
    """Some editors put their container into itself; its text must not come twice."""
    inside = set(elements)
    return [element for element in elements if inside.isdisjoint(element.iterancestors())]


def _ask_trafilatura(page: str, limits: Limits) -> list[str]:
    """It takes the links of a page without an article for one, so what it finds must have sentences."""
    text = trafilatura.extract(page, output_format="txt", include_comments=False, include_tables=True) or ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines if _letters(lines) >= limits.least_letters and "。" in text else []


def _lines(root: Any) -> list[str]:
    """The text as a browser lays it out: a block or a <br> ends the line, cells of a row are parted by a tab."""
    pieces: list[str] = []
    skipping: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if skipping is None and event == "start" and tag in _SKIPPED:
            skipping = element
        elif skipping is None and event == "start":
            pieces += [_mark(tag, opening=True), _collapse(element.text)]
        elif event == "end" and (skipping is None or skipping is element):
            pieces.append("" if skipping is element else _mark(tag, opening=False))
            skipping = None
            pieces.append("" if element is root else _collapse(element.tail))
    text = "".join(pieces)
    lines = (_FALSE_SPACE.sub("", line).strip().strip("\ufeff\u200b") for line in text.split("\r"))
    return [line for line in lines if line]


def _mark(tag: str, *, opening: bool) -> str:
    """A carriage return for a line end: the collapsed text holds none, and newlines in it are only spaces."""
    if tag in {"td", "th"}:
        return "" if opening else "\t"
    return "\r" if tag in _BLOCKS or (tag == "br" and opening) else ""


def _collapse(text: str | None) -> str:
    return re.sub(r"[ \t\n\f\r\v]+", " ", text or "")


def _find_title(tree: Any) -> str:
    """From the metadata, the one <h1>, a titled element, or the <title> without the site's name."""
    names = _cms()["title"]
    metas = {(m.get("name") or m.get("property") or "").lower(): m.get("content") or "" for m in tree.iter("meta")}
    headings = ["".join(h.itertext()) for h in tree.iter("h1")]
    classed = ["".join(e.itertext()) for e in tree.iter() if not set(names["classes"]).isdisjoint(_classes(e))]
    pages = [_SITE_NAME.sub("", "".join(t.itertext())) for t in tree.iter("title")]
    written = [metas.get(meta, "") for meta in names["meta"]] + headings[:1] + classed[:1] + pages[:1]
    return next((squeezed for title in written if 2 <= len(squeezed := _squeeze(title)) <= 100), "")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").lower().split() if isinstance(element.tag, str) else []


def _squeeze(text: str) -> str:
    return _FALSE_SPACE.sub("", " ".join(text.split()))


def _letters(lines: list[str]) -> int:
    return sum(character.isalnum() for line in lines for character in line)


@cache
def _cms() -> dict[str, Any]:
    return tomllib.loads((files("luoshi.reading.sources") / "cms.toml").read_text(encoding="utf-8"))


@cache
def _article_places() -> tuple[_Place, ...]:
    return tuple(_Place(attribute, name) for entry in _cms()["article"] for attribute, name in entry.items())
