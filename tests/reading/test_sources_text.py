"""Plain text in: encodings, bytes that are no text, and the offsets that must hold."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.reading.sources import Limits, SourceError, SourceFault, load, load_bytes, load_stream

REPORT = "各位代表：\r\n现在，我代表区人民政府作工作报告。\n一、2026年工作安排\n新建公园12处，改造管网8.5公里。\n"


def fault_of(data: bytes, name: str = "报告.txt") -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, name)
    return caught.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"],
)
def test_every_usual_encoding_gives_the_text_as_it_is_with_its_line_ends(encoding: str) -> None:
    source = load_bytes(REPORT.encode(encoding), "报告.txt")
    assert source.text == REPORT
    assert source.form == "txt"
    assert source.pages == ()
    assert source.digest == hashlib.sha256(REPORT.encode(encoding)).hexdigest()


def test_utf16_with_the_mark_of_the_other_byte_order_is_read() -> None:
    assert load_bytes(b"\xfe\xff" + REPORT.encode("utf-16-be"), "报告.txt").text == REPORT


def test_ascii_in_utf16_without_a_mark_is_not_taken_for_binary() -> None:
    assert load_bytes("Report of 2026\n".encode("utf-16-le"), "a.txt").text == "Report of 2026\n"


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", "　　\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert fault_of(data).code is SourceFault.EMPTY


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + bytes(64), b"a\x00b", b"\x01\x02" * 9]
)
def test_bytes_that_are_no_text_are_binary(data: bytes) -> None:
    error = fault_of(data)
    assert error.code is SourceFault.BINARY
    assert error.place.startswith("byte ")


def test_a_text_broken_in_the_middle_says_at_which_line_and_byte() -> None:
    good = REPORT.encode()
    error = fault_of(good + b"\xff\xff" + good)
    assert (error.code, error.facts) == (SourceFault.ENCODING, {"line": 5, "offset": len(good) + 1})


def test_a_gb18030_text_cut_within_a_character_says_that_it_breaks_at_its_end() -> None:
    data = REPORT.rstrip().removesuffix("。").encode("gb18030")[:-1]
    error = fault_of(data)
    assert error.code is SourceFault.ENCODING
    assert error.facts["offset"] == len(data)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("これは報告書です。東京都の計画について説明します。", "shift_jis"),
        ("café au lait, déjà vu, où", "latin-1"),
        ("Отчёт о работе правительства", "koi8_r"),
    ],
)
def test_an_encoding_that_china_does_not_use_is_refused_rather_than_guessed(text: str, encoding: str) -> None:
    assert fault_of(text.encode(encoding)).code is SourceFault.ENCODING


def test_a_text_over_the_limit_is_refused_before_it_is_read_whole() -> None:
    class Endless(io.RawIOBase):
        """More bytes than memory holds, counting how many were asked for."""

        given = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\xe6\x96\xb0" * (size // 3) + b"a" * (size % 3)

    stream = Endless()
    with pytest.raises(SourceError) as caught:
        load_stream(stream, "大.txt", limits=Limits(text_bytes=2**20))  # type: ignore[arg-type]
    assert caught.value.code is SourceFault.TOO_LARGE
    assert stream.given == 2**20 + 1


def test_fifty_megabytes_of_text_are_too_large() -> None:
    assert fault_of(b"a" * 50_000_000).code is SourceFault.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "code"), [("a.docx", SourceFault.NOT_DOCX), ("a.pdf", SourceFault.NOT_PDF), ("a.PDF", SourceFault.NOT_PDF)]
)
@pytest.mark.parametrize("data", [REPORT.encode(), b"\x01\x02\x03" * 20])
def test_a_text_or_rubbish_that_calls_itself_a_document_is_refused(data: bytes, name: str, code: SourceFault) -> None:
    assert fault_of(data, name).code is code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "xls"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
        (b"MIME-Version: 1.0\r\n", "mht"),
    ],
)
def test_forms_that_are_known_but_not_read_are_named(data: bytes, kind: str) -> None:
    error = fault_of(data, "报告.docx")
    assert (error.code, error.facts["kind"]) == (SourceFault.UNSUPPORTED, kind)


def test_an_encrypted_word_document_is_called_encrypted() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert fault_of(data, "密.docx").code is SourceFault.ENCRYPTED


def test_a_moving_picture_has_no_text() -> None:
    assert fault_of(b"GIF89a" + bytes(100), "扫描.gif").code is SourceFault.NO_TEXT


def test_load_names_the_file_and_leaves_a_missing_one_to_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(REPORT.encode("gb18030"))
    assert load(path).name == "报告.txt"
    assert load(path, name="上传的报告").name == "上传的报告"
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "没有.txt")


@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.html", "a"]))
@example(b"%PDF-1.4", "a.pdf")
@example(b"<html>", "a.html")
def test_any_bytes_give_a_source_or_a_fault(data: bytes, name: str) -> None:
    try:
        source = load_bytes(data, name)
    except SourceError:
        return
    assert source.text.encode("utf-8")
    assert "\x00" not in source.text


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), min_size=8, max_size=200))
def test_a_utf8_text_comes_back_exactly(text: str) -> None:
    data = ("区政府工作报告\n" + text).encode()
    assert load_bytes(data, "a.txt").text == data.decode()
