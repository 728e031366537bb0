"""Another path: proposed with a reason, approved by somebody else. The first one is kept, as every other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lock_goal, refresh_lamps
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.checking_errors import BadPath, NotNow, SelfApproval, Stale
from luoshi.ledger.models import Goal, PathDecision, PathProposal, PathVersion
from luoshi.ledger.paths import Path, faults_in
from luoshi.people.abilities import Ability
from luoshi.people.models import User


@transaction.atomic
def propose_path(*, by: User, goal: Goal, expected_path: int, path: Path, at: datetime, why: str) -> PathProposal:
    """Ask for another path. Another goal or another last day makes it an adjustment, which a leader approves.

    Raises BadPath, and Stale when the goal has another path by now than the asker saw.
    """
    act = Act(by, at, why)
    current = lock_goal(goal, by, Ability.PROPOSE)
    latest = current.paths.latest("number")
    if latest.number != expected_path:
        raise Stale(current)
    act.needs_reason()
    faults = faults_in(path)
    if faults:
        raise BadPath(current.target_order, faults)
    before = Path.from_json(latest.path)
    proposal = PathProposal.objects.create(
        goal=current,
        replaces=latest,
        path=path.to_json(),
        adjusts=(before.goal, before.due_on) != (path.goal, path.due_on),
        by=by,
        at=at,
        why=why.strip(),
    )
    facts: dict[str, Json] = {"proposal": proposal.pk, "path": path.to_json()}
    record(by=by, action="path.proposed", subject=current, at=at, why=why.strip(), data=facts)
    return proposal


@transaction.atomic
def decide_path(*, by: User, proposal: PathProposal, approve: bool, at: datetime, why: str = "") -> PathDecision:
    """Approve or decline it. Approved, it is in force from this day; declining needs a reason.

    Nobody approves their own. Raises NotNow when it was decided already or another path has come in between.
    """
    act = Act(by, at, why)
    ability = Ability.ADJUST if proposal.adjusts else Ability.APPROVE
    goal = lock_goal(proposal.goal, by, ability)
    latest = goal.paths.latest("number")
    if PathDecision.objects.filter(proposal=proposal).exists():
        raise NotNow(proposal, "decided")
    if approve and latest.pk != proposal.replaces_id:
        raise NotNow(proposal, "overtaken")
    if proposal.by_id == by.pk:
        raise SelfApproval
    if not approve:
        act.needs_reason()
    version = _next_version(goal, latest, proposal, act) if approve else None
    decision = PathDecision.objects.create(
        proposal=proposal, approved=approve, version=version, by=by, at=at, why=why.strip()
    )
    verb = "approved" if approve else "declined"
    record(by=by, action=f"path.{verb}", subject=goal, at=at, why=why.strip(), data={"proposal": proposal.pk})
    if approve:
        refresh_lamps(goal.commitment, at)
    return decision


def _next_version(goal: Goal, latest: PathVersion, proposal: PathProposal, act: Act) -> PathVersion:
    return PathVersion.objects.create(
        goal=goal,
        number=latest.number + 1,
        path=proposal.path,
        by=proposal.by,
        approved_by=act.by,
        at=act.at,
        why=proposal.why,
    )
