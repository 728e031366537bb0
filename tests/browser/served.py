"""A real site for the browser: made by ``luoshi init --demo``, served by ``luoshi serve``."""

from __future__ import annotations

import csv
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.homes import ROOT, MadeHome, bare_environment

PATIENCE = 30.0  # seconds until a served site must answer


@dataclass(frozen=True)
class Site:
    """Where the site answers, the password of every demo login, and the folder with its database."""

    address: str
    password: str
    home: Path


@contextmanager
def started_site(demo: MadeHome, folder: Path) -> Iterator[Site]:
    """A copy of the demo under ``folder``, served the way a newcomer does it, stopped at the end."""
    if not (ROOT / "luoshi/office/static/vendor/echarts.common.min.js").exists():
        pytest.fail("the browser's libraries are missing: run `python hatch_build.py` first")
    home, log, port = demo.copied_to(folder / "home"), folder / "serve.log", free_port()
    environment = {**bare_environment(), "LUOSHI_HOME": str(home)}
    with log.open("wb") as words:
        serve = [sys.executable, "-m", "luoshi", "serve", "--port", str(port)]
        served = subprocess.Popen(serve, env=environment, cwd=folder, stdout=words, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, served, log)
            with (home / "demo-logins.csv").open(encoding="utf-8", newline="") as file:
                password = next(csv.reader(file))[1]
            yield Site(address, password, home)
        finally:
            served.terminate()
            served.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str, served: subprocess.Popen[bytes], log: Path) -> None:
    """Until the site answers; with its own words if it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and served.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("luoshi serve did not answer:\n" + log.read_text(errors="replace"))
