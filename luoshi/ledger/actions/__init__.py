"""Every write to the account. Keyword-only, atomic; each checks the ability and writes the journal."""

from luoshi.ledger.actions.adding import add_commitment
from luoshi.ledger.actions.assigning import assign_lead
from luoshi.ledger.actions.correcting import correct_commitment
from luoshi.ledger.actions.cutting import merge_commitments, split_commitment
from luoshi.ledger.actions.deciding import confirm_all, confirm_commitment, reject_commitment
from luoshi.ledger.actions.opening import open_report
from luoshi.ledger.errors import (
    BadOffsets,
    BadOffsetsCode,
    BadTarget,
    DuplicateReport,
    ForeignOrganisation,
    NotAdjacent,
    OverlappingSpan,
    ReasonRequired,
    Refusal,
    StaleRevision,
)
from luoshi.ledger.snapshots import CommitmentChanges, TargetDraft
from luoshi.people.abilities import NotAllowed

__all__ = [
    "BadOffsets",
    "BadOffsetsCode",
    "BadTarget",
    "CommitmentChanges",
    "DuplicateReport",
    "ForeignOrganisation",
    "NotAdjacent",
    "NotAllowed",
    "OverlappingSpan",
    "ReasonRequired",
    "Refusal",
    "StaleRevision",
    "TargetDraft",
    "add_commitment",
    "assign_lead",
    "confirm_all",
    "confirm_commitment",
    "correct_commitment",
    "merge_commitments",
    "open_report",
    "reject_commitment",
    "split_commitment",
]
