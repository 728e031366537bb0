"""Quick checks pass over what cannot matter: with every one of them switched off, the reading is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from passages import OUTLOOK
from test_properties import CLAUSES, MARKS, MIXTURES

from luoshi.reading import (
    Reading,
    _aside,
    _attributes,
    _clean,
    _deadline,
    _promise,
    _quantity,
    _resolve,
    _segment,
    _sentences,
    _verbs,
    is_compiled,
)
from luoshi.reading import _places as _beside_numbers
from luoshi.reading._assemble import read_text
from luoshi.reading._milestone import _clause, _places, _stage
from luoshi.reading._names import _lists
from luoshi.reading._owner import _beside as _owner_beside
from luoshi.reading._owner import _whom
from luoshi.reading._phrase import _object
from luoshi.reading._phrase import _read as _left_of_number

# What the quick checks look for, in places where it matters and in places where it does not.
TEMPTING = st.sampled_from(
    [
        *(
            "已建成鹭汀桥",
            "建成了3座泵站",
            "全面启用鹭汀初中",
            "鹭汀大桥建成",
            "让居民用上新建的鹭汀医院",
            "（已有3座）",
        ),
        *(
            "近年来新建泵站3座",
            "今年是关键之年",
            "围绕产业发展",
            "砥砺前行",
            "面临困难",
            "必须新建学校3所",
            "各位代表，",
        ),
        *("到2027年", "6月底前", "上半年", "国庆前", "2024年增长6%", "二季度末", "半年", "十四五末"),
        *(
            "三年内建成",
            "早日开工",
            "早日竣工",
            "通过验收",
            "鹭汀港扩大开放通过验收",
            "纳入规划",
            "落户云浦",
            "新入驻企业5家",
        ),
        *(
            "推动",
            "加快",
            "力争",
            "实现",
            "确保",
            "改造提升",
            "年内",
            "工作",
            "等",
            "项目",
            "的",
            "约",
            "达到",
            "突破",
            "突破百亿大关",
            "分别",
            "全面推进",
            "以及",
            "积极推动",
            "方面，",
            "对鹭汀路",
            "左右",
            "以上",
            "一是",
            "——",
            "面向企业的",
            "按照10个片区",
            "谋划启动",
        ),
        *("8座", "6%", "3亿元", "鹭汀路", "县人民医院", "“鹭汀”校区", "[3]", " ", "①", "1200", "12,000户"),
    ]
)
TEMPTED = st.lists(st.one_of(TEMPTING, CLAUSES, MARKS), max_size=30).map("".join)


class Anything:
    """Holds every word but the empty one, which marks the end of a text."""

    def __contains__(self, word: str) -> bool:
        return word != ""


@contextmanager
def without_quick_checks() -> Iterator[None]:
    always, anything = re.compile(""), Anything()
    with pytest.MonkeyPatch.context() as patch:
        for module in (_resolve, _attributes):
            patch.setattr(module, "may_tell_facts", lambda *_: True)
        for module in (_resolve, _deadline):
            patch.setattr(module, "names_time", lambda *_: True)
        for module, name in (
            (_aside, "_FOCUS"),
            (_whom, "_OPENS_TO_WHOM"),
            (_promise, "_OPENS"),
            (_promise, "_HOLDS"),
            (_lists, "_OPENED"),
            (_lists, "_OPENED_OR_JOINED"),
        ):
            patch.setattr(module, name, always)
        for module, name in (
            (_places, "_BEFORE_HEAD"),
            (_verbs, "_OPENS_VERB"),
            (_verbs, "_STRIPPED"),
            (_verbs, "_OPENS_TIME"),
            (_verbs, "_OPENS_LONGER"),
            (_aside, "_OPENS_MEASURED"),
            (_beside_numbers, "_OPENS_RELATIVE"),
            (_clause, "_OPENS_CAUSED"),
            (_clause, "_OPENS_TREATED"),
            (_clause, "_OPENS_EFFORT"),
            (_clause, "_OPENS_NO_PROMISE"),
            (_clause, "_OPENS_LED_IN"),
            (_left_of_number, "_OPENS_ENUMERATION"),
            (_object, "_OPENS_NOISE"),
            (_promise, "_OPENS_AT_ALL"),
            (_quantity, "_OPENS_AFTER"),
        ):
            patch.setattr(module, name, anything)
        patch.setattr(_stage, "_ends_with_stage", len)
        patch.setattr(_object, "_ends_in_noise", len)
        patch.setattr(_promise, "_TELLING_ENDS", "")
        patch.setattr(_quantity, "_holds_much", lambda *_: True)
        patch.setattr(_clean, "_RARE", always)
        patch.setattr(_sentences, "_OTHER_STOPS", "。！？!?")
        patch.setattr(_owner_beside, "_RANK_ENDS", "")
        patch.setattr(_segment, "words_of_stages", lambda *_: True)
        yield


def read_slowly(text: str) -> Reading:
    with without_quick_checks():
        return read_text(text)


@settings(max_examples=100)
@given(st.one_of(TEMPTED, MIXTURES))
def test_quick_checks_change_no_reading(text: str) -> None:
    assert read_text(OUTLOOK + text) == read_slowly(OUTLOOK + text)
    assert read_text(text) == read_slowly(text)


def test_quick_checks_change_nothing_of_the_gold() -> None:
    text = (Path(__file__).parent / "gold" / "hard.txt").read_text(encoding="utf-8")
    assert read_text(OUTLOOK + text) == read_slowly(OUTLOOK + text)


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("争取鹭汀学院落户云浦区。", "落户"),
        ("鹭汀初中、浦南医院等项目陆续建成。", "建成"),
        ("与鹭汀大学合作成立云浦学院。", "成立"),
    ],
)
def test_a_stage_counts_where_it_neither_opens_nor_ends_its_clause(sentence: str, action: str) -> None:
    assert [stage.action for stage in read_text(OUTLOOK + sentence).milestones] == [action]


@given(st.text(alphabet="新建泵站3座，；：。！？!?“”《》（）’」』", max_size=60))
def test_sentences_and_clauses_are_cut_as_their_patterns_say(text: str) -> None:
    sentences = re.finditer("[^。！？!?]*[。！？!?]+[”’）」』]*|[^。！？!?]+", text)
    assert _sentences.cut_sentences(text, 0, len(text)) == [match.span() for match in sentences]
    clauses = _sentences._CLAUSE.finditer(text)
    assert _sentences.cut_clauses(text, 0, len(text)) == [match.span() for match in clauses]


@pytest.mark.skipif(is_compiled(), reason="what is compiled cannot be switched off")
def test_without_them_all_is_looked_at() -> None:
    """The switch is no empty one: what a quick check passes over is then offered to the rule behind it."""
    sentence = "居民用上新建的鹭汀医院吧"
    spans = _places.words_of_stages(sentence, 0, len(sentence))
    assert _places.stage_words(sentence, 0, len(sentence), spans) == []
    with without_quick_checks():
        assert _places.stage_words(sentence, 0, len(sentence), spans) != []
        assert _resolve.may_tell_facts("新建3座", 0, 4)
