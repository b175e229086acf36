"""A plan for whoever looks at it over HTTP."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from implementation import store
from implementation.actions.plans import bodies_to_hear
from implementation.domain import Plan, Task
from implementation.domain.may import CONTROLLERS, Look
from shared import directory
from shared.db import Tx
from shared.directory.reach import reach
from shared.errors import Unknown


async def look(tx: Tx, person_id: UUID, plan: Plan, tasks: list[Task]) -> Look:
    """What the rules ask for to say what somebody can do with a plan now."""
    me = await reach(tx, person_id)
    bodies = await bodies_to_hear(tx, plan.idea_id)
    offers = await store.offers_of(tx, plan.idea_id)
    seen = Look(person_id, me.roles, tx.now, tasks, bodies, offers)
    if not seen.has(CONTROLLERS):
        return seen
    return replace(seen, managers=await directory.managers_above(tx, plan.author_ids))


async def plan_seen(tx: Tx, person_id: UUID, idea_id: UUID) -> Plan:
    """The plan of an idea that they may see; Unknown, as if there were none, for everybody else."""
    plan = await store.get_plan(tx, await reach(tx, person_id), idea_id)
    if plan is None:
        raise Unknown(what="plan")
    return plan
