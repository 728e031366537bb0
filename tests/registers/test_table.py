"""A register's table and a record's page, cut to the asker."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.mechanisms import load_pack, load_shelf
from luoshi.registers.actions import add_record, adopt_pack, correct_record, forget_view, merge_records, save_view
from luoshi.registers.models import Record, Register, SavedView
from luoshi.registers.queries import alike_records, read_filters, record_page, table_page, table_rows
from luoshi.registers.subtotals import rebuild_all, rebuild_missing
from tests.registers.conftest import AT, KEEPER
from tests.registers.trees import TREE, write_trees


def found(user, register, **given) -> list[str]:
    page = table_page(user, register, read_filters(register, given), 1)
    assert page.total == len(page.rows)
    return sorted(row.record.values["number"] for row in page.rows)


@pytest.fixture
def grove(district, plant):
    plant(number="A1", species="香樟", height=3, address="云桥路", division="370215001", owner=district.village)
    plant(number="A2", species="银杏", height=12, address="云溪路", division="370215002", alive=True, tags=["古树"])
    plant(number="A3", species="银杏", planted_on="2025-03-12", keeper=KEEPER, owner=district.water)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["A1", "A2", "A3"]),
        ({"species": "银杏"}, ["A2", "A3"]),
        ({"height.from": "3.5"}, ["A2"]),
        ({"height.to": "3.5"}, ["A1"]),
        ({"height": "12"}, ["A2"]),
        ({"height.from": "高"}, []),
        ({"alive": "true"}, ["A2"]),
        ({"tags": "古树"}, ["A2"]),
        ({"address.has": "溪"}, ["A2"]),
        ({"keeper": KEEPER}, ["A3"]),
        ({"keeper": "110101199003070071"}, []),
        ({"words": "云桥"}, ["A1"]),
        ({"from": "2026-01-01", "to": "2026-12-31"}, ["A1", "A2"]),
        ({"division": "370215001"}, ["A1"]),
        ({"height.empty": ""}, ["A3"]),
        ({"colour": "red", "height.like": "3"}, ["A1", "A2", "A3"]),
        ({"state": "withdrawn"}, []),
    ],
)
def test_filters(district, trees, grove, given, expected) -> None:
    assert found(district.supervisor, trees, **given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"words": "50%_Ａ"}, ["B1"]),
        ({"words": "云桥"}, ["B1", "B2"]),
        ({"words": "桥路b"}, ["B2"]),
        ({"words": "香樟"}, []),
        ({"words": "species"}, []),
        ({"species": "香樟", "words": "云桥", "height.from": "4"}, ["B2"]),
        ({"alive": "否"}, ["B2"]),
        ({"tags": "名木", "division": "370215"}, ["B2"]),
    ],
)
def test_what_the_index_tells_is_what_records_say(district, trees, plant, given, expected) -> None:
    plant(number="B1", species="香樟", height=3, address="云桥路50%_Ａ", alive=True, tags=["古树"])
    tags = ["古树", "名木"]
    plant(number="B2", species="香樟", height=9, address="云桥路B", alive=False, tags=tags, division="370215")
    plant(number="B3", species="银杏", height=9, address="浦溪路")
    assert not Record.objects.filter(sought="").exists()
    assert found(district.supervisor, trees, **given) == expected

    Record.objects.filter(values__number__in=["B2", "B3"]).update(sought="")  # as long ones have it

    assert found(district.supervisor, trees, **given) == expected


def test_fields_declared_anew_are_looked_for_anew(district, trees, grove, tmp_path) -> None:
    species = {"type": "string", "title": "树种", "maxLength": 20}
    later = load_pack(write_trees(tmp_path / "later", tree=TREE | {"species": species}))
    adopt_pack(by=None, pack=later, at=AT, accept_orphans=True)
    trees.refresh_from_db()

    assert found(district.supervisor, trees, species="银杏") == ["A2", "A3"]
    assert found(district.supervisor, trees, words="银杏") == ["A2", "A3"]
    rebuild_missing()
    assert not Record.objects.filter(sought="").exists()
    assert found(district.supervisor, trees, words="银杏") == ["A2", "A3"]


def test_what_a_writer_with_the_pack_before_left_is_looked_for_anew_after_a_night(
    district, trees, plant, tmp_path
) -> None:
    species = {"type": "string", "title": "树种", "maxLength": 20}
    later = load_pack(write_trees(tmp_path / "later", tree=TREE | {"species": species}))
    adopt_pack(by=None, pack=later, at=AT)
    rebuild_missing()
    plant(number="B1", species="银杏", at=AT - timedelta(minutes=1))  # ``trees`` is still as it was before
    trees.refresh_from_db()
    assert found(district.supervisor, trees, words="银杏") == []

    rebuild_all()

    assert found(district.supervisor, trees, words="银杏") == ["B1"]
    told = Record.objects.get().sought
    rebuild_all()
    assert Record.objects.get().sought == told


def test_two_lists_are_one_page_in_one_order(district, trees, plant) -> None:
    days = [f"2026-0{at % 6 + 1}-1{at % 9}" for at in range(60)]
    for day in days:
        plant(planted_on=day)
    Record.objects.filter(pk__in=Record.objects.order_by("pk").values("pk")[:30]).update(sought="")

    pages = [table_page(district.supervisor, trees, read_filters(trees, {"species": "香樟"}), at) for at in (1, 2)]

    held = [row.record.values["planted_on"] for page in pages for row in page.rows]
    assert held == sorted(days, reverse=True)


def test_everybody_sees_the_own_share(district, trees, grove) -> None:
    assert found(district.town_reporter, trees) == ["A1"]
    assert found(district.town_supervisor, trees) == ["A1", "A2"]
    assert found(district.leader, trees) == ["A1", "A2", "A3"]
    assert found(district.stranger, trees) == []
    assert list(table_rows(district.viewer, trees, read_filters(trees, {}))) == []


def test_sums_and_masks(district, trees, grove) -> None:
    page = table_page(district.supervisor, trees, read_filters(trees, {}), 99, sums=True)

    assert (page.sums, page.page) == ({"height": 15}, 1)
    keepers = {row.record.values["number"]: row.shown.get("keeper") for row in page.rows}
    assert keepers["A3"] == "110101********0070"


def test_a_page_is_few_statements_however_many_rows(district, trees, plant, django_assert_num_queries) -> None:
    for _ in range(60):
        plant(planted_on="2026-06-20")
    wanted = read_filters(trees, {"species": "香樟"})
    table_page(district.supervisor, trees, wanted, 1)

    with django_assert_num_queries(5):
        page = table_page(district.supervisor, trees, wanted, 2)

    assert (page.total, page.pages, len(page.rows)) == (60, 2, 10)


def test_a_records_page_tells_its_story(district, trees, plant) -> None:
    record = plant(height=3, keeper=KEEPER)
    twin = plant(species="香樟")
    correct_record(
        by=district.supervisor, record=record, expected_version=1, at=AT, why="复量", raw={**record.values, "height": 4}
    )
    merge_records(by=district.supervisor, record=twin, into=record, expected_version=1, at=AT, why="同一棵")

    page = record_page(district.supervisor, record.pk)

    assert [row.changed for row in page.versions] == [(), (("树高", 3, 4),)]
    assert page.merged_here == (twin,)
    assert page.shown["keeper"] == "110101********0070"
    assert record_page(district.stranger, record.pk) is None


def test_likely_doubles_are_named(district, plant) -> None:
    one = plant(species="香樟", address="云桥路 12 号")
    twin = plant(species="香樟", address="云桥路１２号")
    plant(species="国槐", address="浦溪北岸")

    assert [(each.id, each.likeness) for each in alike_records(district.supervisor, one)] == [(twin.pk, 1.0)]


def test_a_saved_view_is_the_users_own(district, trees) -> None:
    view = save_view(by=district.leader, register=trees, name="高树", filters={"height.from": "10"}, at=AT)

    page = table_page(district.leader, trees, read_filters(trees, view.filters), 1)
    assert page.views == (view,)
    assert table_page(district.supervisor, trees, read_filters(trees, {}), 1).views == ()
    with pytest.raises(SavedView.DoesNotExist):
        forget_view(by=district.supervisor, view=view, at=AT)
    forget_view(by=district.leader, view=view, at=AT)
    assert not SavedView.objects.exists()


def test_a_record_shared_out_is_found_at_each_of_its_places(district) -> None:
    pack = next(each for each in load_shelf() if each.name == "deliverables")
    adopt_pack(by=None, pack=pack, at=AT)
    items = Register.objects.select_related("latest").get(pack_name="deliverables")
    common = {"kind": "农村公路", "name": "路", "quantity": 2, "unit": "公里", "finished_on": "2026-03-05"}
    placed = (
        {"parts": "370215001 60%、370215102 40%"},
        {"division": "370215102"},
        {"parts": "370215001 50%、370300 50%"},
    )
    ids = [
        add_record(
            by=district.supervisor, register=items, owner=district.town, raw={"number": f"{at}", **common, **where},
            at=AT,
        ).record.pk
        for at, where in enumerate(placed)
    ]  # fmt: skip

    def found(division: str) -> list[int]:
        page = table_page(district.supervisor, items, read_filters(items, {"division": division}), 1)
        return sorted(ids.index(row.record.pk) for row in page.rows)

    asked, expected = ("370215001", "370215102", "370215", "3703", "02150", "370215001001"), [
        [0, 2], [0, 1], [0, 1, 2], [2], [], []
    ]  # fmt: skip
    assert [found(each) for each in asked] == expected
    Record.objects.update(sought="")  # and where the index does not tell
    assert [found(each) for each in asked] == expected


def test_a_field_called_as_a_filter_of_every_register_is_asked_for_by_another_key(district) -> None:
    pack = next(each for each in load_shelf() if each.name == "low_income")
    adopt_pack(by=None, pack=pack, at=AT)
    households = Register.objects.select_related("latest").get(pack_name="low_income", name="households")

    wanted = read_filters(households, {"state": "withdrawn", "field.state": "在册", "division": "370215"})

    assert (wanted.state, wanted.division) == ("withdrawn", "370215")
    assert [(each.field, each.value) for each in wanted.tests] == [("state", "在册")]
