"""Facts that no measure tells apart, taken together first: a million facts become some thousand groups.

What a condition asks of fields with few values is asked of the groups; anything else is asked of each fact, once, and
its answer is one of the columns that tell groups apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.mechanisms import FieldKind, Schema
from luoshi.mechanisms.expressions import Binary, Node, Unary, fields_in
from luoshi.registers.counting._conditions import Context, Sql, condition_sql, joined
from luoshi.registers.counting._sharing import facts_counted
from luoshi.registers.counting._sources import exact_column

FEW_VALUES = (FieldKind.CHOICE, FieldKind.BOOLEAN)


@dataclass(frozen=True, slots=True)
class Grouping:
    """The columns of the groups, as far as the conditions seen so far need them."""

    schema: Schema
    context: Context  # of a single fact
    fields: dict[str, Sql] = field(default_factory=dict)
    answers: dict[Sql, str] = field(default_factory=dict)
    sums: dict[str, Sql] = field(default_factory=dict)

    def condition(self, node: Node) -> Sql:
        """The condition over groups."""
        match node:
            case Binary(operator="and" | "or" as operator, left=left, right=right):
                return joined(f"({{0}} {operator.upper()} {{1}})", self.condition(left), self.condition(right))
            case Unary(operator="not", operand=operand):
                return joined("(NOT {0})", self.condition(operand))
        names = fields_in(node)
        if not all(self._has_few(name) for name in names):
            return Sql(self.answers.setdefault(condition_sql(node, self.context), f"answer{len(self.answers)}"))
        for name in names:
            self.fields[f'"{name}"'] = Sql(self.context.column(name))
        outer = Context(self.context.dialect, self.context.settings, self.context.today, lambda name: f'"{name}"')
        return condition_sql(node, outer)

    def total(self, name: str) -> str:
        """The sum of a field over groups, in whole ten-thousandths."""
        self.sums[f'"{name}"'] = Sql(f"SUM({exact_column(name)})")
        return f'COALESCE(SUM("{name}_sum"), 0)'

    def sql(self, facts: str, day: Sql, bounds: Sql) -> Sql:
        """The groups: division, day, the columns that tell them apart, how many facts, and sums."""
        keys = [Sql("f.division AS division"), joined("{0} AS held", day)]
        keys += [Sql(f"{column.text} AS {name}") for name, column in self.fields.items()]
        keys += [joined(f"{{0}} AS {name}", answer) for answer, name in self.answers.items()]
        parts = [*keys, Sql(f"{facts_counted(self.schema)} AS facts")]
        parts += [Sql(f'{total.text} AS {name[:-1]}_sum"') for name, total in self.sums.items()]
        chosen = Sql(", ".join(each.text for each in parts), tuple(value for each in parts for value in each.params))
        places = ", ".join(str(at) for at in range(1, len(keys) + 1))
        return joined(f"SELECT {{0}} FROM {facts} WHERE {{1}} GROUP BY {places}", chosen, bounds)

    def _has_few(self, name: str) -> bool:
        known = self.schema.by_name[name]
        return known.kind in FEW_VALUES and not known.is_sensitive
