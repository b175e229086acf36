"""``parley demo``: make a demo installation as large as wanted."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

import httpx
import typer

from shared.cli.demo.growing import ARRIVALS, Growth
from shared.cli.demo.organisation import LEAST, Organisation
from shared.cli.demo.visit import Refused, Visit
from shared.cli.kafka import Bootstrap
from shared.cli.refusal import refuse, run
from shared.cli.wording import counted
from shared.settings import LOOPBACK

app = typer.Typer(help="Fill a demo installation.", no_args_is_help=True)

_SHOWN = {
    "hr.unit.changed": "units",
    "hr.employee.hired": "people",
    "hr.body.changed": "bodies",
    "hr.mandate.granted": "mandates",
}


@app.callback()
def main() -> None:
    """Fill a demo installation."""


@app.command()
def grow(
    people: Annotated[int, typer.Argument(min=LEAST, help="How many people the organisation has.")],
    *,
    ideas: Annotated[
        int | None, typer.Option(min=0, help="How many ideas they write; half as many, if not given.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=999, help="Another number makes another organisation beside.")] = 1,
    address: Annotated[str, typer.Option(envvar="PARLEY", help="Where Parley is.")] = "http://127.0.0.1:8080",
    bootstrap: Bootstrap = "127.0.0.1:19092",
    connections: Annotated[int, typer.Option(min=1, max=64, help="Requests at once.")] = 8,
    demo: Annotated[bool, typer.Option("--demo", envvar="DEMO", help="Say that this is a demo.")] = False,
) -> None:
    """Make a believable organisation of any size: HR events for its units, people, bodies and mandates, and over the API
    their campaigns, ideas in three languages, endorsements and comments. The same seed makes the same; a second run goes on.
    """
    _refuse_elsewhere(address, bootstrap, demo=demo)
    wanted = people // 2 if ideas is None else ideas
    began = time.monotonic()
    try:
        growth = run(_grown(Organisation(seed, people), wanted, Visit(address, connections), bootstrap))
    except Refused as refused:
        refuse(f"{str(refused).rstrip('.')}. What was made stays; the same command goes on from there.")
    except httpx.TransportError as error:
        refuse(f"{address} does not answer ({error!r}). Is it running? The same command goes on from there.")
    told = {shown: growth.made[name] for name, shown in _SHOWN.items()}
    typer.echo(f"Told by HR events: {_listed(told)}.")
    typer.echo(f"Made over the API in {time.monotonic() - began:.0f} s: {_listed(growth.made, *_WRITTEN)}.")
    if growth.there.total():
        typer.echo(f"Were there already: {_listed(growth.there, *_WRITTEN)}.")


_WRITTEN = ("campaigns", "ideas", "endorsements", "comments")


def _listed(counts: Mapping[str, int], *names: str) -> str:
    return ", ".join(counted(counts[name], name) for name in names or counts)


def _refuse_elsewhere(address: str, bootstrap: str, *, demo: bool) -> None:
    """Invented people must never get into an installation that is used."""
    if not demo:
        refuse("this fills a demo with invented people: say DEMO=1 (or --demo) if this is one", 2)
    hosts = [urlsplit(address).hostname, *(urlsplit(f"//{each.strip()}").hostname for each in bootstrap.split(","))]
    if away := [host for host in hosts if host not in LOOPBACK]:
        refuse(f"a demo is on this machine alone: {away[0]} is not; use an address like http://127.0.0.1:8080", 2)


def _bar(label: str, length: int) -> Any:
    """Progress on standard error: a bar with the time that is left on a terminal, else one line."""
    return typer.progressbar(length=length, label=label, file=sys.stderr, show_pos=True)


async def _grown(organisation: Organisation, wanted: int, visit: Visit, bootstrap: str) -> Growth:
    async with visit:
        growth = Growth(organisation, wanted, visit)
        await visit.refuse_outside_demo()
        await growth.tell_hr(bootstrap)
        with _bar("People arrive", ARRIVALS) as bar:
            await growth.await_people(lambda: bar.update(1))
        await growth.open_campaigns()
        with _bar("Ideas", wanted) as bar:
            await growth.write_ideas(lambda: bar.update(1))
        return growth
