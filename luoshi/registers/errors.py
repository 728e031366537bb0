"""What registers refuse, with the facts that a page needs to explain it. No prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from luoshi.files import BadFile
from luoshi.mechanisms import Problem, SchemaChange

if TYPE_CHECKING:
    from luoshi.registers.models import ChangeRequest, Record


class Refusal(Exception):  # noqa: N818  the names below read better where they are caught
    """An expected failure of a register's action. Nothing was written."""


class ReasonRequired(Refusal):
    """This change needs a reason."""


class BadValues(Refusal):
    """Some values do not fit; ``problems`` says which and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class DuplicateRecord(Refusal):
    """A record with the same key is there already."""

    def __init__(self, existing: Record, fields: Sequence[str]) -> None:
        self.existing, self.fields = existing, tuple(fields)
        super().__init__(existing.pk, self.fields)


class StaleRecord(Refusal):
    """Somebody changed the record after the asker saw it."""

    def __init__(self, current: Record) -> None:
        self.current = current
        super().__init__(current.pk, current.version_count)


class NotLive(Refusal):
    """The record was merged or withdrawn: history only."""

    def __init__(self, record: Record) -> None:
        self.record = record
        super().__init__(record.pk, record.state)


class CannotMerge(Refusal):
    """Only two different valid records of one register can be merged."""


class AlreadyDecided(Refusal):
    """Somebody else decided the request, or closed the alert, first."""


class SamePerson(Refusal):
    """Who asks for a change cannot approve it."""

    def __init__(self, request: ChangeRequest) -> None:
        self.request = request
        super().__init__(request.pk)


class OrphansRecords(Refusal):
    """The new version of a pack leaves values of old records behind; it has to be accepted in so many words."""

    def __init__(self, changes: Sequence[tuple[str, SchemaChange, int]]) -> None:
        self.changes = tuple(changes)  # register, change, records that hold such a value
        super().__init__(self.changes)


class ForeignOwner(Refusal):
    """The organisation is not the asker's own, nor one beneath it."""


class NotSealed(Refusal):
    """The field is not a sensitive one, or the record has no value in it."""


class BadAttachment(Refusal, BadFile):
    """A file that is not taken."""
