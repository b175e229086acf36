"""Loads a share of the ideas of a grown organisation into one database: see ``tests.bench.grown``."""

from __future__ import annotations

import argparse
import asyncio
import json
from itertools import islice

import uvloop

from shared import db
from shared.cli.demo.organisation import Organisation
from tests.bench import grown


async def grow(url: str, people: int, ideas: tuple[int, int], part: tuple[int, int], *, talk: bool) -> int:
    """Ideas from the first number up to the second, those of ``part``: (which, of how many)."""
    unsafe = "synchronous_commit=off"  # a load that breaks off is thrown away
    pool = await db.connect_pool(f"{url}{'&' if '?' in url else '?'}{unsafe}", 1)
    organisation = Organisation(1, people)
    mine = islice(grown.plans(organisation, ideas[1]), ideas[0] + part[0], None, part[1])
    try:
        return await grown.write(pool, organisation, mine, talk=talk)
    finally:
        await pool.close()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--url", required=True)
    for name in ("people", "first", "until", "which", "of", "talk"):
        words.add_argument(f"--{name}", type=int, required=True)
    given = words.parse_args()
    ideas, part = (given.first, given.until), (given.which, given.of)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(grow(given.url, given.people, ideas, part, talk=bool(given.talk)))))


if __name__ == "__main__":
    main()
