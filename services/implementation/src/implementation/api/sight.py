"""A plan for whoever looks at it over HTTP."""

from __future__ import annotations

from uuid import UUID

from implementation import store
from implementation.domain import Plan
from shared.db import Tx
from shared.directory.reach import reach
from shared.errors import Unknown


async def plan_seen(tx: Tx, person_id: UUID, idea_id: UUID) -> Plan:
    """The plan of an idea that they may see; Unknown, as if there were none, for everybody else."""
    plan = await store.get_plan(tx, await reach(tx, person_id), idea_id)
    if plan is None:
        raise Unknown(what="plan")
    return plan
