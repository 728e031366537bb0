"""The demo's registers: shipped packs in force, records month by month, targets that take their figures from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.cli.demo_records import Batch, month_batches, project_batches
from luoshi.ledger.actions import Dispatch, confirm_commitment, dispatch_commitment
from luoshi.ledger.choices import LIVE, Status
from luoshi.ledger.measuring.binding import bind_goal
from luoshi.ledger.measuring.milestone_binding import bind_milestone
from luoshi.ledger.measuring.milestone_posting import post_milestones
from luoshi.ledger.measuring.posting import post_figures
from luoshi.ledger.models import Commitment, Goal, Report
from luoshi.mechanisms import load_shelf
from luoshi.people.models import Organisation, User
from luoshi.registers.actions import adopt_pack, prepare_import, run_import
from luoshi.registers.models import Record, Register
from luoshi.registers.watching import watch_all

Lines = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Projects:
    """The demo's named projects, and the promises that they settle."""

    rows: Lines
    milestones: Lines


GIVEN_OUT_ON = date(2026, 1, 26)
WHY = "按职责分工"


def seed_registers(
    report: Report,
    deliveries: Lines,
    bindings: Lines,
    projects: Projects,
    places: Mapping[str, Organisation],
    *,
    by: User,
    at: datetime,
    each_month: Callable[[datetime], None],
) -> None:
    """Adopt, give out, bind; then each month's records and, at its end, the figures and stages that follow from them.

    ``each_month`` is told that moment: what else happened by then is done before the next month begins.
    """
    for pack in load_shelf():
        if pack.registers:
            adopt_pack(by=None, pack=pack, at=_morning(date(2026, 1, 5)))
    for line in bindings:
        _bind(report, line, places, by, min(at, _morning(GIVEN_OUT_ON)))
    last = min(timezone.localdate(at), date(2026, 12, 28))
    for number in range(1, last.month + 1):
        month = date(2026, number, 1)
        end = min(last, (month + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        moment = at if end == last else _morning(end)
        for batch in (*month_batches(deliveries, month, end), *project_batches(projects.rows, month, end)):
            _bring_in(batch, places, by, moment)
        if number == 1:
            for line in projects.milestones:
                _settle_by(report, line, places, by, moment)
        post_figures(at=moment)
        post_milestones(at=moment)
        each_month(moment)
    watch_all(at=at)


def _morning(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(18)))


def _bring_in(batch: Batch, places: Mapping[str, Organisation], by: User, at: datetime) -> None:
    pack, name, owner, rows = batch
    if not rows:
        return
    register = Register.objects.select_related("latest").get(pack_name=pack, name=name)
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    file_name = f"{register.title}-{at:%Y%m}.jsonl"
    job = prepare_import(by=by, register=register, owner=places[owner], file_name=file_name, data=data, at=at)
    job = run_import(job=job, clock=lambda: at)
    if job.refused:
        raise ValueError(f"{file_name}: {job.faults.filter(is_warning=False).first()}")


def _bind(report: Report, line: Mapping[str, str], places: Mapping[str, Organisation], by: User, at: datetime) -> None:
    goal = _goal(report, line, line["object"], places, by, at)
    if goal is not None and not goal.bindings.exists():
        bind_goal(by=by, goal=goal, expected_binding=0, pack=line["pack"], measure=line["measure"], at=at)


def _settle_by(
    report: Report, line: Mapping[str, str], places: Mapping[str, Organisation], by: User, at: datetime
) -> None:
    """The milestone goes by the records of the projects that it names, as far as these are registered yet."""
    names = line["names"].split("；")
    goal = _goal(report, line, names[0], places, by, at)
    things = Record.objects.filter(register__pack_name="projects", values__name__in=names).values_list("pk", flat=True)
    if goal is None or len(things) != len(names):
        return
    bind_milestone(
        by=by,
        goal=goal,
        expected_binding=0,
        pack="projects",
        milestone="stages",
        stage=line["stage"],
        things=list(things),
        at=at,
    )


def _goal(
    report: Report, line: Mapping[str, str], words: str, places: Mapping[str, Organisation], by: User, at: datetime
) -> Goal | None:
    """The goal with these words; a phrase that the reading did not take is passed over."""
    commitment = report.commitments.filter(status__in=LIVE, text__contains=line["phrase"]).first()
    if commitment is None:
        return None
    if not commitment.goals.exists():
        commitment = _give_out(commitment, places[line["lead_code"]], by, at)
    goals = Goal.objects.filter(commitment=commitment, shares=None).order_by("number")
    return next((each for each in goals if words in each.object + each.quote), None)


def _give_out(commitment: Commitment, lead: Organisation, by: User, at: datetime) -> Commitment:
    if commitment.status != Status.CONFIRMED:
        commitment = confirm_commitment(
            by=by, commitment=commitment, expected_revision=commitment.revision_count, at=at
        )
    dispatch = Dispatch(lead=commitment.lead or lead, supporting=list(commitment.supporting.all()))
    return dispatch_commitment(
        by=by, commitment=commitment, expected_revision=commitment.revision_count, dispatch=dispatch, at=at, why=WHY
    )
