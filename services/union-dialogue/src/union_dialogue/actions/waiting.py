"""What waits for a person in all cases, most urgent first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared import directory
from shared.db import Tx
from union_dialogue.actions.access import OFFICER, bench_of, sight_of
from union_dialogue.domain.bench import SEATS, Bench, away, next_substitute
from union_dialogue.domain.case import Case
from union_dialogue.domain.duties import Hats, duties
from union_dialogue.domain.lead import lead_of
from union_dialogue.store import cases, regimes
from union_dialogue.store.sight import Sight


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
    opened = await cases.open_cases(tx, sight)
    benches = await _benches(tx, opened, sight)
    found = [
        Item(duty.kind, case.title, case.idea_id, duty.due_on, f"cases/{case.case_id}")
        for case in opened
        for duty in duties(case, _hats(case, sight, benches.get(case.body_id), officer=officer, decides=decides))
    ]
    chaired = [body_id for body_id, role in sight.bodies.items() if role == "chair"]
    if chaired:
        found += await _contestable(tx, chaired)
    return sorted(found, key=lambda item: (item.due_on is None, item.due_on or date.max))


async def _benches(tx: Tx, opened: list[Case], sight: Sight) -> dict[UUID, Bench]:
    """Who has a mandate today, for each body of these cases for which the person acts."""
    of_body = {case.body_id: case for case in opened if sight.role_for(case.body_id)}
    return {body_id: await bench_of(tx, case, sight.days[body_id]) for body_id, case in of_body.items()}


def _hats(case: Case, sight: Sight, held: Bench | None, *, officer: bool, decides: bool) -> Hats:
    role = sight.role_for(case.body_id)
    if held is None:
        return Hats(officer, decides, role)
    day = sight.days[case.body_id]
    leads = lead_of(case, held, day)
    concerned = [who for who, each in held.items() if each.role in SEATS and who in case.left_out]
    unreplaced = any(not away(case, who, day) for who in concerned) and next_substitute(case, held, day) is not None
    mine = leads is not None and leads.person_id == sight.person_id
    return Hats(officer, decides, role, leads=mine, nobody_leads=leads is None, unreplaced=unreplaced)


async def _contestable(tx: Tx, chaired: list[UUID]) -> list[Item]:
    """Ideas said to need no consultation, and where that is contested."""
    return [
        Item(
            "consultation.contestable",
            row["title"],
            row["idea_id"],
            row["contestable_until"],
            f"ideas/{row['idea_id']}/impact-screen",
        )
        for row in await regimes.contestable(tx, tx.now.date(), chaired)
    ]
