"""``parley rebuild``: one service's copy of people.v1, made again from the topic."""

from __future__ import annotations

import typer

from shared import db, directory
from shared.cli.kafka import Bootstrap, settings
from shared.cli.operations import DatabaseUrl
from shared.cli.refusal import refuse, run
from shared.cli.wording import counted

_TRIES = 5


def rebuild(database_url: DatabaseUrl = "", bootstrap: Bootstrap = "127.0.0.1:9092") -> None:
    """Empty a service's copy of persons, units, bodies and calendars, and fill it again from people.v1."""
    if not database_url:
        refuse("which service? give --database-url or DATABASE_URL", 2)
    count = run(_rebuilt(database_url, bootstrap))
    if count is None:
        refuse("the service reads people.v1 faster than this: stop its worker for a moment and try again")
    typer.echo(f"The copy was made again from {counted(count, 'events')} of people.v1.")


async def _rebuilt(database_url: str, bootstrap: str) -> int | None:
    pool = await db.connect_pool(database_url, 1)
    try:
        for _ in range(_TRIES):
            told = await directory.read_topic(settings(bootstrap))
            async with db.transaction(pool, "rebuild") as tx:
                if await directory.rebuild(tx, told):
                    return len(told.events)
    finally:
        await pool.close()
    return None
