"""Rows made ready in a second process are those made ready here, and nobody is left behind."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from datetime import date

import pytest

from luoshi.files import keep_original
from luoshi.registers.importing import Plan, guess_mapping, read_rows, ready_parts
from luoshi.registers.importing import elsewhere as elsewhere_module
from luoshi.registers.importing.elsewhere import CheckerEnded, parts_from_elsewhere
from luoshi.secrecy import new_keyring
from tests.registers.conftest import KEEPER


@pytest.fixture
def plan(tmp_path, pack) -> Plan:
    rows = [
        {"编号": f"A{at}", "树种": "香樟", "树高": at, "栽植日期": "2026-03-05", "管护人身份证号": KEEPER}
        for at in range(1, 6)
    ]
    rows.append({"编号": "A1", "树种": "什么树", "栽植日期": "昨天"})
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    register = pack.register("trees")
    mapping = guess_mapping(register.schema, read_rows(data).headings)
    digest = keep_original(tmp_path / "files", data)
    return Plan(tmp_path / "files", digest, register, mapping, new_keyring(), "register.trees.", date(2026, 6, 30))


def told(rows):
    """All but what is sealed anew each time."""
    return [
        row._replace(content=row.content._replace(sealed="") if row.content else None) for part in rows for row in part
    ]


def test_they_are_the_same_from_where_one_likes(plan: Plan) -> None:
    here = list(ready_parts(plan, 1, 2))

    found = list(parts_from_elsewhere(plan, 1, 2))

    assert told(found) == told(here)
    assert [len(part) for part in found] == [2, 2, 1]
    assert found[-1][-1].content is None
    assert found[-1][-1].faults


def test_a_process_that_dies_is_no_end_of_the_file(plan: Plan, tmp_path, monkeypatch) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\ncat > /dev/null; exit 3\n")
    broken.chmod(0o700)
    monkeypatch.setattr(elsewhere_module.sys, "executable", str(broken))

    with pytest.raises(CheckerEnded) as caught:
        list(parts_from_elsewhere(plan, 0, 2))

    assert caught.value.code == 3
    assert sys.executable == str(broken)


def test_it_ends_without_a_word_when_nobody_reads_any_more(plan: Plan) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", elsewhere_module.__name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    child.stdout.close()

    _, said = child.communicate(pickle.dumps((plan, 0, 2)))

    assert (child.returncode, said) == (0, b"")
