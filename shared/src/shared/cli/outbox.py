"""``parley outbox``: what a restored database needs before its service may start."""

from __future__ import annotations

from typing import Annotated

import typer

from shared import restore
from shared.cli.operations import in_transaction

OwnerUrl = Annotated[
    str,
    typer.Option(
        "--database-url",
        envvar=["DATABASE_OWNER_URL", "DATABASE_URL"],
        help="PostgreSQL address of the service's database, of the role that owns its tables.",
    ),
]

app = typer.Typer(help="The outbox of one service.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """The outbox of one service."""


@app.command()
def restamp(database_url: OwnerUrl = "") -> None:
    """After pg_restore into another cluster, before the service starts: renew the outbox's transaction ids."""
    waiting = in_transaction(database_url, restore.restamp)
    typer.echo(f"The outbox has this cluster's transaction ids; {waiting} events are still to be published.")
