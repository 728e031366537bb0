"""Stage 4, resolve: the numbers of a sentence, each laid beside the words that stand around it in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.reading._counted import cut_at_verb, without_manner
from luoshi.reading._lexicon import one_of, openings, words
from luoshi.reading._quantity import Quantity
from luoshi.reading._verbs import ACT, ends_in_act, first_act, inner_verb, verbs_end

_RIGHT_END = re.compile("[，；：。！？、（）]")
_CLAUSE_END = re.compile("[，；：。！？（）]")
_SHORT_BRACKET = re.compile("（[^）]{1,4}）(?=[一-鿿])")  # 名校（园）长
_BRACKET_IN_NOUN = re.compile("（[^）]{1,10}）(?=[一-鿿“]{2})|（(?:市|区|社区|街道|乡镇|村|市、区|镇、街|镇街)）")
_OPENS_RELATIVE = openings(words("phrases", "relative"))
_RELATIVE = re.compile(
    "(?!在[园校建职岗编线册营读籍])(?:"
    + one_of(words("phrases", "relative"))
    + ")[^，；：。！？的]{2,30}的(?=[一-鿿“]{2})"
)
_QUOTED = re.compile("“[^”]{0,30}”")
_EXAMPLES = re.compile(r"[^，；：。！？（）\d]{2,20}等(?:活动|服务|课程|赛事)")
# 70处篮球、足球等|运动场地.
_LIST_OF_A_KIND = re.compile(
    r"(?P<list>(?:[^，；：。！？（）、\d]{1,6}、)+[^，；：。！？（）、\d]{1,6})等(?P<kind>[^，；：。！？（）、\d]{2,12})"
)
_WORKS_END = re.compile("(?:建设|改造|工程|项目|整治)$")
_TELLS_ALONE = 4  # characters of a kind
_SIZED_APART = re.compile(r"以及[^，、]*?\d")
_NEARLY = ("", "约", "近", "共", "共约", "总长", "总长约")
_RANKS = ("国", "省", "市", "区", "县", "镇")
_SHORTEST_ACTOR = 2  # characters
_NO_ACTOR = "的各和及"
_NOUN_BEHIND = re.compile("[一-鿿“]")
_ADJECTIVES = "好大强高优足美多"
_JOINTS = re.compile("[和与及]")
_LONGEST_NOUN = 24
_LONGEST_LEFT = 160


class Place(NamedTuple):
    """The quantity ``number`` of those in its clause ``[start, end)``, with the words beside it."""

    text: str
    quantities: Sequence[Quantity]
    number: int
    start: int
    end: int
    left: str
    right: str

    @property
    def quantity(self) -> Quantity:
        return self.quantities[self.number]

    @property
    def previous(self) -> Quantity | None:
        return self.quantities[self.number - 1] if self.number else None

    @property
    def joined(self) -> bool:
        """Whether the words before it begin right behind another number: 15家企业|投资#, 6所学校|聘请#名校长."""
        previous = self.previous
        return previous is not None and not previous.is_money and self.left_start == previous.end

    @property
    def left_start(self) -> int:
        return self.quantity.start - len(self.left)

    @property
    def later(self) -> Sequence[Quantity]:
        return self.quantities[self.number + 1 :]

    @property
    def noun_of_next(self) -> str:
        return _right(self.text, self.quantities[self.number + 1 : self.number + 3], self.end) if self.later else ""

    @property
    def noun_of_last(self) -> str:
        """The noun behind the last number of the clause: 2家企业、3家商场、1个项目|落地."""
        return _right(self.text, self.quantities[-1:], self.end)


def lay_out(text: str, start: int, end: int, marks: Sequence[int], quantities: Sequence[Quantity]) -> list[Place]:
    places: list[Place] = []
    last = 0
    for clause_start, clause_end in zip((start, *(mark + 1 for mark in marks)), (*marks, end), strict=True):
        first = last
        while last < len(quantities) and quantities[last].start < clause_end:
            last += 1
        if first == last:
            continue
        inside = quantities[first:last]
        for number, quantity in enumerate(inside):
            left_start = _left_start(text, clause_start, quantity, inside[number - 1] if number else None)
            left = text[max(left_start, quantity.start - _LONGEST_LEFT) : quantity.start]
            if "（" in left and left.rfind("）") < (opened := left.rfind("（")):
                left = left[opened + 1 :]  # 推进服务体系建设（开展服务|56场
            right = _right(text, inside[number : number + 2], clause_end)
            places.append(Place(text, inside, number, clause_start, clause_end, left, right))
    return places


def _left_start(text: str, clause_start: int, quantity: Quantity, previous: Quantity | None) -> int:
    """Behind the list mark that parts a number from the one before it: 个“数字领航”企业、|100个."""
    if previous is None:
        return clause_start
    between = hide_quotes(text[previous.end : quantity.start])
    if previous.is_money and first_act(between):
        return previous.end  # 投资880万元新建…公园3座
    cut = between.find("、")
    if cut < 0:
        cut = _last_joint(between)
    if cut < 0 and not quantity.is_ratio and (verb := act_between(text, previous, quantity)):
        return previous.end + verb
    return previous.end + cut + 1


