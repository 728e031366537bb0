"""LUOSHI_HOME: one folder with all state. Making it, and telling whether it is ready to be served."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import closing
from pathlib import Path

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from luoshi.cli.static_files import collect_static
from luoshi.journal.origins import acting_from
from luoshi.secrecy import parse_keyring

SETTINGS = "luoshi.project.settings"


def start_django() -> None:
    """Load the settings; nonsense in a LUOSHI_* variable ends the command with its name.

    What the running command records from here on, the journal says came from it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(f"设置有误 · bad setting: {error}") from error
    context = click.get_current_context()
    context.with_resource(acting_from(f"command {context.info_name}"))


def make_home() -> None:
    """Folder, secrets, database and static files. Safe to run again; also what brings a home to a new version."""
    home: Path = settings.LUOSHI_HOME
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.LUOSHI_FILES.mkdir(mode=0o700, exist_ok=True)
        (home / "packs").mkdir(mode=0o700, exist_ok=True)  # for the place's own
        create_once(settings.SECRET_KEY_FILE, secrets.token_urlsafe(60))
        # The very keys that this process seals with: the settings were read before the file was there.
        create_once(settings.LUOSHI_KEYRING_FILE, settings.LUOSHI_KEYRING.to_json())
        settings.LUOSHI_KEYRING = parse_keyring(settings.LUOSHI_KEYRING_FILE.read_text(encoding="ascii"))
    except OSError as error:
        raise click.ClickException(f"{home} 无法写入 · cannot be written: {error.strerror}") from error
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise click.ClickException(f"数据库无法使用 · the database cannot be used: {error}") from error
    collect_static()


def create_once(path: Path, secret: str) -> None:
    """Write a secret of this home unless it has one. Of two inits at once the first to create the file wins."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)


def refuse_unready() -> None:
    """End the command when the home is not made, or was made by an older version."""
    home: Path = settings.LUOSHI_HOME
    if not settings.SECRET_KEY_FILE.is_file():
        raise click.ClickException(f"{home} 尚未建立，请先运行 luoshi init · not initialised: run luoshi init")
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise click.ClickException(f"数据库无法使用 · the database cannot be used: {error}") from error
    finally:
        connection.close()
    if behind:
        raise click.ClickException(
            f"{home} 与当前版本不符，请先运行 luoshi init · made by another version: run luoshi init"
        )


def refuse_taken_port(host: str, port: int) -> None:
    """End the command when something else listens there, or the host is not this machine's."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} 不能使用（{error.strerror}），可换端口：luoshi serve --port {port + 1}"
            f" · cannot be used, try another --port"
        ) from error
