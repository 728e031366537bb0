"""A form begun out of what somebody told in their own words: nothing is guessed that the words do not say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from luoshi.mechanisms import Field, FieldKind, Format, Raw
from luoshi.mechanisms.stages import Mechanism

SENTENCE = re.compile(r"[^。！？!?\n]+")
SHORTENED = "…"
THE_REST = frozenset({"其他", "其它"})  # a choice that says nothing: a text that has the word does not name it


def begin_form(mechanism: Mechanism, text: str, title: str, given: Mapping[str, Raw]) -> dict[str, Raw]:
    """The public form of a mechanism with the text in it. What was given goes before what follows from the text.

    The title, or the text's first sentence, goes into the subject; the text into the first long field; a choice is made
    where the text names exactly one of the words offered.
    """
    form = mechanism.schema.for_public()
    values: dict[str, Raw] = {}
    told = next((each for each in form.fields if each.long and _takes_words(each)), None)
    if told is not None:
        values[told.name] = text
    subject = form.by_name.get(mechanism.subject)
    if subject is not None:
        values[subject.name] = title or shorten(_first_sentence(text), subject.most)
    for field in form.fields:
        named = [word for word in field.choices if _names(text, word)] if field.kind is FieldKind.CHOICE else []
        if field.required and len(named) == 1:
            values[field.name] = named[0]
    return {**values, **given}


def shorten(text: str, most: float | None) -> str:
    """The text, cut with a sign that it goes on where it is longer than allowed."""
    if most is None or len(text) <= most:
        return text
    return text[: int(most) - len(SHORTENED)] + SHORTENED


def _takes_words(field: Field) -> bool:
    return field.kind is FieldKind.TEXT and field.format is Format.PLAIN and not field.pattern


def _names(text: str, word: str) -> bool:
    """Does the text name the choice, or a part of it: 土地 of 土地和宅基地?"""
    return word not in THE_REST and any(len(part) > 1 and part in text for part in word.split("和"))


def _first_sentence(text: str) -> str:
    found = SENTENCE.search(text)
    return found[0].strip() if found else text.strip()
