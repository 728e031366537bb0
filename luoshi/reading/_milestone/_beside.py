"""The names beside a stage: behind it, before it, or before an examination or an entry."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone._project import particular
from luoshi.reading._milestone._stage import CARRIED_OUT, HARD, stage_behind, stages_end
from luoshi.reading._milestone._works import first_of_two, with_works
from luoshi.reading._names import (
    as_others,
    is_facility,
    is_marked,
    is_named,
    is_place,
    named_things,
    names_nothing,
    split_things,
    stand_side_by_side,
    things_in,
    without_size,
)
from luoshi.reading._streets import is_street
from luoshi.reading._verbs import first_act, strip_adverbs

_STAGE_LIGHT = frozenset(words("verbs", "stage_light"))
EFFORT, PUSHED = frozenset(words("verbs", "stage_soft")), frozenset(words("verbs", "pushed_works"))
_WITH_WORKS = frozenset(words("verbs", "stage_with_works"))
_STARTED_OR_DONE = frozenset(words("verbs", "started_or_done"))
_NEVER_BEFORE = frozenset(words("verbs", "never_before"))
_OPENED = frozenset(words("verbs", "opened"))
_OPENED_AT_LAST = _OPENED - {"落地"}
_NEVER_BEHIND = frozenset(words("verbs", "never_behind"))
_REGION_WIDE = re.compile("(?:全[县区市省国].{4,}|(?:城乡|县域).{6,})(?:平台|系统|中心|基地|枢纽站?)$")
_NO_OBJECT = re.compile("量|率|额|面积|区域(?!.{4,}(?:平台|系统|中心)$)|条件|标准|后(?!勤|方|海)")
_INTO_SYSTEM = re.compile("(?:体系|清单|范围|管理|机制|试点|考核|保障|平台|行列)$")
_CARRY_ON, _OF_WORKS = "实施", ("工作", "任务", "建设")
_FOUNDS_FUND = frozenset(words("verbs", "founds_fund"))
_FUND = re.compile("(?!.*(?:" + one_of(words("names", "fund_of_a_kind")) + "))[^，、]{4,}(?:基金|专项资金)")
_SETS_UP = frozenset(words("verbs", "sets_up"))
_PLATFORM = re.compile(
    "(?!.*(?:"
    + one_of(words("names", "platform_of_a_kind"))
    + "))[^、，]{3,}(?:"
    + one_of(words("names", "platform_for"))
    + ")"
    "[^、，]{0,4}(?:平台|系统|数据库|信息库)"
)
_UPGRADE, _BETTER = "升级", re.compile("(?:功能|品质|能级)$")  # 升级鹭汀公园品质
_MORE = "更多"
_CARRY_OUT = "开展"
_CARRIED_OUT = re.compile(CARRIED_OUT)
_MANY = re.compile(one_of(words("phrases", "many")))
_PASSED = re.compile(
    "^(?P<name>.+?)(?:顺利|如期|高质量|尽快)?通过.{0,24}?(?P<what>" + one_of(words("phrases", "passed")) + ")$"
)
_RAISED = re.compile("^(?P<name>[^，]{2,30}?)(?P<stage>升格)为[^，、]{2,16}$")  # 青蓑职教中心升格为高职院校
_ENTERED = re.compile("^(?P<name>.+?)(?:项目)?(?:最终|正式|成功)?纳入(?P<what>[^、]{2,26})(?:、.*)?$")
_WELL = re.compile("高|有序|稳定|规范|平稳")
_IN_SOME_WAY = "化"  # 推动青蓑集团产业化|运营
_WHERE = re.compile("在[^，、]{1,6}$")
_AND_ACTS = re.compile("(?<=.{2})(?<![合兼])并(?=[一-鿿]{3})(?!网|购)")
_AND_USED = re.compile(
    "并(?:正式|全面)?(?:投入[^、]{0,6}|投用|启用|投产|开放|开园|开学|运营)$"
)  # 建成青蓑学校|并投入使用
_SHORTEST_PASSING = 3
_DATED = re.compile(r"\d{1,2}月|年内|上半年|下半年|季度|年底前|国庆|春节|暑")
_TO_PLACE = re.compile("(?<=落户)(?!一批|更多|[实见生运投建开])[一-鿿]{2,3}$")


def passing(body: str) -> tuple[str, tuple[str, ...]] | None:
    """鳌山湾港区扩大开放通过验收, 泰安、德州机场纳入全国民用运输机场布局."""
    if "通过" in body and (match := _PASSED.match(body)):
        if len(match["name"]) < _SHORTEST_PASSING:
            return None  # 确保顺利通过…评估
        name = re.sub("(?:扩大开放|创建|建设)$", "", match["name"])
        return "通过" + match["what"], split_things(name)
    if "格为" in body:
        raised = _RAISED.match(body)
        names = named_things(split_things(raised["name"].removesuffix("项目")), sole=True) if raised else ()
        return (raised["stage"], names) if raised and names else None
    if "纳入" in body and (match := _ENTERED.match(body)):
        if _INTO_SYSTEM.search(match["what"].rstrip("”")):
            return None
        if _MORE in match["name"] and "等" not in match["name"]:
            return None
        names = named_things(split_things(re.sub("等(?:项目)?$|延伸.*$|并$", "", match["name"])), sole=True)
        return ("纳入" + match["what"].rstrip("”")[-2:], names) if names else None
    return None


def before_names(body: str, *, blocked: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    """STAGE NAMES, or a light verb with NAMES WORKS.

    ``blocked``: the stages of which what stands before (加快, 推动) makes an effort only.
    """
    end = stages_end(body) or (2 if body.startswith(_CARRY_OUT) and _CARRIED_OUT.fullmatch(body) else 0)
    if not end or end == len(body):
        return None
    verb, rest = body[:end], as_others(body[end:].lstrip("了好"))
    if "并" in rest and (more := _AND_ACTS.search(rest)) and first_act(strip_adverbs(rest[more.end() :])[0]):
        rest = rest[: more.start()]  # 启动二期建设|并加大招商力度
    if names_nothing(rest) and (verb not in _WITH_WORKS or (verb == _CARRY_ON and not rest.endswith(_OF_WORKS))):
        return None
    if (_MANY.match(rest) and not _REGION_WIDE.match(split_things(rest)[0])) or _NO_OBJECT.match(rest):
        return None
    if verb in _WITH_WORKS:
        if blocked >= EFFORT and verb not in _STARTED_OR_DONE:
            return None
        found = with_works(verb, rest) or first_of_two(verb, rest)
        return None if found and verb == _CARRY_OUT and not _lie_somewhere(found[1], rest) else found
    if verb in _NEVER_BEFORE or verb in blocked:
        return None
    rest = _BETTER.sub("", rest) if verb == _UPGRADE else rest
    if "并" in rest:
        rest = _AND_USED.sub("", rest)
    hard = HARD.search(verb) is not None
    names = things_in(rest, sole=hard) or (particular(rest, verb, dated=False) if hard else ())
    if not names and (
        ((hard or verb in _SETS_UP) and _PLATFORM.fullmatch(rest))
        or (verb in _FOUNDS_FUND and not blocked and _FUND.fullmatch(rest))
    ):
        return verb, tuple(map(without_size, split_things(rest)))
    if not names:
        return None
    if verb in _OPENED and not (is_place(names[-1]) or is_facility(rest)):
        return None
    certain = verb not in _STAGE_LIGHT or stand_side_by_side(rest) or is_place(names[-1]) or is_marked(names[-1])
    certain = certain or (rest[0] == "“" and len(names) > 1)  # 建立“创客基地”和“人才客栈”
    certain = certain or ("等" in rest and is_facility(rest)) or is_street(names[0])
    return (verb, names) if certain else None


def behind_names(body: str, *, blocked: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    """NAMES STAGE: 数字产业园二期主体封顶."""
    body = _TO_PLACE.sub("", body) if "落户" in body else body  # 落户云浦
    match = stage_behind(body)
    if not match or match.start() < 2 or match["stage"] in _NEVER_BEHIND:
        return None
    if match["stage"] in blocked:
        return None
    before = as_others(_WHERE.sub("", body[: match.start()]))
    before = before.removesuffix("建设") if match["stage"].startswith("主体") else before  # 鹭汀职中建设主体完工
    if "实现" in before[2:-2]:
        before = before.rpartition("实现")[2]  # 三江连通工程实现|鹭汀隧洞通水
    if names_nothing(before) or _MANY.match(before):
        return None
    if match["stage"] == "运营" and (
        before.endswith(_IN_SOME_WAY) or _WELL.search(body, match.start(), match.start("stage"))
    ):
        return None  # 推动青蓑学院高水平运营 goes on
    hard = HARD.search(match["stage"]) is not None
    dated = hard and _DATED.search(body, match.start(), match.start("stage")) is not None
    names = things_in(before, sole=hard) or (particular(before, match["stage"], dated=dated) if hard else ())
    if match["stage"] in _OPENED_AT_LAST and names and not is_place(names[-1]):
        return None  # 实现远程诊疗、双向转诊上下贯通
    return (match["stage"], names) if names else None


def _lie_somewhere(names: tuple[str, ...], rest: str) -> bool:
    """Whether what is carried out is works at a place: 开展青蓑村整治提升, not 开展食品、药品等专项整治."""
    if is_place(names[0]) and is_named(names[0]):
        return True
    return "等" in rest and any(is_place(name) and is_named(name) for name in names)
