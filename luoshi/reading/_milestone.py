"""Stage 4, resolve, second half: named things that reach a stage.

The grammar, NAMES being what ``_names`` takes for names::

    [力争|推动…] STAGE NAMES            建成第二人民医院、精神卫生中心
    [力争|推动…] NAMES [早日…] STAGE    推动数字产业园二期主体封顶
    完成|启动|实施 NAMES WORKS           完成地铁3号线土建工程
    NAMES 通过 … 验收 | 纳入 … 规划       推动港区扩大开放通过验收

Needs one clause of the outlook that holds no target. Guarantees: a milestone names its things; kinds of things
(新建一批口袋公园) and documents, policies and events are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._lexicon import ending, longest, one_of, words
from luoshi.reading._names import (
    has_phase,
    is_facility,
    is_marked,
    is_phase,
    is_site,
    named_things,
    split_things,
    stand_side_by_side,
    things_in,
    without_size,
)
from luoshi.reading._streets import is_street
from luoshi.reading._verbs import first_act, strip_adverbs

_STAGE_LIGHT = frozenset(words("verbs", "stage_light"))
_STAGE_SOFT = frozenset(words("verbs", "stage_soft"))
_WITH_WORKS = frozenset(words("verbs", "stage_with_works"))
_STARTED_OR_DONE = frozenset(words("verbs", "started_or_done"))
_EFFORT = frozenset(words("verbs", "stage_effort"))
_NEVER_BEFORE = frozenset(words("verbs", "never_before"))
_OPENED = frozenset(words("verbs", "opened"))
_NEVER_BEHIND = frozenset(words("verbs", "never_behind"))
_stage_at = longest(words("verbs", "stage"))

_CAUSED = re.compile(one_of(words("verbs", "stage_caused")))
_TREATED = re.compile("[将把对为与]|以(?!及)")
_HURRIED = "加快"
_NEW = "新"
_EFFORT_FIRST = re.compile("(?:积极|持续|大力|全力)?(?:" + one_of(_EFFORT) + ")")
# What every milestone holds: a stage, an examination passed, an entry, or what `_ONLY_STAGE` takes for a stage.
# 陆续 stands among them so that 陆续建成 is not taken for a 续建.
_ANY_STAGE = re.compile(one_of((*words("verbs", "stage"), "通过", "纳入", "回迁安置", "主体工程", "通车条件", "陆续")))
_ends_with_stage = ending(words("verbs", "stage"))
# What a stage at the head of its clause may stand behind: the last characters of adverbs, of words that cause it, of
# times and of list marks; and what may stand behind a stage that ends its clause.
_BEFORE_HEAD = frozenset(
    (
        *(word[-1] for word in (*words("verbs", "adverb"), *words("verbs", "stage_caused"))),
        *"年月日旬度底末内中前份间是）.．●■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳，；：。！？!?、 \n",
    )
)
_BEHIND_END = frozenset("，；：。！？!?、")
# 通过…验收, 纳入…规划, 落户云浦, 与…合作成立: these need stand neither at the head nor at the end.
_ANYWHERE = ("通过", "纳入", "落户", "设立", "成立", "组建", "建成")
_DONE = "已"
_NO_PROMISE = re.compile(one_of(words("phrases", "no_stage_promise")) + "|谋划(?!启动)")
_QUOTED = re.compile("“[^”]{0,30}”")
_WORKS_NOUN = one_of(words("names", "works"))
_PART = "(?:(?:" + one_of(words("names", "part")) + ")[、和及与]?)*"
_WORKS = re.compile(f"{_PART}(?:{_WORKS_NOUN})(?:[、和及与]?(?:{_WORKS_NOUN}))*(?:任务|工作)?$")
_HARD = re.compile("(?:" + one_of(words("verbs", "stage_hard")) + ")")
_REGION_WIDE = re.compile("全[县区市省].{4,}(?:平台|系统|中心|基地)$")
_NO_OBJECT = re.compile("量|率|额|面积|区域|条件|标准|后(?!勤|方|海)")
# What may stand before the words of a stage: a list mark, the feast before which, with whom.
_LED_IN = re.compile(
    r"[①-⑳●■]|\d{1,2}[、.．]|（\d{1,2}）|[一二三四五六七八九十]是|.{2,6}方面，|“[^”]{1,4}”(?:节)?前|"
    "(?:与|联合|依托|会同|协同|携手)[^，、]{2,20}?(?:合作)?(?=推动|促进|推进|设立|成立|组建|建成)"
)
_INTO_SYSTEM = re.compile("(?:体系|清单|范围|管理|机制|试点|考核|保障|平台)$")
_MANY = re.compile(one_of(words("phrases", "many")))
_PLACE = re.compile(one_of(words("phrases", "place")))
_PLACE_OR_HOUSE = re.compile(one_of(words("phrases", "place_or_house")))

_STAGES = "(?:" + one_of(words("verbs", "stage")) + ")+"
_NOISE = "(?:" + one_of(words("phrases", "stage_noise")) + r"|\d{1,2}月(?:底|末|份|中旬|上旬|下旬)?(?:之?前)?)*"
_BEHIND = re.compile(f"{_NOISE}(?P<stage>(?:部分|初步|基本|主体)?{_STAGES}(?:[、并和]?{_STAGES})*)$")
_ONLY_STAGE = re.compile(f"^{_NOISE}(?:通车条件|{_STAGES}|回迁安置|主体工程)(?:、早?(?:{_STAGES}|见效|达效|收益))*$")
_PASSED = re.compile(
    "^(?P<name>.+?)(?:顺利|如期|高质量|尽快)?通过.{0,24}?(?P<what>" + one_of(words("phrases", "passed")) + ")$"
)
_ENTERED = re.compile("^(?P<name>.+?)(?:项目)?纳入(?P<what>.{2,26})$")
_WHERE = re.compile("在[^，、]{2,6}$")
_STARTING = ("启动", "启动建设", "全面启动", "谋划启动", "同步启动")
_WHOLE_BUILDING = ("建设", "主体建设", "主体工程")
_BUILDING_OF_WORKS = "工程建设"
_DONE_TO = re.compile("(?:" + one_of(words("names", "done_to")) + ")$")
_LIGHT_WITH_LIST = ("完成", "实施", "启动")
_BEFORE_COUNT = re.compile("[和及与并、](?:" + one_of(words("verbs", "inner")) + ")?$")
_SHORTEST_PASSING = 3
_LONGEST_JOINT = 6  # characters: a list mark and an act
_SHORTEST_HEAD = 6
_DATED = re.compile(r"\d{1,2}月|上半年|下半年|季度|年底前|国庆|春节|暑")
_BUILT = re.compile("开工|动工|竣工|完工|投产|投用|投入使用|建成|封顶|并网|通车|启用")
_NO_ONE_PROJECT = re.compile(one_of(words("names", "no_one_project")))
_SHORTEST_PROJECT, _LONGEST_PROJECT = 6, 24
_EXTENDED = "延"
_TO_PLACE = re.compile("(?<=落户)(?!一批|更多|[实见生运投建开])[一-鿿]{2,3}$")
_BUILDING = ("建设", "主体", "改扩建", "扩建", "迁建", "搬迁", "装修", "土建")
_LONGEST = 90  # characters of a clause
_LONGEST_ALONE = 16
_LONGEST_KIND = 16


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone in a clause: ``[start, end)`` within the clause's own text."""

    start: int
    end: int
    action: str
    names: tuple[str, ...]


