"""Every read of registers that leaves the app, already cut to what the asker may see."""

from luoshi.registers.queries.alerts import alert_counts, alerts_by_register, visible_alerts
from luoshi.registers.queries.figures import (
    Counted,
    MeasureFigure,
    Place,
    counted_facts,
    figure_records,
    latest_versions,
    measure_figure,
    measure_figures,
)
from luoshi.registers.queries.filters import Operator, RecordFilter, Test, filter_key, read_filters
from luoshi.registers.queries.packs import PackPage, adopted_packs, latest_pack, pack_page
from luoshi.registers.queries.record import RecordPage, alike_records, record_file, record_page
from luoshi.registers.queries.scope import visible_records, visible_registers, visible_requests, visible_versions
from luoshi.registers.queries.stages import Reached, Thing, named_things, reached_stages
from luoshi.registers.queries.table import TablePage, table_page, table_rows

__all__ = [
    "Counted",
    "MeasureFigure",
    "Operator",
    "PackPage",
    "Place",
    "Reached",
    "RecordFilter",
    "RecordPage",
    "TablePage",
    "Test",
    "Thing",
    "adopted_packs",
    "alert_counts",
    "alerts_by_register",
    "alike_records",
    "counted_facts",
    "figure_records",
    "filter_key",
    "latest_pack",
    "latest_versions",
    "measure_figure",
    "measure_figures",
    "named_things",
    "pack_page",
    "reached_stages",
    "read_filters",
    "record_file",
    "record_page",
    "table_page",
    "table_rows",
    "visible_alerts",
    "visible_records",
    "visible_registers",
    "visible_requests",
    "visible_versions",
]
