"""A stage: the words of it, and what is found when a clause holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._lexicon import ending, longest, one_of, words
from luoshi.reading._verbs import opens_like_an_act

_stage_at = longest(words("verbs", "stage"))
_NEW = "新"
_ends_with_stage = ending(words("verbs", "stage"))
STAGES = "(?:" + one_of(words("verbs", "stage")) + ")+"
NOISE = (
    "(?:"
    + one_of(words("phrases", "stage_noise"))
    + r"|[在于]?20\d\d(?:年(?:底|末)?(?:之?前)?)?|\d{1,2}月(?:\d{1,2}日|底|末|份|中旬|上旬|下旬)?(?:之?前)?)*"
)
READY_FOR = "[^，；。：、]{1,8}(?:" + one_of(words("verbs", "ready_for")) + ")"
READY = "(?:" + one_of(words("verbs", "ready")) + ")" + READY_FOR
COMPLETED = (
    f"完成(?:[^，；。：]{{2,12}}等)?(?:{one_of(words('names', 'manner'))})?(?:{one_of(words('names', 'works'))})"
)
CARRIED_OUT = "开展[^，；：。！？!?]{2,80}(?:" + "|".join(words("verbs", "carried_out")) + ")"  # 开展青蓑村整治提升
_STAGE_BEHIND = "(?P<stage>(?:部分|初步|基本|主体|主线)?"
_SOON = "(?:尽快|早日|正式|全面)"
_BEHIND = re.compile(f"{NOISE}{_STAGE_BEHIND}{STAGES}(?:[、并和]?{STAGES}|并{_SOON}{STAGES})*)$")
_BEHIND_DONE = re.compile(
    f"{NOISE}{_STAGE_BEHIND}(?:{STAGES}(?:[、并和]?{STAGES})*(?:[、并和]{READY})?|{READY}|{COMPLETED}(?:并{STAGES})?))$"
)
_COMPLETE = "完成"
_LONGEST = 40  # characters of a stage with what is told of it
_READY_FOR = words("verbs", "ready_for")
HARD = re.compile("(?:" + one_of(words("verbs", "stage_hard")) + ")")
DONE_TO = re.compile("(?:" + one_of(words("names", "done_to")) + ")$")


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone in a clause: ``[start, end)`` within the clause's own text."""

    start: int
    end: int
    action: str
    names: tuple[str, ...]


def stages_end(text: str) -> int:
    """Where the compound of stage verbs at the head of ``text`` ends (建成投用, 新开工); 0 when there is none."""
    end = _stage_at(text, 0)
    if end and opens_like_an_act(text):
        return 0
    if not end and text.startswith(_NEW) and (end := _stage_at(text, 1)):
        end += 1
    while end:
        joint = 1 if end < len(text) and text[end] in "、和及并" else 0
        length = _stage_at(text, end + joint)
        if not length or opens_like_an_act(text[end + joint :]):  # 完成|搬迁村复垦
            break
        end += joint + length
    return end


def stage_behind(text: str) -> re.Match[str] | None:
    """The stage that ``text`` ends with, with what is told of it: 主体封顶, 具备通车条件, 完成主体建设."""
    if _COMPLETE in text or text.endswith(_READY_FOR):
        return _BEHIND_DONE.search(text)
    return _BEHIND.search(text, max(0, len(text) - _LONGEST)) if _ends_with_stage(text) else None
