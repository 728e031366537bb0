"""Why a sentence is no promise: one reason each."""

from __future__ import annotations

import pytest
from passages import OUTLOOK, commitment_in, reasons_in

from luoshi.reading import Reason, read
from luoshi.reading._promise import why_not


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("各位代表！", Reason.SALUTATION),
        ("同志们：", Reason.SALUTATION),
        ("现在，我代表区人民政府，请予审议。", Reason.SALUTATION),
        ("让我们携手并进，共创美好未来。", Reason.SLOGAN),
        ("我们要努力奋斗！", Reason.SLOGAN),
        ("各位代表，让我们砥砺前行，共创辉煌！", Reason.SLOGAN),
        ("总体要求是：坚持稳中求进、以进促稳。", Reason.PRINCIPLE),
        ("必须牢固树立底线思维。", Reason.PRINCIPLE),
        ("牢牢把握发展主动权。", Reason.PRINCIPLE),
        ("今年是“十五五”开局之年。", Reason.BACKGROUND),
        ("当前，外部形势依然复杂。", Reason.BACKGROUND),
        ("民生改善是一项长期任务。", Reason.BACKGROUND),
        ("坚持以人民为中心的发展思想。", Reason.AIM),
        ("以绣花功夫推进城市更新。", Reason.AIM),
        ("突出抓好以下工作：", Reason.AIM),
        ("天空湛蓝，河水清澈。", Reason.NO_VERB),
    ],
)
def test_a_sentence_without_promise_has_its_reason(sentence: str, reason: Reason) -> None:
    assert why_not(sentence, lead=False) is reason
    assert reasons_in(sentence) == [reason]


@pytest.mark.parametrize(
    "sentence",
    [
        "建立健全长效机制。",
        "推动产业转型升级。",
        "深入实施乡村振兴战略。",
        "聚焦产业发展，建立服务专班。",
        "坚持稳中求进，新建改建各类设施。",
        "各位代表，我们将新建一批学校。",
        "今年，完善应急预案。",
        "支持中小企业发展。",
    ],
)
def test_an_act_that_is_done_is_a_promise(sentence: str) -> None:
    assert why_not(sentence, lead=False) is None
    assert commitment_in(sentence).kind == "action"


def test_a_sentence_that_only_opens_its_passage_is_an_aim() -> None:
    sentence = "推动产业转型升级。"
    assert why_not(sentence, lead=False) is None
    assert why_not(sentence, lead=True) is Reason.AIM


def test_what_opens_a_passage_is_told_by_what_follows() -> None:
    reading = read(f"{OUTLOOK}（一）产业。推动产业转型升级。\n1.工业。完善配套设施。\n")
    assert [(item.reason, reading.text[item.start : item.end]) for item in reading.passed] == [
        (Reason.HEADING, "一、2026年工作安排"),
        (Reason.HEADING, "（一）产业。"),
        (Reason.AIM, "推动产业转型升级。"),
        (Reason.HEADING, "1.工业。"),
    ]


def test_every_reason_is_given_somewhere() -> None:
    sentences = ["各位代表！", "我们要奋斗！", "必须牢固树立底线思维。", "坚持以人为本。", "今年是开局之年。"]
    reading = read(OUTLOOK + "\n".join([*sentences, "天空湛蓝。"]))
    assert {item.reason for item in reading.passed} == set(Reason)


def test_a_number_makes_a_promise_of_any_sentence() -> None:
    assert commitment_in("坚持稳中求进，工业增长6%。").kind == "target"
    assert reasons_in("坚持稳中求进，工业增长6%。") == []


def test_haste_behind_its_subject_is_a_promise() -> None:
    assert why_not("浦南储能项目加快建设。", lead=False) is None


def test_a_sentence_that_announces_the_tasks_is_none_of_them() -> None:
    assert why_not("围绕上述目标，重点抓好以下工作：", lead=False) is not None


@pytest.mark.parametrize("sentence", ["去年完成投资30亿元。", "今年以来，全区新增企业300家。"])
def test_what_has_been_done_is_background(sentence: str) -> None:
    assert reasons_in(sentence) == [Reason.BACKGROUND]
