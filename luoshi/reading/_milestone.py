"""Stage 4, resolve, second half: named things that reach a stage.

Needs one clause of the outlook that holds no target. Guarantees: a milestone names its things; kinds of things
(新建一批口袋公园) and documents, policies and events are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._lexicon import longest, one_of, words
from luoshi.reading._phrase import first_act, split_names, strip_adverbs

_STAGE = frozenset(words("verbs", "stage"))
_STAGE_SOFT = frozenset(words("verbs", "stage_soft"))
_EFFORT = frozenset(words("verbs", "stage_effort"))
_EFFORT_FIRST = re.compile("(?:积极|持续|大力|全力)?(?:" + one_of(words("verbs", "stage_effort")) + ")")
_NEVER_BEFORE = frozenset(words("verbs", "never_before"))
_NEVER_BEHIND = frozenset(words("verbs", "never_behind"))
_LIST_MARK = re.compile("[①-⑳●■]|\\d{1,2}[、.．]|（\\d{1,2}）|[一二三四五六七八九十]是|.{2,6}方面，")
_STAGE_LIGHT = frozenset(words("verbs", "stage_light"))
_LIGHT_VERB = frozenset(words("verbs", "stage_with_works"))
_CAUSATIVE = re.compile("(?:" + one_of(words("verbs", "stage_caused")) + ")")
_PASSING = re.compile("通过|纳入")
_ANY_STAGE = re.compile(one_of((*words("verbs", "stage"), *words("verbs", "stage_with_works"))) + "|通过|纳入")
_STRIVE = re.compile("力争|争取|努力|力促|争创")
_STAGES = "(?:" + one_of(words("verbs", "stage")) + ")+"
_NOISE = (
    "(?:能|要|全部楼栋|所有楼栋|全部|全面|全线|早日|尽快|尽早|如期|按期|顺利|正式|基本|实现|加快|年内|率先|同步|提前|完成|并|再次|整体|竣工|"
    "先期|审批|达到|今年|确保|力争|争取|主体结构|主体工程|\\d{1,2}月(?:底|末|中旬|上旬|下旬)?(?:之?前)?|年底前|上半年|，)*"
)
_POST = re.compile(f"{_NOISE}(?P<stage>(?:部分|初步|基本|主体)?{_STAGES}(?:[、并和]?{_STAGES})*)$")
_PASS = re.compile("^(?P<name>.+?)(?:顺利|如期|高质量|尽快)?通过.{0,24}?(?P<what>验收|认证|评审|评估|审查|核查|评级)$")
_ENTER = re.compile("^(?P<name>.+?)(?:项目)?纳入.{1,24}?(?P<what>布局|规划|清单|目录|计划|盘子|笼子|库|名录|范围|[”])$")
_ADJACENT_QUOTES = re.compile("^(?:“[^”]+”){2,}")
_QUOTED = re.compile("“[^”]{0,30}”")
_FACILITY = re.compile("(?:" + one_of(words("names", "facility")) + ")$")
_UNIQUE = re.compile("(?:" + one_of(words("names", "unique")) + ")(?:.{0,8})$")
_WORKS = re.compile("(?:" + one_of(words("names", "works")) + ")$")
_NOT_THING = re.compile("(?:" + one_of(words("names", "not_thing")) + ")$")
_kind_at = longest((*words("names", "kind"), *words("names", "facility")))
_stage_at = longest(_STAGE)
_MANY = re.compile("^(?:一批|一系列|若干|更多|多个|多条|各类|各级|以|在|为|到|更加|全区|全市|全县|全省|城乡|乡镇|村级|社区|镇村)")
_PLACE = re.compile("[河湖江溪山路街渠库港岛桥堤湾洲园]|灌区|镇|村|流域")
_PLACE_OR_HOUSE = re.compile("[河湖江溪山路街渠库镇村港岛桥段站堤湾洲城园院校厂馆学]")
_BRACKETED = re.compile("（[^）]*）$")
_LOCAL = re.compile("(?:[县区市](?![级域内属外])|[东西南北]部).{2,}")
_PHASE = re.compile("[一二三四五]期|首期|\\d+(?:号|#)")
_NO_PROMISE = re.compile("已|^(?:探索|试点|研究|鼓励|谋划)(?!启动)")
_LATIN = re.compile("[A-Za-z]|“")
_SIZE = re.compile(r"^(?:总?投资|占地|总长|全长|建筑面积|年产)?(?:约)?\d[\d.,]*[万亿]?(?:千伏|公里|亩|平方米|平米|万千瓦|千瓦|兆瓦|亿元|万元|吨|米|公顷)(?:以上)?的?")
_TRAILING = re.compile("(?:等?(?:重点|重大|续建|新建|在建)?(?:产业|基础设施|民生|水利|交通|工业|文旅|公建)?项目|等|主体|部分校舍|全部楼栋|项目建设)$")


_ONLY_STAGE = re.compile(f"^{_NOISE}(?:通车条件|{_STAGES}|回迁安置|主体工程)$")


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone in a clause: ``[start, end)`` within the clause's own text."""

    start: int
    end: int
    action: str
    names: tuple[str, ...]


