"""``jsonl``: one target or milestone a line, in exactly the fields of the annotation guideline."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from luoshi.cli.inputs import Report
from luoshi.cli.wording import in_text_order, plain_number, squeeze
from luoshi.reading import Milestone, Target


class Writer:
    """Lines in text order. Only when several reports were asked for, each begins with a ``file`` field."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several

    def add(self, report: Report) -> None:
        whose = {"file": report.name} if self._several else {}
        for promise in in_text_order(report.reading):
            line = json.dumps(whose | promise_fields(promise), ensure_ascii=False)
            self._stream.write(line.encode() + b"\n")
        self._stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""


def promise_fields(promise: Target | Milestone) -> dict[str, Any]:
    """The guideline's fields in the guideline's order; quotes without white space, whole values as integers."""
    spot = {"start": promise.start, "end": promise.end, "quote": squeeze(promise.quote)}
    act = {"modality": promise.modality, "action": squeeze(promise.action)}
    deadline = promise.deadline and promise.deadline.isoformat()
    names = [squeeze(name) for name in promise.names]
    if isinstance(promise, Milestone):
        return {
            "kind": "milestone",
            **spot,
            "action": act["action"],
            "names": names,
            "modality": act["modality"],
            "deadline": deadline,
        }
    return {
        "kind": "target",
        **spot,
        "clause": squeeze(promise.clause),
        "value": _value(promise.value),
        "unit": squeeze(promise.unit),
        "relation": promise.relation,
        "mode": promise.mode,
        **act,
        "object": squeeze(promise.object),
        "deadline": deadline,
        "names": names,
    }


def _value(value: float | tuple[float, float]) -> Any:
    return [plain_number(end) for end in value] if isinstance(value, tuple) else plain_number(value)
