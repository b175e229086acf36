"""Who acts: people has no copy of people.v1, it looks at what it told last."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from people.store import entities
from shared.db import Tx
from shared.errors import NotAllowed


async def caller(tx: Tx, person_id: UUID) -> dict[str, Any]:
    """The full state of somebody who acts now: known and employed, else NotAllowed."""
    person = await entities.told_of(tx, "person", person_id)
    if person is None or not person.state["employed"]:
        raise NotAllowed("employee")
    return dict(person.state)


async def roles_of(tx: Tx, person_id: UUID) -> set[str]:
    """The functions of a person; none for leavers."""
    return {held["role"] for held in (await caller(tx, person_id))["roles"]}


async def require_role(tx: Tx, person_id: UUID, *roles: str) -> dict[str, Any]:
    """The caller, who must hold one of the functions, else NotAllowed."""
    found = await caller(tx, person_id)
    if not {held["role"] for held in found["roles"]} & set(roles):
        raise NotAllowed(*roles)
    return found
