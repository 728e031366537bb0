"""Rows of a table as statements take and give them. The fields still say how their values are stored.

No model that is written this way has signals or a ``save`` of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Model = TypeVar("Model", bound=models.Model)
Fields: TypeAlias = "Sequence[models.Field[Any, Any]]"
# What every field but those of JSON hands on as it is.
PLAIN = frozenset({int, str, bool, type(None)})
AS_IT_IS = {"postgresql": PLAIN | {datetime, date}}


def read_rows(model: type[Model], rows: Iterable[Sequence[Any]]) -> list[Model]:
    """Instances out of rows that hold every column in the order of the model's fields."""
    names, converters = _reading(model)
    made = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        made.append(model.from_db(DEFAULT_DB_ALIAS, names, values))
    return made


def stored_rows(rows: Sequence[models.Model], fields: Fields) -> list[list[Any]]:
    """What is stored of new rows. What they hang on may have got its key after they were made."""
    links = [field for field in fields if isinstance(field, models.ForeignKey)]
    for row in rows:
        for link in links:
            if row.__dict__[link.attname] is None and link.is_cached(row):
                setattr(row, link.attname, getattr(link.get_cached_value(row), "pk", None))
    return [stored_values(row, fields) for row in rows]


def stored_values(row: models.Model, fields: Fields) -> list[Any]:
    """What the database keeps of a row. A field is asked only for what it keeps in another form than its own."""
    held = row.__dict__
    return kept_values([held[field.attname] for field in fields], fields)


def kept_values(given: Sequence[Any], fields: Fields) -> list[Any]:
    """What the database keeps of values that stand in the order of the fields."""
    link = connections[DEFAULT_DB_ALIAS]  # ``connection`` finds its way there anew for each attribute of it
    plain = AS_IT_IS.get(link.vendor, PLAIN)
    values = []
    for field, value in zip(fields, given, strict=True):
        as_it_is = type(value) in plain and not isinstance(field, models.JSONField)
        values.append(value if as_it_is else field.get_db_prep_save(value, link))
    return values


@lru_cache(maxsize=64)
def named_fields(model: type[models.Model], names: tuple[str, ...]) -> Fields:
    """The fields of these names."""
    found = (model._meta.get_field(name) for name in names)
    return [field for field in found if isinstance(field, models.Field)]


@lru_cache(maxsize=64)
def new_fields(model: type[models.Model], *, with_key: bool) -> Fields:
    """Every field that an insert fills."""
    return [field for field in model._meta.concrete_fields if with_key or not field.primary_key]


@lru_cache(maxsize=64)
def columns_of(model: type[models.Model], alias: str = "") -> str:
    """Every column in the order that ``read_rows`` expects."""
    return ", ".join(f'{alias and alias + "."}"{field.column}"' for field in model._meta.concrete_fields)


@lru_cache(maxsize=64)
def _reading(model: type[models.Model]) -> tuple[list[str], list[tuple[int, Callable[[Any], Any]]]]:
    """The names of the fields, and which of their values the database does not give as they are."""
    fields = model._meta.concrete_fields
    converters = [(place, convert) for place, field in enumerate(fields) if (convert := _converter(field))]
    return [field.attname for field in fields], converters


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    link = connections[DEFAULT_DB_ALIAS]
    column = field.get_col(field.model._meta.db_table)
    steps = [*link.ops.get_db_converters(column), *field.get_db_converters(connection)]
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, link)
        return value

    return convert
