"""The demo's casework shows every mechanism at every stage and in every state."""

from __future__ import annotations

import csv
import sqlite3

from luoshi.mechanisms import load_shelf

LIVE = "status IN ('received', 'open', 'paused')"


def test_demo_casework_is_in_every_stage_and_every_state(made_demo):
    with sqlite3.connect(f"file:{made_demo.home / 'db.sqlite3'}?mode=ro", uri=True) as database:
        ask = database.execute

        declared = {
            (each.name, stage.name) for pack in load_shelf() for each in pack.mechanisms for stage in each.stages
        }
        live = ask(f"SELECT mechanism_name, stage FROM matters_matter WHERE {LIVE}").fetchall()
        assert declared - set(live) == set()
        states = {state for (state,) in ask("SELECT DISTINCT status FROM matters_matter")}
        assert states == {"received", "open", "paused", "closed", "merged"}
        assert ask(f"SELECT 1 FROM matters_matter WHERE {LIVE} AND due_at < datetime('now')").fetchone()
        assert ask(f"SELECT 1 FROM matters_matter WHERE {LIVE} AND redo_count > 0").fetchone()
        assert ask("SELECT 1 FROM matters_step WHERE because = 'overdue'").fetchone()
        assert ask("SELECT 1 FROM matters_incident WHERE kind = 'returned_twice' AND solved_at IS NULL").fetchone()
        assert not ask("SELECT 1 FROM matters_clock WHERE next_at < datetime('now', '-1 day')").fetchone()


def test_the_demo_prints_codes_for_the_public_door_and_its_database_has_none_of_them(made_demo):
    with (made_demo.home / "demo-codes.csv").open(encoding="utf-8", newline="") as file:
        codes = list(csv.reader(file))
    stored = (made_demo.home / "db.sqlite3").read_bytes()

    assert len(codes) == 3
    for number, query_code, title in codes:
        assert f"{number}  {query_code}  {title}" in made_demo.printed
        assert query_code.encode() not in stored
        assert number.encode() in stored
