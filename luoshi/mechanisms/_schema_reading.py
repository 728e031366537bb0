"""A schema out of its JSON file, or faults with the lines they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.mechanisms._documents import Document, Path
from luoshi.mechanisms._faults import FaultCode, Faults
from luoshi.mechanisms._patterns import PatternError, check_pattern
from luoshi.mechanisms._schema import Field, FieldKind, Format, Mask, PlaceKind, Schema
from luoshi.mechanisms._tables import NAME, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_FIELDS = 200
LONGEST_VALUE = 4000
SHORT_VALUE = 200  # for a text that does not say how long it may be
_KINDS = {
    "string": FieldKind.TEXT,
    "number": FieldKind.NUMBER,
    "integer": FieldKind.INTEGER,
    "boolean": FieldKind.BOOLEAN,
    "array": FieldKind.CHOICES,
}
_ANYWHERE = {"type", "title", "description", "x-unit", "x-group", "x-listed", "x-sensitive", "x-staff"}
_ONLY_FOR = {
    FieldKind.TEXT: {"format", "minLength", "maxLength", "pattern", "x-long", "x-place", "x-link"},
    FieldKind.DATE: {"format"},
    FieldKind.CHOICE: {"enum"},
    FieldKind.CHOICES: {"items", "uniqueItems"},
    FieldKind.NUMBER: {"minimum", "maximum", "x-decimals"},
    FieldKind.INTEGER: {"minimum", "maximum"},
    FieldKind.BOOLEAN: set[str](),
}


def read_schema(document: Document, faults: Faults) -> Schema:
    """The schema of one register. Whatever does not belong to the subset is a fault."""
    top = Table.of(document, faults)
    if top.text("$schema", DIALECT) != DIALECT:
        top.fault(FaultCode.NOT_ALLOWED, "$schema", value=str(top.data.get("$schema")), allowed=DIALECT)
    top.raw("$id")
    top.raw("$defs")
    title, description = top.text("title"), top.text("description", "")
    top.choice("type", ("object",))
    if top.flag("additionalProperties", default=True):
        top.fault(FaultCode.OPEN_OBJECT, "additionalProperties" if top.has("additionalProperties") else "")
    required = top.texts("required")
    fields = tuple(_fields(top, frozenset(required)))
    for name in required:
        if name not in {each.name for each in fields}:
            top.fault(FaultCode.UNKNOWN_NAME, "required", name=name)
    _close(top)
    return Schema(title, fields, description)


def _fields(top: Table, required: frozenset[str]) -> list[Field]:
    properties = top.table("properties")
    if properties is None or not properties.data:
        top.fault(FaultCode.MISSING_KEY, "properties")
        return []
    if len(properties.data) > MOST_FIELDS:
        properties.fault(FaultCode.TOO_LARGE, kind="fields", most=MOST_FIELDS)
        return []
    found = []
    for name in properties.data:
        written = properties.table(name)
        if not NAME.fullmatch(name):
            properties.fault(FaultCode.BAD_NAME, name, value=name)
        elif written is not None:
            resolved = _resolve(written, top)
            if resolved is not None:
                found.append(_field(name, resolved, required=name in required))
    return found


def _resolve(written: Table, top: Table) -> Table | None:
    """Follow ``$ref`` through the file's own definitions. Keys beside it come on top."""
    data: dict[str, Any] = dict(written.data)
    path: Path = written.path
    seen: set[str] = set()
    while "$ref" in data:
        ref = data.pop("$ref")
        prefix, _, name = str(ref).rpartition("/")
        definitions = top.data.get("$defs")
        if prefix != "#/$defs":
            written.fault(FaultCode.REMOTE_REF, "$ref", ref=str(ref))
            return None
        if ref in seen:
            written.fault(FaultCode.REF_CYCLE, "$ref", ref=ref)
            return None
        target = definitions.get(name) if isinstance(definitions, Mapping) else None
        if not isinstance(target, Mapping):
            written.fault(FaultCode.UNKNOWN_NAME, "$ref", name=ref)
            return None
        seen.add(ref)
        data = {**target, **data}
    return Table(written.document, path, data, written.faults)


