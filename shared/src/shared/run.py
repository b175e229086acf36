"""A service as a process: ``python -m <package> api | worker | run | migrate | wait | maintain``."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Iterator
from functools import partial

import structlog
import uvloop
from pydantic import ValidationError
from starlette.types import ASGIApp

from shared import (
    chores,
    clock,
    consumer,
    db,
    kafka,
    maintenance,
    readiness,
    relay,
    scheduler,
    serving,
    telemetry,
    vitals,
)
from shared.auth import Jwks
from shared.http import create_app, management_app
from shared.maintenance import MaintenanceError
from shared.migrate import MigrationError, migrate, migrated
from shared.service import Service
from shared.settings import ServiceSettings
from shared.supervision import Work, supervise, until_stopped

_log = structlog.get_logger(__name__)

_GRACE = 7.0  # seconds for requests, consumer and relay to finish; the whole process ends within 10
_WRONG_SETTINGS = 2  # exit codes
_FAILED = 1
_GARBAGE = 10_000  # new objects between two collections; a request that makes a thousand then pays a tenth as often
_VERBS = {
    "api": "serve the HTTP API",
    "worker": "relay, consume, fire deadlines and do chores",
    "run": "api and worker in one process",
    "migrate": "bring the database to the newest form, and end",
    "wait": "wait until the database has the form that this release needs, and end",
    "maintain": "make the partitions to come, drop what nobody needs any more, and end (every hour)",
}
_SERVE = ("api", "worker", "run")
"""Verbs that need more than the database."""


def main(service: Service) -> None:
    """Do what the command line asks for; exits 0, 1 (it failed) or 2 (wrong settings or arguments)."""
    parser = argparse.ArgumentParser(prog=f"python -m {service.package}", description=service.title or service.name)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verb")
    for verb, says in _VERBS.items():
        verbs.add_parser(verb, help=says)
    verb = parser.parse_args().verb
    settings = _settings(service, verb)
    clock.follow(settings.clock_offset_file if settings.demo else None)
    try:
        telemetry.start(service.name, settings)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_do(verb, service, settings))
    except (MigrationError, MaintenanceError, OSError, ValueError) as error:
        _end(_FAILED, f"{service.name}: {error}")
    finally:
        telemetry.stop()


def _settings(service: Service, verb: str) -> ServiceSettings:
    try:
        settings = service.settings()
        if verb in _SERVE:
            kafka.client_arguments(settings)
    except ValidationError as error:
        _end(_WRONG_SETTINGS, f"{service.name}: {'; '.join(told(error))}")
    except (ValueError, OSError) as error:
        _end(_WRONG_SETTINGS, f"{service.name}: {error}")
    return settings


def told(error: ValidationError) -> Iterator[str]:
    """What is wrong with the settings, a sentence each that names the variable and never its value."""
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"]).upper()
        if problem["type"] == "missing":
            yield f"the variable {name} is missing"
        elif name:
            yield f"the variable {name} is wrong: {problem['msg']}"
        else:
            yield problem["msg"].removeprefix("Value error, ")


def _end(code: int, sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(code)


async def _do(verb: str, service: Service, settings: ServiceSettings) -> None:
    if verb == "migrate":
        await migrate(service, settings.owner_url, settings.database_url)
        return
    if verb == "wait":
        await migrated(service, settings.database_url)
        return
    if verb == "maintain":
        await maintenance.once(service.name, settings.owner_url)
        return
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pool = await db.connect_pool(settings.database_url, settings.database_pool)
    try:
        await _serve(verb, service, settings, pool, stop)
    finally:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(pool.close(), 1)
        pool.terminate()
    _log.info("stopped", verb=verb)


async def _serve(verb: str, service: Service, settings: ServiceSettings, pool: db.Pool, stop: asyncio.Event) -> None:
    works: dict[str, Work] = {
        "certificates": lambda: vitals.watch_certificates(settings, stop),
        "event loop": lambda: vitals.watch_loop(stop),
    }
    joined = asyncio.Event()
    ready = {"database": readiness.database_answers(pool)}
    if verb in ("worker", "run"):
        ready["outbox"] = readiness.outbox_moves(pool, settings)
    if verb == "worker":  # whoever serves the API too takes requests also while Kafka is away
        ready["consumer"] = readiness.consumer_joined(joined)
    started = {"database": readiness.database_has_its_form(service, pool)}
    management = management_app(ready, started)
    apps: list[tuple[ASGIApp, int]] = [(management, settings.management_port)]
    if verb in ("api", "run"):
        jwks = Jwks(settings.jwks_url)
        works["keys"] = lambda: jwks.run(stop)
        apps.append((create_app(service, settings, pool, jwks, stopping=stop), settings.port))
    if verb in ("worker", "run"):
        works |= _worker(service, settings, pool, stop, joined)
    http = asyncio.create_task(serving.serve(apps, settings.host, stop, settings.drain_seconds), name="http")
    http.add_done_callback(lambda _task: stop.set())
    tasks = [http] + [asyncio.create_task(supervise(name, work, stop), name=name) for name, work in works.items()]
    _log.info("started", verb=verb, port=settings.port)
    _collect_seldom()
    await until_stopped(tasks, stop, settings.drain_seconds + _GRACE)
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()


def _collect_seldom() -> None:
    """What is loaded by now stays: the collector need not walk it again, nor look after every 700 new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _worker(
    service: Service, settings: ServiceSettings, pool: db.Pool, stop: asyncio.Event, joined: asyncio.Event
) -> dict[str, Work]:
    """The tasks of a worker; each waits by itself for what is away."""

    async def consume() -> None:
        creating = asyncio.create_task(kafka.create_topics(settings))
        ended = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((creating, ended), return_when=asyncio.FIRST_COMPLETED)
            if creating.done():
                creating.result()
                await consumer.run(service, settings, pool, stop, joined)
                await stop.wait()  # a service that hears nothing has nothing to consume
        finally:
            creating.cancel()
            ended.cancel()

    own = {f"chore {each.name}": partial(chores.run, each, settings, pool, stop) for each in service.chores}
    return own | {
        "relay": lambda: relay.run(service, settings, stop),
        "consumer": consume,
        "scheduler": lambda: scheduler.run(service, pool, stop),
        "partitions": lambda: maintenance.watch(pool, stop),
    }
