"""Random sequences by many actors against the plain reference: after each step both must say the same.

``LUOSHI_MODEL_STEPS=100000`` runs the long one.
"""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Q

from luoshi.journal.queries import verify
from luoshi.matters.actions import (
    add_document,
    give_feedback,
    pause_matter,
    record_visit,
    refuse_matter,
    resume_matter,
    rule_on_refusal,
    sign_matter,
    sweep_clocks,
    take_outcome,
)
from luoshi.matters.choices import LIVE
from luoshi.matters.errors import Refusal
from luoshi.matters.models import Clock, ClockRung, Involvement, Matter
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.workdays import CHINA
from tests.matters.reference import Case, Mechanism, Refused

STEPS = int(os.environ.get("LUOSHI_MODEL_STEPS", "600"))
LIFE = 60  # steps in the life of one group of matters
REASONS = ("当事人申请暂停", "鉴定", "等待企业补充材料", "放假")
ANSWERS = ("满意", "基本满意", "不满意", "一般")
STARTS = {"five_clinics": "grid"} | dict.fromkeys(
    ("enterprise_appeals", "overdue_payments", "proposals", "supervision"), "housing"
)

SEEN = (
    """SELECT status, stage, here.code, step_count, return_count, redo_count, result_class, feedback
    FROM matters_matter matter LEFT JOIN people_organisation here ON here.id = matter.organisation_id
    WHERE matter.id = %s""",
    """SELECT step.stage, here.code, step.outcome FROM matters_step step
    JOIN people_organisation here ON here.id = step.organisation_id WHERE step.matter_id = %s ORDER BY step.number""",
    """SELECT purpose, due_on, overdue_at FROM matters_clock
    WHERE matter_id = %s AND state IN ('running', 'paused')""",
)


