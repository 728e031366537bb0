"""What a group chat's robot is sent, how it is signed, and what its answer means. Pure.

WeCom 群机器人, DingTalk 自定义机器人 and Feishu 自定义机器人, after their makers' documentation; ``plain`` is one JSON
object for a program of the office's own. All of them answer 200 to a refused message, so the body decides.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote_plus, urlsplit

JsonObject = dict[str, object]
ANSWER_LENGTH = 300
LOOK_ALIKES = str.maketrans("\n`*_[]<>@#", " ＇＊＿［］＜＞＠＃")


class RobotForm(StrEnum):
    """Whose robot it is."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    PLAIN = "plain"


# Bytes of UTF-8 that a message's text may have.
LONGEST: Mapping[RobotForm, int] = {
    RobotForm.WECOM: 4096,
    RobotForm.DINGTALK: 18_000,
    RobotForm.FEISHU: 18_000,
    RobotForm.PLAIN: 64_000,
}
# Hosts that a robot's address may name. ``plain`` ones are listed by whoever runs the site.
HOSTS: Mapping[RobotForm, str] = {
    RobotForm.WECOM: "qyapi.weixin.qq.com",
    RobotForm.DINGTALK: "oapi.dingtalk.com",
    RobotForm.FEISHU: "open.feishu.cn",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in words: title, one line for each fact, and the page that it is about. ``key`` names it for ever."""

    key: str
    title: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One request to make: where, and the JSON body."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the message was taken, and the answer in short."""

    taken: bool
    words: str


def is_allowed(form: RobotForm, address: str, hosts: tuple[str, ...] = ()) -> bool:
    """May messages go to this address? Only over https to the maker's host; ``plain`` to one of ``hosts``.

    Whoever enters an address must not make the server speak to machines inside its own network.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username or parts.password:
        return False
    if form is RobotForm.PLAIN:
        return parts.scheme in ("http", "https") and (host in hosts or f"{host}:{port}" in hosts)
    return parts.scheme == "https" and host == HOSTS[form] and port in (None, 443)


def compose(form: RobotForm, letter: Letter, *, address: str, secret: str, at: datetime) -> Post:
    """The request that carries a letter. ``at`` goes into the signature; robots refuse one over an hour old."""
    body = _BODIES[form](letter)
    if secret and form is RobotForm.DINGTALK:
        address += ("&" if "?" in address else "?") + _dingtalk_signature(secret, at)
    elif secret and form is RobotForm.FEISHU:
        body |= _feishu_signature(secret, at)
    return Post(address, json.dumps(body, ensure_ascii=False).encode())


def understand(form: RobotForm, status: int, body: bytes) -> Answer:
    """What the robot's answer means. ``status`` is the HTTP status."""
    if form is RobotForm.PLAIN:
        return Answer(200 <= status < 300, str(status))
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        return Answer(taken=False, words=f"HTTP {status}")
    code = values.get("errcode", values.get("code", values.get("StatusCode")))
    words = str(values.get("errmsg") or values.get("msg") or values.get("StatusMessage") or "")
    return Answer(status == 200 and code == 0, f"{code} {words}".strip()[:ANSWER_LENGTH])


def _wecom(letter: Letter) -> JsonObject:
    return {"msgtype": "markdown", "markdown": {"content": _markdown(letter, RobotForm.WECOM)}}


def _dingtalk(letter: Letter) -> JsonObject:
    return {"msgtype": "markdown", "markdown": {"title": letter.title, "text": _markdown(letter, RobotForm.DINGTALK)}}


def _feishu(letter: Letter) -> JsonObject:
    words = "\n".join(part for part in (letter.title, *letter.lines, letter.link) if part)
    return {"msg_type": "text", "content": {"text": _cut(words, LONGEST[RobotForm.FEISHU])}}


def _plain(letter: Letter) -> JsonObject:
    return {"key": letter.key, "title": letter.title, "lines": list(letter.lines), "link": letter.link}


_BODIES: Mapping[RobotForm, Callable[[Letter], JsonObject]] = {
    RobotForm.WECOM: _wecom,
    RobotForm.DINGTALK: _dingtalk,
    RobotForm.FEISHU: _feishu,
    RobotForm.PLAIN: _plain,
}


def _markdown(letter: Letter, form: RobotForm) -> str:
    """A heading, a line each, and the link. Cut by whole characters where the robot takes no more."""
    link = f"\n\n[{letter.link}]({letter.link})" if letter.link else ""
    room = LONGEST[form] - len(link.encode())
    return _cut("\n\n".join((f"### {_literal(letter.title)}", *map(_literal, letter.lines))), room) + link


def _literal(words: str) -> str:
    """Words in which nothing is markup: a unit's name or a note must not make links or mention everybody.

    Robots differ in what a backslash does, so full-width look-alikes stand for what could be markup.
    """
    return words.translate(LOOK_ALIKES)


def _cut(words: str, room: int) -> str:
    whole = words.encode()
    return words if len(whole) <= room else whole[: room - 3].decode(errors="ignore") + "…"


def _dingtalk_signature(secret: str, at: datetime) -> str:
    stamp = str(round(at.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return f"timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"


def _feishu_signature(secret: str, at: datetime) -> JsonObject:
    """Feishu signs an empty message with timestamp and secret as the key."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(digest).decode("ascii")}
