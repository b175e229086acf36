"""``parley clock``: the demo's movable clock."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from shared import clock
from shared.cli.refusal import refuse

app = typer.Typer(help="Show or move the demo's clock.", no_args_is_help=True)

OffsetFile = Annotated[
    Path | None, typer.Option("--offset-file", envvar="CLOCK_OFFSET_FILE", help="File that the demo's services follow.")
]
_UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_PART = re.compile(r"(\d+)\s*(minute|hour|day|week)s?")


@app.command()
def show(offset_file: OffsetFile = None) -> None:
    """Print the time that rules see, and how far it has been moved."""
    _follow(offset_file)
    typer.echo(f"{clock.now():%Y-%m-%d %H:%M:%S} UTC, moved forward by {clock.offset()}")


@app.command()
def forward(
    by: Annotated[str, typer.Argument(help='How far, for example "10 days" or "1 week 2 hours".')],
    offset_file: OffsetFile = None,
) -> None:
    """Move the clock of all services of the demo forward."""
    _follow(offset_file)
    try:
        clock.move_forward(span_of(by))
    except ValueError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"cannot write {offset_file}: {error.strerror}")
    typer.echo(f"It is now {clock.now():%Y-%m-%d %H:%M:%S} UTC.")


def span_of(words: str) -> timedelta:
    """``"1 week 2 hours"`` as a span of time. ValueError says what can be written."""
    parts = _PART.findall(words)
    if not parts or _PART.sub("", words).strip(" ,"):
        raise ValueError(f'"{words}" is not a span of time; write for example "10 days" or "1 week 2 hours"')
    return timedelta(seconds=sum(int(number) * _UNITS[unit] for number, unit in parts))


def _follow(offset_file: Path | None) -> None:
    if offset_file is None:
        refuse("only the demo's clock can be moved: give --offset-file or CLOCK_OFFSET_FILE", 2)
    clock.follow(offset_file)
