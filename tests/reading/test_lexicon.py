"""The vocabulary: its files have a source, a shape and no duplicates, and its tries match what lists would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading import Relation
from luoshi.reading._lexicon import digest, longest, one_of, table, words

FOLDER = files("luoshi.reading") / "lexicon"
NAMES = sorted(entry.name.removesuffix(".toml") for entry in FOLDER.iterdir() if entry.name.endswith(".toml"))
NOT_LISTS = {("headings", "plan_end"), ("phrases", "not_a_unit")}


def lists_of(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every word list of a file with its path."""

    def below(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
        if (name, *path) in NOT_LISTS:
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from below((*path, key), inner)
        else:
            yield path, value

    yield from below((), dict(table(name)))


LISTS = [pytest.param(value, id=".".join((name, *path))) for name in NAMES for path, value in lists_of(name)]


def test_the_files_are_these() -> None:
    assert NAMES == ["attributes", "headings", "names", "phrases", "reasons", "relations", "units", "verbs"]


@pytest.mark.parametrize("name", NAMES)
def test_every_file_opens_with_a_comment_that_names_its_source(name: str) -> None:
    lines = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").split("\n")
    comment = []
    while lines and lines[0].startswith("#"):
        comment.append(lines.pop(0))
    assert "Source:" in " ".join(comment)


@pytest.mark.parametrize("value", LISTS)
def test_every_list_is_words_parted_by_white_space(value: object) -> None:
    assert isinstance(value, str)
    assert value.split()


@pytest.mark.parametrize("value", LISTS)
def test_no_list_holds_a_word_twice(value: str) -> None:
    assert [word for word, times in Counter(value.split()).items() if times > 1] == []


def test_the_characters_that_are_no_unit_are_single_and_told_once() -> None:
    characters = table("phrases")["not_a_unit"]
    assert [char for char, times in Counter(characters).items() if times > 1 or char.isspace()] == []


def test_the_plans_end_every_five_years() -> None:
    ends = list(table("headings")["plan_end"].values())
    assert ends == list(range(2005, 2005 + 5 * len(ends), 5))
    assert all(re.fullmatch("十[一二三四五六]?五", plan) for plan in table("headings")["plan_end"])


@pytest.mark.parametrize("place", ["before", "after", "inside"])
def test_the_keys_of_relations_are_relations(place: str) -> None:
    assert set(table("relations")[place]) <= set(get_args(Relation))


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_word_relates_in_one_way_only(place: str) -> None:
    said = Counter(word for value in table("relations")[place].values() for word in value.split())
    assert [word for word, times in said.items() if times > 1] == []


def test_a_unit_belongs_to_one_group() -> None:
    groups = [set(words("units", group)) for group in ("count", "physical", "money", "ratio")]
    twice = {word for at, group in enumerate(groups) for other in groups[at + 1 :] for word in group & other}
    assert twice == {"元/月", "方", "立方"}  # the last group decides: pay is money


def test_what_is_never_counted_is_no_unit() -> None:
    units = {word for group in ("count", "physical", "money", "ratio") for word in words("units", group)}
    assert set(words("units", "never")) & units == {"字"}  # and then it is not counted


def test_words_are_given_longest_first_and_once() -> None:
    found = words("units", "count")
    assert list(found) == sorted(set(found), key=lambda word: (-len(word), word))


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("units", "nothing")


def test_the_digest_is_short_and_stable() -> None:
    assert re.fullmatch("[0-9a-f]{8}", digest())
    assert digest() == digest()


WORDS = st.lists(
    st.text(st.sampled_from("新建改造供水管网ab.*+?[](){}|^$\\-&~# "), min_size=1, max_size=5), min_size=1, max_size=12
)
TEXTS = st.text(st.sampled_from("新建改造供水管网ab.*+?[](){}|^$\\-&~# "), max_size=30)


@given(WORDS, TEXTS)
def test_a_trie_matches_what_a_plain_alternation_of_the_longest_first_does(choices: list[str], text: str) -> None:
    plain = re.compile("|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True)))
    trie = re.compile(one_of(choices))
    assert [match.span() for match in trie.finditer(text)] == [match.span() for match in plain.finditer(text)]


@given(WORDS, TEXTS)
def test_longest_gives_the_length_of_the_longest_word_at_a_place(choices: list[str], text: str) -> None:
    length = longest(choices)
    for at in range(len(text) + 1):
        assert length(text, at) == max((len(word) for word in choices if text.startswith(word, at)), default=0)


def test_every_word_of_every_list_is_matched_whole_by_its_own_trie() -> None:
    for name in NAMES:
        for path, _ in lists_of(name):
            length = longest(words(name, *path))
            assert [word for word in words(name, *path) if length(word, 0) != len(word)] == []
