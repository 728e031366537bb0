"""Faults of the journal in words: which object, which line, what is wrong, when. Chinese first, English behind."""

from __future__ import annotations

from datetime import date, datetime

from django.apps import apps
from django.utils import timezone, translation

from luoshi.journal.checking import FaultKind, LineFault, RootFault

CHINESE = {
    FaultKind.CHANGED: "内容被改动",
    FaultKind.MISSING: "缺失",
    FaultKind.CUT_OFF: "末尾被截去",
    FaultKind.REORDERED: "被调换了位置",
    FaultKind.BROKEN: "与前一条接不上",
    FaultKind.REWRITTEN: "与封存时不符",
}
ENGLISH = {
    FaultKind.CHANGED: "changed",
    FaultKind.MISSING: "missing",
    FaultKind.CUT_OFF: "cut off at the end",
    FaultKind.REORDERED: "moved to another place",
    FaultKind.BROKEN: "does not follow from the one before it",
    FaultKind.REWRITTEN: "not what was sealed",
}


def fault_words(fault: LineFault | RootFault) -> str:
    """One line of the command's output."""
    return _line_words(fault) if isinstance(fault, LineFault) else _root_words(fault)


def _line_words(fault: LineFault) -> str:
    facts = [each for each in (_when(fault.at), fault.action) if each]
    behind = f"（{'，'.join(facts)}）" if facts else ""
    return (
        f"{_subject(fault.subject_type)} {fault.subject_id} {_numbers(fault, '条')}{CHINESE[fault.kind]}{behind}"
        f" · {fault.subject_type} {fault.subject_id} #{_range(fault)} {ENGLISH[fault.kind]}"
    )


def _root_words(fault: RootFault) -> str:
    behind = f"（{_day(fault.day)}）" if fault.day else ""
    return (
        f"日封存值 {_numbers(fault, '个')}{CHINESE[fault.kind]}{behind}"
        f" · daily root #{_range(fault)} {ENGLISH[fault.kind]}"
    )


def _numbers(fault: LineFault | RootFault, measure: str) -> str:
    last = "" if fault.first == fault.number else f"至第{fault.number}{measure}"
    return f"第{fault.first}{measure}{last}"


def _range(fault: LineFault | RootFault) -> str:
    return str(fault.number) if fault.first == fault.number else f"{fault.first}-{fault.number}"


def _subject(label: str) -> str:
    """The object's kind as pages call it; the label itself when it names no model any more."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return label
    with translation.override("zh-hans"):
        return str(model._meta.verbose_name)


def _when(at: datetime | None) -> str:
    return f"{_day(timezone.localtime(at))} {timezone.localtime(at):%H:%M}" if at else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
