"""Every read of checking (查账) that leaves the app, already cut to what the asker may see."""

from luoshi.ledger.queries.checking.changes import ChangeRow, changed_since
from luoshi.ledger.queries.checking.choices import LampChoices, lamp_choices
from luoshi.ledger.queries.checking.commitment import CheckingView, Doable, checking_page, commitment_lamp_on
from luoshi.ledger.queries.checking.district import District, LampRow, LampsNow, district, lamps_now
from luoshi.ledger.queries.checking.due import DueKind, DueRow, due_list
from luoshi.ledger.queries.checking.entry_template import entry_template
from luoshi.ledger.queries.checking.goal import EntryView, GoalView, LampDay, goal_lamp_on, goal_page
from luoshi.ledger.queries.checking.lists import Bar, LampFilter, LampPage, lamp_list, lamp_rows_for_export, milestones
from luoshi.ledger.queries.checking.messages import (
    HookRow,
    Inbox,
    Outbox,
    OutboxRow,
    hook_rows,
    inbox,
    outbox,
    unseen_messages,
    visible_hooks,
)
from luoshi.ledger.queries.checking.organisation import (
    LoadRow,
    OrganisationView,
    organisation_page,
    reporting_loads,
)
from luoshi.ledger.queries.checking.proposing import ProposedEntry, propose_entries
from luoshi.ledger.queries.checking.rules import LampMove, LampPreview, RuleView, preview_lamp_rule, rule_views
from luoshi.ledger.queries.checking.scope import (
    visible_duties,
    visible_entries,
    visible_evidence,
    visible_goals,
    visible_messages,
    visible_notices,
    visible_proposals,
    visible_settlements,
    visible_states,
)
from luoshi.ledger.queries.checking.suggestions import LeadSuggestion, lead_suggestions, refused_before
from luoshi.ledger.queries.checking.waiting import Desk, Waiting, desk, goals_to_verify

__all__ = [
    "Bar",
    "ChangeRow",
    "CheckingView",
    "Desk",
    "District",
    "Doable",
    "DueKind",
    "DueRow",
    "EntryView",
    "GoalView",
    "HookRow",
    "Inbox",
    "LampChoices",
    "LampDay",
    "LampFilter",
    "LampMove",
    "LampPage",
    "LampPreview",
    "LampRow",
    "LampsNow",
    "LeadSuggestion",
    "LoadRow",
    "OrganisationView",
    "Outbox",
    "OutboxRow",
    "ProposedEntry",
    "RuleView",
    "Waiting",
    "changed_since",
    "checking_page",
    "commitment_lamp_on",
    "desk",
    "district",
    "due_list",
    "entry_template",
    "goal_lamp_on",
    "goal_page",
    "goals_to_verify",
    "hook_rows",
    "inbox",
    "lamp_choices",
    "lamp_list",
    "lamp_rows_for_export",
    "lamps_now",
    "lead_suggestions",
    "milestones",
    "organisation_page",
    "outbox",
    "preview_lamp_rule",
    "propose_entries",
    "refused_before",
    "reporting_loads",
    "rule_views",
    "unseen_messages",
    "visible_duties",
    "visible_entries",
    "visible_evidence",
    "visible_goals",
    "visible_hooks",
    "visible_messages",
    "visible_notices",
    "visible_proposals",
    "visible_settlements",
    "visible_states",
]
