"""Lines of the journal and their faults in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from luoshi.journal.models import Line
from luoshi.journal.queries import FaultKind, LineFault
from luoshi.office.matter_lines import ACTIONS
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User

# What stands behind the dot of an action, whatever the object. An action that is not here is shown by its own name.
VERBS: dict[str, Promise] = {
    "opened": pgettext_lazy("done", "opened"),
    "attached": pgettext_lazy("done", "file added"),
    "added": pgettext_lazy("done", "added"),
    "read": pgettext_lazy("done", "read by the program"),
    "confirmed": pgettext_lazy("done", "confirmed"),
    "confirmed_all": pgettext_lazy("done", "all confirmed"),
    "corrected": pgettext_lazy("done", "corrected"),
    "split": pgettext_lazy("done", "split"),
    "merged": pgettext_lazy("done", "merged"),
    "rejected": pgettext_lazy("done", "rejected"),
    "replaced": pgettext_lazy("done", "replaced"),
    "assigned": pgettext_lazy("done", "assigned"),
    "proposed": pgettext_lazy("done", "proposed"),
    "approved": pgettext_lazy("done", "approved"),
    "verified": pgettext_lazy("done", "verified"),
    "returned": pgettext_lazy("done", "returned"),
    "renamed": pgettext_lazy("done", "renamed"),
    "moved": pgettext_lazy("done", "moved under another"),
    "closed": pgettext_lazy("done", "closed"),
    "reopened": pgettext_lazy("done", "opened again"),
    "absorbed": pgettext_lazy("done", "merged into another"),
    "took_in": pgettext_lazy("done", "took another in"),
    "filled": pgettext_lazy("done", "post filled"),
    "left": pgettext_lazy("done", "post left"),
    "granted": pgettext_lazy("done", "role given"),
    "revoked": pgettext_lazy("done", "role taken"),
    "token_issued": pgettext_lazy("done", "token issued"),
    "token_revoked": pgettext_lazy("done", "token revoked"),
    "enabled": pgettext_lazy("done", "account opened"),
    "disabled": pgettext_lazy("done", "account closed"),
    "signed_in": pgettext_lazy("done", "signed in"),
    "changed": pgettext_lazy("done", "changed"),
    "reset": pgettext_lazy("done", "reset"),
    "resent": pgettext_lazy("done", "to be sent again"),
    "set": pgettext_lazy("done", "set"),
    "stopped": pgettext_lazy("done", "stopped"),
    "dispatched": pgettext_lazy("done", "given out"),
    "signed": pgettext_lazy("done", "signed for"),
    "refused": pgettext_lazy("done", "refused"),
    "rerouted": pgettext_lazy("done", "given to another"),
    "upheld": pgettext_lazy("done", "refusal not accepted"),
    "ruled": pgettext_lazy("done", "finally ruled"),
    "withdrawn": pgettext_lazy("done", "withdrawn"),
    "on_site": pgettext_lazy("done", "checked on site"),
    "posted": pgettext_lazy("done", "counted figure entered"),
    "taken_back": pgettext_lazy("done", "counted figure taken back"),
    "requested": pgettext_lazy("done", "report asked for"),
    "reported": pgettext_lazy("done", "reported"),
    "answered": pgettext_lazy("done", "answered"),
    "applied": pgettext_lazy("done", "applied for"),
    "declined": pgettext_lazy("done", "not approved"),
    "bound": pgettext_lazy("done", "tied to a measure"),
    "unbound": pgettext_lazy("done", "no longer tied to a measure"),
    "tried": pgettext_lazy("done", "tried"),
    "imported": pgettext_lazy("done", "brought in from a file"),
    "prepared": pgettext_lazy("done", "file prepared"),
    "done": pgettext_lazy("done", "file brought in"),
    "rows": pgettext_lazy("done", "rows brought in"),
    "change_asked": pgettext_lazy("done", "change asked for"),
    "sealed_opened": pgettext_lazy("done", "hidden value opened"),
    "saved": pgettext_lazy("done", "kept"),
    "forgotten": pgettext_lazy("done", "forgotten"),
    "adopted": pgettext_lazy("done", "put in force"),
    "drafted": pgettext_lazy("done", "drafted"),
    "live": pgettext_lazy("done", "put in force"),
    "brought_along": pgettext_lazy("done", "brought along by its organisation"),
}
# Where the same verb means another thing: a duty is signed for, an ending is signed.
OF_LEDGER: dict[str, Promise] = {
    "settlement.signed": pgettext_lazy("done", "signed"),
    "notice.returned": pgettext_lazy("done", "answer not accepted"),
}
# Where an object has a page of its own, and what one must be allowed to see there.
PAGES = {
    "people.organisation": ("organisation-detail", Kind.ORGANISATION),
    "people.user": ("user-detail", Kind.USER),
    "ledger.report": ("report-detail", Kind.REPORT),
    "ledger.commitment": ("commitment-detail", Kind.COMMITMENT),
    "ledger.goal": ("goal-detail", Kind.GOAL),
}
FAULTS: dict[FaultKind, Promise] = {
    FaultKind.CHANGED: gettext_lazy("Line %(first)s was changed after it was written."),
    FaultKind.MISSING: gettext_lazy("Lines %(first)s to %(number)s are missing."),
    FaultKind.CUT_OFF: gettext_lazy("Lines %(first)s to %(number)s were sealed and are cut off."),
    FaultKind.REORDERED: gettext_lazy("Line %(first)s was moved to another place."),
    FaultKind.BROKEN: gettext_lazy("Line %(first)s does not follow from the line before it."),
    FaultKind.REWRITTEN: gettext_lazy("Line %(first)s is not what was sealed."),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a line's data holds."""

    name: str
    words: str
    is_long: bool


def verb_of(action: str) -> str:
    """What stands behind the dot."""
    return action.rpartition(".")[2]


def action_words(action: str) -> str:
    """What was done, in a word or two."""
    words = ACTIONS.get(action) or OF_LEDGER.get(action) or VERBS.get(verb_of(action))
    return str(words) if words else action


def kind_words(subject_type: str) -> str:
    """What kind of object a line is about; its label when there is no such kind any more."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject_type


def page_of(line: Line, reader: User) -> str:
    """The address of the object's own page; "" when it has none, or none that the reader may open."""
    name, kind = PAGES.get(line.subject_type, ("", Kind.JOURNAL))
    if not name or not standings(reader, Ability.SEE, kind):
        return ""
    return reverse(name, args=[line.subject_id])


def origin_words(origin: str) -> str:
    """From where: 网页 10.1.2.3."""
    interface, _space, rest = origin.partition(" ")
    named = {"web": _("web page"), "command": _("command line")}.get(interface, interface)
    return f"{named} {rest}".strip()


def fault_words(fault: LineFault) -> str:
    """What is wrong, for the page of a chain."""
    return str(FAULTS[fault.kind]) % {"first": fault.first, "number": fault.number}


def facts_of(line: Line) -> Iterator[Fact]:
    """The data as names and values, as written; a list of words in one line."""
    for name, value in line.data.items():
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            words = "、".join(value)
        elif isinstance(value, str):
            words = value
        else:
            words = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
        yield Fact(name, words, "\n" in words)
