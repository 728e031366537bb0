"""What a rule rests on, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._tables import Table


class Verified(StrEnum):
    """How sure a rule is."""

    LAW = "law"  # read in the text of the law
    LOCAL = "local"  # one place's practice: a template to edit
    UNCHECKED = "unchecked"  # shown as such until somebody has checked it


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on."""

    text: str = ""  # law and article, or whose practice
    region: str = ""  # where it holds; empty: everywhere
    since: date | None = None
    until: date | None = None
    verified: Verified = Verified.UNCHECKED


NO_BASIS = Basis()


def read_basis(table: Table) -> Basis:
    """The keys that say what the table's rule rests on."""
    text = table.text("basis", "", longest=300)
    since, until = table.day("since"), table.day("until")
    if since and until and until < since:
        table.fault(FaultCode.BACKWARDS, "until")
    verified = table.choice("verified", tuple(Verified), Verified.UNCHECKED.value)
    return Basis(
        text=text,
        region=table.text("region", "", longest=80),
        since=since,
        until=until,
        verified=Verified(verified) if verified in tuple(Verified) else Verified.UNCHECKED,
    )
