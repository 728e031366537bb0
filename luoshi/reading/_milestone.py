"""Stage 4, resolve, second half: named things that reach a stage.

Needs one clause of the outlook that holds no target. Guarantees: a milestone names its things; kinds of things
(新建一批口袋公园) and documents, policies and events are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._lexicon import longest_at, one_of, words
from luoshi.reading._phrase import split_names, strip_adverbs

_STAGE = frozenset(words("verbs", "stage"))
_STAGE_LIGHT = frozenset(words("verbs", "stage_light"))
_LIGHT_VERB = frozenset(("完成", "实施", "启动", "开展", "推动", "推进", "加快", "加快推进"))
_CAUSATIVE = re.compile("^(?:" + one_of((*words("verbs", "causative"), "支持", "加快推动", "推进", "加快", "加快推进", "协调推动", "积极推动")) + ")")
_ANY_STAGE = re.compile(one_of(words("verbs", "stage")))
_STRIVE = re.compile("力争|争取|努力|力促|争创")
_POST = re.compile(
    "(?:已|能|要|全部楼栋|全部|全面|早日|尽快|尽早|如期|按期|顺利|正式|基本|实现|加快|年内|部分|率先|同步|提前|主体|完成)*"
    "(?P<stage>(?:部分|初步|基本)?(?:" + one_of(words("verbs", "stage")) + ")+(?:并(?:" + one_of(words("verbs", "stage")) + ")+)?)$"
)
_PASS = re.compile("^(?P<name>.+?)(?:顺利|如期|高质量)?通过.{0,24}?(?P<what>验收|认证|评审|评估|审查|核查)$")
_FACILITY = re.compile("(?:" + one_of(words("names", "facility")) + ")$")
_WORKS = re.compile("(?:" + one_of(words("names", "works")) + ")$")
_NOT_THING = re.compile("(?:" + one_of(words("names", "not_thing")) + ")$")
_KIND = frozenset(words("names", "kind"))
_FACILITY_WORDS = frozenset(words("names", "facility"))
_PHASE = re.compile("[一二三四五]期|[A-Za-z]|\\d+(?:号|#)|“")
_TRAILING = re.compile("(?:等?(?:重点|重大|续建|新建|在建)?(?:产业|基础设施|民生|水利|交通|工业|文旅)?项目|等|主体|部分校舍|校舍|建设|全部楼栋|项目建设)$")
_QUOTES = str.maketrans("", "", "“”《》")


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone in a clause: ``[start, end)`` within the clause's own text."""

    start: int
    end: int
    action: str
    names: tuple[str, ...]
    strive: bool


def find_stage(clause: str) -> Stage | None:
    """The milestone that ``clause`` promises, None when it promises none."""
    if len(clause) > 90 or not _ANY_STAGE.search(clause):
        return None
    strive = bool(_STRIVE.search(clause))
    body, _ = strip_adverbs(clause)
    caused = False
    while match := _CAUSATIVE.match(body):
        if longest_at(body, 0, _STAGE, 6) > match.end():
            break
        caused = True
        body, _ = strip_adverbs(body[match.end() :])
    found = _passing(body) or _before(body, caused=caused) or _behind(body)
    if found is None:
        return None
    action, names = found
    return Stage(0, len(clause), action, names, strive)


def _passing(body: str) -> tuple[str, tuple[str, ...]] | None:
    """鳌山湾港区扩大开放通过验收."""
    match = _PASS.match(body)
    if not match or re.search("[，；]", body):
        return None
    name = re.sub("(?:扩大开放|创建|建设)$", "", match["name"])
    return "通过" + match["what"], split_names(name)


def _before(body: str, *, caused: bool) -> tuple[str, tuple[str, ...]] | None:
    """STAGE NAMES: 建成第二人民医院、精神卫生中心, 完成…土建工程."""
    end = _stages_end(body)
    if not end or end == len(body):
        return None
    verb, rest = body[:end], body[end:]
    rest = rest.lstrip("了好")
    if rest.startswith(("一批", "一系列", "若干", "更多", "多个", "各类", "以", "在", "为", "到", "“")) and not rest.startswith("“"):
        return None
    if verb in _LIGHT_VERB:
        return _light(verb, rest)
    works = ""
    named = _list(rest)
    if verb in _STAGE_LIGHT and (caused or not _FACILITY.search(rest.removesuffix("等项目").removesuffix("项目"))):
        return None
    return (verb + works, named) if named else None


def _light(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    if "等" in rest:
        head, _, tail = rest.rpartition("等")
        works = _WORKS.search(tail)
        if not works or not (named := _named(split_names(head))):
            return None
        return verb + works[0], named
    works = _WORKS.search(rest)
    if not works or verb in ("推动", "推进", "加快", "加快推进"):
        return None
    if works[0] in ("项目", "工程") and verb != "实施":
        named = _named((rest,))
    else:
        named = _named(split_names(rest[: works.start()] if works[0] not in ("项目", "工程") else rest))
    return (verb + (works[0] if works[0] not in ("项目", "工程") else ""), named) if named else None


def _behind(body: str) -> tuple[str, tuple[str, ...]] | None:
    """NAMES STAGE: 数字装备生产基地全部楼栋主体封顶."""
    match = _POST.search(body)
    if not match or match.start() < 2:
        return None
    named = _list(body[: match.start()])
    if not named or match["stage"] in ("提升", "改造", "实施", "运行", "完成", "引入", "开放", "升级", "纳入"):
        return None
    return match["stage"], named


def _list(text: str) -> tuple[str, ...]:
    """The named things in ``text``; () when they are kinds of things."""
    text = re.sub("(?:中的?|的)$", "", text)
    if "等" in text[2:]:
        head, _, tail = text.rpartition("等")
        if len(tail) <= 12:
            return _named(split_names(head))
    stem = _TRAILING.sub("", text)
    return _named(split_names(stem if len(stem) >= 2 else text))


def _named(items: tuple[str, ...]) -> tuple[str, ...]:
    """``items`` when at least one of them is a name and none is a document or the like."""
    if not items or any(_NOT_THING.search(item) for item in items):
        return ()
    items = tuple(_bare(item) for item in items)
    return items if any(is_named(item) for item in items) else ()


def _bare(item: str) -> str:
    item = re.sub("^\\d+千伏", "", item)
    stem = re.sub("(?:项目|主体)$", "", item)
    item = stem if len(stem) >= 2 and stem != "改造" else item
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item = item[1:-1]
    return item


def is_named(item: str) -> bool:
    """Whether ``item`` is a name: two characters or more are left when words for kinds of things are taken off."""
    if len(item) < 2 or len(item) > 30:
        return False
    phase = _PHASE.search(item)
    stem = _FACILITY.sub("", item)
    if stem == item and not phase and len(item) > 8:
        return False
    left = 0
    at = 0
    while at < len(stem):
        length = longest_at(stem, at, _KIND, 5) or longest_at(stem, at, _FACILITY_WORDS, 6)
        if length:
            at += length
        else:
            left += 1
            at += 1
    return left >= 2 or (bool(phase) and left >= 1) or (left >= 1 and len(item) <= 4 and stem != item)


def _stages_end(text: str) -> int:
    end = longest_at(text, 0, _STAGE, 6)
    while end:
        joint = 1 if end < len(text) and text[end] in "、和及并" else 0
        length = longest_at(text, end + joint, _STAGE, 6)
        if not length:
            break
        end += joint + length
    return end
