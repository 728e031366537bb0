"""The year itself: month after month, everything in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Q

from luoshi.cli.demo_year._acts import ACTS, Places, Scene, give_out, sign
from luoshi.cli.demo_year._cast import Cast, moment, workday, workdays_on
from luoshi.cli.demo_year._notices import answer, close
from luoshi.cli.demo_year._promises import Act, Promise
from luoshi.cli.demo_year._reports import check, report, send_back
from luoshi.ledger.actions import Ended, run_day
from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.choices import LIVE
from luoshi.ledger.lamp_projection import refresh_together
from luoshi.ledger.models import Commitment, Goal, Notice, Report
from luoshi.people.models import User
from luoshi.workdays import day_of

Step = tuple[datetime, int, Callable[[datetime], None]]
GIVEN_OUT_ON, SIGNED_ON = (1, 26), (1, 27)
REPORTED_FROM, REPORT_DAYS = 16, 7  # units report from the 16th to the 22nd of a month
CHECKED_AFTER = 3  # workdays
RUNS_BEFORE_TODAY = (7, 3, 1)  # days on which the nightly run is played at the very end
OPEN_AT_THE_END = 12  # notices younger than this many days are not answered yet
YOUNG = 60  # of those younger than this many days, some answers still wait for the office


class Year:
    """Plays what the file says of each promise, and for all promises that were given out the reports and checks."""

    def __init__(
        self, account: Report, promises: Sequence[Promise], people: Sequence[User], places: Places, *, at: datetime
    ) -> None:
        self.account, self.cast, self.places, self.at = account, Cast(people), places, at
        self.told: dict[int, Promise] = {}
        self.scenes: dict[int, Scene] = {}
        for each in promises:
            self._take(each)
        self.newest = (day_of(at) - timedelta(days=REPORTED_FROM + REPORT_DAYS - 1)).month  # all report in it
        self.since = moment(date(account.year, 1, 1), 0)

    def _take(self, promise: Promise) -> None:
        """Find the promise's sentence; one that the reading did not take is passed over."""
        rows = self.account.commitments.filter(status__in=LIVE, text__contains=promise.phrase)
        commitment = rows.exclude(pk__in=self.told).order_by("number").first()
        if commitment is not None and (commitment.lead_id or promise.lead):
            self.told[commitment.pk] = promise
            self.scenes[commitment.pk] = self._scene(commitment, promise)

    def _scene(self, commitment: Commitment, promise: Promise) -> Scene:
        return Scene(self.cast, self.places, commitment, promise.lead, promise.shares)

    def play(self, until: datetime) -> None:
        """Everything from where it stopped up to this moment, with the nightly run at its end."""
        last = until >= self.at
        runs = [until - timedelta(days=days) for days in RUNS_BEFORE_TODAY] if last else []
        runs = [each for each in runs if each > self.since]
        if self.since.month == 1:
            self._give_out(until)
        steps = sorted(self._steps(until), key=lambda step: step[:2])
        for end in [*runs, until]:
            now = [step for step in steps if self.since < step[0] <= end]
            with refresh_together():
                for at, _, do in now:
                    do(at)
            run_day(at=end)
            self.since = end

    def _give_out(self, until: datetime) -> None:
        """At the beginning of the year all but what was given out later."""
        at = min(until, moment(date(self.account.year, *GIVEN_OUT_ON), 10))
        with refresh_together():
            for pk, promise in self.told.items():
                scene = self.scenes[pk]
                if not promise.does("out") and not scene.commitment.goals.exists():
                    give_out(scene, "", at)

    def _steps(self, until: datetime) -> Iterator[Step]:
        """What falls between the last moment and this one, in no order."""
        order = iter(range(100_000))
        for pk, promise in self.told.items():
            for act in promise.acts:
                at = moment(workday(act.on), 15, pk)
                if act.verb in ACTS and self.since < at <= until:
                    yield at, next(order), partial(self._act, pk, act)
        if self.since.month == 1:
            yield from ((at, next(order), do) for at, do in self._signings(until))
        yield from ((at, next(order), do) for at, do in self._reports(until))
        yield from ((at, next(order), do) for at, do in self._notices(until))

    def _act(self, pk: int, act: Act, at: datetime) -> None:
        ACTS[act.verb](self.scenes[pk], act.words, at)

    def _signings(self, until: datetime) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
        """Everybody signs the day after, but for those of whom the file tells otherwise."""
        for commitment in self._given_out():
            promise = self.told.get(commitment.pk, Promise())
            at = moment(date(self.account.year, *SIGNED_ON), 9 + commitment.pk % 6, commitment.pk)
            if not promise.does("refuse") and at <= until:
                scene = self.scenes.get(commitment.pk) or self._scene(commitment, promise)
                yield at, partial(sign, scene, "")

    def _given_out(self) -> list[Commitment]:
        given = self.account.commitments.filter(goals__isnull=False).distinct()
        return list(given.defer("report__text").order_by("number"))

    def _reports(self, until: datetime) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
        """The month's reports of everything that runs and that no record tells of yet, each with its check."""
        month = day_of(until).month
        given_out = moment(date(self.account.year, *GIVEN_OUT_ON), 10)
        by_hand = Q(bindings=None) | Q(bindings__milestone__gt="")  # until the records say that the stage is reached
        goals = Goal.objects.filter(by_hand, commitment__report=self.account, shares=None)
        goals = goals.exclude(entries__source=EntrySource.MEASURE)
        goals = goals.filter(commitment__state__ending="").select_related("commitment__report", "duty__holder")
        for goal in goals.order_by("commitment", "number"):
            promise = self.told.get(goal.commitment_id, Promise())
            is_turn = month == self.newest or not (month + goal.commitment_id) % promise.every
            if month > promise.stops or not is_turn:
                continue
            day = workday(date(self.account.year, month, REPORTED_FROM + goal.commitment_id % REPORT_DAYS))
            at = moment(day, 9 + goal.pk % 7, goal.pk)
            if not max(self.since, given_out) < at <= until:
                continue
            yield at, partial(self._report, goal, promise)
            checked = moment(workdays_on(day, CHECKED_AFTER), 11, goal.pk)
            back = next((act for act in promise.acts if act.verb == "return" and act.on.month == month), None)
            if back is not None and goal.number == 1:
                yield checked - timedelta(hours=1), partial(self._send_back, goal, back.words)
            elif checked <= until:
                yield checked, partial(self._check, goal)

    def _report(self, goal: Goal, promise: Promise, at: datetime) -> None:
        with suppress(Ended):
            report(self.cast, self._fresh(goal), promise, at)

    def _check(self, goal: Goal, at: datetime) -> None:
        with suppress(Ended):
            check(self.cast, self._fresh(goal), at)

    def _send_back(self, goal: Goal, why: str, at: datetime) -> None:
        send_back(self.cast, self._fresh(goal), why, at)

    def _fresh(self, goal: Goal) -> Goal:
        """A duty may have gone to another unit since the month's plan was made."""
        return Goal.objects.select_related("commitment__report", "duty__holder").get(pk=goal.pk)

    def _notices(self, until: datetime) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
        """Those that wait are answered within days and closed; the last ones wait still."""
        young = day_of(self.at) - timedelta(days=YOUNG)
        for notice in Notice.objects.filter(state="open", matter=None).select_related("holder", "commitment__report"):
            if (day_of(self.at) - notice.opened_on).days < OPEN_AT_THE_END:
                continue
            answered = moment(workdays_on(notice.opened_on, 2), 16, notice.pk)
            closed = moment(workdays_on(notice.opened_on, 6), 10, notice.pk)
            if answered + timedelta(days=2) <= until:
                yield answered, partial(answer, self.cast, notice)
                if closed <= until and (notice.opened_on < young or notice.pk % 2):
                    yield closed, partial(close, self.cast, notice)
