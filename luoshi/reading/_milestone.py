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
_STAGE_SOFT = frozenset(words("verbs", "stage_soft"))
_NEVER_BEHIND = frozenset(words("verbs", "never_behind"))
_LIST_MARK = re.compile("[①-⑳●■]|\\d{1,2}[、.．]|（\\d{1,2}）|[一二三四五六七八九十]是|.{2,6}方面，")
_STAGE_LIGHT = frozenset(words("verbs", "stage_light"))
_LIGHT_VERB = frozenset(words("verbs", "stage_with_works"))
_CAUSATIVE = re.compile("(?:" + one_of(words("verbs", "stage_caused")) + ")")
_PASSING = re.compile("通过|纳入")
_ANY_STAGE = re.compile(one_of((*words("verbs", "stage"), *words("verbs", "stage_with_works"))) + "|通过")
_STRIVE = re.compile("力争|争取|努力|力促|争创")
_STAGES = "(?:" + one_of(words("verbs", "stage")) + ")+"
_POST = re.compile(
    "(?:(?:已|能|要|全部楼栋|所有楼栋|全部|全面|全线|早日|尽快|尽早|如期|按期|顺利|正式|基本|实现|加快|年内|率先|同步|提前|完成|并|再次|整体|竣工)*)"
    f"(?P<stage>(?:部分|初步|基本|主体)?{_STAGES}(?:[、并和]?{_STAGES})*)$"
)
_PASS = re.compile("^(?P<name>.+?)(?:顺利|如期|高质量|尽快)?通过.{0,24}?(?P<what>验收|认证|评审|评估|审查|核查|评级)$")
_ENTER = re.compile("^(?P<name>.+?)(?:项目)?纳入.{1,24}?(?P<what>布局|规划|清单|目录|计划|盘子|笼子|库|名录|范围|[”])$")
_ADJACENT_QUOTES = re.compile("^(?:“[^”]+”){2,}")
_QUOTED = re.compile("“[^”]{0,30}”")
_FACILITY = re.compile("(?:" + one_of(words("names", "facility")) + ")$")
_UNIQUE = re.compile("(?:" + one_of(words("names", "unique")) + ")(?:.{0,8})$")
_WORKS = re.compile("(?:" + one_of(words("names", "works")) + ")$")
_NOT_THING = re.compile("(?:" + one_of(words("names", "not_thing")) + ")$")
_KINDS = frozenset(words("names", "kind")) | frozenset(words("names", "facility"))
_MANY = re.compile("^(?:一批|一系列|若干|更多|多个|多条|各类|各级|以|在|为|到|更加|全区|全市|全县|全省|城乡|乡镇|村级|社区|镇村)")
_PLACE = re.compile("[河湖江溪山路街渠库镇村港岛桥段站堤湾洲城园]")
_PHASE = re.compile("[一二三四五]期|首期|\\d+(?:号|#)")
_LATIN = re.compile("[A-Za-z]|“")
_SIZE = re.compile(r"^(?:总投资|占地|总长|全长|建筑面积|年产)?(?:约)?\d[\d.,]*[万亿]?(?:千伏|公里|亩|平方米|平米|万千瓦|千瓦|兆瓦|亿元|万元|吨|米|公顷)(?:以上)?的?")
_TRAILING = re.compile("(?:等?(?:重点|重大|续建|新建|在建)?(?:产业|基础设施|民生|水利|交通|工业|文旅|公建)?项目|等|主体|部分校舍|全部楼栋|项目建设)$")


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone in a clause: ``[start, end)`` within the clause's own text."""

    start: int
    end: int
    action: str
    names: tuple[str, ...]
    strive: bool


def find_stages(clause: str) -> list[Stage]:
    """The milestones that ``clause`` promises; one for each stage when it lists several."""
    if len(clause) > 90 or not _ANY_STAGE.search(clause):
        return []
    mark = _LIST_MARK.match(clause)
    start = mark.end() if mark else 0
    strive = bool(_STRIVE.search(clause))
    found = []
    for part_start, part_end in _parts(clause, start):
        if stage := _find(clause[part_start:part_end]):
            found.append(Stage(part_start, part_end, *stage, strive))
    return found


def _find(part: str) -> tuple[str, tuple[str, ...]] | None:
    body, hurried = strip_adverbs(part)
    caused = False
    while match := _CAUSATIVE.match(body):
        if longest_at(body, 0, _STAGE, 6) > match.end() or match.end() == len(body):
            break
        caused = True
        body, _ = strip_adverbs(body[match.end() :])
    return _passing(body) or _before(body, soft=caused or hurried == "加快") or _behind(body)


def _parts(clause: str, start: int) -> list[tuple[int, int]]:
    """Cut 浦南大道通车、站前广场竣工 and 建成学校、启用医院 between their stages."""
    bare = _QUOTED.sub(lambda match: "“" * len(match[0]), clause)
    cuts = []
    last = start
    for at in range(start, len(bare)):
        if bare[at] != "、":
            continue
        ends, begins = _POST.search(clause[last:at]), _stages_end(clause[at + 1 : at + 8])
        if (ends and ends.start() >= 2) or begins:
            cuts.append(at)
            last = at + 1
    edges = [start, *(cut + 1 for cut in cuts)]
    return [(edge, cut) for edge, cut in zip(edges, [*cuts, len(clause)], strict=True)]


