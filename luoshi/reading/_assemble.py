"""Stage 5, assemble: the findings of all stages → one frozen Reading, spans in the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from operator import attrgetter

from luoshi.reading._clean import Clean, clean
from luoshi.reading._deadline import deadline_in, opening_deadline
from luoshi.reading._glossary import find_terms
from luoshi.reading._milestone import (
    Stage,
    stage_words,
    stages_of_sentence,
    words_of_stages,
)
from luoshi.reading._model import (
    Commitment,
    GlossaryTerm,
    Heading,
    Milestone,
    Modality,
    Part,
    Passed,
    Reading,
    Reason,
    Target,
)
from luoshi.reading._outline import Outline, Paragraph
from luoshi.reading._owner import SPENDING
from luoshi.reading._promise import why_not
from luoshi.reading._quantity import Quantity, find_quantities
from luoshi.reading._resolve import Found, resolve
from luoshi.reading._segment import segment
from luoshi.reading._sentences import behind_list_mark, cut_sentences
from luoshi.reading._verbs import strives
from luoshi.reading._version import rules_version

_COMMA = re.compile("[，；：]")


def read_text(text: str, year: int | None = None, *, given: str | None = None) -> Reading:
    """Read ``text``. ``year`` is the report's, believed only where the text itself does not say.

    ``given`` is the text to quote when it is not ``text`` itself but one of the same length.
    """
    cleaned = clean(text)
    outline = segment(cleaned.text, year)
    return _Assembler(text if given is None else given, cleaned, outline).reading()


def _squeezed(text: str) -> str:
    """``text`` without its white space."""
    return "".join(text.split())


def _modality(targets: Sequence[Target], stages: Sequence[Milestone]) -> Modality:
    """A sentence only strives when all that it promises does."""
    firm = any(item.modality == "firm" for item in targets) or any(item.modality == "firm" for item in stages)
    return "firm" if firm else "strive"


class _Assembler:
    def __init__(self, raw: str, cleaned: Clean, outline: Outline) -> None:
        self.raw = raw
        self.cleaned = cleaned
        self.text = cleaned.text
        self.outline = outline
        self.commitments: list[Commitment] = []
        self.passed: list[Passed] = []

    def reading(self) -> Reading:
        paragraphs = self.outline.paragraphs
        for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
            if paragraph.part is Part.OUTLOOK:
                self._read_paragraph(paragraph, leads_in=self._leads_in(paragraph, following))
        headings = tuple(self._headings())
        return Reading(
            text=self.raw,
            title=self._title(),
            year=self.outline.year,
            headings=headings,
            commitments=tuple(self.commitments),
            passed=tuple(self._with_headings(headings)),
            glossary=tuple(self._glossary()),
            version=rules_version(),
        )

    def _leads_in(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """Whether a paragraph behind its heading only opens the passage, which goes on below it."""
        if not paragraph.lead or following is None or following.head is None:
            return False
        return following.head == paragraph.head or self.outline.heads[following.head].parent == paragraph.head

    def _read_paragraph(self, paragraph: Paragraph, *, leads_in: bool) -> None:
        quantities = find_quantities(self.text, paragraph.start, paragraph.end)
        stages = words_of_stages(self.text, paragraph.start, paragraph.end)
        spans = cut_sentences(self.text, paragraph.start, paragraph.end)
        number = stage = 0
        for start, end in spans:
            first_number, first_stage = number, stage
            while number < len(quantities) and quantities[number].start < end:
                number += 1
            while stage < len(stages) and stages[stage][0] < end:
                stage += 1
            self._read_sentence(
                paragraph,
                start,
                end,
                quantities[first_number:number],
                stages[first_stage:stage],
                lead=leads_in and len(spans) <= 2,
            )

    def _read_sentence(
        self,
        paragraph: Paragraph,
        start: int,
        end: int,
        quantities: list[Quantity],
        words: list[tuple[int, int]],
        *,
        lead: bool,
    ) -> None:
        text, year, period = self.text, self.outline.year, paragraph.deadline
        raw_start, raw_end = self.cleaned.raw(start, end)
        start = behind_list_mark(text, start, end)
        found = resolve(text, start, end, quantities, year=year, deadline=period) if quantities else []
        hits = stage_words(text, start, end, words) if words else ()
        stages = tuple(self._stages(start, end, hits, found, period)) if hits else ()
        if not found and not stages and (reason := why_not(text[start:end], lead=lead)):
            self.passed.append(Passed(raw_start, raw_end, paragraph.head, reason))
            return
        targets = tuple(map(self._target, found)) if found else ()
        modality: Modality = _modality(targets, stages) if targets or stages else "firm"
        quote = _squeezed(self.raw[raw_start:raw_end])
        self.commitments.append(Commitment(raw_start, raw_end, quote, paragraph.head, modality, targets, stages))

    def _stages(
        self, start: int, end: int, hits: Sequence[int], found: list[Found], period: date | None
    ) -> Iterator[Milestone]:
        taken = [item.quantity.start for item in found if item.action not in SPENDING]
        for stage in stages_of_sentence(self.text, start, end, hits, taken):
            yield self._milestone(start, stage.start, stage.end, stage, period)

    def _milestone(self, sentence: int, start: int, end: int, stage: Stage, period: date | None) -> Milestone:
        raw_start, raw_end = self.cleaned.raw(start, end)
        quote = self.text[start:end]
        return Milestone(
            raw_start,
            raw_end,
            _squeezed(self.raw[raw_start:raw_end]),
            stage.action,
            stage.names,
            "strive" if strives(quote) else "firm",
            deadline_in(quote, self.outline.year) or self._opening(sentence, start) or period,
        )

    def _opening(self, sentence: int, at: int) -> date | None:
        marks = [match.start() for match in _COMMA.finditer(self.text, sentence, at)]
        return opening_deadline(self.text, sentence, marks, at, self.outline.year)

    def _target(self, found: Found) -> Target:
        quantity = found.quantity
        start, end = self.cleaned.raw(quantity.start, quantity.end)
        return Target(
            start,
            end,
            _squeezed(self.raw[start:end]),
            self.text[found.clause_start : found.clause_end].strip("，、；： "),
            quantity.value,
            quantity.unit,
            found.relation,
            found.mode,
            found.modality,
            found.action,
            found.object,
            found.deadline,
            found.names,
        )

    def _headings(self) -> Iterator[Heading]:
        for head in self.outline.heads:
            start, end = self.cleaned.raw(head.start, head.end)
            body_end = self.cleaned.raw(head.start, max(head.body_end, head.end))[1]
            yield Heading(
                start, end, head.title, head.level, head.part, head.run_in, head.parent, body_end, head.deadline
            )

    def _with_headings(self, headings: Sequence[Heading]) -> list[Passed]:
        """Passed sentences and the headings of the outlook, in text order."""
        heads = [
            Passed(heading.start, heading.end, index, Reason.HEADING)
            for index, heading in enumerate(headings)
            if heading.part is Part.OUTLOOK
        ]
        return sorted((*heads, *self.passed), key=attrgetter("start"))

    def _glossary(self) -> Iterator[GlossaryTerm]:
        spans = [(item.start, item.end) for item in self.outline.paragraphs if item.part is Part.GLOSSARY]
        if not spans:
            return
        for term in find_terms(self.text, spans, spans[0][0]):
            start, end = self.cleaned.raw(term.start, term.end)
            uses = tuple(self.cleaned.raw(*use) for use in term.uses)
            yield GlossaryTerm(start, end, term.term, term.definition, uses)

    def _title(self) -> str:
        lines = [line for line in self.text[:2000].split("\n") if line and len(line) <= 40]
        return next((line for line in lines if "工作报告" in line), lines[0] if lines else "")
