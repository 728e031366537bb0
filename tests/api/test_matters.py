"""A hotline hands matters in, and asks how they stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi.journal.models import Line
from luoshi.matters import handing
from luoshi.matters.actions import dispatch_matter, take_outcome
from luoshi.matters.intake import find_state
from luoshi.matters.models import HandedIn, IntakeAttempt, Matter, Party
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.people.actions import issue_token, revoke_token
from luoshi.people.models import ChannelToken
from tests.api.conftest import MATTERS


def fields(response):
    return {each["field"]: each["code"] for each in response.json()["error"]["fields"]}


def nothing_was_written():
    return not (Matter.objects.exists() or Party.objects.exists() or HandedIn.objects.exists())


def test_a_matter_is_opened_and_its_party_can_ask_for_it(send, told):
    response = send(told)
    assert response.status_code == 201, response.content.decode()
    answer = response.json()
    matter = Matter.objects.get()
    assert answer["code"] == matter.code
    assert response["Location"] == reverse("api-matter", args=[matter.code])
    assert answer["ask_at"].endswith(reverse("portal-ask"))
    assert (matter.mechanism_name, matter.place.code, matter.opener) == ("five_clinics", "village", "residents")
    assert matter.values == {"subject": "楼上邻里漏水三个月", "kind": "邻里", "detail": told["text"]}
    state = find_state(code=matter.code, query_code=answer["query_code"], address="10.0.0.1", at=timezone.now())
    assert state.code == matter.code


def test_the_party_lies_sealed_and_the_journal_says_from_where(send, told, token):
    send(told)
    row = Party.objects.get()
    assert "周小满" not in str(vars(row))
    assert "13800000001" not in str(vars(row))
    line = Line.objects.get(action="matter.handed_in")
    assert line.origin == "api 12345热线 127.0.0.1"
    assert line.data["outside_id"] == "RX-2026-1"
    assert line.data["received_at"] == "2026-03-02T09:30:00+08:00"
    assert token.secret not in str(list(Line.objects.values()))


def test_officials_see_from_which_channel_it_came_and_by_which_number(client, send, told, world):
    code = send(told).json()["code"]
    client.force_login(world.district.supervisor)
    page = client.get(reverse("matter", args=[code])).content.decode()
    assert "由外部渠道提交" in page
    assert "12345热线 · RX-2026-1" in page


def test_the_same_number_again_is_the_same_matter(send, told):
    first, again = send(told), send(told | {"text": "别的话。", "place": "nowhere"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (
        Matter.objects.count()
        == HandedIn.objects.count()
        == Line.objects.filter(action="matter.handed_in").count()
        == 1
    )


def test_after_some_minutes_the_code_of_its_party_is_not_shown_again(send, told):
    send(told)
    Matter.objects.update(opened_at=timezone.now() - timedelta(minutes=11))
    assert send(told).json()["query_code"] is None


def test_numbers_that_look_alike_are_different_matters(send, told):
    codes = {send(told | {"outside_id": number}).json()["code"] for number in ("A-1", "A1", "a1")}
    assert len(codes) == 3


def test_two_channels_may_have_the_same_number(send, told, world):
    other = issue_token(by=None, name="掌上办", organisation=world.district.office, days=1, at=timezone.now())
    assert send(told).json()["code"] != send(told, secret=other.secret).json()["code"]


def test_of_a_text_alone_the_kind_is_told_by_its_words(send, told):
    del told["kind"]
    assert send(told | {"text": "企业融资难，贷款批不下来。"}).status_code == 201
    matter = Matter.objects.get()
    assert (matter.mechanism_name, matter.values["kind"]) == ("enterprise_appeals", "融资")


def test_a_text_that_does_not_tell_its_kind_is_sent_back_with_those_there_are(send, told):
    del told["kind"]
    response = send(told | {"text": "请帮帮忙。"})
    assert (response.status_code, fields(response)) == (422, {"kind": "not_clear"})
    words = response.json()["error"]["fields"][0]["message"]
    assert "five_clinics" in words["zh"]
    assert "Choose one of" in words["en"]
    assert nothing_was_written()


@pytest.mark.parametrize(
    ("change", "status", "wrong"),
    [
        ({"place": "nowhere"}, 422, {"place": "unknown"}),
        ({"place": "neighbour"}, 403, {"place": "elsewhere"}),
        ({"kind": "supervision"}, 422, {"kind": "unknown"}),
        ({"text": "漏水了。"}, 422, {"fields.kind": "missing"}),
        ({"fields": {"kind": "别的"}}, 422, {"fields.kind": "not_choice"}),
        ({"fields": {"risk": "高"}}, 422, {"fields.risk": "unknown_field"}),
        ({"kind": "overdue_payments"}, 422, None),
        ({"party": {"name": "周小满", "role": "judge"}}, 422, {"party.role": "unknown"}),
        ({"others": [{"name": "吴大川", "role": "judge"}]}, 422, {"others[0].role": "unknown"}),
        ({"received_at": "2099-01-01T00:00:00+08:00"}, 422, {"received_at": "bad_order"}),
        ({"occurred_at": "2026-03-03T09:30:00+08:00"}, 422, {"occurred_at": "bad_order"}),
        ({"outside_id": ""}, 422, {"outside_id": "missing"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_nothing_is_half_written(send, told, change, status, wrong):
    response = send(told | change)
    assert response.status_code == status, response.content.decode()
    assert wrong is None or fields(response) == wrong
    for each in response.json()["error"]["fields"]:
        assert each["message"]["zh"] != each["message"]["en"]
    assert nothing_was_written()


def test_a_broken_body_is_a_bad_request(send):
    response = send(b"{")
    assert (response.status_code, fields(response)) == (400, {"": "not_json"})
    assert "1" in response.json()["error"]["fields"][0]["message"]["zh"]


def test_what_is_no_json_by_its_type_or_too_large_is_not_read(send, told):
    assert send("text=漏水", content_type="application/x-www-form-urlencoded").status_code == 415
    assert send(told | {"text": "一" * 70000}).status_code == 413
    assert send(told, CONTENT_LENGTH="").status_code == 411
    assert nothing_was_written()


def test_other_methods_are_told_which_is_right(token):
    response = Client().get(MATTERS)
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize("secret", ["", "nonsense", "luoshi_", "令牌"])
def test_without_a_token_nobody_comes_in(send, told, secret):
    response = send(told, secret=secret)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert nothing_was_written()


def test_a_revoked_or_ended_token_is_none(send, told, token):
    ChannelToken.objects.update(ends_at=timezone.now())
    assert send(told).status_code == 401
    ChannelToken.objects.update(ends_at=timezone.now() + timedelta(days=1))
    assert send(told).status_code == 201
    revoke_token(by=None, token=token.token, why="遗失", at=timezone.now())
    assert send(told).status_code == 401


def test_whoever_tries_tokens_is_held_off(send, told):
    for _ in range(30):
        assert send(told, secret="nonsense").status_code == 401
    response = send(told, secret="nonsense")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "127.0.0.1" not in str(list(IntakeAttempt.objects.values()))
    assert send(told).status_code == 201  # who has a token is not held off for it


def test_a_channel_that_calls_too_often_is_told_when_to_call_again(send, ask, told, monkeypatch):
    monkeypatch.setattr(handing, "MOST_CALLS", 2)
    code = send(told).json()["code"]
    assert ask(code).status_code == 200
    response = ask(code)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 3000


def test_how_a_matter_stands_is_told_without_who_is_in_it(send, ask, told, world):
    code = send(told).json()["code"]
    assert ask(code).json()["status"]["words"] == {"zh": "待交办", "en": "To be dispatched"}
    matter = Matter.objects.get()
    dispatch_matter(by=world.district.supervisor, matter=matter, at=timezone.now(), expected_step=0, to=world.grid)
    response = ask(code)
    answer = response.json()
    assert answer["status"]["code"] == "open"
    assert answer["stage"] == "网格出诊"
    assert answer["due_on"] == matter.clocks.get(purpose="handle").due_on.isoformat()
    assert "工作日" in answer["working"]["zh"]
    assert answer["working"]["zh"] != answer["working"]["en"]
    assert response["Cache-Control"] == "no-store"
    for word in ("周小满", "13800000001", "漏水"):
        assert word not in response.content.decode()


def test_the_outcome_is_told_in_the_mechanism_s_words(send, ask, told, world):
    code = send(told | {"place": "grid"}).json()["code"]
    matter, now = Matter.objects.get(), timezone.now()
    dispatch_matter(by=world.district.supervisor, matter=matter, at=now, expected_step=0)
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=now)
    take_outcome(by=world.village_worker, matter=matter, kind=OutcomeKind.RESOLVE, result_class="oral", at=now)
    answer = ask(code).json()
    matter.refresh_from_db()
    assert answer["status"]["code"] == "closed"
    assert answer["outcome"] == matter.mechanism.result_class("oral").title
    assert answer["due_on"] is None


def test_another_channel_s_matter_is_not_there(send, ask, told, world):
    code = send(told).json()["code"]
    other = issue_token(by=None, name="掌上办", organisation=world.district.office, days=1, at=timezone.now())
    assert ask(code, secret=other.secret).status_code == 404
    assert ask("YUNPU-2026-999999").status_code == 404
    renewed = issue_token(by=None, name="12345热线", organisation=world.district.office, days=1, at=timezone.now())
    assert ask(code, secret=renewed.secret).status_code == 200
