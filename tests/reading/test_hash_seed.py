"""Sets of pairs of characters come in another order with every start of Python: no figure may hang on it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WEIGHED = """
from luoshi.reading.leads._precedent import Precedent, neighbours
from luoshi.reading.progress._naming import cover_of
pairs = frozenset(chr(0x4e00 + i) + chr(0x5e00 + i) for i in range(300))
rarity = {pair: 1 / (3 + ord(pair[0]) % 97) for pair in pairs}
print(repr(cover_of(pairs, frozenset(list(sorted(pairs))[:90]), pairs, rarity)))
text = "".join(sorted(pairs))
history = [Precedent(text[at : at + 60], "区住建局") for at in range(0, 500, 7)]
print([repr(found.likeness) for found in neighbours(text, history)])
"""


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What each of three starts prints."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", WEIGHED],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in range(3)
    ]
    return [run.stdout for run in runs]


def test_every_start_weighs_alike(told: list[str]) -> None:
    assert len(set(told)) == 1


def test_there_is_something_to_weigh(told: list[str]) -> None:
    assert told[0].count("'") > 2
