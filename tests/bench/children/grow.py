"""Loads ideas of a grown organisation into one database: see ``tests.bench.grown``."""

from __future__ import annotations

import argparse
import asyncio
import json
from itertools import islice

import uvloop

from shared import db
from shared.cli.demo.organisation import Organisation
from tests.bench import grown


async def grow(url: str, people: int, first: int, until: int, *, talk: bool) -> int:
    """Ideas from the first number up to the second."""
    unsafe = "synchronous_commit=off"  # a load that breaks off is thrown away
    pool = await db.connect_pool(f"{url}{'&' if '?' in url else '?'}{unsafe}", 1)
    organisation = Organisation(1, people)
    try:
        return await grown.write(
            pool, organisation, islice(grown.plans(organisation, until), first, None), talk=talk, first=first
        )
    finally:
        await pool.close()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--url", required=True)
    for name in ("people", "first", "until", "talk"):
        words.add_argument(f"--{name}", type=int, required=True)
    given = words.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(grow(given.url, given.people, given.first, given.until, talk=bool(given.talk)))))


if __name__ == "__main__":
    main()
