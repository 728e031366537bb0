"""Messages leave the site: to a robot on the loopback, by e-mail, and as the job of a tick."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail

from luoshi.cli.delivering import deliver_due
from luoshi.cli.jobs import Job, run_jobs
from luoshi.ledger.checking_choices import Channel, HookForm, MessageKind, MessageState
from luoshi.ledger.models import Hook, Message
from luoshi.ledger.retrying import STEPS

AT = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)


class Robot(ThreadingHTTPServer):
    """A group's robot on the loopback that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Listener)


class _Listener(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def robot(settings):
    robot = Robot()
    settings.LUOSHI_HOOK_HOSTS = [f"127.0.0.1:{robot.server_port}"]
    thread = threading.Thread(target=robot.serve_forever, daemon=True)
    thread.start()
    yield robot
    robot.shutdown()
    robot.server_close()


@pytest.fixture
def to_robot(district, robot):
    hook = Hook.objects.create(
        owner=district.housing, form=HookForm.PLAIN, label="程序", address=f"http://127.0.0.1:{robot.server_port}/in"
    )
    return Message.objects.create(
        key="notice-1/webhook/h1", kind=MessageKind.NOTICE, channel=Channel.WEBHOOK, hook=hook, owner=district.housing,
        created_at=AT, state=MessageState.PENDING, next_at=AT, facts={"why": "进度滞后"},
    )  # fmt: skip


def test_a_robot_gets_the_message_in_chinese_with_its_key(to_robot, robot):
    done = deliver_due(clock=lambda: AT)
    assert (done.taken, done.refused) == (1, 0)
    assert robot.got[0]["key"] == "notice-1/webhook/h1"
    assert robot.got[0]["title"] == "督办通知"
    assert "原因：进度滞后" in robot.got[0]["lines"]


@pytest.mark.parametrize("status", [302, 500])
def test_a_robot_that_does_not_take_it_is_asked_again_later_and_no_redirect_is_followed(to_robot, robot, status):
    robot.status = status
    assert deliver_due(clock=lambda: AT).refused == 1
    to_robot.refresh_from_db()
    assert (to_robot.state, to_robot.next_at) == (MessageState.PENDING, AT + STEPS[0])
    assert len(robot.got) == 1


def test_a_robot_that_is_away_loses_nothing(to_robot, robot):
    robot.shutdown()
    robot.server_close()
    assert deliver_due(clock=lambda: AT).refused == 1
    to_robot.refresh_from_db()
    assert to_robot.state == MessageState.PENDING
    assert "Refused" in to_robot.tries.get().answer


def test_an_address_that_is_no_longer_allowed_is_not_spoken_to(to_robot, robot, settings):
    settings.LUOSHI_HOOK_HOSTS = []
    deliver_due(clock=lambda: AT)
    assert robot.got == []


def test_e_mail_carries_the_page_s_address(district, settings):
    settings.LUOSHI_ADDRESS = "https://luoshi.example"
    district.reporter.email = "zhujian@yunpu.example"
    district.reporter.save()
    Message.objects.create(
        key="k", kind=MessageKind.MONTHLY, channel=Channel.EMAIL, recipient=district.reporter, owner=district.housing,
        created_at=AT, state=MessageState.PENDING, next_at=AT, facts={"due_on": "2026-03-25"},
    )  # fmt: skip
    assert deliver_due(clock=lambda: AT).taken == 1
    letter = mail.outbox[0]
    assert letter.to == ["zhujian@yunpu.example"]
    assert letter.subject == "本月填报尚未提交"
    assert "2026年3月25日" in letter.body
    assert letter.extra_headers["X-Luoshi-Key"] == "k"


def broken(_clock):
    raise OSError("away")


def working(_clock):
    return "done"


def test_a_job_that_fails_keeps_no_other_from_running():
    jobs = (Job("one", "", f"{__name__}:broken"), Job("two", "", f"{__name__}:working"))
    outcomes = list(run_jobs(lambda: AT, jobs=jobs))
    assert [(each.name, each.failed) for each in outcomes] == [("one", True), ("two", False)]
    assert "away" in outcomes[0].words


def test_only_the_named_jobs_run():
    jobs = (Job("one", "", f"{__name__}:broken"), Job("two", "", f"{__name__}:working"))
    assert [each.name for each in run_jobs(lambda: AT, ("two",), jobs)] == ["two"]
