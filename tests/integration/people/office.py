"""The desk of people as its administrators use it: an organisation on a fixed day, and what they ask for."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.desk import Desk, open_desk

from people.main import SERVICE
from shared.events import hr
from shared.testing import FakeClock, fact, fake_clock

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
TODAY = date(2026, 3, 12)
LONG_AGO = date(2026, 1, 1)
ROLES: dict[str, hr.RoleName] = {"admin": "administrator", "second": "administrator", "head": "decision-maker"}
MANDATES: dict[str, hr.MandateRole] = {"chair": "chair", "deputy": "deputy", "member": "member"}


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def said(number: int) -> str:
    """A day as a request says it."""
    return day(number).isoformat()


@dataclass
class Office(Desk):
    """``ids`` has our id of each thing, by the HR system's."""

    ids: dict[str, UUID] = field(default_factory=dict)
    time: FakeClock | None = None

    async def told_by_hr(self, *events: hr.HrEvent) -> None:
        await self.hear(*events)
        rows = await self.pool.fetch("SELECT external_id, entity_id FROM entity")
        self.ids |= {row["external_id"]: row["entity_id"] for row in rows}

    async def does(self, who: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to somebody's request; ``{name}`` in the path stands for our id of that thing."""
        status = {"POST": 201}.get(method, 200)
        answer = await self.ask(self.ids[who], method, path.format(**self.ids), body, **headers)
        assert answer.is_success, answer.text
        assert answer.status_code in (status, 204), answer.status_code
        return answer.json() if answer.content else None

    async def no(self, who: str, method: str, path: str, body: Any = None, **headers: str) -> str:
        """The slug of a refusal."""
        return (await self.refused(self.ids[who], method, path.format(**self.ids), body, **headers))[1]

    async def etag(self, who: str, path: str) -> str:
        answer = await self.ask(self.ids[who], "GET", path.format(**self.ids))
        assert answer.status_code == 200, answer.text
        return answer.headers["etag"]

    async def state(self, external_id: str) -> dict[str, Any]:
        """What was told last of a thing."""
        sql = "SELECT published FROM entity WHERE external_id = $1"
        found: dict[str, Any] = await self.pool.fetchval(sql, external_id)
        return found

    async def last(self) -> dict[str, Any]:
        """The event that was announced last."""
        row = await self.pool.fetchval("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1")
        event: dict[str, Any] = json.loads(row)
        return event

    async def days_pass(self, number: int) -> None:
        assert self.time is not None
        self.time.move_forward(timedelta(days=number))
        await self.pass_deadlines()


def hired(external_id: str, **given: Any) -> hr.HrEmployeeHired:
    told = {"given_name": external_id.title(), "family_name": "Example", "unit_external_id": "U1", **given}
    return fact(hr.HrEmployeeHired, external_id=external_id, effective_on=LONG_AGO, **told)


@asynccontextmanager
async def open_office(url: str) -> AsyncIterator[Office]:
    """Two administrators, a head, a council B1 with chair, deputy and member, and three others, all told by HR."""
    with fake_clock(NOW) as time:
        async with open_desk(Office, SERVICE, url) as desk:
            desk.time = time
            names = [*ROLES, *MANDATES, "ann", "bob", "cleo"]
            await desk.told_by_hr(
                fact(hr.HrCalendarChanged, external_id="C1", effective_on=LONG_AGO),
                fact(hr.HrUnitChanged, external_id="U1", effective_on=LONG_AGO),
                fact(hr.HrUnitChanged, external_id="U2", effective_on=LONG_AGO, parent_external_id="U1"),
                a_body(),
                *map(hired, names),
                *(fact(hr.HrRoleGranted, external_id=n, effective_on=LONG_AGO, role=r) for n, r in ROLES.items()),
                *(a_mandate(name, role) for name, role in MANDATES.items()),
            )
            yield desk


def a_body(**given: Any) -> hr.HrBodyChanged:
    told = {"scope_unit_external_ids": ["U1"], "calendar_external_id": "C1", "regime": "DE-BPersVG-70"}
    return fact(hr.HrBodyChanged, external_id="B1", **{"effective_on": LONG_AGO, **told, **given})


def a_mandate(person: str, role: hr.MandateRole, **given: Any) -> hr.HrMandateGranted:
    told = {"effective_on": LONG_AGO, "body_external_id": "B1", "ends_on": date(2030, 5, 31)}
    return fact(hr.HrMandateGranted, external_id=person, role=role, **{**told, **given})
