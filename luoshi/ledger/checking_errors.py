"""What checking (查账) refuses, with the facts that a page needs to explain it. No prose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from luoshi.files import BadFile
from luoshi.ledger.dispatching import ShareFault
from luoshi.ledger.errors import Refusal
from luoshi.ledger.figures import FigureCode
from luoshi.ledger.loads import Load
from luoshi.ledger.paths import Fault
from luoshi.ledger.settling import SettleFault

if TYPE_CHECKING:
    from luoshi.ledger.models import Commitment, Duty, Entry, Goal, Notice, PathProposal, RuleVersion, Settlement
    from luoshi.matters.models import Matter
    from luoshi.people.models import Organisation


class Stale(Refusal):
    """Somebody did something after the asker looked. ``current`` is the object as it is now."""

    def __init__(self, current: Duty | Goal | Entry | Settlement | Notice | PathProposal | RuleVersion) -> None:
        self.current = current
        super().__init__(type(current).__name__, current.pk)


class NotConfirmed(Refusal):
    """Only a confirmed commitment is dispatched."""

    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        super().__init__(commitment.pk)


class AlreadyDispatched(Refusal):
    """It has been given out: who does it now changes by re-routing, its bounds no longer change."""

    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        super().__init__(commitment.pk)


class Ended(Refusal):
    """The commitment was settled, carried over or dropped."""

    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        super().__init__(commitment.pk)


class NotNow(Refusal):
    """This step does not follow from the state in which the object is."""

    def __init__(self, current: Duty | Settlement | Notice | Entry | PathProposal, state: str) -> None:
        self.current, self.state = current, state
        super().__init__(type(current).__name__, current.pk, state)


class InMatter(Refusal):
    """The notice is handled as a matter: what is to be done is done there, and the notice follows."""

    def __init__(self, notice: Notice, matter: Matter) -> None:
        self.notice, self.matter = notice, matter
        super().__init__(notice.pk, matter.code)


class BadShares(Refusal):
    """A target cannot be shared out like this. ``order`` is the target's."""

    def __init__(self, order: int, fault: ShareFault) -> None:
        self.order, self.fault = order, fault
        super().__init__(order, fault.code.value)


class BadPath(Refusal):
    """A path that cannot be used. ``order`` is the target's, 0 for the whole."""

    def __init__(self, order: int, faults: Sequence[Fault]) -> None:
        self.order, self.faults = order, tuple(faults)
        super().__init__(order, [each.code.value for each in faults])


class RefusalTooLate(Refusal):
    """The days for refusing are over."""

    def __init__(self, duty: Duty, refuse_by: date) -> None:
        self.duty, self.refuse_by = duty, refuse_by
        super().__init__(duty.pk, refuse_by)


class FinallyRuled(Refusal):
    """The last word has been said on who does this."""

    def __init__(self, duty: Duty) -> None:
        self.duty = duty
        super().__init__(duty.pk)


class BetterPlaceRequired(Refusal):
    """Whoever refuses names who should do it instead; not themself."""


class SamePlace(Refusal):
    """Re-routed to where it is already, or to an organisation that already has this part."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        super().__init__(organisation.pk)


class UnreadableFigure(Refusal):
    """Typed words that are no figure; ``found`` is what does not fit."""

    def __init__(self, code: FigureCode, words: str, found: str, unit: str) -> None:
        self.code, self.words, self.found, self.unit = code, words, found, unit
        super().__init__(code.value, words, found)


class EntryCode(StrEnum):
    """Why an entry cannot be taken."""

    FUTURE = "future"  # it tells of a day that has not come
    TOO_OLD = "too_old"  # it tells of a day before the goal's first
    NOTHING = "nothing"  # neither a figure nor a note
    WHY_LOWER = "why_lower"  # lower than the last total, and no word why
    OUT_OF_ORDER = "out_of_order"  # a period's figure for a time already reported on
    HAS_SHARES = "has_shares"  # its figure is the sum of its shares
    NOT_ITS_OWN = "not_its_own"  # it corrects an entry of another goal
    TOO_LONG = "too_long"  # more words than a note holds


class BadEntry(Refusal):
    """An entry that cannot be taken. ``last`` is the total that stands, where that is why."""

    def __init__(self, code: EntryCode, last: float | None = None, on: date | None = None) -> None:
        self.code, self.last, self.on = code, last, on
        super().__init__(code.value, last, on)


class BadEvidence(Refusal, BadFile):
    """A file that is not taken."""


class CannotSettle(Refusal):
    """What keeps the commitment from ending like this."""

    def __init__(self, faults: Sequence[SettleFault]) -> None:
        self.faults = tuple(faults)
        super().__init__([(each.code.value, each.goal) for each in faults])


class LoadExceeded(Refusal):
    """The organisation would be asked for more this month than the office allows itself."""

    def __init__(self, organisation: Organisation, load: Load, cap: int) -> None:
        self.organisation, self.load, self.cap = organisation, load, cap
        super().__init__(organisation.pk, load.requests, cap)


class UnfitRule(Refusal):
    """A value of a rule that does not fit; ``field`` says which."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


class SelfApproval(Refusal):
    """Nobody approves what they proposed themself."""
