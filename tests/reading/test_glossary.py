"""The list of terms: entries of every shape, and where each term is used."""

from __future__ import annotations

import pytest
from passages import OUTLOOK, REPORT

from luoshi.reading import GlossaryTerm, read
from luoshi.reading._glossary import find_terms

MEANING = "指能吸水、蓄水、渗水、净水的城市。"


@pytest.mark.parametrize(
    "entry",
    [
        f"海绵城市：{MEANING}",
        f"1.海绵城市：{MEANING}",
        f"[1]海绵城市：{MEANING}",
        f"（1）海绵城市：{MEANING}",
        f"1、海绵城市：{MEANING}",
        f"“海绵城市”：{MEANING}",
        f"“海绵城市”{MEANING}",
        f"“海绵城市”，{MEANING}",
        f"3.“海绵城市”：{MEANING}",
        f"注1：海绵城市：{MEANING}",
    ],
)
def test_an_entry_gives_its_term_and_definition(entry: str) -> None:
    (term,) = find_terms(entry, [(0, len(entry))], 0)
    assert (term.term, term.definition, term.start, term.end) == ("海绵城市", MEANING, 0, len(entry))


@pytest.mark.parametrize("entry", ["这一句没有说明什么术语。", "海绵城市", "海绵城市：水", "："])
def test_a_paragraph_that_explains_nothing_is_no_entry(entry: str) -> None:
    assert find_terms(entry, [(0, len(entry))], 0) == []


def terms_of(body: str, *entries: str) -> tuple[GlossaryTerm, ...]:
    return read(OUTLOOK + body + "\n名词解释\n" + "\n".join(entries) + "\n").glossary


def test_uses_are_linked_wherever_the_term_stands_above() -> None:
    body = "建设海绵城市示范路段12公里。推广海绵城市做法。"
    (term,) = terms_of(body, f"1.海绵城市：{MEANING}")
    at = len(OUTLOOK) + body.index("海绵")
    assert term.uses == (
        (at, at + 4),
        (at + body.rindex("海绵") - body.index("海绵"), len(OUTLOOK) + body.rindex("海绵") + 4),
    )


def test_a_use_inside_the_glossary_is_not_linked() -> None:
    (first, second) = terms_of("新建泵站3座。", f"1.海绵城市：{MEANING}", "2.渗水路面：海绵城市所用的路面。")
    assert first.uses == second.uses == ()


def test_a_term_quoted_in_the_text_is_linked_without_the_quotes() -> None:
    reading = read(f"{OUTLOOK}建设“海绵城市”3处。\n名词解释\n1.“海绵城市”：{MEANING}\n")
    assert [reading.text[start:end] for start, end in reading.glossary[0].uses] == ["海绵城市"]


def test_a_term_with_quotes_inside_is_linked_to_its_use_without_them() -> None:
    (term,) = terms_of("推进三张清单改革。", "1.“三张”清单改革：指权力、责任和负面三张清单。")
    assert len(term.uses) == 1


def test_a_whole_report_links_its_terms_into_the_text_as_given() -> None:
    reading = read(REPORT)
    (term,) = reading.glossary
    assert term.term == "海绵城市"
    assert [reading.text[start:end] for start, end in term.uses] == ["海绵城市"]
    assert reading.text[term.start : term.end].startswith("1.“海绵城市”：指")


def test_terms_promise_nothing() -> None:
    reading = read(OUTLOOK + "新建泵站3座。\n名词解释\n1.海绵城市：新建示范路段12公里的城市。\n")
    assert [target.quote for target in reading.targets] == ["3座"]


def test_the_line_of_the_editor_behind_the_glossary_is_no_term() -> None:
    assert len(terms_of("新建泵站3座。", f"1.海绵城市：{MEANING}", "责任编辑：云浦编辑部")) == 1
