"""Another path for a goal: its shape, its days, its figures, and nodes typed one a line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.figures import BadFigure, read_figure
from luoshi.ledger.models import Goal
from luoshi.ledger.paths import MOST_POINTS, Path, Point, Shape, comes_whole
from luoshi.office.figures import written
from luoshi.office.forms.checking.parts import DayField, ReasonField, SeenForm
from luoshi.reading import is_counted

SHAPES = (
    (Shape.LINE.value, gettext_lazy("Evenly, day by day")),
    (Shape.QUARTERS.value, gettext_lazy("By quarters")),
    (Shape.MILESTONES.value, gettext_lazy("By milestones")),
    (Shape.CURVE.value, gettext_lazy("A curve of my own")),
    (Shape.LEVEL.value, gettext_lazy("One level all the time")),
)
NODE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,:;]+(\S+)(?:\s+(.*))?")
LONGEST = 6000


class PathForm(SeenForm):
    """The path as somebody wishes it; ``cleaned_data["path"]`` is the path."""

    shape = forms.ChoiceField(label=gettext_lazy("How it runs"), choices=SHAPES, widget=forms.RadioSelect)
    start_on = DayField(label=gettext_lazy("First day"))
    due_on = DayField(label=gettext_lazy("Last day"))
    base = forms.CharField(label=gettext_lazy("Starts at"), max_length=60)
    goal = forms.CharField(label=gettext_lazy("To reach"), max_length=60)
    nodes = forms.CharField(
        label=gettext_lazy("Nodes"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy(
            "Only for quarters, milestones and curves: one line each with day, total by then, and a milestone's name."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": "2026-06-30 6.5 主体封顶"}),
    )
    why = ReasonField(
        help_text=gettext_lazy("Another goal or another last day is an adjustment, which a leader approves.")
    )

    def __init__(self, *args: Any, subject: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject

    def clean_base(self) -> float:
        """Where it starts, in the goal's unit."""
        return self._figure("base", self.cleaned_data["base"])

    def clean_goal(self) -> float:
        """What is to be reached, in the goal's unit."""
        return self._figure("goal", self.cleaned_data["goal"])

    def _figure(self, name: str, words: str) -> float:
        try:
            return read_figure(words, unit=self.subject.unit, may_fall=self.subject.mode in ("grow", "cut"))
        except BadFigure:
            raise forms.ValidationError(
                _("This is no figure in %(unit)s.") % {"unit": self.subject.unit}, code=name
            ) from None

    def clean_nodes(self) -> tuple[Point, ...]:
        """Each line as a node."""
        lines = [line for line in self.cleaned_data["nodes"].splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(_("Too many nodes."))
        return tuple(self._node(number, line) for number, line in enumerate(lines, 1))

    def _node(self, number: int, line: str) -> Point:
        match = NODE.fullmatch(unicodedata.normalize("NFKC", line).strip())
        try:
            if match is None:
                raise ValueError(line)
            on = date(int(match[1]), int(match[2]), int(match[3]))
            figure = read_figure(match[4], unit=self.subject.unit, may_fall=self.subject.mode in ("grow", "cut"))
        except ValueError:
            words = _("Line %(number)s is not understood. Write it like: 2026-06-30 6.5 and a milestone's name.")
            raise forms.ValidationError(words % {"number": number}) from None
        return Point(on, figure, (match[5] or "").strip())

    def clean(self) -> dict[str, Any]:
        """The parts put together; the ledger says what does not fit."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            path = Path(
                Shape(values["shape"]),
                values["start_on"],
                values["due_on"],
                values["goal"],
                values["base"],
                values["nodes"],
            )
            values["path"] = replace(path, whole=is_counted(self.subject.unit) and comes_whole(path))
        return values


def initial_of(path: Path) -> dict[str, Any]:
    """The form's fields for a path that there is."""
    return {
        "shape": path.shape.value,
        "start_on": path.start_on,
        "due_on": path.due_on,
        "base": written(path.base, chinese=True),
        "goal": written(path.goal, chinese=True),
        "nodes": "\n".join(
            f"{each.on.isoformat()} {written(each.figure, chinese=True)} {each.name}".strip() for each in path.points
        ),
    }


class DecideForm(forms.Form):
    """Yes or no to a proposed path."""

    approve = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=(("yes", gettext_lazy("Approve")), ("no", gettext_lazy("Decline"))),
        widget=forms.RadioSelect,
    )
    why = ReasonField(label=gettext_lazy("Reason"), required=False, help_text=gettext_lazy("Needed for declining."))
