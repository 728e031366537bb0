"""The whole answer of the table, role by role. A change here is a change of who may do what."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from luoshi.people.abilities import TABLE, Ability, Kind, NotAllowed, Role, Standing, abilities, require, standings

G, GC, A, AC = Standing.GOVERNED, Standing.GOVERNED_CHARGED, Standing.ABOVE, Standing.ABOVE_CHARGED
SEE = {"see"}
READ = {"see", "export"}
KEEP = READ | {"confirm", "correct", "split", "merge", "reject", "assign"}

WHOLE = {
    "supervisor": {
        ("office", G): {"see", "open_report"},
        ("report", G): READ | {"add", "confirm"},
        ("report", A): READ,
        ("commitment", G): KEEP,
        ("commitment", GC): KEEP,
        ("commitment", AC): READ,
        ("replaced_commitment", G): READ,
        ("replaced_commitment", GC): READ,
        ("replaced_commitment", AC): READ,
        ("organisation", G): SEE,
    },
    "leader": {
        ("office", G): SEE,
        ("report", G): READ,
        ("report", A): READ,
        ("commitment", G): READ,
        ("commitment", GC): READ,
        ("commitment", AC): READ,
        ("replaced_commitment", G): READ,
        ("replaced_commitment", GC): READ,
        ("replaced_commitment", AC): READ,
        ("organisation", G): SEE,
    },
    "reporter": {
        ("office", G): SEE,
        ("report", G): READ,
        ("report", A): READ,
        ("commitment", GC): READ,
        ("commitment", AC): READ,
        ("organisation", G): SEE,
    },
    "viewer": {
        ("office", G): SEE,
        ("report", G): SEE,
        ("commitment", G): SEE,
        ("commitment", GC): SEE,
        ("organisation", G): SEE,
    },
}


@dataclass
class Somebody:
    role: str
    is_active: bool = True


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
            expected = WHOLE[role].get((kind.value, standing), set())
            assert abilities(Somebody(role), Something(kind, standing)) == expected, (kind, standing)


def test_a_charge_only_ever_adds():
    """Scoped queries rely on it."""
    for role in Role:
        for kind in (Kind.COMMITMENT, Kind.REPLACED_COMMITMENT):
            for plain, charged in ((G, GC), (A, AC)):
                may = [abilities(Somebody(role), Something(kind, each)) for each in (plain, charged)]
                assert may[0] <= may[1]


@pytest.mark.parametrize("asker", [Somebody("supervisor", is_active=False), Somebody("stranger"), Somebody("")])
def test_closed_accounts_and_unknown_roles_may_nothing(asker):
    assert abilities(asker, Something(Kind.REPORT, G)) == frozenset()
    assert standings(asker, Ability.SEE, Kind.REPORT) == frozenset()
    with pytest.raises(NotAllowed):
        require(asker, Ability.SEE, Something(Kind.REPORT, G))


def test_standings_are_the_table_read_the_other_way():
    for role in Role:
        for kind in Kind:
            for ability in Ability:
                expected = {each for each in Standing if ability in abilities(Somebody(role), Something(kind, each))}
                assert standings(Somebody(role), ability, kind) == expected


def test_every_role_has_its_rows():
    assert set(TABLE) == set(Role)
