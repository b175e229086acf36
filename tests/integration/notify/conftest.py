"""notify on a real database, with the people of its stories."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from tests.desk import Desk, open_desk
from tests.integration.notify import office
from tests.integration.notify.post_office import PostOffice, open_post_office

from notify.main import SERVICE
from shared.testing import FakeClock, fake_clock


@pytest.fixture
async def desk(postgres: Any) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("notify")) as made:
        await made.hear(*office.EVERYBODY)
        yield made


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with open_post_office() as made:
        yield made


@pytest.fixture
def mailing(desk: Desk, post_office: PostOffice) -> Desk:
    """The desk with the post office behind it."""
    given = {
        "smtp_url": post_office.url,
        "public_url": "https://parley.example",
        "mail_from": "Parley <no@parley.example>",
    }
    desk.settings = desk.settings.model_copy(update=given)
    return desk


@pytest.fixture
def still() -> Iterator[FakeClock]:
    """A clock that stands on a Monday morning at the seat, until a test moves it."""
    with fake_clock(office.MONDAY) as made:
        yield made
