"""Check digits. A wrong form cannot be the code at all; a wrong last digit can, since some real ones were issued so."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I O Z S V
_CREDIT_FORM = re.compile(rf"[1-9A-GNY][1-9]\d{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_ID_FORM = re.compile(r"[1-9]\d{5}(\d{8})\d{3}[\dX]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_DIGITS = "10X98765432"


class CodeState(StrEnum):
    """What can be said of a code."""

    GOOD = "good"
    DOUBTFUL = "doubtful"  # the form is right, the check digit is not
    WRONG = "wrong"


def check_credit_code(text: str) -> CodeState:
    """统一社会信用代码, GB 32100-2015: 18 characters, the last one over the others modulo 31."""
    if not _CREDIT_FORM.fullmatch(text):
        return CodeState.WRONG
    total = sum(_CREDIT_ALPHABET.index(each) * pow(3, place, 31) for place, each in enumerate(text[:17]))
    return CodeState.GOOD if _CREDIT_ALPHABET[-total % 31] == text[17] else CodeState.DOUBTFUL


def check_id_number(text: str) -> CodeState:
    """公民身份号码, GB 11643-1999: area, day of birth that exists, order, and a digit modulo 11."""
    match = _ID_FORM.fullmatch(text)
    if match is None:
        return CodeState.WRONG
    try:
        date.fromisoformat(f"{match[1][:4]}-{match[1][4:6]}-{match[1][6:]}")
    except ValueError:
        return CodeState.WRONG
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return CodeState.GOOD if _ID_DIGITS[total % 11] == text[17] else CodeState.DOUBTFUL
