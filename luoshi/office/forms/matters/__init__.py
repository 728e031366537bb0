"""The table of steps at a matter: each row is one address, drawn and taken by one view."""

from __future__ import annotations

from luoshi.matters.queries.page import MatterPage
from luoshi.office.forms.matters import afterwards, dispatching, filing, outcomes
from luoshi.office.forms.matters.step import StepForm
from luoshi.people.models import User

STEPS: tuple[StepForm, ...] = (*dispatching.STEPS, *outcomes.STEPS, *filing.STEPS, *afterwards.STEPS)


def offered_steps(user: User, page: MatterPage) -> list[StepForm]:
    """What this user may do with the matter as it is now."""
    return [each for each in STEPS if each.offered(user, page)]
