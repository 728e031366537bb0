"""``[[mechanism]]`` of a pack.toml → a Mechanism. What does not fit is noted as a fault of its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from luoshi.mechanisms._basis import read_basis
from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._schema import Schema
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.stages._checking import check_mechanism
from luoshi.mechanisms.stages._model import (
    DEFAULT_STARTS,
    Approver,
    DocumentKind,
    Feedback,
    Grade,
    Grant,
    JointMode,
    Mechanism,
    Opener,
    Outcome,
    OutcomeKind,
    Overdue,
    PartyKind,
    Purpose,
    ResultClass,
    Stage,
    StageLimit,
    Start,
    Tier,
    WarningPoint,
)
from luoshi.workdays import Limit, Roll, Span, Unit

MOST_LENGTH = 3660  # ten years in days: what is longer is no time limit
EMPTY = Schema("", ())
_SPAN = re.compile(r"(\d{1,4}) ([a-z_]+)")
_SHARE = re.compile(r"(\d{1,2})%")
UNITS = tuple(each.value for each in Unit)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a mechanism may name besides its own parts: the pack's settings, and its schema files by name."""

    settings: Mapping[str, float]
    schema_of: Callable[[Table, str], Schema | None]
    template_of: Callable[[Table, str], str]


def read_mechanism(table: Table, around: Surroundings) -> Mechanism:
    """One mechanism, checked: every stage reachable, every stage left, every name known."""
    stages = [(each, _stage(each, around)) for each in table.tables("stage")]
    made = Mechanism(
        name=table.name("name"),
        title=table.text("title"),
        summary=table.text("summary", ""),
        opens=_openers(table),
        first=table.name("first", stages[0][1].name if stages else ""),
        stages=tuple(stage for _, stage in stages),
        schema=_schema(table, around),
        subject=table.name("subject"),
        classes=tuple(_class(each) for each in table.tables("class")),
        parties=tuple(_party(each) for each in table.tables("party")),
        grades=tuple(_grade(each) for each in table.tables("grade")),
        documents=tuple(_document(each, around) for each in table.tables("document")),
        limits=tuple(_limits(table, around, Purpose.WHOLE)),
        warnings=_warnings(table),
        feedback=_feedback(table.table("feedback")),
        reopens_to=table.name("review_to", ""),
        returns_most=int(table.number("returns_most", least=1, most=20) or 2),
    )
    table.close()
    check_mechanism(made, table, [each for each, _ in stages])
    return made


def _schema(table: Table, around: Surroundings) -> Schema:
    file = table.text("form")
    return (around.schema_of(table, file) if file else None) or EMPTY


def _openers(table: Table) -> tuple[Opener, ...]:
    words = table.texts("opens")
    for word in words:
        if word not in set(Opener):
            table.fault(FaultCode.NOT_ALLOWED, "opens", value=word, allowed=", ".join(Opener))
    if not words:
        table.fault(FaultCode.MISSING_KEY, "opens")
    return tuple(Opener(word) for word in words if word in set(Opener))


def _stage(table: Table, around: Surroundings) -> Stage:
    tier = _word(table, "tier", tuple(Tier), "")
    joint = _word(table, "joint", tuple(JointMode), "")
    made = Stage(
        name=table.name("name"),
        title=table.text("title"),
        summary=table.text("summary", ""),
        tier=Tier(tier) if tier else None,
        role=table.name("role", ""),
        seat=table.name("seat", ""),
        limits=tuple(_limits(table, around, Purpose.HANDLE)),
        outcomes=tuple(_outcome(each) for each in table.tables("outcome")),
        overdue=Overdue(_word(table, "overdue", tuple(Overdue), Overdue.REMIND.value)),
        joint=JointMode(joint) if joint else None,
        bundle=table.flag("bundle"),
        documents=table.texts("documents"),
        visits=int(table.number("visits", least=0, most=20) or 0),
        agreement=table.flag("agreement"),
    )
    table.close()
    return made


def _outcome(table: Table) -> Outcome:
    made = Outcome(
        kind=OutcomeKind(_word(table, "kind", tuple(OutcomeKind), OutcomeKind.RESOLVE.value, required=True)),
        to=table.name("to", ""),
        title=table.text("title", "", longest=40),
        documents=table.texts("documents"),
        classes=table.texts("classes"),
        grades=table.texts("grades"),
        public=table.flag("public", default=True),
    )
    table.close()
    return made


def _limits(table: Table, around: Surroundings, usual: Purpose) -> list[StageLimit]:
    found = (_limit(each, around, usual) for each in table.tables("limit"))
    return [each for each in found if each is not None]


