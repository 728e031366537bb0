"""Every write to casework."""

from __future__ import annotations

from luoshi.matters.actions.afterwards import (
    ask_review,
    give_feedback,
    hear_party,
    merge_matters,
    reopen_matter,
)
from luoshi.matters.actions.alerting import FromAlerts, follow_alerts, open_from_alerts
from luoshi.matters.actions.calendars import import_notice
from luoshi.matters.actions.calling_off import call_off_matter
from luoshi.matters.actions.dispatching import (
    dispatch_many,
    dispatch_matter,
    hand_over,
    refuse_matter,
    rule_on_refusal,
    sign_matter,
)
from luoshi.matters.actions.filing import (
    add_document,
    add_note,
    draft_document,
    finish_follow_up,
    record_agreement,
    record_visit,
)
from luoshi.matters.actions.handling import answer_party, grant_time, pause_matter, resume_matter, take_outcome
from luoshi.matters.actions.joint import ask_opinions, give_opinion, open_part
from luoshi.matters.actions.mechanisms import draft_mechanisms, fill_seat, put_live
from luoshi.matters.actions.opening import Application, Opened, open_matter
from luoshi.matters.actions.parties import OpenParty, PartyDraft, forget_party, open_party, recuse
from luoshi.matters.actions.retention import forget_expired
from luoshi.matters.actions.sweeping import Sweep, solve_incident, sweep_clocks

__all__ = [
    "Application", "FromAlerts", "OpenParty", "Opened", "PartyDraft", "Sweep", "add_document", "add_note",
    "answer_party", "ask_opinions", "ask_review", "call_off_matter", "dispatch_many", "dispatch_matter",
    "draft_document", "draft_mechanisms", "fill_seat", "finish_follow_up", "follow_alerts", "forget_expired",
    "forget_party", "give_feedback", "give_opinion", "grant_time", "hand_over", "hear_party", "import_notice",
    "merge_matters", "open_from_alerts", "open_matter", "open_part", "open_party", "pause_matter", "put_live",
    "record_agreement", "record_visit", "recuse", "refuse_matter", "reopen_matter", "resume_matter",
    "rule_on_refusal", "sign_matter", "solve_incident", "sweep_clocks", "take_outcome",
]  # fmt: skip
