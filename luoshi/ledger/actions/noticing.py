"""督办单: opened when a lamp turns red, answered by the organisation, closed by the office.

Where the mechanism ``supervision`` is live the notice is handled as a matter, whose end ends it; elsewhere it has a
clock and steps of its own.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lock_running, tell_unit, workdays_after
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.actions.supervising import ended_by, open_supervision, result_words
from luoshi.ledger.checking_choices import ColourChoice, MessageKind, NoticeState, NoticeStepKind
from luoshi.ledger.checking_errors import InMatter, NotNow, Stale
from luoshi.ledger.models import CommitmentState, LampChange, Notice, NoticeStep, Settlement
from luoshi.ledger.reminding import SHIPPED
from luoshi.ledger.rulebook import rule_of
from luoshi.matters.actions import call_off_matter
from luoshi.matters.choices import LIVE, Status
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.workdays import day_of


@transaction.atomic
def open_notices(*, at: datetime) -> list[Notice]:
    """The nightly run: one notice for every commitment whose lamp is red and has none since it turned red.

    Safe to run twice, and at the same time as somebody else: one open notice a commitment, by constraint.
    """
    red = CommitmentState.objects.filter(colour=ColourChoice.RED, ending="", holder__isnull=False)
    rows = red.select_related("commitment__report", "holder", "goal").order_by("commitment")
    return [made for state in rows if (made := _open(state, at)) is not None]


def _open(state: CommitmentState, at: datetime) -> Notice | None:
    rule = rule_of(state.commitment.report.owner_id, SHIPPED)
    holder = state.holder
    if not rule.notice_on_red or holder is None:
        return None
    lock_running(state.commitment_id)
    earlier = Notice.objects.filter(commitment=state.commitment_id)
    if earlier.exclude(state=NoticeState.CLOSED).exists() or earlier.filter(opened_on__gte=state.colour_since).exists():
        return None
    notice = Notice.objects.create(
        commitment=state.commitment,
        goal=state.goal,
        number=earlier.count() + 1,
        holder=holder,
        state=NoticeState.OPEN,
        opened_on=day_of(at),
        answer_by=workdays_after(at, rule.answer_days),
        code=state.code,
        inputs=state.inputs,
        step_count=0,
    )
    notice.matter = open_supervision(notice, at)
    _take(notice, NoticeStepKind.OPENED, None, at)
    tell_unit(MessageKind.NOTICE, holder, state.commitment, at, f"notice-{notice.pk}")
    return notice


@transaction.atomic
def answer_notice(*, by: User, notice: Notice, expected_step: int, at: datetime, why: str) -> Notice:
    """Explain, and say what will be done: ``why`` is the answer."""
    act = Act(by, at, why)
    current = _lock(notice, expected_step, by, Ability.ANSWER)
    if current.state != NoticeState.OPEN:
        raise NotNow(current, current.state)
    act.needs_reason()
    current.state = NoticeState.ANSWERED
    return _take(current, NoticeStepKind.ANSWERED, by, at, why)


@transaction.atomic
def return_answer(*, by: User, notice: Notice, expected_step: int, at: datetime, why: str) -> Notice:
    """The answer is not enough: the notice is open again, with a new day to answer by."""
    act = Act(by, at, why)
    current = _lock(notice, expected_step, by, Ability.CLOSE)
    if current.state != NoticeState.ANSWERED:
        raise NotNow(current, current.state)
    act.needs_reason()
    rule = rule_of(current.commitment.report.owner_id, SHIPPED)
    current.state, current.answer_by = NoticeState.OPEN, workdays_after(at, rule.answer_days)
    returned = _take(current, NoticeStepKind.RETURNED, by, at, why)
    key = f"notice-{current.pk}-{current.step_count}"
    tell_unit(MessageKind.NOTICE, current.holder, current.commitment, act.at, key, act.why)
    return returned


@transaction.atomic
def close_notice(*, by: User, notice: Notice, expected_step: int, at: datetime, why: str) -> Notice:
    """Close it, answered or not, with a reason."""
    act = Act(by, at, why)
    current = _lock(notice, expected_step, by, Ability.CLOSE)
    if current.state == NoticeState.CLOSED:
        raise NotNow(current, current.state)
    act.needs_reason()
    current.state = NoticeState.CLOSED
    return _take(current, NoticeStepKind.CLOSED, by, at, why)


@transaction.atomic
def follow_matters(*, at: datetime) -> int:
    """Close every notice whose matter has ended, by whoever ended it, and open those whose matter has come back.

    Safe to run twice; how many followed.
    """
    ended = Notice.objects.exclude(state=NoticeState.CLOSED).exclude(matter=None)
    ended = ended.filter(matter__status__in=(Status.CLOSED, Status.MERGED))
    back = Notice.objects.filter(state=NoticeState.CLOSED, matter__status__in=LIVE)
    followed = sum(_follow(notice, at) for notice in ended.order_by("commitment"))
    return followed + sum(_open_again(notice, at) for notice in back.order_by("commitment"))


def _open_again(seen: Notice, at: datetime) -> bool:
    """What was closed with its matter is not over, unless the commitment has ended or has a later notice."""
    if not CommitmentState.objects.filter(commitment=seen.commitment_id, ending="").exists():
        return False
    lock_running(seen.commitment_id)
    notice = Notice.objects.select_for_update(of=("self",)).select_related("matter").get(pk=seen.pk)
    later = Notice.objects.filter(commitment=notice.commitment_id, number__gt=notice.number)
    if notice.matter is None or notice.state != NoticeState.CLOSED or not notice.matter.is_live or later.exists():
        return False
    notice.state = NoticeState.OPEN
    _take(notice, NoticeStepKind.OPENED, None, at, notice.matter.code)
    return True


def _follow(seen: Notice, at: datetime) -> bool:
    lock_running(seen.commitment_id)
    notice = Notice.objects.select_for_update(of=("self",)).select_related("matter__version").get(pk=seen.pk)
    matter = notice.matter
    if matter is None or notice.state == NoticeState.CLOSED:
        return False
    if matter.merged_into_id is not None:
        notice.matter = matter.merged_into  # it goes on there; the next run looks at that one
        notice.save(update_fields=["matter"])
        return False
    notice.state = NoticeState.CLOSED
    _take(notice, NoticeStepKind.CLOSED, ended_by(matter), at, result_words(matter))
    return True


def close_with_settlement(settlement: Settlement, by: User, at: datetime) -> None:
    """What has ended needs no supervision any more."""
    for notice in Notice.objects.filter(commitment=settlement.commitment_id).exclude(state=NoticeState.CLOSED):
        notice.state = NoticeState.CLOSED
        _take(notice, NoticeStepKind.CLOSED, by, at, settlement.ending)
        if notice.matter is not None:
            call_off_matter(by=by, matter=notice.matter, why=settlement.ending, at=at)


def _lock(notice: Notice, expected_step: int, by: User, ability: Ability) -> Notice:
    require(by, ability, notice)
    commitment = lock_running(notice.commitment_id)
    current = Notice.objects.select_for_update(of=("self",)).select_related("holder", "matter").get(pk=notice.pk)
    current.commitment = commitment
    if current.step_count != expected_step:
        raise Stale(current)
    if current.matter is not None and current.state != NoticeState.CLOSED:
        raise InMatter(current, current.matter)
    return current


def _take(notice: Notice, kind: NoticeStepKind, by: User | None, at: datetime, why: str = "") -> Notice:
    notice.step_count += 1
    NoticeStep.objects.create(notice=notice, number=notice.step_count, kind=kind, by=by, at=at, why=why.strip())
    notice.save()
    facts: dict[str, Json] = {"step": notice.step_count, "commitment": notice.commitment_id, "code": notice.code}
    record(by=by, action=f"notice.{kind.value}", subject=notice, at=at, why=why.strip(), data=facts)
    return notice


def since_red(notice: Notice) -> LampChange | None:
    """The change of lamp that the notice answers."""
    changes = LampChange.objects.filter(commitment=notice.commitment_id, after=ColourChoice.RED)
    return changes.filter(on__lte=notice.opened_on).order_by("-on").first()
