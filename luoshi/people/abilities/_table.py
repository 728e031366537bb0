"""The rows of all rooms in one table, and the questions asked of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from luoshi.people.abilities import account, checking, journal, matters, people, registers
from luoshi.people.abilities._model import NONE, Ability, Asker, Guarded, Kind, NotAllowed, Role, Row, Standing

Table = Mapping[Role, Mapping[tuple[Kind, Standing], frozenset[Ability]]]


class RowGivenTwice(ValueError):  # noqa: N818  says what is wrong
    """Two rows answer the same question; neither may silently win."""

    def __init__(self, row: Row) -> None:
        self.row = row
        super().__init__(f"{row.role} × {row.kind} × {row.standing} is given twice")


def compose(rooms: Iterable[Iterable[Row]]) -> Table:
    """One table of all rooms' rows. Raises RowGivenTwice."""
    table: dict[Role, dict[tuple[Kind, Standing], frozenset[Ability]]] = {role: {} for role in Role}
    for room in rooms:
        for row in room:
            if (row.kind, row.standing) in table[row.role]:
                raise RowGivenTwice(row)
            table[row.role][row.kind, row.standing] = row.may
    return table


TABLE = compose((account.ROWS, checking.ROWS, people.ROWS, registers.ROWS, matters.ROWS, journal.ROWS))


def abilities(asker: Asker, subject: Guarded) -> frozenset[Ability]:
    """Everything this asker may do with this object, by any of their roles; nothing for an inactive asker."""
    if not asker.is_active or not asker.roles:
        return NONE
    place = subject.ability_kind, subject.standing_to(asker)
    return NONE.union(*(TABLE[role].get(place, NONE) for role in asker.roles))


def require(asker: Asker, ability: Ability, subject: Guarded) -> None:
    """Raise NotAllowed unless the asker has the ability."""
    if ability not in abilities(asker, subject):
        raise NotAllowed(asker, ability, subject)


def standings(asker: Asker, ability: Ability, kind: Kind) -> frozenset[Standing]:
    """Where this asker has the ability on objects of this kind: what scoped queries are cut by."""
    if not asker.is_active:
        return frozenset()
    return frozenset(
        standing
        for standing in Standing
        if any(ability in TABLE[role].get((kind, standing), NONE) for role in asker.roles)
    )
