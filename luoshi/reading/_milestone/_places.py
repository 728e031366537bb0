"""Where in a sentence words of a stage stand, looked at before anything else is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone._stage import CARRIED_OUT, READY_FOR

_READY = tuple(word + READY_FOR for word in words("verbs", "ready"))
# What every milestone holds: a stage, an examination passed, an entry, or what `_ONLY_STAGE` takes for a stage.
# 陆续 stands among them so that 陆续建成 is not taken for a 续建.
# Neither before a name nor behind one do these tell a stage: 开放 and 运行 go on.
_NEITHER = frozenset(words("verbs", "never_before")) & frozenset(words("verbs", "never_behind"))
_STAGES = tuple(word for word in words("verbs", "stage") if word not in _NEITHER)
_ANY_STAGE = re.compile(
    one_of(
        (*_STAGES, "通过", "纳入", "回迁安置", "主体工程", "通车条件", "陆续"),
        *_READY,
        CARRIED_OUT + "(?=[，；：。！？!?]|$)",
    )
)
# What a stage at the head of its clause may stand behind: the last characters of adverbs, of words that cause it, of
# times and of list marks; and what may stand behind a stage that ends its clause.
_BEFORE_HEAD = frozenset(
    (
        *(word[-1] for word in (*words("verbs", "adverb"), *words("verbs", "stage_caused"))),
        *"元式外边年月日旬度底末内中前份间是）.．●■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳，；：。！？!?、 \n",
    )
)
_BEHIND_END = frozenset("，；：。！？!?、并")
# 主体建设完成, 通过…验收, 纳入…规划, 落户云浦, 与…合作成立: these need stand neither at the head nor at the end.
_ANYWHERE = ("完成", "通过", "纳入", "落户", "设立", "成立", "组建", "建成", "升格为")


def words_of_stages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words of a stage in ``text[start:end]``."""
    return [match.span() for match in _ANY_STAGE.finditer(text, start, end)]


def stage_words(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Where, of ``spans`` in the sentence ``text[start:end]``, words of a stage can make a milestone of their clause.

    Most sentences hold none and need no closer look: the stage opens its clause, or ends it.
    """
    return [
        at
        for at, stop in spans
        if at == start
        or stop == end
        or text[stop] in _BEHIND_END
        or text[at - 1] in _BEFORE_HEAD
        or text.startswith(_ANYWHERE, at)
    ]
