"""kill -9 in the middle of sweeps and of requests: four here, 200 with `make prove-matters-kills`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from luoshi.matters.models import ClockRung

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
]


def test_every_due_step_is_taken_once_and_every_matter_is_whole(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "scripts"))
    import bench_matters as bench
    import prove_matters_kills as kills

    world = bench.make_district()
    bench.make_matters({"grids": [world["grids"][0], world["grids"][-1]]}, 60, share=1.0)
    due = kills.due_rungs()
    before = ClockRung.objects.count()
    kills.kill_sweeps(2)
    kills.kill_requests(2)
    kills.last_sweep()
    kills.check_whole()
    assert ClockRung.objects.count() - before == due
