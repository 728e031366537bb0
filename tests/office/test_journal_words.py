"""Every action that the program writes down has a word on the journal's page."""

from __future__ import annotations

import re
from pathlib import Path

import luoshi
from luoshi.ledger.checking_choices import CheckChoice, DutyStepKind, NoticeStepKind, SettlementStepKind
from luoshi.office.journal_words import action_words
from luoshi.registers.choices import RecordChange

PACKAGE = Path(luoshi.__file__).parent
WRITTEN = re.compile(r'action="([a-z_]+\.[a-z_]+)"')
# Those whose verb is the step that was taken.
STEPS = {
    "duty": DutyStepKind, "entry": CheckChoice, "notice": NoticeStepKind, "settlement": SettlementStepKind,
    "record": RecordChange,
}  # fmt: skip


def actions() -> set[str]:
    words = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    literal = {action for text in words for action in WRITTEN.findall(text)}
    return literal | {f"{subject}.{step}" for subject, steps in STEPS.items() for step in steps.values}


def test_no_action_is_shown_by_its_own_name() -> None:
    assert len(actions()) > 80
    assert {action for action in actions() if action_words(action) == action} == set()
