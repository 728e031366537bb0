"""``luoshi init``: what the folder holds afterwards."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys

import pytest

from tests.homes import bare_environment


def luoshi(home, *words, **variables):
    """Run the command as a user would, in its own process."""
    return subprocess.run(
        [sys.executable, "-c", "from luoshi.cli import main; main()", *words],
        env={**bare_environment(), "LUOSHI_HOME": str(home), **variables},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


HELD = "SELECT username, role FROM people_user u JOIN people_rolegrant g ON g.user_id = u.id ORDER BY username"


def ask(home, question):
    with sqlite3.connect(home / "db.sqlite3") as database:
        return database.execute(question).fetchall()


@pytest.fixture(scope="module")
def demo_home(made_demo, tmp_path_factory):
    home = made_demo.copied_to(tmp_path_factory.mktemp("demo") / "home")
    return home, made_demo.printed.replace(str(made_demo.home), str(home))


def test_a_new_home_has_a_secret_a_database_and_a_first_login(made_home, tmp_path):
    home = made_home.copied_to(tmp_path / "deep" / "home")

    assert "admin / " in made_home.printed
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "field.keys").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert ask(home, HELD) == [
        ("admin", "system_admin"), ("audit", "audit_admin"), ("ducha", "supervisor"), ("security", "security_admin"),
    ]  # fmt: skip
    assert (home / "static" / "staticfiles.json").is_file()

    key, fields = (home / "secret.key").read_text(), (home / "field.keys").read_text()
    again = luoshi(home, "init")

    assert again.returncode == 0, again.stderr
    assert "admin" not in again.stdout
    assert (home / "secret.key").read_text() == key
    assert (home / "field.keys").read_text() == fields


def test_the_demo_shows_every_feature(demo_home):
    home, _ = demo_home

    assert len(ask(home, "SELECT 1 FROM people_organisation")) >= 25
    assert {role for (role,) in ask(home, "SELECT role FROM people_rolegrant")} == {
        "supervisor", "leader", "reporter", "viewer", "approver", "deputy", "auditor",
        "system_admin", "security_admin", "audit_admin",
    }  # fmt: skip
    assert {status for (status,) in ask(home, "SELECT DISTINCT status FROM ledger_commitment")} == {
        "proposed", "confirmed", "rejected", "replaced",
    }  # fmt: skip
    changes = {change for (change,) in ask(home, "SELECT DISTINCT change FROM ledger_commitmentrevision")}
    assert changes == {
        "read", "added", "split", "merged", "confirmed", "corrected", "rejected", "replaced", "assigned",
    }  # fmt: skip
    kept = {path.name for path in (home / "files").iterdir()}  # the reports, and every file that was brought in
    reports = {digest for (digest,) in ask(home, "SELECT source_digest FROM ledger_report")}
    assert len(reports) == 2
    assert reports <= kept
    assert len(ask(home, "SELECT 1 FROM ledger_commitment WHERE lead_id IS NOT NULL")) > 20


def test_the_demo_prints_its_logins_and_keeps_them_private(demo_home):
    home, printed = demo_home

    password = (home / "demo-logins.csv").read_text(encoding="utf-8").split(",")[1]
    assert "ducha" in printed
    assert password in printed
    assert stat.S_IMODE((home / "demo-logins.csv").stat().st_mode) == 0o600


OPEN_ALL = """
import django
django.setup()
from luoshi.matters.actions.parties import read_party
from luoshi.matters.models import Party
print(sum(bool(read_party(each).name) for each in Party.objects.all()))
"""


def test_what_the_demo_sealed_opens_with_the_home_s_keys(demo_home):
    home, _ = demo_home
    variables = {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.project.settings"}

    opened = subprocess.run(
        [sys.executable, "-c", OPEN_ALL], env={**bare_environment(), **variables}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert opened.returncode == 0, opened.stderr
    assert int(opened.stdout) > 20


def test_the_demo_s_journal_is_whole(demo_home):
    home, _ = demo_home

    checked = luoshi(home, "verify")

    assert checked.returncode == 0, checked.stdout


def test_the_demo_twice_is_the_demo_once(demo_home):
    home, printed = demo_home
    before = ask(home, "SELECT count(*) FROM ledger_commitmentrevision")

    again = luoshi(home, "init", "--demo")

    assert again.returncode == 0, again.stderr
    assert again.stdout == printed
    assert ask(home, "SELECT count(*) FROM ledger_commitmentrevision") == before


def test_the_demo_does_not_go_into_a_home_that_is_in_use(made_home, tmp_path):
    home = made_home.copied_to(tmp_path / "home")

    refused = luoshi(home, "init", "--demo")

    assert refused.returncode == 1
    assert "已有真实数据" in refused.stderr
    assert len(ask(home, "SELECT 1 FROM people_user")) == 4


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"LUOSHI_UPLOAD_MB": "x"}, "LUOSHI_UPLOAD_MB='x'"),
        ({"LUOSHI_DATABASE_URL": "mysql://a/b"}, "LUOSHI_DATABASE_URL"),
        ({"LUOSHI_DATABASE_URL": "postgresql://a@127.0.0.1:1/b"}, "数据库无法使用"),
    ],
)
def test_what_is_set_wrong_is_named_without_a_traceback(tmp_path, variables, words):
    refused = luoshi(tmp_path / "home", "init", **variables)

    assert refused.returncode == 1
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_home_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()

    refused = luoshi(tmp_path / "file" / "home", "init")

    assert refused.returncode == 1
    assert "file" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_demo_has_a_year_of_checking(demo_home):
    home, _ = demo_home

    assert {colour for (colour,) in ask(home, "SELECT DISTINCT colour FROM ledger_commitmentstate")} >= {
        "red", "yellow", "green",
    }  # fmt: skip
    assert {kind for (kind,) in ask(home, "SELECT DISTINCT kind FROM ledger_check")} == {
        "verified", "returned", "on_site",
    }  # fmt: skip
    assert {kind for (kind,) in ask(home, "SELECT DISTINCT kind FROM ledger_dutystep")} >= {
        "dispatched", "signed", "refused", "upheld", "rerouted",
    }  # fmt: skip
    assert len(ask(home, "SELECT 1 FROM ledger_notice")) > 0
    assert len(ask(home, "SELECT 1 FROM ledger_goal WHERE parent_id IS NOT NULL")) > 0
    refused = "SELECT 1 FROM ledger_dutystep s JOIN ledger_duty d ON d.id = s.duty_id WHERE s.kind = 'refused'"
    assert ask(home, refused)
    assert ask(home, f"{refused} AND date(s.at) > d.refuse_by") == []


def test_whatever_ended_in_the_demo_went_through_three_hands(demo_home):
    home, _ = demo_home

    steps = (
        "SELECT s.id, s.ending, count(DISTINCT t.by_id) FROM ledger_settlement s "
        "JOIN ledger_settlementstep t ON t.settlement_id = s.id WHERE s.state = 'signed' GROUP BY s.id"
    )
    ended = ask(home, steps)
    assert {ending for _, ending, _ in ended} == {"settled", "carried_over", "dropped"}
    assert all(people == 3 for _, _, people in ended)
    papers = "SELECT DISTINCT t.settlement_id FROM ledger_evidence e JOIN ledger_settlementstep t ON t.id = e.step_id"
    assert {pk for pk, _, _ in ended} <= {pk for (pk,) in ask(home, papers)}
