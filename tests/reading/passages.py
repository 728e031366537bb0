"""Invented passages of the genre, and short ways to read one of them."""

from __future__ import annotations

from luoshi.reading import Commitment, Milestone, Reading, Reason, Target, read

OUTLOOK = "一、2026年工作安排\n"

# Every part of a report in a few lines; all names are invented.
REPORT = """云浦区人民政府工作报告
各位代表：
现在，我代表区人民政府向大会作工作报告，请予审议。
一、2025年工作回顾
过去一年，我们新建泵站9座，同比增长5%。
二、“十五五”时期主要目标
到2030年，地区生产总值突破800亿元。
三、2026年工作安排
（一）更新城市功能
1.推进水利建设。新建泵站3座，改造“海绵城市”示范路段12公里。
改造管网。改造管网26公里，雨污分流管网18.5公里。
（二）改善民生
力争新增学位300个，8月底前启用鹭汀初中。
天空湛蓝，河水清澈。
各位代表！让我们携手奋斗！
名词解释
1.“海绵城市”：指能吸水、蓄水、渗水、净水的城市。
"""


def read_outlook(sentence: str) -> Reading:
    """The reading of ``sentence`` under the heading of a year's plan."""
    return read(f"{OUTLOOK}{sentence}\n")


def targets_in(sentence: str) -> tuple[Target, ...]:
    return read_outlook(sentence).targets


def target_in(sentence: str) -> Target:
    """The only target of ``sentence``."""
    (target,) = targets_in(sentence)
    return target


def milestones_in(sentence: str) -> tuple[Milestone, ...]:
    return read_outlook(sentence).milestones


def commitment_in(sentence: str) -> Commitment:
    (commitment,) = read_outlook(sentence).commitments
    return commitment


def reasons_in(sentence: str) -> list[Reason]:
    """Why the sentences below the heading were passed."""
    return [item.reason for item in read_outlook(sentence).passed if item.reason is not Reason.HEADING]


def words_of(target: Target) -> tuple[str, str, str]:
    """What a reader of the account sees first: the number, who acts and what is counted."""
    return target.quote, target.action, target.object
