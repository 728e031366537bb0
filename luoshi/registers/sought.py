"""What a table's filters look for, as one short text beside the record. Pure.

It stands in the index that lists go by, so that a count touches no record.

First all texts in small letters, then an edge, then each choice, and each division that a declared part lies in, with
the field that it is of. A record whose text would
be too long for an index, or was written before its register's fields were declared anew, has none (``UNTOLD``) and is
looked at itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.mechanisms import Field, FieldKind, Format, Schema, read_parts

UNTOLD = ""
LONGEST = 500  # characters: at four bytes each they still fit into an entry of an index
_BETWEEN, _EDGE = "\x1f", "\x1d"  # no form or file puts these into a value
_CONTROL = str.maketrans({_BETWEEN: " ", _EDGE: " "})
_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
MARKED = (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.BOOLEAN)


def sought_of(schema: Schema, values: Mapping[str, Any], outside_id: str) -> str:
    """The text of one record. Sensitive values are not among ``values`` and never in it."""
    texts, marks = [outside_id], []
    for name, value in values.items():
        field = schema.by_name.get(name)
        if field is None:
            continue
        if field.kind is FieldKind.TEXT:
            texts.append(str(value).translate(_CONTROL))
            if field.format is Format.PARTS:
                marks += [mark_of(field, each.division) for each in read_parts(str(value))]
        elif field.kind in MARKED:
            marks += [mark_of(field, each) for each in (value if isinstance(value, list) else [value])]
    made = f"{_BETWEEN.join(texts).lower()}{_EDGE}{''.join(marks)}"
    return made if len(made) <= LONGEST else UNTOLD


def mark_of(field: Field, value: object) -> str:
    """One choice, or one of True and False; told from a longer word that it begins or ends."""
    return f"{_BETWEEN}{field.name}={value}{_BETWEEN}"


def words_pattern(words: str) -> str:
    """What LIKE is asked for records with these words in a text, which stand before the edge."""
    return f"%{words.translate(_CONTROL).lower().translate(_ESCAPED)}%{_EDGE}%"


def part_pattern(field: Field, division: str) -> str:
    """What LIKE is asked for records of which a part lies at the place that begins so."""
    return mark_pattern(mark_of(field, division).removesuffix(_BETWEEN))


def mark_pattern(mark: str) -> str:
    """What LIKE is asked for records with this choice."""
    return f"%{_EDGE}%{mark.translate(_ESCAPED)}%"
