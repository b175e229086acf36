"""The people of notify's stories, and what happens around them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.desk import Desk, a_person

from shared import clock, ids
from shared.events.base import Event
from shared.events.ideas import Author, IdeaSubmitted
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld, PersonChanged, UnitChanged
from shared.events.union_dialogue import CasePrepared, MessagePosted
from shared.testing import fact

AUTHOR, OFFICER, OTHER_OFFICER, REVIEWER, MEMBER, SUBSTITUTE, COLLEAGUE, MANAGER, HEAD, ADMIN = (
    uuid4() for _ in range(10)
)
MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
ROOT_UNIT, HOME, ABROAD, BODY, OTHER_BODY, CALENDAR = (uuid4() for _ in range(6))


def member(person_id: UUID, ends_on: date | None = None, *, body: UUID = BODY, **given: Any) -> PersonChanged:
    """Somebody with a mandate that began long ago and may have an end."""
    mandate = MandateHeld(mandate_id=uuid4(), body_id=body, role="member", starts_on=date(2020, 1, 1), ends_on=ends_on)
    return a_person(person_id, mandates=(mandate,), unit_id=HOME, **given)


EVERYBODY: tuple[Event, ...] = (
    fact(UnitChanged, unit_id=ROOT_UNIT, parent_id=None),
    fact(UnitChanged, unit_id=HOME, parent_id=ROOT_UNIT),
    fact(UnitChanged, unit_id=ABROAD, parent_id=ROOT_UNIT),
    fact(CalendarChanged, calendar_id=CALENDAR, local_holidays=(), closure_days=(), closure_days_agreement=None),
    fact(
        BodyChanged,
        body_id=BODY,
        names={"en": "Staff council", "fr": "CSE", "de": "Personalrat"},
        scope_unit_ids=(HOME,),
        calendar_id=CALENDAR,
    ),
    fact(BodyChanged, body_id=OTHER_BODY, scope_unit_ids=(ABROAD,), calendar_id=CALENDAR),
    a_person(AUTHOR, unit_id=HOME),
    a_person(OFFICER, "scheme-officer", unit_id=HOME),
    a_person(OTHER_OFFICER, "scheme-officer", unit_id=HOME),
    a_person(REVIEWER, unit_id=ABROAD),
    member(MEMBER),
    member(SUBSTITUTE),
    a_person(COLLEAGUE, unit_id=ABROAD),
    a_person(MANAGER, "consultation-officer", unit_id=HOME),
    a_person(HEAD, "decision-maker", unit_id=HOME),
    a_person(ADMIN, "administrator", unit_id=HOME),
)


async def an_idea(desk: Desk, *authors: UUID, title: str = "Rooms", **given: Any) -> UUID:
    """A submitted idea; without ``authors`` it is AUTHOR's."""
    idea_id = ids.new_id()
    shares = tuple(Author(person_id=each, share=100 // len(authors or (AUTHOR,))) for each in authors or (AUTHOR,))
    await desk.hear(fact(IdeaSubmitted, idea_id=idea_id, by=shares[0].person_id, title=title, authors=shares, **given))
    return idea_id


async def a_case(desk: Desk, idea_id: UUID, body: UUID = BODY) -> UUID:
    case_id = ids.new_id()
    await desk.hear(fact(CasePrepared, case_id=case_id, idea_id=idea_id, body_id=body))
    return case_id


async def a_message(desk: Desk, idea_id: UUID, *mentions: UUID, room: str = "representatives", **given: Any) -> None:
    """Somebody writes in a room of a case and mentions these."""
    await desk.hear(
        fact(MessagePosted, **{"idea_id": idea_id, "body_id": BODY, "room": room, "mentions": mentions, **given})
    )


def later(event: PersonChanged, version: int = 2) -> PersonChanged:
    """The same as a newer state."""
    return event.model_copy(update={"aggregate_version": version})


def yesterday() -> date:
    return date.fromordinal(clock.now().date().toordinal() - 1)


async def kinds(desk: Desk, who: UUID, query: str = "") -> list[str]:
    """The kinds in somebody's inbox, newest first."""
    return [line["kind"] for line in (await desk.gets(who, "GET", f"/notifications{query}"))["items"]]
