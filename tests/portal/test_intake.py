"""Somebody brings a matter at the public door, and asks for it with the code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi.matters.actions import dispatch_matter
from luoshi.matters.models import IntakeAttempt, Matter
from luoshi.portal.questions import question_of
from luoshi.portal.views.intake import SALT
from tests.matters.conftest import made_world, world  # noqa: F401  fixtures

FORM = reverse("portal-form", args=["enterprise_appeals"])
ASK = reverse("portal-ask")
SEED = 40


def token(seed=SEED, age=60):
    return signing.dumps([seed, (timezone.now() - timedelta(seconds=age)).timestamp()], salt=SALT)


@pytest.fixture
def filled(world):  # noqa: F811
    return {
        "subject": "门前道路积水", "kind": "其他", "detail": "雨后积水半日不退。", "place": world.district.village.pk,
        "enterprise-name": "云浦鹭汀机械厂", "enterprise-phone": "13900001111", "key": "k1", "token": token(),
        "answer": str(question_of(SEED).result),
    }  # fmt: skip


def words(page):
    return page.content.decode()


def bring(client, filled):
    page = client.post(FORM, filled)
    assert page.status_code == 200, words(page)
    opened = page.context["opened"]
    return opened.matter, opened.query_code


def test_nobody_needs_to_sign_in_to_see_what_can_be_brought(client: Client, filled):
    page = words(client.get(reverse("portal-bring")))
    assert FORM in page
    assert reverse("portal-form", args=["five_clinics"]) in page
    assert "督办" not in page


def test_a_matter_is_brought_and_its_code_is_shown_once(client: Client, filled):
    page = client.post(FORM, filled)
    matter, code = page.context["opened"].matter, page.context["opened"].query_code
    assert matter.code in words(page)
    assert code in words(page)
    assert Matter.objects.get() == matter
    again = client.post(FORM, filled)
    assert Matter.objects.count() == 1
    assert code not in words(again)


def test_of_a_double_click_the_second_answer_has_the_code_too_for_some_minutes(client: Client, filled):
    form = filled | {"key": re.search(r'name="key" value="([0-9a-f]{32})"', words(client.get(FORM)))[1]}
    matter, code = bring(client, form)
    assert bring(client, form) == (matter, code)
    assert client.post(ASK, {"code": matter.code, "query": code}).status_code == 200
    Matter.objects.filter(pk=matter.pk).update(opened_at=timezone.now() - timedelta(minutes=11))
    assert bring(client, form) == (matter, "")
    assert form["key"] not in str(Matter.objects.values())


def test_what_officials_judge_the_public_is_not_asked_and_cannot_say(client: Client, filled, world):  # noqa: F811
    form = reverse("portal-form", args=["five_clinics"])
    assert 'name="risk"' not in words(client.get(form))
    asked = {"subject": "楼上漏水", "kind": "邻里", "detail": "漏了三个月。", "risk": "高", "applicant-name": "周小满"}
    page = client.post(form, filled | asked)
    assert page.context["opened"].matter.values == {"subject": "楼上漏水", "kind": "邻里", "detail": "漏了三个月。"}


def test_names_and_phones_lie_sealed(client: Client, filled):
    matter, _ = bring(client, filled)
    row = matter.parties.get()
    assert "13900001111" not in str(vars(row))
    assert "鹭汀机械厂" not in str(vars(row))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"subject": ""}, "必填。"),
        ({"kind": "别的"}, "请从所列选项中选择。"),
        ({"place": ""}, "请选择地点"),
        ({"place": "999999"}, "请选择地点"),
        ({"enterprise-name": ""}, "请填写姓名或名称。"),
        ({"answer": "99"}, "请回答这道新题。"),
        ({"website": "x"}, "请回答这道新题。"),
        ({"token": "nonsense"}, "请回答这道新题。"),
        ({"enterprise_code": "123"}, "号码不完整"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, filled, change, said):
    page = client.post(FORM, filled | change)
    assert page.status_code == 422
    assert said in words(page)
    assert "雨后积水半日不退。" in words(page)
    assert not Matter.objects.exists()


def test_a_form_sent_in_haste_or_too_late_is_asked_again(client: Client, filled):
    assert client.post(FORM, filled | {"token": token(age=0)}).status_code == 422
    assert not Matter.objects.exists()


def test_too_many_from_one_address_are_held_off_and_nothing_typed_is_lost(client: Client, filled):
    for number in range(5):
        assert client.post(FORM, filled | {"key": f"k{number}"}).status_code == 200
    page = client.post(FORM, filled | {"key": "k6"})
    assert page.status_code == 429
    assert "雨后积水半日不退。" in words(page)
    assert Matter.objects.count() == 5
    assert "127.0.0.1" not in str(list(IntakeAttempt.objects.values()))


def test_a_form_sent_back_for_what_is_missing_does_not_count_against_who_puts_it_right(client: Client, filled):
    for _ in range(6):
        assert client.post(FORM, filled | {"subject": ""}).status_code == 422
    assert client.post(FORM, filled).status_code == 200


def test_a_mechanism_of_the_office_is_no_form_of_the_public(client: Client, filled):
    assert client.get(reverse("portal-form", args=["supervision"])).status_code == 404
    assert client.post(reverse("portal-form", args=["nonsense"]), filled).status_code == 404


def test_the_party_asks_for_its_state(client: Client, filled, world):  # noqa: F811
    matter, code = bring(client, filled)
    dispatch_matter(by=world.district.supervisor, matter=matter, at=timezone.now(), expected_step=0)
    page = client.post(ASK, {"code": matter.code.lower(), "query": f" {code.lower()} "})
    assert page.status_code == 200
    assert "门前道路积水" in words(page)
    assert "no-store" in page["Cache-Control"]
    assert "13900001111" not in words(page)


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(client: Client, filled):
    matter, code = bring(client, filled)
    answers = {
        re.sub(r'name="csrf.*?>|value=".*?"', "", words(client.post(ASK, each)))
        for each in ({"code": matter.code, "query": "2222222222"}, {"code": "YUNPU-2026-000999", "query": code})
    }
    assert len(answers) == 1


def test_whoever_tries_codes_is_held_off(client: Client, filled):
    matter, code = bring(client, filled)
    for _ in range(30):
        client.post(ASK, {"code": matter.code, "query": "2222222222"})
    page = client.post(ASK, {"code": matter.code, "query": code})
    assert "过于频繁" in words(page)


def test_words_are_added(client: Client, filled):
    matter, code = bring(client, filled)
    page = client.post(ASK, {"code": matter.code, "query": code, "act": "words", "text": "今天又积水了"})
    assert "已补充。" in words(page)
    assert "今天又积水了" in words(page)


def test_an_answer_before_the_end_is_told_so(client: Client, filled):
    matter, code = bring(client, filled)
    page = client.post(ASK, {"code": matter.code, "query": code, "act": "answer", "given": "满意"})
    assert page.status_code == 422


def test_words_after_the_matter_was_closed_are_told_so(client: Client, filled):
    matter, code = bring(client, filled)
    Matter.objects.filter(pk=matter.pk).update(status="closed", closed_at=timezone.now())
    page = client.post(ASK, {"code": matter.code, "query": code, "act": "words", "text": "还有一句"})
    assert page.status_code == 422
    assert "您写的内容" in words(page)
    assert "还有一句" in words(page)
    assert not matter.notes.exists()


def test_what_may_be_counted_on_is_said_before_and_after(client: Client, filled):
    assert "1个工作日内签收" in words(client.get(FORM))
    assert "15个工作日内办结" in words(client.post(FORM, filled))


def test_residents_come_first_and_each_form_says_what_it_takes(client: Client, filled):
    forms = client.get(reverse("portal-bring")).context["forms"]
    assert [each.desk for each in forms] == ["residents", "enterprises", "enterprises", "government"]
    assert "邻里" in forms[0].kinds
