"""Bytes into text: which encoding it is, decided by strict decoding and by whether the result looks like writing.

GB18030 decodes almost anything into some Chinese characters, so a strict decoding alone proves nothing: the result
must also consist of characters that Chinese writing uses.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._traditional import to_simplified

# UTF-32's mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED_WIDE = ("utf-16-le", "utf-16-be")
_LEGACY = ("gb18030", "big5hkscs")
_SAMPLE = 20_000  # characters; more of them say nothing new about the encoding
_LEAST_COMMON = 0.85  # a right decoding reaches 0.97 and more, a wrong one stays below 0.4
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.01


@dataclass(frozen=True, slots=True)
class _Failure:
    at: int  # index of the first byte that does not decode


def decode_text(data: bytes, name: str) -> str:
    """The text of the bytes, byte order mark dropped, nothing else changed.

    Raises ``SourceError`` BINARY when the bytes are no text, ENCODING when they may be but do not decode.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, len(mark), encoding, name)
    narrow = _try_decode(data, "utf-8")
    if isinstance(narrow, str) and _is_writing(narrow):
        return narrow
    for encoding in _UNMARKED_WIDE:
        wide = _try_decode(data, encoding)
        if isinstance(wide, str) and _is_writing(wide) and common_share(wide) >= _LEAST_COMMON:
            return wide
    if isinstance(narrow, str):
        raise _binary(data, name)
    return _decode_legacy(data, narrow, name)


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text under an encoding that the document itself declares; None when it is unknown or does not fit."""
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return text if _is_writing(text) else None


def _decode_marked(data: bytes, skip: int, encoding: str, name: str) -> str:
    text = _try_decode(data[skip:], encoding)
    if isinstance(text, _Failure):
        raise _unreadable(data, skip + text.at, name)
    if not _is_writing(text):
        raise _binary(data, name)
    return text


def _decode_legacy(data: bytes, narrow: _Failure, name: str) -> str:
    furthest = narrow.at
    for encoding in _LEGACY:
        text = _try_decode(data, encoding)
        if isinstance(text, str):
            if _is_writing(text) and common_share(text, ascii_too=False) >= _LEAST_COMMON:
                return text
        elif common_share(data[: text.at].decode(encoding), ascii_too=False) >= _LEAST_COMMON:
            furthest = max(furthest, text.at)
    if len(_CONTROL_BYTE.findall(data[:_SAMPLE])) > _MOST_CONTROL * min(len(data), _SAMPLE):
        raise _binary(data, name)
    raise _unreadable(data, furthest, name)


def _try_decode(data: bytes, encoding: str) -> str | _Failure:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        return _Failure(error.start)


def _is_writing(text: str) -> bool:
    """No NUL, which databases refuse, and hardly any other control character."""
    return "\x00" not in text and len(_CONTROL.findall(text)) <= _MOST_CONTROL * len(text)


def common_share(text: str, *, ascii_too: bool = True) -> float:
    """Which share of the characters Chinese writing commonly uses, judged from the beginning of the text."""
    sample = to_simplified(text[:_SAMPLE])
    weighed = [character for character in sample if ascii_too or character > "\x7f"]
    if not weighed:
        return 0.0
    return sum(_is_common(character) for character in weighed) / len(weighed)


@cache
def _is_common(character: str) -> bool:
    """ASCII, punctuation of Chinese writing, or one of GB 2312's 3,755 first-level characters."""
    if character <= "\x7f" or "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e":
        return True
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] <= 0xA3)


def _binary(data: bytes, name: str) -> SourceError:
    first = _CONTROL_BYTE.search(data)
    at = first.start() + 1 if first else 1
    return SourceError(SourceFault.BINARY, name, f"byte {at}", offset=at)


def _unreadable(data: bytes, at: int, name: str) -> SourceError:
    line = data.count(b"\n", 0, at) + 1
    return SourceError(SourceFault.ENCODING, name, f"line {line}, byte {at + 1}", line=line, offset=at + 1)
