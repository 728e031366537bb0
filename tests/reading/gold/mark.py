"""Turn compact marks into gold: ``python tests/reading/gold/mark.py hard`` writes hard.txt, hard.jsonl and two tables.

``hard.marks`` holds the passages with what is promised in each, written by hand; this script only counts offsets.
One line each:

    = heading                                   a line of its own in the text
    ## difficulty                               names the group that follows; not in the text
    - sentence                                  in the text, promises no act
    sentence                                    in the text, promises an act
    > quote | action | object | mode and flags  a target of the sentence above
    * quote | action | name;name | flags        a milestone of the sentence above

Sentences that follow each other are one paragraph, a blank line ends it, ``⏎`` is a newspaper's break. Mode is ``do``
unless given; flags are ``strive``, a relation, ``by=DATE``, ``names=a;b`` and ``clause=words``. Value, unit and the
relation of 以上, 左右 and the like are read off the quote.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAGNITUDES = {"": 1, "万": 10_000, "亿": 100_000_000}
SUFFIXES = {"以上": "ge", "以下": "lt", "以内": "le", "左右": "approx", "上下": "approx"}
NUMBER = re.compile(
    r"(?P<low>[\d.]+)(?:%?[—~至-](?P<high>[\d.]+))?(?P<magnitude>[万亿]?)(?P<more>[多余]?)"
    r"(?P<unit>.*?)(?P<suffix>以上|以下|以内|左右|上下)?"
)
MODES = {"do", "reach", "grow", "cut"}
RELATIONS = {"eq", "ge", "gt", "le", "lt", "approx"}


def loose(words: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, words)))


def scaled(number: str, magnitude: str) -> int | float:
    value = round(float(number) * MAGNITUDES[magnitude], 6)
    return int(value) if value == int(value) else value


def measure(quote: str) -> dict:
    match = NUMBER.fullmatch(quote)
    if match is None:
        raise ValueError(quote)
    low = scaled(match["low"], match["magnitude"])
    relation = "gt" if match["more"] else SUFFIXES.get(match["suffix"] or "", "eq")
    if match["high"]:
        return {"value": [low, scaled(match["high"], match["magnitude"])], "unit": match["unit"], "relation": "range"}
    return {"value": low, "unit": match["unit"], "relation": relation}


def flags(words: str) -> dict:
    row: dict = {"modality": "firm", "deadline": None, "names": []}
    for word in words.split():
        key, _, value = word.partition("=")
        if word in MODES:
            row["mode"] = word
        elif word in RELATIONS:
            row["relation"] = word
        elif word == "strive":
            row["modality"] = "strive"
        elif key == "by":
            row["deadline"] = value
        elif key == "names":
            row["names"] = value.split(";")
        elif key == "clause":
            row["clause"] = value
        else:
            raise ValueError(word)
    return row


def nearest(words: str, sentence: str, start: int, end: int) -> tuple[int, int]:
    """Where the words stand: right after the number, else last before it, else first after it."""
    if not words:
        return start, end
    places = [(m.start(), m.end()) for m in loose(words).finditer(sentence)]
    if behind := [p for p in places if p[0] == end]:
        return behind[0]
    before = [p for p in places if p[1] <= start]
    return (before[-1:] + places + [(start, end)])[0]


def clause(row: dict, sentence: str, start: int, end: int) -> str:
    """From the comma before verb, noun and number to the last of them, with the verbal noun that may follow."""
    spans = [nearest(row[field], sentence, start, end) for field in ("action", "object")]
    first, last = min(start, *(s for s, _ in spans)), max(end, *(e for _, e in spans))
    first = max((m.end() for m in re.finditer("[，,；。]", sentence[:first])), default=0)
    if spans[1][0] == end:
        last += len(re.split("[，,；。、]", sentence[last:])[0])
    return re.sub(r"\s+|^\d+\.(?=\D)", "", sentence[first:last])


def annotate(mark: str, sentence: str, after: int) -> tuple[int, dict]:
    """Where to look on, and one gold line with offsets from the sentence's start; ``after`` is where to look from."""
    quote, action, thing, *rest = (part.strip() for part in mark[1:].split("|"))
    match = re.compile(r"(?<![\d.])" + loose(quote).pattern).search(sentence, after)
    if match is None:
        raise ValueError(f"{quote} is not in {sentence}")
    given = flags(" ".join(rest))
    place = {"start": match.start(), "end": match.end(), "quote": quote}
    if mark.startswith("*"):
        return match.start() + 1, {"kind": "milestone", **place, "action": action, **given, "names": thing.split(";")}
    row = {"kind": "target", **place, "clause": "", **measure(quote), "mode": "do", "modality": "", "action": action}
    row |= {"object": thing, **given}
    row["clause"] = row["clause"] or clause(row, sentence, match.start(), match.end())
    return match.end(), row


def build(marks: str) -> tuple[str, list[dict], list[str], list[str]]:
    text, rows, sentences, groups = "", [], [], []
    group, sentence, offset, cursor = "", "", 0, 0
    for line in [*marks.splitlines(), ""]:
        if line.startswith(("> ", "* ")):
            cursor, row = annotate(line, sentence, cursor)
            rows.append(row | {"start": row["start"] + offset, "end": row["end"] + offset})
        elif line.startswith("##"):
            group = line[2:].strip()
            text = text.rstrip("\n") + "\n" if text else text
        elif not line or line.startswith("="):
            text = text.rstrip("\n") + "\n" if text else text
            text += line[2:] + "\n" if line else ""
        else:
            promised, sentence = not line.startswith("- "), line.removeprefix("- ").replace("⏎", "\n\n")
            offset, cursor = len(text), 0
            text += sentence
            end = len(text)
            shown = re.sub(r"\s+", "", sentence)
            sentences.append(f"{offset}\t{end}\t{int(promised)}\t{shown}")
            groups.append(f"{offset}\t{end}\t{group}")
    return text, rows, sentences, groups


def main(name: str) -> None:
    text, rows, sentences, groups = build((HERE / f"{name}.marks").read_text(encoding="utf-8"))
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    for ending, content in (("jsonl", lines), ("sentences.tsv", sentences), ("groups.tsv", groups)):
        (HERE / f"{name}.{ending}").write_text("\n".join(content) + "\n", encoding="utf-8")
    (HERE / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
