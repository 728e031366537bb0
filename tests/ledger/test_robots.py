"""What robots are sent, and what their answers mean. The signatures are checked against fixed vectors."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.robots import LONGEST, Answer, Letter, RobotForm, compose, is_allowed, understand

AT = datetime(2026, 3, 5, 6, 30, tzinfo=UTC)
LETTER = Letter(
    "near-7:12",
    "任务即将到期",
    ("新建充电桩6000个", "完成时限：2026年6月30日"),
    "https://luoshi.example/commitments/12/",
)
ADDRESS = {
    RobotForm.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented",
    RobotForm.DINGTALK: "https://oapi.dingtalk.com/robot/send?access_token=invented",
    RobotForm.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook/invented",
    RobotForm.PLAIN: "http://127.0.0.1:9/hook",
}


def sent(form: RobotForm, letter: Letter = LETTER, secret: str = "") -> dict:
    return json.loads(compose(form, letter, address=ADDRESS[form], secret=secret, at=AT).body)


def test_wecom_and_dingtalk_take_markdown_with_a_link() -> None:
    assert sent(RobotForm.WECOM)["msgtype"] == "markdown"
    text = sent(RobotForm.DINGTALK)["markdown"]["text"]
    assert text.startswith("### 任务即将到期\n\n新建充电桩6000个\n\n")
    assert text.endswith(f"({LETTER.link})")
    assert sent(RobotForm.DINGTALK)["markdown"]["title"] == LETTER.title


def test_feishu_takes_text() -> None:
    body = sent(RobotForm.FEISHU)
    assert body["msg_type"] == "text"
    assert body["content"]["text"].splitlines() == [LETTER.title, *LETTER.lines, LETTER.link]


def test_a_program_of_the_office_takes_the_parts_with_the_key() -> None:
    assert sent(RobotForm.PLAIN) == {
        "key": "near-7:12", "title": LETTER.title, "lines": list(LETTER.lines), "link": LETTER.link,
    }  # fmt: skip


def test_dingtalk_is_signed_in_its_address() -> None:
    address = compose(
        RobotForm.DINGTALK, LETTER, address=ADDRESS[RobotForm.DINGTALK], secret="SECinvented", at=AT
    ).address
    query = parse_qs(urlsplit(address).query)
    stamp = query["timestamp"][0]
    wanted = hmac.new(b"SECinvented", f"{stamp}\nSECinvented".encode(), hashlib.sha256).digest()
    assert stamp == "1772692200000"
    assert base64.b64decode(query["sign"][0]) == wanted
    assert query["access_token"] == ["invented"]


def test_feishu_is_signed_in_its_body_with_an_empty_message() -> None:
    body = sent(RobotForm.FEISHU, secret="invented")
    wanted = hmac.new(b"1772692200\ninvented", b"", hashlib.sha256).digest()
    assert body["timestamp"] == "1772692200"
    assert base64.b64decode(body["sign"]) == wanted


def test_without_a_secret_nothing_is_signed() -> None:
    assert "sign" not in sent(RobotForm.FEISHU)
    post = compose(RobotForm.DINGTALK, LETTER, address=ADDRESS[RobotForm.DINGTALK], secret="", at=AT)
    assert post.address == ADDRESS[RobotForm.DINGTALK]


def test_words_of_a_note_are_no_markup() -> None:
    letter = Letter("k", "标题", ("[点这里](https://elsewhere.example) <@all> **急**\n# 头",))
    text = sent(RobotForm.DINGTALK, letter)["markdown"]["text"]
    assert "](https" not in text
    assert "<@all>" not in text
    assert "\n# " not in text


@given(st.sampled_from(RobotForm), st.text(alphabet="落实报告a1", min_size=0, max_size=9000))
def test_no_message_is_longer_than_its_robot_takes(form: RobotForm, words: str) -> None:
    letter = Letter("k", "标题", (words, words), "https://luoshi.example/")
    body = sent(form, letter)
    text = body.get("markdown", {}).get("content") or body.get("markdown", {}).get("text")
    text = text or body.get("content", {}).get("text") or ""
    assert len(text.encode()) <= LONGEST[form]
    if form is not RobotForm.PLAIN:
        assert "https://luoshi.example/" in text or len((words * 2).encode()) > 17_000


@pytest.mark.parametrize(
    ("form", "status", "body", "answer"),
    [
        (RobotForm.WECOM, 200, b'{"errcode":0,"errmsg":"ok"}', Answer(True, "0 ok")),
        (
            RobotForm.DINGTALK,
            200,
            b'{"errcode":310000,"errmsg":"sign not match"}',
            Answer(False, "310000 sign not match"),
        ),
        (RobotForm.FEISHU, 200, b'{"StatusCode":0,"StatusMessage":"success"}', Answer(True, "0 success")),
        (RobotForm.FEISHU, 200, b'{"code":19021,"msg":"sign match fail"}', Answer(False, "19021 sign match fail")),
        (RobotForm.WECOM, 502, b"<html>", Answer(False, "HTTP 502")),
        (RobotForm.WECOM, 200, b"[]", Answer(False, "HTTP 200")),
        (RobotForm.WECOM, 500, b'{"errcode":0}', Answer(False, "0")),
        (RobotForm.PLAIN, 204, b"", Answer(True, "204")),
        (RobotForm.PLAIN, 301, b"", Answer(False, "301")),
    ],
)
def test_the_body_decides_what_an_answer_means(form: RobotForm, status: int, body: bytes, answer: Answer) -> None:
    assert understand(form, status, body) == answer


@pytest.mark.parametrize("form", [RobotForm.WECOM, RobotForm.DINGTALK, RobotForm.FEISHU])
def test_the_maker_s_own_address_is_allowed(form: RobotForm) -> None:
    assert is_allowed(form, ADDRESS[form])


@pytest.mark.parametrize(
    ("form", "address"),
    [
        (RobotForm.WECOM, "http://qyapi.weixin.qq.com/x"),
        (RobotForm.WECOM, "https://qyapi.weixin.qq.com.elsewhere.example/x"),
        (RobotForm.WECOM, "https://qyapi.weixin.qq.com@127.0.0.1/x"),
        (RobotForm.WECOM, "https://qyapi.weixin.qq.com:8443/x"),
        (RobotForm.FEISHU, "https://127.0.0.1/x"),
        (RobotForm.DINGTALK, "file:///etc/passwd"),
        (RobotForm.DINGTALK, "https://[nonsense"),
        (RobotForm.PLAIN, "http://127.0.0.1:9/hook"),
        (RobotForm.PLAIN, ""),
    ],
)
def test_no_other_address_is(form: RobotForm, address: str) -> None:
    assert not is_allowed(form, address)


def test_a_program_of_the_office_is_allowed_once_it_is_listed() -> None:
    assert is_allowed(RobotForm.PLAIN, "http://127.0.0.1:9/hook", ("127.0.0.1:9",))
    assert not is_allowed(RobotForm.PLAIN, "http://127.0.0.1:10/hook", ("127.0.0.1:9",))
