"""``luoshi tick``: once for a system timer, or beside the site for as long as it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from test_office_init import luoshi

from tests.homes import ROOT


@pytest.fixture(scope="module")
def home(made_home, tmp_path_factory):
    return made_home.copied_to(tmp_path_factory.mktemp("tick") / "home")


def test_it_lists_its_jobs(home):
    listed = luoshi(home, "tick", "--list")
    assert listed.returncode == 0
    assert "deliver" in listed.stdout


def test_with_nothing_to_do_it_says_nothing(home):
    done = luoshi(home, "tick", "--only", "deliver")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_job_that_is_none_is_refused(home):
    refused = luoshi(home, "tick", "--only", "nonsense")
    assert refused.returncode == 2
    assert "nonsense" in refused.stderr


def test_before_init_it_says_what_to_do(tmp_path):
    refused = luoshi(tmp_path / "none", "tick")
    assert refused.returncode == 1
    assert "luoshi init" in refused.stderr


def test_the_timer_ends_when_its_site_is_killed(home):
    """The site is a shell here, killed as nothing can prepare for."""
    env = {**os.environ, "LUOSHI_HOME": str(home), "PYTHONPATH": str(ROOT)}
    script = f"{sys.executable} -m luoshi tick --forever --beside $$ & echo $!; wait"
    site = subprocess.Popen(["/bin/sh", "-c", script], env=env, stdout=subprocess.PIPE, text=True)
    timer = int(site.stdout.readline())
    time.sleep(3)
    assert _runs(timer)
    site.kill()
    site.wait()
    for _ in range(100):
        if not _runs(timer):
            return
        time.sleep(0.1)
    os.kill(timer, 9)
    raise AssertionError("the timer outlived its site")


def _runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
