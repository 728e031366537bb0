"""Digests of journal lines: one form for good."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from luoshi.journal.digests import Algorithm, LineWords, Scheme, digest_line, digest_of, hash_of, instant

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e15, 1e15) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
lines = st.builds(
    LineWords, at=st.datetimes(timezones=st.just(UTC)), actor=st.none() | st.integers(1), action=words,
    subject_type=words, subject_id=st.integers(1), number=st.integers(1), why=words, data=json, origin=words,
    scheme=st.sampled_from([scheme.value for scheme in Scheme]), previous_digest=words,
)  # fmt: skip


@given(line=lines)
def test_a_line_put_together_by_hand_is_the_canonical_json_of_its_words(line):
    fields = line._asdict() | {"at": instant(line.at)}
    algorithm = Algorithm.SM3 if line.scheme == Scheme.SM3 else Algorithm.SHA256
    if line.scheme == Scheme.WITHOUT_ORIGIN:
        del fields["origin"], fields["scheme"]

    assert digest_line(line) == digest_of(fields, algorithm)


def test_the_digest_of_a_line_written_today_stays_as_it_is():
    line = LineWords(
        datetime(2026, 2, 3, 9, 30, tzinfo=UTC), 7, "commitment.confirmed", "ledger.commitment", 17, 2, "按职责分工",
        {"revision": 2, "figure": 5.5}, "web 10.1.2.3", "sha256/2", "0" * 64,
    )  # fmt: skip

    assert digest_line(line) == "e95f2ebb6803b940695d4c5f1ecf16ceb609291559467627cc3bd45ee301f87c"
    assert (
        digest_line(line._replace(scheme="sm3/2")) == "859d82cb2cc8b0d70c3b5c44b60ef58a693ebd88f4ef3043f2e696ddcef986d1"
    )
    assert digest_line(line._replace(scheme="sha256/1")) == digest_line(
        line._replace(scheme="sha256/1", origin="elsewhere")
    )


def test_sm3_is_the_hash_of_its_standard():
    """The example of GB/T 32905-2016, appendix A.1."""
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

    assert hash_of(b"abc", Algorithm.SM3) == expected
