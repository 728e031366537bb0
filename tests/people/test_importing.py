"""Organisations, posts and users from sheets: shown first, faults named by cell, done whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed, Role
from luoshi.people.actions import add_user, apply_import, close_organisation, prepare_import
from luoshi.people.batches import plan_of
from luoshi.people.contacts import open_phone
from luoshi.people.errors import AlreadyApplied, ImportFaults
from luoshi.people.exports import blank_sheet, export_sheet
from luoshi.people.importing import ORGANISATIONS, POSTS, USERS
from luoshi.people.models import Holding, ImportBatch, ImportSheet, Organisation, OrganisationName, Post, User
from luoshi.people.queries import tree_on
from luoshi.sheets import Column, SheetError, read_table, write_csv, write_xlsx

AT = datetime(2026, 7, 10, 2, tzinfo=UTC)
TODAY = date(2026, 7, 10)
LAYOUTS = {ImportSheet.ORGANISATIONS: ORGANISATIONS, ImportSheet.POSTS: POSTS, ImportSheet.USERS: USERS}


@pytest.fixture
def bring(district):
    """Prepares an import of rows given in the order of the sheet's columns."""

    def bring(sheet, *rows, by=None, write=write_csv):
        columns = [Column(each.heading) for each in LAYOUTS[sheet].columns]
        data = write(columns, rows) if write is write_csv else write(columns, rows, title="表")
        return prepare_import(by=by or district.system_admin, sheet=sheet, file_name="表.csv", data=data, at=AT)

    return bring


@pytest.fixture
def apply(district):
    return lambda batch: apply_import(by=district.system_admin, batch=batch, at=AT)


def faults(batch, district):
    return [(each.row, each.heading, each.code.value, each.value, each.other)
            for each in plan_of(batch, district.system_admin, TODAY).faults]  # fmt: skip


NEW_TOWN = ("t9", "county", "镇街", "新镇人民政府", "新镇", "９", "2026年3月1日")
NEW_VILLAGE = ("v9", "t9", "村", "新村", "", "", "")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_rows_in_any_order_become_a_tree(bring, apply, district, write):
    batch = bring(ImportSheet.ORGANISATIONS, NEW_VILLAGE, NEW_TOWN, write=write)
    assert Organisation.objects.filter(code__in=("t9", "v9")).count() == 0

    plan = apply(batch)

    assert [step.key for step in plan.adds] == ["t9", "v9"]
    town, village = Organisation.objects.get(code="t9"), Organisation.objects.get(code="v9")
    assert (town.parent, town.kind, town.short_name, town.order, town.opened_on) == (
        district.county, "town", "新镇", 9, date(2026, 3, 1),
    )  # fmt: skip
    assert village.parent == town
    assert "v9" in str(tree_on(district.supervisor, TODAY, levels=9).root)
    assert Line.objects.get(action="import.applied").data == {"added": 2, "changed": 0, "same": 0}


def test_the_same_sheet_twice_changes_nothing_and_a_changed_one_only_what_changed(bring, apply, district):
    apply(bring(ImportSheet.ORGANISATIONS, NEW_TOWN, NEW_VILLAGE))

    again = apply(bring(ImportSheet.ORGANISATIONS, NEW_TOWN, NEW_VILLAGE))
    assert (again.adds, again.changes, again.same) == ((), (), 2)

    plan = apply(bring(ImportSheet.ORGANISATIONS, NEW_TOWN, ("v9", "town", "社区", "新名社区", "", "", "")))
    assert [dict(step.changes) for step in plan.changes] == [
        {"上级编码": ("t9", "town"), "名称": ("新村", "新名社区")},
    ]  # fmt: skip
    village = Organisation.objects.get(code="v9")
    assert (village.parent, village.name) == (district.town, "新名社区")
    assert list(OrganisationName.objects.filter(organisation=village).values_list("name", flat=True)) == [
        "新村", "新名社区",
    ]  # fmt: skip


