"""What is shown of a personal value before anybody gave a reason to see it."""

from __future__ import annotations

from enum import StrEnum

STAR = "*"
HEALTH = "已隐去"


class Sensitive(StrEnum):
    """Kinds of personal data that are masked by default."""

    NAME = "name"  # 姓名
    ID_NUMBER = "id_number"  # 公民身份号码
    PHONE = "phone"  # 电话
    ACCOUNT = "account"  # 银行账号
    ADDRESS = "address"  # 住址
    HEALTH = "health"  # 健康状况
    OTHER = "other"


def mask(kind: Sensitive, value: str) -> str:
    """The value with its telling part starred; a short value is starred whole, an empty one stays empty.

    Of an ID number the first six digits (the place) and the last four stay at most: everything between is the birthday.
    """
    value = value.strip()
    if not value:
        return ""
    if kind is Sensitive.NAME:
        return value[0] + STAR * max(1, len(value) - 1)
    if kind in _KEPT:
        return _middle_starred(value, *_KEPT[kind])
    return HEALTH


_KEPT = {
    Sensitive.ID_NUMBER: (6, 4),
    Sensitive.PHONE: (3, 4),
    Sensitive.ACCOUNT: (0, 4),
    Sensitive.ADDRESS: (6, 0),
}


def _middle_starred(value: str, head: int, tail: int) -> str:
    if len(value) <= head + tail:
        return STAR * len(value)
    return value[:head] + STAR * (len(value) - head - tail) + value[len(value) - tail :]
