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


def add_list_style(document: Any) -> None:
    """List 80, which says only that it is made with a list style; the style's own list 79 has the levels."""
    numbering = document.part.numbering_part.element
    form = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    levels = "".join(
        f'<w:lvl w:ilvl="{i}">{form}<w:lvlText w:val="{text}"/></w:lvl>' for i, text in enumerate(("第%1章", "（%2）"))
    )
    defined = f'<w:abstractNum {{ns}} w:abstractNumId="79"><w:styleLink w:val="L1"/>{levels}</w:abstractNum>'
    numbering.insert(0, _xml(defined))
    numbering.insert(0, _xml('<w:abstractNum {ns} w:abstractNumId="80"><w:numStyleLink w:val="L1"/></w:abstractNum>'))
    numbering.append(_xml('<w:num {ns} w:numId="80"><w:abstractNumId w:val="80"/></w:num>'))


def add_note(document: Any, paragraph: int, kind: str, number: int) -> None:
    """A reference to a footnote or endnote at the end of a paragraph."""
    document.paragraphs[paragraph]._p.append(_xml(f'<w:r {{ns}}><w:{kind}Reference w:id="{number}"/></w:r>'))


def add_note_parts(data: bytes, **notes: dict[int, str]) -> bytes:
    """The package with a part of footnotes or endnotes, as Word writes it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    changes: dict[str, bytes] = {}
    for kind, texts in notes.items():
        tag = kind.removesuffix("s")
        written = "".join(
            f'<w:{tag} w:id="{i}"><w:p><w:r><w:{tag}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{tag}>'
            for i, text in texts.items()
        )
        changes[f"word/{kind}.xml"] = f"<w:{kind} {nsdecls('w')}>{written}</w:{kind}>".encode()
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relation = f'<Relationship Id="n{kind}" Type="{office}/{kind}" Target="{kind}.xml"/></Relationships>'
        relations = relations.replace("</Relationships>", relation)
        media = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        part = f'<Override PartName="/word/{kind}.xml" ContentType="{media}.{kind}+xml"/></Types>'
        types = types.replace("</Types>", part)
    changes["word/_rels/document.xml.rels"] = relations.encode()
    changes["[Content_Types].xml"] = types.encode()
    return repack(data, changes)


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
