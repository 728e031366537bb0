"""What stands behind a number: the noun that is counted, and the act where it stands there too.

[act] # NOUN [doing]          完成#小微水体整治
[推动|力争] # NOUN STAGE        推动#项目投产达效
# NOUN [a second verb …]      14#学科进入…
"""

from __future__ import annotations

import re

from luoshi.reading._counted import cut_at_verb, head_counted
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._phrase import Left, noise_at_head
from luoshi.reading._verbs import ACT, verbs_end

_PASSING_ON = frozenset(words("phrases", "passing_on"))
_STAGE = re.compile(one_of(words("verbs", "stage_after")))
_STAGE_IN_NOUN = re.compile(one_of(words("phrases", "noun_after_stage")))
_BEFORE_STAGE = re.compile(
    "(?:" + one_of(words("phrases", "before_stage")) + r"|\d{1,2}月(?:底|末|份|中旬)?(?:之?前|以前)?)+$"
)
# Of the acts that pass on to the stage behind, those that keep a stage which is an effort itself.
_EFFORT = frozenset(words("phrases", "effort"))
_SOFT = re.compile(one_of(words("phrases", "soft_stage")))
_GROWING = "发展"
_GUIDING = frozenset(words("phrases", "guiding"))  # 引导30家企业实施技术改造: whoever is guided acts
_STAGES_JOINED = ("", "或", "和", "并")
_CARRIED_OUT = re.compile("开展|实施(?!方案)")
_MONEY_NOUN = re.compile(one_of(words("phrases", "money_noun")))
# Behind 的: what is done to the things counted (支流的综合整治, 排污口的整治任务).
_WORKS_OF = re.compile(
    "(?<![到成有])的(?:(?!项目|工程)[^的、和“]){0,6}(?!项目|工程)(?:"
    + one_of(words("names", "works"))
    + ")+(?:工程|项目|任务|工作)?$|的[^的、和]{0,4}"
    + one_of(words("phrases", "of_things"))
    + "$"
)
_ACTS_OF = re.compile("的" + one_of(ACT) + "[和与及]" + one_of(ACT) + "$")  # 企业|的指导和服务
_PLACE_ENDS = re.compile("(?:村|小区|社区|街道|乡镇)$")  # alone they tell too little: 行政村|的生活污水治理
_BEARING = ("受", "由", "被", "有", "总投资")
_SHORT_WORKS = 6
_WORKS_JOINED = re.compile(
    "(?:规划建设|建设|改造|保护|整治|修缮)[与和及](?:品质|环境|综合|活化)?(?:提升|利用|改造|整治|管理|运营)$"
)
_TAILS = ("目标", "工作", "任务")
_JOINT = re.compile("[和及与]")
# Works themselves are counted by these; 个 counts them where no place opens the noun.
_UNITS_OF_WORKS = ("", "项", "件", "批", "处", "座")
_UNITS_OF_EVENTS = ("批次", "场次", "人次", "车次")  # 完成500批次|食品抽检
_ANY_UNIT = "个"
_PLACE_FIRST = re.compile("[^、]{0,4}(?:村|小区|社区|街道|乡镇|学校)")
_TELLS_NOTHING = re.compile("[国省市县区镇村]家?级|农村|城镇|城乡")


def read_right(text: str, left: Left, unit: str = "") -> tuple[str, str]:
    """(object, action) from the words behind a number; the action is empty unless the act stands there too.

    ``unit``: of the number, which tells 10所学校改造工程, where schools are counted, from 3项改造工程.
    """
    noun = text[noise_at_head(text) :]
    if (joined := _WORKS_JOINED.search(noun)) and joined.start() >= 2:
        return noun[: joined.start()], ""  # 街区|规划建设与品质提升
    passes_on = left.passes or left.kind in ("causative", "none") or left.action in _PASSING_ON
    stage = _stage_behind(noun) if passes_on else 0
    if stage and left.action in _EFFORT and _SOFT.match(noun, stage):
        stage = 0  # 推进4个物流基地转型升级
    if stage and (
        noun[stage - 1] == "的"
        or noun.rfind("“", 0, stage) > noun.rfind("”", 0, stage)
        or _CARRIED_OUT.search(noun, 2, stage)
    ):
        stage = 0  # 推进企业“上云上平台”, 推动企业开展技术改造和转型
    if left.kind == "causative" and noun.endswith(_GROWING) and not stage:
        before = _BEFORE_STAGE.sub("", noun.removesuffix(_GROWING))
        if len(before) >= 2:
            return before, _GROWING  # 促进21个产业集群发展
    if stage:
        before = _BEFORE_STAGE.sub("", noun[:stage])
        if before:
            return cut_at_verb(before)[0], _without_level(noun[stage:].partition("、")[0])
    if passes_on and noun.endswith("”") and len(head := noun.partition("“")[0]) >= 2:
        noun = head  # 实现100项高频事项“跨省通办”
    noun, verb = cut_at_verb(noun)  # 14个学科进入…, 20家企业开展…
    if verb and left.kind in ("causative", "none"):
        return noun, "" if left.action in _GUIDING else verb  # 力争1个项目申报…
    if (head := head_counted(noun, unit)) != noun:
        return head, ""
    if left.kind in ("act", "causative") and (works := _works_of(noun)):
        return noun[: works.start()], ""  # 6条支流|的综合整治
    if left.light or left.kind == "causative":
        noun = _cut_behind_doing(noun)
        tail = noun.rpartition("”")[2] if "”" in noun else "”"
        head = noun.partition("“")[0] if verbs_end(tail) == len(tail) else ""  # 社区“夕阳红”项目 stays
        noun = _without_doing(head if len(head) >= 2 and not head.endswith("的") else noun, unit)
    return noun, ""


