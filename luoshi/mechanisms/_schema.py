"""What a record of a register holds: a closed subset of JSON Schema 2020-12 and a few display hints.

An object of named fields, each a text, number, whole number, truth, date or a choice of words (one, or several).
Nothing nests. ``$ref`` points into the file's own ``$defs`` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"


class Format(StrEnum):
    """What a text stands for, beyond its characters."""

    PLAIN = ""
    CREDIT_CODE = "credit-code"  # 统一社会信用代码
    ID_NUMBER = "id-number"  # 公民身份号码
    PHONE = "phone"
    DIVISION = "division"  # 行政区划代码: 6, 9 or 12 digits
    POINT = "point"  # longitude,latitude
    PARTS = "parts"  # 370215001 60%、370215002 40%: one fact shared out among places


class Mask(StrEnum):
    """How a sensitive value is shown to those who may not open it; the words of ``luoshi.secrecy.Sensitive``."""

    NONE = ""
    NAME = "name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ACCOUNT = "account"
    ADDRESS = "address"
    HEALTH = "health"
    OTHER = "other"


class PlaceKind(StrEnum):
    """What of a record's place a field gives."""

    NONE = ""
    DIVISION = "division"
    ADDRESS = "address"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    title: str
    kind: FieldKind
    required: bool = False
    description: str = ""
    format: Format = Format.PLAIN
    least: float | None = None  # of the number, or of the text's length
    most: float | None = None
    decimals: int = 4  # kept behind the point; sums are exact in these
    pattern: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    group: str = ""
    long: bool = False  # a text of several lines
    place: PlaceKind = PlaceKind.NONE
    mask: Mask = Mask.NONE
    link: str = ""  # the register whose key this field repeats
    listed: bool = False  # a column of the register's table
    staff: bool = False  # of a form that the public fills in: asked of officials only

    @property
    def is_sensitive(self) -> bool:
        """Is it stored encrypted and shown masked?"""
        return self.mask is not Mask.NONE

    @property
    def is_number(self) -> bool:
        """Can it be added up?"""
        return self.kind in (FieldKind.NUMBER, FieldKind.INTEGER)

    @property
    def compiled(self) -> re.Pattern[str] | None:
        """The pattern ready to search with; ``re`` keeps it."""
        return re.compile(self.pattern) if self.pattern else None


@dataclass(frozen=True, slots=True)
class Schema:
    """All fields of a register, in the order of its form."""

    title: str
    fields: tuple[Field, ...]
    description: str = ""
    by_name: Mapping[str, Field] = field(init=False, compare=False, repr=False, default_factory=dict)
    sensitive: tuple[Field, ...] = field(init=False, compare=False, repr=False, default=())  # stored encrypted
    sharing: Field | None = field(init=False, compare=False, repr=False, default=None)  # shares a fact out by parts

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})
        object.__setattr__(self, "sensitive", tuple(each for each in self.fields if each.is_sensitive))
        sharing = next((each for each in self.fields if each.format is Format.PARTS), None)
        object.__setattr__(self, "sharing", sharing)

    def for_public(self) -> Schema:
        """The form as residents and enterprises get it."""
        return replace(self, fields=tuple(each for each in self.fields if not each.staff))

    def place_field(self, kind: PlaceKind) -> Field | None:
        """The field that gives this of the place."""
        return next((each for each in self.fields if each.place is kind), None)
