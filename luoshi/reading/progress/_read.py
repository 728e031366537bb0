"""``read_progress``: clean, cut into sentences, find, attach shares, match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from luoshi.reading._clean import Clean, clean
from luoshi.reading._model import Target
from luoshi.reading._quantity import Quantity, find_quantities
from luoshi.reading.progress._figure import Figure, find_figures
from luoshi.reading.progress._match import Match, match_targets
from luoshi.reading.progress._model import Period, ProgressFigure
from luoshi.reading.progress._period import Time, find_times
from luoshi.reading.progress._share import Share, find_shares

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*")
_DAYS = re.compile(r"天数[^，。；\d]{0,6}(?P<number>\d+)天|(?P<only>\d+)天(?=，)")
_LONG = 600  # characters
_WHITE = re.compile(r"\s+")


def read_progress(text: str, targets: Sequence[Target], *, on: date | None = None) -> tuple[ProgressFigure, ...]:
    """Which figures in ``text`` report on which of ``targets``.

    ``on`` is the day as at which the text speaks; it gives 今年, 目前 and 1—7月 their dates, which stay None
    without it. All figures come back in text order; those that report on none of the targets have ``target`` None.
    Spans index ``text``. Never raises on any text.
    """
    cleaned = clean(text)
    figures: list[Figure] = []
    time: Time | None = None
    for start, end in _sentences(cleaned.text):
        if start and cleaned.text[start - 1] == "\n":
            time = None  # a paragraph speaks of its own time
        times = list(find_times(cleaned.text, start, end, on))
        figures += _sentence(cleaned.text, start, end, times, time)
        time = times[-1] if times else time
    matches = match_targets(cleaned.text, figures, targets)
    return tuple(_figure(text, cleaned, *pair) for pair in zip(figures, matches, strict=True))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; one longer than anybody writes is cut at a comma, so that the time taken stays linear."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > 2 * _LONG:
            comma = text.find("，", start + _LONG, start + 2 * _LONG)
            cut = comma + 1 if comma >= 0 else start + 2 * _LONG
            yield start, cut
            start = cut
        yield start, end


def _sentence(text: str, start: int, end: int, times: Sequence[Time], time: Time | None) -> list[Figure]:
    shares = list(find_shares(text, start, end))
    told = [item for share in shares for item in range(share.number, share.end)]
    quantities = [item for item in _quantities(text, start, end) if item.start not in told]
    figures = find_figures(text, start, end, quantities, times, time)
    for share in shares:
        figures = _with_share(text, figures, share, times, time)
    return figures


def _quantities(text: str, start: int, end: int) -> list[Quantity]:
    """Those of a report, and days (优良天数196天), which are no quantity in a promise."""
    found = find_quantities(text, start, end)
    for match in _DAYS.finditer(text, start, end):
        group = "number" if match["number"] else "only"
        at = match.start(group)
        if "天数" in text[max(start, at - 10) : at] and all(item.start != at for item in found):
            found.append(Quantity(at, match.end(), float(match[group]), "天", None, match.end()))
    return sorted(found, key=lambda item: item.start)


def _with_share(
    text: str, figures: list[Figure], share: Share, times: Sequence[Time], time: Time | None
) -> list[Figure]:
    """Give the share to the results before it, the last of the list last; a share alone is a figure itself."""
    results = [index for index, item in enumerate(figures) if item.role == "result"]
    before = [index for index in results if figures[index].quantity.end <= share.number]
    owners = before[-len(share.values) :]
    if share.alone or not owners:
        alone = Quantity(share.number, share.end, share.values[0], "%", None, share.end)
        if share.number == share.end:  # 四分之一 is no number with a unit
            return figures
        found = find_figures(text, share.start, share.end, [alone], times, time)
        added = [replace(item, share=share.values[0], role="result") for item in found]
        return sorted(figures + added, key=lambda item: item.quantity.start)
    for index, value in zip(owners, share.values[-len(owners) :], strict=True):
        figures[index] = replace(figures[index], share=value)
    return figures


def _figure(text: str, cleaned: Clean, figure: Figure, match: Match) -> ProgressFigure:
    quantity = figure.quantity
    start, end = cleaned.raw(quantity.start, quantity.end)
    return ProgressFigure(
        start=start,
        end=end,
        quote=_WHITE.sub("", text[start:end]),
        clause=cleaned.text[figure.clause_start : figure.clause_end].strip("，、；： "),
        value=quantity.value,
        unit=quantity.unit,
        relation=figure.relation,
        role=figure.role,
        kind=figure.kind if figure.role == "result" else None,
        period=_period(text, cleaned, figure.time),
        share=figure.share,
        target=match.target,
        because=match.because,
        confidence=match.confidence,
    )


def _period(text: str, cleaned: Clean, time: Time | None) -> Period | None:
    if time is None:
        return None
    start, end = cleaned.raw(time.start, time.end)
    return Period(start, end, _WHITE.sub("", text[start:end]), time.since, time.until)
