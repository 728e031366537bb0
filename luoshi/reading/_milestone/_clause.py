"""The milestones of a clause, cut between its stages; those shared with a count or with the clause before."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, openings, words
from luoshi.reading._milestone._beside import EFFORT, PUSHED, before_names, behind_names, passing
from luoshi.reading._milestone._project import QUOTED
from luoshi.reading._milestone._stage import (
    COMPLETED,
    DONE_TO,
    HARD,
    NOISE,
    READY,
    STAGES,
    Stage,
    stage_behind,
    stages_end,
)
from luoshi.reading._milestone._works import BUILDING_OF_WORKS
from luoshi.reading._milestone._works_end import WORKS
from luoshi.reading._names import is_named, names_nothing, things_in
from luoshi.reading._verbs import first_act, strip_adverbs

_EFFORT = frozenset(words("verbs", "stage_effort"))
_OPENS_CAUSED = openings(words("verbs", "stage_caused"))
_CAUSED = re.compile(one_of(words("verbs", "stage_caused")))
_OPENS_TREATED = frozenset("将把对为与以让依")
_FOR = "对"
_TREATED = re.compile("[将把对为与让]|以(?!及)|依托")
_DONE_TO_THESE = re.compile("(?P<doing>" + one_of(words("phrases", "doing")) + ")[^，、]{2,12}$")  # 对青蓑旧址|开展修复
_CARRIED_OUT = ("实施", "开展")
_ONGOING = re.compile(one_of(words("verbs", "ongoing")))
_ONE_PROJECT = ("工程", "项目")
_HURRIED = "加快"
_OPENS_EFFORT = openings(_EFFORT) | frozenset("积持大全")
_PUSHED = frozenset(words("verbs", "stage_pushed"))
_NONE: frozenset[str] = frozenset()
_EFFORT_FIRST = re.compile("(?:积极|持续|大力|全力)?(?P<effort>" + one_of(_EFFORT) + ")")
_FOUNDED, _FOUNDING = words("verbs", "founded"), frozenset(words("verbs", "founding"))
_FOUNDS = re.compile("(?:(?!.*企业)[一-鿿]{2,4}?)??(?=" + one_of(_FOUNDED) + ")")  # 支持|云浦|组建海洋大学
# 纳入…规划, 完成…工作: what ends with no thing and names one all the same.
_NAMES_YET = re.compile("、|纳入|通过|升格|落户|并|(?:工作|任务|建设|试点|商圈)$")
_DONE, _SOON = "已", "即将"
_OPENS_NO_PROMISE = openings(words("phrases", "no_stage_promise")) | {"谋"}
_NO_PROMISE = re.compile(one_of(words("phrases", "no_stage_promise")) + "|谋划(?!启动|组建|设立|成立)")
# What may stand before the words of a stage: a list mark, the feast before which, with whom.
_LED_IN = re.compile(
    r"[①-⑳●■]|\d{1,2}[、.．]|（\d{1,2}）|[一二三四五六七八九十]是|.{2,6}方面，|“[^”]{1,4}”(?:节)?前|"
    r"(?:总|计划)?投资[\d.]+[万亿]*元(?=完成|启动|实施|新建|建成|改造|开工)|"
    "(?:与|联合|依托|会同|协同|携手)[^，、]{2,20}?(?:合作)?(?=推动|促进|推进|设立|成立|组建|建成)|"
    "(?:县城|城区|园区|市区)(?:内|外|周边)?(?=完成|启动|新建)|"
    "以[^，、]{2,14}?(?:模式|方式)(?=[^，]{4})|"
    "(?:配合|协助)[^，、]{2,12}?(?=完成)"
)
# What `_LED_IN` can open with; 方面 alone may stand behind any words.
_OPENS_LED_IN = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●■0123456789（一二三四五六七八九十“与联依会协携配总计投县城园市以")
_LED_BY = "方面，"
# 建成青蓑学校并投入使用: a second stage of the same names.
_AND_STAGE = re.compile(f"(?<=.{{4}})并{NOISE}(?P<stage>(?:{one_of(words('verbs', 'stage_hard'))}|招生|交付使用)+)$")
_AND_MORE = re.compile(
    "(?<=落地|投用|投产|开工|建成|启用|成立|挂牌)并(?:开展|推进|发布|实现)[^、]{2,10}$"
)  # 鹭汀中心落地并开展交易
_TWO_STAGES = re.compile(f"(?<=.{{6}})(?:{one_of(words('verbs', 'stage_hard'))})(?:建设)?[和及](?=.{{4}})")
_ONLY_STAGE = re.compile(
    f"^{NOISE}(?:通车条件|{READY}|{COMPLETED}|{STAGES}|回迁安置|主体工程)(?:、早?(?:{STAGES}|见效|达效|收益))*$"
)
_LIGHT_WITH_LIST = ("完成", "实施", "启动")
_BEFORE_COUNT = re.compile("[和及与并、](?:" + one_of(words("verbs", "inner")) + ")?$")
_LONGEST_JOINT = 6  # characters: a list mark and an act
_SHORTEST_HEAD = 6
_LONGEST = 90  # characters of a clause
_LONGEST_ALONE = 20


def find_stages(clause: str) -> list[Stage]:
    """The milestones that ``clause`` promises; one for each stage when it lists several."""
    opening = clause[:1]
    if (
        len(clause) > _LONGEST
        or _DONE in clause
        or (names_nothing(clause) and not _NAMES_YET.search(clause))
        or _SOON in clause
        or (opening in _OPENS_NO_PROMISE and _NO_PROMISE.match(clause))
    ):
        return []
    led_in = _LED_IN.match(clause) if opening in _OPENS_LED_IN or _LED_BY in clause else None
    first = led_in.end() if led_in else 0
    opens = _EFFORT_FIRST.match(clause, first) if clause[first : first + 1] in _OPENS_EFFORT else None
    effort = opens is not None and not (opens["effort"] in _FOUNDING and _FOUNDS.match(clause, opens.end()))
    stages = []
    for start, end in _parts(clause, first):
        part = clause[start:end]
        if found := _find(part, effort=effort):
            stages.append(Stage(start, end, *found))
            second = _AND_STAGE.search(part) if "并" in part and "并" not in found[0] else None
            if second:
                stages.append(Stage(start, end, second["stage"], found[1]))
    return stages


def find_stage_before(head: str, clause: str) -> Stage | None:
    """完成青蓑泵站、鹭汀泵站和|12公里管网建设: the named things that share a stage with a count.

    ``head`` is the clause up to its first number; the works that a light verb needs may close the ``clause``.
    """
    joint = _BEFORE_COUNT.search(head, max(0, len(head) - _LONGEST_JOINT))
    if joint is None or joint.start() < _SHORTEST_HEAD or len(clause) > _LONGEST:
        return None
    part = head[: joint.start()]
    works = WORKS.search(clause)
    for text in (part, part + works[0] if works else part):
        if (stages := find_stages(text)) and len(stages) == 1:
            return Stage(stages[0].start, min(stages[0].end, len(part)), stages[0].action, stages[0].names)
    return None


def stands_alone(clause: str) -> bool:
    """Whether ``clause`` tells a stage and nothing else: 力争早日开工."""
    return len(clause) <= _LONGEST_ALONE and _ONLY_STAGE.match(clause) is not None


def find_stage_of(before: str, clause: str) -> Stage | None:
    """…、通用机场等重大项目前期工作，力争早日开工: the stage stands alone, its names in the clause ``before``.

    ``start`` of what it gives is in ``before``, ``end`` in ``clause``.
    """
    if len(before) > _LONGEST or not stands_alone(clause):
        return None
    stage = stage_behind(clause.partition("、")[0])
    action = stage["stage"] if stage else clause[-4:]
    body, _ = strip_adverbs(before)
    stop = len(before)
    if _is_treated(body) and (treated := _DONE_TO_THESE.search(body)):
        stop, body = stop - len(body) + treated.start(), body[1 : treated.start()]
    elif body.startswith(_FOR):
        body = body[1:]  # 对青蓑产业园等在建项目，做好保障，力促早日投产
    while caused := _CAUSED.match(body):
        body, _ = strip_adverbs(body[caused.end() :])
    if found := passing(body):
        return Stage(stop - len(body), len(clause), action, found[1])
    body = body[stages_end(body) or len(first_act(body)) :].removeprefix("建设")
    start = stop - len(body)
    works = WORKS.search(body)
    if works and works[0].endswith(BUILDING_OF_WORKS):
        body, works = body.removesuffix("建设"), None  # 青蓑水厂三期扩容工程建设
    names = things_in(body[: works.start()] if works else body, sole=HARD.search(action) is not None)
    return Stage(start, len(clause), action, names) if names else None


def _find(part: str, *, effort: bool) -> tuple[str, tuple[str, ...]] | None:
    body, hurried = strip_adverbs(part)
    if (body[:1] in _OPENS_TREATED or part[:1] in _OPENS_TREATED) and (_is_treated(body) or _is_treated(part)):
        return _done_to(body)
    if body.startswith(_CARRIED_OUT[0]) and _ONGOING.match(part) and ("等" in part or not part.endswith(_ONE_PROJECT)):
        return None
    effort = effort or hurried == _HURRIED
    if hurried in _FOUNDING and (founds := _FOUNDS.match(body)):
        body = body[founds.end() :]
    blocked = EFFORT if effort else _NONE
    while True:
        caused = _CAUSED.match(body) if body[:1] in _OPENS_CAUSED else None
        if found := (None if caused else passing(body)) or before_names(body, blocked=blocked):
            return found
        if not caused or caused.end() == len(body):
            return behind_names(_AND_MORE.sub("", body) if "并" in body else body, blocked=blocked)
        body, _ = strip_adverbs(body[caused.end() :])
        if caused[0] in _FOUNDING and (founds := _FOUNDS.match(body)):
            body = body[founds.end() :]
        else:
            blocked |= EFFORT if caused[0] in _EFFORT else PUSHED if caused[0] in _PUSHED else _NONE


def _done_to(body: str) -> tuple[str, tuple[str, ...]] | None:
    """对青蓑学校、鹭汀画报社等旧址开展修复; 对主干道、公园绿化景观进行改造提升 names nothing."""
    doing = _DONE_TO_THESE.search(body)
    if doing is None or WORKS.fullmatch(body, doing.end("doing")) is None:
        return None
    names = things_in(body[1 : doing.start()])
    if "等" not in body and not all(map(is_named, names)):
        return None
    action = body[doing.start("doing") if doing["doing"] in _CARRIED_OUT else doing.end("doing") :]
    return (action, names) if names else None


def _is_treated(text: str) -> bool:
    return _TREATED.match(text) is not None


def _parts(clause: str, start: int) -> list[tuple[int, int]]:
    """Cut 浦南大道通车、站前广场竣工 and 建成学校、启用医院 between their stages."""
    edges = _edges(clause, start) if "、" in clause else [start]
    if (
        "等" in clause
        and ("和" in clause or "及" in clause)
        and (joint := _TWO_STAGES.search(clause, edges[-1]))
        and stage_behind(clause)
    ):
        edges.append(joint.end())  # 青蓑院区等项目开工和鹭汀学院等项目投用
    return [(edge, following - 1) for edge, following in zip(edges, [*edges[1:], len(clause) + 1], strict=True)]


def _edges(clause: str, start: int) -> list[int]:
    bare = QUOTED.sub(lambda match: "“" * len(match[0]), clause)
    edges = [start]
    last_others = bare.rfind("等")
    at = bare.find("、", max(start, bare.find("等", start)))  # before the first 等 the list goes on
    while at >= 0:
        part, begins = clause[edges[-1] : at], at > last_others and stages_end(clause[at + 1 : at + 8])
        if begins or ((at > last_others or "等" in part) and _closes(part, clause, others_follow=at < last_others)):
            edges.append(at + 1)
        at = bare.find("、", at + 1)
    return edges


def _closes(part: str, clause: str, *, others_follow: bool) -> bool:
    """Whether ``part`` of a list ends with its own stage: 青蓑院区等项目开工、鹭汀学院等项目投用."""
    stage = stage_behind(part)
    if stage is None or stage.start() < 2 or _governed(part, clause):
        return False
    return not others_follow or HARD.search(stage["stage"]) is not None


def _governed(part: str, clause: str) -> bool:
    """完成青蓑路贯通、鹭汀路改造工程: the light verb at the head governs the whole list."""
    light = DONE_TO.search(part) is not None and strip_adverbs(part)[0].startswith(_LIGHT_WITH_LIST)
    return light and WORKS.search(clause) is not None
