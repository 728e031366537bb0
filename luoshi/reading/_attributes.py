"""Stage 4, resolve, first half: numbers that promise nothing — sizes of things, background."""

from __future__ import annotations

import re

from luoshi.reading._behind import is_money_noun
from luoshi.reading._brackets import is_part
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._names import is_named
from luoshi.reading._quantity import Quantity
from luoshi.reading._verbs import first_act, strip_adverbs, verbs_end

# 拓宽, 延长: an act that ends like a measure is none.
_SIZE_BEFORE = re.compile(
    "(?<![拓加延增展提])(?:" + one_of(words("attributes", "size_before")) + ")(?:约|超过?|达到?|近|不低于|不少于)?$"
)
ALWAYS_SIZE = re.compile("(?<![色式])(?:" + one_of(words("attributes", "always_size")) + ")(?:约|不?超过?|达到?|近)?$")
_BACKGROUND = re.compile(
    "(?<![比较与同从由])" + one_of(words("attributes", "background")) + "(?![度级])"
)  # 四及以上年级
_BACKGROUND_SENTENCE = re.compile(one_of(words("attributes", "background_sentence")))
_SIZE_UNITS = frozenset(words("attributes", "size_units"))
_SIZED_NOUN = re.compile(one_of(words("attributes", "sized_noun")))
_STARTING_FROM = ("由", "从")
_RISING_FROM = re.compile(r"[由从](?:(?:20\d\d年|去年|上年)的?|(?:每[^，、每]{1,2}){1,2})$")
_RAISED_TO = (
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "增加到",
    "增加至",
    "降低到",
    "降低至",
    "降至",
    "调整到",
    "提标到",
    "提标至",
)
_AROUND = ("范围", "半径")
_LENGTH = re.compile("(?:长|宽|高|深)(?:度)?(?:约|达|达到|近|超过?)?$")
_REACH_UNITS = ("米", "公里")
_WITHIN_REACH = re.compile("(?:公交|站点|地铁)[^，、]{0,8}覆盖|覆盖率|半径|服务圈|生活圈")
_ONE_OF_MANY = re.compile("一批(?:总投资|投资|产值|资产|[一-鿿]{0,6}收入)?(?:超过?|达到?|过)?$")
_LIFE = re.compile("寿命|天数|优良|达到|控制在")
_LAND_UNITS = frozenset(words("attributes", "land_units"))
_POWER_UNITS = ("兆瓦", "千瓦", "吉瓦", "瓦", "MW")
_OF_POWER = re.compile("(?:装机|容量|能力|规模|光伏|风电|储能|发电|电力|负荷|新能源)[^，、]{0,4}$")
_SIZE_OF_PROJECTS, _SPENDING_IT = ("总投资", "总投资额"), ("完成", "实现")
_SUM_ALL_THE_SAME = ("用于", "支持", "投向", "大关", "台阶", "新台阶", "的标准")
_NATION = 1e9  # people: 14亿人的粮食安全
_BOUND_BEFORE = re.compile("(?:超过?|约|近|达到?|不少于|不低于|不小于)$")
_MADE_OF = re.compile("(?:组成|构成)的")
_EACH = re.compile("各(?:自)?(?:" + one_of(words("verbs", "inner")) + ")$")
_PEOPLE = ("口以上", "民")
_STANDING = ("每", "现行")
_EXISTING, _ON_BASIS = "现有", "基础上"
_COVERING = "全覆盖"
_LABELLED = re.compile("[一二两三四五六七八九十]个$")  # 智慧监管三个100%, 三个1亿人
_RATE_ENDS = re.compile("[率比度]$|占比$")
_RATE_TELLS = ("的速度", "的增速", "的税率", "的政策", "政策", "的预期目标", "人口抽样")  # 加计扣除75%政策
_SETTLEMENT = re.compile("的?(?:自然|行政|建制)?村(?![民集居])")
_DWELLERS = ("户", "人")
_ACHIEVED = re.compile("(?:成果|成效)$")
_KEEPING_UP = "巩固"
_LONG_NAME = 8
_NAMED_LENGTH = ("项目", "工程")
_BOUNDS = ("ge", "le", "lt")
_DONE = re.compile("(?:了|已[^的，、]{1,3})$")
_YEAR = re.compile(r"(20\d\d)(?<![比较自从]20\d\d)年(?!以来|的?基础上|基数|起|以前|之前|前|底前)")
# One of these is in every sentence that `is_background` finds a fact in.
_ANY_BACKGROUND = re.compile(
    one_of(
        (*words("attributes", "background"), *words("attributes", "background_sentence"), "了", "已", "（"),
        r"20\d\d年",
    )
)
_BRACKET_REACH = 30  # characters before its clause in which a bracket may open that a number stands in
_SPENT = ("投资", "投入", "安排", "筹措", "统筹", "拿出")
_JOINING = words("attributes", "joining")
_ENDS = ("，", "。", "；", "、")


