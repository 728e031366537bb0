"""A small report, read by a hand-made reader whose every answer can be told from the text."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime

from luoshi.reading import Commitment as ReadCommitment
from luoshi.reading import GlossaryTerm, Heading, Milestone, Part, Passed, Reading, Reason, Target
from luoshi.reading.sources import Source

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 2, 4, 10, 0, tzinfo=UTC)

TEXT = """\
一、做强城市功能
（一）改造老旧管网
更新改造供热管网13公里，燃气管道8.5公里。力争新增停车泊位2000个以上。我们要乘风破浪！
6月底前建成竹箬水厂。完善城市精细化管理机制。
二、办好民生实事
新建改建幼儿园5所，新增普惠学位1200个。深入推进全域公园城市建设。
“十五五”时期，全区地区生产总值年均增长5.5%左右。
名词解释：全域公园城市，指公园与城市相融。
"""

NUMBER = re.compile(r"([\d.]+)(公里|个|所|%)(以上|左右)?")
SENTENCE = re.compile(r"[^。！\n]+[。！]")


def read_simply(source: Source) -> Reading:
    """Numbers with four units, 建成 for milestones, 要 for slogans, 一、 and （一） for headings. Nothing more."""
    text = source.text
    headings: list[Heading] = []
    commitments: list[ReadCommitment] = []
    passed: list[Passed] = []
    glossary: list[GlossaryTerm] = []
    for line in re.finditer(r"[^\n]+", text):
        words, start = line.group(), line.start()
        if re.match(r"[一二三四五六七八九十]+、|（[一二]）", words):
            level = 2 if words.startswith("（") else 1
            parent = next((at for at in range(len(headings) - 1, -1, -1) if headings[at].level < level), None)
            end = line.end()
            headings.append(Heading(start, end, words, level, Part.OUTLOOK, False, parent, end, None))
        elif words.startswith("名词解释："):
            term, definition = words[5:].split("，指", 1)
            uses = tuple((use.start(), use.end()) for use in re.finditer(term, text[:start]))
            glossary.append(GlossaryTerm(start, line.end(), term, definition, uses))
        else:
            heading = len(headings) - 1 if headings else None
            for sentence in SENTENCE.finditer(text, start, line.end()):
                if "要" in sentence.group():
                    passed.append(Passed(sentence.start(), sentence.end(), heading, Reason.SLOGAN))
                else:
                    commitments.append(_commitment(sentence, heading))
    headings = _with_bodies(headings, len(text))
    return Reading(text, "", 2026, tuple(headings), tuple(commitments), tuple(passed), tuple(glossary), "fake-1")


def _commitment(sentence: re.Match[str], heading: int | None) -> ReadCommitment:
    words = sentence.group()
    modality = "strive" if "力争" in words else "firm"
    targets = []
    for number in NUMBER.finditer(sentence.string, sentence.start(), sentence.end()):
        clause = re.split("，", words[: number.end() - sentence.start()])[-1]
        thing = re.sub(r"^(更新改造|力争新增|新建改建|新增|全区)", "", clause[: clause.index(number[1])])
        relation = {"以上": "ge", "左右": "approx"}.get(number[3] or "", "eq")
        due = date(2030, 12, 31) if "十五五" in words else None
        targets.append(
            Target(number.start(), number.end(), number[0], clause, float(number[1]), number[2], relation, "do",
                   modality, "更新改造" if "改造" in words else "新增", thing, due, ())
        )  # fmt: skip
    stages = []
    if "建成" in words and not targets:
        stages.append(
            Milestone(sentence.start(), sentence.end() - 1, words[:-1], "建成", (words.split("建成")[1][:-1],),
                      modality, date(2026, 6, 30) if "6月底前" in words else None)
        )  # fmt: skip
    return ReadCommitment(sentence.start(), sentence.end(), words, heading, modality, tuple(targets), tuple(stages))


def _with_bodies(headings: list[Heading], length: int) -> list[Heading]:
    """Every heading's passage ends where the next of its level or above starts."""
    made = []
    for at, heading in enumerate(headings):
        following = [each.start for each in headings[at + 1 :] if each.level <= heading.level]
        end = following[0] if following else length
        made.append(
            Heading(heading.start, heading.end, heading.title, heading.level, heading.part, False, heading.parent, end,
                    None)
        )  # fmt: skip
    return made


def source_of(text: str, name: str = "报告.txt") -> tuple[Source, bytes]:
    data = text.encode()
    return Source(text, name, "txt", hashlib.sha256(data).hexdigest(), (), False), data
