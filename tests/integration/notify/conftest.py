"""notify on a real database, with the people of its stories."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tests.desk import Desk, open_desk
from tests.integration.notify import office

from notify.main import SERVICE


@pytest.fixture
async def desk(postgres: Any) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("notify")) as made:
        await made.hear(*office.EVERYBODY)
        yield made
