"""One batch in, one batch out."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import PROMISES_IN_REPORT, REPORT, report

from luoshi.corpus import DOCUMENTS, ERRORS, OUTCOMES, PROMISES, read_batch, split_outcomes
from luoshi.corpus._tables import from_ipc, to_ipc
from luoshi.reading import read


def batch(*rows: dict[str, object]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=DOCUMENTS)


def test_each_promise_is_a_row_with_the_fields_of_the_reading() -> None:
    promises, errors = split_outcomes(read_batch(batch({"id": "a", "name": "2026.txt", "text": report(1)})))
    reading = read(report(1))
    rows = promises.to_pylist()
    assert (promises.schema, errors.num_rows, len(rows)) == (PROMISES, 0, PROMISES_IN_REPORT)
    assert {row["document"] for row in rows} == {"a"}
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    targets = [row for row in rows if row["kind"] == "target"]
    for row, target in zip(targets, reading.targets, strict=True):
        value = target.value if isinstance(target.value, tuple) else (target.value, None)
        assert (row["value"], row["value_high"]) == value
        for field in ("start", "end", "quote", "clause", "unit", "relation", "mode", "modality", "action", "object"):
            assert row[field] == getattr(target, field)
        assert row["deadline"] == target.deadline
    (bridge,) = (row for row in rows if row["kind"] == "milestone")
    assert (bridge["names"], bridge["value"], bridge["year"]) == (["云浦大桥"], None, 2026)


def test_a_text_and_the_bytes_of_its_file_read_alike() -> None:
    outcomes = read_batch(
        batch(
            {"id": "a", "name": "2026.txt", "text": report(1)},
            {"id": "a", "name": "2026.txt", "bytes": report(1).encode("gb18030")},
        )
    )
    rows = outcomes.to_pylist()
    assert rows[:PROMISES_IN_REPORT] == rows[PROMISES_IN_REPORT:]


def test_a_text_is_a_text_even_under_the_name_of_a_pdf() -> None:
    promises, errors = split_outcomes(read_batch(batch({"id": "a", "name": "2026.pdf", "text": report(1)})))
    assert (promises.num_rows, errors.num_rows) == (PROMISES_IN_REPORT, 0)


def test_only_id_and_text_are_needed() -> None:
    plain = pa.RecordBatch.from_pylist([{"id": 7, "text": report(1)}])
    assert set(read_batch(plain).column("document").to_pylist()) == {"7"}


def test_each_bad_document_is_an_error_with_its_reason_and_the_others_are_read() -> None:
    promises, errors = split_outcomes(
        read_batch(
            batch(
                {"id": "empty", "name": "a.txt", "bytes": b""},
                {"id": "nothing"},
                {"id": "pdf", "name": "b.pdf", "bytes": b"%PDF-1.7 torn"},
                {"id": "good", "name": "c.txt", "text": report(1)},
                {"id": "binary", "name": "d.txt", "bytes": bytes(range(256)) * 9},
                {"id": "lost", "fault": "no such file"},
            )
        )
    )
    assert errors.schema == ERRORS
    found = {row["document"]: row["reason"] for row in errors.to_pylist()}
    assert found["empty"] == found["nothing"] == "empty"
    assert found["lost"] == "unreadable"
    assert set(found) == {"empty", "nothing", "pdf", "binary", "lost"}
    assert all(row["detail"] for row in errors.to_pylist())
    assert set(promises.column("document").to_pylist()) == {"good"}


def test_a_batch_without_documents_gives_empty_tables() -> None:
    outcomes = read_batch(batch())
    assert (outcomes.schema, outcomes.num_rows) == (OUTCOMES, 0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(st.binary(max_size=300), st.text("二、2026年新建公园8处，。%（\n A一第", max_size=200)), max_size=5
    )
)
def test_any_document_ends_as_promises_that_quote_it_or_as_one_error(contents: list[bytes | str]) -> None:
    rows = [
        {"id": str(index), "text" if isinstance(content, str) else "bytes": content}
        for index, content in enumerate(contents)
    ]
    outcomes = read_batch(batch(*rows)).to_pylist()
    failed = [row["document"] for row in outcomes if row["kind"] == "error"]
    assert len(failed) == len(set(failed))
    assert not any(row["reason"] == "reader_fault" for row in outcomes)
    for row in outcomes:
        content = contents[int(row["document"])]
        if row["kind"] == "target" and isinstance(content, str):
            assert "".join(content[row["start"] : row["end"]].split()) == row["quote"]


def test_a_batch_survives_the_way_to_another_process() -> None:
    documents = batch({"id": "a", "text": REPORT}, {"id": "b", "bytes": b"\x00\xff"})
    assert from_ipc(to_ipc(documents)).equals(documents)
    assert from_ipc(to_ipc(documents.slice(1))).equals(documents.slice(1))
