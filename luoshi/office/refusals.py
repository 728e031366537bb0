"""What the ledger refuses, in a sentence that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.ledger.actions import (
    BadOffsets,
    BadOffsetsCode,
    BadTarget,
    ForeignOrganisation,
    NotAdjacent,
    OverlappingSpan,
    ReasonRequired,
    Refusal,
)
from luoshi.office.checking_refusals import explain_checking
from luoshi.office.wording import brief


def explain(refusal: Refusal) -> str:
    """One or two sentences. StaleRevision and DuplicateReport have pages of their own."""
    match refusal:
        case ReasonRequired():
            return _("Say why: the history keeps the reason.")
        case OverlappingSpan(other=other):
            return _(
                "Commitment %(number)s already holds some of these words: “%(words)s”. Correct or split that one."
            ) % {
                "number": other.number,
                "words": brief(other.text),
            }
        case NotAdjacent(first=first, second=second):
            return _(
                "Commitments %(first)s and %(second)s are not neighbours: "
                "a heading or another commitment stands between them."
            ) % {"first": first.number, "second": second.number}
        case BadTarget(index=index):
            return _("Target %(number)s does not fit together. Look at its value, relation and words.") % {
                "number": index + 1
            }
        case ForeignOrganisation(organisation=organisation):
            return _("%(name)s does not belong to the government of this report.") % {"name": organisation}
        case BadOffsets(code=code):
            return _offsets(code)
        case _:
            return explain_checking(refusal) or _(
                "This cannot be done with the commitment as it is now. Reload the page and look again."
            )


def _offsets(code: BadOffsetsCode) -> str:
    return {
        BadOffsetsCode.NONE: _("Tick at least one place to cut at."),
        BadOffsetsCode.OUTSIDE: _("This place lies outside the sentence or the report."),
        BadOffsetsCode.EMPTY_PIECE: _("One of the pieces would hold no words. Choose other places."),
        BadOffsetsCode.INSIDE_TARGET: _("The cut would go through a figure. Choose a place before or after it."),
    }[code]