def stage_words(text: str, start: int, end: int) -> list[int]:
    """Where words of a stage stand in ``text[start:end]`` that can make a milestone of their clause.

    Most sentences hold none and need no closer look: the stage opens its clause, or ends it.
    """
    return [
        at
        for match in _ANY_STAGE.finditer(text, start, end)
        if (at := match.start()) == start
        or (stop := match.end()) == end
        or text[stop] in _BEHIND_END
        or text[at - 1] in _BEFORE_HEAD
        or match[0].startswith(_ANYWHERE)
    ]


def find_stages(clause: str) -> list[Stage]:
    """The milestones that ``clause`` promises; one for each stage when it lists several."""
    if len(clause) > _LONGEST or _DONE in clause or _NO_PROMISE.match(clause):
        return []
    led_in = _LED_IN.match(clause)
    first = led_in.end() if led_in else 0
    effort = _EFFORT_FIRST.match(clause, first) is not None
    return [
        Stage(start, end, *found)
        for start, end in _parts(clause, first)
        if (found := _find(clause[start:end], effort=effort))
    ]


def find_stage_before(head: str, clause: str) -> Stage | None:
    """完成青蓑泵站、鹭汀泵站和|12公里管网建设: the named things that share a stage with a count.

    ``head`` is the clause up to its first number; the works that a light verb needs may close the ``clause``.
    """
    joint = _BEFORE_COUNT.search(head, max(0, len(head) - _LONGEST_JOINT))
    if joint is None or joint.start() < _SHORTEST_HEAD or len(clause) > _LONGEST:
        return None
    part = head[: joint.start()]
    works = _WORKS.search(clause)
    for text in (part, part + works[0] if works else part):
        if (stages := find_stages(text)) and len(stages) == 1:
            return Stage(stages[0].start, min(stages[0].end, len(part)), stages[0].action, stages[0].names)
    return None


