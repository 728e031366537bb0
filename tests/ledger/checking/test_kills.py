"""kill -9 in the middle of an upload, an import, an entry, a settlement: four here, 200 with `make prove-kills`."""

from __future__ import annotations

import sys

import pytest
from django.conf import settings

from luoshi.ledger.models import Entry, Evidence
from scripts.prove_kills import ACTS, faults, make_world, prove

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
]


def test_what_was_said_to_be_done_is_there_and_nothing_is_half_there():
    killed, _, found = prove(make_world(18), kills=4, seed=3)

    assert found == []
    assert set(killed) == set(ACTS)


def test_a_lost_entry_and_half_a_file_would_be_seen():
    world = make_world(18)
    prove(world, kills=0, seed=3)
    whole = list(faults([("ledger.Entry", Entry.objects.latest("pk").pk)]))
    evidence = Evidence.objects.latest("pk")
    path = settings.LUOSHI_FILES / "evidence" / evidence.digest
    path.write_bytes(path.read_bytes()[:-1])

    seen = list(faults([("ledger.Entry", 10**6)]))

    assert whole == []
    assert seen == [
        "ledger.Entry 1000000 was said to be done and is lost",
        f"the file {evidence.pk} is not what was received",
    ]
