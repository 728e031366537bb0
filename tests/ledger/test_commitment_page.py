"""A commitment's own page."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import assign_lead, confirm_commitment, reject_commitment, split_commitment
from luoshi.ledger.models import Commitment
from luoshi.ledger.queries import commitment_page
from luoshi.ledger.queries.commitment import CONTEXT, context_after, context_before
from luoshi.people.abilities import Ability
from tests.ledger.example_report import AT, LATER


def test_the_sentence_stands_in_its_context(commitment_with, district, report):
    view = commitment_page(district.supervisor, commitment_with("水厂").pk)

    assert view.sentence == "6月底前建成竹箬水厂。"
    assert view.before.endswith("我们要乘风破浪！\n")
    assert view.after.startswith("完善城市精细化管理机制。")
    assert view.before + view.sentence + view.after in report.text
    assert [section.title for section in view.sections] == ["一、做强城市功能", "（一）改造老旧管网"]


def test_it_shows_targets_terms_and_neighbours(commitment_with, district):
    park = commitment_page(district.supervisor, commitment_with("公园城市").pk)

    assert [term.term for term in park.terms] == ["全域公园城市"]
    assert park.previous == commitment_with("幼儿园")
    assert park.next == commitment_with("十五五")
    first = commitment_page(district.supervisor, commitment_with("供热管网").pk)
    assert (first.previous, [target.quote for target in first.targets]) == (None, ["13公里", "8.5公里"])


def test_history_newest_first_with_what_changed(commitment_with, district):
    pipes = commitment_with("供热管网")
    confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT)
    assign_lead(by=district.supervisor, commitment=pipes, expected_revision=2, lead=district.housing, supporting=[],
                at=LATER, why="职责")  # fmt: skip

    revisions = commitment_page(district.supervisor, pipes.pk).revisions

    assert [(each.revision.change, each.revision.why) for each in revisions] == [
        ("assigned", "职责"), ("confirmed", ""), ("read", ""),
    ]  # fmt: skip
    assert [(d.field, d.before, d.after) for d in revisions[0].differences] == [("lead", None, district.housing.pk)]
    assert [(d.field, d.before, d.after) for d in revisions[1].differences] == [("status", "proposed", "confirmed")]
    assert revisions[2].differences == ()


def test_a_replaced_one_points_at_its_successors_and_back(commitment_with, district):
    pipes = commitment_with("供热管网")
    pieces = split_commitment(by=district.supervisor, commitment=pipes, expected_revision=1,
                              at_offsets=[pipes.start + 4], at=AT, why="分")  # fmt: skip

    old, new = (commitment_page(district.supervisor, each.pk) for each in (pipes, pieces[0]))

    assert list(old.successors) == pieces
    assert old.abilities == {Ability.SEE, Ability.EXPORT}
    assert new.predecessors == (pipes,)
    assert new.next == pieces[1]


def test_neighbours_are_live_ones(commitment_with, district):
    reject_commitment(by=district.supervisor, commitment=commitment_with("泊位"), expected_revision=1, at=AT, why="x")

    assert commitment_page(district.supervisor, commitment_with("供热管网").pk).next == commitment_with("水厂")


def test_a_reporter_sees_their_own_and_walks_among_them(commitment_with, district):
    for words in ("供热管网", "十五五"):
        assign_lead(by=district.supervisor, commitment=commitment_with(words), expected_revision=1,
                    lead=district.housing, supporting=[], at=AT, why="")  # fmt: skip

    view = commitment_page(district.reporter, commitment_with("供热管网").pk)

    assert view.next == commitment_with("十五五")
    assert view.abilities == {Ability.SEE, Ability.EXPORT}
    with pytest.raises(Commitment.DoesNotExist):
        commitment_page(district.reporter, commitment_with("水厂").pk)


def test_outside_the_scope_there_is_nothing(commitment_with, district):
    with pytest.raises(Commitment.DoesNotExist):
        commitment_page(district.stranger, commitment_with("水厂").pk)


def test_the_number_of_queries_is_fixed(commitment_with, district, django_assert_max_num_queries):
    pipes = commitment_with("供热管网")

    with django_assert_max_num_queries(16):
        commitment_page(district.supervisor, pipes.pk)


def test_context_is_cut_at_sentences():
    text = "甲" * 300 + "。" + "乙" * 100 + "丙" + "丁" * 100 + "。" + "戊" * 300

    assert context_before(text, text.index("丙")) == "乙" * 100
    assert context_after(text, text.index("丙") + 1) == "丁" * 100 + "。"
    assert context_before("甲" * 300, 300) == "甲" * CONTEXT
    assert context_after("甲" * 300, 0) == "甲" * CONTEXT
    assert context_after("甲乙", 2) == ""
