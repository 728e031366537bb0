"""Goals whose figures come whole: two schools and a half are two schools."""

from __future__ import annotations

import re

from luoshi.ledger.models import Goal
from luoshi.ledger.paths import Path
from luoshi.reading import is_counted

AVERAGE = re.compile("[每均率比]")  # 每千人5张床位: of an average there is a part


def comes_in_wholes(goal: Goal) -> bool:
    """Is there no half of it? There is of an average, and where the goal itself is no whole number."""
    if not is_counted(goal.unit) or AVERAGE.search(f"{goal.object}{goal.quote}"):
        return False
    path = Path.from_json(goal.paths.latest("number").path)
    return float(path.base).is_integer() and float(path.goal).is_integer()
