"""How a corpus is cut into parts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from invented import fill, report

import luoshi
from luoshi.corpus import NoDocumentsError
from luoshi.corpus._documents import find_documents
from luoshi.corpus._parts import cut_parts, part_size

NOWHERE = Path("/nowhere")


def names(folder: Path) -> list[str]:
    return [part.name for part in cut_parts(find_documents(folder, leave_out=NOWHERE))]


def ids(folder: Path) -> list[str]:
    return [document.id for document in find_documents(folder, leave_out=NOWHERE)]


def test_every_document_is_in_one_part_and_the_same_corpus_gives_the_same_parts(tmp_path: Path) -> None:
    fill(tmp_path, 30, kilobytes=60)
    parts = list(cut_parts(find_documents(tmp_path, leave_out=NOWHERE)))
    held = [identity for part in parts for identity in part.documents.column("id").to_pylist()]
    assert held == ids(tmp_path)
    assert len(held) == 30
    assert 3 < len(parts) <= 30
    assert [part.name for part in parts] == names(tmp_path)


def test_the_process_that_cuts_parts_does_not_wait_for_the_vocabulary() -> None:
    script = "import sys; from luoshi.corpus import read_corpus; from luoshi.corpus._parts import reading_version"
    script += "; print(reading_version(), 'luoshi.reading._assemble' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert told == [f"{luoshi.__version__}+{luoshi.read('。').version}", "False"]


@pytest.mark.parametrize("change", ["added", "changed", "removed"])
def test_a_change_leaves_most_parts_as_they_were(tmp_path: Path, change: str) -> None:
    fill(tmp_path, 60, kilobytes=60)
    before = names(tmp_path)
    changed = tmp_path / "第3县" / ("2003a.txt" if change == "added" else "2003.txt")
    if change == "removed":
        changed.unlink()
    else:
        changed.write_text(report(999), encoding="utf-8")
    after = names(tmp_path)
    assert 1 <= len(set(before) - set(after)) <= 3


def test_a_growing_corpus_seldom_changes_the_size_of_a_part() -> None:
    sizes = [part_size(total) for total in range(0, 10**9, 10**6)]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) < 8


def test_hidden_files_the_output_and_nothing_else_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    out = tmp_path / "in" / "out"
    fill(out, 2)
    (tmp_path / "in" / ".hidden").write_text("x")
    corpus = find_documents(tmp_path / "in", leave_out=out)
    assert [document.id for document in corpus] == ["第0县/2000.txt", "第1县/2001.txt", "第2县/2002.txt"]


def test_a_file_name_that_is_no_utf_8_still_has_an_id(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xd4\xc6.txt", "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(report(1))
    (part,) = cut_parts(find_documents(tmp_path, leave_out=NOWHERE))
    assert part.documents.column("id").to_pylist() == ["\\xd4\\xc6.txt"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentsError):
        find_documents(tmp_path, leave_out=NOWHERE)


def test_a_table_gives_its_rows_with_their_ids_or_their_place(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"id": ["x", None], "text": [report(1), report(2)], "other": [1, 2]}), tmp_path / "a.parquet"
    )
    pq.write_table(pa.table({"bytes": [report(3).encode()]}), tmp_path / "b.parquet")
    assert ids(tmp_path) == ["x", "a.parquet#1", "b.parquet#0"]


def test_a_table_that_cannot_be_used_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 torn")
    pq.write_table(pa.table({"words": ["x"]}), tmp_path / "b.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "c.parquet")
    faults = [document.fault for document in find_documents(tmp_path, leave_out=NOWHERE)]
    assert len(faults) == 4
    assert all(faults)
