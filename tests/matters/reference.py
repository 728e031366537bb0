"""A plain model of casework to hold the real one against: dictionaries, one day after another, no database.

Rules are read straight from pack.toml; what is a workday is asked of an independent table.
"""

from __future__ import annotations

import calendar
import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar

import luoshi.mechanisms
from luoshi.workdays import CHINA

PACKS = Path(luoshi.mechanisms.__file__).parent / "packs"
DAY = timedelta(days=1)
WINDOWS = {"refuse", "feedback", "review"}
STARTS = {"sign": "dispatch", "refuse": "dispatch", "rule": "refusal", "answer": "dispatch", "handle": "dispatch",
          "whole": "opening", "feedback": "reply", "review": "reply", "visit": "closing"}  # fmt: skip
ENDING = {"resolve", "reject", "withdraw"}


@cache
def last_day(start: date, length: int, unit: str, roll: str, paused: tuple[tuple[date, date], ...]) -> date:
    """The last day of a limit, found by asking of each day whether it counts."""
    if unit == "month":
        month = start.month - 1 + length
        year, month = start.year + month // 12, month % 12 + 1
        length = (date(year, month, min(start.day, calendar.monthrange(year, month)[1])) - start).days
    day = start
    while length:
        day += DAY
        if unit == "workday" and not chinese_calendar.is_workday(day):
            continue
        if any(since <= day < until for since, until in paused):
            continue
        length -= 1
    while roll == "next" and not chinese_calendar.is_workday(day):
        day += DAY
    return day


class Refused(Exception):  # noqa: N818
    """The reference says no; the message is the name of the exception that the real one must raise."""


class Mechanism:
    """One mechanism as its file has it."""

    def __init__(self, name: str) -> None:
        pack = tomllib.loads((PACKS / name / "pack.toml").read_text(encoding="utf-8"))
        (self.data,) = pack["mechanism"]
        self.settings = {each["name"]: each["value"] for each in pack.get("setting", [])}
        self.stages = {each["name"]: each for each in self.data["stage"]}
        self.first = self.data.get("first") or self.data["stage"][0]["name"]

    def limit(self, purpose: str, stage: str, grade: str) -> dict | None:
        own = [each for each in self.stages.get(stage, {}).get("limit", []) if each.get("for", "handle") == purpose]
        all_ = [each for each in self.data.get("limit", []) if each.get("for", "whole") == purpose]
        for found in (own, all_):
            for wanted in (grade, ""):
                for each in found:
                    if each.get("grade", "") == wanted:
                        return each
        return None

    def outcomes(self, stage: str) -> list[dict]:
        return self.stages[stage].get("outcome", [])

    def higher(self, stage: str) -> str:
        return next((each["to"] for each in self.outcomes(stage) if each["kind"] == "escalate"), "")


class Clock:
    """One clock of the reference."""

    def __init__(self, purpose: str, step: int, limit: dict, start: datetime, mechanism: Mechanism) -> None:
        self.purpose, self.step, self.limit, self.start = purpose, step, limit, start
        length = limit["length"]
        self.length = int(mechanism.settings[length]) if isinstance(length, str) else length
        self.paused: list[tuple[date, date]] = []
        self.paused_since: datetime | None = None
        self.overdue = False
        self.open = True

    @property
    def due_on(self) -> date | None:
        if self.paused_since is not None:
            return None
        roll, start = self.limit.get("roll", "none"), self.start.date()
        day = last_day(start, self.length, self.limit["unit"], roll, tuple(self.paused))
        cap = self.limit.get("hard_cap")
        return min(day, last_day(start, cap["length"], cap["unit"], roll, ())) if cap else day

    @property
    def ends_at(self) -> datetime | None:
        return None if self.due_on is None else datetime.combine(self.due_on + DAY, time.min, CHINA)


