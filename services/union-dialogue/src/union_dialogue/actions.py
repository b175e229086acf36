"""Everything that can happen in a consultation. The only writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from shared import deadlines, directory, ids, outbox, telemetry
from shared.db import Tx
from shared.directory import Mandate, Person
from shared.errors import NotAllowed, Unknown
from shared.events import union_dialogue as told
from shared.events.base import Event
from shared.events.ideas import ConsultationRequired
from union_dialogue import store
from union_dialogue.domain import case as rules
from union_dialogue.domain.case import Act, Case, Room
from union_dialogue.domain.clock import Clock, Seat, count
from union_dialogue.domain.refusals import MentionOutside, NoCalendar, ReceiptOutside
from union_dialogue.domain.regimes import REGIMES, Regime

CLOCK = "case-clock"
MANAGEMENT = ("consultation-officer", "decision-maker")


async def prepare(tx: Tx, event: ConsultationRequired) -> None:
    """One case a body; a body that is not known here yet is waited for."""
    telemetry.about(idea_id=event.idea_id)
    await store.hold_waiting(tx)
    rights = [right.model_dump() for right in event.rights]
    for body_id in event.body_ids:
        case = Case(
            case_id=ids.new_id(),
            idea_id=event.idea_id,
            body_id=body_id,
            title=event.title,
            measure=event.measure,
            rights=rights,
            urgent=event.urgent,
            regime=None,
            state="waiting",
            result=None,
            package_version=0,
            received_at=None,
            clock=None,
            opinion=None,
            answers={},
            version=0,
        )
        if await store.insert_case(tx, case):
            await complete(tx, case)


async def complete(tx: Tx, case: Case) -> None:
    """Prepare a waiting case if its body and calendar are known by now."""
    body = await directory.body(tx, case.body_id)
    if body is not None and await directory.calendar_of(tx, case.body_id) is not None:
        await _save(tx, *rules.prepare(case, body.regime, Act(None, tx.now)))


async def complete_waiting(tx: Tx) -> None:
    """Bodies or calendars became known: what waited for them goes on."""
    await store.hold_waiting(tx)
    for case in await store.waiting_cases(tx):
        await complete(tx, case)


async def provide(tx: Tx, by: UUID, case_id: UUID, content: dict[str, Any]) -> Case:
    """Provide the information package. For the consultation officer."""
    directory.require_role(await directory.caller(tx, by), "consultation-officer")
    case, events = rules.provide(await _locked(tx, case_id), Act(by, tx.now))
    await _save(tx, case, events)
    await store.keep_package(tx, case, content, by)
    return case


async def receive(tx: Tx, by: UUID, case_id: UUID, received_at: datetime | None = None) -> Case:
    """Confirm receipt (now, or at a moment since the package): the clock starts. For the chair or a member of the body."""
    case = await _locked(tx, case_id)
    mandate = await _mandate(tx, by, case, "chair", "member")
    when = received_at or tx.now
    package = await store.get_package(tx, case_id)
    if package is not None and when < package["provided_at"]:
        raise ReceiptOutside(pointer="/received_at")
    clock = await counted(tx, case, when)
    case, events = rules.receive(case, clock, when, Act(by, tx.now, mandate.mandate_id))
    await _save(tx, case, events)
    await deadlines.set(tx, CLOCK, case_id, clock.due_at)
    return case


async def expire(tx: Tx, case_id: UUID) -> None:
    """The period is over; silence takes the effect that the regime gives it."""
    case = await store.lock_case(tx, case_id)
    if case is not None:
        telemetry.about(idea_id=case.idea_id)
        await _save(tx, *rules.expire(case, _regime(case).silence, Act(None, tx.now)))


async def deliver(
    tx: Tx, by: UUID, case_id: UUID, words: tuple[str, str], points: Sequence[told.Point], *, votes: told.Votes
) -> Case:
    """Deliver the opinion (``words``: stance and resolution). For the chair of the body."""
    case = await _locked(tx, case_id)
    mandate = await _mandate(tx, by, case, "chair")
    case, events = rules.deliver(case, words, points, votes, Act(by, tx.now, mandate.mandate_id))
    await _save(tx, case, events)
    await deadlines.cancel(tx, CLOCK, case_id)
    return case


async def respond(tx: Tx, by: UUID, case_id: UUID, answers: Sequence[told.Answer]) -> Case:
    """Answer points of the opinion. For management."""
    directory.require_role(await directory.caller(tx, by), *MANAGEMENT)
    case, events = rules.respond(await _locked(tx, case_id), answers, Act(by, tx.now))
    await _save(tx, case, events)
    return case


async def close(tx: Tx, by: UUID, case_id: UUID, result: Literal["agreed", "disagreed"]) -> Case:
    """Close the case once every point is answered. For the consultation officer."""
    directory.require_role(await directory.caller(tx, by), "consultation-officer")
    case, events = rules.close(await _locked(tx, case_id), result, Act(by, tx.now))
    await _save(tx, case, events)
    return case


async def post(tx: Tx, by: UUID, case_id: UUID, room: Room, text: str, *, mentions: list[UUID]) -> UUID:
    """Say something in a room; a room that the caller may not enter does not exist for them."""
    await visible(tx, by, case_id)
    case = await _locked(tx, case_id)
    mandate = await enter(tx, by, case, room)
    await _all_may_enter(tx, mentions, case, room)
    message_id = ids.new_id()
    await store.keep_message(tx, case, room, (message_id, by, text, mentions))
    act = Act(by, tx.now, mandate.mandate_id if mandate else None)
    await _save(tx, *rules.post(case, room, message_id, mentions, act))
    return message_id


async def enter(tx: Tx, by: UUID, case: Case, room: Room) -> Mandate | None:
    """The mandate under which the caller is in a room (None for management); Unknown for everybody else."""
    me = await directory.caller(tx, by)
    day = await directory.today_at(tx, case.body_id)
    if not _may_enter(me, case, room, day):
        raise Unknown(what="room")
    return me.mandate_for(case.body_id, day) if room != "management" else None


def _may_enter(who: Person, case: Case, room: Room, day: date) -> bool:
    represents = who.mandate_for(case.body_id, day) is not None
    manages = who.employed and any(who.has_role(role) for role in MANAGEMENT)
    return (represents and room != "management") or (manages and room != "representatives")


async def _all_may_enter(tx: Tx, mentions: Sequence[UUID], case: Case, room: Room) -> None:
    found = await directory.people(tx, mentions)
    day = await directory.today_at(tx, case.body_id)
    if not all(one in found and _may_enter(found[one], case, room, day) for one in mentions):
        raise MentionOutside(pointer="/mentions")


async def visible(tx: Tx, by: UUID, case_id: UUID) -> Case:
    """A case that the caller may see: management, the scheme office, those who represent the body; Unknown for others."""
    me = await directory.caller(tx, by)
    case = await store.get_case(tx, case_id)
    if case is None or not (sees_all(me) or me.mandate_for(case.body_id, await directory.today_at(tx, case.body_id))):
        raise Unknown(what="case")
    return case


def sees_all(me: Person) -> bool:
    """Whether a person sees every case (not every room)."""
    return any(me.has_role(role) for role in (*MANAGEMENT, "scheme-officer"))


async def counted(tx: Tx, case: Case, received_at: datetime) -> Clock:
    """The clock if the package were received at an instant."""
    return count(_regime(case), await _seat(tx, case), received_at, urgent=case.urgent)


async def represented(tx: Tx, me: Person) -> list[UUID]:
    """Bodies for which a person has a mandate today at their seat."""
    return [m.body_id for m in me.mandates if m.valid_on(await directory.today_at(tx, m.body_id))]


async def _seat(tx: Tx, case: Case) -> Seat:
    calendar = await directory.calendar_of(tx, case.body_id)
    if calendar is None:
        raise NoCalendar
    return Seat(
        calendar.country,
        calendar.subdivision,
        calendar.zone,
        frozenset(calendar.local_holidays),
        frozenset(calendar.closure_days),
        calendar.closure_days_agreement is not None,
        calendar.calendar_version,
    )


def _regime(case: Case) -> Regime:
    if case.regime not in REGIMES:
        raise NoCalendar
    return REGIMES[case.regime]


async def _locked(tx: Tx, case_id: UUID) -> Case:
    case = await store.lock_case(tx, case_id)
    if case is None:
        raise Unknown(what="case")
    telemetry.about(idea_id=case.idea_id)
    return case


async def _mandate(tx: Tx, by: UUID, case: Case, *roles: str) -> Mandate:
    """The caller's mandate for the case's body, valid at this moment; nobody else learns that the case exists."""
    me = await directory.caller(tx, by)
    mandate = me.mandate_for(case.body_id, await directory.today_at(tx, case.body_id))
    if mandate is None and not sees_all(me):
        raise Unknown(what="case")
    if mandate is None or mandate.role not in roles:
        raise NotAllowed(needs=" / ".join(roles))
    return mandate


async def _save(tx: Tx, case: Case, events: tuple[Event, ...]) -> None:
    await store.save_case(tx, case)
    outbox.add(tx, *events)