def find_stage_of(before: str, clause: str) -> Stage | None:
    """…、通用机场等重大项目前期工作，力争早日开工: the stage stands alone, its names in the clause ``before``.

    ``start`` of what it gives is in ``before``, ``end`` in ``clause``.
    """
    if len(clause) > _LONGEST_ALONE or len(before) > _LONGEST or not _ONLY_STAGE.match(clause):
        return None
    stage = _BEHIND.search(clause.partition("、")[0])
    action = stage["stage"] if stage else clause[-4:]
    body, _ = strip_adverbs(before)
    while caused := _CAUSED.match(body):
        body, _ = strip_adverbs(body[caused.end() :])
    if passing := _passing(body):
        return Stage(len(before) - len(body), len(clause), action, passing[1])
    body = body[_stages_end(body) or len(first_act(body)) :].removeprefix("建设")
    works = _WORKS.search(body)
    if works and works[0].endswith(_BUILDING_OF_WORKS):
        body, works = body.removesuffix("建设"), None  # 青蓑水厂三期扩容工程建设
    names = things_in(body[: works.start()] if works else body, sole=_HARD.search(action) is not None)
    return Stage(len(before) - len(body), len(clause), action, names) if names else None


def _find(part: str, *, effort: bool) -> tuple[str, tuple[str, ...]] | None:
    body, hurried = strip_adverbs(part)
    if _TREATED.match(body) or _TREATED.match(part):
        return None  # 对主干道、公园绿化景观进行改造提升
    effort = effort or hurried == _HURRIED
    while True:
        caused = _CAUSED.match(body)
        if found := (None if caused else _passing(body)) or _before_names(body, soft=effort):
            return found
        if not caused or caused.end() == len(body):
            return _behind_names(body, soft=effort)
        effort = effort or caused[0] in _EFFORT
        body, _ = strip_adverbs(body[caused.end() :])


def _parts(clause: str, start: int) -> list[tuple[int, int]]:
    """Cut 浦南大道通车、站前广场竣工 and 建成学校、启用医院 between their stages."""
    if "、" not in clause:
        return [(start, len(clause))]
    bare = _QUOTED.sub(lambda match: "“" * len(match[0]), clause)
    edges = [start]
    at = bare.find("、", max(start, bare.rfind("等")))
    while at >= 0:
        part, begins = clause[edges[-1] : at], _stages_end(clause[at + 1 : at + 8])
        if begins or (
            _ends_with_stage(part)
            and (ends := _BEHIND.search(part))
            and ends.start() >= 2
            and not _governed(part, clause)
        ):
            edges.append(at + 1)
        at = bare.find("、", at + 1)
    return [(edge, following - 1) for edge, following in zip(edges, [*edges[1:], len(clause) + 1], strict=True)]