class Case:
    """One matter of the reference. ``who`` says which organisation each stage belongs to, "" where it is chosen."""

    def __init__(self, mechanism: Mechanism, who: dict[str, str], now: datetime, to: str = "") -> None:
        self.mechanism, self.who = mechanism, who
        grades = mechanism.data.get("grade", [])
        self.grade = grades[0]["name"] if grades else ""
        self.clocks: list[Clock] = []
        self.status, self.stage, self.organisation = "open", "", ""
        self.step = self.returns = self.redone = self.late = 0
        self.history: list[dict] = []
        self.documents: set[str] = set()
        self.visits = 0
        self.result = self.feedback = ""
        self._start("opening", now)
        self._begin(mechanism.first, to or who[mechanism.first], now)

    # what happens

    def sign(self, now: datetime) -> None:
        self._need_open()
        here = self.history[-1]
        if here["signed"]:
            return
        here["signed"] = True
        self._end({"sign"}, self.step)

    def refuse(self, now: datetime) -> None:
        self._need_open()
        window = [each for each in self.clocks if each.purpose == "refuse" and each.step == self.step]
        if not window:
            raise Refused("NotAtThisStage")
        if self.history[-1]["refused"] or not window[-1].open or now >= window[-1].ends_at:
            raise Refused("WindowClosed")
        self.history[-1]["refused"] = True
        self._end({"sign", "refuse"}, self.step)
        self._start("refusal", now)

    def rule(self, to: str, now: datetime) -> None:
        if self.status == "closed":
            raise Refused("MatterClosed")
        if self.status == "paused":
            raise Refused("MatterPaused")
        here = self.history[-1]
        if not here["refused"] or not any(
            each.purpose == "rule" and each.step == self.step and each.open for each in self.clocks
        ):
            raise Refused("NotAtThisStage")
        self._end({"rule"}, self.step)
        if not to:
            here["signed"] = True
            return
        self._leave("refuse")
        self.returns += 1
        self._begin(self.stage, to, now)

    def outcome(self, kind: str, to: str, word: str, chosen: str, now: datetime) -> None:
        self._need_open()
        found = None
        for each in self.mechanism.outcomes(self.stage):
            if each["kind"] != kind or (to and each.get("to", "") != to) or kind == "pause":
                continue
            if kind == "resolve" and word not in (each.get("classes") or [""]):
                continue
            found = each
            break
        if found is None:
            raise Refused("NotAtThisStage")
        if set(found.get("documents", [])) - self.documents:
            raise Refused("DocumentMissing")
        if kind == "resolve" and self.mechanism.stages[self.stage].get("visits", 0) > self.visits:
            raise Refused("VisitsMissing")
        if kind in ENDING:
            self._leave(kind)
            self._close(kind, word, now)
            return
        if kind == "refer" and not chosen and not found.get("to"):
            raise Refused("NotAtThisStage")
        stage = found.get("to") or self.stage
        organisation = chosen or self._handler(stage)
        self._leave(kind)
        if kind == "return":
            self.returns += 1
        self._begin(stage, organisation, now)

    def pause(self, reason: str, now: datetime) -> None:
        if self.status == "closed":
            raise Refused("MatterClosed")
        if self.status == "paused":
            return
        if not any(each["kind"] == "pause" for each in self.mechanism.outcomes(self.stage)):
            raise Refused("NotAtThisStage")
        stopping = [
            each for each in self.clocks if each.open and not each.overdue and reason in each.limit.get("pauses", [])
        ]
        if not any(each.purpose == "handle" for each in stopping):
            raise Refused("PauseRefused")
        for each in stopping:
            each.paused_since = now
        self.status = "paused"

    def resume(self, now: datetime) -> None:
        if self.status == "closed":
            raise Refused("MatterClosed")
        if self.status != "paused":
            raise Refused("StaleStep")
        for each in self.clocks:
            if each.open and each.paused_since is not None:
                each.paused.append((each.paused_since.date(), now.date()))
                each.paused_since = None
        self.status = "open"

    def answer(self, answer: str, now: datetime) -> None:
        declared = self.mechanism.data.get("feedback")
        if self.status != "closed" or declared is None:
            raise Refused("MatterClosed")
        if answer not in declared["scale"]:
            raise Refused("NotAtThisStage")
        if self.mechanism.limit("feedback", "", self.grade):
            windows = [each for each in self.clocks if each.purpose == "feedback"]
            if not windows or not windows[-1].open or now >= windows[-1].ends_at:
                raise Refused("WindowClosed")
            windows[-1].open = False
        elif self.history[-1].get("answered"):
            raise Refused("WindowClosed")
        self.history[-1]["answered"] = True
        self.feedback = answer
        if answer not in declared.get("redo", []) or self.redone >= declared.get("most", 1):
            return
        self.redone += 1
        last, to = self.history[-1], declared.get("redo_to", "")
        stage = (self.mechanism.higher(last["stage"]) or last["stage"]) if to == "higher" else to or last["stage"]
        self._end({"feedback", "review", "visit", "whole"})
        self.result = ""
        there, organisation = self.mechanism.stages[stage], self.who[stage]
        for each in self.history:
            same = there.get("tier") == self.mechanism.stages[each["stage"]].get("tier") and not there.get("seat")
            if each["stage"] == stage or same:
                organisation = each["organisation"]
        self._begin(stage, organisation, now)

    def sweep(self, now: datetime) -> None:
        """Everything due, the oldest first; what a climb starts is not due yet."""
        due = [each for each in self.clocks if each.open and each.ends_at and each.ends_at <= now and not each.overdue]
        for each in sorted(due, key=lambda clock: clock.ends_at):
            if not each.open:
                continue
            if each.purpose in WINDOWS:
                each.open = False
                continue
            each.overdue = True
            self.late += 1
            stage = self.mechanism.stages.get(self.stage, {})
            if each.purpose == "handle" and stage.get("overdue") == "escalate":
                to = self.mechanism.higher(self.stage)
                self._leave("escalate")
                self._begin(to, self.who[to], now)

    # how it is kept

    def seen(self) -> tuple:
        """What can be compared with the real one."""
        return (
            self.status, self.stage, self.organisation, self.step, self.returns, self.redone, self.result,
            self.feedback, [(each["stage"], each["organisation"], each["outcome"]) for each in self.history],
            sorted((each.purpose, str(each.due_on), each.overdue) for each in self.clocks if each.open),
        )  # fmt: skip

    def _need_open(self) -> None:
        if self.status == "closed":
            raise Refused("MatterClosed")
        if self.status == "paused":
            raise Refused("MatterPaused")

    def _handler(self, stage: str) -> str:
        before = [each["organisation"] for each in self.history if each["stage"] == stage]
        if before:
            return before[-1]
        if not self.who[stage]:
            raise Refused("NobodyThere")
        return self.who[stage]

    def _begin(self, stage: str, organisation: str, now: datetime) -> None:
        self.step += 1
        self.status, self.stage, self.organisation = "open", stage, organisation
        self.history.append(
            {"stage": stage, "organisation": organisation, "outcome": "", "signed": False, "refused": False}
        )
        self._start("dispatch", now)

    def _leave(self, outcome: str) -> None:
        self.history[-1]["outcome"] = outcome
        self._end({"sign", "refuse", "rule", "answer", "handle", "opinion"}, self.step)

    def _close(self, kind: str, word: str, now: datetime) -> None:
        self.status, self.result = "closed", word
        self._end({"whole", "feedback", "review", "visit"})
        if kind == "resolve":
            self._start("reply", now)
            self._start("closing", now)
        elif kind == "reject":
            self._start("closing", now, only={"review"})

    def _start(self, event: str, now: datetime, only: set[str] | None = None) -> None:
        for purpose, usual in STARTS.items():
            limit = self.mechanism.limit(purpose, self.stage, self.grade)
            if limit is None or limit.get("starts", usual) != event or (only and purpose not in only):
                continue
            step = self.step if purpose in {"sign", "refuse", "rule", "answer", "handle"} else 0
            self.clocks.append(Clock(purpose, step, limit, now, self.mechanism))

    def _end(self, purposes: set[str], step: int | None = None) -> None:
        for each in self.clocks:
            if each.purpose in purposes and (step is None or each.step == step):
                each.open = False
