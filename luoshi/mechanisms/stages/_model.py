"""What a mechanism is: who may open a matter, the stages it goes through, and the clocks of each. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from luoshi.mechanisms._basis import Basis
from luoshi.mechanisms._schema import Schema
from luoshi.workdays import Extension, Limit, Span


class Opener(StrEnum):
    """Who may open a matter, and by which door."""

    RESIDENTS = "residents"  # the public form
    ENTERPRISES = "enterprises"
    DEPUTIES = "deputies"
    STAFF = "staff"
    ALERT = "alert"  # a rule over a register
    LEDGER = "ledger"  # a red lamp


class Tier(StrEnum):
    """A level of the tree of organisations, lowest first."""

    GRID = "grid"
    COMMUNITY = "community"
    TOWN = "town"
    DEPARTMENT = "department"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class Start(StrEnum):
    """The event from which a limit runs."""

    OPENING = "opening"
    ACCEPTANCE = "acceptance"  # signed for by the first who handles it
    DISPATCH = "dispatch"
    SIGNING = "signing"
    REFUSAL = "refusal"
    AGREEMENT = "agreement"
    REPLY = "reply"
    CLOSING = "closing"


class Purpose(StrEnum):
    """What has to be done before a clock runs out."""

    SIGN = "sign"  # 签收
    REFUSE = "refuse"  # 申请改派, 退件: the window for it
    RULE = "rule"  # 裁定: who it belongs to in the end
    ANSWER = "answer"  # 响应: a first answer to the party
    HANDLE = "handle"  # 办理
    OPINION = "opinion"  # 协办意见
    WHOLE = "whole"  # from opening to closing
    FEEDBACK = "feedback"  # 评价: the party's window
    REVIEW = "review"  # 申请复查: the party's window
    VISIT = "visit"  # 回访
    FOLLOW_UP = "follow_up"  # a clock of the mechanism's own


STEP_PURPOSES = (Purpose.SIGN, Purpose.REFUSE, Purpose.RULE, Purpose.ANSWER, Purpose.HANDLE, Purpose.OPINION)
WINDOWS = (Purpose.REFUSE, Purpose.FEEDBACK, Purpose.REVIEW)  # what runs out there is a right, not a duty

DEFAULT_STARTS: Mapping[Purpose, Start] = {
    Purpose.SIGN: Start.DISPATCH,
    Purpose.REFUSE: Start.DISPATCH,
    Purpose.RULE: Start.REFUSAL,
    Purpose.ANSWER: Start.DISPATCH,
    Purpose.HANDLE: Start.DISPATCH,
    Purpose.OPINION: Start.DISPATCH,
    Purpose.WHOLE: Start.OPENING,
    Purpose.FEEDBACK: Start.REPLY,
    Purpose.REVIEW: Start.REPLY,
    Purpose.VISIT: Start.CLOSING,
    Purpose.FOLLOW_UP: Start.CLOSING,
}


class OutcomeKind(StrEnum):
    """What may become of a matter at a stage."""

    FORWARD = "forward"  # 送下一环节
    ESCALATE = "escalate"  # 上提
    REFER = "refer"  # 转办, to another organisation of the same stage or to another stage
    RETURN = "return"  # 退回
    RESOLVE = "resolve"  # 办结
    REJECT = "reject"  # 不予受理
    WITHDRAW = "withdraw"  # 撤回
    PAUSE = "pause"  # 中止


MOVING = (OutcomeKind.FORWARD, OutcomeKind.ESCALATE, OutcomeKind.REFER, OutcomeKind.RETURN)
ENDING = (OutcomeKind.RESOLVE, OutcomeKind.REJECT, OutcomeKind.WITHDRAW)


class Overdue(StrEnum):
    """What happens when a stage's limit has run out."""

    ESCALATE = "escalate"  # the matter goes up by itself
    REMIND = "remind"  # it stays; whoever stands over the handler is told


class JointMode(StrEnum):
    """Who has to have spoken before a joint stage can end."""

    ALL = "all"  # every organisation on it
    LEAD = "lead"  # the lead; the others' opinions by a day, and silence is recorded


@dataclass(frozen=True, slots=True)
class WarningPoint:
    """When to warn: after a share of the time, or so long before the end. Exactly one of the two is set."""

    share: float = 0
    before: Span | None = None


class Approver(StrEnum):
    """Who has to agree to an extension."""

    LEADER = "leader"  # 本机关负责人
    SUPERVISOR = "supervisor"  # 督查机构
    COURT = "court"  # an authority outside of the program, whose decision is recorded


@dataclass(frozen=True, slots=True)
class Grant:
    """The longest extension that may be granted, by whom, and whether the party must be told."""

    span: Span
    approver: Approver = Approver.LEADER
    notify: bool = True

    def as_extension(self, *, why: str = "", by: str = "", on: date | None = None) -> Extension:
        """The whole of it, granted."""
        return Extension(self.span.length, self.span.unit, why, by, on)


