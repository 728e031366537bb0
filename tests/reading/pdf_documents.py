"""A writer of small Chinese PDF files for the tests: one font that readers know by name, text at given places."""

from __future__ import annotations

from collections.abc import Collection, Sequence

Placed = tuple[float, float, str]  # x, y (upwards), text

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880"
    b" /ItalicAngle 0 /StemV 93 /FontBBox [-25 -254 1000 880] >>",
)
_PICTURE = b"q 300 0 0 300 100 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"


def write_pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    size: float = 16,
    sheet: tuple[int, int] = (595, 842),
    encrypt: bool = False,
    matrix: str = "1 0 0 1",
    turned: int = 0,
    pictures: Collection[int] = (),
) -> bytes:
    """A PDF with these pieces of text on each page. ``encrypt`` asks for a password that nobody knows.

    ``matrix`` turns the whole drawing about the middle of a square page, ``turned`` the page when it is shown.
    ``pictures`` are the pages that hold a small grey picture.
    """
    middle = "1 0 0 1 421 421 cm" if matrix != "1 0 0 1" else ""
    back = f"{matrix} 0 0 cm 1 0 0 1 -421 -421 cm\n" if middle else ""
    edges = "0 0 842 842" if middle else f"0 0 {sheet[0]} {sheet[1]}"
    count = len(pages)
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        *_FONT,
    ]
    for i, page in enumerate(pages):
        drawn = (
            f"{middle} {back}" + "".join(f"BT /F1 {size} Tf {x} {y} Td <{_hex(text)}> Tj ET\n" for x, y, text in page)
        ).encode()
        drawn += _PICTURE if i in pictures else b""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Rotate {turned} /MediaBox [{edges}] /Contents {7 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        ]
    return _assemble(objects, encrypt=encrypt)


def typeset(
    paragraphs: Sequence[str], *, columns: int = 28, rows: int = 30, head: str = "", numbered: bool = True
) -> list[list[Placed]]:
    """Paragraphs broken into lines of so many characters, indented by two, as an office prints them."""
    lines: list[Placed] = []
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            lines.append((70 + 16 * indent, 0, rest[: columns - indent]))
            rest, indent = rest[columns - indent :], 0
    pages: list[list[Placed]] = []
    for start in range(0, len(lines), rows):
        page = [(x, 760 - 22 * i, text) for i, (x, _, text) in enumerate(lines[start : start + rows])]
        if head:
            page.insert(0, (70, 810, head))
        if numbered:
            page.append((280, 40, f"— {len(pages) + 1} —"))
        pages.append(page)
    return pages


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _assemble(objects: list[bytes], *, encrypt: bool) -> bytes:
    trailer = b"/Root 1 0 R"
    if encrypt:
        objects = [*objects, b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)]
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"00" * 16, b"00" * 16)
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
