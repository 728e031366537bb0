"""The pages about organisations, posts and users."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_post
from luoshi.people.models import Holding, ImportBatch, Organisation, OrganisationKind, User
from luoshi.sheets import read_table
from tests.conftest import BEFORE

REASON = {"why": "机构改革"}


@pytest.fixture
def desk(district, client):
    """A browser in which the system administrator is signed in."""
    client.force_login(district.system_admin)
    return client


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def at(name, subject):
    return reverse(name, args=[subject.pk])


def test_the_tree_and_a_search_by_an_earlier_name(desk, district):
    assert "竹箬镇人民政府" in page(desk.get(reverse("organisations")))
    desk.post(at("organisation-rename", district.housing), {"name": "云浦区住更局", "since": "2026-07-01", **REASON})

    now = page(desk.get(reverse("organisations")))
    assert "云浦区住更局" in now
    assert "云浦区住房和城乡建设局" not in now
    assert "云浦区住房和城乡建设局" in page(desk.get(reverse("organisations"), {"on": "2026-06-30"}))
    assert "云浦区住更局" in page(desk.get(reverse("organisations"), {"q": "城乡建设"}))


@pytest.mark.parametrize("wrong", [{"on": "2026-13-45"}, {"on": "x"}, {"root": "²"}, {"root": "x"}])
def test_nonsense_in_the_address_is_no_fault(desk, wrong):
    page(desk.get(reverse("organisations"), wrong))


def test_twenty_levels_are_reached_step_by_step(desk, district):
    parent = district.village
    for level in range(20):
        parent = add_organisation(code=f"g{level}", kind=OrganisationKind.GRID, name=f"第{level}层网格", parent=parent,
                                  at=BEFORE)  # fmt: skip

    deep = Organisation.objects.get(code="g17")
    shown = page(desk.get(reverse("organisations"), {"root": deep.pk}))
    assert "第19层网格" in shown
    assert "溪口村" in shown


def test_adding_an_organisation_and_what_is_wrong_with_one(desk, district):
    address = at("organisation-add", district.county)
    values = {"name": "云浦区数据局", "code": "data", "kind": "department", "order": "3"}

    assert desk.post(address, values).status_code == 302
    assert Organisation.objects.get(code="data").parent == district.county
    again = desk.post(address, values)
    assert again.status_code == 422
    assert 'role="alert"' in again.content.decode()


def test_moving_by_code_or_name_and_into_itself(desk, district):
    address = at("organisation-move", district.village)
    assert desk.post(address, {"parent": "云浦区水利局", "since": "2026-07-01", **REASON}).status_code == 302
    assert Organisation.objects.get(code="village").parent == district.water

    loop = desk.post(at("organisation-move", district.water), {"parent": "village", "since": "2026-07-01", **REASON})
    assert loop.status_code == 422
    assert "不能反过来作它的上级" in loop.content.decode()
    unknown = desk.post(address, {"parent": "neighbour", "since": "2026-07-01", **REASON})
    assert "没有这个编码或名称" in unknown.content.decode()


def test_a_merger_shows_on_both_pages(desk, district):
    address = at("organisation-absorb", district.water)
    assert desk.post(address, {"into": "housing", "on": "2026-07-01", **REASON}).status_code == 302

    assert "并入" in page(desk.get(at("organisation-detail", district.water)))
    assert "云浦区水利局" in page(desk.get(at("organisation-detail", district.housing)))


def test_posts_are_filled_and_left(desk, district):
    desk.post(at("post-add", district.housing), {"title": "局长", "code": "head", "order": "1"})
    post = district.housing.posts.get()
    desk.post(at("post-appoint", post), {"user": "zhujian", "since": "2026-07-01"})

    assert "zhujian" in page(desk.get(at("organisation-detail", district.housing)))
    desk.post(at("post-vacate", post), {"on": "2026-08-01", **REASON})
    assert Holding.objects.get().ended_on.isoformat() == "2026-08-01"
    assert "空缺" in page(desk.get(at("organisation-detail", district.housing)))


def test_a_new_user_gets_a_password_once_and_must_change_it(desk, district, client):
    answer = desk.post(at("user-add", district.water), {"username": "new", "display_name": "新人", "phone": "139 0001"},
                       follow=True)  # fmt: skip
    password = re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", page(answer)).group()
    user = User.objects.get(username="new")
    assert password not in page(desk.get(at("user-detail", user)))

    client.force_login(district.security_admin)
    client.post(at("user-grant", user), {"role": "reporter", **REASON})
    client.logout()
    client.post(reverse("login"), {"username": "new", "password": password})
    assert client.get(reverse("home"))["Location"] == reverse("password-change")
    wrong = client.post(reverse("password-change"), {"old": "x", "new": "lantern-88-sea", "again": "lantern-88-sky"})
    assert wrong.status_code == 422
    client.post(reverse("password-change"), {"old": password, "new": "lantern-88-sea", "again": "lantern-88-sea"})
    page(client.get(reverse("home")))


def test_roles_that_exclude_each_other_are_not_offered_and_not_taken(district, client):
    client.force_login(district.security_admin)
    address = at("user-grant", district.reporter)

    offered = set(re.findall(r'<option value="(\w+)"', page(client.get(address))))
    assert offered == {role.value for role in Role} - {"reporter", "system_admin", "security_admin", "audit_admin"}
    assert client.post(address, {"role": "audit_admin", **REASON}).status_code == 422
    assert client.post(address, {"role": "approver", **REASON}).status_code == 302
    shown = page(client.get(at("user-detail", district.reporter)))
    assert "审批人" in shown
    assert "机构改革" in shown


def test_telephone_numbers_are_masked_for_whoever_does_not_keep_accounts(desk, district, client):
    desk.post(at("user-correct", district.reporter), {"display_name": "住", "organisation": "housing",
                                                      "phone": "13900010002"})  # fmt: skip
    assert "13900010002" in page(desk.get(at("user-detail", district.reporter)))
    client.force_login(district.supervisor)
    shown = page(client.get(at("user-detail", district.reporter)))
    assert "139****0002" in shown
    assert "13900010002" not in shown


def test_the_list_of_users_is_narrowed_down(desk, district):
    assert "zhujian" in page(desk.get(reverse("users"), {"q": "住建"}))
    assert "zhujian" not in page(desk.get(reverse("users"), {"role": "leader"}))
    desk.post(at("user-disable", district.reporter), REASON)
    assert "zhujian" in page(desk.get(reverse("users"), {"state": "disabled"}))


def test_queries_do_not_grow_with_the_users(desk, district, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page(desk.get(reverse("users")))


def bring(desk, sheet, text, name="表.csv"):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return desk.post(reverse("people-import", args=[sheet]), {"file": file}, follow=True)


def test_an_import_is_shown_before_it_is_done(desk, district):
    shown = page(bring(desk, "organisations", "编码,上级编码,类型,名称\nx1,county,部门,新局\n"))
    assert "将新增 1 条" in shown
    assert not Organisation.objects.filter(code="x1").exists()

    desk.post(at("people-import-preview", ImportBatch.objects.get()))

    assert Organisation.objects.get(code="x1").name == "新局"
    again = desk.post(at("people-import-preview", ImportBatch.objects.get()))
    assert again.status_code == 409


def test_faults_are_listed_with_row_column_and_what_to_do(desk, district):
    shown = page(bring(desk, "users", "用户名,姓名,单位编码\na b,李,water\nok,李,nowhere\n"))

    assert "有 2 处不符合要求" in shown
    assert "只能用文字、数字和" in shown
    assert "确认导入" not in shown
    batch = ImportBatch.objects.get()
    assert desk.post(at("people-import-preview", batch)).status_code == 409
    assert not User.objects.filter(username="ok").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7\0", "既不是表格"),
        (b"PK\x03\x04broken", "打不开"),
        ("甲,乙\n1,2\n".encode(), "表头"),
    ],
)
def test_a_file_that_is_no_sheet_says_what_to_do(desk, content, words):
    answer = bring(desk, "posts", content, "单位.xlsx")

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_is_taken_away_can_be_brought_in(desk, district):
    add_post(by=None, organisation=district.housing, code="head", title="局长", at=BEFORE)
    for sheet in ("organisations", "posts", "users"):
        for form in ("xlsx", "csv"):
            answer = desk.get(reverse("people-export", args=[sheet, form]))
            assert read_table(answer.content).rows
            assert "全部已经存在" in page(bring(desk, sheet, answer.content, f"x.{form}"))
        assert not read_table(desk.get(reverse("people-blank", args=[sheet])).content).rows
    assert desk.get("/people/export/users.exe").status_code == 404
    assert desk.get("/people/export/secrets.csv").status_code == 404
