"""``luoshi init`` and ``luoshi serve``: make the office's data folder, and serve its pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from luoshi.cli.office_home import make_home, refuse_taken_port, refuse_unready, start_django
from luoshi.cli.static_files import collect_static

ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104  compared, never bound
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WORKERS, THREADS = 2, 4


@click.command()
@click.option("--demo", is_flag=True, help="放入虚构的演示区 · put an invented district into it")
def init(*, demo: bool) -> None:
    """建立数据目录（LUOSHI_HOME，默认 ./luoshi-data），可重复运行。

    Make the data folder: secret, database, static files. Safe to run again, and needed after every upgrade.
    """
    start_django()
    make_home()
    from django.conf import settings
    from django.utils import timezone

    from luoshi.cli import demo_logins, office_people
    from luoshi.cli.pack_adopting import adopt_packs

    for line in () if demo else adopt_packs(at=timezone.now()):
        click.echo(line, err=True)
    if demo:
        from luoshi.cli.demo_seeding import seed_demo

        seed_demo()
    elif office_people.is_empty():
        click.echo("首批账号（密码只显示这一次）· first logins, shown only once:")
        for login in office_people.add_first_users(timezone.now()):
            click.echo(f"  {login.username} / {login.password}　{login.title}")
    click.echo(f"数据目录已就绪 · ready: {settings.LUOSHI_HOME}")
    demo_logins.show()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 · address to listen on")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口 · port")
@click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1, 64), help="进程数 · processes")
@click.option("--timer/--no-timer", default=True, show_default=True,
              help="到期的事由本进程做（否则由系统定时器调用 luoshi tick）· do what is due by itself")  # fmt: skip
def serve(*, host: str, port: int, workers: int, timer: bool) -> None:
    """启动办公网站，按 Ctrl+C 停止。

    Serve the office's pages until Ctrl+C.
    """
    _allow_host(host)
    start_django()
    refuse_unready()
    refuse_taken_port(host, port)
    if collect_static():
        click.echo("页面文件已更新 · the pages' files were renewed")
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from luoshi.cli import demo_logins

    shown = "127.0.0.1" if host in ANY else host
    click.echo(f"请用浏览器打开 · open in a browser: http://{_in_address(shown)}:{port}/")
    demo_logins.show()
    with _timer() if timer else nullcontext():
        Granian(
            "luoshi.project.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()


@contextmanager
def _timer() -> Iterator[None]:
    """``luoshi tick`` beside the site, for as long as the site runs."""
    command = [sys.executable, "-m", "luoshi", "tick", "--forever", "--beside", str(os.getpid())]
    process = subprocess.Popen(command)  # noqa: S603  our own command
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _allow_host(host: str) -> None:
    """Listening on an address means answering to it; the workers read the variable when they start."""
    if host in LOOPBACK or os.environ.get("LUOSHI_HOSTS", "").strip():
        return
    os.environ["LUOSHI_HOSTS"] = ",".join(["localhost", "127.0.0.1", "[::1]", _in_address(host)])
    if host in ANY:
        click.echo("请把访问用的域名或地址写入 LUOSHI_HOSTS · name the hosts to answer to in LUOSHI_HOSTS", err=True)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
