"""A reading in the words of an official table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.cli.wording import REASON_NAMES, list_rows, name_section, plain_number, write_number, write_quantity
from luoshi.reading import Commitment, Heading, Milestone, Part, Reading, Reason, Target

TARGET = Target(
    start=10, end=15, quote="8.5公里", clause="改造\n管道8.5公里", value=8.5, unit="公里", relation="eq", mode="do",
    modality="firm", action="改造", object="管道", deadline=date(2026, 6, 30), names=("烟沪\n线",),
)  # fmt: skip
MILESTONE = Milestone(
    start=2, end=8, quote="建成云浦大桥", action="建成", names=("云浦大桥", "二桥"), modality="strive", deadline=None
)


def heading(title: str, level: int, parent: int | None) -> Heading:
    return Heading(0, 1, title, level, Part.OUTLOOK, run_in=False, parent=parent, body_end=99, deadline=None)


READING = Reading(
    text="x" * 99,
    title="报告",
    year=2026,
    headings=(heading("安排", 1, None), heading("城市\n功能", 2, 0)),
    commitments=(
        Commitment(2, 20, "建成云浦大桥，改造\n管道8.5公里。", 1, "firm", (TARGET,), (MILESTONE,)),
        Commitment(21, 30, "优化服务。", 0, "strive", (), ()),
    ),
    passed=(),
    glossary=(),
    version="0",
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12, "12"), (8.5, "8.5"), (48000, "4.8万"), (20789, "20789"), (120000, "12万"), (1.7e12, "1.7万亿"),
        (8.2e11, "8200亿"), (1.015e8, "1.02亿"), (0.05, "0.05"), (100, "100"), (0.0, "0"), (10000, "1万"),
    ],
)  # fmt: skip
def test_numbers_are_shortened_only_where_nothing_is_rounded(value: float, written: str) -> None:
    assert write_number(value) == (written if value != 1.015e8 else "10150万")


@pytest.mark.parametrize(
    ("relation", "value", "written"),
    [
        ("eq", 8.5, "8.5公里"), ("ge", 50, "≥50公里"), ("gt", 50, ">50公里"), ("le", 3, "≤3公里"), ("lt", 3, "<3公里"),
        ("approx", 5.5, "约5.5公里"), ("range", (5, 10), "5—10公里"),
    ],
)  # fmt: skip
def test_the_relation_is_a_sign(relation: str, value: float, written: str) -> None:
    target = replace(TARGET, relation=relation, value=value)  # type: ignore[arg-type]
    assert write_quantity(target) == written


def test_every_commitment_has_a_row_and_parts_stand_in_text_order() -> None:
    rows = list(list_rows(READING))
    assert [(row.kind, row.start) for row in rows] == [("节点", 2), ("指标", 10), ("行动", 21)]
    assert rows[0].object == "云浦大桥、二桥"
    assert rows[1].clause == "改造管道8.5公里"
    assert rows[1].names == ("烟沪线",)
    assert rows[1].section == "安排 / 城市功能"
    assert [row.modality for row in rows] == ["力争", "明确", "力争"]


def test_a_commitment_under_no_heading_has_no_section() -> None:
    assert name_section(READING, None) == ""


def test_whole_values_are_integers() -> None:
    assert repr(plain_number(13.0)) == "13"
    assert repr(plain_number(8.5)) == "8.5"


def test_every_reason_has_a_name() -> None:
    assert set(REASON_NAMES) == set(Reason)
