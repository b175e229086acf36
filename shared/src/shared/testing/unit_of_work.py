"""A unit of work without a database, for actions that only decide and announce."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn, TypeVar, cast
from uuid import UUID

from shared import clock
from shared.db import Connection, Tx
from shared.events.base import Event

E = TypeVar("E", bound=Event)


class _NoDatabase:
    """Stands where the connection is; says which statement would have needed one."""

    def __getattr__(self, name: str) -> Any:
        def refuse(sql: str = "", *_args: object) -> NoReturn:
            raise AssertionError(f"a test without a database ran {name}: {sql.strip()[:80]}")

        return refuse


def recording_tx(*, now: datetime | None = None, cause: UUID | None = None) -> Tx:
    """A Tx whose ``announced`` fills as the real one's; every statement is an AssertionError."""
    return Tx(cast("Connection", _NoDatabase()), now or clock.now(), cause)


def announced(tx: Tx, kind: type[E]) -> list[E]:
    """The facts of one class that the unit of work has announced, in order."""
    return [item for item in tx.announced if isinstance(item, kind)]