def _passing(body: str) -> tuple[str, tuple[str, ...]] | None:
    """鳌山湾港区扩大开放通过验收, 泰安、德州机场纳入全国民用运输机场布局."""
    if not _PASSING.search(body):
        return None
    if match := _PASS.match(body):
        name = re.sub("(?:扩大开放|创建|建设)$", "", match["name"])
        return "通过" + match["what"], split_names(name)
    match = _ENTER.match(body)
    if match and (names := _named(split_names(re.sub("等(?:项目)?$", "", match["name"])))):
        return "纳入" + match["what"].strip("”"), names
    return None


def _before(body: str, *, soft: bool) -> tuple[str, tuple[str, ...]] | None:
    """STAGE NAMES: 建成第二人民医院、精神卫生中心, 完成…土建工程.

    ``soft``: 加快 or 推动 stands before it, which makes a promise of a true stage only.
    """
    end = _stages_end(body)
    if not end or end == len(body):
        return None
    verb, rest = body[:end], body[end:].lstrip("了好")
    if _MANY.match(rest):
        return None
    if verb in _LIGHT_VERB:
        return _light(verb, rest, soft=soft)
    named = _list(rest)
    if not named or (soft and verb in _STAGE_SOFT):
        return None
    if verb in _STAGE_LIGHT and not all(_FACILITY.search(name) or _LATIN.search(name) for name in named[-1:]):
        return None
    return verb, named


def _light(verb: str, rest: str, *, soft: bool) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线二期土建工程: a light verb needs a noun of doing behind its names."""
    if soft and verb not in ("完成", "启动", "启动建设", "全面完成"):
        return None
    if "等" in rest[2:]:
        head, _, tail = rest.rpartition("等")
        works = _WORKS.search(tail)
        named = _named(split_names(head)) if works and len(tail) <= 16 else ()
        return (verb + (works[0] if works else ""), named) if named else None
    works = _WORKS.search(rest)
    if not works:
        return None
    if works[0] in ("项目", "工程"):
        whole = works[0] == "项目" or verb == "实施"
        names = (rest if whole else rest[: works.start()],) if "、" not in rest else split_names(rest[: works.start()])
        return (verb, named) if _PLACE.search(rest[: works.start()]) and (named := _named(names)) else None
    named = _named(split_names(rest[: works.start()].rstrip("的")))
    return (verb + works[0], named) if named else None


def _behind(body: str) -> tuple[str, tuple[str, ...]] | None:
    """NAMES STAGE: 数字装备生产基地全部楼栋主体封顶."""
    match = _POST.search(body)
    if not match or match.start() < 2 or match["stage"] in _NEVER_BEHIND:
        return None
    named = _list(body[: match.start()])
    return (match["stage"], named) if named else None


def _list(text: str) -> tuple[str, ...]:
    """The named things in ``text``; () when they are kinds of things."""
    text = text.removesuffix("的")
    if _ADJACENT_QUOTES.match(text):
        return tuple(re.findall("“([^”]+)”", text))
    if "等" in text[2:]:
        head, _, tail = text.rpartition("等")
        if len(tail) <= 14:
            return _named(split_names(head), listed=True)
    stem = _TRAILING.sub("", text)
    return _named(split_names(stem if len(stem) >= 2 else text), listed=stem != text)


def _named(items: tuple[str, ...], *, listed: bool = False) -> tuple[str, ...]:
    """``items`` when at least one of them is a name and none is a document or the like."""
    if not items or any(_NOT_THING.search(item) for item in items):
        return ()
    items = tuple(_bare(item) for item in items)
    return items if any(is_named(item, listed=listed) for item in items) else ()


def _bare(item: str) -> str:
    item = _SIZE.sub("", item)
    stem = re.sub("(?:项目|主体)$", "", item)
    item = stem if len(stem) >= 2 and stem != "改造" else item
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item = item[1:-1]
    return item


def is_named(item: str, *, listed: bool = False) -> bool:
    """Whether ``item`` is a name: two characters or more are left when words for kinds of things are taken off.

    ``listed``: 等项目 stands behind it, which says that it is one.
    """
    if not 2 <= len(item) <= 30:
        return False
    stem = _FACILITY.sub("", item)
    phase = bool(_PHASE.search(item))
    if _UNIQUE.search(item) or (phase and len(item) >= 4):
        return True
    if stem == item and not listed and not _LATIN.search(item) and len(item) > 8:
        return False
    own = _own_characters(stem)
    return own >= 2 or (own >= 1 and (bool(_LATIN.search(item)) or (len(item) <= 4 and stem != item)))


def _own_characters(stem: str) -> int:
    """How many characters no word for a kind explains.

    A single character such as 大 or 东 belongs to the name when it stands beside one that is unexplained.
    """
    own, run, has_unknown = 0, 0, False
    at = 0
    while at < len(stem):
        length = longest_at(stem, at, _KINDS, 6)
        if length > 1:
            own += run if has_unknown else 0
            run, has_unknown = 0, False
        else:
            run += 1
            has_unknown = has_unknown or length == 0
        at += max(length, 1)
    return own + (run if has_unknown else 0)


def _stages_end(text: str) -> int:
    end = longest_at(text, 0, _STAGE, 6)
    while end:
        joint = 1 if end < len(text) and text[end] in "、和及并" else 0
        length = longest_at(text, end + joint, _STAGE, 6)
        if not length:
            break
        end += joint + length
    return end
