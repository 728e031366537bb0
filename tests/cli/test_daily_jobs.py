"""What the site does once a day: counting rows for SQLite, and sweeping up what was left half-written."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from luoshi.cli import reminding
from luoshi.cli.reminding import count_rows, remind_job
from luoshi.cli.tidying import tidy_job
from luoshi.ledger.actions.reminding import DayRun

NOW = datetime(2026, 3, 5, 8, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.django_db
def test_sqlite_counts_what_its_indexes_hold_and_postgresql_needs_no_telling(district):
    heard = Heard()
    with connection.execute_wrapper(heard):
        count_rows()

    if connection.vendor == "sqlite":
        assert heard.statements == ["PRAGMA analysis_limit=400", "ANALYZE"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'people_organisation'")
            assert cursor.fetchone()[0] > 0
    else:
        assert heard.statements == []


class Heard:
    """Notes what the database is told."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)


@pytest.mark.parametrize(("lamps", "counted"), [(3, 1), (0, 0)])
def test_rows_are_counted_in_the_minute_that_writes_the_new_days_lamps_and_in_no_other(monkeypatch, lamps, counted):
    rounds = []
    monkeypatch.setattr(reminding, "run_day", lambda at: DayRun(lamps, 0, 0))
    monkeypatch.setattr(reminding, "count_rows", lambda: rounds.append(1))
    remind_job(lambda: NOW)
    assert len(rounds) == counted


@pytest.fixture
def files(settings, tmp_path):
    settings.LUOSHI_FILES = tmp_path
    (tmp_path / "evidence").mkdir()
    return tmp_path


def leave(path, age: timedelta):
    path.write_bytes(b"half")
    moment = (NOW - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_what_a_killed_upload_left_is_swept_up_and_nothing_else(files):
    old = leave(files / ".incoming-old", timedelta(days=2))
    deeper = leave(files / "evidence" / ".incoming-older", timedelta(days=9))
    running = leave(files / ".incoming-running", timedelta(hours=1))
    kept = leave(files / "evidence" / ("0" * 64), timedelta(days=400))

    assert tidy_job(lambda: NOW) == "清理 2 · 2 removed"
    assert [each.exists() for each in (old, deeper, running, kept)] == [False, False, True, True]


def test_it_is_swept_once_a_day(files):
    assert tidy_job(lambda: NOW) == ""
    left = leave(files / ".incoming-old", timedelta(days=2))

    assert tidy_job(lambda: NOW + timedelta(hours=23)) == ""
    assert left.exists()
    assert tidy_job(lambda: NOW + timedelta(days=1)) == "清理 1 · 1 removed"


def test_before_anything_was_kept_there_is_nothing_to_sweep(settings, tmp_path):
    settings.LUOSHI_FILES = tmp_path / "none"
    assert tidy_job(lambda: NOW) == ""
    assert not (tmp_path / "none").exists()
