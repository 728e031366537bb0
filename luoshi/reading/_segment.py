"""Stage 2, segment: cleaned text → paragraphs with their heading, part and period.

Needs one paragraph a line. Guarantees: every paragraph has a part; headings nest (a deeper level never stands above
a higher one); a paragraph that opens with its heading is cut behind it; once the outlook has begun the text does not
fall back into the lookback, except where a heading says so outright.
"""

from __future__ import annotations

import re
from datetime import date

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone import find_stages, words_of_stages
from luoshi.reading._model import Part
from luoshi.reading._outline import Head, Outline, Paragraph
from luoshi.reading._period import BARE_LONGEST, LOOKBACK, OUTLOOK, STOP, YEAR, names_period, period_end, plan_year

_GLOSSARY = re.compile(
    r"^[\[（(《※附件：:\s]{0,6}(?:[^。，]{0,16})" + one_of(words("headings", "glossary")) + r"[^。]{0,6}$"
)
_CLOSING = re.compile(r"^[\[（【]?" + one_of(words("headings", "closing")))
_THANKS = re.compile(one_of(words("headings", "thanks")))
_BODY_LOOKBACK = re.compile(one_of(words("headings", "body_lookback")))
_BODY_OUTLOOK = re.compile(one_of(words("headings", "body_outlook")))
# The title, （上接六版）, or a line with hardly a word in it.
_NO_HEADING = re.compile("工作报告|^（[^（）]*）$|^(?!.*[一-鿿]{3})")
_NEVER_HEAD = re.compile(one_of(words("headings", "never_head")))
_ADDRESS = re.compile(r"我(?:谨)?代表.{0,14}(?:作|报告)")

_CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}"
# Marker patterns by level; what stands before the words of the heading.
_MARKERS = (
    (1, re.compile(rf"(?:第{_CHINESE_NUMBER}(?:部分|章)|{_CHINESE_NUMBER}[、．.])\s*")),
    (2, re.compile(rf"（{_CHINESE_NUMBER}）\s*|[一二三四五六七八九]是(?=[^，。]{{2,30}}。)")),
    (3, re.compile(r"(?:\d{1,2}[、．.](?!\d)|\d{1,2}[．.](?=20\d\d年)|（\d{1,2}）|[①-⑳])\s*")),
)
_RUN_IN_LEVEL = 4
_RUN_IN_LONGEST = 24
_LOOK = 1500  # characters in which a passage shows whether it looks forward
_LONG_LOOK = 4000
_OWNED = re.compile("(?:牵头|责任|主办|承办|负责)(?:单位|部门)")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?[十百千万亿]*(?:多|余)?(?!年|月|日|号|届|期|级|\d)[^\d\s，。、；]")


def segment(text: str, year: int | None = None) -> Outline:
    """Outline of the cleaned ``text``. ``year`` is believed only where the text does not give one."""
    return _Segmenter(text, year).run()


