"""What holds at every moment of a year, read from the tables as they are: no model stands between."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path as File

from django.conf import settings
from django.db import connection

from luoshi.journal.models import Line
from luoshi.ledger.actions.reporting import EVIDENCE
from luoshi.ledger.checking_choices import DutyPart, DutyState, NoticeState, SettlementState
from luoshi.ledger.models import (
    Check,
    Commitment,
    CommitmentRevision,
    Duty,
    DutyStep,
    Entry,
    EntryRequest,
    Evidence,
    Goal,
    Message,
    Notice,
    NoticeStep,
    PathDecision,
    PathProposal,
    PathVersion,
    RuleVersion,
    Settlement,
    SettlementStep,
)

# Never changed and never taken away, once written.
HISTORIES = (
    Line, Check, CommitmentRevision, DutyStep, Entry, EntryRequest, Evidence, Goal, NoticeStep, PathDecision,
    PathProposal, PathVersion, RuleVersion, SettlementStep,
)  # fmt: skip
# Never taken away; some of their columns follow the histories.
KEPT = (Commitment, Duty, Notice, Settlement, Message)
# Rows numbered from one within their owner.
NUMBERED = ((Entry, "goal_id"), (Check, "entry_id"), (PathVersion, "goal_id"), (DutyStep, "duty_id"),
            (SettlementStep, "settlement_id"), (NoticeStep, "notice_id"), (Notice, "commitment_id"),
            (Settlement, "commitment_id"), (Goal, "commitment_id"), (RuleVersion, "owner_id topic"))  # fmt: skip

Row = dict[str, object]
Rows = dict[type, dict[int, Row]]


def rows_now() -> Rows:
    """Every row of what is kept, as the database has it."""
    cursor = connection.connection.cursor()
    found: Rows = {}
    for model in (*HISTORIES, *KEPT):
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        names = [column[0] for column in cursor.description]
        found[model] = {row["id"]: row for each in cursor.fetchall() if (row := dict(zip(names, each, strict=True)))}
    return found


def nothing_is_lost(before: Rows, after: Rows) -> None:
    for model in HISTORIES:
        assert before[model].items() <= after[model].items(), f"a row of {model.__name__} is not what it was"
    for model in KEPT:
        assert before[model].keys() <= after[model].keys(), f"a row of {model.__name__} is gone"


def duties_have_one_holder(rows: Rows) -> None:
    """One lead for each commitment given out; a duty is as its latest step says; every goal has a holder."""
    duties = rows[Duty].values()
    leads = Counter(
        each["commitment_id"]
        for each in duties
        if each["part"] == DutyPart.LEAD and each["state"] != DutyState.WITHDRAWN
    )
    assert leads == Counter({each["commitment_id"] for each in duties}), "a commitment has no lead, or two"
    latest = {each["duty_id"]: each for each in sorted(rows[DutyStep].values(), key=lambda each: each["number"])}
    for duty in duties:
        step = latest[duty["id"]]
        assert (step["number"], step["holder_id"], step["better_id"]) == (
            duty["step_count"], duty["holder_id"], duty["better_id"],
        ), "a duty is not what its latest step says"  # fmt: skip
    withdrawn = {each["id"] for each in duties if each["state"] == DutyState.WITHDRAWN}
    assert not withdrawn & {each["duty_id"] for each in rows[Goal].values()}, "nobody holds the duty of a goal"


def numbers_have_no_gaps(rows: Rows) -> None:
    for model, owner in NUMBERED:
        found: dict[object, list[object]] = defaultdict(list)
        for row in rows[model].values():
            found[tuple(row[each] for each in owner.split())].append(row["number"])
        assert all(sorted(each) == list(range(1, len(each) + 1)) for each in found.values()), model.__name__


def what_ended_stays_as_it_is(rows: Rows) -> None:
    """After the signature nothing is reported, found, planned, routed or answered; no notice is left open."""
    signed = {each["id"]: each["commitment_id"] for each in rows[Settlement].values()
              if each["state"] == SettlementState.SIGNED}  # fmt: skip
    assert len(set(signed.values())) == len(signed), "a commitment ended twice"
    ended = {signed[each["settlement_id"]]: each["at"] for each in rows[SettlementStep].values()
             if each["settlement_id"] in signed and each["kind"] == "signed"}  # fmt: skip
    if not ended:
        return
    of_goal = {pk: each["commitment_id"] for pk, each in rows[Goal].items()}
    of_duty = {pk: each["commitment_id"] for pk, each in rows[Duty].items()}
    of_entry = {pk: of_goal[each["goal_id"]] for pk, each in rows[Entry].items()}
    for model, key, of in (
        (Entry, "goal_id", of_goal), (Check, "entry_id", of_entry), (PathVersion, "goal_id", of_goal),
        (DutyStep, "duty_id", of_duty),
    ):  # fmt: skip
        for row in rows[model].values():
            end = ended.get(of[row[key]])
            assert end is None or row["at"] <= end, f"{model.__name__} after the end"
    for notice in rows[Notice].values():
        assert notice["commitment_id"] not in ended or notice["state"] == NoticeState.CLOSED, "a notice after the end"


def three_people_ended_it(rows: Rows) -> None:
    """Whoever applied, verified and signed are three people."""
    hands: dict[object, list[object]] = defaultdict(list)
    for step in rows[SettlementStep].values():
        if step["kind"] != "returned":
            hands[step["settlement_id"]].append(step["by_id"])
    assert all(len(set(each)) == len(each) for each in hands.values()), "one person took two steps of an end"


def files_are_there(rows: Rows) -> None:
    for each in rows[Evidence].values():
        digest = str(each["digest"])
        found = list(File(settings.LUOSHI_FILES, EVIDENCE).rglob(f"{digest}*"))
        assert found, "a file behind an entry is gone"


def everything_holds(before: Rows, after: Rows) -> None:
    """All of it, between two moments."""
    nothing_is_lost(before, after)
    duties_have_one_holder(after)
    numbers_have_no_gaps(after)
    what_ended_stays_as_it_is(after)
    three_people_ended_it(after)
