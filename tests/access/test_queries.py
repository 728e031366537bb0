"""Lists, search, counts and exports are cut alike: each against the reference model, for everybody."""

from __future__ import annotations

from luoshi.ledger.queries import (
    AccountFilter,
    account,
    account_rows_for_export,
    shelf,
    visible_commitments,
    visible_reports,
)
from luoshi.ledger.queries.checking import visible_evidence
from luoshi.people.abilities import Ability
from luoshi.people.queries import visible_organisations, visible_users
from tests.access import model


def seen(world, kind, rule, person):
    return {row.pk for thing, row in world.things[kind].items() if person.active and rule(person, thing)}


def everybody(world):
    for person in world.people:
        if person.place:
            yield person, world.users[person.name]


def keys(rows):
    listed = [row.pk for row in rows]
    assert len(listed) == len(set(listed))
    return set(listed)


def test_lists(world):
    compared = 0
    for person, user in everybody(world):
        for listed, kind, rule in (
            (visible_reports(user), "report", model.sees_report),
            (visible_reports(user, Ability.EXPORT), "report", model.takes_report),
            (visible_commitments(user), "commitment", model.sees_commitment),
            (visible_commitments(user, Ability.CORRECT), "commitment", model.keeps_commitment),
            (visible_organisations(user), "organisation", model.sees_organisation),
            (visible_organisations(user, Ability.MOVE), "organisation", model.keeps_organisation),
            (visible_users(user), "user", model.sees_user),
            (visible_users(user, Ability.DISABLE), "user", model.keeps_user),
            (visible_users(user, Ability.GRANT), "user", model.grants_to),
        ):
            assert keys(listed) == seen(world, kind, rule, person), (person.name, kind, rule.__name__)
            compared += 1
    assert compared > 500


def test_files_behind_entries_and_ends_are_cut_like_what_they_stand_behind(world):
    """Each dispatched commitment has one file behind an entry and one behind its end."""
    compared = 0
    for person, user in everybody(world):
        for ability, rule in ((Ability.SEE, model.sees_commitment), (Ability.EXPORT, model.takes_commitment)):
            files = visible_evidence(user, ability)
            assert keys(files.exclude(entry=None)) == seen(world, "evidence", rule, person), (person.name, ability)
            ends = files.filter(entry=None).values_list("step__settlement", flat=True)
            assert set(ends) == seen(world, "settlement", rule, person), (person.name, ability)
            compared += len(ends)
    assert compared > 50


def test_search_and_counts(world):
    for person, user in everybody(world):
        live = seen(world, "commitment", model.sees_commitment, person) - replaced(world)
        page = account(user, AccountFilter())
        assert page.total == len(live), person.name
        assert keys(row.commitment for row in page.rows) == live
        found = account(user, AccountFilter(text="水厂"))
        assert keys(row.commitment for row in found.rows) == live & holding(world, "水厂"), person.name
        shown = {card.report.pk for card in shelf(user)}
        assert shown == seen(world, "report", model.sees_report, person), person.name


def test_exports(world):
    for person, user in everybody(world):
        taken = seen(world, "commitment", model.takes_commitment, person) - replaced(world)
        assert keys(row.commitment for row in account_rows_for_export(user, AccountFilter())) == taken, person.name


def replaced(world):
    return {row.pk for thing, row in world.things["commitment"].items() if thing.replaced}


def holding(world, words):
    return {row.pk for row in world.things["commitment"].values() if words in row.text}
