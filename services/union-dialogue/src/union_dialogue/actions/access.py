"""Who sees a case, who acts for which side, who enters which room: looked up at the moment of each act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from shared import directory, outbox, telemetry
from shared.db import Tx
from shared.directory import Mandate, Person
from shared.errors import NotAllowed, Unknown
from shared.events.base import Event
from union_dialogue.domain import lead
from union_dialogue.domain.agreements import Side
from union_dialogue.domain.bench import SEATS, Bench, Held, seated
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.may import Look
from union_dialogue.domain.refusals import MentionOutside
from union_dialogue.domain.rooms import ROOMS, Room, may_enter
from union_dialogue.store import cases
from union_dialogue.store.sight import Sight

OFFICER = "consultation-officer"
MANAGEMENT = (OFFICER, "decision-maker")
EMPLOYERS = (*MANAGEMENT, "administrator")
BODY = SEATS
_STRONGEST = (*SEATS, "substitute")


async def locked(tx: Tx, case_id: UUID) -> Case:
    """The case, held until the end of the transaction. Unknown when there is none."""
    case = await cases.lock_case(tx, case_id)
    if case is None:
        raise Unknown(what="case")
    telemetry.about(idea_id=case.idea_id)
    return case


async def save(tx: Tx, case: Case, events: Sequence[Event]) -> None:
    """Keep the case and announce what happened."""
    await cases.save_case(tx, case)
    outbox.add(tx, *events)


async def visible(tx: Tx, by: UUID, case_id: UUID) -> Case:
    """A case that the caller may see; Unknown for those whom it does not concern."""
    return (await visited(tx, by, case_id))[0]


async def visited(tx: Tx, by: UUID, case_id: UUID) -> tuple[Case, Person, date]:
    """A case that the caller may see, the caller, and the day at the seat on which that was looked up."""
    me = await directory.caller(tx, by)
    case = await cases.get_case(tx, case_id)
    if case is None:
        raise Unknown(what="case")
    day = await directory.today_at(tx, case.body_id)
    if not (sees_all(me) or mandate_of(me, case, day)):
        raise Unknown(what="case")
    return case, me, day


async def look_at(tx: Tx, by: UUID, case_id: UUID) -> tuple[Case, Look]:
    """A case that the caller may see, and as whom they see it."""
    case, me, day = await visited(tx, by, case_id)
    mandate = mandate_of(me, case, day)
    sits = mandate is not None and mandate.role in BODY
    return case, Look(
        Act(by, tx.now, mandate.mandate_id if mandate else None),
        day,
        manages=manages(me),
        officer=me.has_role(OFFICER),
        sits=sits,
        held=await bench_of(tx, case, day) if sits else None,
    )


def sees_all(me: Person) -> bool:
    """Whether a person sees every case (not every room)."""
    return any(me.has_role(role) for role in (*MANAGEMENT, "scheme-officer"))


def manages(who: Person) -> bool:
    return who.employed and any(who.has_role(role) for role in MANAGEMENT)


def of_the_employer(who: Person) -> bool:
    """Whether a person acts for the employer, be it as administrator of the system: no mandate counts beside that (R9)."""
    return who.employed and any(who.has_role(role) for role in EMPLOYERS)


def held_by(who: Person, case: Case, day: date) -> Mandate | None:
    """The mandate that a person holds for the body on a day at its seat, the strongest of several; none for the employer's side."""
    if of_the_employer(who) or not who.employed:
        return None
    valid = (m for m in who.mandates if m.body_id == case.body_id and m.valid_on(day))
    return min(valid, key=lambda m: _STRONGEST.index(m.role), default=None)


def mandate_of(who: Person, case: Case, day: date) -> Mandate | None:
    """The mandate under which a person acts in a case: none while the case concerns them themselves and the regime keeps
    them out. A substitute acts as a member while seated, and not otherwise.
    """
    held = None if who.person_id in case.left_out else held_by(who, case, day)
    if held is None or held.role != "substitute":
        return held
    return replace(held, role="member") if seated(case, who.person_id, day) else None


async def sight_of(tx: Tx, me: Person, *, every: bool) -> Sight:
    """Which cases a list shows a person, today at the seat of each body; none of a body to the employer's side."""
    days = {m.body_id: await directory.today_at(tx, m.body_id) for m in (() if of_the_employer(me) else me.mandates)}
    held = [m for m in me.mandates if m.body_id in days and m.valid_on(days[m.body_id])]
    weakest_first = sorted(held, key=lambda m: _STRONGEST.index(m.role), reverse=True)
    bodies = {m.body_id: m.role for m in weakest_first if m.role in BODY}
    seats = {m.body_id: days[m.body_id] for m in held if m.role == "substitute"}
    return Sight(every, me.person_id, bodies, seats, days)


