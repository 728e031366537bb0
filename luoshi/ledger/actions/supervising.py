"""A red lamp as a matter: the ledger opens it, and reads how it ended."""

from __future__ import annotations

from datetime import datetime

from luoshi.ledger.models import Notice
from luoshi.matters.actions import Application, open_matter
from luoshi.matters.briefing import Brief, fill_form
from luoshi.matters.errors import Refusal
from luoshi.matters.models import Matter
from luoshi.matters.queries import live_mechanism
from luoshi.mechanisms.stages import Mechanism, Opener
from luoshi.people.models import User

MECHANISM = "supervision"
GRADE = "red"  # of a mechanism that tells notices apart by how grave they are
DAILY = "日常督办"
SOURCE = "ledger.notice"


def open_supervision(notice: Notice, at: datetime) -> Matter | None:
    """The matter of this notice, with the organisation that must answer; None where supervision is no casework.

    A place may have another form, or another way to open: what its mechanism refuses stays a notice with its own clock.
    """
    mechanism = live_mechanism(MECHANISM)
    if mechanism is None or Opener.LEDGER not in mechanism.opens:
        return None
    try:
        return open_matter(
            by=None, application=_application(notice, mechanism), at=at, dispatch=True, to=notice.holder
        ).matter
    except Refusal:
        return None


def _application(notice: Notice, mechanism: Mechanism) -> Application:
    commitment = notice.commitment
    brief = Brief(
        subject=commitment.text,
        detail=commitment.text,
        source=f"{commitment.report.title}第{commitment.number}项任务，亮红灯自动立项",
        choices=(DAILY,),
    )
    return Application(
        mechanism=mechanism.name,
        opener=Opener.LEDGER,
        place=notice.holder,
        values=fill_form(mechanism, brief),
        grade=GRADE if GRADE in {each.name for each in mechanism.grades} else "",
        source_type=SOURCE,
        source_id=notice.pk,
    )


def ended_by(matter: Matter) -> User | None:
    """Who ended it; None if it ended by itself."""
    last = matter.steps.order_by("-number").select_related("ended_by").first()
    return last.ended_by if last else None


def result_words(matter: Matter) -> str:
    """Its code and the result in the mechanism's own words."""
    result = matter.mechanism.result_class(matter.result_class).title if matter.result_class else ""
    return f"{matter.code} {result}".strip()
