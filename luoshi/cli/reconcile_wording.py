"""A reconciliation in Chinese words, its rows in the order in which a supervisor looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luoshi.cli.wording import squeeze, write_number
from luoshi.reading.reconciliation import (
    VERDICTS,
    Because,
    Doubt,
    DoubtCode,
    NamedPair,
    Pair,
    Reconciliation,
    Verdict,
)

VERDICT_NAMES = {
    Verdict.UNMENTIONED: "未再提及",
    Verdict.MISSED: "未完成",
    Verdict.MENTIONED: "提到",
    Verdict.MET: "完成",
    Verdict.EXCEEDED: "超额完成",
}
BECAUSE_NAMES = {
    Because.BETTER: "好于承诺",
    Because.REACHED: "达到承诺",
    Because.SHORT: "低于承诺",
    Because.SAID_DONE: "文中说已完成，没有数字",
    Because.NO_FIGURE: "没有数字",
    Because.OTHER_UNIT: "数字的计量单位不同，不能比",
    Because.OTHER_MEASURE: "存量与增量、总额与增幅，不能比",
    Because.OTHER_SCOPE: "数字的范围不同，不能比",
    Because.NOT_DUE: "低于承诺，但期限未到",
    Because.STAGE_PASSED: "比承诺的节点更进一步",
    Because.STAGE_REACHED: "达到承诺的节点",
    Because.STAGE_BEFORE: "还没到承诺的节点",
    Because.NO_STAGE: "提到名称，没说进展",
    Because.NOT_FOUND: "回顾里找不到",
}
_DOUBTS = {
    DoubtCode.YEARS: "年份不相接：前一份是{last}年的报告，后一份是{this}年的。",
    DoubtCode.LOOKBACK_YEAR: "回顾的年份不对：前一份是{last}年的报告，后一份回顾的是{this}年。",
    DoubtCode.YEAR_UNKNOWN: "看不出报告的年份（前一份：{last}，后一份：{this}），请核对两份报告是否相接。",
    DoubtCode.PLACES: "地名不一致：前一份是{last}的报告，后一份是{this}的。",
    DoubtCode.NO_LOOKBACK: "后一份报告里没有找到工作回顾，请确认文件和先后次序。",
    DoubtCode.NO_PROMISES: "前一份报告里没有读出指标，请确认是政府工作报告的安排部署部分。",
}
_UNSAID = "未说明"
_ONE_PLACE = "{silent}一份报告没有说明地名，另一份是{place}的，请核对是否同一个地方。"
_TURNED = "先后次序可能颠倒了。"


@dataclass(frozen=True, slots=True)
class Row:
    """One target, or one named thing, with its outcome; empty strings where nothing was reported.

    Of a named thing ``quote`` is the stage that was promised and ``outcome_quote`` the one reported.
    """

    number: int  # of the promise in its own report
    verdict: Verdict
    promise: str
    quote: str
    outcome: str
    outcome_quote: str
    because: str
    promise_sentence: str
    outcome_sentence: str
    promise_start: int
    outcome_start: int | None


def list_rows(result: Reconciliation) -> Iterator[Row]:
    """What was dropped without a word first, then missed, mentioned, met, exceeded; each in text order."""
    rows = [_row(number, pair) for number, pair in enumerate(result.pairs, 1)]
    rows += [_named_row(number, pair) for number, pair in enumerate(result.named, len(rows) + 1)]
    for verdict in VERDICTS:
        yield from (row for row in rows if row.verdict is verdict)


def explain_doubt(doubt: Doubt) -> str:
    """A sentence for whoever chose the two files."""
    if doubt.code is DoubtCode.PLACES and not (doubt.last and doubt.this):
        return _ONE_PLACE.format(silent="后" if doubt.last else "前", place=doubt.last or doubt.this)
    said = _DOUBTS[doubt.code].format(last=doubt.last or _UNSAID, this=doubt.this or _UNSAID)
    return said + _TURNED if doubt.code is DoubtCode.YEARS and int(doubt.this) < int(doubt.last) else said


def summarise(result: Reconciliation) -> str:
    """How many targets have each verdict, and how many named things."""
    told = f"共{len(result.pairs)}个指标：{_write_counts(result.count())}。"
    if not result.named:
        return told
    return f"{told}{len(result.named)}个有名称的节点：{_write_counts(result.count_named())}。"


def _write_counts(counts: Mapping[Verdict, int]) -> str:
    return "，".join(f"{VERDICT_NAMES[verdict]}{count}个" for verdict, count in counts.items())


def _row(number: int, pair: Pair) -> Row:
    outcome = pair.outcome
    return Row(
        number=number,
        verdict=pair.verdict,
        promise=squeeze(pair.promise.clause),
        quote=squeeze(pair.promise.quote),
        outcome=outcome.clause if outcome else "",
        outcome_quote=outcome.quote if outcome and outcome.value is not None else "",
        because=_because(pair),
        promise_sentence=squeeze(pair.sentence),
        outcome_sentence=outcome.sentence if outcome else "",
        promise_start=pair.promise.start,
        outcome_start=outcome.start if outcome else None,
    )


def _named_row(number: int, pair: NamedPair) -> Row:
    outcome = pair.outcome
    return Row(
        number=number,
        verdict=pair.verdict,
        promise=pair.name,
        quote=pair.promise.action,
        outcome=outcome.clause if outcome else "",
        outcome_quote=pair.stage,
        because=BECAUSE_NAMES[pair.because],
        promise_sentence=squeeze(pair.sentence),
        outcome_sentence=outcome.sentence if outcome else "",
        promise_start=pair.promise.start,
        outcome_start=outcome.start if outcome else None,
    )


def _because(pair: Pair) -> str:
    """The reason, and the figures that were compared where they do not stand so in the text."""
    said = BECAUSE_NAMES[pair.because]
    if pair.outcome is None or pair.reported is None or pair.promised is None:
        return said
    if pair.outcome.value == pair.reported:
        return said
    return f"{said}（折合{write_number(round(pair.reported, 4))}{pair.promise.unit}）"
