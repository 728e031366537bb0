"""How a message leaves the site: by e-mail, or as one request to a group's robot."""

from __future__ import annotations

import http.client
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from luoshi.ledger.actions.delivering import SECRET_CONTEXT
from luoshi.ledger.checking_choices import Channel
from luoshi.ledger.models import Message
from luoshi.ledger.robots import Answer, Letter, Post, RobotForm, compose, is_allowed, understand
from luoshi.secrecy import CannotUnseal, unseal

TIMEOUT = 20  # seconds, well within the lease
LARGEST_ANSWER = 64 * 1024

Sender = Callable[[Message, Letter, datetime], Answer]


def send_email(message: Message, letter: Letter, at: datetime) -> Answer:
    """To the recipient's address, plain text."""
    address = message.recipient.email if message.recipient else ""
    if not address:
        return Answer(taken=False, words="no address")
    words = "\n\n".join(part for part in (*letter.lines, letter.link) if part)
    mail = EmailMessage(letter.title, words, to=[address], headers={"X-Luoshi-Key": letter.key})
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        return Answer(taken=False, words=f"{type(error).__name__}: {error}")
    return Answer(taken=True, words="sent")


def send_to_robot(message: Message, letter: Letter, at: datetime) -> Answer:
    """One POST, never following a redirect. The address is checked again: rules may have changed since it was set."""
    hook = message.hook
    if hook is None or not hook.is_active:
        return Answer(taken=False, words="robot stopped")
    form = RobotForm(hook.form)
    if not is_allowed(form, hook.address, tuple(settings.LUOSHI_HOOK_HOSTS)):
        return Answer(taken=False, words="address not allowed")
    try:
        secret = unseal(hook.secret, settings.LUOSHI_KEYRING, context=SECRET_CONTEXT) if hook.secret else ""
    except CannotUnseal as error:
        return Answer(taken=False, words=f"secret: {error.code}")
    return _post(form, compose(form, letter, address=hook.address, secret=secret, at=at))


SENDERS: dict[str, Sender] = {Channel.EMAIL.value: send_email, Channel.WEBHOOK.value: send_to_robot}


def _post(form: RobotForm, post: Post) -> Answer:
    parts = urlsplit(post.address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = _connect(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.request("POST", path or "/", post.body, {"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        return understand(form, answer.status, answer.read(LARGEST_ANSWER))
    except (OSError, http.client.HTTPException) as error:
        return Answer(taken=False, words=f"{type(error).__name__}: {error}")
    finally:
        connection.close()


def _connect(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)
