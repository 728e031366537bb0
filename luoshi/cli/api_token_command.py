"""``luoshi api-token``: tokens with which programs hand matters in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from luoshi.cli.office_home import refuse_unready, start_django

if TYPE_CHECKING:
    from luoshi.people.models import ChannelToken


@click.command("api-token")
@click.argument("name", required=False)
@click.option("--organisation", "code", metavar="编码", help="渠道所属单位的编码 · code of the channel's organisation")
@click.option(
    "--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="有效天数 · days it is valid"
)
@click.option("--revoke", type=int, metavar="序号", help="作废这个令牌 · revoke the token of this number")
@click.option("--why", default="", help="作废的原因 · why it is revoked")
def api_token(*, name: str | None, code: str | None, days: int, revoke: int | None, why: str) -> None:
    """为热线、应用等渠道签发接口令牌（只显示一次）；不带名称则列出全部令牌。

    Make a token for the channel NAME of an organisation: shown once. Without a name, list all tokens.
    """
    start_django()
    refuse_unready()
    if revoke is not None:
        _revoke(revoke, why)
    elif name is None:
        _show_all()
    elif code is None:
        raise click.UsageError("请写明渠道所属单位 · say whose channel it is: --organisation CODE")
    else:
        _issue(name, code, days)


def _issue(name: str, code: str, days: int) -> None:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from luoshi.people.actions import issue_token
    from luoshi.people.errors import AlreadyClosed
    from luoshi.people.models import Organisation

    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        raise click.ClickException(f"没有编码为 {code} 的单位 · no organisation has the code {code}")
    try:
        issued = issue_token(by=None, name=name, organisation=organisation, days=days, at=timezone.now())
    except AlreadyClosed as refusal:
        raise click.ClickException(f"{organisation} 已撤销 · is closed") from refusal
    except ValidationError as refusal:
        raise click.ClickException(f"渠道名称应为1至40字 · a name has 1 to 40 characters: {name!r}") from refusal
    click.echo("令牌只显示这一次 · the token, shown only once:", err=True)
    click.echo(issued.secret)
    click.echo(_line(issued.token), err=True)


def _revoke(number: int, why: str) -> None:
    from django.utils import timezone

    from luoshi.people.actions import revoke_token
    from luoshi.people.errors import ReasonRequired
    from luoshi.people.models import ChannelToken

    token = ChannelToken.objects.filter(pk=number).first()
    if token is None:
        raise click.ClickException(f"没有 {number} 号令牌 · no token has the number {number}")
    try:
        click.echo(_line(revoke_token(by=None, token=token, why=why, at=timezone.now())))
    except ReasonRequired as refusal:
        raise click.UsageError("请写明原因 · say why: --why TEXT") from refusal


def _show_all() -> None:
    from luoshi.people.models import ChannelToken

    for token in ChannelToken.objects.select_related("channel__organisation"):
        click.echo(_line(token))


def _line(token: ChannelToken) -> str:
    """Number, organisation, channel, until when, last use."""
    from django.utils import timezone

    def day(moment: object) -> str:
        return f"{moment:%Y-%m-%d}" if moment else "—"

    state = "已作废 revoked" if token.revoked_at else f"至 until {day(timezone.localtime(token.ends_at))}"
    used = day(timezone.localtime(token.used_at)) if token.used_at else "—"
    channel = token.channel
    return f"{token.pk}　{channel.organisation} {channel.name}　{state}　最近使用 last used {used}"