@dataclass(frozen=True, slots=True)
class StageLimit:
    """One time limit: what for, how long, from when, and what it rests on. ``grade`` limits it to some matters."""

    purpose: Purpose
    limit: Limit
    starts: Start
    basis: Basis
    grade: str = ""
    pauses: tuple[str, ...] = ()  # the reasons for which this clock may stand still
    extension: Grant | None = None
    name: str = ""  # of a follow-up
    after: str = ""  # the follow-up whose end starts it, instead of an event
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way out of a stage. ``to`` names the stage it leads to, "" for one that ends or stays."""

    kind: OutcomeKind
    to: str = ""
    title: str = ""
    documents: tuple[str, ...] = ()  # which must be there
    classes: tuple[str, ...] = ()  # one of which must be given
    grades: tuple[str, ...] = ()  # matters of which grades may take it; none: all
    public: bool = True  # does the party see it?


@dataclass(frozen=True, slots=True)
class Stage:
    """A place on the way. Who handles it follows from tier, role or seat."""

    name: str
    title: str
    tier: Tier | None = None
    role: str = ""
    seat: str = ""  # an office that a place fills with one of its organisations
    limits: tuple[StageLimit, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    overdue: Overdue = Overdue.REMIND
    joint: JointMode | None = None
    bundle: bool = False  # part-matters in several organisations may be opened here
    documents: tuple[str, ...] = ()  # made at this stage
    visits: int = 0  # visits on record before it may be resolved
    agreement: bool = False  # may a written agreement be recorded here?
    summary: str = ""

    def limit_for(self, purpose: Purpose, grade: str = "", on: date | None = None) -> StageLimit | None:
        """The limit for this purpose: one for the grade before one for all, and in force on the day."""
        return best_limit(self.limits, purpose, grade, on)

    def outcome(self, kind: OutcomeKind, to: str = "") -> Outcome | None:
        """The outcome of this kind (to this stage, if it is named)."""
        return next((each for each in self.outcomes if each.kind is kind and (not to or each.to == to)), None)


@dataclass(frozen=True, slots=True)
class ResultClass:
    """How a closed matter came out, and how long its file is kept (``keep_years`` 0: for ever)."""

    name: str
    title: str
    solved: bool
    keep_years: int = 10


@dataclass(frozen=True, slots=True)
class PartyKind:
    """A part in the matter: 申请人, 被申请人, 领衔代表."""

    name: str
    title: str
    required: bool = False
    shielded: bool = False  # an accused, whose side never sees the source


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document that is needed or made. ``template`` is a file of the pack from which it is filled in."""

    name: str
    title: str
    template: str = ""
    text: str = ""  # what the template holds


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the party may answer, and what happens when it is not content."""

    scale: tuple[str, ...]
    redo: tuple[str, ...] = ()  # the answers that bring the matter back
    redo_to: str = ""  # a stage; "higher" for the next tier; "" for where it was closed
    most: int = 1  # how often it may come back that way


@dataclass(frozen=True, slots=True)
class Grade:
    """A kind of matter with limits of its own: simple, complex."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """How one kind of matter runs."""

    name: str
    title: str
    opens: tuple[Opener, ...]
    first: str
    stages: tuple[Stage, ...]
    schema: Schema
    subject: str  # the field of the form that names a matter in lists
    classes: tuple[ResultClass, ...] = ()
    parties: tuple[PartyKind, ...] = ()
    grades: tuple[Grade, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    limits: tuple[StageLimit, ...] = ()  # for every stage that has none of its own, and for the whole
    warnings: tuple[WarningPoint, ...] = ()
    feedback: Feedback | None = None
    reopens_to: str = ""  # the stage of a review; "" if there is none
    returns_most: int = 2  # returned so often, it goes to a ruling
    summary: str = ""
    by_name: Mapping[str, Stage] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Stages by name."""
        object.__setattr__(self, "by_name", {each.name: each for each in self.stages})

    def stage(self, name: str) -> Stage:
        """The stage of this name; KeyError if there is none."""
        return self.by_name[name]

    def limit_for(
        self, purpose: Purpose, stage: str = "", grade: str = "", on: date | None = None
    ) -> StageLimit | None:
        """The stage's own limit for this purpose, else the mechanism's."""
        own = self.by_name[stage].limit_for(purpose, grade, on) if stage else None
        return own or best_limit(self.limits, purpose, grade, on)

    def follow_ups(self, start: Start) -> tuple[StageLimit, ...]:
        """The mechanism's own clocks that this event starts."""
        return tuple(each for each in self._own_clocks if each.starts is start and not each.after)

    def followed_by(self, name: str) -> tuple[StageLimit, ...]:
        """The mechanism's own clocks that the end of another starts."""
        return tuple(each for each in self._own_clocks if each.after == name)

    @property
    def _own_clocks(self) -> tuple[StageLimit, ...]:
        return tuple(each for each in self.limits if each.purpose is Purpose.FOLLOW_UP)

    @property
    def every_limit(self) -> tuple[StageLimit, ...]:
        """The mechanism's limits and those of its stages."""
        return (*self.limits, *(limit for stage in self.stages for limit in stage.limits))

    def result_class(self, name: str) -> ResultClass:
        """The result class of this name; KeyError if there is none."""
        return next((each for each in self.classes if each.name == name), None) or _missing(name)

    def higher(self, name: str) -> str:
        """The stage to which the named one escalates; "" at the top."""
        outcome = self.by_name[name].outcome(OutcomeKind.ESCALATE)
        return outcome.to if outcome else ""


def best_limit(limits: tuple[StageLimit, ...], purpose: Purpose, grade: str, on: date | None) -> StageLimit | None:
    """Of the limits for a purpose in force on a day, the one for this grade, else the one for all grades."""
    fitting = [each for each in limits if each.purpose is purpose and in_force(each.basis, on)]
    for wanted in (grade, ""):
        for each in fitting:
            if each.grade == wanted:
                return each
    return None


def in_force(basis: Basis, on: date | None) -> bool:
    """Does a rule with this basis hold on the day? Without a day, whatever its dates."""
    if on is None:
        return True
    return (basis.since is None or basis.since <= on) and (basis.until is None or on <= basis.until)


def _missing(name: str) -> ResultClass:
    raise KeyError(name)
