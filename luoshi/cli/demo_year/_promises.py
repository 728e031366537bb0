"""What the file says of each promise. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ACT = re.compile(r"(?:(?P<month>\d\d)-(?P<day>\d\d)|-(?P<back>\d{1,2})) (?P<verb>[a-z_]+)(?: (?P<words>.+))?")
LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done on a day, with the words that the verb takes."""

    on: date
    verb: str
    words: str


@dataclass(frozen=True, slots=True)
class Promise:
    """How a promise fared. ``pace`` is in parts of the plan, at the year's beginning and at its end."""

    phrase: str = ""
    lead: str = ""
    pace: tuple[float, float] = (1.0, 1.0)
    every: int = 3
    stops: int = LAST_MONTH
    shares: tuple[str, ...] = ()
    acts: tuple[Act, ...] = field(default=())

    def pace_in(self, month: int) -> float:
        """The pace of a month, on the way from the first to the last."""
        first, last = self.pace
        return first + (last - first) * (month - 1) / (LAST_MONTH - 1)

    def does(self, verb: str) -> bool:
        """Is there an act of this kind?"""
        return any(act.verb == verb for act in self.acts)


def read_promises(text: str, year: int, today: date) -> list[Promise]:
    """All promises of the file. ValueError names a line that is no act."""
    return [_promise(each, year, today) for each in tomllib.loads(text)["promise"]]


def _promise(values: Mapping[str, Any], year: int, today: date) -> Promise:
    first, _, last = str(values.get("pace", "1")).partition(">")
    lines = str(values.get("acts", "")).strip().splitlines()
    return Promise(
        phrase=values["phrase"],
        lead=values.get("lead", ""),
        pace=(float(first), float(last or first)),
        every=values.get("every", 3),
        stops=values.get("stops", LAST_MONTH),
        shares=tuple(str(values.get("shares", "")).split()),
        acts=tuple(_act(line, year, today) for line in lines),
    )


def _act(line: str, year: int, today: date) -> Act:
    found = ACT.fullmatch(line.strip())
    if found is None:
        raise ValueError(f"year.toml: {line!r} is no act")
    if found["back"]:
        on = today - timedelta(days=int(found["back"]))
    else:
        on = date(year, int(found["month"]), int(found["day"]))
    return Act(on, found["verb"], found["words"] or "")
