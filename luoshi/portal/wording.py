"""What a party may count on; why a request of theirs was not taken, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luoshi.matters.intake import MatterClosed, NoSuchMatter, Refusal, TooManyRequests, WindowClosed
from luoshi.pages.working import span_words
from luoshi.workdays import Limit


def refusal_words(refusal: Refusal) -> str:
    """One sentence for the public."""
    match refusal:
        case TooManyRequests(again_at=again_at):
            moment = date_format(timezone.localtime(again_at), "DATETIME_FORMAT")
            return _(
                "Too many requests came from your address. Nothing you typed is lost; try again after %(moment)s."
            ) % {"moment": moment}
        case NoSuchMatter():
            return _("Number and query code do not fit together. Check both; the code has ten letters and digits.")
        case MatterClosed():
            return _("This matter is closed.")
        case WindowClosed():
            return _("The time to do this is over.")
        case _:
            return _("This could not be taken. Please call the office, or come to its window.")


def promise_words(limits: Mapping[str, Limit]) -> list[str]:
    """What the party may count on, one sentence a limit."""
    words = {
        "sign": _("Signed for within %(span)s of being given out."),
        "answer": _("A first answer within %(span)s."),
        "whole": _("Done within %(span)s."),
    }
    return [words[name] % {"span": span_words(limit)} for name, limit in limits.items()]
