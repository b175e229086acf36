"""Databases of ideas in several sizes: one that grows, and a copy of it at each size on the way."""

from __future__ import annotations

import asyncio

from shared import db
from shared.cli.demo.organisation import Organisation
from stack import postgres as postgres_server
from tests.bench import grown, programs
from tests.bench.bench import Bench

PEOPLE = 2_000
ORGANISATION = Organisation(1, PEOPLE)
TALKED = 10_000
"""Ideas up to this number are endorsed and discussed; those that come after are there to be looked through."""
_PATIENCE = 3_600.0  # seconds


def loaded(bench: Bench, sizes: tuple[int, ...]) -> tuple[dict[int, str], dict[int, int]]:
    """Size -> address of a database with so many ideas, and size -> endorsements in it."""
    url = bench.postgres.database("ideas")
    asyncio.run(_people(url))
    urls: dict[int, str] = {}
    endorsed: dict[int, int] = {}
    before = endorsements = 0
    for size in sizes:
        endorsements += _grow(bench, url, before, min(size, TALKED), talk=True)
        _grow(bench, url, max(before, TALKED), size, talk=False)
        bench.say(f"{size:,} ideas with {endorsements:,} endorsements are loaded")
        postgres_server.run_sql(url, f"VACUUM (ANALYZE) {grown.TABLES}")
        urls[size] = url if size == sizes[-1] else bench.postgres.copy(url)
        endorsed[size] = endorsements
        before = size
    postgres_server.run_sql(bench.postgres.server.url(), "CHECKPOINT")
    return urls, endorsed


async def _people(url: str) -> None:
    pool = await db.connect_pool(url, 1)
    try:
        await grown.hear(pool, ORGANISATION)
    finally:
        await pool.close()


def _grow(bench: Bench, url: str, first: int, until: int, *, talk: bool) -> int:
    """Ideas from the first number up to the second; returns the number of endorsements."""
    if first >= until:
        return 0
    options = {"url": url, "people": PEOPLE, "first": first, "until": until, "talk": int(talk)}
    return int(programs.child("grow", bench.log, **options).told(_PATIENCE))