def may_tell_facts(text: str, start: int, end: int) -> bool:
    """Whether the sentence ``text[start:end]`` holds anything that could make a fact of one of its numbers."""
    return _ANY_BACKGROUND.search(text, max(start - _BRACKET_REACH, 0), end) is not None


def is_background(text: str, sentence_start: int, clause_start: int, number_start: int, year: int | None) -> bool:
    """Whether the words before a number say that it is a fact already."""
    return bool(
        _DONE.search(text, clause_start, number_start)
        or _tells_a_fact(text, clause_start, number_start)
        or _BACKGROUND_SENTENCE.search(text, sentence_start, number_start)
        or (_in_brackets(text, clause_start, number_start) and not is_part(text, number_start))
        or _is_past(text, sentence_start, number_start, year)
    )


def _tells_a_fact(text: str, clause_start: int, number_start: int) -> bool:
    """Whether the clause says 现有, 已有…; what an act falls on is promised all the same: 改造现有12座泵站."""
    fact = _BACKGROUND.search(text, clause_start, number_start)
    if fact is None or text.find(_ON_BASIS, fact.end(), number_start) >= 0:
        return False  # 在去年任务的基础上增长#
    before = strip_adverbs(text[clause_start : fact.start()])[0]
    return not (fact[0] == _EXISTING and fact.end() == number_start and 0 < verbs_end(before) == len(before))


def is_attribute(quantity: Quantity, left: str, right: str, *, another_follows: bool) -> bool:
    """Whether the number tells the size of a thing: 总投资50亿元的项目, 500万元以上技改项目, 200兆瓦光伏项目.

    ``left`` and ``right`` are the words beside it in its clause; ``another_follows``: a further number stands
    right behind ``right``.
    """
    if quantity.unit in ("岁", "天"):
        return not _LIFE.search(left)
    if left.endswith(_SPENT) and quantity.is_money and first_act(right):
        return False  # 投资880万元新建…: the sum is spent this period
    if _tells_measure(quantity, left, right) or (another_follows and _EACH.search(right)):
        return True  # 10个街道各打造1个小区
    if _tells_kind(quantity, left, right):
        return True
    if quantity.is_ratio:
        return right.startswith(_RATE_TELLS)
    if left.endswith(_SIZE_OF_PROJECTS) and not _act_on(left).startswith(_SPENDING_IT):
        return True  # 抓好总投资52亿元的项目
    if ALWAYS_SIZE.search(left) and not _act_on(left):
        return True
    if right:
        return _sizes_noun(quantity, left, right, another_follows=another_follows)
    if quantity.unit in _POWER_UNITS and another_follows and not _OF_POWER.search(left):
        return True  # 建设青蓑300兆瓦、鹭汀100兆瓦光伏发电等项目
    return left.endswith("的")  # 其中2005年以前建成的96个


def _act_on(left: str) -> str:
    """The act that opens the words before a number. Few numbers need it asked, and it takes a while."""
    return first_act(strip_adverbs(left)[0])