def _works_of(noun: str) -> re.Match[str] | None:
    """矿山|的地质环境调查. 行政村的生活污水: a place alone tells too little. 受威胁的村居: no noun stands before 的."""
    works = _ACTS_OF.search(noun, 2) or _WORKS_OF.search(noun, 2)
    if works is None or noun.startswith(_BEARING):
        return None
    long = works.end() - works.start() > _SHORT_WORKS
    return None if long and _PLACE_ENDS.search(noun, 0, works.start()) else works


def _without_level(action: str) -> str:
    """达到8万元以上 → 达到."""
    if action.isalpha():
        return action
    verb = _STAGE.match(action)
    return verb[0] if verb and action[verb.end() : verb.end() + 1].isdigit() else action


def _stage_behind(noun: str) -> int:
    """Where the stage behind a noun begins: the one that closes the phrase (基地|提档升级), or else the first; 0."""
    if (mark := noun.find("、")) > 0 and (before := _stage_behind(noun[:mark])):
        return before  # 物流基地加快启动建设、项目落地
    first = chain = chain_end = 0
    for stage in _STAGE.finditer(noun, 1):
        joined = noun[chain_end : stage.start()] in _STAGES_JOINED  # 挂牌上市 is one stage, 改制或撤并
        chain = chain if chain_end and joined else stage.start()
        chain_end = stage.end()
        if chain_end == len(noun):
            return chain
        if not first and (stage[0].endswith("为") or not _STAGE_IN_NOUN.match(noun[chain_end:])):
            first = chain
    return first


def is_bare_stage(text: str) -> bool:
    """Whether ``text`` is one stage and no noun of doing: 投产, 竣工投产."""
    return _STAGE.fullmatch(text) is not None


def is_stage(text: str) -> bool:
    """Whether ``text`` is nothing but a stage that something reaches: 投产达效, 安全利用."""
    return bool(_STAGE.fullmatch(text)) or 0 < verbs_end(text) == len(text)


def is_money_noun(text: str) -> bool:
    """Whether a noun behind a sum of money is the money itself (资金, 助学金), not a thing of that size."""
    return bool(_MONEY_NOUN.search(text))


def _cut_behind_doing(noun: str) -> str:
    """建筑立面整治和人民大街 → 建筑立面整治: behind a noun of doing the list goes on."""
    for joint in _JOINT.finditer(noun, 4):
        if noun[joint.start() - 2 : joint.start()] in ACT:
            return noun[: joint.start()]
    return noun


def _without_doing(noun: str, unit: str) -> str:
    """小微水体整治 → 小微水体: a light verb's noun of doing is not what is counted."""
    counts_works = unit in _UNITS_OF_WORKS or (unit == _ANY_UNIT and not _PLACE_FIRST.match(noun))
    for tail in _TAILS if counts_works else (*_TAILS, "工程"):
        noun = noun.removesuffix(tail)
    end = len(noun)
    while end > 2 and unit not in _UNITS_OF_EVENTS:
        for length in (6, 4, 3, 2):
            if end - length >= 2 and noun[end - length : end] in ACT:
                end -= length
                break
        else:
            break
    stem = re.sub("(?:(?:全|长)生命周期|综合|标准化|规范化)$", "", noun[:end]).rstrip("、和及与或的")
    return stem if len(stem) >= 2 and not _TELLS_NOTHING.fullmatch(stem) else noun
