"""交办: giving a confirmed commitment out, with what is to be reached, by when, and on which path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import take_step, tell_unit, workdays_after
from luoshi.ledger.actions._revising import Act, lock_commitment, lock_report, revise
from luoshi.ledger.actions.assigning import refuse_foreign
from luoshi.ledger.checking_choices import DutyPart, DutyState, DutyStepKind, MessageKind
from luoshi.ledger.checking_errors import BadPath, BadShares, NotConfirmed
from luoshi.ledger.choices import Change, Status
from luoshi.ledger.dispatching import SHIPPED, DispatchRule, Share, fault_in_shares
from luoshi.ledger.errors import Refusal
from luoshi.ledger.lamp_projection import refresh
from luoshi.ledger.models import Commitment, Duty, Goal, PathVersion, Report
from luoshi.ledger.paths import Path, Point, Shape, comes_whole, faults_in
from luoshi.ledger.projection import latest_snapshot
from luoshi.ledger.rulebook import rule_of
from luoshi.ledger.snapshots import TargetDraft
from luoshi.people.abilities import Ability, NotAllowed
from luoshi.people.models import Organisation, Post, User
from luoshi.reading import is_counted
from luoshi.workdays import day_of

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What goes out with a commitment; everything but the lead has a default.

    ``due_on``: the report's own day. ``start_on``: the first of January of the report's year, or the day of dispatch
    when that is in another year. ``shares`` and ``paths`` are keyed by the target's order, 0 for a commitment without
    a number. ``post`` is the leader's post that answers for it: whoever
    holds the post inherits the duty.
    """

    lead: Organisation
    supporting: Sequence[Organisation] = ()
    due_on: date | None = None
    start_on: date | None = None
    shares: Mapping[int, Sequence[Share]] = field(default_factory=dict)
    paths: Mapping[int, Path] = field(default_factory=dict)
    post: Post | None = None


@transaction.atomic
def dispatch_commitment(
    *, by: User, commitment: Commitment, expected_revision: int, dispatch: Dispatch, at: datetime, why: str = ""
) -> Commitment:
    """Give it to its lead, to those who have a share of a target, and to those who support.

    One duty for each of them; a goal for each target, and one for each share. Raises NotConfirmed,
    AlreadyDispatched, ForeignOrganisation, BadShares or BadPath.
    """
    act = Act(by, at, why)
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.ASSIGN)
    if current.status != Status.CONFIRMED:
        raise NotConfirmed(current)
    targets = dict(enumerate(latest_snapshot(current).targets, 1))
    sharing = _sharing(report, dispatch, targets)
    refuse_foreign(report, [dispatch.lead, *dispatch.supporting])
    current = _assign(current, dispatch, sharing, act)
    _give_out(current, dispatch, targets, sharing, act)
    refresh([current.pk], day_of(at))
    return current


def _sharing(report: Report, dispatch: Dispatch, targets: Mapping[int, TargetDraft]) -> dict[int, Organisation]:
    """The organisations that have a share of any target, in the order of the shares."""
    for order, shares in dispatch.shares.items():
        target = targets.get(order)
        fault = fault_in_shares(target.value if target else None, target.mode if target else "", shares)
        if fault:
            raise BadShares(order, fault)
    ids = list(dict.fromkeys(each.organisation for shares in dispatch.shares.values() for each in shares))
    found = Organisation.objects.in_bulk(ids)
    refuse_foreign(report, list(found.values()))
    return {pk: found[pk] for pk in ids}


def _assign(current: Commitment, dispatch: Dispatch, sharing: Mapping[int, Organisation], act: Act) -> Commitment:
    before = latest_snapshot(current)
    helping = {each.pk for each in dispatch.supporting} | set(sharing)
    after = replace(before, lead=dispatch.lead.pk, supporting=tuple(sorted(helping - {dispatch.lead.pk})))
    if before.lead is not None and after.lead != before.lead:
        act.needs_reason()
    return current if after == before else revise(current, after, Change.ASSIGNED, act)


def _give_out(
    commitment: Commitment,
    dispatch: Dispatch,
    targets: Mapping[int, TargetDraft],
    sharing: Mapping[int, Organisation],
    act: Act,
) -> None:
    rule = rule_of(commitment.report.owner_id, SHIPPED)
    due_on = dispatch.due_on or commitment.due_on
    lead = _duty(commitment, 1, DutyPart.LEAD, dispatch.lead, due_on, rule, act, dispatch.post)
    holders = {
        pk: _duty(commitment, number, DutyPart.SHARE, holder, due_on, rule, act)
        for number, (pk, holder) in enumerate(sharing.items(), 2)
    }
    busy = {dispatch.lead.pk, *holders}
    rest = [each for each in dict.fromkeys(dispatch.supporting) if each.pk not in busy]
    for number, holder in enumerate(rest, 2 + len(holders)):
        _duty(commitment, number, DutyPart.SUPPORTING, holder, due_on, rule, act)
    number = 0
    wanted: Mapping[int, TargetDraft | None] = targets or {0: None}
    for order, target in wanted.items():
        path = dispatch.paths.get(order) or default_path(commitment, target, dispatch, day_of(act.at))
        number += 1
        goal = _goal(commitment, lead, None, number, order, target, path, act)
        for share in dispatch.shares.get(order, ()):
            number += 1
            part = share_of(path, share.figure)
            _goal(commitment, holders[share.organisation], goal, number, order, target, part, act)


