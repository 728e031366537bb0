"""The outbox and the robots: who sees them, sending again, what is never shown."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luoshi.ledger.models import Attempt, Hook, Message
from tests.office.overview.conftest import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented-0000-abcd"


@pytest.fixture
def failed(district) -> Message:
    message = Message.objects.create(
        key="a", kind="near", channel="email", recipient=district.reporter, owner=district.housing,
        created_at=NOW, state="failed", attempts=6, facts={"days": 7},
    )  # fmt: skip
    Attempt.objects.create(message=message, number=1, at=NOW, succeeded=False, answer="HTTP 502")
    return message


def test_the_outbox_tells_whose_how_old_and_why(failed, desk) -> None:
    page = desk.get(reverse("outbox")).text
    assert "未送达1条" in page
    assert "HTTP 502" in page
    assert "区住建局" in page
    assert "0分钟" in page


def test_a_message_is_sent_again_from_the_page(failed, desk) -> None:
    assert desk.post(reverse("outbox-resend", args=[failed.pk])).status_code == 302
    failed.refresh_from_db()
    assert failed.state == "pending"
    assert "正在发送或已送达" in desk.post(reverse("outbox-resend", args=[failed.pk]), follow=True).text


def test_all_of_them_at_once(failed, desk) -> None:
    assert "1条消息已重新排队" in desk.post(reverse("outbox-resend-all"), follow=True).text


def test_the_outbox_is_taken_away_as_a_workbook(failed, desk) -> None:
    rows = list(load_workbook(io.BytesIO(desk.get(reverse("outbox-export")).content)).active.values)
    assert "HTTP 502" in rows[1]


def test_robots_are_taken_away_without_what_would_let_others_send(district, desk) -> None:
    Hook.objects.create(owner=district.county, form="wecom", label="督查群", address=ADDRESS)
    rows = list(load_workbook(io.BytesIO(desk.get(reverse("hooks-export")).content)).active.values)
    assert rows[1][0] == "督查群"
    assert ADDRESS not in rows[1]


def test_nonsense_asks_for_everything(failed, desk) -> None:
    assert "HTTP 502" in desk.get(f"{reverse('outbox')}?state=%00").text


def test_a_robot_is_added_tried_and_switched_off(district, as_user) -> None:
    admin = as_user(district.system_admin)
    answer = admin.post(
        reverse("hook-add"),
        {"owner": district.housing.pk, "form": "wecom", "label": "督查群", "address": ADDRESS, "secret": "s3cret"},
        follow=True,
    )
    hook = Hook.objects.get()
    assert "督查群" in answer.text
    assert "invented" not in answer.text
    assert "s3cret" not in answer.text
    admin.post(reverse("hook-try", args=[hook.pk]))
    assert Message.objects.get(hook=hook).kind == "test"
    admin.post(reverse("hook-stop", args=[hook.pk]), {"why": "群已解散"})
    hook.refresh_from_db()
    assert not hook.is_active
    assert "已停用" in admin.get(reverse("hooks")).text


def test_an_address_that_is_none_is_refused_at_its_field(district, as_user) -> None:
    admin = as_user(district.system_admin)
    given = {"owner": district.housing.pk, "form": "wecom", "label": "群", "address": "http://10.0.0.1/x"}
    answer = admin.post(reverse("hook-add"), given)
    assert answer.status_code == 422
    assert "不是该类机器人的地址" in answer.text
    assert not Hook.objects.exists()


def test_a_supervisor_sees_robots_and_sets_none(district, desk) -> None:
    assert desk.get(reverse("hooks")).status_code == 200
    assert desk.get(reverse("hook-add")).status_code == 403