class Run:
    """A handful of matters, real and modelled, through one stretch of time."""

    def __init__(self, world, bring, seed: int) -> None:
        self.chance, self.world = random.Random(seed), world
        self.now = datetime(2026, 1, 5, 9, tzinfo=CHINA) + timedelta(days=self.chance.randrange(60))
        self.places = {each.code: each for each in (
            world.grid, world.centre, world.district.village, world.district.town, world.district.county,
            world.district.water, world.district.housing, world.district.office)}  # fmt: skip
        self.pairs = [self._opened(bring, name) for name in STARTS]

    def _opened(self, bring, name: str) -> tuple[Matter, Case]:
        mechanism = Mechanism(name)
        who = {stage: self._who(name, each) for stage, each in mechanism.stages.items()}
        first = mechanism.stages[mechanism.first]
        to = "" if first.get("seat") or first["tier"] != "department" else "housing"
        matter = bring(name, when=self.now, place=self.places[STARTS[name]], to=self.places[to] if to else None)
        return matter, Case(mechanism, who, self.now, to)

    def _who(self, name: str, stage: dict) -> str:
        if stage.get("seat"):
            return {"mediation_centre": "centre", "enterprise_desk": "centre"}.get(stage["seat"], "office")
        if stage["tier"] == "department":
            return ""
        return {"grid": "grid", "community": "village", "town": "town", "county": "county"}[stage["tier"]]

    def step(self) -> None:
        """One thing that somebody does, or a stretch of time and a sweep."""
        self.now += timedelta(hours=self.chance.choice((0, 1, 2, 5, 20, 30)))
        matter, case = self.chance.choice(self.pairs)
        act = self.chance.choices(
            (self.sign, self.refuse, self.rule, self.outcome, self.pause, self.resume, self.answer, self.sweep,
             self.file), (3, 1, 1, 6, 1, 2, 2, 3, 3))[0]  # fmt: skip
        expected = actual = ""
        try:
            call = act(case)
        except Refused as refused:
            expected = str(refused)
            call = self.last_call
        try:
            call(matter)
        except Refusal as refusal:
            actual = type(refusal).__name__
        assert actual == expected, (act.__name__, case.seen())
        for touched, modelled in self.pairs if act == self.sweep else [(matter, case)]:
            assert self.seen(touched) == modelled.seen()

    def seen(self, matter: Matter) -> tuple:
        """As the database has it, asked plainly: this is done after each of many steps."""
        with connection.cursor() as cursor:
            row, steps, clocks = (self._asked(cursor, each, matter.pk) for each in SEEN)
        return (
            *row[0],
            steps,
            sorted((purpose, str(due_on), overdue is not None) for purpose, due_on, overdue in clocks),
        )

    @staticmethod
    def _asked(cursor, statement: str, pk: int) -> list[tuple]:
        cursor.execute(statement, [pk])
        return cursor.fetchall()

    # Each tells the reference first (which may refuse) and gives what the real one has to do.

    def sign(self, case: Case):
        self.last_call = lambda matter: sign_matter(by=self.worker(case), matter=matter, at=self.now)
        case.sign(self.now)
        return self.last_call

    def refuse(self, case: Case):
        self.last_call = lambda matter: refuse_matter(
            by=self.worker(case), matter=matter, why="不属本单位", at=self.now
        )
        case.refuse(self.now)
        return self.last_call

    def rule(self, case: Case):
        to = self.chance.choice(("", "water", "housing"))
        by = self.world.district.supervisor
        self.last_call = lambda matter: rule_on_refusal(
            by=by, matter=matter, why="裁定", at=self.now, to=self.places[to] if to else None
        )
        case.rule(to, self.now)
        return self.last_call

    def outcome(self, case: Case):
        known = case.mechanism.outcomes(case.stage)
        every = [each for stage in case.mechanism.stages for each in case.mechanism.outcomes(stage)]
        picked = self.chance.choice(known if self.chance.random() < 0.9 and known else every)
        kind, to = picked["kind"], picked.get("to", "")
        words = picked.get("classes") or [""]
        word = self.chance.choice(words) if self.chance.random() < 0.9 else "nothing"
        word = word if kind == "resolve" else ""
        chosen = self.chance.choice(("", "", "water", "housing"))
        worker = self.worker(case)
        self.last_call = lambda matter: take_outcome(
            by=worker, matter=matter, kind=OutcomeKind(kind), to=to, result_class=word, why="理由", at=self.now,
            organisation=self.places[chosen] if chosen else None,
        )  # fmt: skip
        case.outcome(kind, to, word, chosen, self.now)
        return self.last_call

    def pause(self, case: Case):
        reason, worker = self.chance.choice(REASONS), self.worker(case)
        self.last_call = lambda matter: pause_matter(by=worker, matter=matter, reason=reason, at=self.now)
        case.pause(reason, self.now)
        return self.last_call

    def resume(self, case: Case):
        worker = self.worker(case)
        self.last_call = lambda matter: resume_matter(by=worker, matter=matter, at=self.now)
        case.resume(self.now)
        return self.last_call

    def answer(self, case: Case):
        given = self.chance.choice(ANSWERS)
        self.last_call = lambda matter: give_feedback(by=None, matter=matter, answer=given, at=self.now)
        case.answer(given, self.now)
        return self.last_call

    def sweep(self, case: Case):
        self.now += timedelta(days=self.chance.choice((0, 1, 2, 4, 9)))
        for _, each in self.pairs:
            each.sweep(self.now)
        self.last_call = lambda matter: sweep_clocks(at=self.now, batch=self.chance.choice((1, 3, 400)))
        return self.last_call

    def file(self, case: Case):
        """Put a document and a visit into the file, so that outcomes can be taken."""
        if case.status == "closed":
            self.last_call = lambda matter: None
            return self.last_call
        kind = self.chance.choice([each["name"] for each in case.mechanism.data.get("document", [])])
        worker = self.worker(case)
        case.documents.add(kind)
        case.visits += 1

        def file(matter):
            add_document(by=worker, matter=matter, name="件.txt", content=b"x", kind=kind, at=self.now)
            record_visit(by=worker, matter=matter, on=self.now.date(), text="入户", at=self.now)

        self.last_call = file
        return file

    def worker(self, case: Case):
        return self.world.worker_of(self.places[case.organisation])


@pytest.mark.slow
def test_casework_does_what_the_reference_does(world, bring, capsys):
    done = 0
    seed = int(os.environ.get("LUOSHI_MODEL_SEED", "1"))
    while done < STEPS:
        run = Run(world, bring, seed)
        for _ in range(LIFE):
            run.step()
            done += 1
        seed += 1
        Clock.objects.update(next_at=None, next_number=None)  # this group is over; the next one begins
    assert ClockRung.objects.exists()
    assert not Involvement.objects.exclude(is_live=Q(matter__status__in=LIVE)).exists()
    assert list(verify()) == []
    with capsys.disabled():
        print(f" {done} steps, 0 differences")
