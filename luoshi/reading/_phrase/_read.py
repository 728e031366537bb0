"""The words before a number, read: which of the shapes of the grammar they have."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._phrase._act import Frame, with_act
from luoshi.reading._phrase._distribution import distributed
from luoshi.reading._phrase._left import Around, Left
from luoshi.reading._phrase._predicate import indicator, is_noun_of_doing, split_tail
from luoshi.reading._verbs import first_act, strip_adverbs, strives

_SIZE_PHRASE = re.compile(
    f"(?:{one_of(words('phrases', 'size_lead'))})?约?"
    + r"(?<![超过\d.])\d[\d.,]*[万亿]*"  # 产值超30亿元的 is a threshold and stays
    + f"(?:{one_of(words('phrases', 'size_unit'))})(?:左右)?的"
)
_OPENS_ENUMERATION = frozenset("一二三四五六七八九十（0123456789—①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●■首其第")
_ENUMERATION = re.compile(
    r"(?:[一二三四五六七八九十](?:是|要)|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．]|——|[①-⑳●■]|首先|其次|"
    "第[一二三四五六七八九十][，、])"
)
# 诊疗量达到全区总诊疗量的#%: a share of something named.
_SHARE = re.compile("(?P<verb>" + one_of(words("verbs", "share")) + ")[^，。]{2,30}的$")
# 优质水体长度占河流总长度#%: the same without 的.
_SHARE_ALONE = re.compile("(?<=..)占(?!比)[^，。的]{2,16}(?<!比重)(?<!比例)(?<!份额)$")
_OF_ALL = "占比"
_IN_ALL = "共"
_AT_LEAST = "至少"
_COMPARED_FIRST = re.compile("比(?:上一?年|去年|前年|[^，、]{2,4}前)(?=减|增|降|提|新)")
_REACHING_OVER = ("覆盖", "惠及", "辐射")


def read_left(text: str, around: Around) -> Left:
    """Read the words before a number."""
    strive = strives(text)
    mark = _ENUMERATION.match(text) if text[:1] in _OPENS_ENUMERATION else None
    body = text[mark.end() :] if mark else text
    body = _SIZE_PHRASE.sub("", body) if "的" in body else body
    if (at := body.find("分别")) > 0:
        return distributed(body[:at], body[at + 2 :], strive=strive)
    if around.is_ratio and body.endswith("的") and (share := _SHARE.search(body)):
        verb, thing = share["verb"], indicator(strip_adverbs(body[: share.start()])[0])
        bound = split_tail(verb)[2]  # 不低于当地标准的1.6倍 has a bound and no verb
        return Left("predicate", "" if bound and verb.startswith("不") else verb, thing, (), bound, strive)
    if "比" in body and (compared := _COMPARED_FIRST.search(body)) and not strip_adverbs(body[: compared.start()])[0]:
        body = body[compared.end() :]  # 今年将比改革前|减轻企业负担#
    whole = body
    kept, predicate, relation = split_tail(body)
    if around.is_ratio and not predicate and (share := _SHARE_ALONE.search(kept)):
        return Left("predicate", "占", indicator(strip_adverbs(kept[: share.start()])[0]), (), relation, strive)
    if relation is None and _AT_LEAST in body:
        relation = "ge"  # 每县至少打造#座书院
    body, dropped = strip_adverbs(
        kept or ("" if predicate or relation else body)
    )  # 确保#个场馆: nothing but what leads in
    if body.startswith(_IN_ALL) and first_act(body[1:]) and not first_act(body):
        body = body[1:]  # 共搬迁#户
    if predicate in _REACHING_OVER and around.has_right and body and not around.is_ratio:
        return Left("act", predicate, "", (), relation, strive)  # 物业服务覆盖#老旧小区
    if predicate and not is_noun_of_doing(body, predicate, around) and (body or not around.has_right):
        of_all = _OF_ALL if predicate.startswith(_OF_ALL) else ""
        return Left("predicate", predicate, indicator(body) + of_all, (), relation, strive)
    tail = "" if predicate and relation is None else whole[len(kept) :]
    if predicate and relation is None:
        body, dropped = strip_adverbs(whole)
    return with_act(body, dropped, Frame(around, relation, strive, whole[: len(whole) - len(tail)]))