def test_every_fault_names_its_cell_and_nothing_is_written(bring, apply, district):
    close_organisation(by=None, organisation=district.water, on=TODAY, why="撤", at=AT)
    batch = bring(
        ImportSheet.ORGANISATIONS,
        NEW_TOWN,
        ("", "county", "部门", "无编码局", "", "", ""),
        ("t9", "county", "部门", "重复局", "", "", ""),
        ("a1", "nowhere", "部门", "甲局", "", "", ""),
        ("a2", "county", "帝国", "乙局", "", "", ""),
        ("a3", "county", "部门", "丙局", "", "一", "2026-02-30"),
        ("a4", "county", "部门", "丁局", "", "", "2027-01-01"),
        ("a5", "neighbour", "部门", "戊局", "", "", ""),
        ("a6", "water", "部门", "己局", "", "", ""),
        ("a7", "a8", "部门", "庚局", "", "", ""),
        ("a8", "a7", "部门", "辛局", "", "", ""),
        ("a9", "county", "部门", district.housing.name, "", "", ""),
        ("b1", "county", "部门", "长" * 121, "", "", ""),
        ("city", "", "市", "澜江市人民政府", "", "", ""),
        ("b2", "", "部门", "壬局", "", "", ""),
    )  # fmt: skip

    assert faults(batch, district) == [
        (3, "编码", "required", "", ""),
        (4, "编码", "twice", "t9", "2"),
        (5, "上级编码", "unknown", "nowhere", ""),
        (6, "类型", "bad_kind", "帝国", ""),
        (7, "排序", "bad_number", "一", ""),
        (7, "设立日期", "bad_day", "2026-02-30", ""),
        (8, "设立日期", "future", "2027-01-01", ""),
        (9, "上级编码", "foreign", "neighbour", ""),
        (10, "上级编码", "closed", "water", ""),
        (11, "上级编码", "loop", "a8", ""),
        (12, "上级编码", "loop", "a7", ""),
        (13, "名称", "name_taken", district.housing.name, "housing"),
        (14, "名称", "too_long", "长" * 80, "120"),
        (15, "编码", "foreign", "city", ""),
        (16, "上级编码", "required", "", ""),
    ]
    with pytest.raises(ImportFaults) as refused:
        apply(batch)
    assert refused.value.count == 15
    assert not Organisation.objects.filter(code="t9").exists()


def test_an_import_is_carried_out_once_and_only_by_who_brought_it(bring, apply, district):
    batch = bring(ImportSheet.ORGANISATIONS, NEW_TOWN)
    other = add_user(username="xitong2", display_name="另", organisation=district.office, role=Role.SYSTEM_ADMIN,
                     password=district.password, at=AT)  # fmt: skip
    with pytest.raises(ImportBatch.DoesNotExist):
        apply_import(by=other, batch=batch, at=AT)
    apply(batch)
    with pytest.raises(AlreadyApplied):
        apply(batch)


@pytest.mark.parametrize("who", ["supervisor", "security_admin", "audit_admin", "leader"])
def test_only_the_system_administrator_imports(bring, district, who):
    with pytest.raises(NotAllowed):
        bring(ImportSheet.ORGANISATIONS, NEW_TOWN, by=getattr(district, who))


def test_a_file_that_is_no_table_leaves_nothing(district):
    with pytest.raises(SheetError):
        prepare_import(by=district.system_admin, sheet=ImportSheet.USERS, file_name="x.xlsx", data=b"%PDF\0", at=AT)
    assert not ImportBatch.objects.exists()


def test_users_come_without_password_and_role_and_their_numbers_stay_sealed(bring, apply, district):
    batch = bring(ImportSheet.USERS, ("ｌｉ１", "李一", "water", "１３９０００１０００９", "li@example.org"),
                  ("zhujian", "住小建", "housing", "13900010010", ""))  # fmt: skip
    assert "1390001" not in batch.rows_sealed

    apply(batch)

    new, old = User.objects.get(username="li1"), User.objects.get(username="zhujian")
    assert (new.has_usable_password(), new.roles, new.must_change_password) == (False, frozenset(), True)
    assert (open_phone(new), open_phone(old), old.display_name) == ("13900010009", "13900010010", "住小建")
    assert old.check_password(district.password)


