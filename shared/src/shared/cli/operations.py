"""``parley dead-letters``, ``parley parked``, ``parley consumers``: what keeps events of one service from taking effect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from shared import db, dead_letters, inbox, parked
from shared.cli.refusal import refuse, run
from shared.cli.wording import counted
from shared.db import Tx

T = TypeVar("T")

dead_letters_app = typer.Typer(help="Events that failed for good, of one service.", no_args_is_help=True)
parked_app = typer.Typer(help="Events that wait for a retry, of one service.", no_args_is_help=True)
consumers_app = typer.Typer(help="How far one service has read, and what is stopped.", no_args_is_help=True)

DatabaseUrl = Annotated[
    str, typer.Option("--database-url", envvar="DATABASE_URL", help="PostgreSQL address of the service's database.")
]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")]
Sure = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Why = Annotated[str, typer.Option("--why", prompt="Why", help="Why they are given up; it is kept.")]
Letters = Annotated[list[UUID], typer.Argument(help="Ids, as `list` shows them.")]
Waiting = Annotated[list[int], typer.Argument(help="Ids, as `list` shows them.")]


@dead_letters_app.command("list")
def list_dead_letters(
    database_url: DatabaseUrl = "",
    limit: Limit = 100,
    settled: Annotated[bool, typer.Option("--settled", help="Those that somebody has settled, newest first.")] = False,
) -> None:
    """Print the dead letters that nobody has settled, oldest first."""

    async def look(tx: Tx) -> list[dict[str, Any]]:
        return await (dead_letters.settled_ones if settled else dead_letters.open_ones)(tx, limit)

    for row in in_transaction(database_url, look):
        became = (
            f"{row['state']} {row['settled_at']:%Y-%m-%d %H:%M:%S} UTC: {row['settled_why'] or '-'}; "
            if settled
            else ""
        )
        typer.echo(f"{row['id']}  {_place(row)}  {became}{row['reason']}, {_tries(row)}: {row['error']}")


@dead_letters_app.command()
def redrive(letters: Letters, database_url: DatabaseUrl = "") -> None:
    """Try them again now, before the later events of their key."""

    async def again(tx: Tx) -> None:
        for letter in letters:
            await dead_letters.redrive(tx, letter, None)

    in_transaction(database_url, again)
    typer.echo(f"{counted(len(letters), 'dead letters')} will be tried again.")


dead_letters_app.command("retry", help="The same as redrive.")(redrive)


@dead_letters_app.command("discard")
def discard_dead_letters(letters: Letters, why: Why, database_url: DatabaseUrl = "", yes: Sure = False) -> None:
    """Give them up: they never take effect in this service; later events of their key go on."""
    _be_sure(len(letters), yes)

    async def give_up(tx: Tx) -> None:
        for letter in letters:
            await dead_letters.discard(tx, letter, None, why)

    in_transaction(database_url, give_up)
    typer.echo(f"{counted(len(letters), 'dead letters')} discarded.")


@parked_app.command("list")
def list_parked(database_url: DatabaseUrl = "", limit: Limit = 100) -> None:
    """Print what is parked, in order of the topics: failed events, and those that wait behind one of their key."""

    async def look(tx: Tx) -> list[dict[str, Any]]:
        return await parked.waiting(tx, limit)

    for row in in_transaction(database_url, look):
        why = row["last_error"] or "behind an earlier event of its key"
        typer.echo(f"{row['id']}  {_place(row)}  {row['state']}, {_tries(row)}: {why}")


@parked_app.command()
def retry(events: Waiting, database_url: DatabaseUrl = "") -> None:
    """Try them now, each in its turn within its key."""

    async def now(tx: Tx) -> None:
        for event in events:
            await parked.retry(tx, event)

    in_transaction(database_url, now)
    typer.echo(f"Due now: {counted(len(events), 'parked events')}.")


@parked_app.command("discard")
def discard_parked(events: Waiting, why: Why, database_url: DatabaseUrl = "", yes: Sure = False) -> None:
    """Give them up: they never take effect in this service."""
    _be_sure(len(events), yes)

    async def give_up(tx: Tx) -> None:
        for event in events:
            await parked.discard(tx, event, None, why)

    in_transaction(database_url, give_up)
    typer.echo(f"{counted(len(events), 'parked events')} discarded.")


@consumers_app.command("list")
def list_consumers(database_url: DatabaseUrl = "") -> None:
    """Print the next offset of each partition, how far behind it is, and since when it is stopped."""
    for row in in_transaction(database_url, inbox.standing):
        state = f"stopped since {row['stopped_at']:%Y-%m-%d %H:%M:%S} UTC" if row["stopped_at"] else "flows"
        behind = "not read for a minute" if row["lag_records"] is None else f"{row['lag_records']} behind"
        typer.echo(f"{row['topic']} {row['partition']}  next {row['next_offset']}, {state}, {behind}")


@consumers_app.command()
def resume(
    topic: Annotated[str, typer.Argument(help="Topic, as `list` shows it.")],
    partition: Annotated[int, typer.Argument(help="Partition, as `list` shows it.")],
    database_url: DatabaseUrl = "",
) -> None:
    """Let a partition that too many dead letters have stopped go on."""

    async def again(tx: Tx) -> None:
        await inbox.resume(tx, topic, partition)

    in_transaction(database_url, again)
    typer.echo(f"{topic} {partition} goes on.")


def _tries(row: dict[str, Any]) -> str:
    return counted(row["attempts"], "attempts")


def in_transaction(database_url: str, work: Callable[[Tx], Awaitable[T]]) -> T:
    """All or nothing: one id that does not fit leaves everything as it was."""
    if not database_url:
        refuse("which service? give --database-url or DATABASE_URL", 2)

    async def whole() -> T:
        pool = await db.connect_pool(database_url, 1)
        try:
            async with db.transaction(pool, "operations") as tx:
                return await work(tx)
        finally:
            await pool.close()

    return run(whole())


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['topic']}/{row['partition']}@{row['offset']}  {row['type'] or 'no type'}"


def _be_sure(count: int, yes: bool) -> None:
    if not yes:
        typer.confirm(f"Never to take effect here: {counted(count, 'events')}. Go on?", abort=True)
