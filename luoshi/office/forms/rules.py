"""A form over the thresholds of one rule: each value with its bounds, the reason, and what it rests on."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.thresholds import Thresholds
from luoshi.office.forms.checking.parts import ReasonField
from luoshi.office.rule_words import THRESHOLDS

BETWEEN = re.compile(r"[\s,，、;；]+")
MOST = 10


class DaysField(forms.CharField):
    """A few whole numbers in one line: 15, 7, 3."""

    def __init__(self, *, bounds: tuple[float, float], **more: Any) -> None:
        self.low, self.high = bounds
        super().__init__(max_length=100, required=False, **more)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        return "、".join(str(each) for each in value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> list[int]:
        """The numbers. Full-width digits are digits."""
        words = [each for each in BETWEEN.split(super().clean(value)) if each]
        if len(words) > MOST or not all(each.isdecimal() and len(each) < 6 for each in words):
            raise forms.ValidationError(_("Write whole numbers, such as 15, 7, 3; ten at the most."))
        numbers = [int(each) for each in words]
        if not all(self.low <= each <= self.high for each in numbers):
            bounds = {"low": f"{self.low:g}", "high": f"{self.high:g}"}
            raise forms.ValidationError(_("Between %(low)s and %(high)s.") % bounds)
        return numbers


class RuleForm(forms.Form):
    """The values of a rule. The reason is needed to keep them, not to see what they would change."""

    def __init__(self, *args: Any, rule: Thresholds, keeps: bool = False, **more: Any) -> None:
        more.setdefault("initial", rule.to_json())
        super().__init__(*args, **more)
        self.rule = rule
        for each in fields(rule):
            self.fields[each.name] = _field(each.name, getattr(rule, each.name), rule)
        self.fields["basis"] = forms.CharField(label=_("What it rests on"), max_length=500, required=False)
        self.fields["why"] = ReasonField(required=keeps, rows=2)

    @property
    def values(self) -> dict[str, Any]:
        """The thresholds alone. The form is valid."""
        return {each.name: self.cleaned_data[each.name] for each in fields(self.rule)}


def _field(name: str, value: object, rule: Thresholds) -> forms.Field:
    label = str(THRESHOLDS[name])
    if isinstance(value, bool):
        return forms.BooleanField(label=label, required=False)
    low, high = rule.LIMITS[name]
    if isinstance(value, tuple):
        return DaysField(label=label, bounds=(low, high), help_text=_("Several numbers, such as 15, 7, 3."))
    bounds = {"low": f"{low:g}", "high": f"{high:g}"}
    help_text = _("Between %(low)s and %(high)s.") % bounds
    if isinstance(value, int):
        return forms.IntegerField(label=label, min_value=int(low), max_value=int(high), help_text=help_text)
    return forms.FloatField(label=label, min_value=low, max_value=high, help_text=help_text)
