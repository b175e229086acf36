"""Sessions of one's own over HTTP: listed, renewed, ended one by one and all at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.conftest import PostgresServer
from tests.integration.people.test_api import Desk, opened

from people.api.sessions import SESSION_COOKIE
from shared import clock


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Desk]:
    async with opened(postgres.database("people"), demo=True) as made:
        yield made


async def begin(desk: Desk, device: str, persona: str = "P1") -> tuple[dict[str, str], str]:
    """Sign in on a device: the headers of its requests, and its session cookie."""
    desk.client.cookies.clear()
    desk.client.headers["user-agent"] = device
    signed = await desk.sign_in(persona)
    cookie = desk.client.cookies[SESSION_COOKIE]
    desk.client.cookies.clear()
    return {"authorization": f"Bearer {signed['token']}"}, cookie


async def renewal(desk: Desk, cookie: str) -> httpx.Response:
    answer = await desk.client.post("/api/session/renewal", headers={"cookie": f"{SESSION_COOKIE}={cookie}"})
    desk.client.cookies.clear()
    return answer


async def listed(desk: Desk, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = await desk.client.get("/api/sessions", headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_everybody_sees_their_own_sessions_and_which_one_asks(desk: Desk) -> None:
    phone, _ = await begin(desk, "Phone")
    office, _ = await begin(desk, "Office")
    await begin(desk, "Other", "P2")
    assert [(each["device"], each["current"]) for each in await listed(desk, office)] == [
        ("Office", True),
        ("Phone", False),
    ]
    assert [each["current"] for each in await listed(desk, phone)] == [False, True]


async def test_a_renewed_session_says_when(desk: Desk) -> None:
    headers, cookie = await begin(desk, "Phone")
    (before,) = await listed(desk, headers)
    assert (await renewal(desk, cookie)).status_code == 200
    (after,) = await listed(desk, headers)
    assert after["renewed_at"] > before["renewed_at"] == before["started_at"]
    assert after["ends_at"] == before["ends_at"]


async def test_a_session_lasts_twelve_hours_from_its_sign_in(desk: Desk) -> None:
    headers, _ = await begin(desk, "Phone")
    (session,) = await listed(desk, headers)
    lasts = datetime.fromisoformat(session["ends_at"]) - datetime.fromisoformat(session["started_at"])
    assert lasts == timedelta(hours=12)
    made = await desk.client.post("/api/session", json={"persona": "P1"})
    assert f"Max-Age={12 * 3600}" in next(c for c in made.headers.get_list("set-cookie") if SESSION_COOKIE in c)


async def test_one_session_is_ended_and_the_others_go_on(desk: Desk) -> None:
    phone, phone_cookie = await begin(desk, "Phone")
    office, office_cookie = await begin(desk, "Office")
    lost = next(each for each in await listed(desk, office) if each["device"] == "Phone")
    assert (await desk.client.delete(f"/api/sessions/{lost['session_id']}", headers=office)).status_code == 204
    assert (await renewal(desk, phone_cookie)).json()["type"] == "/problems/session-ended"
    assert (await renewal(desk, office_cookie)).status_code == 200
    again = await desk.client.delete(f"/api/sessions/{lost['session_id']}", headers=office)
    assert again.status_code == 404
    assert [each["device"] for each in await listed(desk, phone)] == ["Office"]


@pytest.mark.parametrize(("query", "left"), [("", []), ("?except_current=true", ["Office"])])
async def test_all_sessions_are_ended(desk: Desk, query: str, left: list[str]) -> None:
    _, phone_cookie = await begin(desk, "Phone")
    office, office_cookie = await begin(desk, "Office")
    _, other_cookie = await begin(desk, "Other", "P2")
    assert (await desk.client.delete(f"/api/sessions{query}", headers=office)).status_code == 204
    assert [each["device"] for each in await listed(desk, office)] == left
    assert (await renewal(desk, phone_cookie)).status_code == 409
    assert (await renewal(desk, office_cookie)).status_code == (200 if left else 409)
    assert (await renewal(desk, other_cookie)).status_code == 200


async def test_nobody_ends_the_session_of_somebody_else(desk: Desk) -> None:
    mine, cookie = await begin(desk, "Mine")
    other, _ = await begin(desk, "Other", "P2")
    (session,) = await listed(desk, mine)
    for session_id in (session["session_id"], str(uuid4())):
        assert (await desk.client.delete(f"/api/sessions/{session_id}", headers=other)).status_code == 404
    assert (await renewal(desk, cookie)).status_code == 200


async def test_a_token_does_not_outlive_its_session(desk: Desk) -> None:
    _, cookie = await begin(desk, "Phone")
    ends = clock.wall() + timedelta(minutes=3)
    await desk.pool.execute("UPDATE session SET ends_at = $1", ends)
    renewed = await renewal(desk, cookie)
    assert datetime.fromisoformat(renewed.json()["expires_at"]) == ends
    await desk.pool.execute("UPDATE session SET ends_at = $1", clock.wall())
    assert (await renewal(desk, cookie)).json()["type"] == "/problems/session-ended"


async def test_what_ended_long_ago_is_forgotten_at_the_next_sign_in(desk: Desk) -> None:
    await begin(desk, "Old")
    await desk.pool.execute("UPDATE session SET ended_at = $1", clock.wall() - timedelta(days=31))
    await begin(desk, "New")
    assert [row["device"] for row in await desk.pool.fetch("SELECT device FROM session")] == ["New"]