async def bench_of(tx: Tx, case: Case, day: date) -> Bench:
    """Everybody with a mandate for the body of a case on a day at its seat."""
    found = await directory.members_of(tx, case.body_id, day)
    held = {who.person_id: (mandate, who.display_name) for who in found if (mandate := held_by(who, case, day))}
    return {who: Held(who, m.mandate_id, m.role, name, m.starts_on, m.rank) for who, (m, name) in held.items()}


async def as_management(tx: Tx, by: UUID, case_id: UUID, *roles: str) -> tuple[Case, Act]:
    """The case, held, and the act of somebody of the employer's side; whom it does not concern learns of no case."""
    me = await directory.caller(tx, by)
    case = await locked(tx, case_id)
    if not (sees_all(me) or mandate_of(me, case, await directory.today_at(tx, case.body_id))):
        raise Unknown(what="case")
    directory.require_role(me, *(roles or MANAGEMENT))
    return case, Act(by, tx.now)


async def as_body(tx: Tx, by: UUID, case_id: UUID, *roles: str) -> tuple[Case, Act]:
    """The case, held, and the act of somebody with such a mandate now; nobody else learns that the case exists."""
    case, act, _ = await _for_body(tx, by, case_id, *roles)
    return case, act


async def as_lead(tx: Tx, by: UUID, case_id: UUID) -> tuple[Case, Act]:
    """The case, held, and the act of who leads the body in it: the chair, or who stands in for them."""
    case, act, day = await _for_body(tx, by, case_id, *BODY)
    return case, lead.act_of(case, by, await bench_of(tx, case, day), day, act)


async def _for_body(tx: Tx, by: UUID, case_id: UUID, *roles: str) -> tuple[Case, Act, date]:
    """Besides case and act, the day at the seat on which the mandate was looked up."""
    me = await directory.caller(tx, by)
    case = await locked(tx, case_id)
    day = await directory.today_at(tx, case.body_id)
    mandate = mandate_of(me, case, day)
    if mandate is None and not sees_all(me):
        raise Unknown(what="case")
    if mandate is None or mandate.role not in roles:
        raise NotAllowed(*roles)
    return case, Act(by, tx.now, mandate.mandate_id), day


async def as_either(tx: Tx, by: UUID, case_id: UUID) -> tuple[Case, Side, Act]:
    """The case, held, and the side that the caller speaks for: the consultation officer's, or the body's as its lead."""
    me = await directory.caller(tx, by)
    if me.has_role(OFFICER):
        return await locked(tx, case_id), "management", Act(by, tx.now)
    case, act = await as_lead(tx, by, case_id)
    return case, "body", act


async def enter(tx: Tx, by: UUID, case_id: UUID, room: Room, *, what: str = "room") -> tuple[Case, Act]:
    """A room, or ``what`` belongs to those in it, as its visitor; Unknown, as if there were none, for everybody else."""
    case, me, day = await visited(tx, by, case_id)
    if room not in rooms_of(me, case, day):
        raise Unknown(what=what)
    mandate = mandate_of(me, case, day) if room != "management" else None
    return case, Act(by, tx.now, mandate.mandate_id if mandate else None)


def rooms_of(who: Person, case: Case, day: date) -> list[Room]:
    """The rooms of a case that exist for a person on a day at the seat."""
    represents = mandate_of(who, case, day) is not None
    return [room for room in ROOMS if may_enter(room, represents=represents, manages=manages(who))]


async def readers_of(
    tx: Tx, case: Case, rooms: Sequence[Room], day: date, *, to_body: bool
) -> dict[Room, dict[str, int]]:
    """How many may enter each of these rooms on a day at the seat, by what they are in it; nobody counts twice.

    Who sits in for whom is for the body alone: others are told of its members.
    """
    if not rooms:
        return {}
    managing = {who.person_id for role in MANAGEMENT for who in await directory.with_role(tx, role)}
    bench = await directory.members_of(tx, case.body_id, day)
    represent = [who for who in bench if mandate_of(who, case, day)]
    sitting_in = sum(1 for who in represent if seated(case, who.person_id, day))
    body = {"members": len(represent) - sitting_in, "substitutes": sitting_in if to_body else 0}
    nobody = {"members": 0, "substitutes": 0, "management": 0}
    return {
        room: nobody
        | (body if may_enter(room, represents=True, manages=False) else {})
        | ({"management": len(managing)} if may_enter(room, represents=False, manages=True) else {})
        for room in rooms
    }


async def all_may_enter(tx: Tx, mentions: Sequence[UUID], case: Case, room: Room) -> None:
    """Refuse a mention of somebody for whom the room does not exist: a notice would tell them of it."""
    if not mentions:
        return
    found = await directory.people(tx, mentions)
    day = await directory.today_at(tx, case.body_id)
    if not all(one in found and room in rooms_of(found[one], case, day) for one in mentions):
        raise MentionOutside(pointer="/mentions")
