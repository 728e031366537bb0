"""The tables of casework."""

from __future__ import annotations

from luoshi.matters.models.channel import HandedIn
from luoshi.matters.models.clock import Clock, ClockExtension, ClockPause, ClockRung, ClockTrace, Incident
from luoshi.matters.models.file import (
    Agreement,
    Document,
    Feedback,
    IntakeAttempt,
    Note,
    Opinion,
    Party,
    Recusal,
    Visit,
)
from luoshi.matters.models.matter import Involvement, Matter, Step
from luoshi.matters.models.mechanism import CalendarEdition, CodeCounter, MechanismVersion, Seat

__all__ = [
    "Agreement", "CalendarEdition", "Clock", "ClockExtension", "ClockPause", "ClockRung", "ClockTrace", "CodeCounter",
    "Document", "Feedback", "HandedIn", "Incident", "IntakeAttempt", "Involvement", "Matter", "MechanismVersion",
    "Note", "Opinion", "Party", "Recusal", "Seat", "Step", "Visit",
]  # fmt: skip
