"""The whole answer of the table, role by role. A change here is a change of who may do what."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from luoshi.people.abilities import (
    TABLE,
    Ability,
    Kind,
    NotAllowed,
    Role,
    RowGivenTwice,
    Standing,
    abilities,
    compose,
    require,
    rows,
    standings,
)
from tests.people.abilities.pinned import WHOLE


@dataclass
class Somebody:
    roles: frozenset[Role]
    is_active: bool = True


def one(role):
    return Somebody(frozenset({role}))


@dataclass
class Something:
    ability_kind: Kind
    standing: Standing

    def standing_to(self, asker):
        return self.standing


@pytest.mark.parametrize("role", list(Role))
def test_the_whole_answer(role):
    for kind in Kind:
        for standing in Standing:
            expected = WHOLE.get((role.value, kind.value, standing.value), set())
            assert abilities(one(role), Something(kind, standing)) == expected, (kind, standing)


def test_a_charge_only_ever_adds():
    """Scoped queries rely on it."""
    plain_and_charged = ((Standing.GOVERNED, Standing.GOVERNED_CHARGED), (Standing.ABOVE, Standing.ABOVE_CHARGED))
    for role in Role:
        for kind in (Kind.COMMITMENT, Kind.REPLACED_COMMITMENT):
            for plain, charged in plain_and_charged:
                may = [abilities(one(role), Something(kind, each)) for each in (plain, charged)]
                assert may[0] <= may[1]


@pytest.mark.parametrize(
    "asker", [Somebody(frozenset({Role.SUPERVISOR}), is_active=False), Somebody(frozenset())], ids=["closed", "no role"]
)
def test_closed_accounts_and_those_without_a_role_may_nothing(asker):
    assert abilities(asker, Something(Kind.REPORT, Standing.GOVERNED)) == frozenset()
    assert standings(asker, Ability.SEE, Kind.REPORT) == frozenset()
    with pytest.raises(NotAllowed):
        require(asker, Ability.SEE, Something(Kind.REPORT, Standing.GOVERNED))


def test_standings_are_the_table_read_the_other_way():
    for role in Role:
        for kind in Kind:
            for ability in Ability:
                expected = {each for each in Standing if ability in abilities(one(role), Something(kind, each))}
                assert standings(one(role), ability, kind) == expected


def test_every_role_has_its_rows():
    assert set(TABLE) == set(Role)
    assert all(TABLE.values())


def test_who_has_two_roles_may_what_either_may():
    both = Somebody(frozenset({Role.REPORTER, Role.LEADER}))
    for kind in Kind:
        for standing in Standing:
            subject = Something(kind, standing)
            expected = abilities(one(Role.REPORTER), subject) | abilities(one(Role.LEADER), subject)
            assert abilities(both, subject) == expected


def test_a_row_given_twice_is_refused():
    once = rows(Role.LEADER, (Kind.REPORT, Kind.ENTRY), Standing.GOVERNED, may=frozenset({Ability.SEE}))
    again = rows(Role.LEADER, Kind.ENTRY, Standing.GOVERNED, may=frozenset({Ability.EXPORT}))

    with pytest.raises(RowGivenTwice) as refused:
        compose([once, again])

    assert refused.value.row == again[0]
