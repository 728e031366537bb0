"""What an uploaded file is, told by its bytes and not by its name.

Taken: pictures, PDF, OFD, office documents without macros, plain text. Nothing is unpacked to disk, nothing is run.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

import filetype

MOST_FILES = 10
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 5_000
NAME_LENGTH = 120
# The ending that a kind of bytes may have.
ENDINGS = {
    "jpg": {"jpg", "jpeg"}, "png": {"png"}, "gif": {"gif"}, "webp": {"webp"}, "heic": {"heic", "heif"},
    "pdf": {"pdf"}, "ofd": {"ofd"}, "docx": {"docx"}, "xlsx": {"xlsx"}, "pptx": {"pptx"},
    "cfb": {"doc", "xls", "ppt", "wps", "et", "dps"}, "txt": {"txt", "csv"},
}  # fmt: skip
PICTURES = frozenset({"jpg", "png", "gif", "webp", "heic"})
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of storages in an old office document: macros, and the whole document locked with a password.
CFB_MACROS = re.compile(b"|".join(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA\0", "Macros\0")))
CFB_LOCKED = "EncryptedPackage".encode("utf-16-le")
ACTIVE = re.compile(
    r"vbaproject|vbadata|/activex/|macrosheets|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|scr)$", re.IGNORECASE
)
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|iframe|svg|object|embed|\?xml|\?php|%)", re.IGNORECASE)
# Control, format (which turn the direction) and private characters, halves of characters, ends of lines.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
DRIVE = re.compile(r"^[A-Za-z]:")
# All that zipfile raises on bytes that are not what they say.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


class FileCode(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NO_NAME = "no_name"
    NOT_TAKEN = "not_taken"  # a kind of file that proves nothing
    WRONG_ENDING = "wrong_ending"  # the bytes are of another kind than the name says
    MACROS = "macros"
    BROKEN = "broken"
    BOMB = "bomb"  # would unpack to more than anybody wants


class BadFile(Exception):  # noqa: N818  reads better where it is caught
    """A file that is not taken. ``found`` is the kind that the bytes are, where that matters."""

    def __init__(self, code: FileCode, name: str, found: str = "", limit: int = 0) -> None:
        self.code, self.name, self.found, self.limit = code, name, found, limit
        super().__init__(code.value, name, found, limit)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: the name that the browser gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Probed:
    """A file that is taken: its cleaned name, and what it is."""

    name: str
    form: str
    data: bytes


def probe_all(uploads: list[Upload], *, most_bytes: int = MOST_BYTES) -> tuple[Probed, ...]:
    """All of them, or BadFile for the first that is not taken."""
    if len(uploads) > MOST_FILES:
        raise BadFile(FileCode.TOO_MANY, uploads[MOST_FILES].name[:NAME_LENGTH], limit=MOST_FILES)
    return tuple(probe(each, most_bytes=most_bytes) for each in uploads)


def probe(upload: Upload, *, most_bytes: int = MOST_BYTES) -> Probed:
    """The file with a clean name and its kind. Raises BadFile."""
    name = clean_name(upload.name)
    if not upload.data:
        raise BadFile(FileCode.EMPTY, name)
    if len(upload.data) > most_bytes:
        raise BadFile(FileCode.TOO_LARGE, name, limit=most_bytes)
    form = form_of(upload.data, name)
    ending = PurePosixPath(name).suffix.removeprefix(".").lower()
    if ending not in ENDINGS[form]:
        raise BadFile(FileCode.WRONG_ENDING, name, form)
    return Probed(name, ending if form == "cfb" else form, upload.data)


def clean_name(name: str) -> str:
    """The name without the path that some browsers send, and without characters that nobody sees."""
    words = unicodedata.normalize("NFC", _seen(name)).replace("\\", "/").rsplit("/", 1)[-1]
    words = DRIVE.sub("", words).strip().strip(".")
    stem, dot, ending = words.rpartition(".")
    if not dot or not stem or not ending:
        raise BadFile(FileCode.NO_NAME, words[:NAME_LENGTH])
    return f"{stem[: NAME_LENGTH - 1 - len(ending[:8])]}.{ending[:8]}"


def _seen(name: str) -> str:
    return "".join(each for each in name if unicodedata.category(each) not in UNSEEN)


def form_of(data: bytes, name: str) -> str:
    """What the bytes are. Raises BadFile for what is not taken, broken, or carries macros."""
    if data.startswith(b"PK\x03\x04"):
        return _zip_form(data, name)
    if data.startswith(CFB):
        if CFB_MACROS.search(data):
            raise BadFile(FileCode.MACROS, name)
        if CFB_LOCKED in data:
            raise BadFile(FileCode.BROKEN, name, "encrypted")
        return "cfb"
    guess = filetype.guess(data)
    kind = guess.extension if guess else ""
    if kind in ENDINGS:
        return str(kind)
    if guess is None and _is_text(data):
        return "txt"
    raise BadFile(FileCode.NOT_TAKEN, name, kind)


def _is_text(data: bytes) -> bool:
    if b"\0" in data or data.startswith((b"MZ", b"#!", b"\x7fELF")) or MARKUP.search(data):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _zip_form(data: bytes, name: str) -> str:
    """docx, xlsx, pptx or ofd; nothing else that is a zip is taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadFile(FileCode.BOMB, name)
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise BadFile(FileCode.BROKEN, name, "encrypted")
            if any(ACTIVE.search(each) for each in names) or _declares_macros(archive, names):
                raise BadFile(FileCode.MACROS, name)
    except BROKEN_ZIP as error:
        raise BadFile(FileCode.BROKEN, name, "zip") from error
    for form, mark in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml")):
        if mark in names and "[Content_Types].xml" in names:
            return form
    if "OFD.xml" in names:
        return "ofd"
    raise BadFile(FileCode.NOT_TAKEN, name, "zip")


def _declares_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "[Content_Types].xml" not in names:
        return False
    with archive.open("[Content_Types].xml") as file:
        # Without the zeros, words written in UTF-16 are found too.
        words = file.read(1_000_000).replace(b"\0", b"").lower()
    return b"macroenabled" in words or b"vbaproject" in words
