"""``parley contracts``: the committed schemas of events, written from the classes or checked against them."""

from __future__ import annotations

import typer

from shared.cli.refusal import refuse
from shared.cli.wording import counted

app = typer.Typer(help="JSON Schemas, AsyncAPI and docs of the events.", no_args_is_help=True)


@app.command()
def write() -> None:
    """Write the contracts from the event classes."""
    from shared import contracts  # needs more than the other commands do

    for path in contracts.write():
        typer.echo(f"written: {path}")


@app.command()
def check() -> None:
    """Fail when a committed contract is stale, or when a change would break a reader."""
    from shared import contracts

    problems = list(contracts.check())
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        refuse(
            f"{counted(len(problems), 'problems')}; run `parley contracts write`, or make a new version of the event"
        )
    typer.echo("The contracts agree with the classes.")