def strives(text: str) -> bool:
    """Whether 力争 or the like governs a milestone."""
    return bool(_STRIVE.search(text))


def may_hold_stage(text: str, start: int, end: int) -> bool:
    """Whether a word of a stage stands in ``text[start:end]`` at all: most sentences hold none."""
    return _ANY_STAGE.search(text, start, end) is not None


def find_stages(clause: str) -> list[Stage]:
    """The milestones that ``clause`` promises; one for each stage when it lists several."""
    if len(clause) > 90 or not _ANY_STAGE.search(clause) or _NO_PROMISE.search(clause):
        return []
    mark = _LIST_MARK.match(clause)
    start = mark.end() if mark else 0
    found = []
    effort = bool(_EFFORT_FIRST.match(clause, start))
    for part_start, part_end in _parts(clause, start):
        if stage := _find(clause[part_start:part_end], effort=effort):
            found.append(Stage(part_start, part_end, *stage))
    return found


def stage_of_names_before(clause: str, before: str) -> tuple[int, str, tuple[str, ...]] | None:
    """…、通用机场等重大项目前期工作，力争早日开工: the stage stands alone, its names in the clause ``before``.

    Gives where the names begin in ``before``, the stage and the names.
    """
    if len(clause) > 16 or not _ONLY_STAGE.match(clause):
        return None
    stage = _POST.search(clause)
    body, _ = strip_adverbs(before)
    while match := _CAUSATIVE.match(body):
        body, _ = strip_adverbs(body[match.end() :])
    body = body[_stages_end(body) :]
    works = _WORKS.search(body)
    names = _list(body[: works.start()] if works else body)
    if not names or len(before) > 80:
        return None
    return len(before) - len(body), stage["stage"] if stage else clause[-4:], names


def _find(part: str, *, effort: bool) -> tuple[str, tuple[str, ...]] | None:
    body, hurried = strip_adverbs(part)
    effort = effort or hurried == "加快"
    while True:
        caused = _CAUSATIVE.match(body)
        if found := (None if caused else _passing(body)) or _before(body, soft=effort):
            return found
        if not caused or caused.end() == len(body):
            return _behind(body, soft=effort)
        effort = effort or caused[0] in _EFFORT
        body, _ = strip_adverbs(body[caused.end() :])