def test_faults_of_users(bring, district):
    batch = bring(ImportSheet.USERS, ("a b", "李", "water", "", ""), ("c", "", "water", "abc", "x@y"),
                  ("d", "李", "neighbour", "", ""), ("e", "李", "nowhere", "", ""),
                  ("linxian", "李", "water", "", ""))  # fmt: skip

    assert [fault[:3] for fault in faults(batch, district)] == [
        (2, "用户名", "bad_username"),
        (3, "姓名", "required"),
        (3, "电话", "bad_phone"),
        (3, "电子邮箱", "bad_email"),
        (4, "单位编码", "foreign"),
        (5, "单位编码", "unknown"),
        (6, "用户名", "foreign"),
    ]


def test_posts_with_their_holders(bring, apply, district):
    apply(
        bring(
            ImportSheet.POSTS,
            ("p1", "water", "局长", "1", "zhujian", "2026/1/5"),
            ("p2", "water", "副局长", "2", "", ""),
        )
    )
    plan = apply(
        bring(
            ImportSheet.POSTS,
            ("p1", "water", "局长", "1", "zhenban", "2026.7.1"),
            ("p2", "water", "副局长", "2", "", ""),
        )
    )

    assert (len(plan.changes), plan.same) == (1, 1)
    post = Post.objects.get(code="p1")
    assert list(Holding.objects.filter(post=post).values_list("user__username", "since", "ended_on")) == [
        ("zhujian", date(2026, 1, 5), date(2026, 7, 1)),
        ("zhenban", date(2026, 7, 1), None),
    ]  # fmt: skip
    wrong = bring(ImportSheet.POSTS, ("p1", "housing", "局长", "", "", ""), ("p3", "water", "副局长", "", "", ""),
                  ("p4", "water", "科长", "", "linxian", ""))  # fmt: skip
    assert [fault[:3] for fault in faults(wrong, district)] == [
        (2, "单位编码", "fixed"),
        (3, "岗位名称", "name_taken"),
        (4, "任职人用户名", "unknown"),
        (4, "任职日期", "required"),
    ]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("sheet", list(ImportSheet))
def test_what_goes_out_comes_in_again_as_the_same(bring, apply, district, sheet, form):
    apply(bring(ImportSheet.ORGANISATIONS, NEW_TOWN, NEW_VILLAGE))
    apply(bring(ImportSheet.USERS, ("li1", "=李", "t9", "13900010009", "li@example.org")))
    apply(bring(ImportSheet.POSTS, ("p1", "t9", "镇长", "1", "li1", "2026-04-01")))

    data = export_sheet(district.system_admin, sheet, form, TODAY)
    batch = prepare_import(by=district.system_admin, sheet=sheet, file_name=f"a.{form}", data=data, at=AT)
    plan = plan_of(batch, district.system_admin, TODAY)

    assert plan.faults == ()
    assert (plan.adds, plan.changes) == ((), ())
    assert plan.same == batch.row_count > 0


def test_who_may_not_see_numbers_takes_them_away_masked(bring, apply, district):
    apply(bring(ImportSheet.USERS, ("li1", "李", "water", "13900010009", "")))

    table = read_table(export_sheet(district.security_admin, ImportSheet.USERS, "csv", TODAY))

    assert {row["电话"] for row in table.rows} == {"", "139****0009"}
    assert read_table(blank_sheet(ImportSheet.USERS, "xlsx")).headings == USERS.headings
    assert len(read_table(export_sheet(district.leader, ImportSheet.USERS, "csv", TODAY)).rows) == 0


def test_five_thousand_grids_take_few_queries(bring, apply, district, django_assert_max_num_queries):
    rows = [(f"g{number}", "town", "网格", f"第{number}网格", "", "", "") for number in range(5_000)]
    batch = bring(ImportSheet.ORGANISATIONS, *rows)

    with django_assert_max_num_queries(200):
        plan = apply(batch)

    assert len(plan.adds) == 5_000
    assert Organisation.objects.under(district.town.pk).count() == 5_002