def _governed(part: str, clause: str) -> bool:
    """完成青蓑路贯通、鹭汀路改造工程: the light verb at the head governs the whole list."""
    light = _DONE_TO.search(part) is not None and strip_adverbs(part)[0].startswith(_LIGHT_WITH_LIST)
    return light and _WORKS.search(clause) is not None


def _passing(body: str) -> tuple[str, tuple[str, ...]] | None:
    """鳌山湾港区扩大开放通过验收, 泰安、德州机场纳入全国民用运输机场布局."""
    if "通过" in body and (match := _PASSED.match(body)):
        if len(match["name"]) < _SHORTEST_PASSING:
            return None  # 确保顺利通过…评估
        name = re.sub("(?:扩大开放|创建|建设)$", "", match["name"])
        return "通过" + match["what"], split_things(name)
    if "纳入" in body and (match := _ENTERED.match(body)):
        if _INTO_SYSTEM.search(match["what"].rstrip("”")):
            return None
        names = named_things(split_things(re.sub("等(?:项目)?$|延伸.*$|并$", "", match["name"])))
        return ("纳入" + match["what"].rstrip("”")[-2:], names) if names else None
    return None


def _before_names(body: str, *, soft: bool) -> tuple[str, tuple[str, ...]] | None:
    """STAGE NAMES, or a light verb with NAMES WORKS.

    ``soft``: 加快 or the like stands before it, which makes a promise of a true stage only.
    """
    end = _stages_end(body)
    if not end or end == len(body):
        return None
    verb, rest = body[:end], body[end:].lstrip("了好")
    if (_MANY.match(rest) and not _REGION_WIDE.match(split_things(rest)[0])) or _NO_OBJECT.match(rest):
        return None
    if verb in _WITH_WORKS:
        return None if soft and verb not in _STARTED_OR_DONE else _with_works(verb, rest)
    if verb in _NEVER_BEFORE or (soft and verb in _STAGE_SOFT):
        return None
    hard = _HARD.search(verb) is not None
    names = things_in(rest, sole=hard) or (_particular(rest, verb, dated=False) if hard else ())
    if not names:
        return None
    if verb in _OPENED and not is_facility(names[-1]):
        return None
    certain = verb not in _STAGE_LIGHT or stand_side_by_side(rest) or is_facility(names[-1]) or is_marked(names[-1])
    certain = certain or ("等" in rest and is_facility(rest)) or is_street(names[0])
    return (verb, names) if certain else None


