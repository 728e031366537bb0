"""A path in one line. Language as active; no database."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.paths import Path, Shape
from luoshi.office.lamp_words import quantity_words
from luoshi.pages.words import day

SHAPES: Mapping[Shape, object] = {
    Shape.LINE: gettext_lazy("Evenly, day by day"),
    Shape.QUARTERS: gettext_lazy("By quarters"),
    Shape.MILESTONES: gettext_lazy("By milestones"),
    Shape.CURVE: gettext_lazy("A curve of my own"),
    Shape.LEVEL: gettext_lazy("One level all the time"),
}


def path_words(path: Path, unit: str) -> str:
    """匀速：2026年1月1日到12月31日，0 → 13公里"""
    shape = SHAPES[path.shape]
    return _("%(shape)s: %(first)s to %(last)s, %(base)s → %(goal)s") % {
        "shape": _("%(shape)s, in whole numbers") % {"shape": shape} if path.whole else shape,
        "first": day(path.start_on),
        "last": day(path.due_on),
        "base": quantity_words(path.base, unit),
        "goal": quantity_words(path.goal, unit),
    }
