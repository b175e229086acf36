"""Erasing a person by hand; HR systems erase by an event."""

from __future__ import annotations

from uuid import UUID

from people.actions.hearing import erase
from people.domain.facts import Erasure
from people.domain.house import House
from people.domain.refusals.signing import StillEmployed
from people.store import entities
from people.store import facts as kept
from shared.db import Tx
from shared.errors import Unknown


async def erase_leaver(tx: Tx, person_id: UUID, by: UUID, house: House) -> None:
    """Forget somebody who has left. Unknown, or StillEmployed."""
    await kept.lock_hr(tx)
    person = await entities.told_of(tx, "person", person_id)
    if person is None:
        raise Unknown(what="person")
    if person.state["employed"]:
        raise StillEmployed
    await erase(tx, person, person.external_id, Erasure(tx.now, house.today(tx.now), by), house)
