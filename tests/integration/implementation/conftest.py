"""implementation on a real database, on a morning in May: an idea, its author, and those who carry it out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.desk import Desk, a_person, open_desk
from tests.integration.implementation.test_api import AUTHOR, CONTROLLER, HEAD, IDEA, LEAD, MANAGER, OTHER, WORKER

from implementation.main import SERVICE
from shared.events.ideas import Author, IdeaSubmitted
from shared.testing import FakeClock, fact, fake_clock


@pytest.fixture
def time() -> Any:
    with fake_clock(datetime(2026, 5, 4, 9, tzinfo=UTC)) as standing:
        yield standing


@pytest.fixture
async def desk(postgres: Any, time: FakeClock) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("implementation")) as made:
        await made.hear(
            a_person(AUTHOR, manager_id=MANAGER),
            a_person(MANAGER),
            a_person(WORKER),
            a_person(LEAD, "implementer"),
            a_person(HEAD, "decision-maker"),
            a_person(CONTROLLER, "benefit-controller"),
            a_person(OTHER),
            fact(
                IdeaSubmitted, idea_id=IDEA, visibility="organisation", authors=(Author(person_id=AUTHOR, share=100),)
            ),
        )
        yield made
