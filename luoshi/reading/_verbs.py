"""Where the verbs are in a phrase: acts, adverbs before them, compounds, and verbs inside."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, longest, one_of, openings, words

ACT = frozenset(words("verbs", "act"))
NOUN_LIKE = frozenset(words("verbs", "noun_like"))
_NOT_VERB = frozenset(words("verbs", "not_verb"))
_INNER = frozenset(words("verbs", "inner"))
_ADVERB_AS_ACT = frozenset(words("verbs", "adverb_as_act"))
_LIGHT = frozenset(words("verbs", "light"))
_STAGES = frozenset(words("verbs", "stage_hard"))
SECOND = frozenset(words("verbs", "second"))
_adverb_at = longest(words("verbs", "adverb"))
_act_or_noun_at = longest(ACT | _NOT_VERB)
_not_verb_at = longest(_NOT_VERB)
ends_in_act = ending(ACT)
_ends_no_verb = ending(_NOT_VERB)
# Adverbs that an act, or a noun that looks like one, may open with: 全面 of 全面推进乡村振兴.
_OPENS_LONGER = frozenset(words("verbs", "adverb")) & frozenset(
    word[:end] for word in ACT | _NOT_VERB for end in range(1, len(word))
)
_STRIVE = re.compile(one_of(words("phrases", "strive")))
_JOINT = "、和及并与或"
_LIST_MARKS = ("、", "和", "与", "及")
_NEW, _ADDED = "新", "新增"
_NOUN_AFTER = re.compile(one_of(words("phrases", "noun_after_verb")) + "|$")
_NOUN_AFTER_STRONG = re.compile(one_of(words("phrases", "noun_after_strong_verb")) + "|$")
_PERIOD = r"第?[一二三四]季度|上半年|下半年"
_SINCE = "(?:到|在|于|截至|至)?"
_TIME = re.compile(
    rf"{_SINCE}(?:20\d\d年)?(?:{_PERIOD}|\d{{1,2}}月(?:\d{{1,2}}日)?|年)?(?:份|底|末|内|中)?(?:之?前|以前)?，?"
)
_YEARS = re.compile(r"(?:[一二三四五两]|\d)年(?:内|时间)?(?=[^，。]{2})")
_TIME_BEGINS = re.compile(rf"{_SINCE}(?:20\d\d年|“?十[一二三四五六]五”?|\d{{1,2}}月|{_PERIOD})")
# What an adverb, a time, a number of years or a mark may begin with: `strip_adverbs` looks no closer at anything else.
_OPENS_TIME = frozenset("到在于截至“十第一二三四五两上下0123456789")
_STRIPPED = openings(words("verbs", "adverb")) | _OPENS_TIME | frozenset("，、： ")
_MADE_SO, _CHEMICAL = "化", tuple("粪工学肥解纤妆债石")
_LONGEST_FINAL = 4
_LONGEST_CLOSING = 6
_WORKS = frozenset(words("verbs", "works"))
_WHERE = ("在", "每", "于")
_LIGHT_INSIDE = re.compile("开展(?=..)|组织(?=..)")  # 市级开展教师免费轮训#
_COVERBS = words("verbs", "coverb")
# What an act, or a noun that looks like one, may begin with: most places need no closer look.
_OPENS_VERB = openings(ACT | _NOT_VERB) | {_NEW}


def strives(text: str) -> bool:
    """Whether 力争 or the like stands in ``text``."""
    return _STRIVE.search(text) is not None


def strip_adverbs(text: str) -> tuple[str, str]:
    """Cut adverbs, times and modals off the front. Also gives the last adverb that could be an act itself."""
    at, act_like = 0, ""
    while (char := text[at : at + 1]) in _STRIPPED:
        if length := _adverb_at(text, at):
            word = text[at : at + length]
            if word in _OPENS_LONGER and _act_or_noun_at(text, at) > length:
                break
            act_like = word if word in _ADVERB_AS_ACT else act_like
            at += length
        elif char in _OPENS_TIME and (end := _time_end(text, at)):
            at = end
        elif char in "，、： ":
            at += 1
        else:
            break
    return text[at:], act_like


def _time_end(text: str, at: int) -> int:
    """Where the time at ``at`` ends (6月底前, 三年建成70所); 0 when there is none."""
    if _TIME_BEGINS.match(text, at) and (time := _TIME.match(text, at)) and time.end() > at:
        return time.end()
    years = _YEARS.match(text, at)
    return years.end() if years else 0


def first_act(text: str) -> str:
    """The act that opens ``text``, without adverbs before it; empty when none does."""
    return text[: _act_at(text, 0)]


def opens_like_an_act(text: str) -> bool:
    """Whether ``text`` opens with a noun that only looks like an act: 保障性住房."""
    return _not_verb_at(text, 0) > 0 and not first_act(text)


def verbs_end(text: str) -> int:
    """Where the compound of acts at the head of ``text`` ends (更新改造, 整修提升); 0 when there is none."""
    end = _act_at(text, 0)
    while end:
        joint = 1 if end < len(text) and text[end] in _JOINT else 0
        if joint and not _act_or_noun_at(text, end + joint):
            joint += _adverb_at(text, end + joint)  # 攻坚、压茬推进
        length = _act_at(text, end + joint)
        if not length:
            break
        after = end + joint + length
        if text[end + joint : after] in NOUN_LIKE and _opens_noun(text, end, joint, after):
            break
        end = after
    return end


def _opens_noun(text: str, end: int, joint: int, after: int) -> bool:
    """Whether the act in ``[end + joint, after)`` is the noun that the acts before it fall on: 开展|检测、认证服务."""
    if text.startswith(_LIST_MARKS, after) or (after < len(text) and makes_noun(text[after:])):
        return True
    works = text[end + joint : after] in SECOND
    if after == len(text):
        return not works or text[:end] in _LIGHT
    return bool(joint) and not works


def makes_noun(rest: str) -> bool:
    """Whether ``rest`` behind an act makes a noun of it: 服务|企业."""
    return _NOUN_AFTER.match(rest) is not None


def inner_verb(text: str, *, shared_in_list: bool, has_right: bool, last_word: bool) -> tuple[int, int] | None:
    """The span of the last verb inside ``text`` that can govern what follows it.

    ``shared_in_list``: the verb of a list is known, so that 适老化改造# is a noun and a verb needs its own object.
    ``has_right``: a noun follows the number. ``last_word``: the very last word may be the verb (安置房交付#).
    """
    if last_word and not has_right and not _LIGHT_INSIDE.search(text, 1) and (final := _final_verb(text)):
        return final
    found = None
    at = max(1, _not_verb_at(text, 0))
    while at < len(text) - 1:
        if text[at] not in _OPENS_VERB:
            at += 1
            continue
        length = _act_at(text, at) or _not_verb_at(text, at)
        if length < 2:
            at += 1
            continue
        start, at = at, at + length
        word, rest = text[start:at], text[at:]
        if has_right and text.startswith(("、", "等"), start + verbs_end(text[start:])):
            continue  # 青蓑路新建、鹭汀中学扩建等#: done to one of a list
        strong = word in _INNER
        if word in _NOT_VERB or word in NOUN_LIKE or (shared_in_list and not strong):
            continue
        if rest and not (_NOUN_AFTER_STRONG if strong else _NOUN_AFTER).match(rest):
            found = (start, start + verbs_end(text[start:]))
            at = max(at, found[1])  # 片区完成更新投资#: one compound
        elif not rest and (has_right or (strong and not shared_in_list)):
            found = (start, at)
    return found


def closing_act(text: str, first: int, *, listed: bool, joined: bool = False) -> tuple[int, int] | None:
    """The span of the act that closes ``text`` right before a number and its noun, behind another phrase.

    引入社会力量|新建#家服务站, 在…等领域|规划建设#个中心. ``first``: where the acts at the head of ``text`` end.
    ``listed``: an act before could govern it too, so that a noun of doing closes an item. ``joined``: the phrase is
    the noun of another number (中心卫生院|聘任#名医生), so that any act is one.
    """
    for length in range(_LONGEST_CLOSING, 1, -1):
        start = len(text) - length
        if start < first + 2 or not _only_acts(text, start):
            continue
        if text[start - 1] in "的、和及与并":
            return None
        act = first_act(text[start:])
        if joined or (act in _INNER and act not in _WORKS):
            return start, len(text)
        if text.startswith(_COVERBS):
            return start, len(text)
        return (start, len(text)) if not first and not listed and text.startswith(_WHERE) else None
    return None


def _only_acts(text: str, start: int) -> bool:
    while start < len(text) and (length := _act_at(text, start)):
        start += length
    return start == len(text)


def _act_at(text: str, at: int) -> int:
    if text[at : at + 1] not in _OPENS_VERB:
        return 0
    length = _act_or_noun_at(text, at)
    if text[at] == _NEW and text[at : at + length] != _ADDED:
        longer = _act_or_noun_at(text, at + 1)
        if longer >= max(length, 2) and text[at + 1 : at + 1 + longer] in ACT:
            return longer + 1  # 新入驻, 新登记, 新投产
    if text[at + length : at + length + 1] == _MADE_SO and text[at + length + 1 : at + length + 2] not in _CHEMICAL:
        return 0  # 规范化培训, 定制化厂房; not 新建|化粪池
    return length if text[at : at + length] in ACT else 0


def closes_with_noun_of_doing(text: str) -> bool:
    """Whether the act that closes ``text`` can be a noun: 森林抚育, 土地整备入库; not 就业新增."""
    for length in range(_LONGEST_FINAL, 1, -1):
        start = len(text) - length
        if start >= 2 and text[start:] in ACT:
            return text[start:] not in _LIGHT | _STAGES and (text[start:] not in _INNER or text[start:] in _WORKS)
    return False


def _final_verb(text: str) -> tuple[int, int] | None:
    """安置房交付#套: an act right before the number, with what it falls on before it."""
    if _ends_no_verb(text):
        return None
    for length in range(_LONGEST_FINAL, 1, -1):
        start = len(text) - length
        if start >= 2 and text[start:] in ACT and text[start:] not in NOUN_LIKE:
            return start - (start > 2 and text[start - 1] == _NEW), len(text)  # 保障性住房新安排#套
    return None
