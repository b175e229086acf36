"""What becomes of a record whose handling failed: it waits, it is parked, or it is dead."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

from shared.errors import Poison


@dataclass(frozen=True, slots=True)
class Done:
    """It took effect, or there was nothing to do."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Something that everybody needs is down or contended: the same record again later, without limit."""


@dataclass(frozen=True, slots=True)
class Park:
    """The record fails: it waits aside with the later records of its key, the others flow."""


@dataclass(frozen=True, slots=True)
class Dead:
    """No retry can cure it."""

    reason: str


Fate = Done | Retry | Park | Dead

_UNREACHABLE = (
    OSError,  # includes ConnectionError and TimeoutError
    asyncpg.PostgresConnectionError,
    asyncpg.InternalClientError,
    asyncpg.InsufficientResourcesError,  # too many connections, disk full, out of memory
    asyncpg.ReadOnlySQLTransactionError,  # a primary that was one a moment ago
)
_CONTENDED = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
)


def fate_of(error: BaseException) -> Fate:
    """The fate that an exception of a handler or of the database means for the record."""
    if isinstance(error, Poison):
        return Dead(error.reason)
    if isinstance(error, _UNREACHABLE + _CONTENDED) or _server_stops(error) or _connection_gone(error):
        return Retry()
    return Park()


def _server_stops(error: BaseException) -> bool:
    """Shutdown, crash or start of the server; a statement that ran too long is the record's own fault."""
    return isinstance(error, asyncpg.OperatorInterventionError) and not isinstance(error, asyncpg.QueryCanceledError)


def _connection_gone(error: BaseException) -> bool:
    """InterfaceError means a closed connection, but also wrong arguments (a ValueError) and misuse in a handler.

    InternalClientError is what the driver says when the server died in the middle of its answer.
    """
    if isinstance(error, asyncpg.InternalClientError):
        return True
    if not isinstance(error, asyncpg.InterfaceError) or isinstance(error, ValueError):
        return False
    return "operation is in progress" not in str(error)
