"""What another clause, or another number of the same clause, tells of what is counted."""

from __future__ import annotations

import re

from luoshi.reading._behind import read_right
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Around, Left, read_left
from luoshi.reading._places import Place
from luoshi.reading._verbs import first_act, verbs_end

_ALONE = Around(shared=False, in_list=False, has_right=False, is_ratio=False)
_NO_LEFT = Left("none", "", "", (), None, strive=False)
_OWNER = re.compile("(?:" + one_of(words("attributes", "owner")) + ")$")
_OWNER_FIRST = re.compile("^[^、]{0,10}?(?:" + one_of(words("attributes", "owner_of_many")) + ")(?=..)")
_LEADING_OWNER = re.compile(
    "[^，]{1,8}?(?:" + one_of(words("attributes", "owner")) + ")(?=" + one_of(words("attributes", "behind_owner")) + ")"
)
_TELLS_ALONE, _DESCRIPTION = 4, 5  # characters of a noun, and of a description that it can do without
_TELLS_WHICH = re.compile(r"\d|元|超|注册地|总部|取得|获得|牵头|占|^受|村$|小区$|社区$")
_NO_THING = re.compile(
    "(?:"
    + one_of(
        (*words("phrases", "provisions"), *words("phrases", "of_things"), *words("phrases", "told_by_description"))
    )
    + ")$"
)
_DESCRIBING = ("具有", "富有", "充满")
_TYPES = re.compile("^(?:[^、]{1,4}型、)+[^、]{1,4}型")
_SIZED = re.compile("^(?:计划)?总投资[^的、]{2,12}的(?=..)")  # 总投资69.5亿元的重点项目
_FINE = re.compile("^(?:高(?:标准|品质|质量|水平|颜值|效能|起点)、?)+(?=[^、]+$)")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(rf"\d[\d.]*万?(?P<unit>{one_of(words('units', 'count'))})(?=[一-鿿]{{2}})")
_LIGHT = frozenset(words("verbs", "light"))
_CAMPAIGN = re.compile("(?:[和与及]?(?:" + one_of(words("phrases", "campaign")) + "))+$")
_AT_END = re.compile(r"(?<=[一-鿿]{2})\d[\d.]*[万亿]?[一-鿿]{1,3}$")
_LONGEST_LIST = 30
_LONGEST_SUBJECT = 16
_LONGEST_BOUGHT = 60
_JUST_SPENT = re.compile(r"[①-⑳\d、．.（）]*(?:[一二三四五六七八九十]是)?(?:计划|预计)?(?:投资|投入)")
_WORKS_END = re.compile("(?:项目)?(?:建设|改造|工作)$")
_SHARE_OF = re.compile("占[^，]{2,16}(?:比重|比例)$")
_SHARES = words("attributes", "rate_of_it")
_STANDARD = "标准"
_COVERBS = words("phrases", "second_coverb")
_MEASURES = words("attributes", "measure")
_MEASURE = re.compile("(?:" + one_of(_MEASURES) + ")$")


def clause_before(text: str, sentence_start: int, place: Place) -> tuple[str, str, tuple[str, ...]] | None:
    """开展健身展演活动，确保全年不少于1600次: the clause before tells what is counted."""
    if place.previous is not None or place.right or place.start <= sentence_start:
        return None
    left = read_left(_last_clause(text[sentence_start : place.start - 1]), _ALONE)
    return (left.action, left.object, ()) if left.kind == "act" and left.object else None


def object_before(text: str, sentence_start: int, clause_start: int) -> str:
    """The object of the clause before ``clause_start`` where that clause has an act and no number."""
    clause = _last_clause(text[sentence_start : clause_start - 1]) if clause_start > sentence_start else ""
    if not clause or _DIGIT.search(clause):
        return ""
    left = read_left(clause, _ALONE)
    return left.object if left.kind == "act" else ""


def _last_clause(passage: str) -> str:
    return re.split("[，；：]", passage)[-1]


def elided(place: Place, state: State) -> str:
    """What is counted where no noun stands beside the number."""
    if place.later and not place.right:
        between = place.text[place.quantity.end : place.later[0].start].strip("、和及")
        if not between and place.later[0].unit != place.quantity.unit and (noun := place.noun_of_next):
            return read_right(noun, state.left or _NO_LEFT)[0]  # 开工和续建5条、30公里线路
        if between and verbs_end(between) == len(between) and (noun := place.noun_of_next):
            return read_right(noun, Left("act", between, "", (), None, strive=False, light=True))[
                0
            ]  # 开工6座、建成2座过街天桥
    if place.previous is None and place.start > state.sentence_start:
        clause = _last_clause(place.text[state.sentence_start : place.start - 1])
        if not _DIGIT.search(clause) and (subject := _subject(clause)):
            return subject
    return ""


