"""What the clients of a bench ask the service of ideas for: as people would, each a little differently."""

from __future__ import annotations

import asyncio
from itertools import islice
from random import Random
from urllib.parse import urlencode
from uuid import UUID

import asyncpg

from tests.bench import grown
from tests.bench.http import Ask
from tests.bench.loading import ORGANISATION

NEW = {
    "title": "Show which meeting rooms are free",
    "text": "Sensors, without recording anybody. " * 6,
    "language": "en",
}
SEVERAL = 200
_LONG = 4  # letters of a word that somebody would search for
# Any ideas, not the newest ones.
_SOME = """
SELECT idea_id FROM idea WHERE status IN ('submitted', 'under_review') ORDER BY md5(idea_id::text) LIMIT $1
"""


def create() -> list[Ask]:
    """More texts than the service remembers the HTML of: what one starts with is new."""
    return [("POST", "/api/ideas", NEW | {"text": f"{NEW['text']}{number}"}) for number in range(2_000)]


def newest() -> list[Ask]:
    """The first page."""
    return [("GET", "/api/ideas?limit=30", None)]


def search(sort: str) -> list[Ask]:
    """Two neighbouring words of a title, or one of them: frequent ones and rare ones, in three languages."""
    asks: list[Ask] = []
    by = Random(7)
    for plan in islice(grown.plans(ORGANISATION, SEVERAL), SEVERAL):
        words = [word for word in plan.title.replace("(", " ").replace(")", " ").split() if len(word) >= _LONG]
        first = by.randrange(len(words))
        query = {"q": " ".join(words[first : first + by.randint(1, 2)]), "limit": 30, "sort": sort}
        asks.append(("GET", f"/api/ideas?{urlencode(query)}", None))
    return asks


def similar() -> list[Ask]:
    """Titles as far as they are typed, with the beginning of the text."""
    asks: list[Ask] = []
    by = Random(7)
    for plan in islice(grown.plans(ORGANISATION, 2 * SEVERAL), SEVERAL, None):
        typed = plan.title.partition(" (")[0]
        typed = typed[: by.randint(len(typed) // 2, len(typed))]
        query = {"title": typed, "text": plan.text[: by.choice((0, 80, 300))]}
        asks.append(("GET", f"/api/ideas/similar?{urlencode(query)}", None))
    return asks


def one(ids: list[UUID]) -> list[Ask]:
    return [("GET", f"/api/ideas/{each}", None) for each in ids]


def comments(ids: list[UUID]) -> list[Ask]:
    return [("GET", f"/api/ideas/{each}/comments", None) for each in ids]


def some(url: str) -> list[UUID]:
    """Ids of some ideas of a database."""

    async def look() -> list[UUID]:
        conn = await asyncpg.connect(url)
        try:
            return [row["idea_id"] for row in await conn.fetch(_SOME, SEVERAL)]
        finally:
            await conn.close()

    return asyncio.run(look())
