"""Word documents for the tests, made with python-docx, with the automatic numbering that offices use."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "•"))


def new_document() -> Any:
    """An empty document whose list 77 numbers 一、 then （一） then 1."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(_LEVELS)
    )
    numbering.insert(0, _xml(f'<w:abstractNum {{ns}} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(_xml('<w:num {ns} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    numbering.append(
        _xml(
            '<w:num {ns} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return document


def add_numbered(document: Any, text: str, level: int, *, list_id: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        _xml(f'<w:numPr {{ns}}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def add_xml(document: Any, body: str) -> None:
    """Raw WordprocessingML at the end of the body; ``{ns}`` stands for the namespace declaration."""
    document.element.body.insert(len(document.element.body) - 1, _xml(body))


def save(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repack(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The same package with these entries replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return stream.getvalue()


def _xml(text: str) -> Any:
    return parse_xml(text.replace("{ns}", f'{nsdecls("w")} xmlns:mc="{_COMPATIBILITY}"'))
