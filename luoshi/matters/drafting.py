"""Documents drawn up from a mechanism's templates: plain text with places to fill in → docx. Pure."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{([a-z_.]{1,60})\}")
BLANK = "＿＿＿＿＿＿"


def fill_template(text: str, facts: Mapping[str, str]) -> str:
    """Every ``{place}`` filled in; what is not known stays a line to write on."""
    return _PLACE.sub(lambda place: facts.get(place[1]) or BLANK, text)


def write_docx(text: str) -> bytes:
    """The first line as a heading in the middle, the rest as paragraphs."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    heading, *lines = _clean(text).splitlines() or [""]
    document = Document()
    document.add_paragraph(heading, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(each for each in text if each in "\n\t" or each >= " ")
