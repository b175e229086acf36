"""How long a reader waits at many ideas: they are made by the service's own actions, then pages are visited. `make web-vitals`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bench import grown
from tests.browser.test_web import VITALS, browse, passed

from shared import db
from shared.cli.demo.organisation import Organisation
from shared.db import Pool
from shared.outbox_state import OutboxState, outbox_state
from stack.running import Running

__all__ = ["browse"]

IDEAS = int(os.environ.get("IDEAS") or 10_000)
TALKED = IDEAS // 10
"""Ideas that somebody endorses and discusses."""
ORGANISATION = Organisation(7, max(60, IDEAS // 10))


async def _waiting(pool: Pool) -> OutboxState:
    async with db.reading(pool) as tx:
        return await outbox_state(tx)


async def _grow(url: str) -> None:
    pool = await db.connect_pool(f"{url}{'&' if '?' in url else '?'}synchronous_commit=off", 2)
    try:
        await grown.hear(pool, ORGANISATION)
        plans = list(grown.plans(ORGANISATION, IDEAS))
        await grown.write(pool, ORGANISATION, [replace(each, endorsers=each.endorsers[:3]) for each in plans[:TALKED]])
        await grown.write(pool, ORGANISATION, plans[TALKED:], talk=False, first=TALKED)
        while (await _waiting(pool)).rows:
            await asyncio.sleep(1)
    finally:
        await pool.close()


@pytest.mark.timeout(2 * 3600)
def test_how_long_a_reader_waits(
    stack: Running, browse: Callable[[Path], subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    asyncio.run(_grow(stack.environments["ideas"]["DATABASE_URL"]))
    took = time.monotonic() - began
    told = browse(VITALS)
    passed(told)
    with capsys.disabled():
        print(f"\n{IDEAS} ideas of {ORGANISATION.people} people, made in {took:.0f} s, {os.cpu_count()} processors")
        print("\n".join(line for line in told.stdout.splitlines() if " | " in line))
