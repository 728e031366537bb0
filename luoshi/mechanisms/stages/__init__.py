"""Mechanisms: stages, outcomes and clocks, declared in a pack and checked when it is loaded. Imports no Django."""

from __future__ import annotations

from luoshi.mechanisms.stages._comparing import Change, Difference, compare_mechanisms
from luoshi.mechanisms.stages._model import (
    ENDING,
    MOVING,
    STEP_PURPOSES,
    WINDOWS,
    Approver,
    DocumentKind,
    Feedback,
    Grade,
    Grant,
    JointMode,
    Mechanism,
    Opener,
    Outcome,
    OutcomeKind,
    Overdue,
    PartyKind,
    Purpose,
    ResultClass,
    Stage,
    StageLimit,
    Start,
    Tier,
    WarningPoint,
)
from luoshi.mechanisms.stages._reading import Surroundings, read_mechanism

__all__ = [
    "ENDING", "MOVING", "STEP_PURPOSES", "WINDOWS", "Approver", "Change", "Difference", "DocumentKind", "Feedback",
    "Grade", "Grant", "JointMode", "Mechanism", "Opener", "Outcome", "OutcomeKind", "Overdue", "PartyKind", "Purpose",
    "ResultClass", "Stage", "StageLimit", "Start", "Surroundings", "Tier", "WarningPoint", "compare_mechanisms",
    "read_mechanism",
]  # fmt: skip