def _with_works(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线二期土建工程: a light verb needs a noun of doing behind its names."""
    if "等" in rest[2:]:
        head, _, tail = rest.rpartition("等")
        works = _WORKS.search(tail)
        names = named_things(split_things(head)) if works and len(tail) <= _LONGEST_KIND else ()
        return (verb + (works[0] if works else ""), names) if names else None
    works = _WORKS.search(rest)
    if not works:
        names = things_in(rest) if (verb == "启动" and is_facility(rest)) or rest.endswith(_EXTENDED) else ()
        names = names or (_started(rest) if verb in _STARTING else ())
        return (verb, names) if names else None
    stem = rest[: works.start()].rstrip("的")
    if works[0].endswith("期工程") and not works[0].endswith("前期工程"):
        names = named_things(split_things(rest))
        return (verb, names) if names else None
    if works[0] == "工作" and not _PLACE_OR_HOUSE.search(stem):
        return None
    if verb in _STARTING and works[0].endswith("项目") and all(map(is_site, split_things(stem))):
        return verb, tuple(map(without_size, split_things(rest.removesuffix("项目"))))
    if works[0] in ("项目", "工程") or (works[0].endswith(("项目", "工程")) and verb != "完成"):
        return _whole_works(verb, rest, stem, works[0])
    sole = works[0].startswith(_BUILDING) and verb.endswith(("完成", "启动"))
    if works[0] in _WHOLE_BUILDING and verb.endswith(("完成", "启动")) and (names := _started(stem)):
        return verb + works[0], names
    action = verb + works[0]
    if works[0].endswith(_BUILDING_OF_WORKS) and not works[0].startswith("主体"):
        stem, action = rest.removesuffix("建设"), verb + "建设"  # 完成青蓑河生态修复工程建设
    items = tuple(_DONE_TO.sub("", item) or item for item in split_things(stem))  # 青蓑路贯通、鹭汀路改造和蘅水桥|提升
    names = named_things(items, listed=works[0].startswith("项目"), sole=sole)
    return (action, names) if names else None


def _started(stem: str) -> tuple[str, ...]:
    """启动双创中心、二期建设: what building begins on is a particular thing."""
    items = split_things(without_size(stem))
    if items and all(is_site(item) for item in items):
        return named_things(items, sole=True) or tuple(without_size(item) for item in items)
    return ()


def _whole_works(verb: str, rest: str, stem: str, works: str) -> tuple[str, tuple[str, ...]] | None:
    """实施蘅水河治理工程: the works are the thing, if they name a place."""
    place = _PLACE if verb == "实施" else _PLACE_OR_HOUSE
    where = without_size(_QUOTED.sub("", stem))
    things = split_things(stem)
    items = tuple(_DONE_TO.sub("", item) or item for item in things)
    if len(items) > 1 and items[0] != things[0] and is_facility(items[0]) and (names := named_things(items)):
        return verb, names  # 实施青蓑水厂提标改造和配套管网建设工程
    if (
        not place.search(where)
        and not has_phase(where)
        and not (verb != "实施" and named_things((_WORKS.sub("", stem),)))
    ):
        return None
    if not named_things(split_things(_WORKS.sub("", where)), listed=True):
        return None  # 实施水库除险加固工程: which one
    names = named_things(split_things(stem if works.startswith("前期") else rest), listed=True)
    return (verb, names) if names else None


def _behind_names(body: str, *, soft: bool) -> tuple[str, tuple[str, ...]] | None:
    """NAMES STAGE: 数字产业园二期主体封顶."""
    body = _TO_PLACE.sub("", body) if "落户" in body else body  # 落户云浦
    match = _BEHIND.search(body) if _ends_with_stage(body) else None
    if not match or match.start() < 2 or match["stage"] in _NEVER_BEHIND:
        return None
    if soft and match["stage"] in _STAGE_SOFT:
        return None
    before = _WHERE.sub("", body[: match.start()])
    if _MANY.match(before):
        return None
    if match["stage"] == "运营" and "高" in body[match.start() : match.start("stage")]:
        return None  # 推动青蓑学院高水平运营 goes on
    hard = _HARD.search(match["stage"]) is not None
    dated = hard and _DATED.search(body, match.start(), match.start("stage")) is not None
    names = things_in(before, sole=hard) or (_particular(before, match["stage"], dated=dated) if hard else ())
    return (match["stage"], names) if names else None


def _particular(before: str, stage: str, *, dated: bool) -> tuple[str, ...]:
    """二期全面开工, 环城水系8月贯通, 推动污水资源化项目开工: told by phase, by date or as the one of its kind."""
    items = tuple(without_size(item).removesuffix("项目") for item in split_things(before))
    if items and all(is_phase(item) or (dated and is_site(item)) for item in items):
        return items
    stem = before.removesuffix("项目")
    if stem == before or len(items) > 1 or not _SHORTEST_PROJECT <= len(stem) <= _LONGEST_PROJECT:
        return ()
    return () if _NO_ONE_PROJECT.search(stem) or not _BUILT.search(stage) else (without_size(stem),)


def _stages_end(text: str) -> int:
    """Where the compound of stage verbs at the head of ``text`` ends (建成投用, 新开工); 0 when there is none."""
    end = _stage_at(text, 0)
    if not end and text.startswith(_NEW) and (end := _stage_at(text, 1)):
        end += 1
    while end:
        joint = 1 if end < len(text) and text[end] in "、和及并" else 0
        length = _stage_at(text, end + joint)
        if not length:
            break
        end += joint + length
    return end
