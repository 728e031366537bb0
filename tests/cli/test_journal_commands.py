"""``luoshi seal`` and ``luoshi verify``, run as a timer and an auditor run them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.homes import bare_environment

COMMAND = "from luoshi.cli import main; main()"
WRITE = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from luoshi.journal.actions import record
from luoshi.people.models import Organisation
subject = Organisation(pk=77)
for hours in (0, 6, 24, 30, 48):
    record(by=None, action="organisation.tried", subject=subject, at=datetime(2026, 3, 5, 4, tzinfo=UTC)
           + timedelta(hours=hours), why="试写")
"""


def python(home, code, *words):
    env = {**bare_environment(), "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.project.settings"}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def luoshi(home, *words):
    return python(home, COMMAND, *words)


def tamper(home, *statements):
    """As somebody with the file in hand: the guards go first."""
    with sqlite3.connect(home / "db.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)


@pytest.fixture(scope="module")
def made(made_home, tmp_path_factory):
    """A new home with five lines about one object in March, sealed, the roots kept beside it."""
    home = made_home.copied_to(tmp_path_factory.mktemp("journal") / "home")
    written = python(home, WRITE)
    assert written.returncode == 0, written.stderr
    sealed = luoshi(home, "seal", "--keep", str(home / "kept.csv"))
    assert sealed.returncode == 0, sealed.stderr
    assert "2026-03-05 已封存 2 条 · sealed 2 lines" in sealed.stdout
    return home


@pytest.fixture
def home(made, tmp_path):
    """A copy of it to do with as one likes."""
    return shutil.copytree(made, tmp_path / "home")


def test_an_untouched_journal_holds(home):
    checked = luoshi(home, "verify", "--kept", str(home / "kept.csv"))

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "日志完好" in checked.stdout
    assert "the journal holds" in checked.stdout


def test_sealing_again_seals_and_keeps_nothing_more(home):
    kept = (home / "kept.csv").read_text(encoding="utf-8")

    again = luoshi(home, "seal", "--keep", str(home / "kept.csv"))

    assert "已封存" not in again.stdout
    assert "已抄存 0 日" in again.stdout
    assert (home / "kept.csv").read_text(encoding="utf-8") == kept
    assert kept.splitlines()[0] == "number,day,digest"


def test_a_changed_line_is_named_and_the_command_fails(home):
    tamper(
        home,
        "UPDATE journal_line SET why = '另有原因' WHERE action = 'organisation.tried' AND at LIKE '2026-03-06 04%'",
    )

    checked = luoshi(home, "verify")

    assert checked.returncode == 1
    assert "单位 77 第" in checked.stdout
    assert "条内容被改动（2026年3月6日 12:00，organisation.tried） · people.organisation 77 #" in checked.stdout
    assert "发现 1 处问题" in checked.stdout


def test_a_chain_cut_off_and_sealed_anew_is_found_by_what_was_kept(home):
    last = "(SELECT max(number) FROM journal_line WHERE action = 'organisation.tried')"
    tamper(
        home, f"DELETE FROM journal_line WHERE action = 'organisation.tried' AND number = {last}",
        "DELETE FROM journal_head", "DELETE FROM journal_root",
    )  # fmt: skip
    luoshi(home, "seal")

    assert luoshi(home, "verify").returncode == 0
    checked = luoshi(home, "verify", "--kept", str(home / "kept.csv"))

    assert checked.returncode == 1
    assert "日封存值 第3个与封存时不符（2026年3月7日）" in checked.stdout


def test_only_what_came_since_a_day_can_be_checked(home):
    tamper(home, "UPDATE journal_line SET why = '另有原因' WHERE at LIKE '2026-03-05 04%'")

    assert luoshi(home, "verify", "--from", "2026-03-06").returncode == 0
    assert luoshi(home, "verify").returncode == 1


@pytest.mark.parametrize("words", ["1,2026-03-05\n", "one,2026-03-05,00\n", "1,5 March,00\n"])
def test_a_file_that_keeps_no_roots_is_refused_with_its_line(home, words):
    (home / "kept.csv").write_text(f"number,day,digest\n{words}", encoding="utf-8")

    refused = luoshi(home, "verify", "--kept", str(home / "kept.csv"))

    assert refused.returncode == 1
    assert "第2行" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_home_that_is_not_made_is_refused(tmp_path):
    refused = luoshi(tmp_path / "none", "verify")

    assert refused.returncode == 1
    assert "luoshi init" in refused.stderr
