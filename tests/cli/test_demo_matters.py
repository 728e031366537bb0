"""The demo's casework shows every mechanism at every stage and in every state."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.cli.demo_matters import seed_matters
from luoshi.cli.demo_seeding import _seed_organisations, _seed_people
from luoshi.journal.queries import verify
from luoshi.matters.models import Clock, Incident, Matter, Step
from luoshi.mechanisms import load_shelf
from luoshi.workdays import CHINA

FRIDAY = datetime(2026, 11, 27, 15, 30, tzinfo=CHINA)


@pytest.mark.django_db
def test_demo_casework_is_in_every_stage_and_every_state():
    places = _seed_organisations(FRIDAY)
    seed_matters(places, _seed_people(places, "yunpu-123456", FRIDAY), at=FRIDAY)

    live = Matter.objects.filter(status__in=["received", "open", "paused"])
    declared = {(each.name, stage.name) for pack in load_shelf() for each in pack.mechanisms for stage in each.stages}
    assert declared - set(live.values_list("mechanism_name", "stage")) == set()
    assert set(Matter.objects.values_list("status", flat=True)) == {"received", "open", "paused", "closed", "merged"}
    assert live.filter(due_at__lt=FRIDAY).exists()
    assert live.filter(redo_count__gt=0).exists()
    assert Step.objects.filter(because="overdue").exists()
    assert Incident.objects.filter(kind="returned_twice", solved_at=None).exists()
    assert not Clock.objects.filter(next_at__lt=FRIDAY.replace(hour=8, minute=30)).exists()
    assert list(verify()) == []
