"""How many ideas a list has, without reading it to its end."""

from __future__ import annotations

from ideas.domain.state import Reader
from ideas.store.reading import KEPT_PLANS, Wanted, list_statement
from shared.db import Tx

COUNTED = "SELECT count(*) FROM ({found}) AS found"


async def count(tx: Tx, who: Reader, wanted: Wanted, most: int) -> int:
    """How many there are of what is wanted, as the list itself finds them, up to ``most``; of a search after ``searcher``."""
    found, given = list_statement(wanted, who, most)
    counted = int(await tx.fetchval(COUNTED.format(found=found), *given))
    if wanted.words:
        await tx.execute(KEPT_PLANS)
    return counted