def _field(name: str, table: Table, *, required: bool) -> Field:
    kind = _kind(table)
    format_ = _format(table) if kind is FieldKind.TEXT else Format.PLAIN
    least, most = _bounds(table, kind)
    made = Field(
        name=name,
        title=table.text("title"),
        kind=kind,
        required=required,
        description=table.text("description", ""),
        format=format_,
        least=least,
        most=most,
        decimals=int(table.number("x-decimals", least=0, most=4) or 0) if table.has("x-decimals") else 4,
        pattern=_pattern(table, most) if kind is FieldKind.TEXT else "",
        choices=_choices(table, kind),
        unit=table.text("x-unit", "", longest=20),
        group=table.text("x-group", "", longest=40),
        long=table.flag("x-long"),
        place=PlaceKind(_one_of(table, "x-place", PlaceKind)),
        mask=Mask(_one_of(table, "x-sensitive", Mask)),
        link=table.name("x-link", ""),
        listed=table.flag("x-listed"),
        staff=table.flag("x-staff"),
    )
    if made.is_sensitive and kind is not FieldKind.TEXT:
        table.fault(FaultCode.NOT_ALLOWED, "x-sensitive", value=kind.value, allowed="string")
    if made.staff and required:
        table.fault(FaultCode.NOT_ALLOWED, "x-staff", value="required", allowed="optional")
    _close_field(table, kind)
    return made


def _kind(table: Table) -> FieldKind:
    written = table.choice("type", tuple(_KINDS))
    kind = _KINDS.get(written, FieldKind.TEXT)
    if kind is FieldKind.TEXT and table.has("enum"):
        return FieldKind.CHOICE
    if kind is FieldKind.TEXT and table.data.get("format") == "date":
        table.raw("format")
        return FieldKind.DATE
    return kind


def _format(table: Table) -> Format:
    allowed = tuple(each.value for each in Format if each)
    written = table.choice("format", (*allowed, "date"), "")
    return Format(written) if written in allowed else Format.PLAIN


def _one_of(table: Table, key: str, words: type[PlaceKind] | type[Mask]) -> str:
    allowed = tuple(each.value for each in words if each)
    written = table.choice(key, allowed, "")
    return written if written in allowed else ""


def _bounds(table: Table, kind: FieldKind) -> tuple[float | None, float | None]:
    if kind is FieldKind.TEXT:
        least = table.number("minLength", least=0, most=LONGEST_VALUE)
        most = table.number("maxLength", least=1, most=LONGEST_VALUE)
        most = most or (LONGEST_VALUE if table.data.get("x-long") is True else SHORT_VALUE)
    elif kind in (FieldKind.NUMBER, FieldKind.INTEGER):
        least, most = table.number("minimum"), table.number("maximum")
    else:
        return None, None
    if least is not None and most is not None and least > most:
        table.fault(FaultCode.BACKWARDS, "minimum" if table.has("minimum") else "minLength")
    return least, most


def _pattern(table: Table, most: float | None) -> str:
    pattern = table.text("pattern", "")
    if not pattern:
        return ""
    try:
        check_pattern(pattern, int(most or SHORT_VALUE))
    except PatternError as fault:
        code = FaultCode.EXPLODING_PATTERN if fault.explodes else FaultCode.BAD_PATTERN
        table.fault(code, "pattern", offset=fault.offset + 1)
        return ""
    return pattern


def _choices(table: Table, kind: FieldKind) -> tuple[str, ...]:
    if kind is FieldKind.CHOICE:
        return _words(table)
    if kind is not FieldKind.CHOICES:
        return ()
    items = table.table("items")
    table.flag("uniqueItems")
    if items is None:
        table.fault(FaultCode.MISSING_KEY, "items")
        return ()
    items.choice("type", ("string",))
    words = _words(items)
    items.close()
    return words


def _words(table: Table) -> tuple[str, ...]:
    words = table.texts("enum")
    if not words or len(set(words)) < len(words):
        table.fault(FaultCode.OUT_OF_RANGE, "enum", kind="enum")
    return words


def _close_field(table: Table, kind: FieldKind) -> None:
    allowed = _ANYWHERE | _ONLY_FOR[kind]
    for key in table.data:
        if key not in allowed:
            table.fault(FaultCode.UNKNOWN_KEYWORD, key, allowed=", ".join(sorted(allowed)))


def _close(top: Table) -> None:
    allowed = {"$schema", "$id", "$defs", "title", "description", "type", "properties", "required"}
    allowed |= {"additionalProperties"}
    for key in top.data:
        if key not in allowed:
            top.fault(FaultCode.UNKNOWN_KEYWORD, key, allowed=", ".join(sorted(allowed)))
