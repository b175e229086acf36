"""The desk of union-dialogue: its people, its bodies, and the steps of a consultation over HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.desk import Desk, a_person

from shared import clock
from shared.events.ideas import Author, ConsultationRequired
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld, PersonChanged
from shared.testing import fact

CHAIR, MEMBER, SUBSTITUTE, OFFICER, HEAD, SCHEME, ADMIN, AUTHOR, OTHER = (uuid4() for _ in range(9))
BODY, CALENDAR, IDEA = uuid4(), uuid4(), uuid4()
PACKAGE = {"measure": "Sensors", "reasons": "Empty rooms", "effects": "None", "documents": ["plan.pdf"]}
OPINION = {
    "stance": "consent-with-conditions",
    "resolution": "Yes, with one point.",
    "points": [{"number": 1, "text": "No profiles", "demand": "Aggregate"}],
    "votes": {"in_favour": 2, "against": 0, "abstained": 0},
}
ANSWER = {"points": [{"number": 1, "answer": "adopted", "reason": "Agreed."}]}
SPOKEN = {"text": "Among us"}


class Dialogue(Desk):
    """The steps of a consultation."""

    async def status(self, who: UUID, method: str, path: str, json: Any = None, **headers: str) -> int:
        return (await self.ask(who, method, path, json, **headers)).status_code

    async def case(self) -> str:
        items = (await self.gets(SCHEME, "GET", f"/cases?idea_id={IDEA}"))["items"]
        assert len(items) == 1
        return f"/cases/{items[0]['case_id']}"

    async def provided(self) -> str:
        case = await self.case()
        await self.gets(OFFICER, "POST", f"{case}/package", PACKAGE, expect=201)
        return case

    async def running(self) -> str:
        case = await self.provided()
        await self.gets(MEMBER, "POST", f"{case}/receipt", {})
        return case

    async def delivered(self) -> str:
        case = await self.running()
        await self.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)
        return case

    async def due_at(self, case: str) -> datetime:
        return datetime.fromisoformat((await self.gets(SCHEME, "GET", case))["due_at"]).astimezone(UTC)

    async def deadlines(self) -> list[datetime]:
        """When the clocks that run are due to fire."""
        rows = await self.pool.fetch("SELECT due_at FROM deadline WHERE kind = 'case-clock' AND state = 'waiting'")
        return [row["due_at"].astimezone(UTC) for row in rows]


def held(role: str, ends_on: date | None = None, body: UUID = BODY) -> MandateHeld:
    return fact(MandateHeld, body_id=body, role=role, starts_on=date(2020, 1, 1), ends_on=ends_on)


def person(person_id: UUID, *roles: str, mandate: str | None = None, ends_on: date | None = None) -> PersonChanged:
    return a_person(person_id, *roles, mandates=(held(mandate, ends_on),) if mandate else ())


def changed(person_: PersonChanged) -> PersonChanged:
    """The same person, told later than before."""
    return person_.model_copy(update={"aggregate_version": 99, "occurred_at": clock.now()})


def a_body(regime: str = "DE-BPersVG-70", body: UUID = BODY) -> BodyChanged:
    return fact(BodyChanged, body_id=body, regime=regime, calendar_id=CALENDAR)


def a_calendar(**given: Any) -> CalendarChanged:
    fields: dict[str, Any] = {"local_holidays": (), "closure_days": (), "closure_days_agreement": None}
    fields |= {"country": "DE", "subdivision": "RP", "zone": "Europe/Berlin"}
    return fact(CalendarChanged, calendar_id=CALENDAR, **fields | given)


def required(idea: UUID = IDEA, *bodies: UUID, **given: Any) -> ConsultationRequired:
    authors = (Author(person_id=AUTHOR, share=100),)
    fields: dict[str, Any] = {"body_ids": bodies or (BODY,), "urgent": False, "authors": authors}
    return fact(ConsultationRequired, idea_id=idea, **fields | given)


PEOPLE = (
    person(CHAIR, mandate="chair"),
    person(MEMBER, mandate="member"),
    person(SUBSTITUTE, mandate="substitute"),
    person(OFFICER, "consultation-officer"),
    person(HEAD, "decision-maker"),
    person(SCHEME, "scheme-officer"),
    person(ADMIN, "administrator"),
    person(AUTHOR),
    person(OTHER),
)
