"""The verbs of the demo's year, each one or two actions of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from luoshi.cli.demo_year._cast import Cast
from luoshi.ledger.actions import (
    Dispatch,
    Upload,
    apply_for_settlement,
    confirm_commitment,
    decide_path,
    dispatch_commitment,
    propose_path,
    refuse_duty,
    request_entries,
    reroute_duty,
    return_settlement,
    sign_for,
    sign_settlement,
    uphold_duty,
    verify_settlement,
)
from luoshi.ledger.checking_choices import DutyPart, DutyState, Ending
from luoshi.ledger.choices import Status
from luoshi.ledger.dispatching import Share, split_evenly
from luoshi.ledger.models import Commitment, Duty, Goal, Settlement
from luoshi.ledger.paths import Path, by_quarters, quarter_ends
from luoshi.people.models import Organisation
from luoshi.workdays import day_of

Places = Mapping[str, Organisation]
WHY = "按职责分工"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an act takes place."""

    cast: Cast
    places: Places
    commitment: Commitment
    lead: str
    shares: tuple[str, ...]


def give_out(scene: Scene, words: str, at: datetime) -> None:
    """Confirm it if need be, and dispatch it with its shares."""
    by, commitment = scene.cast.desk(0), Commitment.objects.get(pk=scene.commitment.pk)
    if commitment.status != Status.CONFIRMED:
        commitment = confirm_commitment(
            by=by, commitment=commitment, expected_revision=commitment.revision_count, at=at
        )
    lead = commitment.lead or scene.places[scene.lead]
    late = day_of(at) if words else None  # what was added later in the year starts then
    helping = list(commitment.supporting.all())
    dispatch = Dispatch(lead=lead, supporting=helping, start_on=late, shares=_shares(scene))
    dispatch_commitment(
        by=by,
        commitment=commitment,
        expected_revision=commitment.revision_count,
        dispatch=dispatch,
        at=at,
        why=words or WHY,
    )


def _shares(scene: Scene) -> dict[int, list[Share]]:
    target = scene.commitment.targets.filter(kind="target", mode="do").order_by("order").first()
    if not scene.shares or target is None or target.value is None:
        return {}
    order = list(scene.commitment.targets.values_list("pk", flat=True)).index(target.pk) + 1
    return {order: list(split_evenly(target.value, [scene.places[code].pk for code in scene.shares]))}


def sign(scene: Scene, words: str, at: datetime) -> None:
    """Everybody who has not signed yet signs."""
    for duty in _duties(scene).filter(state=DutyState.DISPATCHED):
        by = scene.cast.reporter(duty.holder)
        if by is not None:
            sign_for(by=by, duty=duty, expected_step=duty.step_count, at=at)


def _duties(scene: Scene) -> QuerySet[Duty]:
    return Duty.objects.filter(commitment=scene.commitment).select_related("holder", "commitment__report")


def _lead(scene: Scene) -> Duty:
    return _duties(scene).exclude(state=DutyState.WITHDRAWN).get(part=DutyPart.LEAD)


def refuse(scene: Scene, words: str, at: datetime) -> None:
    """refuse CODE reason"""
    code, _, why = words.partition(" ")
    duty = _lead(scene)
    by = scene.cast.approver(duty.holder)
    if by is not None:
        refuse_duty(by=by, duty=duty, expected_step=duty.step_count, better=scene.places[code], at=at, why=why)


def reroute(scene: Scene, words: str, at: datetime) -> None:
    """reroute CODE reason"""
    code, _, why = words.partition(" ")
    duty = _lead(scene)
    reroute_duty(by=scene.cast.desk(0), duty=duty, expected_step=duty.step_count, to=scene.places[code], at=at, why=why)


def uphold(scene: Scene, words: str, at: datetime) -> None:
    """uphold reason"""
    duty = _lead(scene)
    uphold_duty(by=scene.cast.desk(0), duty=duty, expected_step=duty.step_count, at=at, why=words)