def _duty(
    commitment: Commitment,
    number: int,
    part: DutyPart,
    holder: Organisation,
    due_on: date,
    rule: DispatchRule,
    act: Act,
    post: Post | None = None,
) -> Duty:
    duty = Duty.objects.create(
        commitment=commitment,
        number=number,
        part=part,
        holder=holder,
        post=post,
        state=DutyState.DISPATCHED,
        dispatched_at=act.at,
        due_on=due_on,
        sign_by=workdays_after(act.at, rule.sign_days),
        refuse_by=workdays_after(act.at, rule.refuse_days),
        step_count=0,
    )
    data: dict[str, Json] = {"part": part.value, "due_on": due_on.isoformat(), "post": post.pk if post else None}
    take_step(duty, DutyStepKind.DISPATCHED, act, data)
    tell_unit(MessageKind.DISPATCHED, holder, commitment, act.at, f"duty-{duty.pk}-1", act.why)
    return duty


def _goal(
    commitment: Commitment,
    duty: Duty,
    parent: Goal | None,
    number: int,
    order: int,
    target: TargetDraft | None,
    path: Path,
    act: Act,
) -> Goal:
    faults = faults_in(path)
    if faults:
        raise BadPath(order, faults)
    is_number = target is not None and target.value is not None
    goal = Goal.objects.create(
        commitment=commitment,
        duty=duty,
        parent=parent,
        number=number,
        target_order=order,
        object=target.object or "".join(target.names) if target else "",
        quote=target.quote if target else "",
        unit=target.unit if target and is_number else PERCENT,
        relation=target.relation if target and is_number else "ge",
        mode=target.mode if target and is_number else "do",
    )
    PathVersion.objects.create(goal=goal, number=1, path=path.to_json(), by=act.by, at=act.at, why=act.why.strip())
    record(by=act.by, action="goal.opened", subject=goal, at=act.at, data={"path": path.to_json()})
    return goal


def default_path(commitment: Commitment, target: TargetDraft | None, dispatch: Dispatch, on: date) -> Path:
    """The path without any other wish: a line for what is done bit by bit, a level for a rate or a ceiling, and for
    a milestone or a commitment without a number a line to 100 %. What is counted goes up in whole things."""
    due_on = dispatch.due_on or (target.deadline if target else None) or commitment.due_on
    first = date(commitment.report.year, 1, 1)
    start_on = dispatch.start_on or (first if on.year <= first.year else on)
    start_on = min(start_on, due_on)
    if target is None or target.value is None:
        return Path(Shape.LINE, start_on, due_on, 100.0)
    is_level = (
        target.relation in ("le", "lt") or target.mode in ("grow", "cut") or target.unit in ("%", "‰", "个百分点")
    )
    path = Path(Shape.LEVEL if is_level else Shape.LINE, start_on, due_on, target.value)
    return replace(path, whole=is_counted(target.unit) and comes_whole(path))


def share_of(path: Path, figure: float) -> Path:
    """The same path for a part of the goal: every node in proportion, the last one exactly the share."""
    ratio = figure / path.goal if path.goal else 0.0
    points = [Point(each.on, round(each.figure * ratio, 6), each.name) for each in path.points]
    if points:
        points[-1] = replace(points[-1], figure=figure)
    part = replace(path, goal=figure, base=round(path.base * ratio, 6), points=tuple(points))
    return replace(part, whole=path.whole and comes_whole(part))


@dataclass(frozen=True, slots=True)
class Many:
    """What came of giving out several at once: those that went, and for each other one why not."""

    dispatched: tuple[Commitment, ...]
    refused: tuple[tuple[Commitment, Refusal | NotAllowed], ...]


def dispatch_many(*, by: User, wanted: Sequence[tuple[Commitment, int, Dispatch]], at: datetime, why: str = "") -> Many:
    """Give out several, each with the revision that the asker saw. One that is refused does not hold up the others."""
    done: list[Commitment] = []
    refused: list[tuple[Commitment, Refusal | NotAllowed]] = []
    for commitment, revision, dispatch in wanted:
        try:
            given = dispatch_commitment(
                by=by, commitment=commitment, expected_revision=revision, dispatch=dispatch, at=at, why=why
            )
        except (Refusal, NotAllowed) as refusal:
            refused.append((commitment, refusal))
        else:
            done.append(given)
    return Many(tuple(done), tuple(refused))
