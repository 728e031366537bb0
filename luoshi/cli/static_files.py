"""The site's static files, collected into the home: again whenever the program brings others than lie there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = "static.sha256"  # beside the folder and not in it: what lies in that is served


def collect_static() -> bool:
    """Collect them unless those there are this program's; whether it was done. To find out takes a tenth of a second.

    The files of the version before stay: whoever has an old page open still gets what belongs to it.
    """
    stamp: Path = settings.LUOSHI_HOME / STAMP
    brought = digest_of_static()
    try:
        collected = stamp.read_text(encoding="ascii") if stamp.is_file() else ""
        if collected == brought and (settings.STATIC_ROOT / "staticfiles.json").is_file():
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(brought, encoding="ascii")
    except OSError as error:
        raise click.ClickException(f"{stamp.parent} 无法写入 · cannot be written: {error.strerror}") from error
    return True


def digest_of_static() -> str:
    """Over the names and the bytes of everything that would be collected, and over how it is stored."""
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    files = sorted((path, storage) for finder in get_finders() for path, storage in finder.list(None))
    for path, storage in files:
        with storage.open(path) as file:
            total.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return total.hexdigest()
