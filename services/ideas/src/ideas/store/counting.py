"""How many ideas a list has, without reading it to its end."""

from __future__ import annotations

from uuid import UUID

from ideas.store.reading import Wanted, list_statement
from shared.db import Tx

COUNTED = "SELECT count(*) FROM ({found}) AS found"


async def count(tx: Tx, person_id: UUID, wanted: Wanted, most: int) -> int:
    """How many there are of what is wanted, as the list itself finds them, up to ``most``."""
    found, given = list_statement(wanted, person_id, tx.now, most)
    return int(await tx.fetchval(COUNTED.format(found=found), *given))
