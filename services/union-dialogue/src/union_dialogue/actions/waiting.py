"""What waits for a person in all cases, most urgent first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared import directory
from shared.db import Tx
from union_dialogue.actions.access import OFFICER, sight_of
from union_dialogue.domain.duties import Hats, duties
from union_dialogue.store import cases, regimes


class Item(NamedTuple):
    """``path``: where it is done, under ``/api``."""

    kind: str
    title: str
    idea_id: UUID
    due_on: date | None
    path: str


async def items(tx: Tx, by: UUID) -> list[Item]:
    """What a person owes, and what they may still contest for a body. What has a day comes first."""
    me = await directory.caller(tx, by)
    officer, decides = me.has_role(OFFICER), me.has_role("decision-maker")
    sight = await sight_of(tx, me, every=officer or decides)
    if not (sight.every or sight.bodies or sight.seats):
        return []
    found = [
        Item(duty.kind, case.title, case.idea_id, duty.due_on, f"cases/{case.case_id}")
        for case in await cases.open_cases(tx, sight)
        for duty in duties(case, Hats(officer, decides, sight.role_for(case.body_id)))
    ]
    chaired = [body_id for body_id, role in sight.bodies.items() if role == "chair"]
    if chaired:
        found += await _contestable(tx, chaired)
    return sorted(found, key=lambda item: (item.due_on is None, item.due_on or date.max))


async def _contestable(tx: Tx, chaired: list[UUID]) -> list[Item]:
    """Ideas said to need no consultation: what the screening says, and where it is contested."""
    return [
        Item(
            "consultation.contestable",
            row["why"],
            row["idea_id"],
            row["contestable_until"],
            f"ideas/{row['idea_id']}/impact-screen",
        )
        for row in await regimes.contestable(tx, tx.now.date(), chaired)
    ]
