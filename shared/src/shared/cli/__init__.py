"""``parley``: the command-line tool, one module a noun."""

from __future__ import annotations

import typer

from shared.cli import clock, contracts, demo, describe, hr, operations, outbox, rebuild, topics, trace

app = typer.Typer(
    name="parley",
    help="Look after a Parley installation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("describe")(describe.describe)
app.command("rebuild")(rebuild.rebuild)
app.command("trace")(trace.trace)
app.add_typer(clock.app, name="clock")
app.add_typer(contracts.app, name="contracts")
app.add_typer(demo.app, name="demo")
app.add_typer(operations.consumers_app, name="consumers")
app.add_typer(operations.dead_letters_app, name="dead-letters")
app.add_typer(hr.app, name="hr")
app.add_typer(outbox.app, name="outbox")
app.add_typer(operations.parked_app, name="parked")
app.add_typer(topics.app, name="topics")
