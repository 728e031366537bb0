"""Which files are taken as evidence, told by their bytes; and that bytes of any kind end in a refusal at worst."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luoshi.files import BadFile
from luoshi.files._probing import CFB, MOST_FILES, MOST_PARTS, NAME_LENGTH, Upload, clean_name, probe, probe_all

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TYPES = "[Content_Types].xml"
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def office(form: str, more: dict[str, bytes] | None = None, types: bytes = b"<Types/>") -> bytes:
    return packed({TYPES: types, MAIN[form]: b"<x/>", **(more or {})})


def old_office(*storages: str) -> bytes:
    """The head of an old office document and a directory whose entries have these names."""
    entries = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *storages))
    return CFB + b"\0" * 504 + b"".join(entries)


def encrypted(data: bytes) -> bytes:
    """The same zip with the mark of encryption set on every part, in both places where it stands."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def refused(name: str, data: bytes, **more: int) -> tuple[str, str]:
    """The code of the refusal, and what the bytes were found to be."""
    with pytest.raises(BadFile) as refusal:
        probe(Upload(name, data), **more)
    return refusal.value.code.value, refusal.value.found


TAKEN = [
    ("验收.png", PNG, "png"),
    ("照片.JPEG", b"\xff\xd8\xff\xe0" + b"\0" * 40, "jpg"),
    ("批复.pdf", PDF, "pdf"),
    ("批复.ofd", packed({"OFD.xml": b"<ofd/>"}), "ofd"),
    ("说明.docx", office("docx"), "docx"),
    ("表.xlsx", office("xlsx"), "xlsx"),
    ("汇报.pptx", office("pptx"), "pptx"),
    ("旧文.doc", old_office("WordDocument"), "doc"),
    ("旧表.et", old_office("Workbook"), "et"),
    ("说明.txt", "供热管网改造完成3.5公里，㐀𠮷。".encode("gb18030"), "txt"),
    ("数据.csv", "项目,完成\n管网,3".encode("utf-8-sig"), "txt"),
    ("比较.txt", b"3 < 5, 7 > 2", "txt"),
]


@pytest.mark.parametrize(("name", "data", "form"), TAKEN)
def test_kinds_that_are_taken(name, data, form):
    probed = probe(Upload(name, data))
    assert (probed.name, probed.form, probed.data) == (name, form, data)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("验收.pdf", PNG, "png"),
        ("验收.png", PDF, "pdf"),
        ("说明.xlsx", office("docx"), "docx"),
        ("说明.docx", old_office("WordDocument"), "cfb"),
        ("说明.html", "只有文字".encode(), "txt"),
        ("运行.bat", b"del *.*", "txt"),
        ("批复.pdf.exe", PDF, "pdf"),
    ],
)
def test_an_ending_of_another_kind_is_refused(name, data, found):
    assert refused(name, data) == ("wrong_ending", found)


MACRO_TYPE = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
HAS_MACROS = [
    ("说明.docx", office("docx", {"word/vbaProject.bin": b"x"})),
    ("表.xlsm", office("xlsx", {"xl/vbaProject.bin": b"x"})),
    ("表.xlsx", office("xlsx", {"xl/macrosheets/sheet1.xml": b"x"})),
    ("表.xlsx", office("xlsx", {"xl/activeX/activeX1.bin": b"x"})),
    ("说明.docx", office("docx", {"word/embeddings/setup.EXE": b"x"})),
    ("说明.docx", office("docx", types=MACRO_TYPE)),
    ("说明.docx", office("docx", types=MACRO_TYPE.decode().encode("utf-16"))),
    ("说明.docx", office("docx", {"word/plain.bin": b"x"}, b'<x ContentType="application/vnd.ms-office.vbaProject"/>')),
    ("旧文.doc", old_office("WordDocument", "Macros")),
    ("旧表.xls", old_office("Workbook", "_VBA_PROJECT_CUR")),
    ("旧表.xls", old_office("Workbook", "VBA")),
]


@pytest.mark.parametrize(("name", "data"), HAS_MACROS)
def test_macros_are_refused_under_any_ending(name, data):
    assert refused(name, data)[0] == "macros"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("说明.docx", encrypted(office("docx"))),
        ("说明.docx", encrypted(office("docx", {"word/vbaProject.bin": b"x"}))),
        ("旧文.doc", old_office("EncryptionInfo", "EncryptedPackage")),
    ],
)
def test_what_is_locked_with_a_password_is_refused_as_such(name, data):
    assert refused(name, data) == ("broken", "encrypted")


