"""What is told to a body in a case reaches a substitute only while sitting in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.conftest import PostgresServer
from tests.desk import Desk, a_person, open_desk

from notify.main import SERVICE
from shared.events.base import Event
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld
from shared.events.union_dialogue import PackageProvided, SubstituteReleased, SubstituteSeated
from shared.testing import fact

MEMBER, SUBSTITUTE = uuid4(), uuid4()
BODY, CALENDAR, IDEA, CASE = (uuid4() for _ in range(4))


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Desk]:
    """A body with a member and a substitute is known."""

    def held(role: str) -> tuple[MandateHeld, ...]:
        return (fact(MandateHeld, body_id=BODY, role=role, starts_on=date(2020, 1, 1), ends_on=None),)

    async with open_desk(Desk, SERVICE, postgres.database("notify")) as made:
        await made.hear(
            fact(CalendarChanged, calendar_id=CALENDAR, country="DE", subdivision="RP", zone="Europe/Berlin"),
            fact(BodyChanged, body_id=BODY, calendar_id=CALENDAR),
            a_person(MEMBER, mandates=held("member")),
            a_person(SUBSTITUTE, mandates=held("substitute")),
        )
        yield made


async def hear(desk: Desk, *kinds: type[Event], **given: object) -> None:
    await desk.hear(*(fact(kind, body_id=BODY, idea_id=IDEA, case_id=CASE, **given) for kind in kinds))


async def inbox(desk: Desk, who: UUID) -> list[str]:
    return [each["kind"] for each in (await desk.gets(who, "GET", "/notifications"))["items"]]


async def test_a_substitute_hears_what_the_body_hears_only_while_sitting_in(desk: Desk) -> None:
    await hear(desk, PackageProvided)
    assert await inbox(desk, SUBSTITUTE) == []
    for _ in range(2):  # told twice, it is one seat
        await hear(desk, SubstituteSeated, person_id=SUBSTITUTE, last_day=None)
    await hear(desk, PackageProvided)
    assert await inbox(desk, SUBSTITUTE) == ["package.provided", "substitute.seated", "substitute.seated"]
    await hear(desk, SubstituteReleased, person_id=SUBSTITUTE)
    await hear(desk, PackageProvided)
    expected = ["substitute.released", "substitute.seated", "substitute.seated"]
    assert await inbox(desk, SUBSTITUTE) == expected, "what was told while sitting in is gone with the seat"
    assert await inbox(desk, MEMBER) == ["package.provided"] * 3


async def test_a_seat_whose_last_day_is_over_tells_nothing_more(desk: Desk) -> None:
    await hear(desk, SubstituteSeated, person_id=SUBSTITUTE, last_day=date(2020, 1, 1))
    await hear(desk, PackageProvided)
    assert await inbox(desk, SUBSTITUTE) == ["substitute.seated"]
