"""Duties hang on posts: who holds one on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from luoshi.people.abilities import NotAllowed
from luoshi.people.actions import add_post, appoint_holder, close_post, correct_post, end_holding
from luoshi.people.errors import BadTerm, PostClash, ReasonRequired
from luoshi.people.holding import Term, clash_of, filling_on
from luoshi.people.queries import holders_on, posts_held_by

AT = datetime(2026, 7, 10, 2, tzinfo=UTC)


def day(month, of=1):
    return date(2026, month, of)


@pytest.fixture
def post(district):
    return add_post(by=district.system_admin, organisation=district.housing, code="head", title="局长", at=AT)


@pytest.fixture
def appoint(district, post):
    def put(user, since, **more):
        return appoint_holder(by=district.system_admin, post=post, user=user, since=since, at=AT, **more)

    return put


def in_charge(post, on):
    return holders_on([post.pk], on)[post.pk].in_charge


def test_a_successor_inherits_the_post_on_their_first_day(district, post, appoint):
    first = appoint(district.reporter, day(1))
    appoint(district.leader, day(6), why="任免〔2026〕3号")

    first.refresh_from_db()
    assert first.ended_on == day(6)
    assert [in_charge(post, day(*at)) for at in ((1,), (5, 31), (6,))] == [
        district.reporter, district.reporter, district.leader,
    ]  # fmt: skip
    assert posts_held_by(district.leader, day(6)) == [post]
    assert posts_held_by(district.reporter, day(6)) == []
    assert in_charge(post, date(2025, 12, 31)) is None


def test_who_acts_goes_before_who_is_acted_for_and_only_for_that_time(district, post, appoint):
    appoint(district.leader, day(1))
    appoint(district.reporter, day(3), acting=True, ended_on=day(5))

    assert [in_charge(post, day(month)) for month in (2, 3, 4, 5)] == [
        district.leader, district.reporter, district.reporter, district.leader,
    ]  # fmt: skip
    assert posts_held_by(district.leader, day(3)) == []
    assert posts_held_by(district.reporter, day(3)) == [post]


def test_two_do_not_hold_one_post(district, post, appoint):
    appoint(district.leader, day(6))
    for since, more in ((day(1), {}), (day(1), {"ended_on": day(7)}), (day(7), {"ended_on": day(8)})):
        with pytest.raises(PostClash) as refused:
            appoint(district.reporter, since, **more)
        assert refused.value.holding.user == district.leader
    appoint(district.reporter, day(1), acting=True)
    with pytest.raises(PostClash):
        appoint(district.viewer, day(2), acting=True)

    appoint(district.viewer, day(1), ended_on=day(6))
    assert in_charge(post, day(6)) == district.reporter


def test_a_holder_leaves_and_the_post_is_vacant(district, post, appoint):
    holding = appoint(district.reporter, day(1))

    end_holding(by=district.system_admin, holding=holding, on=day(4), why="调离", at=AT)

    assert in_charge(post, day(3, 31)) == district.reporter
    assert in_charge(post, day(4)) is None


def test_terms_that_cannot_be_are_refused(district, appoint):
    holding = appoint(district.reporter, day(3))
    with pytest.raises(BadTerm):
        appoint(district.leader, day(4), ended_on=day(4))
    with pytest.raises(BadTerm):
        end_holding(by=None, holding=holding, on=day(2), why="x", at=AT)
    with pytest.raises(ReasonRequired):
        end_holding(by=None, holding=holding, on=day(4), why="", at=AT)


def test_a_closed_post_has_no_holder_and_its_title_is_free(district, post, appoint):
    appoint(district.reporter, day(1))

    close_post(by=district.system_admin, post=post, on=day(7), why="撤岗", at=AT)

    assert in_charge(post, day(7)) is None
    assert in_charge(post, day(6)) == district.reporter
    again = add_post(by=None, organisation=district.housing, code="head2", title="局长", at=AT)
    with pytest.raises(ValidationError):
        add_post(by=None, organisation=district.housing, code="head3", title="局长", at=AT)
    assert correct_post(by=None, post=again, title="主要负责人", order=1, at=AT).title == "主要负责人"


@pytest.mark.parametrize("who", ["supervisor", "security_admin", "reporter", "stranger"])
def test_only_the_system_administrator_fills_posts(district, post, who):
    by = getattr(district, who)
    for attempt in (
        lambda: add_post(by=by, organisation=district.housing, code="x", title="x", at=AT),
        lambda: appoint_holder(by=by, post=post, user=district.reporter, since=day(1), at=AT),
        lambda: close_post(by=by, post=post, on=day(1), why="x", at=AT),
        lambda: correct_post(by=by, post=post, title="x", order=0, at=AT),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_stranger_is_not_put_into_a_post(district, appoint):
    with pytest.raises(NotAllowed):
        appoint(district.stranger, day(1))


def test_pure_decisions():
    proper, acting = Term(1, day(1), None), Term(2, day(3), day(5), acting=True)

    assert filling_on([proper, acting], day(4)).in_charge == 2
    assert filling_on([proper, acting], day(5)).in_charge == 1
    assert filling_on([], day(5)).in_charge is None
    assert clash_of([proper], Term(0, day(2), None)) is None  # a successor
    assert clash_of([proper], Term(0, day(2), day(3))) == proper  # nobody is a successor for a month
    assert clash_of([proper], acting) is None
