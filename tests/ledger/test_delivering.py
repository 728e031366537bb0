"""The outbox at work: nothing is sent by two at once, nothing is lost, and giving up is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from luoshi.journal.queries import lines_of
from luoshi.ledger.actions import NotAllowed, ReasonRequired
from luoshi.ledger.actions.delivering import (
    SECRET_CONTEXT,
    add_hook,
    claim_message,
    record_attempt,
    resend_failed,
    resend_message,
    see_messages,
    stop_hook,
    try_hook,
)
from luoshi.ledger.checking_choices import Channel, HookForm, MessageKind, MessageState
from luoshi.ledger.delivery_errors import BadHookAddress, HookStopped, NotFailed
from luoshi.ledger.models import Message
from luoshi.ledger.retrying import LEASE, STEPS
from luoshi.secrecy import unseal

AT = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented"


@pytest.fixture
def waiting(district):
    def waiting(key="a", at=AT):
        return Message.objects.create(
            key=key, kind=MessageKind.NEAR, channel=Channel.EMAIL, recipient=district.reporter,
            owner=district.housing, created_at=at, state=MessageState.PENDING, next_at=at, facts={"days": 7},
        )  # fmt: skip

    return waiting


@pytest.fixture
def admin(district):
    return district.system_admin


def give_up(message):
    at = AT
    for _ in range(len(STEPS) + 1):
        claimed = claim_message(at=at)
        assert claimed == message
        message = record_attempt(message=claimed, at=at, succeeded=False, answer="HTTP 502")
        at = message.next_at or at
    return message


def test_the_one_that_waited_longest_is_claimed_first(waiting):
    waiting("young", AT)
    old = waiting("old", AT - timedelta(hours=1))
    assert claim_message(at=AT) == old


def test_a_claimed_message_is_nobody_else_s(waiting):
    waiting()
    assert claim_message(at=AT) is not None
    assert claim_message(at=AT) is None


def test_a_message_is_not_claimed_before_its_time(waiting):
    waiting(at=AT + timedelta(seconds=1))
    assert claim_message(at=AT) is None


def test_the_message_of_a_process_that_died_is_claimed_again_after_the_lease(waiting):
    message = waiting()
    claim_message(at=AT)
    assert claim_message(at=AT + LEASE - timedelta(seconds=1)) is None
    assert claim_message(at=AT + LEASE) == message


def test_a_taken_message_is_sent_for_good(waiting):
    waiting()
    done = record_attempt(message=claim_message(at=AT), at=AT, succeeded=True, answer="0 ok")
    assert (done.state, done.sent_at, done.next_at) == (MessageState.SENT, AT, None)
    assert claim_message(at=AT + timedelta(days=30)) is None


def test_one_that_was_not_taken_waits_longer_each_time(waiting):
    waiting()
    first = record_attempt(message=claim_message(at=AT), at=AT, succeeded=False, answer="HTTP 502")
    assert first.next_at == AT + STEPS[0]
    second = record_attempt(message=claim_message(at=first.next_at), at=first.next_at, succeeded=False, answer="no")
    assert second.next_at - first.next_at == STEPS[1]
    assert [each.answer for each in second.tries.all()] == ["HTTP 502", "no"]


def test_at_last_it_is_given_up_and_says_so(waiting):
    given_up = give_up(waiting())
    assert given_up.state == MessageState.FAILED
    assert given_up.tries.count() == len(STEPS) + 1


def test_a_supervisor_has_a_given_up_message_tried_again(waiting, district):
    message = give_up(waiting())
    again = resend_message(by=district.supervisor, message=message, at=AT, why="邮箱已恢复")
    assert claim_message(at=AT) == again
    assert lines_of(again).get().action == "message.resent"


def test_only_a_given_up_message_is_sent_again(waiting, district):
    with pytest.raises(NotFailed):
        resend_message(by=district.supervisor, message=waiting(), at=AT, why="再发")


def test_a_reporter_has_nothing_sent_again(waiting, district):
    message = give_up(waiting())
    with pytest.raises(NotAllowed):
        resend_message(by=district.reporter, message=message, at=AT, why="")


def test_a_robot_s_secret_is_sealed_and_not_in_the_journal(admin, district):
    hook = add_hook(
        by=admin, owner=district.housing, form=HookForm.WECOM, label="住建局群", address=WECOM, secret="SECRET-1", at=AT
    )
    assert "SECRET-1" not in hook.secret
    assert unseal(hook.secret, settings.LUOSHI_KEYRING, context=SECRET_CONTEXT) == "SECRET-1"
    assert "invented" not in str(lines_of(hook).get().data)


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "https://elsewhere.example/", "", "不是地址"])
def test_a_robot_elsewhere_is_refused(admin, district, address):
    with pytest.raises(BadHookAddress):
        add_hook(by=admin, owner=district.housing, form=HookForm.WECOM, label="群", address=address, secret="", at=AT)


def test_a_supervisor_adds_no_robot(district):
    with pytest.raises(NotAllowed):
        add_hook(
            by=district.supervisor, owner=district.housing, form=HookForm.WECOM, label="群", address=WECOM,
            secret="", at=AT,
        )  # fmt: skip


def test_a_robot_is_stopped_with_a_reason(admin, district):
    hook = add_hook(by=admin, owner=district.housing, form=HookForm.WECOM, label="群", address=WECOM, secret="", at=AT)
    with pytest.raises(ReasonRequired):
        stop_hook(by=admin, hook=hook, at=AT, why=" ")
    assert not stop_hook(by=admin, hook=hook, at=AT, why="群已解散").is_active


def test_everything_given_up_is_sent_again_at_once(waiting, admin, district):
    mine = give_up(waiting("a"))
    theirs = give_up(waiting("b"))
    theirs.owner = district.neighbour
    theirs.save()
    assert resend_failed(by=admin, at=AT, why="邮件服务器已恢复") == 1
    mine.refresh_from_db()
    assert (mine.state, mine.attempts) == (MessageState.PENDING, 0)
    assert Message.objects.get(pk=theirs.pk).state == MessageState.FAILED


def test_a_robot_is_tried_with_a_message_of_its_own(admin, district):
    hook = add_hook(
        by=admin, owner=district.housing, form=HookForm.WECOM, label="督查群", address=WECOM, secret="", at=AT
    )
    message = try_hook(by=admin, hook=hook, at=AT)
    assert (message.hook, message.owner, message.state) == (hook, district.housing, MessageState.PENDING)
    assert claim_message(at=AT) == message
    with pytest.raises(NotAllowed):
        try_hook(by=district.supervisor, hook=hook, at=AT)
    with pytest.raises(HookStopped):
        try_hook(by=admin, hook=stop_hook(by=admin, hook=hook, at=AT, why="群已解散"), at=AT)


def test_one_s_own_messages_are_seen_up_to_now(district):
    for key, at in (("old", AT), ("later", AT + timedelta(hours=1))):
        Message.objects.create(
            key=key, kind=MessageKind.NEAR, channel=Channel.INBOX, recipient=district.reporter,
            owner=district.housing, created_at=at, state=MessageState.SENT, sent_at=at,
        )  # fmt: skip
    assert see_messages(by=district.supervisor, at=AT) == 0
    assert see_messages(by=district.reporter, at=AT) == 1
    assert Message.objects.filter(seen_at=None).get().key == "later"
