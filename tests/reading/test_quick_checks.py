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
    _attributes,
    _deadline,
    _names,
    _promise,
    _resolve,
    _segment,
    _verbs,
)
from luoshi.reading._assemble import read_text
from luoshi.reading._milestone import _beside, _clause, _places
from luoshi.reading._owner import _beside as _owner_beside
from luoshi.reading._phrase import _object

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
            "分别",
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
            (_promise, "_OPENS"),
            (_promise, "_HOLDS"),
            (_names, "_OPENED"),
            (_names, "_OPENED_OR_JOINED"),
        ):
            patch.setattr(module, name, always)
        for module, name in (
            (_places, "_BEFORE_HEAD"),
            (_verbs, "_OPENS_VERB"),
            (_verbs, "_STRIPPED"),
            (_verbs, "_OPENS_TIME"),
        ):
            patch.setattr(module, name, anything)
        for module in (_beside, _clause):
            patch.setattr(module, "ends_with_stage", len)
        patch.setattr(_object, "_ends_in_noise", len)
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


def test_without_them_all_is_looked_at() -> None:
    """The switch is no empty one: what a quick check passes over is then offered to the rule behind it."""
    sentence = "居民用上新建的鹭汀医院吧"
    spans = _places.words_of_stages(sentence, 0, len(sentence))
    assert _places.stage_words(sentence, 0, len(sentence), spans) == []
    with without_quick_checks():
        assert _places.stage_words(sentence, 0, len(sentence), spans) != []
        assert _resolve.may_tell_facts("新建3座", 0, 4)
