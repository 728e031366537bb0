"""Every write to the account and its checking. Keyword-only, atomic; each checks the ability and writes the journal."""

from luoshi.ledger.actions.adding import add_commitment
from luoshi.ledger.actions.assigning import assign_lead
from luoshi.ledger.actions.checking import check_on_site, return_entry, verify_entry
from luoshi.ledger.actions.correcting import correct_commitment
from luoshi.ledger.actions.cutting import merge_commitments, split_commitment
from luoshi.ledger.actions.deciding import confirm_all, confirm_commitment, reject_commitment
from luoshi.ledger.actions.dispatching import Dispatch, Many, default_path, dispatch_commitment, dispatch_many
from luoshi.ledger.actions.importing import BadSheet, RefusedRow, import_entries
from luoshi.ledger.actions.noticing import answer_notice, close_notice, follow_matters, open_notices, return_answer
from luoshi.ledger.actions.opening import open_report
from luoshi.ledger.actions.planning import decide_path, propose_path
from luoshi.ledger.actions.reminding import DayRun, queue_reminders, run_day
from luoshi.ledger.actions.reporting import EntryDraft, add_entry
from luoshi.ledger.actions.routing import refuse_duty, reroute_duty, sign_for, uphold_duty, withdraw_duty
from luoshi.ledger.actions.ruling import request_entries, set_rule
from luoshi.ledger.actions.settling import (
    apply_for_settlement,
    return_settlement,
    sign_settlement,
    verify_settlement,
)
from luoshi.ledger.checking_errors import (
    AlreadyDispatched,
    BadEntry,
    BadEvidence,
    BadPath,
    BadShares,
    BetterPlaceRequired,
    CannotSettle,
    Ended,
    EntryCode,
    FinallyRuled,
    InMatter,
    LoadExceeded,
    NotConfirmed,
    NotNow,
    RefusalTooLate,
    SamePlace,
    SelfApproval,
    Stale,
    UnfitRule,
    UnreadableFigure,
)
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
from luoshi.ledger.evidence import Upload
from luoshi.ledger.snapshots import CommitmentChanges, TargetDraft
from luoshi.people.abilities import NotAllowed

__all__ = [
    "AlreadyDispatched",
    "BadEntry",
    "BadEvidence",
    "BadOffsets",
    "BadOffsetsCode",
    "BadPath",
    "BadShares",
    "BadSheet",
    "BadTarget",
    "BetterPlaceRequired",
    "CannotSettle",
    "CommitmentChanges",
    "DayRun",
    "Dispatch",
    "DuplicateReport",
    "Ended",
    "EntryCode",
    "EntryDraft",
    "FinallyRuled",
    "ForeignOrganisation",
    "InMatter",
    "LoadExceeded",
    "Many",
    "NotAdjacent",
    "NotAllowed",
    "NotConfirmed",
    "NotNow",
    "OverlappingSpan",
    "ReasonRequired",
    "Refusal",
    "RefusalTooLate",
    "RefusedRow",
    "SamePlace",
    "SelfApproval",
    "Stale",
    "StaleRevision",
    "TargetDraft",
    "UnfitRule",
    "UnreadableFigure",
    "Upload",
    "add_commitment",
    "add_entry",
    "answer_notice",
    "apply_for_settlement",
    "assign_lead",
    "check_on_site",
    "close_notice",
    "confirm_all",
    "confirm_commitment",
    "correct_commitment",
    "decide_path",
    "default_path",
    "dispatch_commitment",
    "dispatch_many",
    "follow_matters",
    "import_entries",
    "merge_commitments",
    "open_notices",
    "open_report",
    "propose_path",
    "queue_reminders",
    "refuse_duty",
    "reject_commitment",
    "request_entries",
    "reroute_duty",
    "return_answer",
    "return_entry",
    "return_settlement",
    "run_day",
    "set_rule",
    "sign_for",
    "sign_settlement",
    "split_commitment",
    "uphold_duty",
    "verify_entry",
    "verify_settlement",
    "withdraw_duty",
]
