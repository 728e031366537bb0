"""What casework refuses, as exceptions with facts; interfaces find the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from luoshi.files import BadFile
from luoshi.mechanisms import Problem
from luoshi.mechanisms.stages import Approver, Opener, OutcomeKind
from luoshi.people.abilities import NotAllowed

if TYPE_CHECKING:
    from datetime import date, datetime

    from luoshi.matters.models import Matter
    from luoshi.people.models import Organisation

__all__ = [
    "BadDocument", "BadForm", "DocumentMissing", "ExtensionRefused", "MatterClosed", "MatterPaused",
    "NoLiveMechanism", "NobodyThere", "NotAllowed", "NotAtThisStage", "NotOpenable", "NotTheApprover", "NotYours",
    "OpinionsMissing", "PauseRefused", "ReasonRequired", "Recused", "Refusal", "StaleStep", "StillKept",
    "TooManyRequests", "VisitsMissing", "WindowClosed",
]  # fmt: skip


class Refusal(Exception):  # noqa: N818  reads better where it is caught
    """An expected refusal."""


class ReasonRequired(Refusal):
    """This step needs a reason."""


class NoLiveMechanism(Refusal):
    """No version of this mechanism is live."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class NotOpenable(Refusal):
    """The mechanism does not open by this door."""

    def __init__(self, mechanism: str, opener: Opener) -> None:
        self.mechanism, self.opener = mechanism, opener
        super().__init__(mechanism, opener)


class BadForm(Refusal):
    """What does not fit the form: values; ``parties`` that are required and missing; ``files`` that are not taken."""

    def __init__(self, problems: Sequence[Problem], parties: Sequence[str] = (), files: Sequence[BadFile] = ()) -> None:
        self.problems, self.parties, self.files = tuple(problems), tuple(parties), tuple(files)
        super().__init__(self.problems, self.parties, self.files)


class NotTheApprover(Refusal):
    """The rule wants somebody else to agree to this extension."""

    def __init__(self, approver: Approver) -> None:
        self.approver = approver
        super().__init__(approver)


class StaleStep(Refusal):
    """Somebody was faster: the matter is no longer at the step that was seen. ``matter`` is as it is now."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        super().__init__(matter.pk)


class MatterClosed(Refusal):
    """The matter is closed or merged; nothing more happens to it that way."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        super().__init__(matter.pk)


class BadDocument(Refusal):
    """A file that does not go into the file of a matter, and why."""

    def __init__(self, fault: BadFile) -> None:
        self.fault = fault
        super().__init__(fault.code.value, fault.name)


class MatterPaused(Refusal):
    """The clock stands still; it has to be resumed first."""


class NotYours(Refusal):
    """The matter stands with another organisation."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        super().__init__(matter.pk)


class Recused(Refusal):
    """This person stands aside in this matter."""


class NotAtThisStage(Refusal):
    """The stage has no such outcome, or not for this matter as it is."""

    def __init__(self, stage: str, outcome: OutcomeKind | str) -> None:
        self.stage, self.outcome = stage, outcome
        super().__init__(stage, outcome)


class DocumentMissing(Refusal):
    """The outcome needs documents that are not there."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(self.titles)


class VisitsMissing(Refusal):
    """The stage wants visits on record first."""

    def __init__(self, wanted: int, there: int) -> None:
        self.wanted, self.there = wanted, there
        super().__init__(wanted, there)


class OpinionsMissing(Refusal):
    """Organisations that have to speak first."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self.organisations = tuple(organisations)
        super().__init__([str(each) for each in organisations])


class NobodyThere(Refusal):
    """No organisation can be found for a stage: it has to be chosen, or a seat has to be filled."""

    def __init__(self, stage: str, seat: str = "") -> None:
        self.stage, self.seat = stage, seat
        super().__init__(stage, seat)


class PauseRefused(Refusal):
    """No clock of the matter may stand still for this reason; ``allowed`` are those for which one may."""

    def __init__(self, reason: str, allowed: Sequence[str]) -> None:
        self.reason, self.allowed = reason, tuple(allowed)
        super().__init__(reason, self.allowed)


class ExtensionRefused(Refusal):
    """The rule allows no extension, or not so long a one, or not once more."""

    def __init__(self, most: int, unit: str) -> None:
        self.most, self.unit = most, unit
        super().__init__(most, unit)


class WindowClosed(Refusal):
    """The time to do this is over; ``until`` is when it was."""

    def __init__(self, until: datetime | None) -> None:
        self.until = until
        super().__init__(until)


class StillKept(Refusal):
    """The law keeps the file until this day, or (None) for ever; while the matter is open it is needed anyway."""

    def __init__(self, matter: Matter, until: date | None) -> None:
        self.matter, self.until = matter, until
        super().__init__(matter.pk, until)


class TooManyRequests(Refusal):
    """Too many matters from one address in a short time. Nothing that was typed is lost; ``again_at`` says when."""

    def __init__(self, again_at: datetime) -> None:
        self.again_at = again_at
        super().__init__(again_at)
