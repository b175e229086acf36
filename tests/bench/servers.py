"""The servers of a bench: PostgreSQL as durable as in production, and Kafka, on free ports in a folder of their own."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack import kafka, place, process
from stack.layout import Layout, test_layout
from tests.conftest import PostgresServer, postgres_of


@contextmanager
def layout() -> Iterator[Layout]:
    """A folder that goes with the bench. It lies beside the data of `make run`: on the disk that is to be measured."""
    local = Layout().data
    local.mkdir(exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="bench-", dir=local))
    made = dataclasses.replace(test_layout(data), durable=True)
    made.prepare()
    try:
        yield made
    finally:
        place.forget(data)
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def postgres(of: Layout) -> Iterator[PostgresServer]:
    with postgres_of(of) as server:
        yield server


@contextmanager
def broker(of: Layout) -> Iterator[str]:
    """``host:port`` of a running broker."""
    running = kafka.start(of)
    try:
        yield running.bootstrap
    finally:
        process.stop([running.child], 5)
