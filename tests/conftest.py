"""What all tests share: a PostgreSQL with migrated databases, a Kafka broker, and the whole stack, each on demand."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from shared import clock, db, maintenance
from stack import kafka as kafka_server
from stack import place, process, running
from stack import postgres as postgres_server
from stack.layout import ROOT, Layout, test_layout
from stack.running import Running
from stack.secret import Secrets
from tests.zipkin import Zipkin

MECHANISM = ROOT / "shared" / "src" / "shared" / "migrations" / "mechanism"
DIRECTORY = ROOT / "shared" / "src" / "shared" / "migrations" / "directory"
_ROLE = "parley_test"
_MACHINE = clock.wall  # before any test puts another clock in its place

# How long an example takes says something of the machine alone: no test fails for it.
hypothesis_settings.register_profile("parley", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("parley")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@dataclass(slots=True)
class PostgresServer:
    """The session's server. ``database`` gives a fresh migrated database in a few milliseconds; it goes with its module."""

    server: postgres_server.Postgres
    password: str
    templates: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def database(self, name: str = "mechanism", *dirs: Path) -> str:
        """Address of a new database, owned by a role without special rights.

        With ``dirs`` exactly these folders of migrations are applied; without, the mechanism, the directory and
        the migrations of the service that ``name`` names (if there is one).
        """
        template = self._template(dirs or _folders_of(name))
        return self._copy(template, name.replace("-", "_"))

    def empty(self, name: str = "empty") -> str:
        """Address of a new database without tables."""
        self.made.append(f"{name}_{uuid4().hex[:12]}")
        return self._create(self.made[-1])

    def copy(self, url: str) -> str:
        """Address of a copy of a database that nobody uses at the moment."""
        source = urlsplit(url).path.lstrip("/")
        return self._copy(source, source)

    def admin(self, url: str) -> str:
        """The administrator's address of the same database (to end sessions, for example)."""
        return self.server.url(urlsplit(url).path.lstrip("/"))

    def drop_made(self) -> None:
        """Drop what ``database``, ``empty`` and ``copy`` gave, whoever is still connected; the templates stay."""
        gone, self.made = self.made, []
        if gone:
            postgres_server.run_sql(self.server.url(), *(f'DROP DATABASE "{each}" WITH (FORCE)' for each in gone))

    def _copy(self, source: str, name: str) -> str:
        fresh = f"{name[:30]}_{uuid4().hex[:12]}"
        postgres_server.run_sql(self.server.url(), f'CREATE DATABASE "{fresh}" OWNER "{_ROLE}" TEMPLATE "{source}"')
        self.made.append(fresh)
        return self.server.url(fresh, _ROLE, self.password)

    def _create(self, database: str) -> str:
        postgres_server.run_sql(self.server.url(), f'CREATE DATABASE "{database}" OWNER "{_ROLE}"')
        extensions = [f"CREATE EXTENSION IF NOT EXISTS {each}" for each in postgres_server.EXTENSIONS]
        postgres_server.run_sql(self.server.url(database), *extensions)
        return self.server.url(database, _ROLE, self.password)

    def _template(self, dirs: tuple[Path, ...]) -> str:
        """The migrated database that others are copied from, made at first use."""
        key = "\n".join(str(each) for each in dirs)
        if key not in self.templates:
            database = f"template_{hashlib.sha256(key.encode()).hexdigest()[:16]}"
            url = self._create(database)
            _migrate(url, dirs)
            _make_partitions(url)
            self.templates[key] = database
        return self.templates[key]


def _folders_of(name: str) -> tuple[Path, ...]:
    package = name.replace("-", "_")
    own = ROOT / "services" / package.replace("_", "-") / "src" / package / "migrations"
    return tuple(each for each in (MECHANISM, DIRECTORY, own) if each.is_dir() and any(each.glob("*.sql")))


