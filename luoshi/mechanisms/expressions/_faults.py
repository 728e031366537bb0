"""What is wrong with an expression, and where."""

from __future__ import annotations

from enum import StrEnum


class ExpressionCode(StrEnum):
    """One reason why an expression cannot be used."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    STRANGE_CHARACTER = "strange_character"
    UNFINISHED_TEXT = "unfinished_text"
    EXPECTED = "expected"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_SETTING = "unknown_setting"
    UNKNOWN_FUNCTION = "unknown_function"
    UNKNOWN_REGISTER = "unknown_register"
    NOT_LINKED = "not_linked"
    WRONG_KIND = "wrong_kind"
    WRONG_COUNT = "wrong_count"
    NOT_HERE = "not_here"
    NOT_A_CHOICE = "not_a_choice"
    SENSITIVE = "sensitive"


class ExpressionError(Exception):
    """The expression cannot be used: why, at which character (from 0), and about what."""

    def __init__(self, code: ExpressionCode, offset: int, about: str = "", expected: str = "") -> None:
        self.code, self.offset, self.about, self.expected = code, offset, about, expected
        super().__init__(code, offset, about, expected)
