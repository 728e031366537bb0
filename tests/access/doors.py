"""Every address of the office, one row each: who gets in, by the reference model.

A new address needs a row here; ``test_every_address_is_declared`` says which lack one. The row names the address, the
rule, and what the address is about (a key of ``world.THINGS``); ``post=True`` when it answers only POST.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.access import model
from tests.access.model import Answer, Person, Thing

Rule = Callable[[Person, Thing], bool]
NOTHING = Thing("", "")


@dataclass(frozen=True)
class Door:
    """One address. ``sees`` decides whether the thing is there for the person, ``does`` whether they may do this."""

    address: str
    about: str = ""
    sees: Rule | None = None
    does: Rule | None = None
    sends: Rule | None = None  # who may also send what the page asks for, where more may look at it
    args: tuple[str, ...] = ()
    post: bool = False
    public: bool = False
    keys: tuple[str, ...] = ("pk",)  # what of the row stands in the address

    def answer(self, person: Person, thing: Thing, *, sends: bool = False) -> Answer:
        """What must happen."""
        if self.public:
            return Answer.OPEN
        if not person.place or not person.active:
            return Answer.LOGIN
        if self.sees is not None and not self.sees(person, thing):
            return Answer.ABSENT
        if self.does is not None and not self.does(person, thing):
            return Answer.FORBIDDEN
        if sends and self.sends is not None and not self.sends(person, thing):
            return Answer.FORBIDDEN
        return Answer.OPEN


def role(*roles: str) -> Rule:
    """Whoever has one of these roles."""
    return lambda person, _thing: model.has(person, set(roles))


ENTRANCE = (
    Door("login", public=True),
    Door("logout", post=True, public=True),
    Door("preferences", post=True, public=True),
)
REPORTS = (
    Door("home"),  # lists what one may see, be it nothing
    Door("home-export", does=role(*(model.READING | model.REPORTING))),
    Door("reports"),
    Door("report-upload", does=role("supervisor")),
    Door("report-detail", "report", model.sees_report),
    Door("report-file", "report", model.sees_report),
    Door("report-account", "report"),  # only a redirect to the account, which is cut to the asker
    Door("report-reconciliation", "report", model.sees_report),
    Door("report-reconciliation-export", "report", model.sees_report, model.takes_report),
    Door("report-add-commitment", "report", model.sees_report, model.keeps_report),
    Door("report-confirm-all", "report", model.sees_report, model.keeps_report),
)
ACCOUNT = (
    Door("account"),
    Door("account-export"),
    Door("commitment-detail", "commitment", model.sees_commitment),
    Door("commitment-original", "commitment", model.sees_commitment),
    Door("commitment-page-picture", "commitment", model.sees_commitment, args=("1",)),
    Door("commitment-row", "commitment", model.sees_commitment),
    Door("commitment-confirm", "commitment", model.sees_commitment, model.keeps_commitment),
    *(
        Door(f"commitment-{verb}", "commitment", model.sees_commitment, model.alters_commitment)
        for verb in ("correct", "split", "merge", "reject", "assign")
    ),
)

JOURNAL = (
    Door("journal", does=role("auditor", "audit_admin")),
    Door("journal-days", does=role("auditor", "audit_admin")),
    # Whoever may not read the journal is told so, whichever line they ask for.
    Door(
        "journal-line",
        "line",
        lambda person, line: not model.audits(person) or model.reads_line(person, line),
        role("auditor", "audit_admin"),
    ),
)

REGISTERS = (
    Door("registers"),  # lists what one may see, be it nothing
    Door("alerts"),
    Door("requests"),
    Door("pack", "pack", model.sees_pack, keys=("name",)),
    Door("figure", "measure", model.sees_register, keys=("pack", "measure")),
    Door("register", "register", model.sees_register),
    Door("register-export", "register", model.sees_register),
    Door("register-view", "register", model.sees_register, post=True),
    Door("record-add", "register", model.sees_register, role("supervisor", "reporter")),
    Door("register-import", "register", model.sees_register, role("supervisor", "reporter")),
    Door("import", "import", model.sees_record, sends=model.keeps_record),
    Door("import-faults", "import", model.sees_record),
    Door("record", "record", model.sees_record),
    Door("record-open", "record", model.sees_record, model.keeps_record, post=True),
    Door("record-attach", "record", model.sees_record, model.keeps_record, post=True),
    Door("record-file", "record file", model.sees_record),
    *(
        Door(f"record-{verb}", "record", model.sees_record, model.keeps_record)
        for verb in ("correct", "withdraw", "merge")
    ),
    Door("alert", "alert", model.sees_record, sends=model.keeps_record),
    Door("request", "request", model.sees_record, sends=model.approves_record),
)

CHECKING = (
    Door("due-list"),  # lists what the asker's own unit has to do, be it nothing
    *(Door(f"entries-{verb}") for verb in ("paste", "sheet", "template")),  # cut to the same goals
    Door("account-dispatch", does=role("supervisor")),
    Door("commitment-dispatch", "commitment", model.sees_commitment, model.keeps_commitment),
    Door("commitment-end", "dispatched", model.sees_commitment, model.speaks_for),
    Door("duty-sign", "duty", model.sees_commitment, model.works_on),
    Door("duty-refuse", "duty", model.sees_commitment, model.speaks_for),
    *(Door(f"duty-{verb}", "duty", model.sees_commitment, model.supervises)
      for verb in ("reroute", "uphold", "withdraw")),
    Door("goal-detail", "goal", model.sees_commitment),
    Door("goal-lamp", "goal", model.sees_commitment),
    Door("goal-figure", "goal", model.sees_commitment),
    Door("goal-bind", "goal", model.sees_commitment, model.supervises),
    Door("goal-stage", "goal", model.sees_commitment, model.supervises),
    Door("goal-report", "goal", model.sees_commitment, model.works_on),
    Door("path-propose", "goal", model.sees_commitment, model.proposes),
    Door("goal-request", "goal", model.sees_commitment, model.supervises),
    Door("path-decide", "proposal", model.sees_commitment, model.supervises),
    Door("entry-check", "entry", model.sees_commitment, model.supervises),
    Door("evidence", "evidence", model.sees_commitment, model.takes_commitment),
    Door("settlement-verify", "settlement", model.sees_commitment, model.supervises),
    Door("settlement-return", "settlement", model.sees_commitment, model.supervises),
    Door("settlement-sign", "settlement", model.sees_commitment, model.signs),
    Door("notice-answer", "notice", model.sees_commitment, model.works_on),
    *(Door(f"notice-{verb}", "notice", model.sees_commitment, model.supervises) for verb in ("return", "close")),
)  # fmt: skip
TAKING = role(*(model.READING | model.REPORTING))
OVERVIEW = (
    *(Door(page) for page in ("district", "lamps", "milestones", "changes", "loads")),  # cut to the asker
    *(Door(f"{page}-export", does=TAKING) for page in ("district", "lamps", "milestones", "changes", "loads")),
    Door("rules", does=role(*model.BUSINESS)),
    Door("rules-export", does=TAKING),
    Door("rule-change", does=role("supervisor"), args=("lamp",)),
    Door("organisation-checking", "organisation", model.sees_organisation),
    Door("organisation-checking-export", "organisation", model.sees_organisation, TAKING),
)
MESSAGES = (
    Door("inbox"),  # one's own
    Door("inbox-seen", post=True),
    Door("outbox", does=role("supervisor", "system_admin")),
    Door("outbox-export", does=role("supervisor", "system_admin")),
    Door("outbox-resend-all", does=role("supervisor", "system_admin"), post=True),
    Door("outbox-resend", "message", model.keeps_messages, post=True),
    Door("hooks", does=role("supervisor", "system_admin")),
    Door("hooks-export", does=role("supervisor", "system_admin")),
    Door("hook-add", does=role("system_admin")),
    Door("hook-try", "hook", model.sees_hook, role("system_admin"), post=True),
    Door("hook-stop", "hook", model.sees_hook, role("system_admin")),
)
KEEPING = ("add", "correct", "rename", "move", "close", "reopen", "absorb")
PEOPLE = (
    Door("organisations", does=role(*model.ALL)),
    Door("organisation-detail", "organisation", model.sees_organisation),
    *(Door(f"organisation-{verb}", "organisation", model.sees_organisation, model.keeps_organisation)
      for verb in KEEPING),
    Door("post-add", "organisation", model.sees_organisation, model.keeps_organisation),
    Door("user-add", "organisation", model.sees_organisation, model.keeps_organisation),
    *(Door(f"post-{verb}", "post", model.sees_organisation, model.keeps_organisation)
      for verb in ("appoint", "close", "vacate")),
)  # fmt: skip
USERS = (
    Door("users"),  # lists whom one may see, be it oneself alone
    Door("user-detail", "user", model.sees_user),
    *(Door(f"user-{verb}", "user", model.sees_user, model.keeps_user)
      for verb in ("correct", "disable", "enable", "password")),
    Door("user-grant", "user", model.sees_user, model.grants_to),
    Door("user-revoke", "user", model.sees_user, model.grants_to),
    Door("password-change", does=role(*model.ALL)),
    Door("people-import", does=role("system_admin"), args=("users",)),
    # Sheets may hold telephone numbers: only who brought one in sees it again.
    Door("people-import-preview", "batch",
         lambda person, batch: not model.has(person, {"system_admin"}) or batch.person == person.name,
         role("system_admin")),
    Door("people-export", does=role("system_admin"), args=("organisations", "csv")),
    Door("people-blank", does=role("system_admin"), args=("posts",)),
)  # fmt: skip

# Each step at a matter is an address of its own; what needs a closed matter is closed to all while it is open.
STEPS = {
    model.works_matter: (
        "sign", "refuse", "hand-over", "recuse", "resolve", "forward", "escalate", "refer", "return", "reject",
        "withdraw", "answer", "note", "pause", "resume", "ask", "opinion", "part", "visit", "agreement", "document",
        "draft", "follow-up",
    ),
    model.steers_matter: ("dispatch", "rule", "merge", "incident"),
    model.grants_time: ("extend",),
    model.looks_back: ("feedback", "review", "reopen", "forget"),
}  # fmt: skip
MATTERS = (
    Door("matters"),  # lists what one may see, be it nothing
    Door("matters-dispatch", post=True),  # of those ticked only what one may dispatch
    Door("matters-overview"),
    Door("matter-choose", does=role("supervisor", "reporter")),
    Door("matter-new", "mechanism", does=role("supervisor", "reporter"), keys=("name",)),
    Door("mechanisms", does=role(*model.ALL)),
    Door("mechanism", "mechanism", does=role(*model.ALL), sends=role("system_admin")),
    Door("own-settings", "mechanism", does=role("system_admin")),
    Door("seats", does=role(*model.ALL), sends=role("system_admin")),
    Door("calendar", does=role(*model.ALL), sends=role("system_admin")),
    Door("matter", "matter", model.sees_matter, keys=("code",)),
    Door("matter-open-party", "matter", model.sees_matter, model.works_matter, post=True, keys=("code",)),
    Door("matter-document", "filed", model.sees_matter, model.takes_matter_away),
    *(
        Door(f"matter-{name}-step", "matter", model.sees_matter, rule, keys=("code",))
        for rule, names in STEPS.items()
        for name in names
    ),
)

ROOMS = {
    "entrance": ENTRANCE,
    "reports": REPORTS,
    "account": ACCOUNT,
    "checking": CHECKING,
    "overview": OVERVIEW,
    "messages": MESSAGES,
    "journal": JOURNAL,
    "registers": REGISTERS,
    "people": PEOPLE,
    "users": USERS,
    "matters": MATTERS,
}
DOORS = tuple(door for room in ROOMS.values() for door in room)

# What only shows: nobody can send anything there. Every other address is also tried with a form sent to it.
_SHOWING = """
    home reports report-detail report-file report-reconciliation report-reconciliation-export report-account account
    account-export commitment-detail commitment-original commitment-page-picture commitment-row due-list
    entries-template goal-detail goal-lamp goal-figure evidence district district-export lamps lamps-export milestones
    milestones-export organisation-checking organisation-checking-export changes changes-export rules loads
    loads-export inbox outbox outbox-export hooks hooks-export rules-export home-export registers pack register
    register-export import-faults record record-file alerts requests figure matters matters-overview matter-choose
    mechanisms matter-document matter organisations organisation-detail users user-detail people-export people-blank
    journal journal-days journal-line
"""
SHOWING = frozenset(_SHOWING.split())
