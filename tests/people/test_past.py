"""Names, places, closings and mergers, each with its day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import Error, transaction

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.people.actions import (
    absorb_organisation,
    add_organisation,
    add_post,
    add_user,
    appoint_holder,
    close_organisation,
    correct_organisation,
    move_organisation,
    rename_organisation,
    reopen_organisation,
)
from luoshi.people.errors import AlreadyClosed, FutureDate, LoopInTree, NameTaken, ReasonRequired, StillInUse
from luoshi.people.models import Merger, Organisation, OrganisationKind, OrganisationName
from luoshi.people.queries import names_on, tree_on
from tests.conftest import PASSWORD

AT = datetime(2026, 7, 10, 2, tzinfo=UTC)
JULY = date(2026, 7, 1)


def rename(district, name="云浦区住房和城市更新局", since=JULY, by=None, why="机构改革"):
    return rename_organisation(by=by or district.system_admin, organisation=district.housing, name=name,
                               short_name="区住更局", since=since, why=why, at=AT)  # fmt: skip


def name_on(organisation, on):
    return names_on([organisation.pk], on)[organisation.pk]


def shape(node):
    return {node.code: [shape(each) for each in node.nodes]} if node.nodes else node.code


def test_a_name_holds_from_its_day_on_and_the_older_one_until_then(district):
    renamed = rename(district)

    assert (renamed.name, str(renamed)) == ("云浦区住房和城市更新局", "区住更局")
    assert name_on(renamed, date(2026, 6, 30)) == "云浦区住房和城乡建设局"
    assert name_on(renamed, JULY) == "云浦区住房和城市更新局"
    line = Line.objects.get(action="organisation.renamed")
    assert (line.actor, line.why, line.data["was"]) == (district.system_admin, "机构改革", "云浦区住房和城乡建设局")


def test_a_name_found_later_goes_between_and_changes_nothing_today(district):
    rename(district)
    rename(district, name="云浦区建设局", since=date(2020, 1, 1))

    district.housing.refresh_from_db()
    assert district.housing.name == "云浦区住房和城市更新局"
    assert name_on(district.housing, date(2020, 1, 1)) == "云浦区建设局"
    assert name_on(district.housing, date(2019, 12, 31)) == "云浦区住房和城乡建设局"


def test_of_two_names_for_one_day_the_later_recorded_is_right(district):
    rename(district, name="打错的名字")
    rename(district, name="改正的名字")

    assert name_on(district.housing, JULY) == "改正的名字"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"why": " "}, ReasonRequired),
        ({"since": date(2026, 7, 11)}, FutureDate),
        ({"name": "云浦区水利局"}, NameTaken),
    ],
)
def test_a_renaming_that_cannot_be_is_refused_and_leaves_nothing(district, wrong, refusal):
    with pytest.raises(refusal):
        rename(district, **wrong)

    assert OrganisationName.objects.filter(organisation=district.housing).count() == 1
    assert Organisation.objects.get(pk=district.housing.pk).name == "云浦区住房和城乡建设局"


def test_rows_of_the_past_cannot_be_changed(district):
    for change in ({"name": "别的"}, {"since": JULY}):
        with pytest.raises(Error), transaction.atomic():
            OrganisationName.objects.filter(organisation=district.housing).update(**change)


@pytest.mark.parametrize("who", ["supervisor", "leader", "security_admin", "audit_admin", "stranger"])
def test_only_the_system_administrator_of_this_government_keeps_the_tree(district, who):
    by = getattr(district, who)
    for attempt in (
        lambda: rename(district, by=by),
        lambda: add_organisation(by=by, code="x", kind=OrganisationKind.GRID, name="x", parent=district.town, at=AT),
        lambda: move_organisation(by=by, organisation=district.village, parent=district.county, since=JULY, why="x",
                                  at=AT),
        lambda: close_organisation(by=by, organisation=district.village, on=JULY, why="x", at=AT),
        lambda: reopen_organisation(by=by, organisation=district.village, why="x", at=AT),
        lambda: correct_organisation(by=by, organisation=district.village, kind=OrganisationKind.GRID, order=1, at=AT),
        lambda: absorb_organisation(by=by, absorbed=district.water, into=district.housing, on=JULY, why="x", at=AT),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            attempt()


def test_nobody_who_signs_in_makes_a_root_or_works_beyond_their_government(district):
    for parent in (None, district.city, district.neighbour):
        with pytest.raises(NotAllowed):
            add_organisation(by=district.system_admin, code="x", kind=OrganisationKind.GRID, name="x", parent=parent,
                             at=AT)  # fmt: skip


def move(district, organisation, parent, since=JULY):
    return move_organisation(
        by=district.system_admin, organisation=organisation, parent=parent, since=since, why="调整", at=AT
    )


def test_the_tree_of_a_past_day_is_the_tree_as_it_stood(district):
    move(district, district.village, district.housing)

    before = tree_on(district.supervisor, date(2026, 6, 30), levels=9)
    after = tree_on(district.supervisor, JULY, levels=9)

    assert shape(before.root) == {"county": ["office", "housing", "water", {"town": ["village"]}]}
    assert shape(after.root) == {"county": ["office", {"housing": ["village"]}, "water", "town"]}
    district.village.refresh_from_db()
    assert district.village.parent == district.housing


def test_the_tree_shows_as_many_levels_as_asked_and_counts_the_rest(district, django_assert_num_queries):
    user = type(district.supervisor).objects.get(pk=district.supervisor.pk)
    _ = user.government
    with django_assert_num_queries(3):
        tree = tree_on(user, JULY, levels=1)

    town = tree.root.nodes[-1]
    assert (town.code, town.below, town.nodes, tree.count) == ("town", 1, (), 6)
    below = tree_on(district.supervisor, JULY, root=district.village.pk)
    assert [name for _, name in below.line] == ["云浦区人民政府", "竹箬镇人民政府"]
    with pytest.raises(Organisation.DoesNotExist):
        tree_on(district.supervisor, JULY, root=district.neighbour.pk)


def test_nothing_comes_to_stand_beneath_itself(district):
    for parent in (district.village, district.town):
        with pytest.raises(LoopInTree):
            move(district, district.town, parent)


def test_an_organisation_is_closed_once_nothing_stands_on_it(district):
    with pytest.raises(StillInUse) as refused:
        close_organisation(by=district.system_admin, organisation=district.town, on=JULY, why="撤", at=AT)
    assert (refused.value.children, refused.value.users) == (1, 1)

    closed = close_organisation(by=district.system_admin, organisation=district.water, on=JULY, why="撤", at=AT)

    assert closed.is_open(date(2026, 6, 30))
    assert not closed.is_open(JULY)
    assert "water" not in str(shape(tree_on(district.supervisor, JULY).root))
    assert "water" in str(shape(tree_on(district.supervisor, date(2026, 6, 30)).root))
    with pytest.raises(AlreadyClosed):
        add_organisation(code="x", kind=OrganisationKind.OTHER, name="x", parent=closed, at=AT)


def test_a_name_is_free_again_after_its_bearer_closed_and_then_the_closing_cannot_be_taken_back(district):
    close_organisation(by=district.system_admin, organisation=district.water, on=JULY, why="撤", at=AT)
    reopen_organisation(by=district.system_admin, organisation=district.water, why="撤错了", at=AT)
    close_organisation(by=district.system_admin, organisation=district.water, on=JULY, why="撤", at=AT)
    add_organisation(code="water2", kind=OrganisationKind.DEPARTMENT, name=district.water.name,
                     parent=district.county, at=AT)  # fmt: skip

    with pytest.raises(NameTaken):
        reopen_organisation(by=district.system_admin, organisation=district.water, why="撤错了", at=AT)


def absorb(district, absorbed, into, on=JULY):
    return absorb_organisation(by=district.system_admin, absorbed=absorbed, into=into, on=on, why="镇改街道", at=AT)


def test_what_hangs_on_an_absorbed_organisation_is_found_under_its_successor(district):
    post = add_post(by=None, organisation=district.town, code="head", title="镇长", at=AT)
    appoint_holder(by=None, post=post, user=district.town_supervisor, since=date(2026, 1, 1), at=AT)
    new = add_organisation(code="new", kind=OrganisationKind.TOWN, name="竹箬街道办事处", parent=district.county, at=AT)

    merger = absorb(district, district.town, new)

    for moved in (district.town_supervisor, post, district.village):
        moved.refresh_from_db()
    assert district.town_supervisor.organisation == post.organisation == district.village.parent == new
    under = Organisation.objects.under(new.pk)
    assert {each.code for each in under} == {"new", "town", "village"}
    assert new.pk in type(district.town_supervisor).objects.get(username="zhenducha").governed_ids
    assert merger.absorbed.closed_on == JULY
    assert shape(tree_on(district.supervisor, JULY, root=new.pk).root) == {"new": ["village"]}
    assert shape(tree_on(district.supervisor, date(2026, 6, 30), root=district.town.pk).root) == {"town": ["village"]}
    assert {line.action for line in Line.objects.filter(at=AT, actor=district.system_admin)} == {
        "organisation.absorbed", "organisation.took_in", "organisation.moved", "organisation.brought_along",
    }  # fmt: skip


def test_a_merger_that_cannot_be_leaves_nothing(district):
    twin = add_organisation(code="twin", kind=OrganisationKind.COMMUNITY, name="溪口村", parent=district.water, at=AT)
    close_organisation(by=None, organisation=twin, on=JULY, why="x", at=AT)
    add_organisation(code="twin2", kind=OrganisationKind.COMMUNITY, name="溪口村", parent=district.water, at=AT)
    for absorbed, into, refusal in (
        (district.town, district.village, LoopInTree),
        (district.town, district.town, LoopInTree),
        (district.town, district.water, NameTaken),
        (twin, district.water, AlreadyClosed),
    ):
        with pytest.raises(refusal):
            absorb(district, absorbed, into)

    assert not Merger.objects.exists()
    assert Organisation.objects.get(pk=district.town.pk).closed_on is None


def test_an_absorbed_organisation_does_not_come_back(district):
    absorb(district, district.water, district.housing)

    with pytest.raises(AlreadyClosed):
        reopen_organisation(by=district.system_admin, organisation=district.water, why="x", at=AT)
    with pytest.raises(AlreadyClosed):
        add_user(username="late", display_name="迟", organisation=Organisation.objects.get(code="water"),
                 password=PASSWORD, at=AT)  # fmt: skip
