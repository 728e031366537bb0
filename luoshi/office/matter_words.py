"""Casework in words and pictures: the ladder, stages, what a form holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.matters.choices import OutcomeChoice
from luoshi.matters.models import Matter
from luoshi.mechanisms.stages import Mechanism, OutcomeKind, StageLimit
from luoshi.mechanisms.stages.ladder import Place, Words, draw_ladder
from luoshi.office.register_words import value_words
from luoshi.pages.words import last_day
from luoshi.pages.working import span_words
from luoshi.workdays import day_of


def ladder_of(mechanism: Mechanism, at: str = "", passed: frozenset[str] = frozenset()) -> SafeString:
    """The ladder as a picture; every word in it is escaped where it is drawn."""
    words = Words(limit=limit_words, outcome=outcome_words)
    return mark_safe(draw_ladder(mechanism, words, Place(at, passed)))  # noqa: S308


def limit_words(limit: StageLimit) -> str:
    """5个工作日"""
    return span_words(limit.limit)


def outcome_words(kind: OutcomeKind) -> str:
    """What an outcome is called when the mechanism gives it no title of its own."""
    return _("Paused") if kind is OutcomeKind.PAUSE else str(OutcomeChoice(kind.value).label)


SOON = 3  # days


def left_words(due_at: datetime | None, at: datetime) -> str:
    """How late something is, or that it is due soon; nothing while there is time."""
    if due_at is None:
        return ""
    if due_at <= at:
        late = (day_of(at) - last_day(due_at)).days
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late} if late else _("overdue")
    left = (last_day(due_at) - day_of(at)).days
    if left > SOON:
        return ""
    return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left} if left else _("due today")


def stage_words(matter: Matter) -> str:
    """The title of the stage where the matter stands."""
    stage = matter.mechanism.by_name.get(matter.stage)
    return stage.title if stage else matter.stage


def form_words(mechanism: Mechanism, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the form holds, field by field; secrets stay out of sight."""
    return [
        (field.title, words)
        for field in mechanism.schema.fields
        if not field.is_sensitive and (words := value_words(field, values.get(field.name)))
    ]