def act_between(text: str, first: Quantity, second: Quantity) -> int:
    """Where behind ``first`` the act on ``second`` begins, which its noun does: 4家卫生院|招聘医生10名."""
    between = text[first.end : second.start]
    length = ends_in_act(between) if _NOUN_BEHIND.match(text, second.end) else 0
    if not length:
        inner = inner_verb(between, shared_in_list=True, has_right=False, last_word=False)
        length = len(between) - inner[0] if inner else 0
    begins = len(between) - length if length else 0
    return begins if begins >= _SHORTEST_ACTOR and between[begins - 1] not in _NO_ACTOR else 0


def _right(text: str, quantities: Sequence[Quantity], clause_end: int) -> str:
    """The noun behind the first of one or two numbers, up to the next mark or the second number."""
    quantity, following = quantities[0], quantities[1] if len(quantities) > 1 else None
    if following is not None and text[quantity.end : following.start] in _NEARLY:  # 73条110公里水毁农村公路
        return _right(text, (following,), clause_end)
    stop = clause_end if following is None else following.start
    piece = text[quantity.end : stop]
    bare = hide_quotes(piece)
    if "以及" in bare and (apart := _SIZED_APART.search(bare, 2)):
        piece, bare = piece[: apart.start()], bare[: apart.start()]  # 垃圾收集点以及日处理能力80吨的处理站
    if (
        bare[:1] in _OPENS_RELATIVE and (relative := _RELATIVE.match(bare)) and not _is_done(bare[relative.end() :])
    ):  # 2条衔接青蓑、鹭汀等片区的云轨
        piece, bare = piece[relative.end() :], bare[relative.end() :]
    mark = _RIGHT_END.search(bare)
    if mark and mark[0] == "、" and "等" in bare and (listed := _of_a_kind(bare, quantity)):
        return piece[listed.start("kind") if len(listed["kind"]) >= _TELLS_ALONE else 0 : listed.end()]
    if mark and mark[0] == "、" and mark.start() > 1 and following is None and _describes(bare, mark.start()):
        return piece[piece.rindex("的") + 1 :]
    if mark and mark[0] == "、" and 0 < mark.start() == verbs_end(piece[: mark.start()]):
        mark = _RIGHT_END.search(bare, mark.end())  # 6个新建、改扩建项目
    if mark and mark[0] == "（" and (closed := _BRACKET_IN_NOUN.match(bare, mark.start())):
        mark = _RIGHT_END.search(bare, closed.end())  # 12家名师（名校长）工作室
        if mark is None:
            return piece
    if mark:
        rest = bare[mark.end() :]
        opens_list = mark.start() > 1 or piece[: mark.start()] in _RANKS  # 5所省、市智慧教育示范学校
        if mark[0] == "、" and following is None and opens_list and _goes_on(rest, len(piece)):
            return piece
        return piece[: mark.start()]
    if following is not None:  # another number follows with no mark between: 标志性产业链和66条
        cut = _last_joint(bare)
        if cut < 0 and not following.is_ratio:
            cut = act_between(text, quantity, following) or -1
        return without_manner(piece[:cut]) if cut >= 0 else piece
    return piece


def _is_done(noun: str) -> bool:
    """拟上市企业的|指导和服务: what is done to things, no thing."""
    return all(item in ACT for item in _JOINTS.split(noun))


def _last_joint(text: str) -> int:
    return max(text.rfind("和"), text.rfind("及"), text.rfind("与"), text.rfind("并"))


def _goes_on(rest: str, length: int) -> bool:
    """行业级、场景级大模型: behind the mark no new act begins, so it is one noun."""
    rest = _SHORT_BRACKET.sub("", rest)
    if length <= _LONGEST_NOUN and "等" in rest and _EXAMPLES.fullmatch(rest):
        return True  # 5场专题讲座、家长课堂等活动
    if length > _LONGEST_NOUN or "等" in rest or rest[:1].isdigit() or _CLAUSE_END.search(rest):
        return False
    return _no_acts(rest)


def _describes(noun: str, mark: int) -> bool:
    """5个基础好、空间大的|领域: what stands before the mark tells how things are."""
    return noun[mark - 1] in _ADJECTIVES and "的" in noun[mark:] and not noun.endswith("的")


def _of_a_kind(noun: str, quantity: Quantity) -> re.Match[str] | None:
    """篮球、足球等运动场地: things of one kind, none of them with a verb, so that the number counts them all."""
    listed = _LIST_OF_A_KIND.match(noun)
    if listed is None or quantity.is_money or quantity.is_ratio or not _no_acts(listed["list"]):
        return None
    first = listed["list"].partition("、")[0]
    return None if cut_at_verb(first)[1] or first_act(listed["kind"]) or _WORKS_END.search(listed["kind"]) else listed


def _no_acts(items: str) -> bool:
    return not any(first_act(item) for item in items.split("、"))


def hide_quotes(text: str) -> str:
    return _QUOTED.sub(lambda match: "“" * len(match[0]), text) if "“" in text else text
