"""Who may do what, as one table: role × kind of object × how the object stands to the asker. Pure.

Pages, exports and actions ask ``abilities`` or ``require`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol


class Ability(StrEnum):
    """One thing that may be done with an object."""

    SEE = "see"
    EXPORT = "export"
    OPEN_REPORT = "open_report"
    ADD = "add"
    CONFIRM = "confirm"
    CORRECT = "correct"
    SPLIT = "split"
    MERGE = "merge"
    REJECT = "reject"
    ASSIGN = "assign"


class Role(StrEnum):
    """What a user is here for."""

    SUPERVISOR = "supervisor"  # 督查员
    REPORTER = "reporter"  # 填报员
    LEADER = "leader"  # 领导
    VIEWER = "viewer"  # 查阅


class Kind(StrEnum):
    """What the table tells apart."""

    OFFICE = "office"  # the asker's own government as a whole
    REPORT = "report"
    COMMITMENT = "commitment"
    REPLACED_COMMITMENT = "replaced_commitment"  # split or merged away: history only
    ORGANISATION = "organisation"


class Standing(StrEnum):
    """How an object stands to the asker. Charged: the asker's organisation, or one under it, leads or supports it."""

    GOVERNED = "governed"  # belongs to the asker's government, or to one under it
    GOVERNED_CHARGED = "governed_charged"
    ABOVE = "above"  # belongs to a government over the asker's: a town looks up at its county
    ABOVE_CHARGED = "above_charged"
    OUTSIDE = "outside"


class Asker(Protocol):
    """Who asks: what the table and the objects in it need to know of a user."""

    role: str
    is_active: bool

    @property
    def line_ids(self) -> frozenset[int]: ...
    @property
    def governed_ids(self) -> frozenset[int]: ...
    @property
    def charge_ids(self) -> frozenset[int]: ...


class Guarded(Protocol):
    """An object that the table knows."""

    @property
    def ability_kind(self) -> Kind: ...
    def standing_to(self, asker: Asker, /) -> Standing: ...


class NotAllowed(Exception):  # noqa: N818  reads better where it is caught
    """The asker lacks this ability on this object."""

    def __init__(self, asker: Asker, ability: Ability, subject: Guarded) -> None:
        self.asker, self.ability, self.subject = asker, ability, subject
        super().__init__(f"{asker} may not {ability} {subject}")


NONE: frozenset[Ability] = frozenset()
SEE = frozenset({Ability.SEE})
READ = frozenset({Ability.SEE, Ability.EXPORT})
KEEP_REPORT = READ | {Ability.ADD, Ability.CONFIRM}
KEEP_COMMITMENT = READ | {
    Ability.CONFIRM,
    Ability.CORRECT,
    Ability.SPLIT,
    Ability.MERGE,
    Ability.REJECT,
    Ability.ASSIGN,
}

Row = tuple[Kind, Standing]


def _rows(kind: Kind, *standings: Standing, may: frozenset[Ability]) -> dict[Row, frozenset[Ability]]:
    return {(kind, standing): may for standing in standings}


OURS = (Standing.GOVERNED, Standing.GOVERNED_CHARGED)
OUR_CHARGE = (Standing.GOVERNED_CHARGED, Standing.ABOVE_CHARGED)

# What is not in the table is not allowed.
TABLE: Mapping[Role, Mapping[Row, frozenset[Ability]]] = {
    Role.SUPERVISOR: {
        **_rows(Kind.OFFICE, Standing.GOVERNED, may=SEE | {Ability.OPEN_REPORT}),
        **_rows(Kind.REPORT, Standing.GOVERNED, may=KEEP_REPORT),
        **_rows(Kind.REPORT, Standing.ABOVE, may=READ),
        **_rows(Kind.COMMITMENT, *OURS, may=KEEP_COMMITMENT),
        **_rows(Kind.COMMITMENT, Standing.ABOVE_CHARGED, may=READ),
        **_rows(Kind.REPLACED_COMMITMENT, *OURS, Standing.ABOVE_CHARGED, may=READ),
        **_rows(Kind.ORGANISATION, Standing.GOVERNED, may=SEE),
    },
    Role.LEADER: {
        **_rows(Kind.OFFICE, Standing.GOVERNED, may=SEE),
        **_rows(Kind.REPORT, Standing.GOVERNED, Standing.ABOVE, may=READ),
        **_rows(Kind.COMMITMENT, *OURS, Standing.ABOVE_CHARGED, may=READ),
        **_rows(Kind.REPLACED_COMMITMENT, *OURS, Standing.ABOVE_CHARGED, may=READ),
        **_rows(Kind.ORGANISATION, Standing.GOVERNED, may=SEE),
    },
    Role.REPORTER: {
        **_rows(Kind.OFFICE, Standing.GOVERNED, may=SEE),
        **_rows(Kind.REPORT, Standing.GOVERNED, Standing.ABOVE, may=READ),
        **_rows(Kind.COMMITMENT, *OUR_CHARGE, may=READ),
        **_rows(Kind.ORGANISATION, Standing.GOVERNED, may=SEE),
    },
    Role.VIEWER: {
        **_rows(Kind.OFFICE, Standing.GOVERNED, may=SEE),
        **_rows(Kind.REPORT, Standing.GOVERNED, may=SEE),
        **_rows(Kind.COMMITMENT, *OURS, may=SEE),
        **_rows(Kind.ORGANISATION, Standing.GOVERNED, may=SEE),
    },
}


def abilities(asker: Asker, subject: Guarded) -> frozenset[Ability]:
    """Everything this asker may do with this object; nothing for an inactive asker or an unknown role."""
    if not asker.is_active or asker.role not in TABLE:
        return NONE
    return TABLE[Role(asker.role)].get((subject.ability_kind, subject.standing_to(asker)), NONE)


def require(asker: Asker, ability: Ability, subject: Guarded) -> None:
    """Raise NotAllowed unless the asker has the ability."""
    if ability not in abilities(asker, subject):
        raise NotAllowed(asker, ability, subject)


def standings(asker: Asker, ability: Ability, kind: Kind) -> frozenset[Standing]:
    """Where this asker has the ability on objects of this kind: what scoped queries are cut by."""
    if not asker.is_active or asker.role not in TABLE:
        return frozenset()
    rows = TABLE[Role(asker.role)]
    return frozenset(standing for standing in Standing if ability in rows.get((kind, standing), NONE))
