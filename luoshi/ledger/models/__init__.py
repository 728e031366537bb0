"""The account: reports, their parts, and what they promise."""

from luoshi.ledger.models.commitment import Commitment, CommitmentRevision, Target
from luoshi.ledger.models.report import Passage, Report, Section, Term

__all__ = ["Commitment", "CommitmentRevision", "Passage", "Report", "Section", "Target", "Term"]
