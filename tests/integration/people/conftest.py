"""An office of people for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from tests.conftest import PostgresServer
from tests.integration.people.office import Office, open_office


@pytest.fixture
async def office(postgres: PostgresServer) -> AsyncIterator[Office]:
    async with open_office(postgres.database("people")) as made:
        yield made
