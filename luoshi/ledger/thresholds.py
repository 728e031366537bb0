"""Rules of an office as data: flat sets of numbers and switches, read back with every value checked. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

Limits = Mapping[str, tuple[float, float]]


class BadRule(ValueError):  # noqa: N818  it reads better where it is caught
    """A value that is missing, of another type, or outside its limits; ``field`` says which."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


class Thresholds:
    """Base of the rules: frozen dataclasses of int, float, bool and tuples of int. LIMITS bounds every number."""

    __slots__ = ()
    LIMITS: ClassVar[Limits] = {}
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


AnyRule = TypeVar("AnyRule", bound=Thresholds)


def read_rule(kind: type[AnyRule], values: Mapping[str, Any]) -> AnyRule:
    """The rule that ``to_json`` wrote. Raises BadRule for what is missing, unknown or out of bounds."""
    named = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(values) - set(named)):
        raise BadRule(unknown[0])
    return kind(**{name: _read(name, values.get(name), field.default, kind.LIMITS) for name, field in named.items()})


def _read(name: str, value: Any, example: Any, limits: Limits) -> Any:
    if isinstance(example, bool):
        if not isinstance(value, bool):
            raise BadRule(name)
        return value
    if isinstance(example, tuple):
        if not isinstance(value, list | tuple) or len(value) > 10:
            raise BadRule(name)
        return tuple(int(_number(name, each, limits)) for each in value)
    number = _number(name, value, limits)
    if isinstance(example, int):
        if number != int(number):
            raise BadRule(name)
        return int(number)
    return float(number)


def _number(name: str, value: Any, limits: Limits) -> float:
    low, high = limits[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise BadRule(name)
    return value
