"""Who sits in the body, who is prevented or concerned in a case, who sits in for whom, and who leads."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared import directory
from shared.db import Tx
from union_dialogue.actions.access import BODY, as_body, bench_of, save
from union_dialogue.domain import bench, concern, lead, seating
from union_dialogue.domain.bench import Bench
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Absence, Seating
from union_dialogue.domain.opinion import Ballot, Council


class Sitting(NamedTuple):
    """The body in a case on a day at its seat."""

    council: Council
    bench: Bench
    day: date


async def council(tx: Tx, case: Case) -> Sitting:
    """Those with a mandate for the body today at its seat, and what that means for a vote."""
    day = await directory.today_at(tx, case.body_id)
    held = await bench_of(tx, case, day)
    substitutes = frozenset(who for who, each in held.items() if each.role == "substitute")
    in_order = case.regime is None or case.regime.substitutes == "in-order"
    seated = frozenset(who for who in substitutes if bench.seated(case, who, day)) if in_order else None
    seats = frozenset(held) - substitutes
    return Sitting(Council(seats, substitutes, case.concerned & frozenset(held), seated), held, day)


async def seat(
    tx: Tx, by: UUID, case_id: UUID, member_id: UUID, substitute_id: UUID | None, **given: str | date | None
) -> Case:
    """Let a substitute sit in for somebody who is prevented or concerned; without a name the one whose turn it is."""
    case, act = await as_body(tx, by, case_id, *BODY)
    _, held, day = await council(tx, case)
    who = substitute_id or seating.whose_turn(case, held, day)
    wanted = Seating.model_validate({"substitute_id": who, "member_id": member_id, **given})
    case, events = seating.seat(case, wanted, held, day, act)
    await save(tx, case, events)
    return case


async def release(tx: Tx, by: UUID, case_id: UUID, substitute_id: UUID) -> None:
    """End that a substitute sits in. For those who sit in the body."""
    case, act = await as_body(tx, by, case_id, *BODY)
    await save(tx, *seating.release(case, substitute_id, await directory.today_at(tx, case.body_id), act))


async def declare_absent(tx: Tx, by: UUID, case_id: UUID, absence: Absence) -> Case:
    """Somebody of the body is prevented in this case. For those who sit in it, about themselves too."""
    case, _ = await as_body(tx, by, case_id, *BODY)
    _, held, day = await council(tx, case)
    case = bench.declare_absent(case, absence, held, day)
    await save(tx, case, ())
    return case


async def end_absence(tx: Tx, by: UUID, case_id: UUID, person_id: UUID) -> None:
    """They are back. For those who sit in the body."""
    case, _ = await as_body(tx, by, case_id, *BODY)
    await save(tx, bench.end_absence(case, person_id, await directory.today_at(tx, case.body_id)), ())


async def recuse(tx: Tx, by: UUID, case_id: UUID) -> None:
    """Say that the matter concerns oneself. For those who sit in the body."""
    case, act = await as_body(tx, by, case_id, *BODY)
    await save(tx, *concern.recuse(case, by, act))


async def readmit(tx: Tx, by: UUID, case_id: UUID, person_id: UUID) -> None:
    """The body finds that the matter does not concern somebody who said so. For those who sit in it."""
    case, act = await as_body(tx, by, case_id, *BODY)
    await save(tx, *concern.readmit(case, person_id, act))


async def elect(tx: Tx, by: UUID, case_id: UUID, person_id: UUID, ballot: Ballot) -> Case:
    """Record that the members elected one of them to lead the body in this case. For those who sit in it."""
    case, act = await as_body(tx, by, case_id, *BODY)
    sitting, held, day = await council(tx, case)
    case, events = lead.elect(case, person_id, ballot, sitting, seats=(held, day), act=act)
    await save(tx, case, events)
    return case
