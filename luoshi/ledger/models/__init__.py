"""The account: reports, their parts, what they promise; and its checking: duties, goals, entries, lamps, ends."""

from luoshi.ledger.models.binding import Binding, BoundProject
from luoshi.ledger.models.commitment import Commitment, CommitmentRevision, Target
from luoshi.ledger.models.duty import Duty, DutyStep
from luoshi.ledger.models.entry import Check, Entry, Evidence
from luoshi.ledger.models.goal import Goal, PathDecision, PathProposal, PathVersion
from luoshi.ledger.models.lamp import CommitmentState, GoalState, LampChange, RuleVersion
from luoshi.ledger.models.message import Attempt, EntryRequest, Hook, Message
from luoshi.ledger.models.report import Layout, Passage, Report, Section, Term
from luoshi.ledger.models.settlement import Notice, NoticeStep, Settlement, SettlementStep

__all__ = [
    "Attempt",
    "Binding",
    "BoundProject",
    "Check",
    "Commitment",
    "CommitmentRevision",
    "CommitmentState",
    "Duty",
    "DutyStep",
    "Entry",
    "EntryRequest",
    "Evidence",
    "Goal",
    "GoalState",
    "Hook",
    "LampChange",
    "Layout",
    "Message",
    "Notice",
    "NoticeStep",
    "Passage",
    "PathDecision",
    "PathProposal",
    "PathVersion",
    "Report",
    "RuleVersion",
    "Section",
    "Settlement",
    "SettlementStep",
    "Target",
    "Term",
]
