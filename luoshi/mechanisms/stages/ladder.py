"""The ladder of a mechanism as an SVG picture: a box a stage, lowest at the bottom, an arrow for every way.

It carries classes and no colours, so that the page's own style sheet decides how it looks in the light, in the dark
and in print. Words come from the pack and from the caller; the picture has none of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from luoshi.mechanisms.stages._model import ENDING, MOVING, Mechanism, OutcomeKind, Purpose, Stage, StageLimit

WIDTH, BOX, HEIGHT, GAP, MARGIN, LANE = 640, 240, 64, 44, 24, 34
LABEL = 16  # of one character beside a lane


@dataclass(frozen=True, slots=True)
class Words:
    """How a limit and an outcome are called, and what the picture shows as a whole."""

    limit: Callable[[StageLimit], str]
    outcome: Callable[[OutcomeKind], str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a live matter stands, and where it has been. ``at`` "" : nowhere, it is closed or there is none."""

    at: str = ""
    passed: frozenset[str] = field(default_factory=frozenset)


def draw_ladder(mechanism: Mechanism, words: Words, place: Place | None = None) -> str:
    """The picture as one ``<svg>`` element, with a title and a description for those who cannot see it."""
    place = place or Place()
    rows = {stage.name: row for row, stage in enumerate(reversed(mechanism.stages))}
    height = 2 * MARGIN + len(rows) * HEIGHT + (len(rows) - 1) * GAP
    left, right = _sides(mechanism, rows, words)
    box = f"{(WIDTH - BOX) // 2 - left} 0 {left + BOX + right} {height}"
    parts = [
        f'<svg class="ladder" xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="ladder-title ladder-desc">',
        f'<title id="ladder-title">{escape(words.title or mechanism.title)}</title>',
        f'<desc id="ladder-desc">{escape(_described(mechanism, words, place))}</desc>',
        '<defs><marker id="ladder-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="ladder-tip" d="M0 0 8 4 0 8z"/></marker></defs>',
    ]
    parts += _arrows(mechanism, rows, words)
    parts += [_box(stage, rows[stage.name], words, place) for stage in mechanism.stages]
    return "".join((*parts, "</svg>"))


def _box(stage: Stage, row: int, words: Words, place: Place) -> str:
    state = "is-at" if stage.name == place.at else "is-passed" if stage.name in place.passed else "is-ahead"
    left, top = (WIDTH - BOX) // 2, MARGIN + row * (HEIGHT + GAP)
    limit = stage.limit_for(Purpose.HANDLE)
    second = escape(words.limit(limit)) if limit else ""
    ends = " ladder-end" if any(each.kind in ENDING for each in stage.outcomes) else ""
    return (
        f'<g class="ladder-stage {state}{ends}"><rect x="{left}" y="{top}" width="{BOX}" height="{HEIGHT}" rx="10"/>'
        f'<text class="ladder-name" x="{WIDTH // 2}" y="{top + 27}" text-anchor="middle">{escape(stage.title)}</text>'
        f'<text class="ladder-limit" x="{WIDTH // 2}" y="{top + 49}" text-anchor="middle">{second}</text></g>'
    )


def _arrows(mechanism: Mechanism, rows: dict[str, int], words: Words) -> Iterator[str]:
    """Neighbours upwards by a straight line; the rest in lanes, up on the right and down on the left."""
    for way in sorted(_ways(mechanism, rows, words), key=lambda each: -each.lane):  # names lie over outer lanes
        if way.side:
            yield _around(way.here, way.there, way.kind, escape(way.name), way.side, way.lane)
        else:
            yield _straight(way.here, way.there, way.kind, escape(way.name))


@dataclass(frozen=True, slots=True)
class _Way:
    """From one row to another; beside the boxes in a lane, or ``side`` "" straight up to the neighbour."""

    here: int
    there: int
    kind: OutcomeKind
    name: str
    side: str = ""
    lane: int = 0

    @property
    def room(self) -> int:
        """How far it reaches beyond the boxes, with its name."""
        return _reach(self.lane) + (len(self.name) + 1) * LABEL


def _ways(mechanism: Mechanism, rows: dict[str, int], words: Words) -> Iterator[_Way]:
    lanes = {"right": 0, "left": 0}
    for stage in mechanism.stages:
        for outcome in stage.outcomes:
            if outcome.kind not in MOVING or not outcome.to or outcome.to == stage.name:
                continue
            here, there = rows[stage.name], rows[outcome.to]
            name = outcome.title or words.outcome(outcome.kind)
            if there == here - 1:
                yield _Way(here, there, outcome.kind, name)
                continue
            side = "right" if there < here else "left"
            yield _Way(here, there, outcome.kind, name, side, lanes[side])
            lanes[side] += 1


def _sides(mechanism: Mechanism, rows: dict[str, int], words: Words) -> tuple[int, int]:
    """The room that the lanes take, left and right of the boxes: the picture is no wider than what is drawn."""
    ways = list(_ways(mechanism, rows, words))
    left, right = (max((each.room for each in ways if each.side == side), default=MARGIN) for side in ("left", "right"))
    return left, right


def _reach(lane: int) -> int:
    return 24 + lane % 3 * LANE


def _straight(here: int, there: int, kind: OutcomeKind, name: str) -> str:
    bottom, top = MARGIN + here * (HEIGHT + GAP), MARGIN + there * (HEIGHT + GAP) + HEIGHT
    x = WIDTH // 2
    return (
        f'<g class="ladder-way is-{kind}"><path d="M{x} {bottom}V{top + 2}" marker-end="url(#ladder-tip)"/>'
        f'<text x="{x + 10}" y="{(bottom + top) // 2 + 4}">{name}</text></g>'
    )


def _around(here: int, there: int, kind: OutcomeKind, name: str, side: str, lane: int) -> str:
    sign = 1 if side == "right" else -1
    edge = WIDTH // 2 + sign * BOX // 2
    lane_x = edge + sign * _reach(lane)
    y_from, y_to = (MARGIN + row * (HEIGHT + GAP) + HEIGHT // 2 for row in (here, there))
    y_from, y_to = y_from + 8 - lane % 3 * 8, y_to - 8 + lane % 3 * 8
    anchor = "start" if sign > 0 else "end"
    return (
        f'<g class="ladder-way is-{kind}"><path d="M{edge} {y_from}H{lane_x}V{y_to}H{edge + sign * 2}" '
        f'marker-end="url(#ladder-tip)"/><text x="{lane_x + sign * 6}" y="{(y_from + y_to) // 2}" '
        f'text-anchor="{anchor}">{name}</text></g>'
    )


def _described(mechanism: Mechanism, words: Words, place: Place) -> str:
    lines = []
    for stage in mechanism.stages:
        ways = "，".join(
            f"{outcome.title or words.outcome(outcome.kind)}"
            + (f" → {mechanism.stage(outcome.to).title}" if outcome.to else "")
            for outcome in stage.outcomes
        )
        limit = stage.limit_for(Purpose.HANDLE)
        told = f"（{words.limit(limit)}）" if limit else ""
        mark = "● " if stage.name == place.at else ""
        lines.append(f"{mark}{stage.title}{told}：{ways}")
    return "\n".join(lines)
