"""Whether two reports belong together: the place that they speak of, and the years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from luoshi.reading._model import Reading
from luoshi.reading.reconciliation._lookback import Lookback
from luoshi.reading.reconciliation._model import Doubt, DoubtCode
from luoshi.reading.reconciliation._vocabulary import pattern, words

_PLACE = re.compile(
    "([一-鿿]{2,9}?(?:自治区|自治州|自治县|新区|省|市|州|盟|区|县|旗))"
    "(?=(?:第[一二三四五六七八九十]+届)?(?:人民政府|人民代表大会|政府工作报告|人大|政协)|政府工作报告)"
)
_LEAD_IN = re.compile("^.*(?:" + pattern("before_place").pattern + "|省(?=.*市)|市(?=.*[区县市])|州(?=.*[县市]))")
_KIND = re.compile("(?:自治区|自治州|自治县|新区|省|市|州|盟|区|县|旗)$")
_GENERAL = frozenset(words("no_place"))
_YEAR = re.compile("20\\d\\d(?=年)")


def find_doubts(last: Reading, this: Reading, lookback: Lookback) -> Iterator[Doubt]:
    """Every reason to think that ``this`` does not look back on ``last``."""
    if not last.targets:
        yield Doubt(DoubtCode.NO_PROMISES)
    if not lookback.sentences:
        yield Doubt(DoubtCode.NO_LOOKBACK)
    yield from _years(last, this, lookback)
    ours, theirs = find_place(last.text), find_place(this.text)
    if not is_same_place(ours, theirs) and not _may_be_same(last, this, ours, theirs):
        yield Doubt(DoubtCode.PLACES, ours, theirs)


def find_place(text: str) -> str:
    """The place whose government reports, as the text names it most often; empty when it does not say."""
    squeezed = "".join(text.split())
    counted: Counter[str] = Counter()
    for match in _PLACE.finditer(squeezed):
        name = _LEAD_IN.sub("", match[1])
        if _stem(name) and _stem(name) not in _GENERAL:
            counted[name] += 1
    if not counted:
        return ""
    most = max(counted.values())
    return next(name for name, count in counted.items() if count == most)


def is_same_place(one: str, other: str) -> bool:
    """Whether two names are of one place: 云浦县 has become 云浦区."""
    return _stem(one) == _stem(other)


def _years(last: Reading, this: Reading, lookback: Lookback) -> Iterator[Doubt]:
    if last.year is None or this.year is None:
        yield Doubt(DoubtCode.YEAR_UNKNOWN, _write(last.year), _write(this.year))
        return
    if this.year != last.year + 1:
        yield Doubt(DoubtCode.YEARS, str(last.year), str(this.year))
    named = {int(year) for heading in lookback.headings for year in _YEAR.findall(heading)}
    if named and last.year not in named:
        yield Doubt(DoubtCode.LOOKBACK_YEAR, str(last.year), str(max(named)))


def _write(year: int | None) -> str:
    return "" if year is None else str(year)


def _stem(name: str) -> str:
    return _KIND.sub("", name)


def _may_be_same(last: Reading, this: Reading, ours: str, theirs: str) -> bool:
    """A report that does not say its place may be of the other's place, if it names that place at all."""
    return (not ours and _stem(theirs) in last.text) or (not theirs and _stem(ours) in this.text)