def _limit(table: Table, around: Surroundings, usual: Purpose) -> StageLimit | None:
    purpose = Purpose(_word(table, "for", tuple(Purpose), usual.value))
    length = _length(table, around.settings)
    unit = Unit(_word(table, "unit", UNITS, Unit.WORKDAY.value, required=True))
    roll = Roll(_word(table, "roll", tuple(Roll), Roll.NONE.value))
    if roll is Roll.NEXT and unit.in_hours:
        table.fault(FaultCode.OTHER_NAME, "roll", name=unit.value, kind="roll_of_hours")
        roll = Roll.NONE
    cap, extension = _span(table, "hard_cap"), _grant(table)
    basis = read_basis(table)
    name = table.name("name", "")
    made = StageLimit(
        purpose=purpose,
        limit=Limit(length or 1, unit, roll, cap, basis.text),
        starts=Start(_word(table, "starts", tuple(Start), DEFAULT_STARTS[purpose].value)),
        basis=basis,
        grade=table.name("grade", ""),
        pauses=table.texts("pauses"),
        extension=extension,
        name=name,
        after=table.name("after", ""),
        title=table.text("title", "", longest=40),
    )
    table.close()
    if (purpose is Purpose.FOLLOW_UP) != bool(name):
        table.fault(FaultCode.MISSING_KEY if not name else FaultCode.UNKNOWN_KEY, "name", allowed="follow_up")
    return made if length else None


def _length(table: Table, settings: Mapping[str, float]) -> int:
    """A whole number, or the name of one of the pack's settings, which a place may change."""
    written = table.raw("length")
    if written is None:
        table.fault(FaultCode.MISSING_KEY, "length")
        return 0
    if isinstance(written, str):
        if written not in settings:
            table.fault(FaultCode.UNKNOWN_NAME, "length", name=written)
            return 0
        written = settings[written]
    if isinstance(written, bool) or not isinstance(written, int | float) or written != int(written):
        table.fault(FaultCode.WRONG_TYPE, "length", expected="whole number")
        return 0
    if not 1 <= written <= MOST_LENGTH:
        table.fault(FaultCode.OUT_OF_RANGE, "length", kind="number", least="1", most=str(MOST_LENGTH))
        return 0
    return int(written)


def _grant(table: Table) -> Grant | None:
    inner = table.table("extension")
    if inner is None:
        return None
    span = _span_of(inner)
    word = inner.choice("approver", [each.value for each in Approver], Approver.LEADER.value)
    approver = next((each for each in Approver if each.value == word), Approver.LEADER)
    made = Grant(span, approver, inner.flag("notify", default=True)) if span else None
    inner.close()
    return made


def _span(table: Table, key: str) -> Span | None:
    inner = table.table(key)
    if inner is None:
        return None
    span = _span_of(inner)
    inner.close()
    return span


def _span_of(table: Table) -> Span | None:
    length = table.number("length", least=1, most=MOST_LENGTH)
    unit = _word(table, "unit", UNITS, Unit.WORKDAY.value, required=True)
    return Span(int(length), Unit(unit)) if length else None


def _warnings(table: Table) -> tuple[WarningPoint, ...]:
    """``50%`` of the time, or ``1 workday`` before the end."""
    points: list[WarningPoint] = []
    for written in table.texts("warn"):
        share, span = _SHARE.fullmatch(written), _SPAN.fullmatch(written)
        if share and int(share[1]):
            points.append(WarningPoint(share=int(share[1]) / 100))
        elif span and int(span[1]) and span[2] in UNITS:
            points.append(WarningPoint(before=Span(int(span[1]), Unit(span[2]))))
        else:
            table.fault(FaultCode.NOT_ALLOWED, "warn", value=written, allowed="50%, 1 workday")
    return tuple(points)


def _feedback(table: Table | None) -> Feedback | None:
    if table is None:
        return None
    made = Feedback(
        scale=table.texts("scale"),
        redo=table.texts("redo"),
        redo_to=table.name("redo_to", ""),
        most=int(table.number("most", least=0, most=10) or 0) if table.has("most") else 1,
    )
    table.close()
    for answer in made.redo:
        if answer not in made.scale:
            table.fault(FaultCode.UNKNOWN_NAME, "redo", name=answer)
    return made


def _class(table: Table) -> ResultClass:
    made = ResultClass(
        name=table.name("name"),
        title=table.text("title", longest=40),
        solved=table.flag("solved"),
        keep_years=int(table.number("keep_years", least=0, most=100) or 0) if table.has("keep_years") else 10,
    )
    table.close()
    return made


def _party(table: Table) -> PartyKind:
    made = PartyKind(
        table.name("name"), table.text("title", longest=40), table.flag("required"), table.flag("shielded")
    )
    table.close()
    return made


def _grade(table: Table) -> Grade:
    made = Grade(table.name("name"), table.text("title", longest=40))
    table.close()
    return made


def _document(table: Table, around: Surroundings) -> DocumentKind:
    template = table.text("template", "", longest=80)
    text = around.template_of(table, template) if template else ""
    made = DocumentKind(table.name("name"), table.text("title", longest=40), template, text)
    table.close()
    return made


def _word(table: Table, key: str, allowed: tuple[str, ...], default: str, *, required: bool = False) -> str:
    """A choice whose fault is noted and which then reads as the default, so that reading goes on."""
    word = table.choice(key, allowed, None if required else default)
    return word if word in allowed else default
