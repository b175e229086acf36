"""A desk for ideas: a unit tree, people with functions and mandates, and the steps of the journey."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import PostgresServer
from tests.desk import Desk, open_desk

from ideas.main import SERVICE
from shared.events.people import BodyChanged, MandateHeld, PersonChanged, RoleHeld, UnitChanged
from shared.events.review import RoundConcluded
from shared.testing import fact

ROOT, UNIT, BELOW, ELSEWHERE = (uuid4() for _ in range(4))
AUTHOR, FRIEND, OTHER, FAR, BOSS = (uuid4() for _ in range(5))
SCHEME, CONSULTS, HEAD, DEPUTY, ADMIN, MEMBER, LEFT = (uuid4() for _ in range(7))
COUNCIL, DISABLED = uuid4(), uuid4()
DECISION = {"outcome": "accepted", "reason_code": "mission-need", "text": "Yes.", "office": "Head"}
DECLINED = {**DECISION, "outcome": "declined", "reason_code": "cost-too-high", "appeal_until": "2099-01-31"}
TO_REVIEW = {"action": "review", "quorum": 2, "due_on": "2027-01-31"}


class Ideas(Desk):
    """The steps of an idea's author and of the scheme office."""

    async def does(self, who: UUID, method: str, path: str, json: Any = None, **headers: str) -> Any:
        """A step that succeeds; its answer."""
        answer = await self.ask(who, method, path, json, **headers)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None

    async def refused(  # type: ignore[override]  # here the words matter, the number follows from them
        self, who: UUID, method: str, path: str, json: Any = None, **headers: str
    ) -> str:
        """A step that is refused; the problem's slug."""
        answer = await self.ask(who, method, path, json, **headers)
        assert answer.status_code in range(400, 500), f"{method} {path}: {answer.status_code}"
        return str(answer.json()["type"]).removeprefix("/problems/")

    async def draft(self, title: str = "Show free rooms", **given: Any) -> str:
        body = {"title": title, "text": "By 100 % sensors", "language": "en", **given}
        return str((await self.does(AUTHOR, "POST", "/ideas", body))["idea_id"])

    async def change(self, who: UUID, path: str, body: Any, method: str = "PATCH", at: str | None = None) -> Any:
        """Change what one has just seen, at the address itself or at the one that holds the version."""
        etag = (await self.ask(who, "GET", at or path)).headers["etag"]
        return await self.does(who, method, path, body, if_match=etag)

    async def submitted(self, title: str = "Show free rooms", **given: Any) -> str:
        idea = await self.draft(title, **given)
        await self.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
        return idea

    async def reviewed(self) -> str:
        idea = await self.submitted()
        await self.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
        await self.hear(fact(RoundConcluded, idea_id=idea))
        return idea

    async def screened(self, answers: dict[str, bool] | None = None) -> str:
        idea = await self.reviewed()
        screen = {"answers": {"monitoring": True} if answers is None else answers, "measure": "Sensors"}
        await self.does(SCHEME, "POST", f"/ideas/{idea}/impact-screen", screen)
        return idea

    async def declined(self) -> str:
        idea = await self.screened({})
        await self.does(HEAD, "POST", f"/ideas/{idea}/decision", DECLINED)
        return idea

    async def status(self, idea: str) -> str:
        return str((await self.does(SCHEME, "GET", f"/ideas/{idea}"))["status"])

    async def timeline(self, idea: str, who: UUID = OTHER) -> list[dict[str, Any]]:
        return list((await self.does(who, "GET", f"/ideas/{idea}/timeline?limit=100"))["items"])

    async def titles(self, who: UUID, query: str = "") -> list[str]:
        return [item["title"] for item in (await self.does(who, "GET", f"/ideas?limit=100&{query}"))["items"]]


def person(person_id: UUID, *roles: str, unit: UUID = UNIT, version: int = 1, **given: Any) -> PersonChanged:
    held = tuple(RoleHeld(role=role) for role in roles)
    fields = {"display_name": f"P {person_id}", "unit_id": unit, "employed": True, "roles": held}
    return fact(PersonChanged, **{"person_id": person_id, **fields, "aggregate_version": version, **given})


def seat(body: UUID, **given: Any) -> MandateHeld:
    return fact(MandateHeld, **{"body_id": body, "role": "member", "starts_on": "2020-01-01", "ends_on": None, **given})


ORGANISATION = (
    fact(UnitChanged, unit_id=ROOT, parent_id=None),
    fact(UnitChanged, unit_id=UNIT, parent_id=ROOT),
    fact(UnitChanged, unit_id=BELOW, parent_id=UNIT),
    fact(UnitChanged, unit_id=ELSEWHERE, parent_id=ROOT),
    person(AUTHOR, "decision-maker", manager_id=BOSS),
    person(FRIEND, unit=ELSEWHERE),
    person(OTHER, unit=BELOW),
    person(FAR, unit=ELSEWHERE),
    person(BOSS, "decision-maker"),
    person(SCHEME, "scheme-officer", unit=ELSEWHERE),
    person(CONSULTS, "consultation-officer", unit=ELSEWHERE),
    person(HEAD, "decision-maker", unit=ROOT),
    person(DEPUTY, "decision-maker", unit=ROOT),
    person(ADMIN, "administrator", unit=ELSEWHERE),
    person(MEMBER, unit=ELSEWHERE, mandates=(seat(COUNCIL),)),
    person(LEFT, employed=False),
    fact(BodyChanged, body_id=COUNCIL, names={"en": "Staff council"}, scope_unit_ids=(UNIT,)),
    fact(BodyChanged, body_id=DISABLED, names={"en": "Disability council"}, scope_unit_ids=(UNIT,)),
)


@asynccontextmanager
async def opened(postgres: PostgresServer, **settings: Any) -> AsyncIterator[Ideas]:
    """A desk whose organisation is known."""
    async with open_desk(Ideas, SERVICE, postgres.database("ideas"), **settings) as made:
        await made.hear(*ORGANISATION)
        yield made


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Ideas]:
    async with opened(postgres) as made:
        yield made
