"""Cutting one sentence into several commitments."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from luoshi.ledger.actions import BadOffsets, NotAllowed, ReasonRequired, StaleRevision, assign_lead, split_commitment
from luoshi.ledger.cutting import cut_span, share_targets
from luoshi.ledger.projection import strayed
from luoshi.ledger.snapshots import TargetDraft
from tests.ledger.example_report import AT, LATER


@pytest.fixture
def pipes(commitment_with):
    return commitment_with("供热管网")


def split(pipes, district, offsets, *, by=None, why="两个单位分头做", expected=1):
    return split_commitment(
        by=by or district.supervisor,
        commitment=pipes,
        expected_revision=expected,
        at_offsets=offsets,
        at=LATER,
        why=why,
    )


def test_each_piece_takes_the_targets_that_lie_in_it(pipes, district, report):
    comma = report.text.index("，", pipes.start) + 1

    heat, gas = split(pipes, district, [comma])

    assert (heat.text, gas.text) == ("更新改造供热管网13公里，", "燃气管道8.5公里。")
    assert (heat.start, heat.end, gas.start, gas.end) == (pipes.start, comma, comma, pipes.end)
    assert [each.quote for each in heat.targets.all()] == ["13公里"]
    assert [each.quote for each in gas.targets.all()] == ["8.5公里"]
    assert (heat.origin, gas.origin, heat.number, gas.number) == ("split", "split", 8, 9)
    assert heat.section == gas.section == pipes.section
    assert list(strayed()) == []


def test_the_whole_is_replaced_and_points_at_its_pieces(pipes, district, report):
    pieces = split(pipes, district, [report.text.index("，", pipes.start) + 1])

    pipes.refresh_from_db()
    assert pipes.status == "replaced"
    assert list(pipes.successors.order_by("pk")) == pieces
    assert pipes.revisions.latest("number").change == "replaced"
    assert pieces[0].revisions.get().why == "两个单位分头做"


def test_a_piece_without_a_number_is_an_action(commitment_with, district, report):
    school = commitment_with("幼儿园")

    pieces = split(school, district, [school.start + 4, report.text.index("，", school.start) + 1])

    assert [piece.kind for piece in pieces] == ["action", "target", "target"]


def test_pieces_inherit_status_and_organisations(pipes, district, report):
    assign_lead(
        by=district.supervisor, commitment=pipes, expected_revision=1, lead=district.housing,
        supporting=[district.water], at=AT, why="",
    )  # fmt: skip

    pieces = split(pipes, district, [report.text.index("，", pipes.start) + 1], expected=2)

    for piece in pieces:
        assert piece.lead == district.housing
        assert list(piece.supporting.all()) == [district.water]
        assert piece.status == "proposed"


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (lambda c: [], "none"),
        (lambda c: [c.start], "outside"),
        (lambda c: [c.end], "outside"),
        (lambda c: [c.end + 5], "outside"),
        (lambda c: [-1], "outside"),
        (lambda c: [c.end - 1], "empty_piece"),
        (lambda c: [c.targets.first().start + 1], "inside_target"),
    ],
)
def test_offsets_that_cannot_be_used_are_refused(pipes, district, move, code):
    with pytest.raises(BadOffsets) as refusal:
        split(pipes, district, move(pipes))

    assert refusal.value.code == code
    pipes.refresh_from_db()
    assert (pipes.status, pipes.report.commitments.count()) == ("proposed", 7)


def test_a_reason_is_needed(pipes, district, report):
    with pytest.raises(ReasonRequired):
        split(pipes, district, [pipes.start + 4], why="")


def test_others_may_not(pipes, district):
    with pytest.raises(NotAllowed):
        split(pipes, district, [pipes.start + 4], by=district.stranger)


def test_what_was_split_cannot_be_split_again(pipes, district):
    split(pipes, district, [pipes.start + 4])

    with pytest.raises(StaleRevision):
        split(pipes, district, [pipes.start + 4])
    with pytest.raises(NotAllowed):
        split(pipes, district, [pipes.start + 4], expected=2)


def draft(start, end):
    return TargetDraft(kind="target", start=start, end=end, quote="x", value=1.0)


@examples(suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.text(alphabet="建设公里。， \n\u30003", min_size=2, max_size=60),
    st.lists(st.integers(-3, 70), max_size=6),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 5)), max_size=5),
)
def test_pieces_are_disjoint_cover_the_span_and_lose_no_target(text, offsets, spans):
    targets = [draft(start, start + length) for start, length in spans if start + length <= len(text)]
    try:
        pieces = cut_span(text, (0, len(text)), offsets)
        shares = share_targets(pieces, targets)
    except BadOffsets:
        return

    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert sorted(map(repr, targets)) == sorted(repr(each) for share in shares for each in share)
    for (start, end), share in zip(pieces, shares, strict=True):
        assert all(start <= each.start and each.end <= end for each in share)
