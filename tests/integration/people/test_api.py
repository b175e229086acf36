"""The people service over HTTP: sign-in, sessions, keys, and what colleagues may look up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.conftest import PostgresServer
from tests.integration.people.test_hearing import BODY, CALENDAR, HIRED, LEFT, MANAGER, MANDATE, UNIT, hear

from people.api.sessions import SESSION_COOKIE
from people.main import SERVICE
from people.settings import Settings
from shared import db
from shared.auth import Jwks
from shared.db import Pool
from shared.events import hr
from shared.http import create_app
from shared.testing import fact

ADMINISTRATOR = fact(hr.HrRoleGranted, external_id="P2", effective_on=UNIT.effective_on, role="administrator")
SITE = "https://parley.test"


@dataclass
class Desk:
    client: httpx.AsyncClient
    pool: Pool
    app: Any

    async def sign_in(self, persona: str) -> dict[str, Any]:
        made = await self.client.post("/api/session", json={"persona": persona})
        assert made.status_code == 201, made.text
        keys = (await self.client.get("/.well-known/jwks.json")).json()["keys"]
        self.app.state.jwks = Jwks.of(keys)
        body: dict[str, Any] = made.json()
        return body


@asynccontextmanager
async def opened(url: str, *, demo: bool) -> AsyncIterator[Desk]:
    pool = await db.connect_pool(url, 4)
    settings = Settings(
        database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32, demo=demo, public_origins=(SITE,)
    )
    app = create_app(SERVICE, settings, pool, Jwks.of([]))
    try:
        transport, own = httpx.ASGITransport(app), {"origin": SITE}
        async with httpx.AsyncClient(transport=transport, base_url=SITE, headers=own) as client:
            await hear(pool, CALENDAR, UNIT, BODY, MANAGER, HIRED, MANDATE)
            yield Desk(client, pool, app)
    finally:
        await pool.close()


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Desk]:
    async with opened(postgres.database("people"), demo=True) as made:
        yield made


async def test_outside_the_demo_nobody_signs_in_by_name(postgres: PostgresServer) -> None:
    async with opened(postgres.database("people"), demo=False) as desk:
        refused = [
            await desk.client.post("/api/session", json={"persona": "P1"}),
            await desk.client.get("/api/personas"),
            await desk.client.get("/api/clock"),
        ]
    for each in refused:
        assert each.status_code == 403
        assert each.json()["type"].endswith("/demo-only")


async def test_a_session_from_sign_in_to_sign_out(desk: Desk) -> None:
    made = await desk.client.post("/api/session", json={"persona": "P1"})
    for cookie in made.headers.get_list("set-cookie"):
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
    assert SESSION_COOKIE in desk.client.cookies
    signed = await desk.sign_in("P1")
    me = (await desk.client.get("/api/session")).json()
    assert (me["person_id"], me["display_name"]) == (signed["person_id"], "Ada Example")
    assert [held["role"] for held in me["mandates"]] == ["chair"]
    renewed = await desk.client.post("/api/session/renewal")
    assert renewed.status_code == 200
    kept = desk.client.cookies[SESSION_COOKIE]
    assert (await desk.client.delete("/api/session")).status_code == 204
    again = await desk.client.post("/api/session/renewal", headers={"cookie": f"{SESSION_COOKIE}={kept}"})
    assert again.json()["type"].endswith("/session-ended")


async def test_a_session_cookie_with_another_secret_opens_nothing(desk: Desk) -> None:
    await desk.sign_in("P1")
    session = desk.client.cookies[SESSION_COOKIE].partition(".")[0]
    desk.client.cookies.clear()
    for forged in (f"{session}.guess", session, "nonsense"):
        answer = await desk.client.post("/api/session/renewal", headers={"cookie": f"{SESSION_COOKIE}={forged}"})
        assert answer.json()["type"].endswith("/session-ended"), forged


async def test_a_leaver_is_out_at_once(desk: Desk) -> None:
    await desk.sign_in("P1")
    await hear(desk.pool, LEFT)
    assert (await desk.client.get("/api/session")).status_code == 403
    assert (await desk.client.get("/api/people")).status_code == 403
    assert (await desk.client.post("/api/session/renewal")).status_code == 409
    assert (await desk.client.post("/api/session", json={"persona": "P1"})).status_code == 404


async def test_all_sign_ins_use_one_key_and_only_its_public_half_is_shown(desk: Desk) -> None:
    await desk.sign_in("P1")
    await desk.sign_in("P2")
    answer = await desk.client.get("/.well-known/jwks.json")
    assert "max-age" in answer.headers["cache-control"]
    (key,) = answer.json()["keys"]
    assert key["kty"] == "OKP"
    assert "d" not in key


async def test_colleagues_are_found_a_page_at_a_time(desk: Desk) -> None:
    assert (await desk.client.get("/api/people")).status_code == 401
    await desk.sign_in("P2")
    assert [p["display_name"] for p in (await desk.client.get("/api/people?q=ada")).json()["items"]] == ["Ada Example"]
    assert (await desk.client.get("/api/people?q=%25")).json()["items"] == []
    first = await desk.client.get("/api/people?limit=1")
    (ada,) = first.json()["items"]
    assert "email" not in ada
    second = await desk.client.get(first.links["next"]["url"])
    assert [p["display_name"] for p in second.json()["items"]] == ["Max Example"]
    assert (await desk.client.get(f"/api/people/{ada['person_id']}")).json() == ada
    assert (await desk.client.get(f"/api/people/{HIRED.aggregate_version}")).status_code == 422


async def test_everybody_may_see_who_represents_a_body(desk: Desk) -> None:
    await desk.sign_in("P2")
    (body,) = (await desk.client.get("/api/bodies")).json()["items"]
    (mandate,) = (await desk.client.get(f"/api/bodies/{body['body_id']}/mandates")).json()["items"]
    assert (mandate["display_name"], mandate["role"]) == ("Ada Example", "chair")
    assert [u["unit_id"] for u in (await desk.client.get("/api/units")).json()["items"]] == body["scope_unit_ids"]
    assert [c["calendar_id"] for c in (await desk.client.get("/api/calendars")).json()["items"]] == [
        body["calendar_id"]
    ]


async def test_the_demo_shows_its_personas_and_moves_its_clock(desk: Desk) -> None:
    found = (await desk.client.get("/api/personas")).json()
    assert [(p["persona"], p["mandates"]) for p in found] == [("P1", ["chair"]), ("P2", [])]
    await desk.sign_in("P1")
    assert (await desk.client.post("/api/clock", json={"forward": "-P1D"})).status_code == 422


async def test_units_are_shown_as_they_stand_on_any_day(desk: Desk) -> None:
    later = {"effective_on": UNIT.effective_on + timedelta(days=3650), "parent_external_id": "U2"}
    await hear(desk.pool, UNIT.model_copy(update={"external_id": "U2"}), UNIT.model_copy(update=later))
    await desk.sign_in("P2")
    today, then = [
        {unit["unit_id"]: unit["parent_id"] for unit in (await desk.client.get(f"/api/units{on}")).json()["items"]}
        for on in ("", f"?on={later['effective_on']}")
    ]
    assert set(today.values()) == {None}
    assert {parent for parent in then.values() if parent} < set(today)
    before = await desk.client.get(f"/api/units?on={UNIT.effective_on - timedelta(days=1)}")
    assert before.json()["items"] == []


async def test_an_administrator_erases_who_has_left_and_nobody_else(desk: Desk) -> None:
    made = await desk.sign_in("P1")
    address = f"/api/people/{made['person_id']}/erasure"
    await hear(desk.pool, ADMINISTRATOR)
    await desk.sign_in("P2")
    employed = await desk.client.post(address, json={})
    assert (employed.status_code, employed.json()["type"]) == (409, "/problems/still-employed")
    await hear(desk.pool, LEFT)
    assert (await desk.client.post(address, json={})).status_code == 204
    assert (await desk.client.post(address, json={})).status_code == 404
    assert (await desk.client.get(f"/api/people/{made['person_id']}")).status_code == 404
    assert await desk.pool.fetchval("SELECT count(*) FROM session WHERE person_id = $1", UUID(made["person_id"])) == 0
    assert await desk.pool.fetchval("SELECT type FROM outbox ORDER BY id DESC LIMIT 1") == "person.erased"
