"""``luoshi serve``: it answers, and it says why when it does not start."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time

import pytest
from test_office_init import luoshi

from tests.homes import bare_environment


@pytest.fixture(scope="module")
def home(made_home, tmp_path_factory):
    return made_home.copied_to(tmp_path_factory.mktemp("serve") / "home")


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def wait_until_it_answers(port, seconds=30):
    for _ in range(seconds * 10):
        try:
            return get(port, "/")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


def test_it_serves_until_it_is_stopped(home, port):
    server = subprocess.Popen(
        [sys.executable, "-c", "from luoshi.cli import main; main()", "serve", "--port", str(port)],
        env={**bare_environment(), "LUOSHI_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        status, headers, _ = wait_until_it_answers(port)
        assert (status, headers["location"]) == (302, "/login/?next=/")
        assert "unsafe" not in headers["content-security-policy"]

        status, _, page = get(port, "/login/")
        assert status == 200
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert get(port, style)[0] == 200
        assert get(port, "/nowhere/")[0] in {302, 404}

        taken = luoshi(home, "serve", "--port", str(port))
        assert taken.returncode == 1
        assert f"127.0.0.1:{port} 不能使用" in taken.stderr
    finally:
        server.send_signal(signal.SIGINT)
        printed, _ = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/" in printed
    assert "Traceback" not in printed


def test_a_home_that_was_never_made_is_refused_and_not_made(tmp_path):
    refused = luoshi(tmp_path / "home", "serve")

    assert refused.returncode == 1
    assert "luoshi init" in refused.stderr
    assert not (tmp_path / "home").exists()


def test_a_home_of_an_older_version_is_refused(made_home, tmp_path):
    home = made_home.copied_to(tmp_path / "home")
    (home / "db.sqlite3").unlink()

    refused = luoshi(home, "serve")

    assert refused.returncode == 1
    assert "与当前版本不符" in refused.stderr


@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "x"), ("--workers", "0")])
def test_nonsense_is_a_usage_error(home, words):
    assert luoshi(home, "serve", *words).returncode == 2


def test_a_host_that_is_not_ours_is_refused(home, port):
    refused = luoshi(home, "serve", "--host", "192.0.2.1", "--port", str(port))

    assert refused.returncode == 1
    assert "192.0.2.1" in refused.stderr
