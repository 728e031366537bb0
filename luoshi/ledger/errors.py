"""What the ledger refuses, with the facts that a page needs to explain it. No prose."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.ledger.models import Commitment, Report
    from luoshi.people.models import Organisation


class Refusal(Exception):  # noqa: N818  the names below read better where they are caught
    """An expected failure of a ledger action. Nothing was written."""


class ReasonRequired(Refusal):
    """This change needs a reason."""


class StaleRevision(Refusal):
    """Somebody changed the commitment after the asker saw it."""

    def __init__(self, current: Commitment) -> None:
        self.current = current
        super().__init__(current.pk, current.revision_count)


class OverlappingSpan(Refusal):
    """Another live commitment holds a part of these words."""

    def __init__(self, other: Commitment) -> None:
        self.other = other
        super().__init__(other.pk, other.start, other.end)


class BadOffsetsCode(StrEnum):
    """Why offsets cannot be used."""

    NONE = "none"  # no offset given
    OUTSIDE = "outside"  # not inside the sentence, or not inside the text
    EMPTY_PIECE = "empty_piece"  # a piece would hold no words
    INSIDE_TARGET = "inside_target"  # the cut goes through a number or a stage


class BadOffsets(Refusal):
    """The sentence cannot be cut here, or these offsets select no words."""

    def __init__(self, code: BadOffsetsCode, offset: int) -> None:
        self.code, self.offset = code, offset
        super().__init__(code.value, offset)


class NotAdjacent(Refusal):
    """Only neighbours of one report can be merged, with no heading and no other commitment between them."""

    def __init__(self, first: Commitment, second: Commitment) -> None:
        self.first, self.second = first, second
        super().__init__(first.pk, second.pk)


class BadTarget(Refusal):
    """A corrected target does not fit; ``field`` says which part of the ``index``-th one."""

    def __init__(self, index: int, field: str) -> None:
        self.index, self.field = index, field
        super().__init__(index, field)


class ForeignOrganisation(Refusal):
    """The organisation does not belong to the government whose report this is."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        super().__init__(organisation.pk)


class DuplicateReport(Refusal):
    """The very same file already has an account."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report.pk)
