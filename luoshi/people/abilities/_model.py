"""The words of the table: abilities, roles, kinds of object, standings, and one row. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Ability(StrEnum):
    """One thing that may be done with an object. A block for each room; what several rooms share comes first."""

    SEE = "see"
    EXPORT = "export"
    ADD = "add"
    CORRECT = "correct"
    IMPORT = "import"

    # account
    OPEN_REPORT = "open_report"
    CONFIRM = "confirm"
    SPLIT = "split"
    MERGE = "merge"
    REJECT = "reject"
    ASSIGN = "assign"

    # checking
    SIGN_FOR = "sign_for"
    REFUSE = "refuse"
    RULE = "rule"  # on a refusal: re-route, or the final word
    REPORT = "report"
    PROPOSE = "propose"  # another path
    APPROVE = "approve"  # another way to the same goal by the same day
    ADJUST = "adjust"  # another goal or another day
    VERIFY = "verify"
    REQUEST = "request"  # a report beyond the monthly one
    APPLY = "apply"  # for a commitment's end
    SIGN = "sign"
    ANSWER = "answer"
    SET = "set"
    RESEND = "resend"

    # people
    MOVE = "move"
    CLOSE = "close"
    ABSORB = "absorb"
    APPOINT = "appoint"
    SEE_CONTACT = "see_contact"  # the telephone number in full
    DISABLE = "disable"
    RESET_PASSWORD = "reset_password"  # noqa: S105  the name of an ability
    CHANGE_PASSWORD = "change_password"  # noqa: S105  the name of an ability
    GRANT = "grant"

    # registers
    WITHDRAW = "withdraw"
    ATTACH = "attach"
    OPEN_SEALED = "open_sealed"  # see a sensitive value in the clear, with a reason that is kept
    APPROVE_CHANGE = "approve_change"
    CLOSE_ALERT = "close_alert"
    ADOPT_PACK = "adopt_pack"
    BIND = "bind"  # let a goal take its figure from a measure

    # matters
    OPEN_MATTER = "open_matter"
    WORK = "work"  # sign for it, handle it, hand it on
    DISPATCH = "dispatch"  # say whose it is
    GRANT_TIME = "grant_time"
    OPEN_PARTY = "open_party"  # personal data in full
    CALL_BACK = "call_back"  # what comes after closing: feedback, visits
    REOPEN = "reopen"
    PUBLISH = "publish"  # mechanisms and seats


class Role(StrEnum):
    """What a user is here for. A user may have several; ``exclusion`` says which never together."""

    SUPERVISOR = "supervisor"  # 督查员
    REPORTER = "reporter"  # 填报员
    APPROVER = "approver"  # 审批人
    LEADER = "leader"  # 领导
    VIEWER = "viewer"  # 查阅
    DEPUTY = "deputy"  # 代表委员
    AUDITOR = "auditor"  # 审计员
    SYSTEM_ADMIN = "system_admin"  # 系统管理员
    SECURITY_ADMIN = "security_admin"  # 安全管理员
    AUDIT_ADMIN = "audit_admin"  # 审计管理员


class Kind(StrEnum):
    """What the table tells apart."""

    OFFICE = "office"  # the asker's own government as a whole

    # account
    REPORT = "report"
    COMMITMENT = "commitment"
    REPLACED_COMMITMENT = "replaced_commitment"  # split or merged away: history only

    # checking
    DUTY = "duty"
    GOAL = "goal"
    ENTRY = "entry"
    LAMP_RULE = "lamp_rule"
    SETTLEMENT = "settlement"
    NOTICE = "notice"
    MESSAGE = "message"
    HOOK = "hook"

    # people
    ORGANISATION = "organisation"
    USER = "user"
    POST = "post"

    # journal
    JOURNAL = "journal"

    # registers
    REGISTER = "register"
    RECORD = "record"
    ALERT = "alert"

    # matters
    PACK = "pack"
    MECHANISM = "mechanism"
    DESK = "desk"  # where matters are opened, before there is any
    MATTER = "matter"
    CLOSED_MATTER = "closed_matter"
    CALENDAR = "calendar"


class Standing(StrEnum):
    """How an object stands to the asker.

    Charged: the asker's organisation, or one under it, leads or supports the commitment. Held: it is charged, and this
    very duty, with its goals and entries, is theirs.
    """

    OWN = "own"  # the asker themself
    GOVERNED = "governed"  # belongs to the asker's government, or to one under it
    GOVERNED_CHARGED = "governed_charged"
    GOVERNED_HELD = "governed_held"
    ABOVE = "above"  # belongs to a government over the asker's: a town looks up at its county
    ABOVE_CHARGED = "above_charged"
    ABOVE_HELD = "above_held"
    OUTSIDE = "outside"


class Asker(Protocol):
    """Who asks: what the table and the objects in it need to know of a user."""

    is_active: bool

    @property
    def pk(self) -> int: ...
    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def line_ids(self) -> frozenset[int]: ...
    @property
    def governed_ids(self) -> frozenset[int]: ...
    @property
    def charge_ids(self) -> frozenset[int]: ...


class Guarded(Protocol):
    """An object that the table knows."""

    @property
    def ability_kind(self) -> Kind: ...
    def standing_to(self, asker: Asker, /) -> Standing: ...


class NotAllowed(Exception):  # noqa: N818  reads better where it is caught
    """The asker lacks this ability on this object."""

    def __init__(self, asker: Asker, ability: Ability, subject: Guarded) -> None:
        self.asker, self.ability, self.subject = asker, ability, subject
        super().__init__(f"{asker} may not {ability} {subject}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. What no line gives is not allowed."""

    role: Role
    kind: Kind
    standing: Standing
    may: frozenset[Ability]


def rows(
    roles: Role | tuple[Role, ...],
    kinds: Kind | tuple[Kind, ...],
    standings: Standing | tuple[Standing, ...],
    *,
    may: frozenset[Ability],
) -> tuple[Row, ...]:
    """A row for each role × kind × standing, all with the same abilities."""
    return tuple(
        Row(role, kind, standing, may)
        for role in (roles if isinstance(roles, tuple) else (roles,))
        for kind in (kinds if isinstance(kinds, tuple) else (kinds,))
        for standing in (standings if isinstance(standings, tuple) else (standings,))
    )


NONE: frozenset[Ability] = frozenset()
SEE = frozenset({Ability.SEE})
READ = frozenset({Ability.SEE, Ability.EXPORT})

OURS = (Standing.GOVERNED, Standing.GOVERNED_CHARGED)
OUR_CHARGE = (Standing.GOVERNED_CHARGED, Standing.ABOVE_CHARGED)
ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
EVERYBODY = tuple(Role)
