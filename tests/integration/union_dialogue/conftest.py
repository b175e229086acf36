"""union-dialogue on a real database: with and without its body."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from tests.conftest import PostgresServer
from tests.desk import open_desk
from tests.integration.union_dialogue.dialogue import PEOPLE, Dialogue, a_body, a_calendar, required

from union_dialogue.main import SERVICE


@pytest.fixture
async def empty(postgres: PostgresServer) -> AsyncIterator[Dialogue]:
    """People are known; the body and its calendar are not."""
    async with open_desk(Dialogue, SERVICE, postgres.database("union-dialogue")) as made:
        await made.hear(*PEOPLE)
        yield made


@pytest.fixture
async def desk(empty: Dialogue) -> Dialogue:
    """A case of the staff council is prepared."""
    await empty.hear(a_body(), a_calendar(), required())
    return empty
