"""``python -m edge --services '{"people": "127.0.0.1:8101"}'``: pages, and what goes to the services."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
from pathlib import Path

from edge.pages import pages, wrong_with
from edge.proxy import create_edge
from shared.serving import alive, serve


async def _run(given: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    apps = [(create_edge(given.services, pages(given.web, given.branding, given.traces), given.traces), given.port)]
    if given.management_port is not None:
        apps.append((alive(), given.management_port))
    await serve(apps, given.host, stop, given.drain)


def main() -> None:
    """Until it is told to stop."""
    parser = argparse.ArgumentParser(prog="python -m edge")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--management-port", type=int, help="where it says that it is alive")
    parser.add_argument("--drain", type=float, default=0, help="seconds in which it still answers when it is to end")
    parser.add_argument("--services", type=json.loads, default={}, help="JSON: service -> host:port; none without it")
    parser.add_argument("--traces", help="address in a viewer of traces, {idea} for the id of an idea")
    parser.add_argument("--web", type=Path, required=True, help="the folder that `make web` wrote, if it did")
    parser.add_argument("--branding", type=Path, help="files in the place of its branding")
    given = parser.parse_args()
    # a folder without the file replaces nothing, or a logo alone: that of a cluster is empty until somebody fills it
    if given.branding and (given.branding / "brand.json").exists() and (wrong := wrong_with(given.branding)):
        parser.error(wrong)
    asyncio.run(_run(given))


if __name__ == "__main__":
    main()