def _tells_measure(quantity: Quantity, left: str, right: str) -> bool:
    """人行道长约87米，宽约6.5米; 500米公交站点覆盖率; 谋划一批超50亿元、百亿元大项目; what `_describes` tells."""
    if quantity.unit == "米" and _LENGTH.search(left):
        return True
    if quantity.unit in _REACH_UNITS and _WITHIN_REACH.match(right):
        return True
    return (quantity.is_money and _ONE_OF_MANY.search(left) is not None) or _describes(left, right)


def _sizes_noun(quantity: Quantity, left: str, right: str, *, another_follows: bool) -> bool:
    """Whether the noun ``right`` behind the number, which is no ratio, is what it tells the size of."""
    sizes = quantity.unit in _SIZE_UNITS
    if quantity.unit == "人" and (right.startswith(_PEOPLE) or _counts_the_nation(quantity)):
        return True  # 10万人口以上中小城市, 惠及全省7000万人民
    whose = right.startswith("的") and not right.startswith("的标准")
    if whose and (quantity.is_money or (sizes and (_BOUND_BEFORE.search(left) or not _act_on(left)))):
        return True  # 布局超过20平方公里的总部经济圈
    if _SIZE_BEFORE.search(left) and not right.startswith(_ENDS):
        return True
    if quantity.is_money:
        return not is_money_noun(right) and not right.startswith(_SUM_ALL_THE_SAME)
    long_name = quantity.unit == "公里" and right.endswith(_NAMED_LENGTH) and len(right) >= _LONG_NAME
    if long_name and is_named(right[:-2], listed=True):
        return True  # 7.6公里青蓑路县城至柳墟段大修项目
    if sizes and _SIZED_NOUN.search(right):
        if quantity.unit not in _LAND_UNITS or ("、" not in right and is_named(right[:30], listed=True)):
            return True
        return not _act_on(left)
    return another_follows and sizes and quantity.after in ("ge", "lt")


def _tells_kind(quantity: Quantity, left: str, right: str) -> bool:
    """三个1亿人, 通20户以上自然村的路, 空置率30%以下“空心村”治理, 巩固18万公里农村公路建设成果."""
    if left.endswith("个") and _LABELLED.search(left):
        return True
    if _KEEPING_UP in left and _ACHIEVED.search(right) and _act_on(left).startswith(_KEEPING_UP):
        return True
    if quantity.after not in _BOUNDS:
        return False
    if quantity.is_ratio:
        return right != "" and not right.startswith("的") and _RATE_ENDS.search(left) is not None
    return quantity.unit in _DWELLERS and _SETTLEMENT.match(right) is not None


def _counts_the_nation(quantity: Quantity) -> bool:
    return isinstance(quantity.value, float) and quantity.value >= _NATION


def _describes(left: str, right: str) -> bool:
    """联通8家医院的专网, 500米范围公交覆盖率, 由2家增至5家, 从2020年的31%提高到, 24个社区全覆盖, 42个指标组成的体系."""
    if left.endswith((*_STARTING_FROM, *_STANDING)) or right.startswith(_AROUND) or right.endswith(_COVERING):
        return True
    if left.endswith(_JOINING) and "的" in right[2:]:
        return True
    if _RISING_FROM.search(left) or right.startswith(_RAISED_TO):
        return True  # 分别从每月510元、230元提高到560元、250元
    return "成的" in right and _MADE_OF.search(right) is not None


def _is_past(text: str, sentence_start: int, number_start: int, year: int | None) -> bool:
    """The last year named before a number has gone by when the report is read: 2014年…增长6.9% in a report of 2015."""
    if year is None or text.find("年", sentence_start, number_start) < 0:
        return False
    years = _YEAR.findall(text, sentence_start, number_start)
    if not years or int(years[-1]) >= year:
        return False
    return "今年" not in text[sentence_start:number_start]


def _in_brackets(text: str, clause_start: int, number_start: int) -> bool:
    opened = text.rfind("（", max(0, clause_start - _BRACKET_REACH), number_start)
    if opened < 0 or text.find("）", opened, number_start) >= 0:
        return False
    return text.find("）", number_start, number_start + 40) >= 0
