"""How a command says no: one clear sentence on stderr and exit code 1 (2 for a wrong call), never a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import asyncpg
import typer
from aiokafka.errors import KafkaError

from shared.errors import DomainError

T = TypeVar("T")


def refuse(says: str, code: int = 1) -> NoReturn:
    """End the command with this sentence."""
    typer.echo(f"parley: {says}", err=True)
    raise typer.Exit(code)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work; what a user can cause (wrong address, server away, refusal) becomes a sentence."""
    try:
        return asyncio.run(work)
    except DomainError as refusal:
        refuse(refusal.detail.en)
    except KafkaError as error:
        refuse(f"Kafka does not take this: {type(error).__name__}. Check --bootstrap (KAFKA_BOOTSTRAP).")
    except asyncpg.PostgresError as error:
        refuse(f"PostgreSQL does not take this: {error}. Check --database-url (DATABASE_URL).")
    except (OSError, asyncpg.InterfaceError) as error:
        refuse(f"cannot connect: {error}. Is the server running, is the address right?")