def _parts(clause: str, start: int) -> list[tuple[int, int]]:
    """Cut 浦南大道通车、站前广场竣工 and 建成学校、启用医院 between their stages."""
    if "、" not in clause:
        return [(start, len(clause))]
    bare = _QUOTED.sub(lambda match: "“" * len(match[0]), clause)
    cuts = []
    last = start
    for at in range(start, len(bare)):
        if bare[at] != "、" or "等" in bare[at:]:
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
        return "通过" + match["what"], _split(name)
    match = _ENTER.match(body)
    if match and (names := _named(_split(re.sub("等(?:项目)?$", "", match["name"])))):
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
    if not named or (soft and verb in _STAGE_SOFT) or verb in _NEVER_BEFORE:
        return None
    if _ADJACENT_QUOTES.match(rest):
        return verb, named
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
        named = _named(_split(head)) if works and len(tail) <= 16 else ()
        return (verb + (works[0] if works else ""), named) if named else None
    works = _WORKS.search(rest)
    if not works:
        return None
    stem = rest[: works.start()].rstrip("的")
    if works[0].endswith(("项目", "工程")) and (verb != "完成" or works[0] in ("项目", "工程")):
        names = _split(stem if works[0].startswith("前期") else rest)
        place = _PLACE if verb == "实施" else _PLACE_OR_HOUSE
        named = _named(names, listed=True) if place.search(_SIZE.sub("", stem)) else ()
        return (verb, named) if named else None
    named = _named(_split(stem + "工程" if works[0] == "工程建设" else stem))
    return (verb + works[0], named) if named else None


def _behind(body: str, *, soft: bool) -> tuple[str, tuple[str, ...]] | None:
    """NAMES STAGE: 数字装备生产基地全部楼栋主体封顶."""
    match = _POST.search(body)
    if not match or match.start() < 2 or match["stage"] in _NEVER_BEHIND:
        return None
    if soft and match["stage"] in _STAGE_SOFT:
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
            return _named(_split(head), listed=True)
    stem = _TRAILING.sub("", text)
    return _named(_split(stem if len(stem) >= 2 else text), listed=stem != text)


def _named(items: tuple[str, ...], *, listed: bool = False) -> tuple[str, ...]:
    """``items`` when at least one of them is a name and none is a document or the like."""
    if not items or any(_NOT_THING.search(item) or _opens_with_verb(item) for item in items):
        return ()
    items = tuple(_bare(item) for item in items)
    return items if any(is_named(item, listed=listed) for item in items) else ()


def _split(text: str) -> tuple[str, ...]:
    """The items of a list; 和 and 与 part two items only where the first ends like a thing of its own."""
    items: list[str] = []
    for part in split_names(text, joints=False):
        cut = max(part.rfind(joint) for joint in "和与及")
        if 1 < cut < len(part) - 2 and (_FACILITY.search(part[:cut]) or _PHASE.search(part[:cut])):
            items += [part[:cut].rstrip("以"), part[cut + 1 :]]
        else:
            items.append(part)
    return tuple(items)


def _opens_with_verb(item: str) -> bool:
    """打通大动脉、畅通微循环 is two acts, not two names."""
    act = first_act(item)
    if "抓" in item or item.startswith("等") or act in _STAGE or act in _LIGHT_VERB:
        return True
    return bool(act) and not _FACILITY.search(item) and not _LATIN.search(item)


def _bare(item: str) -> str:
    item = _SIZE.sub("", item)
    if "的" in item[1:-2] and "“" not in item:
        item = item.rpartition("的")[2]
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
    item = _BRACKETED.sub("", item)
    stem = _FACILITY.sub("", item)
    phase = bool(_PHASE.search(item))
    if _UNIQUE.search(item) or (phase and len(item) >= 4) or (stem != item and _LOCAL.match(item)):
        return True
    if stem == item and not listed and not _LATIN.search(item) and len(item) > 8:
        return False
    if stem == item and len(item) < 3:
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
        length = _kind_at(stem, at)
        if length > 1:
            own += run if has_unknown else 0
            run, has_unknown = 0, False
        else:
            run += 1
            has_unknown = has_unknown or length == 0
        at += max(length, 1)
    return own + (run if has_unknown else 0)


def _stages_end(text: str) -> int:
    end = _stage_at(text, 0)
    while end:
        joint = 1 if end < len(text) and text[end] in "、和及并" else 0
        length = _stage_at(text, end + joint)
        if not length:
            break
        end += joint + length
    return end
