"""What all parts of pack.toml have: expressions, words of a fixed list; and what they know of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.mechanisms._faults import Fact, FaultCode
from luoshi.mechanisms._pack import Lamps, Register
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.expressions import Environment, ExpressionError, Kind, Node, check_types, parse_expression


@dataclass(frozen=True, slots=True)
class Known:
    """What the parts read so far declare, for those that name them."""

    registers: Mapping[str, Register] = field(default_factory=dict)
    settings: Mapping[str, float] = field(default_factory=dict)

    def environment(self, register: Register, *, history: bool) -> Environment:
        """What an expression over this register may name."""
        neighbours = {
            name: each.schema for name, each in self.registers.items() if register.name in each.links.values()
        }
        return Environment(register.schema, self.settings, neighbours, frozenset(self.registers), history)


def read_expression(table: Table, key: str, env: Environment, wanted: Kind) -> Node | None:
    """The expression at a key; None, with a fault, if it cannot be used."""
    written = table.text(key)
    return parse_typed(table, key, written, env, wanted) if written else None


def parse_typed(table: Table, key: str, written: str, env: Environment, wanted: Kind) -> Node | None:
    """One expression of a key; its fault says at which character."""
    try:
        return check_types(parse_expression(written), env, wanted)
    except ExpressionError as error:
        facts: dict[str, Fact] = {"about": error.about, "expected": error.expected, "at": error.offset + 1}
        table.fault(FaultCode.BAD_EXPRESSION, key, kind=error.code.value, **facts)
        return None


def read_word(table: Table, key: str, allowed: tuple[str, ...], default: str) -> str:
    """A choice whose fault is noted and which then reads as the default, so that reading goes on."""
    word = table.choice(key, allowed, default)
    return word if word in allowed else default


def read_lamps(table: Table | None) -> Lamps | None:
    """Thresholds of the lamps, in points behind the path."""
    if table is None:
        return None
    yellow, red = table.number("yellow_behind", least=0, most=100), table.number("red_behind", least=0, most=100)
    shipped = Lamps()
    made = Lamps(shipped.yellow_behind if yellow is None else yellow, shipped.red_behind if red is None else red)
    if made.red_behind < made.yellow_behind:
        table.fault(FaultCode.BACKWARDS, "red_behind")
    table.close()
    return made
