"""``parley outbox``: what a restored database needs before its service may start."""

from __future__ import annotations

import typer

from shared import restore
from shared.cli.operations import DatabaseUrl, in_transaction

app = typer.Typer(help="The outbox of one service.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """The outbox of one service."""


@app.command()
def restamp(database_url: DatabaseUrl = "") -> None:
    """After pg_restore into another cluster, before the service starts: renew the outbox's transaction ids."""
    waiting = in_transaction(database_url, restore.restamp)
    typer.echo(f"The outbox has this cluster's transaction ids; {waiting} events are still to be published.")
