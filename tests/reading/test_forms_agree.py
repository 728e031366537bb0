"""One report as a Word document and as printed pages is read as its text is: strict within 0.01.

The text's own reading is the measure. Where the gold of the shared reports lies beside the project, these are held
against it as well, so that the loss is told in the terms of the annotation guideline.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_documents import add_numbered, new_document, save
from gold.scorer import Row, load_rows, rows_of, score
from pdf_documents import Placed, typeset, write_pdf

from luoshi.reading import read_source
from luoshi.reading.sources import Source, load_bytes

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
INVENTED = (ROOT / "luoshi/cli/demo/report.txt", ROOT / "luoshi/cli/demo/report-2025.txt")
REAL = tuple(
    path for path in sorted((SHARED / "reports").glob("*.txt")) if (SHARED / "gold" / f"{path.stem}.jsonl").exists()
)
LOSS = 0.01
NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


def as_docx(paragraphs: list[str]) -> bytes:
    """Headings without the numbers that are typed in the text: Word counts them, as offices let it."""
    document = new_document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return save(document)


def as_numbered_docx(paragraphs: list[str]) -> bytes:
    document = new_document()
    for level, text in _levels(paragraphs):
        if level is None:
            document.add_paragraph(text)
        else:
            add_numbered(document, text, level)
    return save(document)


def as_pdf(paragraphs: list[str]) -> bytes:
    """One column, lines broken after so many characters, a running head and page numbers."""
    return write_pdf(typeset(paragraphs, head="云浦区第六届人民代表大会第五次会议文件（一）"))


def as_columns(paragraphs: list[str]) -> bytes:
    """Two columns a page, as a newspaper or a gazette prints it."""
    wide, rows, size = 21, 48, 11
    pages: list[list[Placed]] = []
    columns = typeset(paragraphs, columns=wide, rows=rows, numbered=False)
    for number in range(0, len(columns), 2):
        page: list[Placed] = [(230.0, 815.0, "云浦区人民政府公报")]
        for left, column in zip((50.0, 310.0), columns[number : number + 2], strict=False):
            page += [(left + 2 * size * (x > 70), 780 - 15.0 * row, text) for row, (x, _, text) in enumerate(column)]
        pages.append([*page, (290.0, 30.0, f"·{len(pages) + 1}·")])
    return write_pdf(pages, size=size)


FORMS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "docx": ("报告.docx", as_docx),
    "docx with counted headings": ("报告.docx", as_numbered_docx),
    "pdf": ("报告.pdf", as_pdf),
    "pdf in two columns": ("报告.pdf", as_columns),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", INVENTED, ids=lambda path: path.stem)
def test_a_document_is_read_as_its_text_is(path: Path, form: str) -> None:
    text = load_bytes(path.read_bytes(), path.name)
    name, make = FORMS[form]
    source = load_bytes(make(_paragraphs(text.text)), name)
    wanted, given = _rows(text), _rows(source)
    found = score(wanted, given)
    assert len(wanted) > 50
    assert found.strict >= 1 - LOSS, found.wrong
    assert found.milestones >= 1 - LOSS


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_gold_is_met_as_well_as_from_the_text(path: Path, form: str) -> None:
    text = load_bytes(path.read_bytes(), path.name)
    name, make = FORMS[form]
    source = load_bytes(make(_paragraphs(text.text)), name)
    gold = _squeezed(load_rows(SHARED / "gold" / f"{path.stem}.jsonl"), text.text)
    # The gold covers parts of a report; what is read elsewhere counts neither for the text nor for the document.
    first, last = min(row["start"] for row in gold), max(row["end"] for row in gold)
    plain, made = (score(gold, [row for row in _rows(each) if first <= row["start"] < last]) for each in (text, source))
    assert made.strict >= plain.strict - LOSS, set(made.wrong) - set(plain.wrong)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _levels(paragraphs: list[str]) -> list[tuple[int | None, str]]:
    """Each paragraph without its number where counting gives the same number, and the level it is counted on."""
    found: list[tuple[int | None, str]] = []
    for paragraph in paragraphs:
        match = NUMBER.match(paragraph)
        level = None if match is None or not _counts(found, match[0]) else int(match[0].startswith("（"))
        found.append((level, paragraph if level is None or match is None else paragraph[match.end() :]))
    return found


def _counts(before: list[tuple[int | None, str]], number: str) -> bool:
    """Whether Word's own count comes to this number here."""
    level = int(number.startswith("（"))
    count = 1
    for above, _ in reversed(before):
        if above is not None and above < level:
            break
        count += above == level
    counted = "一二三四五六七八九十"[count - 1] if count <= 10 else ""
    return number == (f"（{counted}）" if level else f"{counted}、")


def _rows(source: Source) -> list[Row]:
    return _squeezed(rows_of(read_source(source)), source.text)


def _squeezed(rows: list[Row], text: str) -> list[Row]:
    """The rows with places counted without white space, of which a printed page has other than the text."""
    before = [0]
    for character in text:
        before.append(before[-1] + (not character.isspace()))
    return [row | {"start": before[row["start"]], "end": before[row["end"]]} for row in rows]
