"""One organisation's page, and how much is asked of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from luoshi.ledger.checking_choices import ColourChoice, DutyPart, DutyState, NoticeState
from luoshi.ledger.loading import loads_in
from luoshi.ledger.loads import SHIPPED, Load
from luoshi.ledger.models import Duty, Goal, Notice
from luoshi.ledger.queries.checking.district import Colours
from luoshi.ledger.queries.checking.scope import visible_duties, visible_goals, visible_notices
from luoshi.ledger.rulebook import rule_of
from luoshi.people.models import Organisation, User
from luoshi.people.queries import visible_organisations

SHOWN = 200


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """What an organisation has to do, as far as the asker sees it. ``goals`` are its own, the furthest behind first."""

    organisation: Organisation
    colours: Colours
    goals: tuple[Goal, ...]
    supporting: tuple[Duty, ...]
    to_sign: tuple[Duty, ...]
    notices: tuple[Notice, ...]
    load: Load
    most_requests: int
    refusals: int


def organisation_page(user: User, organisation_id: int, on: date) -> OrganisationView:
    """The page's data. Raises Organisation.DoesNotExist for one outside the user's government."""
    organisation = visible_organisations(user).get(pk=organisation_id)
    duties = visible_duties(user).filter(holder=organisation).exclude(state=DutyState.WITHDRAWN)
    running = duties.filter(commitment__state__ending="")
    goals = visible_goals(user).filter(
        duty__holder=organisation, duty__part__in=(DutyPart.LEAD, DutyPart.SHARE), commitment__state__ending=""
    )
    counts = Counter(dict(goals.order_by().values_list("state__colour").annotate(count=Count("pk"))))
    with_parts = ("commitment", "holder", "better")
    notices = visible_notices(user).filter(holder=organisation).exclude(state=NoticeState.CLOSED)
    return OrganisationView(
        organisation=organisation,
        colours={colour: counts[colour] for colour in ColourChoice.values},
        goals=tuple(goals.select_related("commitment", "state").order_by("-state__behind", "pk")[:SHOWN]),
        supporting=tuple(running.filter(part=DutyPart.SUPPORTING).select_related(*with_parts)[:SHOWN]),
        to_sign=tuple(running.filter(state=DutyState.DISPATCHED).select_related(*with_parts)[:SHOWN]),
        notices=tuple(notices.select_related("commitment", "goal").order_by("answer_by")[:SHOWN]),
        load=loads_in([organisation.pk], on).get(organisation.pk, Load()),
        most_requests=rule_of(user.government.pk, SHIPPED).most_requests,
        refusals=duties.filter(refusal_count__gt=0).count(),
    )


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What one organisation is asked for this month, beside the office's own cap."""

    organisation: Organisation
    load: Load
    most_requests: int

    @property
    def is_full(self) -> bool:
        """No further request fits into this month."""
        return self.load.requests >= self.most_requests


def reporting_loads(user: User, on: date) -> tuple[LoadRow, ...]:
    """The month's load of every organisation of the asker's government that is asked for anything, heaviest first."""
    organisations = {each.pk: each for each in visible_organisations(user)}
    cap = rule_of(user.government.pk, SHIPPED).most_requests
    rows = [LoadRow(organisations[pk], load, cap) for pk, load in loads_in(list(organisations), on).items()]
    return tuple(sorted(rows, key=lambda row: (-row.load.total, row.organisation.order, row.organisation.pk)))
