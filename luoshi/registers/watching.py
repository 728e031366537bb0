"""Rules over stored records: when one was just written, and all of them every night.

Reads in chunks; neighbours are fetched for a chunk at a time. Safe to run twice and in two processes: an alert is
inserted once for each record, rule and cause.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from luoshi.mechanisms import Raised, Rule, watch_record
from luoshi.mechanisms.expressions import Aggregate, Facts, Scope, nodes_in
from luoshi.mechanisms.expressions import FieldOf as FieldOfExpression
from luoshi.registers.bulk import insert_missing, instant_text
from luoshi.registers.choices import AlertState, RecordState
from luoshi.registers.content import as_json, link_digest
from luoshi.registers.models import Alert, NightWatch, Record, RecordKey, RecordVersion, Register

CHUNK = 5000
ALERT_COLUMNS = (
    "register_id", "record_id", "owner_id", "pack_version_id", "rule", "cause", "cause_digest", "inputs", "severity",
    "due_on", "raised_at", "state", "result", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one pass over all rules did."""

    records: int
    raised: int


class Watched(NamedTuple):
    """What rules look at of a record: by the hundred thousand, Django's own objects would take as long as the rules."""

    pk: int
    owner_id: int
    values: Mapping[str, Any]
    version_count: int


@dataclass(frozen=True, slots=True)
class Linked:
    """The neighbours of one record."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    def of(self, register: str) -> Sequence[Mapping[str, Any]]:
        """The values of the records of this register that link here."""
        return self.rows.get(register, ())


def watch_saved(
    records: Collection[Record], *, at: datetime, before: Mapping[int, Mapping[str, Any]] | None = None
) -> int:
    """Run the rules of these records, and of those that they link to. How many alerts were new."""
    raised = 0
    for register_id in sorted({each.register_id for each in records}):
        own = [each for each in records if each.register_id == register_id and each.state == RecordState.LIVE]
        if not own:
            continue
        register = own[0].register
        raised += _watch(register, own, at=at, before=before)
        for linked in _linked_to(register, own):
            raised += _watch(linked[0].register, linked, at=at)
    return raised


def watch_all(*, at: datetime) -> Sweep:
    """The nightly run over every register whose pack has rules."""
    swept = [watch_register(each, at=at) for each in Register.objects.select_related("latest") if _rules_of(each)]
    return Sweep(sum(each.records for each in swept), sum(each.raised for each in swept))


def watch_register(register: Register, *, at: datetime) -> Sweep:
    """All rules of one register."""
    seen = raised = 0
    rows = Record.objects.filter(register=register, state=RecordState.LIVE).order_by("pk")
    found = rows.values_list("pk", "owner", "values", "version_count").iterator(chunk_size=CHUNK)
    for chunk in _chunks(Watched(*each) for each in found):
        seen += len(chunk)
        raised += _watch(register, chunk, at=at)
    return Sweep(seen, raised)


def watch_night(*, at: datetime) -> Sweep | None:
    """The run of the night that ``at`` belongs to, unless it has gone through already. One that died is done again."""
    on = timezone.localdate(at)
    if NightWatch.objects.filter(on=on).exists():
        return None
    swept = watch_all(at=at)
    NightWatch.objects.get_or_create(on=on, defaults={"records": swept.records, "raised": swept.raised, "at": at})
    return swept


def _chunks(rows: Iterator[Watched]) -> Iterator[list[Watched]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _rules_of(register: Register) -> list[Rule]:
    return [rule for rule in register.latest.pack.rules if rule.register == register.name]


def _watch(
    register: Register,
    records: Sequence[Record] | Sequence[Watched],
    *,
    at: datetime,
    before: Mapping[int, Mapping[str, Any]] | None = None,
) -> int:
    rules = _rules_of(register)
    if not rules:
        return 0
    today, settings = timezone.localdate(at), register.latest.pack.setting_values
    links = _neighbours(register, records, rules)
    history = _history(records, rules) if before is None else before
    found: list[tuple[Record | Watched, Raised]] = []
    for record in records:
        facts = Facts(record.values, today, history.get(record.pk), settings, Linked(links.get(record.pk, {})))
        found += [(record, raised) for raised in watch_record(rules, facts)]
    # Most stand there from the nights before, and a row is made for none of these.
    there = _present({record.pk for record, _ in found})
    new = [each for each in found if (each[0].pk, each[1].rule, _cause_digest(each[1])) not in there]
    return raise_alerts(_alert_rows(register, new, at=at, today=today)) if new else 0


def _cause_digest(raised: Raised) -> str:
    return hashlib.sha256(raised.cause.encode()).hexdigest()


def _alert_rows(
    register: Register, found: Iterable[tuple[Record | Watched, Raised]], *, at: datetime, today: date
) -> list[tuple[Any, ...]]:
    """In the order of ALERT_COLUMNS."""
    pack, raised_at = register.latest.pack, instant_text(at)
    rules = {each.name: each for each in pack.rules}
    due = {
        each.name: (today + timedelta(days=each.within_days)).isoformat() if each.within_days else None
        for each in pack.rules
    }
    common = (raised_at, AlertState.OPEN.value, "", "")
    return [
        (register.pk, record.pk, record.owner_id, register.latest_id, raised.rule, raised.cause, _cause_digest(raised),
         as_json(raised.inputs), rules[raised.rule].severity.value, due[raised.rule], *common)
        for record, raised in found
    ]  # fmt: skip


def _neighbours(
    register: Register, records: Sequence[Record] | Sequence[Watched], rules: Sequence[Rule]
) -> dict[int, dict[str, list[Mapping[str, Any]]]]:
    """Record id → register → values, for the registers that the rules ask about."""
    wanted = {
        node.register for rule in rules for part in (rule.when, *rule.cause) for node in nodes_in(part)
        if isinstance(node, Aggregate)
    }  # fmt: skip
    found: dict[int, dict[str, list[Mapping[str, Any]]]] = defaultdict(dict)
    if not wanted:
        return found
    by_digest = _by_first_key(register, records)
    for name in sorted(wanted):
        other = Register.objects.select_related("latest").get(pack_name=register.pack_name, name=name)
        link = next(each for each, target in other.declared.links.items() if target == register.name)
        rows = RecordKey.objects.filter(register=other, kind=f"link.{link}", digest__in=list(by_digest))
        for digest, values in rows.values_list("digest", "record__values"):
            found[by_digest[digest]].setdefault(name, []).append(values)
    return found


def _by_first_key(register: Register, records: Sequence[Record] | Sequence[Watched]) -> dict[str, int]:
    """The digest under which links lead to a record → its id."""
    key = register.declared.keys[0][0]
    return {link_digest(each.values[key]): each.pk for each in records if key in each.values}


def _history(records: Sequence[Record] | Sequence[Watched], rules: Sequence[Rule]) -> dict[int, Mapping[str, Any]]:
    """The values before the last change, if a rule asks for them."""
    asks = any(
        (isinstance(node, FieldOfExpression) and node.scope is Scope.BEFORE) or getattr(node, "name", "") == "changed"
        for rule in rules
        for node in nodes_in(rule.when)
    )
    numbers = {each.pk: each.version_count - 1 for each in records if each.version_count > 1}
    if not asks or not numbers:
        return {}
    rows = RecordVersion.objects.filter(record__in=numbers).values_list("record_id", "number", "values")
    return {pk: values for pk, number, values in rows if number == numbers[pk]}


def _linked_to(register: Register, records: Sequence[Record]) -> Iterator[list[Record]]:
    """The records that these link to: a visit is looked at for the sake of the household."""
    for link, target in register.declared.links.items():
        other = Register.objects.select_related("latest").get(pack_name=register.pack_name, name=target)
        wanted = {link_digest(each.values[link]) for each in records if link in each.values}
        rows = Record.objects.filter(state=RecordState.LIVE, keys__register=other, keys__kind="key.0")
        if found := list(rows.filter(keys__digest__in=sorted(wanted)).select_related("register__latest")):
            yield found


@transaction.atomic
def raise_alerts(rows: Sequence[Sequence[Any]]) -> int:
    """Insert those that are not there yet; the unique constraint decides. How many were new."""
    return insert_missing(Alert, ALERT_COLUMNS, rows)


def _present(records: Collection[int]) -> set[tuple[int, str, str]]:
    """The alerts that these records have already."""
    ids = sorted(records)
    found: set[tuple[int, str, str]] = set()
    for start in range(0, len(ids), 5000):
        rows = Alert.objects.filter(record__in=ids[start : start + 5000])
        found.update(rows.values_list("record_id", "rule", "cause_digest"))
    return found
