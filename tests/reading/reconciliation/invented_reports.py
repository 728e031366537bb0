"""Two reports of an invented county, so small that a test can say all of each."""

from __future__ import annotations

from luoshi.reading import Reading, read
from luoshi.reading.reconciliation import Pair, reconcile

FILLING = "全县上下团结一致，经济社会发展取得新的成效。"


def last_report(*promises: str, place: str = "云浦县", year: int = 2024) -> Reading:
    """A report that promises the given sentences for ``year``."""
    return read(
        f"{place}人民政府工作报告\n\n各位代表：\n现在，我代表{place}人民政府，向大会报告工作，请予审议。\n"
        f"一、{year - 1}年工作回顾\n{FILLING}\n二、{year}年工作安排\n" + "\n".join(promises) + "\n"
    )


def this_report(*outcomes: str, place: str = "云浦县", year: int = 2025) -> Reading:
    """The report of ``year``, which looks back with the given paragraphs."""
    return read(
        f"{place}人民政府工作报告\n\n各位代表：\n现在，我代表{place}人民政府，向大会报告工作，请予审议。\n"
        f"一、{year - 1}年工作回顾\n{FILLING}\n" + "\n".join(outcomes) + f"\n二、{year}年工作安排\n新建鹭湖书屋2座。\n"
    )


def settle(promise: str, *outcomes: str) -> Pair:
    """What became of the one promise in a sentence."""
    pairs = reconcile(last_report(promise), this_report(*outcomes)).pairs
    assert len(pairs) == 1, [pair.promise.clause for pair in pairs]
    return pairs[0]
