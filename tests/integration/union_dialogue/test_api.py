"""union-dialogue over HTTP, on a real database: the rooms, the mandates, the clock, and what waits for its body."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import PostgresServer
from tests.desk import Desk, open_desk

from shared import clock, db
from shared.events.base import Event
from shared.events.ideas import ConsultationRequired
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld, PersonChanged, RoleHeld
from shared.service import Batched
from shared.testing import fact
from union_dialogue.handlers import HANDLERS
from union_dialogue.main import SERVICE

CHAIR, MEMBER, OFFICER, HEAD, SCHEME, ADMIN, OTHER = (uuid4() for _ in range(7))
BODY, CALENDAR, IDEA = uuid4(), uuid4(), uuid4()
PACKAGE = {"measure": "Sensors", "reasons": "Empty rooms", "effects": "None", "documents": ["plan.pdf"]}
OPINION = {
    "stance": "consent-with-conditions",
    "resolution": "Yes, with one point.",
    "points": [{"number": 1, "text": "No profiles", "demand": "Aggregate"}],
    "votes": {"in_favour": 5, "against": 0, "abstained": 1},
}
ANSWER = {"points": [{"number": 1, "answer": "adopted", "reason": "Agreed."}]}


class Dialogue(Desk):
    """The steps of a consultation."""

    async def status(self, who: UUID, method: str, path: str, json: Any = None) -> int:
        return (await self.ask(who, method, path, json)).status_code

    async def hear(self, *events: Event) -> None:
        for event in events:
            async with db.transaction(self.pool, "test") as tx:
                handle = HANDLERS[type(event)]
                await (handle.handle(tx, [event]) if isinstance(handle, Batched) else handle(tx, event))

    async def case(self) -> str:
        items = (await self.ask(SCHEME, "GET", f"/cases?idea_id={IDEA}")).json()["items"]
        assert len(items) == 1
        return f"/cases/{items[0]['case_id']}"

    async def running(self) -> str:
        case = await self.case()
        assert await self.status(OFFICER, "POST", f"{case}/package", PACKAGE) == 201
        assert await self.status(MEMBER, "POST", f"{case}/receipt", {}) == 200
        return case

    async def deadlines(self) -> int:
        return int(
            await self.pool.fetchval("SELECT count(*) FROM deadline WHERE kind = 'case-clock' AND state = 'waiting'")
        )


def person(person_id: UUID, *roles: str, mandate: str | None = None, ends_on: date | None = None) -> PersonChanged:
    held = tuple(RoleHeld(role=role) for role in roles)  # type: ignore[arg-type]
    mandates = ()
    if mandate:
        mandates = (fact(MandateHeld, body_id=BODY, role=mandate, starts_on=date(2020, 1, 1), ends_on=ends_on),)
    return fact(PersonChanged, person_id=person_id, employed=True, roles=held, mandates=mandates)


def body_and_calendar() -> tuple[BodyChanged, CalendarChanged]:
    days: dict[str, Any] = {"local_holidays": (), "closure_days": (), "closure_days_agreement": None}
    return (
        fact(BodyChanged, body_id=BODY, regime="DE-BPersVG-70", calendar_id=CALENDAR),
        fact(CalendarChanged, calendar_id=CALENDAR, country="DE", subdivision="RP", zone="Europe/Berlin", **days),
    )


def required() -> ConsultationRequired:
    return fact(ConsultationRequired, idea_id=IDEA, body_ids=(BODY,), urgent=False)


@pytest.fixture
async def empty(postgres: PostgresServer) -> AsyncIterator[Dialogue]:
    """People are known; the body and its calendar are not."""
    async with open_desk(Dialogue, SERVICE, postgres.database("union-dialogue")) as made:
        await made.hear(
            person(CHAIR, mandate="chair"),
            person(MEMBER, mandate="member"),
            person(OFFICER, "consultation-officer"),
            person(HEAD, "decision-maker"),
            person(SCHEME, "scheme-officer"),
            person(ADMIN, "administrator"),
            person(OTHER),
        )
        yield made


@pytest.fixture
async def desk(empty: Dialogue) -> Dialogue:
    await empty.hear(*body_and_calendar(), required())
    return empty


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_case_waits_until_body_and_calendar_are_known(empty: Dialogue, order: tuple[int, int]) -> None:
    await empty.hear(required())
    known = body_and_calendar()
    await empty.hear(known[order[0]])
    assert await empty.announced() == []
    await empty.hear(known[order[1]])
    assert await empty.announced() == ["case.prepared"]
    await empty.hear(required(), *known)
    assert await empty.announced() == ["case.prepared"]
    await empty.case()


async def test_the_way_from_package_to_closing(desk: Dialogue) -> None:
    case = await desk.running()
    assert await desk.deadlines() == 1
    assert await desk.status(MEMBER, "POST", f"{case}/opinion", OPINION) == 403
    assert await desk.status(CHAIR, "POST", f"{case}/opinion", OPINION) == 201
    assert await desk.deadlines() == 0
    refused = await desk.ask(OFFICER, "POST", f"{case}/closing", {"result": "agreed"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/points-unanswered")
    assert await desk.status(HEAD, "POST", f"{case}/response", ANSWER) == 201
    assert await desk.status(OFFICER, "POST", f"{case}/closing", {"result": "agreed"}) == 200
    assert await desk.announced() == [
        "case.prepared",
        "case.opened",
        "package.provided",
        "package.received",
        "clock.started",
        "opinion.delivered",
        "response.published",
        "case.closed",
    ]


async def test_silence_closes_the_case_once(desk: Dialogue) -> None:
    case = await desk.running()
    await desk.falls_due("case-clock", UUID(case.removeprefix("/cases/")))
    await desk.falls_due("case-clock", UUID(case.removeprefix("/cases/")))
    assert (await desk.announced())[-3:] == ["clock.expired", "opinion.deemed", "case.closed"]
    seen = (await desk.ask(CHAIR, "GET", case)).json()
    assert (seen["state"], seen["result"]) == ("closed", "deemed-approved")


async def test_only_a_mandate_confirms_receipt_and_not_for_before_the_package(desk: Dialogue) -> None:
    case = await desk.case()
    await desk.ask(OFFICER, "POST", f"{case}/package", PACKAGE)
    assert await desk.status(OFFICER, "POST", f"{case}/receipt", {}) == 403
    assert await desk.status(OTHER, "POST", f"{case}/receipt", {}) == 404
    for off in (-timedelta(hours=1), timedelta(hours=1)):
        when = {"received_at": (clock.now() + off).isoformat()}
        assert await desk.status(CHAIR, "POST", f"{case}/receipt", when) == 422
    assert (await desk.ask(CHAIR, "GET", f"{case}/package")).json()["documents"] == ["plan.pdf"]
    assert await desk.status(OTHER, "GET", f"{case}/package") == 404


@pytest.mark.parametrize("who", [OFFICER, HEAD, SCHEME, ADMIN, OTHER])
async def test_the_representatives_room_does_not_exist_for_others(desk: Dialogue, who: UUID) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    assert await desk.status(who, "GET", room) == 404
    assert await desk.status(who, "POST", room, {"text": "Let me in"}) == 404
    assert await desk.status(MEMBER, "POST", room, {"text": "Among us"}) == 201


async def test_each_room_has_its_people(desk: Dialogue) -> None:
    rooms = f"{await desk.case()}/rooms"
    may = {"management": {OFFICER, HEAD}, "joint": {OFFICER, HEAD, CHAIR, MEMBER}, "representatives": {CHAIR, MEMBER}}
    for room, people in may.items():
        for who in (CHAIR, MEMBER, OFFICER, HEAD, SCHEME, ADMIN, OTHER):
            assert await desk.status(who, "GET", f"{rooms}/{room}/messages") == (200 if who in people else 404)


async def test_a_mandate_that_ends_closes_the_room_at_once(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    assert await desk.status(MEMBER, "GET", room) == 200
    await desk.hear(
        fact(
            PersonChanged,
            **person(MEMBER, mandate="member", ends_on=date(2020, 6, 1)).model_dump(exclude={"aggregate_version"})
            | {"aggregate_version": 99, "occurred_at": clock.now()},
        )
    )
    assert await desk.status(MEMBER, "GET", room) == 404
    assert await desk.status(MEMBER, "POST", room, {"text": "Still here?"}) == 404
    assert (await desk.ask(MEMBER, "GET", "/cases")).json()["items"] == []


async def test_a_message_leaves_neither_text_nor_speaker_in_the_event(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    for number in range(3):
        assert await desk.status(CHAIR, "POST", room, {"text": f"secret {number}", "mentions": [str(MEMBER)]}) == 201
    rows = await desk.pool.fetch("SELECT * FROM outbox WHERE type = 'message.posted'")
    assert len(rows) == 3
    assert not any(word in repr(dict(row)) for row in rows for word in ("secret", str(CHAIR)))
    first = (await desk.ask(MEMBER, "GET", f"{room}?limit=2")).json()
    rest = (await desk.ask(MEMBER, "GET", first["next"].removeprefix("/api"))).json()
    assert [m["text"] for m in first["items"] + rest["items"]] == ["secret 0", "secret 1", "secret 2"]


async def test_nobody_outside_a_room_is_mentioned_in_it(desk: Dialogue) -> None:
    room = f"{await desk.case()}/rooms/representatives/messages"
    refused = await desk.ask(CHAIR, "POST", room, {"text": "See this", "mentions": [str(OFFICER)]})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/mention-outside-room")


async def test_a_case_is_hidden_from_those_it_does_not_concern(desk: Dialogue) -> None:
    case = await desk.case()
    for who in (CHAIR, MEMBER, OFFICER, HEAD, SCHEME):
        assert await desk.status(who, "GET", case) == 200
    for who in (ADMIN, OTHER):
        assert await desk.status(who, "GET", case) == 404
        seen, unseen = [(await desk.ask(who, "GET", path)).json() for path in (case, f"/cases/{uuid4()}")]
        assert seen["detail"] == unseen["detail"]


async def test_a_running_clock_stands_whatever_the_calendar_says_later(desk: Dialogue) -> None:
    case = await desk.running()
    before = (await desk.ask(CHAIR, "GET", f"{case}/clock")).json()
    assert before["reasoning"]
    closed = tuple(clock.now().date() + timedelta(days=n) for n in range(1, 15))
    changed = body_and_calendar()[1].model_copy(
        update={"closure_days": closed, "closure_days_agreement": "2026", "calendar_version": 999}
        | {"aggregate_version": 999}
    )
    await desk.hear(changed)
    assert (await desk.ask(CHAIR, "GET", f"{case}/clock")).json() == before
    what_if = (await desk.ask(CHAIR, "GET", f"{case}/clock?if_received_on=2027-05-18")).json()
    assert (what_if["day_zero"], what_if["last_day"]) == ("2027-05-18", "2027-06-02")
    assert await desk.status(CHAIR, "GET", f"{case}/clock?if_received_on=1850-01-01") == 422
