"""Files with many records come in: named faults, nothing twice, and on from where a crash left off."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import prepare_import, preview_import, run_import, stop_import, waiting_jobs
from luoshi.registers.exports import export_faults, export_records
from luoshi.registers.importing import Mapping
from luoshi.registers.models import Alert, ColumnMapping, ImportJob, Record, RecordVersion
from luoshi.registers.queries import read_filters
from luoshi.sheets import Column, SheetError, read_table, write_xlsx
from tests.registers.conftest import AT, KEEPER

HEADINGS = ("编号", "树种", "树高", "栽植日期", "管护人身份证号")


def lines(*rows: dict[str, object]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def csv_of(*rows: tuple[object, ...]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in (HEADINGS, *rows)).encode()


@pytest.fixture
def bring_in(district, trees):
    def bring_in(data: bytes, *, by=None, owner=None, mapping: Mapping | None = None, part: int = 2) -> ImportJob:
        job = prepare_import(
            by=by or district.supervisor, register=trees, owner=owner or district.town, file_name="树.csv", data=data,
            at=AT, mapping=mapping,
        )  # fmt: skip
        return run_import(job=job, clock=lambda: AT, part=part)

    return bring_in


def counts(job: ImportJob) -> tuple[int, int, int, int]:
    return job.added, job.changed, job.same, job.refused


def test_mixed_rows_are_taken_and_every_bad_one_is_named(bring_in) -> None:
    job = bring_in(
        csv_of(
            ("A1", "香樟", "3.5", "2026/3/5", KEEPER),
            ("A2", "银杏", "", "2026年3月6日", ""),
            ("A3", "梧桐", "高", "2026-13-01", "1.10101E+17"),
            ("A1", "香樟", "3", "2026-03-05", ""),
            ("A4", "国槐", "-1", "20260307", "110101199003070071"),
        )
    )

    assert (job.state, counts(job)) == ("done", (2, 0, 0, 3))
    faults = {(each.row, each.field, each.code, each.is_warning) for each in job.faults.all()}
    assert faults == {
        (4, "species", "not_choice", False), (4, "height", "not_number", False), (4, "planted_on", "not_date", False),
        (4, "keeper", "floated_code", False), (5, "", "double_in_file", False), (6, "height", "too_small", False),
        (6, "keeper", "check_digit", True),
    }  # fmt: skip
    assert job.faults.get(code="double_in_file").limit == "2"


def test_the_same_file_again_changes_nothing_and_a_changed_one_only_what_differs(bring_in) -> None:
    first = [("A1", "香樟", 3, "2026-03-05", KEEPER), ("A2", "银杏", 2, "2026-03-06", "")]
    bring_in(csv_of(*first))

    again = bring_in(csv_of(*first))
    changed = bring_in(csv_of(("A1", "香樟", 4, "2026-03-05", KEEPER), first[1]))

    assert (counts(again), counts(changed)) == ((0, 0, 2, 0), (0, 1, 1, 0))
    record = Record.objects.get(values__number="A1")
    assert [each.values["height"] for each in record.versions.order_by("number")] == [3, 4]
    assert RecordVersion.objects.count() == 3


def test_a_number_elsewhere_finds_its_record_when_all_else_changed(bring_in) -> None:
    row = {"外部编号": "X1", "编号": "A1", "栽植日期": "2026-03-05"}
    bring_in(lines(row))

    job = bring_in(lines({**row, "编号": "B1", "树种": "银杏"}))

    assert counts(job) == (0, 1, 0, 0)
    assert Record.objects.get().values["number"] == "B1"


def test_a_key_of_another_record_is_refused(bring_in) -> None:
    bring_in(lines({"外部编号": "X1", "编号": "A1", "栽植日期": "2026-03-05"}))

    job = bring_in(lines({"外部编号": "X2", "编号": "A1", "栽植日期": "2026-03-05"}))

    assert counts(job) == (0, 0, 0, 1)
    assert job.faults.get().code == "double_elsewhere"


class Crash(BaseException):
    """What kill -9 looks like from inside."""


def test_a_killed_import_goes_on_where_it_ended(district, trees) -> None:
    rows = [(f"A{at}", "香樟", at, "2026-03-05", "") for at in range(1, 10)]
    job = prepare_import(
        by=district.supervisor, register=trees, owner=district.town, file_name="树.csv", data=csv_of(*rows), at=AT
    )
    ticks = iter([AT, AT, AT])  # the beginning and two parts

    def clock():
        try:
            return next(ticks)
        except StopIteration:
            raise Crash from None

    with pytest.raises(Crash):
        run_import(job=job, clock=clock, part=2)
    assert Record.objects.count() == 4
    assert list(waiting_jobs()) == [job]

    job = run_import(job=job, clock=lambda: AT, part=2)

    assert (job.state, job.done, counts(job)) == ("done", 9, (9, 0, 0, 0))
    assert Record.objects.count() == RecordVersion.objects.count() == 9
    assert run_import(job=job, clock=lambda: AT).done == 9
    assert Line.objects.filter(action="import.rows").count() == 5


def test_a_stopped_import_stays_stopped(district, trees) -> None:
    data = csv_of(("A1", "香樟", 3, "2026-03-05", ""))
    job = prepare_import(
        by=district.supervisor, register=trees, owner=district.town, file_name="树.csv", data=data, at=AT
    )
    stop_import(by=district.supervisor, job=job, at=AT)

    assert run_import(job=job, clock=lambda: AT).state == "stopped"
    assert not Record.objects.exists()


def test_the_mapping_of_columns_is_remembered(district, trees, bring_in) -> None:
    data = lines({"号": "A1", "日子": "2026-03-05", "闲话": "x"})
    unknown = preview_import(
        by=district.supervisor, register=trees, owner=district.town, data=data, today=date(2026, 6, 30)
    )
    assert (unknown.mapping.fields, unknown.refused) == ({}, 1)

    bring_in(data, mapping=Mapping({"号": "number", "日子": "planted_on"}))

    known = preview_import(
        by=district.supervisor, register=trees, owner=district.town, data=data, today=date(2026, 6, 30)
    )
    assert (known.mapping.fields, known.refused) == ({"号": "number", "日子": "planted_on"}, 0)
    assert ColumnMapping.objects.count() == 1


def test_what_comes_out_goes_in_again(district, trees, bring_in) -> None:
    bring_in(lines({"外部编号": "X1", "编号": "=1+2", "栽植日期": "2026-03-05", "标签": "古树、名木", "是否成活": "是",
                    "管护人身份证号": KEEPER, "树高": 2.5}))  # fmt: skip
    for form in ("xlsx", "csv", "jsonl"):
        data = export_records(district.supervisor, trees, read_filters(trees, {}), form)
        assert KEEPER.encode() not in data

        job = bring_in(data)

        assert counts(job) == (0, 0, 1, 0), (form, list(job.faults.values_list("field", "code", "written")))
    assert Record.objects.get().digests


def test_a_starred_secret_makes_no_new_record(bring_in) -> None:
    job = bring_in(csv_of(("A1", "香樟", 3, "2026-03-05", "110101********0070")))

    assert job.faults.get().code == "masked"


def test_formulas_are_named_and_never_run(bring_in) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(("A1", "香樟", "=1+2", date(2026, 3, 5), ""))
    buffer = io.BytesIO()
    book.save(buffer)

    job = bring_in(buffer.getvalue())

    assert [(each.field, each.code) for each in job.faults.all()] == [("height", "formula")]


def test_a_merged_cell_holds_in_every_row_it_covers_and_each_is_named(bring_in) -> None:
    book = openpyxl.Workbook()
    for row in (HEADINGS, ("A1", "香樟", 3, date(2026, 3, 5), ""), ("A2", None, 4, date(2026, 3, 6), "")):
        book.active.append(row)
    book.active.append(("A3", None, 5, date(2026, 3, 7), ""))
    book.active.append((None, "银杏", 6, date(2026, 3, 8), ""))
    book.active.merge_cells("B2:B4")  # one kind of tree for three rows
    book.active.merge_cells("A4:A5")  # one number for two: the second is no tree of its own
    buffer = io.BytesIO()
    book.save(buffer)

    job = bring_in(buffer.getvalue())

    assert counts(job) == (3, 0, 0, 1)
    kept = Record.objects.order_by("values__number").values_list("values__number", "values__species")
    assert list(kept) == [("A1", "香樟"), ("A2", "香樟"), ("A3", "香樟")]
    named = {(each.row, each.field, each.code, each.written, each.is_warning) for each in job.faults.all()}
    assert {each for each in named if each[2] == "merged_cell"} == {
        (3, "species", "merged_cell", "香樟", True), (4, "species", "merged_cell", "香樟", True),
        (5, "number", "merged_cell", "A3", True),
    }  # fmt: skip
    assert [(each[0], each[2]) for each in named if not each[4]] == [(5, "double_in_file")]


def test_faults_come_as_a_file(bring_in) -> None:
    job = bring_in(csv_of(("A1", "梧桐", 3, "2026-03-05", "")))

    (row,) = read_table(export_faults(job)).rows
    assert (row["行"], row["字段"], row["原样"]) == ("2", "树种", "梧桐")


def test_small_files_run_the_rules_at_once(bring_in) -> None:
    bring_in(csv_of(("A1", "香樟", 1, "2026-06-05", "")))

    assert Alert.objects.get().rule == "low"


def test_two_hundred_columns_and_more_are_refused_or_left_aside(bring_in) -> None:
    wide = {f"列{at}": "x" for at in range(198)}
    assert counts(bring_in(lines({**wide, "编号": "A1", "栽植日期": "2026-03-05"}))) == (1, 0, 0, 0)

    with pytest.raises(SheetError):
        bring_in(write_xlsx([Column(f"列{at}") for at in range(300)], [["x"] * 300], title="宽"))


def test_nobody_imports_for_others(district, bring_in) -> None:
    with pytest.raises(NotAllowed):
        bring_in(csv_of(("A1", "香樟", 3, "2026-03-05", "")), by=district.town_reporter, owner=district.water)


def test_a_record_of_others_is_not_touched(district, trees, bring_in, plant) -> None:
    plant(number="A1", owner=district.water)

    job = bring_in(csv_of(("A1", "香樟", 3, "2026-03-05", "")), by=district.town_reporter, owner=district.village)

    assert job.faults.get().code == "not_yours"
