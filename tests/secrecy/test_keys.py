"""Keyrings: made, read, refused, rotated."""

from __future__ import annotations

import json

import pytest

from luoshi.secrecy import BadKeyring, new_keyring, parse_keyring, rotated, seal, unseal


def test_a_keyring_reads_what_it_wrote() -> None:
    ring = new_keyring()
    assert parse_keyring(ring.to_json()) == ring


def test_two_new_keyrings_share_nothing() -> None:
    one, other = new_keyring(), new_keyring()
    assert one.keys["k1"] != other.keys["k1"]
    assert one.blind != other.blind


def test_after_rotation_old_seals_open_and_new_ones_name_the_new_key() -> None:
    ring = new_keyring()
    old = seal("甲", ring, context="c")
    after = rotated(ring)
    assert unseal(old, after, context="c") == "甲"
    assert seal("甲", after, context="c").startswith("k2.")
    assert after.blind == ring.blind


def test_a_keyring_in_a_log_shows_ids_only() -> None:
    ring = new_keyring()
    assert repr(ring) == "Keyring(k1; current k1)"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"keys": {}}, "keys"),
        ({"keys": {"k1": "short"}}, "keys.k1"),
        ({"keys": {"k1": "AAAA"}}, "keys.k1"),
        ({"current": "k9"}, "current"),
        ({"blind": "AAAA"}, "blind"),
    ],
)
def test_a_bad_keyring_is_refused_with_the_field(change: dict[str, object], field: str) -> None:
    values = json.loads(new_keyring().to_json()) | change
    with pytest.raises(BadKeyring) as refused:
        parse_keyring(json.dumps(values))
    assert refused.value.field == field


@pytest.mark.parametrize("text", ["", "not json", "[]", "null"])
def test_nonsense_is_no_keyring(text: str) -> None:
    with pytest.raises(BadKeyring):
        parse_keyring(text)