def _subject(clause: str) -> str:
    """What a clause without a number is about: 高新技术企业倍增, 加快保障性住房建设, 实施“小升规”倍增计划."""
    left = read_left(clause, _ALONE)
    thing = _CAMPAIGN.sub("", without_description(left.object.strip("“”") if left.kind == "act" else clause))
    return thing if len(thing) >= 2 and len(thing) <= _LONGEST_SUBJECT and "、" not in thing else ""


def without_description(thing: str) -> str:
    """特色鲜明、生态宜居的示范镇 → 示范镇; 空置率30%的村 → 村; 工业型、旅游型城镇 → 城镇."""
    thing = _SIZED.sub("", thing)
    thing = _FINE.sub("", thing) if "、" in thing else thing  # 高品质、高标准景观大道
    head, mark, noun = thing.rpartition("的")
    if mark and len(noun) >= 2 and ("、" in head or head.startswith(_DESCRIBING) or head.endswith("%")):
        return noun
    if (
        mark
        and len(noun) >= _TELLS_ALONE
        and len(head) >= _DESCRIPTION
        and not (_TELLS_WHICH.search(head) or _NO_THING.search(noun))
    ):
        return noun  # 副高级以上职称的医疗专家
    return (_TYPES.sub("", thing) or thing) if "型" in thing else thing


def bought(place: Place, thing: str) -> str:
    """投入1800万元建成2条花卉景观大道: the sum is for the road."""
    end = verbs_end(place.right)
    if end == 0:
        return (not place.right and thing in ("", "投资") and _bought_next(place)) or thing
    if not place.later and (whole := _bought_together(place.text[place.quantity.end + end : place.end])):
        return whole
    listed = place.later and "、" in place.text[place.quantity.end : place.later[0].start]
    return (listed and place.noun_of_next) or place.right[end:] or place.noun_of_next or thing


def _bought_together(things: str) -> str:
    """投资1.5亿元实施节水灌溉、供水等|水利工程: the kind, or all that the sum is for; empty for one thing only."""
    if "、" not in things or len(things) > _LONGEST_LIST or any(first_act(item) for item in things.split("、")):
        return ""
    kind = things.rpartition("等")[2]
    return kind if kind != things and len(kind) >= _TELLS_ALONE else things


def _bought_next(place: Place) -> str:
    """投资280万元，完成青蓑中学宿舍楼建设: the sum is for what the next clause acts on."""
    following = re.split("[，；。：]", place.text[place.end + 1 : place.end + _LONGEST_BOUGHT], maxsplit=1)[0]
    if place.later or not _JUST_SPENT.fullmatch(place.left):
        return ""
    if counted := _COUNTED.search(following):
        act = first_act(following)
        light = Left("act", act, "", (), None, strive=False, light=act in _LIGHT)
        return (
            read_right(following[counted.end() :], light, counted["unit"])[0] if act else ""
        )  # 投资690万元，改建南庄小学等3所|小学
    if place.text[place.start - 1 : place.start] != "，":
        following = _AT_END.sub("", following)  # 投资1000万元，新增灌溉面积2.7万亩
    if _DIGIT.search(following):
        return ""
    left = read_left(following, _ALONE)
    thing = _WORKS_END.sub("", left.object) if left.kind == "act" else ""
    return thing if 2 <= len(thing) <= _LONGEST_SUBJECT and "、" not in thing else ""


def with_owner(passage: str, thing: str, last: str) -> str:
    """产值 alone takes its owner from the clause before: 石化产业…，产值达到#. ``last``: the object before it."""
    clause = _last_clause(passage)
    if _DIGIT.search(clause):
        if (thing in _SHARES or _SHARE_OF.match(thing)) and last in clause:
            return last + thing  # 优良河段达到45公里，占比超86%
        if (measured := _MEASURE.search(last)) and last in clause and thing in _MEASURES and measured.start() >= 2:
            return last[: measured.start()] + thing  # 医疗保险覆盖率达到98%，补助标准提高到#
        if thing.endswith(_STANDARD) and last in clause:
            return _joined(last, thing)  # 危旧房改造60户，补助标准提高到#
        shared = _OWNER_FIRST.match(last) if last in clause else None
        return (
            shared[0] + thing if shared and not thing.startswith(shared[0][-2:]) else thing
        )  # 开发区营业收入超过450亿元，固投达到10亿元
    owner = read_left(clause, _ALONE).object
    if not first_act(clause) and (leading := _LEADING_OWNER.match(clause)):
        owner = leading[0]  # 石化产业加快升级，产值达到#
    if thing.endswith(_STANDARD) and 2 <= len(owner) <= _LONGEST_SUBJECT and not owner.startswith(_COVERBS):
        return _joined(owner, thing)
    if thing == "投资":  # 实施优粮优产保障工程，投资2.29亿元
        return owner if 4 <= len(owner) <= 24 else thing
    return owner + thing if 2 <= len(owner) <= 14 and _OWNER.search(owner) else thing


def _joined(owner: str, thing: str) -> str:
    """教师补助, 补助标准 → 教师补助标准."""
    return owner + (thing[2:] if owner.endswith(thing[:2]) else thing)