def _migrate(url: str, dirs: tuple[Path, ...]) -> None:
    folders = [part for each in dirs for part in ("--migrations-dir", str(each))]
    command = [str(_program("dbmate")), "--url", url, "--no-dump-schema", *folders, "migrate"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the migrations do not apply: {done.stdout}{done.stderr}")


def _program(name: str) -> Path:
    found = ROOT / ".venv" / "bin" / name
    return found if found.exists() else Path(shutil.which(name) or name)


def _make_partitions(url: str) -> None:
    async def make() -> None:
        conn = await db.connect(url, "partitions")
        try:
            if await conn.fetchval("SELECT to_regclass('outbox') IS NOT NULL"):
                # the machine's days, also when the first test that asks stands at another time
                with mock.patch.object(clock, "wall", _MACHINE):
                    await maintenance.ensure_partitions(conn)
        finally:
            await conn.close()

    postgres_server.in_thread(make)


_folders: list[Path] = []
_servers: list[PostgresServer] = []


def _new_layout() -> Layout:
    _folders.append(Path(tempfile.mkdtemp(prefix="parley-test-")))
    made = test_layout(_folders[-1])
    made.prepare()
    return made


def pytest_sessionstart(session: pytest.Session) -> None:
    """What a checkout gets once is there before several processes would get it at the same time."""
    if session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput"):
        kafka_server.warm(Layout())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Processes that share the tests tell them apart by their ids, and would silently leave out a second one."""
    doubled = [nodeid for nodeid, times in Counter(item.nodeid for item in items).items() if times > 1]
    if doubled and config.getoption("numprocesses", None):
        raise pytest.UsageError(f"these tests share an id and need one process: {', '.join(doubled[:5])}")


def pytest_unconfigure() -> None:
    """Remove what the servers have left, which may take longer than a test may."""
    for data in _folders:
        place.forget(data)
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def layout() -> Layout:
    """Free ports and a folder of its own for the servers of this test process."""
    return _new_layout()


@pytest.fixture(scope="session")
def postgres(layout: Layout) -> Iterator[PostgresServer]:
    with postgres_of(layout) as server:
        _servers.append(server)
        yield server


@pytest.fixture(scope="module", autouse=True)
def _databases_of_a_module() -> Iterator[None]:
    """Several hundred databases of 8 MB each would lie on the disk at once otherwise."""
    yield
    for each in _servers:
        each.drop_made()


@contextmanager
def postgres_of(layout: Layout) -> Iterator[PostgresServer]:
    """A server in this layout's folder, with a role for the databases; stopped at the end."""
    keep = Secrets(layout.data / "secrets.json")
    running = postgres_server.start(layout, keep)
    password = keep.get(_ROLE)
    try:
        postgres_server.run_sql(
            running.url(),
            f"CREATE ROLE {_ROLE} LOGIN PASSWORD '{password}'",
        )
        yield PostgresServer(running, password)
    finally:
        process.stop([running.child], 5)


@pytest.fixture(scope="session")
def kafka(layout: Layout) -> Iterator[str]:
    """``host:port`` of a broker of this test process; topics are created by the test that needs them."""
    running = kafka_server.start(layout)
    try:
        yield running.bootstrap
    finally:
        process.stop([running.child], 5)


@pytest.fixture(scope="session")
def stack_layout() -> Layout:
    """Free ports and a folder for the whole stack."""
    return _new_layout()


@pytest.fixture(scope="session")
def traces(stack_layout: Layout) -> Iterator[Zipkin]:
    """Stands in for the stack's trace viewer, and keeps what the services send it."""
    with Zipkin(stack_layout.zipkin) as receiver:
        yield receiver


@pytest.fixture(scope="session")
def stack(stack_layout: Layout, traces: Zipkin) -> Iterator[Running]:
    """The whole stack on free ports, with the demo organisation; ``stack.address`` is its base URL."""
    parts = running.start(stack_layout, print, traces=False)
    try:
        yield parts
    finally:
        parts.stop()