def test_a_zip_cut_short_is_broken():
    assert refused("说明.docx", office("docx")[:-30]) == ("broken", "zip")


def test_a_zip_that_would_unpack_to_too_much_is_refused_without_unpacking():
    data = bytearray(office("docx"))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**31).to_bytes(4, "little")  # what the first part says it unpacks to
    assert refused("说明.docx", bytes(data))[0] == "bomb"


def test_a_zip_of_too_many_parts_is_refused():
    parts = {f"{number}": b"" for number in range(MOST_PARTS + 1)}
    assert refused("说明.docx", packed(parts, zipfile.ZIP_STORED))[0] == "bomb"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("资料.zip", packed({"批复.pdf": PDF})),
        ("资料.docx", packed({"批复.pdf": PDF})),
        ("资料.zip", packed({})),
        ("软件.txt", b"MZ\x90\0" + b"\0" * 60),
        ("脚本.txt", b"#!/bin/sh\nrm -r x\n"),
        ("网页.txt", b"<!DOCTYPE html><html><body onload=x>"),
        ("网页.txt", "﻿  <HTML>文字</HTML>".encode()),
        ("网页.txt", b"x" * 9000 + b"<script>alert(1)</script>"),
        ("图.txt", b'<svg xmlns="x" onload="y"/>'),
        ("程序.txt", b"<?php echo 1;"),
        ("乱码.txt", b"\xff\xfe\xff\xff\x80"),
        ("零.txt", b"a\0b"),
    ],
)
def test_other_kinds_are_no_evidence(name, data):
    assert refused(name, data)[0] == "not_taken"


def test_nothing_too_large_and_too_many():
    assert refused("空.txt", b"")[0] == "empty"
    assert probe(Upload("大.txt", b"1" * 100), most_bytes=100).form == "txt"
    assert refused("大.txt", b"1" * 101, most_bytes=100)[0] == "too_large"
    many = [Upload(f"{number}.png", PNG) for number in range(MOST_FILES + 1)]
    assert len(probe_all(many[:-1])) == MOST_FILES
    with pytest.raises(BadFile) as refusal:
        probe_all(many)
    assert (refusal.value.code.value, refusal.value.name, refusal.value.limit) == ("too_many", "10.png", MOST_FILES)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\王\\桌面\\批复.pdf", "批复.pdf"),
        ("C:批复.pdf", "批复.pdf"),
        ("../../etc/批复.pdf", "批复.pdf"),
        ("..\\批复.pdf", "批复.pdf"),
        ("批\u202efdp.pdf", "批fdp.pdf"),
        ("批\u200b复\x00\n.pdf", "批复.pdf"),
        ("批\u00ad复\u2028\x85.pdf", "批复.pdf"),
        ("批复\ud800.pdf", "批复.pdf"),
        ("批复.pdf. ", "批复.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("长" * 300 + ".pdf", "长" * (NAME_LENGTH - 4) + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


@pytest.mark.parametrize("name", ["", "批复", ".pdf", "pdf.", "C:\\", "/", "\u200b.pdf", "批复/", "..", "\ud800"])
def test_a_name_without_a_stem_or_an_ending_is_refused(name):
    assert refused(name, PDF)[0] == "no_name"


@given(st.text(max_size=300))
def test_a_cleaned_name_can_be_kept_anywhere(name):
    try:
        kept = clean_name(name)
    except BadFile:
        return
    assert len(kept) <= NAME_LENGTH
    assert not set(kept) & set("/\\\0\n\r")
    assert kept.encode()
    assert clean_name(kept) == kept


SEEDS = [data for _, data, _ in TAKEN] + [packed({TYPES: b"<Types/>" * 20, MAIN["docx"]: b"x"}, zipfile.ZIP_LZMA)]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12))
@example(SEEDS[-1], [(60, 255), (61, 255), (62, 255)])
def test_damaged_bytes_are_taken_or_refused_and_nothing_else(data, changes):
    damaged = bytearray(data)
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    with contextlib.suppress(BadFile):
        assert probe(Upload("说明.docx", bytes(damaged))).form == "docx"
