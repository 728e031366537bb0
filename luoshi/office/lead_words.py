"""Why an organisation is suggested, in words. Language as active; no database."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luoshi.office.wording import brief
from luoshi.reading.leads import Cause, CauseCode

SHOWN = 4


def reason_words(cause: Cause) -> str:
    """One reason in a sentence."""
    match cause.code:
        case CauseCode.WORDS:
            return _("The sentence speaks of what it does: %(words)s") % {"words": _listed(cause.data[1:])}
        case CauseCode.LEARNT:
            return _("Sentences with these words usually go to it: %(words)s") % {"words": _listed(cause.data[1:])}
        case CauseCode.NAMED:
            return _("The sentence names it: %(name)s") % {"name": cause.data[0]}
        case CauseCode.PRECEDENT:
            return _("You gave it a like one before: %(sentence)s") % {"sentence": brief(cause.data[0])}


def _listed(words: tuple[str, ...]) -> str:
    return pgettext("between parts of a list", ", ").join(words[:SHOWN])
