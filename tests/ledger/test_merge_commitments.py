"""Joining neighbours into one commitment."""

from __future__ import annotations

from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from luoshi.ledger.actions import (
    NotAdjacent,
    NotAllowed,
    ReasonRequired,
    Refusal,
    StaleRevision,
    assign_lead,
    confirm_all,
    confirm_commitment,
    merge_commitments,
    reject_commitment,
    split_commitment,
)
from luoshi.ledger.choices import LIVE
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import AT, LATER


def merge(commitments, district, *, by=None, why="一件事"):
    return merge_commitments(by=by or district.supervisor, commitments=commitments, at=LATER, why=why)


def test_neighbours_become_one_with_all_their_targets(commitment_with, district, report):
    pipes, parking = commitment_with("供热管网"), commitment_with("停车泊位")

    merged = merge([parking, pipes], district)

    assert merged.text == "更新改造供热管网13公里，燃气管道8.5公里。力争新增停车泊位2000个以上。"
    assert report.text[merged.start : merged.end] == merged.text
    assert [each.quote for each in merged.targets.all()] == ["13公里", "8.5公里", "2000个以上"]
    assert (merged.origin, merged.modality, merged.status, merged.number) == ("merged", "firm", "proposed", 8)
    for old in (pipes, parking):
        old.refresh_from_db()
        assert (old.status, list(old.successors.all())) == ("replaced", [merged])
    assert list(strayed()) == []


def test_a_merge_over_a_line_break_reads_as_one_line(commitment_with, district):
    parking, plant = commitment_with("停车泊位"), commitment_with("水厂")

    merged = merge([parking, plant], district)

    assert merged.text == "力争新增停车泊位2000个以上。我们要乘风破浪！6月底前建成竹箬水厂。"


def test_confirmed_only_if_all_were(commitment_with, district, report):
    pipes, parking = commitment_with("供热管网"), commitment_with("停车泊位")
    confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT)

    assert merge([commitment_with("供热管网"), parking], district).status == "proposed"

    confirm_all(by=district.supervisor, report=report, at=AT)
    assert merge([commitment_with("供热管网"), commitment_with("水厂")], district).status == "confirmed"


def test_the_first_lead_leads_and_the_others_support(commitment_with, district):
    for words, lead in (("供热管网", district.housing), ("停车泊位", district.water)):
        assign_lead(
            by=district.supervisor, commitment=commitment_with(words), expected_revision=1, lead=lead,
            supporting=[district.town], at=AT, why="",
        )  # fmt: skip

    merged = merge([commitment_with("供热管网"), commitment_with("停车泊位")], district)

    assert merged.lead == district.housing
    assert set(merged.supporting.all()) == {district.water, district.town}


def test_a_commitment_between_is_in_the_way(commitment_with, district):
    with pytest.raises(NotAdjacent):
        merge([commitment_with("供热管网"), commitment_with("水厂")], district)


def test_a_rejected_one_between_is_not(commitment_with, district):
    reject_commitment(
        by=district.supervisor, commitment=commitment_with("停车泊位"), expected_revision=1, at=AT, why="口号"
    )

    merged = merge([commitment_with("供热管网"), commitment_with("水厂")], district)

    assert "停车泊位" in merged.text


def test_a_heading_between_is_in_the_way(commitment_with, district):
    with pytest.raises(NotAdjacent):
        merge([commitment_with("完善城市"), commitment_with("幼儿园")], district)


def test_one_alone_twice_the_same_or_from_two_reports_are_refused(commitment_with, district, open_text):
    pipes = commitment_with("供热管网")
    other = open_text("新增普惠学位1200个。\n").commitments.get()

    for chosen in ([pipes], [pipes, pipes], [pipes, other]):
        with pytest.raises(NotAdjacent):
            merge(chosen, district)


def test_rejected_ones_cannot_be_merged(commitment_with, district):
    pipes, parking = commitment_with("供热管网"), commitment_with("停车泊位")
    parking = reject_commitment(by=district.supervisor, commitment=parking, expected_revision=1, at=AT, why="口号")

    with pytest.raises(NotAdjacent):
        merge([pipes, parking], district)


def test_who_saw_an_older_version_is_told(commitment_with, district):
    pipes, parking = commitment_with("供热管网"), commitment_with("停车泊位")
    confirm_commitment(by=district.supervisor, commitment=parking, expected_revision=1, at=AT)

    with pytest.raises(StaleRevision) as refusal:
        merge([pipes, parking], district)

    assert refusal.value.current == parking


def test_a_reason_and_the_ability_are_needed(commitment_with, district):
    both = [commitment_with("供热管网"), commitment_with("停车泊位")]

    with pytest.raises(ReasonRequired):
        merge(both, district, why="")
    with pytest.raises(NotAllowed):
        merge(both, district, by=district.viewer)


@pytest.mark.slow
@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_split_and_merged_live_spans_stay_disjoint(data, open_text, district):
    """Random cuts and joins on one account; refused ones change nothing."""
    report = open_text(f"更新改造供热管网13公里，燃气管道8.5公里。新增泊位20个。\n{uuid4()}")
    words_before = covered(report)
    for _ in range(data.draw(st.integers(1, 6))):
        live = list(report.commitments.filter(status__in=LIVE).order_by("start"))
        at = data.draw(st.integers(0, len(live) - 1))
        try:
            if data.draw(st.booleans()):
                cut = data.draw(st.integers(live[at].start, live[at].end))
                split_commitment(
                    by=district.supervisor, commitment=live[at], expected_revision=live[at].revision_count,
                    at_offsets=[cut], at=LATER, why="试",
                )  # fmt: skip
            else:
                merge(live[at : at + 2], district)
        except Refusal:
            continue
    live = list(report.commitments.filter(status__in=LIVE).order_by("start"))
    assert all(before.end <= after.start for before, after in pairwise(live))
    assert covered(report) == words_before
    assert sorted(t.quote for c in live for t in c.targets.all()) == ["13公里", "20个", "8.5公里"]
    assert list(strayed()) == []


def covered(report):
    return {
        at for each in report.commitments.filter(status__in=LIVE) for at in range(each.start, each.end)
    }  # fmt: skip
