"""对账 in words: verdicts, why each is what it is, and why two reports may not belong together."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from luoshi.office.lamp_words import quantity_words
from luoshi.reading.reconciliation import Because, Doubt, DoubtCode, NamedPair, Pair, Verdict

VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.UNMENTIONED: gettext_lazy("not mentioned again"),
    Verdict.MISSED: pgettext_lazy("verdict", "missed"),
    Verdict.MENTIONED: gettext_lazy("mentioned"),
    Verdict.MET: pgettext_lazy("verdict", "met"),
    Verdict.EXCEEDED: pgettext_lazy("verdict", "exceeded"),
}
_REASONS: dict[Because, str | Promise] = {
    Because.BETTER: gettext_lazy("better than promised"),
    Because.REACHED: gettext_lazy("as promised"),
    Because.SHORT: gettext_lazy("less than promised"),
    Because.SAID_DONE: gettext_lazy("said to be done, without a figure"),
    Because.NO_FIGURE: gettext_lazy("without a figure"),
    Because.OTHER_UNIT: gettext_lazy("the figure is in another unit"),
    Because.OTHER_MEASURE: gettext_lazy("a stock against a flow, or a level against a growth rate"),
    Because.OTHER_SCOPE: gettext_lazy("the figure takes in other things"),
    Because.NOT_DUE: gettext_lazy("less than promised, but not due yet"),
    Because.STAGE_PASSED: gettext_lazy("further than the stage promised"),
    Because.STAGE_REACHED: gettext_lazy("at the stage promised"),
    Because.STAGE_BEFORE: gettext_lazy("not yet at the stage promised"),
    Because.NO_STAGE: gettext_lazy("named, without how far it has come"),
    Because.NOT_FOUND: gettext_lazy("nothing in the lookback speaks of it"),
}
_DOUBTS: dict[DoubtCode, str | Promise] = {
    DoubtCode.YEARS: gettext_lazy("The years do not follow each other: %(last)s, then %(this)s."),
    DoubtCode.LOOKBACK_YEAR: gettext_lazy("The later report looks back on %(this)s, not on %(last)s."),
    DoubtCode.YEAR_UNKNOWN: gettext_lazy("A report does not say its year. Check that the two follow each other."),
    DoubtCode.PLACES: gettext_lazy("The places differ: %(last)s, then %(this)s."),
    DoubtCode.NO_LOOKBACK: gettext_lazy("No lookback was found in the later report."),
    DoubtCode.NO_PROMISES: gettext_lazy("Last year's account promises no figure."),
}


def reason_words(pair: Pair | NamedPair) -> str:
    """Why the verdict is so, with the figure compared where it does not stand so in the text."""
    words = str(_REASONS[pair.because])
    if isinstance(pair, NamedPair) or pair.outcome is None or pair.reported is None:
        return words
    if pair.outcome.value == pair.reported:
        return words
    figure = quantity_words(round(pair.reported, 4), pair.promise.unit)
    return _("%(reason)s (%(figure)s)") % {"reason": words, "figure": figure}


def doubt_words(doubt: Doubt) -> str:
    """A sentence for whoever holds the two reports against each other."""
    unsaid = _("not said")
    return str(_DOUBTS[doubt.code]) % {"last": doubt.last or unsaid, "this": doubt.this or unsaid}
