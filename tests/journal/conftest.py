"""A journal that holds nothing yet: that the district was set up is not what is tested here."""

from __future__ import annotations

import pytest
from django.db import connection

from luoshi.journal.models import Line
from tests.conftest import District
from tests.guards import guards_lifted


@pytest.fixture
def district(district: District) -> District:
    """The invented district without the lines of its making."""
    with guards_lifted(connection):
        Line.objects.all().delete()
    return district
