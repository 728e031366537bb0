"""Keeping subtotals: added to with every version of a record, made again from nothing every night."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import F, Q

from luoshi.mechanisms import Measure
from luoshi.registers.counting import (
    COLUMNS,
    DIALECTS,
    Columns,
    Facts,
    Sql,
    before_source,
    current_source,
    fields_of,
    is_settled,
    joined,
    kept_sql,
    subtotals_sql,
)
from luoshi.registers.models import Register, Subtotal
from luoshi.registers.telling import tell_sought

NOTHING = Sql("")
_ANY_DAY = date(2000, 1, 1)  # settled measures do not ask for the day


def settled_measures(register: Register) -> list[Measure]:
    """The measures of a register whose subtotals are kept."""
    return [each for each in register.latest.pack.measures if each.register == register.name and is_settled(each)]


def add_subtotals(register: Register, *, added: Iterable[int] = (), changed: Iterable[int] = ()) -> None:
    """Called in the transaction that wrote these records' latest versions. Of the changed ones, the version before
    leaves the figures that it was in.
    """
    new, old = [*added], [*changed]
    measures = settled_measures(register)
    if not measures or not (new or old):
        return
    columns = _columns(register, measures)
    _insert(register, measures, current_source(columns, register.pk, ids=json.dumps(new + old)), sign="")
    if old:
        _insert(register, measures, before_source(columns, register.pk, ids=json.dumps(old)), sign="-")


@transaction.atomic
def rebuild_subtotals(register: Register) -> None:
    """All subtotals of a register from its records. Safe beside writers: what is taken away and what is put there are
    of one snapshot, so what somebody else has not committed yet is in neither.
    """
    current = Register.objects.select_for_update(of=("self",), no_key=True).select_related("latest").get(pk=register.pk)
    measures = settled_measures(current)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # days, divisions and kinds of a million records fit, without the disk
            cursor.execute("SET LOCAL work_mem = '64MB'")
    if connection.vendor != "postgresql" or not measures:
        Subtotal.objects.filter(register=current).delete()
    if measures:
        gone = "WITH gone AS (DELETE FROM registers_subtotal WHERE register_id = %s) "
        before = Sql(gone, (current.pk,)) if connection.vendor == "postgresql" else NOTHING
        _insert(current, measures, current_source(_columns(current, measures), current.pk), sign="", before=before)
    current.added_up = current.latest
    current.save(update_fields=["added_up"])


def rebuild_all() -> None:
    """The nightly run: fewer rows, and whatever a writer with a pack just replaced may have left is put right."""
    for register in Register.objects.all():
        tell_sought(register)
        rebuild_subtotals(register)


def rebuild_missing() -> int:
    """Registers whose pack has changed since, or whose records are older than subtotals are. How many."""
    missing = Register.objects.filter(Q(added_up=None) | ~Q(added_up=F("latest")))
    for register in missing:
        tell_sought(register)
        rebuild_subtotals(register)
    return len(missing)


def _columns(register: Register, measures: list[Measure]) -> Columns:
    return Columns(register.declared.schema, *fields_of(measures), DIALECTS[connection.vendor])


def _insert(register: Register, measures: list[Measure], source: Sql, *, sign: str, before: Sql = NOTHING) -> None:
    settings, dialect = register.latest.pack.setting_values, DIALECTS[connection.vendor]
    facts = Facts(source, register.declared.schema, settings, dialect)
    rows = kept_sql(subtotals_sql(facts, measures, on=_ANY_DAY, whole_days=True), dialect)
    columns = f"register_id, is_month, {', '.join(COLUMNS)}"
    chosen = f"CAST(%s AS bigint), is_month, measure, division, held_on, item, {sign}facts, {sign}total, {sign}among"
    template = f"{{0}}INSERT INTO registers_subtotal ({columns}) SELECT {chosen} FROM ({{1}}) k"
    made = joined(template, before, Sql(rows.text, (register.pk, *rows.params)))
    with connection.cursor() as cursor:
        cursor.execute(made.text, made.params)
