"""An account opened from the example report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luoshi.ledger.actions import open_report
from luoshi.ledger.models import Commitment, Report
from tests.ledger.example_report import AT, TEXT, read_simply, source_of


@pytest.fixture
def open_text(district) -> Callable[..., Report]:
    """Open a report with this text, as the supervisor unless told otherwise."""

    def open_text(text: str = TEXT, by=None, year: int = 2026, title: str = "云浦区2026年政府工作报告") -> Report:
        source, data = source_of(text)
        return open_report(
            by=by or district.supervisor, source=source, original=data, title=title, place="云浦区", year=year, at=AT,
            reader=read_simply,
        )  # fmt: skip

    return open_text


@pytest.fixture
def report(open_text) -> Report:
    return open_text()


@pytest.fixture
def commitment_with(report) -> Callable[[str], Commitment]:
    """The live commitment whose sentence holds these words."""

    def commitment_with(words: str) -> Commitment:
        return Commitment.objects.get(report=report, text__contains=words, status__in=("proposed", "confirmed"))

    return commitment_with
