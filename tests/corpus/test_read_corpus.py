"""A whole corpus, from folder to folder."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from invented import DEADLY, PROMISES_IN_REPORT, fill, read_or_die, report

from luoshi.corpus import ForeignFolderError, Progress, Summary, read_corpus
from luoshi.corpus._documents import find_documents
from luoshi.corpus._parts import cut_parts
from luoshi.corpus.engines._local import read_locally


def rows(out: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(out).to_pylist()
    return sorted(found, key=lambda row: (str(row["document"]), str(row["start"]).zfill(9)))


def errors(out: Path) -> dict[str, str]:
    return {row["document"]: row["reason"] for row in pq.read_table(out / "_errors").to_pylist()}


def names(out: Path) -> set[str]:
    return {path.name for path in out.glob("part-*.parquet")}


def test_a_corpus_with_one_broken_file_in_a_hundred_is_read_but_for_these(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 200)
    (source / "第1县" / "2001.txt").write_bytes(b"\x00\x01\x02" * 50)
    (source / "第2县" / "2002.txt").write_bytes(b"")
    (source / "第3县" / "坏.pdf").write_bytes(b"%PDF-1.4\nnothing")
    told: list[Progress] = []
    summary = read_corpus(source, tmp_path / "out", workers=2, watch=told.append)
    assert summary == Summary(
        documents=201, promises=198 * PROMISES_IN_REPORT, errors=3, reasons=summary.reasons, read=201
    )
    assert set(errors(tmp_path / "out")) == {"第1县/2001.txt", "第2县/2002.txt", "第3县/坏.pdf"}
    assert len(rows(tmp_path / "out")) == summary.promises
    assert (told[-1].total, told[-1].read, told[-1].errors) == (201, 201, 3)
    manifest = json.loads((tmp_path / "out" / "_manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    assert (manifest["documents"], sum(manifest["errors"].values())) == (201, 3)
    assert {f"part-{part['part']}.parquet" for part in manifest["parts"]} == names(tmp_path / "out")


def test_one_worker_and_two_give_the_same_bytes(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 20, kilobytes=60)
    for workers in (1, 2):
        read_corpus(source, tmp_path / str(workers), workers=workers)
    assert len(names(tmp_path / "1")) > 2
    for name in names(tmp_path / "1"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_second_run_reads_what_was_added_and_changed_and_drops_what_is_gone(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 40, kilobytes=60), tmp_path / "out"
    read_corpus(source, out, workers=1)
    assert read_corpus(source, out, workers=1).read == 0
    (source / "第1县" / "2001.txt").write_text(report(77), encoding="utf-8")
    (source / "第2县" / "2002.txt").unlink()
    again = read_corpus(source, out, workers=1)
    assert 0 < again.read < 20
    assert again.documents == 39
    read_corpus(source, tmp_path / "afresh", workers=1)
    assert names(out) == names(tmp_path / "afresh")
    assert rows(out) == rows(tmp_path / "afresh")


def test_a_torn_part_and_leftovers_of_a_killed_run_are_put_right(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 20, kilobytes=60), tmp_path / "out"
    read_corpus(source, out, workers=1)
    before = rows(out)
    torn, *_ = sorted(out.glob("part-*.parquet"))
    torn.write_bytes(torn.read_bytes()[:-10])
    (out / f"{torn.name}.123.tmp").write_bytes(b"half")
    assert 0 < read_corpus(source, out, workers=1).read < 20
    assert rows(out) == before
    assert not list(out.glob("*.tmp"))


def test_a_missing_file_of_errors_is_written_again(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    (source / "空.txt").write_bytes(b"")
    read_corpus(source, out, workers=1)
    for path in (out / "_errors").iterdir():
        path.unlink()
    read_corpus(source, out, workers=1)
    assert errors(out) == {"空.txt": "empty"}


def test_errors_that_may_pass_are_tried_again(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    lost = source / "链接.txt"
    lost.symlink_to(tmp_path / "later.txt")
    read_corpus(source, out, workers=1)
    assert errors(out) == {"链接.txt": "unreadable"}
    assert read_corpus(source, out, workers=1).read == 3
    (tmp_path / "later.txt").write_text(report(5), encoding="utf-8")
    assert read_corpus(source, out, workers=1).errors == 0
    assert errors(out) == {}


def test_parquet_in_gives_what_files_give(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 9)
    paths = sorted(source.rglob("*.txt"))
    ids = [path.relative_to(source).as_posix() for path in paths]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    pq.write_table(pa.table({"id": ids, "name": ids, "text": texts}), tmp_path / "in.parquet", row_group_size=4)
    read_corpus(source, tmp_path / "files", workers=1)
    assert read_corpus(tmp_path / "in.parquet", tmp_path / "table", workers=1).documents == 9
    assert rows(tmp_path / "files") == rows(tmp_path / "table")


def test_a_folder_with_other_things_in_it_is_not_written_to(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_text("x")
    with pytest.raises(ForeignFolderError):
        read_corpus(source, out)
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]


def test_a_document_that_kills_its_process_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    texts = [report(number) + "各项事业稳步前进。" * 3000 for number in range(24)]
    texts[13] += DEADLY
    pq.write_table(pa.table({"id": [str(n) for n in range(24)], "text": texts}), tmp_path / "in.parquet")
    parts = list(cut_parts(find_documents(tmp_path / "in.parquet", leave_out=tmp_path / "out")))
    outcomes = dict(read_locally(iter(parts), 2, read_or_die))
    assert set(outcomes) == {part.name for part in parts}
    found = [row for batch in outcomes.values() for row in batch.to_pylist()]
    assert [(row["document"], row["reason"]) for row in found if row["reason"]] == [("13", "reader_killed")]
    assert {row["document"] for row in found} == {str(number) for number in range(24)}
