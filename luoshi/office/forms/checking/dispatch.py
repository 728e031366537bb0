"""Giving a commitment out: who leads, who supports, which leader answers, by when, and how a target is shared out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.dispatching import Share, split_evenly
from luoshi.ledger.figures import BadFigure, read_figure
from luoshi.ledger.models import Target
from luoshi.office.forms.checking.parts import LONGEST, MOST, DayField
from luoshi.office.forms.deciding import OrganisationLabel, OrganisationLabels
from luoshi.people.models import Organisation, Post

OTHER = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One organisation's field in the split of a target."""

    organisation: Organisation
    name: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Split:
    """A target with the shares that are written so far. ``left`` is what is still to be given out; None without any."""

    order: int
    target: Target
    rows: tuple[ShareRow, ...]
    total: float
    left: float | None
    is_open: bool


class PostLabel(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Lists posts with the organisation to which they belong."""

    def label_from_instance(self, post: Post) -> str:
        """The name on the page."""
        return f"{post.organisation} · {post.title}"


class DispatchForm(forms.Form):
    """One commitment. The fields of the shares are made from its targets: ``share-ORDER-ORGANISATION``."""

    expected_revision = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)
    suggested = forms.ChoiceField(
        label=gettext_lazy("Lead organisation"), required=False, widget=forms.RadioSelect, choices=()
    )
    lead = OrganisationLabel(
        label=gettext_lazy("Another organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("choose an organisation"),
    )
    supporting = OrganisationLabels(
        label=gettext_lazy("Supporting organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    post = PostLabel(
        label=gettext_lazy("Leader's post"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("Whoever holds the post answers for it; a successor inherits it."),
    )
    due_on = DayField(label=gettext_lazy("Due"))
    why = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed when another organisation was to lead before."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        posts: QuerySet[Post],
        suggested: Sequence[tuple[str, str]],
        targets: Sequence[Target],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "supporting"):
            self.fields[name].queryset = organisations  # type: ignore[attr-defined]
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["suggested"].choices = suggested  # type: ignore[attr-defined]
        self.offered = {each.pk: each for each in organisations}
        self.targets = {order: each for order, each in enumerate(targets, 1) if can_be_shared(each)}
        self.share_errors: dict[str, str] = {}

    def clean(self) -> dict[str, Any]:
        """Somebody leads; every share is a figure."""
        values = super().clean() or self.cleaned_data
        if values.get("suggested"):
            values["lead"] = self.offered.get(int(values["suggested"]))
        if not values.get("lead") and "lead" not in self.errors:
            self.add_error("lead", _("Say who leads."))
        values["shares"] = {order: shares for order in self.targets if (shares := list(self._shares(order)))}
        if self.share_errors:
            self.add_error(None, _("Look at the shares below: a figure does not fit."))
        return values

    def _shares(self, order: int) -> Iterator[Share]:
        for pk, words in self._typed(order).items():
            try:
                yield Share(pk, read_figure(words, unit=self.targets[order].unit))
            except BadFigure:
                self.share_errors[share_name(order, pk)] = _("This is no figure in %(unit)s.") % {
                    "unit": self.targets[order].unit
                }

    def _typed(self, order: int) -> dict[int, str]:
        """What was typed for a target, by organisation. Only those on offer count."""
        typed = {pk: str(self.data.get(share_name(order, pk), "")).strip() for pk in self.offered}
        return {pk: words for pk, words in typed.items() if words}

    def splits(self) -> list[Split]:
        """Every target that can be shared out, with a field for each town and each organisation that supports."""
        return [self._split(order, target) for order, target in self.targets.items()]

    def _split(self, order: int, target: Target) -> Split:
        typed = self._typed(order)
        helping = {str(pk) for pk in self["supporting"].value() or ()}
        rows = tuple(
            ShareRow(each, share_name(order, pk), typed.get(pk, ""), self.share_errors.get(share_name(order, pk), ""))
            for pk, each in self.offered.items()
            if each.kind == "town" or pk in typed or str(pk) in helping
        )
        total = round(sum(_figure(words, target.unit) for words in typed.values()), 6)
        left = round((target.value or 0.0) - total, 6) if typed else None
        return Split(order, target, rows, total, left, bool(typed))


def share_name(order: int, organisation: int) -> str:
    """The name of a share's field."""
    return f"share-{order}-{organisation}"


def can_be_shared(target: Target) -> bool:
    """Only an amount that is done bit by bit: 5.5% has no town's part."""
    return target.kind == "target" and target.value is not None and target.mode == "do" and target.value_high is None


def evenly(data: Mapping[str, Any], form: DispatchForm, order: int) -> dict[str, Any]:
    """The data with a target spread over the organisations that have a figure already, or over all towns."""
    changed = dict(data.items())
    target = form.targets.get(order)
    if target is None or target.value is None:
        return changed
    typed = [pk for pk in form.offered if str(data.get(share_name(order, pk), "")).strip()]
    among = typed or [pk for pk, each in form.offered.items() if each.kind == "town"]
    for share in split_evenly(target.value, among) if among else ():
        changed[share_name(order, share.organisation)] = f"{share.figure:f}".rstrip("0").rstrip(".")
    return changed


def _figure(words: str, unit: str) -> float:
    try:
        return read_figure(words, unit=unit)
    except BadFigure:
        return 0.0
