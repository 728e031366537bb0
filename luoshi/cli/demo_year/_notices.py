"""Supervision notices of the demo's year: answered, sent back at times, closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from luoshi.cli.demo_year._cast import Cast
from luoshi.ledger.actions import answer_notice, close_notice, return_answer
from luoshi.ledger.models import Notice

ANSWERS = (
    "前期手续办理用时较长，已与审批部门建立周会商，预计下月底恢复到序时进度。",
    "承建单位力量不足，已约谈并增加两个班组，倒排工期按周调度。",
    "前两月未按时填报，经核对实际已完成部分工作，今后每月20日前填报。",
)
TOO_LITTLE = "没有写明完成时限和责任人，请补充后再报。"
ENOUGH = "措施具体，继续跟踪。"
RETURNED_EVERY = 4


def answer(cast: Cast, notice: Notice, at: datetime) -> None:
    """The unit answers; now and then the office wants more and gets it."""
    by = cast.reporter(notice.holder)
    if by is None:
        return
    why = ANSWERS[notice.pk % len(ANSWERS)]
    notice = answer_notice(by=by, notice=notice, expected_step=notice.step_count, at=at, why=why)
    if not notice.pk % RETURNED_EVERY:
        desk, later = cast.desk(notice.pk), at + timedelta(days=1)
        notice = return_answer(by=desk, notice=notice, expected_step=notice.step_count, at=later, why=TOO_LITTLE)
        again = f"{why}责任人为分管副局长，次月15日前完成。"
        answer_notice(by=by, notice=notice, expected_step=notice.step_count, at=at + timedelta(days=2), why=again)


def close(cast: Cast, notice: Notice, at: datetime) -> None:
    """The office is content."""
    current = Notice.objects.get(pk=notice.pk)
    if current.state == "answered":
        close_notice(by=cast.desk(current.pk), notice=current, expected_step=current.step_count, at=at, why=ENOUGH)