class _Segmenter:
    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.outline = Outline(year=plan_year(text) or year)
        self.stack: list[int] = []
        self.part = self._first_part()
        self.deadline: date | None = None
        self.base = 0  # added to the level of numbered headings that stand under a bare part heading

    def run(self) -> Outline:
        start = 0
        for line in self.text.split("\n"):
            if line:
                self._take(start, line)
            start += len(line) + 1
        self._close(len(self.text))
        if not any(paragraph.part is Part.OUTLOOK for paragraph in self.outline.paragraphs):
            self._find_outlook()
        return self.outline

    def _find_outlook(self) -> None:
        """No heading says where the outlook begins: it begins at the first one whose passage speaks of what will be."""
        outline = self.outline
        thanked = max((match.start() for match in _THANKS.finditer(self.text)), default=0)
        for head in outline.heads[1:]:
            if head.start < thanked:
                continue  # the thanks close what looks back
            if head.run_in or head.part is not Part.LOOKBACK or not self._looks_forward(head.start, _LONG_LOOK):
                continue
            for later in outline.heads:
                if later.start >= head.start and later.part is Part.LOOKBACK:
                    later.part = Part.OUTLOOK
            outline.paragraphs = [
                item._replace(part=Part.OUTLOOK) if item.start >= head.start and item.part is Part.LOOKBACK else item
                for item in outline.paragraphs
            ]
            return

    def _looks_forward(self, at: int, width: int = _LOOK) -> bool:
        body = self.text[at : at + width]
        return len(_BODY_OUTLOOK.findall(body)) > len(_BODY_LOOKBACK.findall(body))

    def _first_part(self) -> Part:
        opening = self.text[:3000]
        starts_at_the_top = _ADDRESS.search(opening) or any(
            len(line) <= BARE_LONGEST and LOOKBACK.search(line) for line in self.text[:6000].split("\n")
        )
        return Part.FRONT if starts_at_the_top else Part.OUTLOOK

    def _take(self, start: int, line: str) -> None:
        if self.part is Part.GLOSSARY or self.part is Part.CLOSING:
            if self.part is Part.GLOSSARY and len(line) <= BARE_LONGEST and _CLOSING.match(line):
                self._open(start, line, 1, Part.CLOSING, run_in=False)
            elif len(line) <= BARE_LONGEST and self.part is Part.GLOSSARY and _reopens(line):
                self._open(start, line, 1, Part.OUTLOOK, run_in=False)
            else:
                self._body(start, start + len(line))
            return
        if len(line) <= BARE_LONGEST and self._special(start, line):
            return
        for level, marker in _MARKERS:
            if match := marker.match(line):
                self._numbered(start, line, level, match.end())
                return
        if self._is_bare_heading(line):
            self._bare(start, line)
            return
        self._run_in(start, line)

    def _special(self, start: int, line: str) -> bool:
        """Open the glossary or the end matter."""
        if self.part is not Part.FRONT and _GLOSSARY.match(line) and "附件：" not in line[:-6]:
            self._open(start, line, 1, Part.GLOSSARY, run_in=False)
            return True
        if self.part is Part.OUTLOOK and _CLOSING.match(line):
            self._open(start, line, 1, Part.CLOSING, run_in=False)
            return True
        return False

    def _numbered(self, start: int, line: str, level: int, words_at: int) -> None:
        stop = STOP.search(line, words_at)
        end = stop.end() if stop else len(line)
        whole_line = end == len(line)
        if level == 3 and self._is_item(line, words_at, end, stopped=stop is not None):
            self._body(start, start + len(line))  # an item of a list, not a heading
            return
        if level == 2 and stop and whole_line and _QUANTITY.search(line, words_at, end) and self.part is Part.OUTLOOK:
            self._body(start, start + len(line))
            return
        title = line[words_at:end].rstrip("。：")
        part = self._part_of(line[:end], level, start + end)
        self._open(start, line[:end], level + self.base, part, run_in=not whole_line, title=title)
        if not whole_line:
            self._body(start + end, start + len(line), lead=True)

    def _is_item(self, line: str, words_at: int, end: int, *, stopped: bool) -> bool:
        """An item of a list (1.新建…15所。牵头单位：…) is a promise, not a heading."""
        if _QUANTITY.search(line, words_at, end) or _OWNED.match(line, end):
            return True
        return stopped and ("，" in line[words_at:end] or (end == len(line) and end > _RUN_IN_LONGEST))

    def _is_bare_heading(self, line: str) -> bool:
        return (
            len(line) <= BARE_LONGEST
            and not STOP.search(line)
            and line[-1] not in "，、；：,” "
            and "年" not in line[-1:]
        )

    def _bare(self, start: int, line: str) -> None:
        """A short line of its own: a part heading when it says so, else front matter or a heading of the passage."""
        backward, forward = LOOKBACK.search(line), OUTLOOK.search(line)
        dated = "今年" in line or names_period(line)
        of_government = "自身建设" in line and self.part is Part.OUTLOOK
        if (backward or forward) and (dated or "回顾" in line or of_government):
            part = Part.LOOKBACK if backward and not (forward and self.part is Part.OUTLOOK) else Part.OUTLOOK
            self.base = 0
            self._open(start, line, 1, part, run_in=False)
            self.base = 1
        elif self.part is Part.FRONT or _NO_HEADING.search(line):
            self._body(start, start + len(line))
        else:
            level = self.outline.heads[self.stack[-1]].level + 1 if self.stack else 1
            parent_is_bare = bool(self.stack) and self.outline.heads[self.stack[-1]].level >= 3 + self.base
            self._open(
                start, line, 3 + self.base if parent_is_bare else min(level, 3 + self.base), self.part, run_in=False
            )

    def _run_in(self, start: int, line: str) -> None:
        if self.part is Part.FRONT and _ADDRESS.search(line):
            self._body(start, start + len(line))
            self.part = Part.LOOKBACK
            return
        stop = STOP.search(line)
        if (
            stop
            and stop.end() <= _RUN_IN_LONGEST
            and stop.end() < len(line)
            and stop[0] == "。"
            and "“" not in line[:2]
            and not _NEVER_HEAD.match(line)
            and not _QUANTITY.search(line, 0, stop.end())
            and not (words_of_stages(line, 0, stop.start()) and find_stages(line[: stop.start()]))
        ):
            title = line[: stop.start()].lstrip("—")
            self._open(start, line[: stop.end()], _RUN_IN_LEVEL + self.base, self.part, run_in=True, title=title)
            self._body(start + stop.end(), start + len(line))
        else:
            self._body(start, start + len(line))

    def _part_of(self, heading: str, level: int, body_at: int) -> Part:
        """The part that a numbered heading opens; the present part unless its words or its body say otherwise."""
        if level > 1:
            return self.part if self.part is not Part.FRONT else Part.LOOKBACK
        backward, forward = LOOKBACK.search(heading), OUTLOOK.search(heading)
        if (
            backward
            and not (forward and self.part is Part.LOOKBACK)
            and (self.part is not Part.OUTLOOK or "回顾" in heading)
        ):
            return Part.LOOKBACK
        if forward and (self.part is not Part.FRONT or not backward):
            return Part.OUTLOOK
        years = [int(match[1]) for match in YEAR.finditer(heading)]
        if years and self.outline.year and self.part is not Part.OUTLOOK:
            return Part.LOOKBACK if max(years) < self.outline.year else Part.OUTLOOK
        if self.part is Part.OUTLOOK:
            return Part.OUTLOOK
        thanked = _THANKS.search(self.text, body_at, body_at + _LOOK) is not None
        looks_forward = self._looks_forward(body_at) and self.part is not Part.FRONT
        return Part.OUTLOOK if looks_forward and not thanked else Part.LOOKBACK

    def _open(self, start: int, line: str, level: int, part: Part, *, run_in: bool, title: str = "") -> None:
        heads = self.outline.heads
        while self.stack and heads[self.stack[-1]].level >= level:
            heads[self.stack.pop()].body_end = start
        parent = self.stack[-1] if self.stack else None
        inherited = heads[parent].deadline if parent is not None else None
        deadline = inherited or (period_end(line, self.outline.year) if part is Part.OUTLOOK else None)
        self.stack.append(len(heads))
        heads.append(Head(start, start + len(line), title or line, level, part, run_in, parent, deadline))
        self.part = part

    def _body(self, start: int, end: int, *, lead: bool = False) -> None:
        head = self.stack[-1] if self.stack else None
        deadline = self.outline.heads[head].deadline if head is not None else None
        self.outline.paragraphs.append(Paragraph(start, end, head, self.part, deadline, lead))

    def _close(self, end: int) -> None:
        for index in self.stack:
            self.outline.heads[index].body_end = end


def _reopens(line: str) -> bool:
    """A list of this year's projects after the glossary is forward-looking again."""
    return bool(re.search("(?:民生实事|实事项目|重点项目)", line)) and "完成" not in line and bool(YEAR.search(line))
