"""Sealed values open with their key, in their place, unchanged; digests find what seals hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.secrecy import CannotUnseal, CannotUnsealCode, blind_digest, new_keyring, seal, unseal

RING = new_keyring()
OTHER = new_keyring()


@given(st.text())
def test_what_was_sealed_opens_again(value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    assert unseal(seal(value, RING, context="c"), RING, context="c") == value


def test_one_value_sealed_twice_looks_different() -> None:
    assert seal("110101", RING, context="c") != seal("110101", RING, context="c")


def test_a_seal_does_not_show_the_value() -> None:
    assert "13900001111" not in seal("13900001111", RING, context="phone")


def test_a_seal_copied_into_another_field_does_not_open() -> None:
    with pytest.raises(CannotUnseal) as refused:
        unseal(seal("甲", RING, context="name"), RING, context="phone")
    assert refused.value.code is CannotUnsealCode.CONTENT


@given(st.integers(min_value=3), st.characters(codec="ascii", categories=("L", "N")))
def test_a_changed_seal_does_not_open(place: int, letter: str) -> None:
    sealed = seal("甲乙丙", RING, context="c")
    # The last letters may spell bits that base64 throws away, so only letters before them are changed.
    place = 3 + place % (len(sealed) - 8)
    changed = sealed[:place] + letter + sealed[place + 1 :]
    if changed == sealed:
        return
    with pytest.raises(CannotUnseal):
        unseal(changed, RING, context="c")


def test_a_seal_of_a_lost_key_names_it() -> None:
    sealed = "k7." + seal("甲", OTHER, context="c").partition(".")[2]
    with pytest.raises(CannotUnseal) as refused:
        unseal(sealed, RING, context="c")
    assert (refused.value.code, refused.value.key_id) == (CannotUnsealCode.KEY, "k7")


@pytest.mark.parametrize("nonsense", ["", "甲", "k1.", "k1.甲", "k1.AAAA", "k1.AA AA"])
def test_nonsense_is_no_seal(nonsense: str) -> None:
    with pytest.raises(CannotUnseal):
        unseal(nonsense, RING, context="c")


def test_a_digest_finds_a_value_however_it_was_typed() -> None:
    found = blind_digest("11010119900307123x", RING, context="id")
    assert found == blind_digest(" １１０１０１ 19900307-123X", RING, context="id")


def test_digests_differ_by_context_and_by_keyring() -> None:
    digest = blind_digest("甲", RING, context="name")
    assert digest != blind_digest("甲", RING, context="other")
    assert digest != blind_digest("甲", OTHER, context="name")