def quarters(scene: Scene, words: str, at: datetime) -> None:
    """quarters 15,40,72 reason: percent of the goal at each quarter's end; approved the day after."""
    percents, _, why = words.partition(" ")
    goal = _first_goal(scene)
    path = Path.from_json(goal.paths.latest("number").path)
    days = quarter_ends(path.start_on, path.due_on)
    parts = [*(float(each) / 100 for each in percents.split(",")), 1.0][-len(days) :]
    figures = [round(path.goal * part, 2) for part in parts]
    _propose(scene, goal, by_quarters(path.start_on, path.due_on, figures), why, at, decide=1)


def adjust(scene: Scene, words: str, at: datetime) -> None:
    """adjust DAY reason: another last day, which a leader decides on three days later."""
    day, _, why = words.partition(" ")
    goal = _first_goal(scene)
    path = Path.from_json(goal.paths.latest("number").path)
    _propose(scene, goal, replace(path, due_on=date.fromisoformat(day)), why, at, decide=3)


def _first_goal(scene: Scene) -> Goal:
    goals = Goal.objects.filter(commitment=scene.commitment, parent=None)
    return goals.select_related("commitment__report", "duty__holder").earliest("number")


def _propose(scene: Scene, goal: Goal, path: Path, why: str, at: datetime, decide: int) -> None:
    by = scene.cast.reporter(goal.duty.holder)
    if by is None:
        return
    version = goal.paths.latest("number").number
    proposal = propose_path(by=by, goal=goal, expected_path=version, path=path, at=at, why=why)
    decider = scene.cast.leader if proposal.adjusts else scene.cast.desk(1)
    decide_path(by=decider, proposal=proposal, approve=True, at=at + timedelta(days=decide), why="同意")


def request(scene: Scene, words: str, at: datetime) -> None:
    """request what: a report beyond the monthly one, due in a week."""
    due_on = (at + timedelta(days=7)).date()
    goals = [_first_goal(scene)]
    request_entries(by=scene.cast.desk(0), goals=goals, at=at, asks=words, basis="区政府常务会议要求", due_on=due_on)


def apply(scene: Scene, words: str, at: datetime) -> None:
    """apply ENDING reason, with a paper that shows it."""
    ending, _, why = words.partition(" ")
    by = scene.cast.approver(_lead(scene).holder)
    if by is not None:
        paper = Upload("完成情况说明.txt", f"{why}\n（演示用的佐证材料）\n".encode())
        apply_for_settlement(
            by=by, commitment=scene.commitment, ending=Ending(ending), at=at, why=why, evidence=[paper]
        )


def verify(scene: Scene, words: str, at: datetime) -> None:
    """verify words: seen on site the day before."""
    end = _end(scene)
    seen_on = (at - timedelta(days=1)).date()
    verify_settlement(
        by=scene.cast.desk(1), settlement=end, expected_step=end.step_count, at=at, why=words, seen_on=seen_on
    )


def close(scene: Scene, words: str, at: datetime) -> None:
    """close words: a leader signs."""
    end = _end(scene)
    sign_settlement(by=scene.cast.leader, settlement=end, expected_step=end.step_count, at=at, why=words)


def return_end(scene: Scene, words: str, at: datetime) -> None:
    """return_end reason: the application goes back."""
    end = _end(scene)
    return_settlement(by=scene.cast.desk(1), settlement=end, expected_step=end.step_count, at=at, why=words)


def _end(scene: Scene) -> Settlement:
    return Settlement.objects.filter(commitment=scene.commitment).latest("number")


ACTS: Mapping[str, Callable[[Scene, str, datetime], None]] = {
    "out": give_out,
    "sign": sign,
    "refuse": refuse,
    "reroute": reroute,
    "uphold": uphold,
    "quarters": quarters,
    "adjust": adjust,
    "request": request,
    "apply": apply,
    "verify": verify,
    "close": close,
    "return_end": return_end,
}
