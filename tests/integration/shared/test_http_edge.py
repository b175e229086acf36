"""The HTTP edge on a real database: one transaction a change, answers that repeat, refusals that are never a 500."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from shared import auth, clock, db, inbox, outbox
from shared.auth import Caller, Jwks, SigningKey
from shared.contracts import writing
from shared.errors import check_version
from shared.events.ideas import IdeaSubmitted
from shared.http import (
    IfMatch,
    Page,
    PageOf,
    Signed,
    UnitOfWork,
    create_app,
    created,
    limits,
    page_of,
    problem_pages,
    router,
    set_etag,
    statement_router,
)
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing import fact

FRENCH = {"Cet élément manque.", "Rien ne porte ce nom ici.", "Donnez un texte.", "Donnez un nombre entier."}
KEY = SigningKey("k1", Ed25519PrivateKey.generate())
routes = router(tags=["things"])
singles = statement_router(tags=["things"])
ADD = "INSERT INTO thing (id, words, size, extra) VALUES ($1, $2, $3, $4)"


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: str
    size: int = 1
    extra: dict[str, Any] = {}


@routes.post("/things", status_code=201)
async def add_thing(tx: UnitOfWork, signed: Signed, thing: Thing, response: Response) -> Thing:
    await tx.execute(ADD, uuid4(), thing.words, thing.size, thing.extra)
    created(response, "/api/things/1", 1)
    return thing


@routes.post("/half-way")
async def half_way(tx: UnitOfWork, signed: Signed, status: int) -> Response:
    await tx.execute(ADD, uuid4(), "half", 1, {})
    if status == 500:
        raise RuntimeError("a secret detail")
    return JSONResponse({}, status)


@singles.post("/singles", status_code=201)
async def add_single(tx: UnitOfWork, signed: Signed, thing: Thing, response: Response) -> Thing:
    """As many statements as the size says."""
    for _ in range(thing.size):
        await tx.execute(ADD, uuid4(), thing.words, thing.size, thing.extra)
    if thing.words == "told":
        outbox.add(tx, fact(IdeaSubmitted))
    created(response, "/api/singles/1", 1)
    return thing


@routes.put("/things/{thing_id}")
async def change_thing(tx: UnitOfWork, signed: Signed, thing_id: UUID, seen: IfMatch, response: Response) -> None:
    check_version(seen, 7)
    set_etag(response, 8)


@routes.get("/things")
async def list_things(tx: UnitOfWork, page: Page, words: str = "") -> PageOf[str]:
    sql = "SELECT size::text AS n FROM thing WHERE words = $1 AND size > $2 ORDER BY size LIMIT $3"
    rows = await tx.fetch(sql, words, int(page.after[0]) if page.after else 0, page.fetch)
    return page_of(page, [row["n"] for row in rows], key=lambda n: (n,))


async def nothing(_tx: db.Tx, _person: UUID) -> set[str]:
    return set()


async def administrator(_tx: db.Tx, _person: UUID) -> set[str]:
    return {"administrator"}


def settings(url: str) -> ServiceSettings:
    return ServiceSettings(database_url=url, kafka_bootstrap="127.0.0.1:1", cursor_secret="s" * 32, demo=False)


def headers(person: UUID | None = None, **more: str) -> dict[str, str]:
    token = auth.sign(KEY, Caller(person or uuid4(), None, "de"), clock.wall())
    return {"authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in more.items()}


@asynccontextmanager
async def opened(url: str, roles_of: Any = nothing) -> AsyncIterator[tuple[httpx.AsyncClient, Any]]:
    pool = await db.connect_pool(url, 4)
    service = Service("test", ServiceSettings, (routes, singles), {}, roles_of=roles_of)
    app = create_app(service, settings(url), pool, Jwks.of([auth.public_jwk(KEY)]))
    transport = httpx.ASGITransport(app)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://parley.test") as client:
            yield client, pool
    finally:
        await pool.close()


@pytest.fixture
async def edge(postgres: Any) -> AsyncIterator[tuple[httpx.AsyncClient, Any]]:
    async with opened(postgres.database()) as (client, pool):
        await pool.execute(
            "CREATE TABLE thing (id uuid PRIMARY KEY, words text, size bigint CHECK (size <> 13), extra jsonb)"
        )
        yield client, pool


async def count(pool: Any) -> int:
    return int(await pool.fetchval("SELECT count(*) FROM thing"))


async def test_a_post_that_is_repeated_happens_once(edge: Any) -> None:
    client, pool = edge
    mine = headers(idempotency_key="one")
    first = await client.post("/api/things", headers=mine, json={"words": "a"})
    again = await client.post("/api/things", headers=mine, json={"words": "a"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["idempotency-replayed"] == "true"
    assert (again.content, again.headers["location"], again.headers["etag"]) == (first.content, "/api/things/1", '"1"')
    other = await client.post("/api/things", headers=mine, json={"words": "b"})
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    theirs = await client.post("/api/things", headers=headers(idempotency_key="one"), json={"words": "b"})
    assert (theirs.status_code, await count(pool)) == (201, 2)


async def test_a_change_of_one_statement_is_committed_by_it_and_may_not_have_a_second_one(edge: Any) -> None:
    client, pool = edge
    done = await client.post("/api/singles", headers=headers(), json={"words": "a"})
    assert (done.status_code, await count(pool)) == (201, 1)
    refused = await client.post("/api/singles", headers=headers(), json={"words": "a", "size": 13})
    assert (refused.status_code, await count(pool)) == (422, 1), "the statement that fails leaves nothing"
    second = await client.post("/api/singles", headers=headers(), json={"words": "a", "size": 2})
    assert (second.status_code, await count(pool)) == (500, 2), "the second one never ran"
    told = await client.post("/api/singles", headers=headers(), json={"words": "told"})
    assert (told.status_code, await pool.fetchval("SELECT count(*) FROM outbox")) == (500, 0), (
        "an event needs a transaction"
    )


async def test_a_change_of_one_statement_that_is_to_happen_once_runs_in_a_transaction(edge: Any) -> None:
    client, pool = edge
    mine = headers(idempotency_key="one")
    answers = [await client.post("/api/singles", headers=mine, json={"words": "a", "size": 2}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (answers[1].headers["idempotency-replayed"], await count(pool)) == ("true", 2)


async def test_the_same_post_at_once_is_never_done_twice(edge: Any) -> None:
    client, pool = edge
    mine = headers(idempotency_key="race")
    answers = await asyncio.gather(*(client.post("/api/things", headers=mine, json={"words": "a"}) for _ in range(4)))
    assert {each.status_code for each in answers} <= {201, 409}
    assert await count(pool) == 1


async def test_refusals_are_not_kept_and_a_bad_key_is_refused(edge: Any) -> None:
    client, _pool = edge
    mine = headers(idempotency_key="k")
    assert (await client.post("/api/things", headers=mine, json={"words": "a", "size": 13})).status_code == 422
    assert (await client.post("/api/things", headers=mine, json={"words": "a"})).status_code == 201
    for bad in ("k" * 256, "two words", "\u00e9"):
        sent = {**headers(), "idempotency-key": bad.encode("latin-1")}
        refused = await client.post("/api/things", headers=sent, json={"words": "a"})
        assert (refused.status_code, refused.json()["type"]) == (400, "/problems/bad-idempotency-key")


@pytest.mark.parametrize("status", [400, 409, 500])
async def test_whatever_refuses_rolls_back(edge: Any, status: int) -> None:
    client, pool = edge
    answer = await client.post(f"/api/half-way?status={status}", headers=headers())
    assert (answer.status_code, await count(pool)) == (status, 0)
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


BAD_BODIES = [
    (b'{"words": "a\\u0000b"}', 422),
    (b'{"words": "\\ud800"}', 422),
    (b'{"words": "a", "extra": {"x": "\\ud800"}}', 422),
    (b'{"words": "a", "extra": {"x": "\\u0000"}}', 422),
    (b'{"words": "a", "\\ud800": 1}', 422),
    (b'{"words": "a", "size": 9223372036854775808}', 422),
    (b'{"words": "a", "size": 1' + b"0" * 5000 + b"}", 400),
    (b'{"words": "\xff"}', 400),
    (b'{"words": ', 400),
    (b'{"words": "a", "extra": ' + b'{"x":' * 5000 + b"1" + b"}" * 5001, 400),
    (b"[" * 200_000, 400),
    (b"null", 422),
    (b"", 422),
    (b"x" * (1024 * 1024 + 1), 413),
]


@pytest.mark.parametrize(("body", "status"), BAD_BODIES, ids=range(len(BAD_BODIES)))
async def test_bad_input_is_never_our_fault(edge: Any, body: bytes, status: int) -> None:
    client, pool = edge
    answer = await client.post("/api/things", headers=headers(content_type="application/json"), content=body)
    assert (answer.status_code, await count(pool)) == (status, 0), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_without_a_length_is_cut_too(edge: Any) -> None:
    client, _pool = edge

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    answer = await client.post("/api/things", headers=headers(content_type="application/json"), content=endless())
    assert answer.status_code == 413


async def test_problems_speak_the_callers_language_and_point_at_the_fault(edge: Any) -> None:
    client, _pool = edge
    answer = await client.post("/api/things", headers=headers(accept_language="es, fr-CH;q=0.8"), json={"sizes": 1})
    assert (answer.status_code, answer.headers["content-language"], answer.json()["title"]) == (422, "fr", "Non valide")
    assert {each["message"] for each in answer.json()["errors"]} <= FRENCH
    assert {each["pointer"] for each in answer.json()["errors"]} == {"/words", "/sizes"}
    german = await client.put(f"/api/things/{uuid4()}", headers=headers(if_match='"6"'))
    assert (german.status_code, german.headers["content-language"]) == (412, "de")  # the language of the token


@pytest.mark.parametrize(
    ("seen", "status"), [(None, 428), ("7", 400), ('W/"7"', 400), ("*", 400), ('"6"', 412), ('"7"', 200)]
)
async def test_a_change_says_which_version_it_saw(edge: Any, seen: str | None, status: int) -> None:
    client, _pool = edge
    answer = await client.put(f"/api/things/{uuid4()}", headers=headers() | ({"if-match": seen} if seen else {}))
    assert answer.status_code == status
    assert answer.headers.get("etag") == ('"8"' if status == 200 else None)


async def test_pages_follow_the_link_and_cursors_are_bound_to_filters(edge: Any) -> None:
    client, pool = edge
    await pool.executemany(ADD, [(uuid4(), "a", n, {}) for n in range(1, 6)])
    address, seen = "/api/things?words=a&limit=2", []
    while address:
        answer = await client.get(address)
        seen += answer.json()["items"]
        address = answer.json()["next"]
        assert answer.links.get("next", {}).get("url") == address
    assert seen == ["1", "2", "3", "4", "5"]
    cursor = httpx.URL((await client.get("/api/things?words=a&limit=2")).json()["next"]).params["after"]
    for wrong in (f"words=b&after={cursor}", "words=a&after=x", "words=a&after=%C3%A9", f"words=a&after={cursor[:-2]}"):
        answer = await client.get(f"/api/things?{wrong}")
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor")
    assert (await client.get("/api/things?limit=101")).status_code == 422
    assert (await client.get("/api/things?words=%00")).status_code == 422


async def test_a_stranger_is_refused_before_a_connection_is_taken(postgres: Any) -> None:
    app = create_app(
        Service("test", ServiceSettings, (routes,), {}),
        settings("postgresql://x"),
        None,
        Jwks.of([auth.public_jwk(KEY)]),
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parley.test") as client:
        answer = await client.post("/api/things", json={"words": "a"})
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        away = await client.post("/api/things", headers=headers(), json={"words": "a"})
        assert (away.status_code, away.json()["type"]) == (503, "/problems/database-unavailable")
        assert away.headers["retry-after"] == "2"
        app.state.jwks = Jwks(None)
        blind = await client.post("/api/things", headers=headers(), json={"words": "a"})
        assert (blind.status_code, blind.json()["type"]) == (503, "/problems/sign-in-unavailable")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://evil.test"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin"}, 201),
        ({"origin": "http://parley.test"}, 201),
    ],
)
async def test_a_change_by_cookie_comes_from_this_site(edge: Any, sent: dict[str, str], status: int) -> None:
    client, _pool = edge
    token = auth.sign(KEY, Caller(uuid4(), None, "en"), clock.wall())
    sent = sent | {"cookie": f"__Host-parley={token}"}
    assert (await client.post("/api/things", headers=sent, json={"words": "a"})).status_code == status


async def test_addresses_methods_and_media_types(edge: Any) -> None:
    client, _pool = edge
    assert (await client.get("/api/nowhere")).json()["type"] == "/problems/no-such-address"
    refused = await client.delete("/api/things")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    text = await client.post("/api/things", headers=headers(content_type="text/plain"), content="{}")
    assert text.status_code == 415
    assert "HTTPS" not in refused.headers
    assert refused.headers["strict-transport-security"]
    assert refused.headers["cache-control"] == "no-store"


async def test_the_api_describes_itself_without_anything_from_elsewhere(edge: Any) -> None:
    client, _pool = edge
    api = (await client.get("/api/test/openapi.json")).json()
    assert api["openapi"].startswith("3.1")
    assert set(api["components"]["securitySchemes"]) == {"token", "cookie"}
    assert all({"403", "422", "503"} <= set(op["responses"]) for path in api["paths"].values() for op in path.values())
    page = await client.get("/api/test/docs")
    assert "sha256-" in page.headers["content-security-policy"]
    assert "http" not in page.text.replace("http-equiv", "")
    told = (await client.get("/problems/stale-version")).json()
    assert set(told["title"]) == {"en", "fr", "de"}
    page = await client.get(
        "/problems/stale-version", headers={"accept": "text/html", "accept-language": "da, de;q=0.9"}
    )
    assert (page.headers["content-language"], "Inzwischen geändert" in page.text) == ("de", True)
    assert (await client.get("/problems/nothing")).status_code == 404
    assert json.dumps(api)


async def test_every_service_answers_for_the_refusals_and_the_schemas_of_all(
    edge: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _pool = edge
    schema = await client.get("/schemas/case.closed.v1.json")
    assert schema.json() == json.loads((writing.CONTRACTS / "schemas" / "case.closed.v1.json").read_text("utf-8"))
    assert schema.headers["content-type"] == "application/schema+json"
    assert (await client.get("/schemas/nothing.v1.json")).status_code == 404
    monkeypatch.setattr(problem_pages, "refusals", list)  # this process has loaded no service
    told = (await client.get("/problems/implementation-locked")).json()
    assert (told["status"], set(told["title"]), told["slug"]) == (409, {"en", "fr", "de"}, "implementation-locked")
    assert (await client.get("/problems/nothing")).status_code == 404


async def test_operations_are_for_the_administrator(postgres: Any) -> None:
    url = postgres.database()
    async with opened(url) as (client, _pool):
        assert (await client.get("/api/test/operations/outbox", headers=headers())).status_code == 403
        assert (await client.get("/api/test/operations/outbox")).status_code == 401
    async with opened(url, administrator) as (client, pool):
        await pool.execute(
            """INSERT INTO parked (topic, partition, "offset", key, event_id, type, headers, payload, recorded_at, attempts, last_error)
            VALUES ('t', 0, 1, convert_to($2, 'UTF8'), $1, 'parley.idea.submitted.v1', '[]', 'private words', now(), 1,
                    'ValueError: private words')""",
            uuid4(),
            str(idea := uuid4()),
        )
        state = await client.get("/api/test/operations/outbox", headers=headers())
        assert state.json() == {"rows": 0, "oldest_age_seconds": 0}
        for place in ("consumers", "dead-letters"):
            assert (await client.get(f"/api/test/operations/{place}", headers=headers())).json() == []
        await pool.execute(
            """INSERT INTO consumer_offset (topic, partition, next_offset, dead_in_a_row, stopped_at)
            VALUES ('ideas.v1', 3, 7, 100, now()), ('ideas.v1', 4, 7, 0, NULL), ('ideas.v1', 5, 7, 0, NULL)"""
        )
        stopped = "/api/test/operations/consumers/ideas.v1/3/resume"
        assert (await client.get("/api/test/operations/consumers", headers=headers())).json()[0]["stopped_at"]
        assert (await client.post(stopped, headers=headers())).status_code == 204
        assert (await client.post(stopped, headers=headers())).status_code == 404
        listed = await client.get("/api/test/operations/consumers", headers=headers())
        assert (listed.json()[0]["stopped_at"], listed.json()[0]["next_offset"]) == (None, 7)
        async with db.transaction(pool, "test") as tx:
            await inbox.note_lag(tx, [inbox.Lag("ideas.v1", 4, 9, 2.5), inbox.Lag("ideas.v1", 5, 8, 1.0)])
        await pool.execute("UPDATE consumer_offset SET measured_at = now() - interval '61 s' WHERE partition = 5")
        listed = await client.get("/api/test/operations/consumers", headers=headers())
        lags = [(each["lag_records"], each["lag_seconds"]) for each in listed.json()]
        assert lags == [(None, None), (9, 2.5), (None, None)]  # never measured, measured, and long ago
        listed = await client.get("/api/test/operations/parked", headers=headers())
        assert (listed.json()[0]["error_class"], listed.json()[0]["idea_id"]) == ("ValueError", str(idea))
        assert "private" not in listed.text
        place = f"/api/test/operations/parked/{listed.json()[0]['id']}"
        assert (await client.post(f"{place}/retry", headers=headers())).status_code == 204
        unsaid = await client.post(f"{place}/discard", json={"why": ""}, headers=headers())
        assert (unsaid.status_code, unsaid.json()["errors"][0]["pointer"]) == (422, "/why")
        why = {"why": "sent twice"}
        assert (await client.post(f"{place}/discard", json=why, headers=headers())).status_code == 204
        assert (await client.post(f"{place}/discard", json=why, headers=headers())).status_code == 404
        settled = await client.get("/api/test/operations/dead-letters?settled=true", headers=headers())
        (kept,) = settled.json()
        assert (kept["state"], kept["reason"], kept["settled_why"]) == ("discarded", "given-up", "sent twice")
        assert (kept["idea_id"], "private" in settled.text) == (str(idea), False)
        assert (await client.get("/api/test/operations/dead-letters", headers=headers())).json() == []
        assert await pool.fetchval("SELECT payload FROM dead_letter") is None
        assert (
            await client.post("/api/test/operations/parked/9223372036854775808/retry", headers=headers())
        ).status_code == 422


async def test_head_is_get_without_content_and_options_names_the_methods(edge: Any) -> None:
    client, _pool = edge
    looked, asked = await client.get("/api/things?words=a"), await client.head("/api/things?words=a")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == looked.headers["content-length"] == str(len(looked.content))
    refused = await client.head("/api/nowhere")
    assert (refused.status_code, refused.content) == (404, b"")
    options = await client.options("/api/things")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert "access-control-allow-origin" not in options.headers


async def test_a_misspelt_filter_is_refused(edge: Any) -> None:
    client, _pool = edge
    answer = await client.get("/api/things?word=a")
    assert (answer.status_code, answer.json()["errors"][0]["in"], answer.json()["errors"][0]["pointer"]) == (
        422,
        "query",
        "/word",
    )


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("fr", "fr"),
        ("FR-ch", "fr"),
        ("en;q=0.2, de;q=0.8", "de"),
        ("en ; q = 0.2,de; q=0.8", "de"),
        ("fr;q=0, en;q=0.1", "en"),
        ("es, *;q=0.5", "de"),  # none of ours: the language of the token
        ("fr;q=nan, en;q=0.3", "en"),
        ("fr;q=9, en;q=0.3", "en"),
        ("french", "de"),
        ("", "de"),
    ],
)
async def test_the_language_is_the_one_that_the_caller_prefers(edge: Any, wanted: str, language: str) -> None:
    client, _pool = edge
    answer = await client.put(f"/api/things/{uuid4()}", headers=headers(if_match='"6"', accept_language=wanted))
    assert (answer.headers["content-language"], answer.json()["title"]) == (
        language,
        {"en": "Changed in the meantime", "fr": "Modifié entre-temps", "de": "Inzwischen geändert"}[language],
    )


async def test_a_stranger_without_a_language_is_answered_in_english(edge: Any) -> None:
    client, _pool = edge
    answer = await client.post("/api/things", headers={"accept-language": "es"}, json={"words": "a"})
    assert (answer.status_code, answer.headers["content-language"]) == (401, "en")


async def test_too_many_requests_at_once_are_asked_to_come_back(edge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client, pool = edge
    monkeypatch.setattr(limits, "AT_ONCE", 3)
    async with pool.acquire() as one, one.transaction():
        await one.execute("LOCK TABLE thing")
        waiting = [asyncio.create_task(client.get("/api/things?words=a")) for _ in range(3)]
        while len(await one.fetch("SELECT 1 FROM pg_locks WHERE NOT granted")) < 3:
            await asyncio.sleep(0.01)
        refused = await client.get("/api/things?words=a")
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/busy")
    assert refused.headers["retry-after"]
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert {(await each).status_code for each in waiting} == {200}
    assert (await client.get("/api/things?words=a")).status_code == 200


SECURE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/api/things?words=a", {}, 200),
        ("HEAD", "/api/things?words=a", {}, 200),
        ("OPTIONS", "/api/things", {}, 204),
        ("GET", "/api/test/docs", {}, 200),
        ("GET", "/problems/busy", {}, 200),
        ("POST", "/api/things", {}, 401),
        ("POST", "/api/things", {"cookie": "__Host-parley=x"}, 403),
        ("GET", "/nowhere", {}, 404),
        ("DELETE", "/api/things", {}, 405),
        ("POST", "/api/things", {"content-length": "9999999"}, 413),
        ("GET", "/api/things?wrong=1", {}, 422),
    ],
)
async def test_every_answer_is_secured(edge: Any, method: str, path: str, sent: dict[str, str], status: int) -> None:
    client, _pool = edge
    answer = await client.request(method, path, headers=sent)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SECURE} == SECURE
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("seen", ['"7", "8"', '"7","7"', 'W/"6"', "'7'", '"seven"', '""', '"-7"', '"' + "7" * 19 + '"'])
async def test_only_one_strong_etag_is_a_version(edge: Any, seen: str) -> None:
    client, _pool = edge
    answer = await client.put(f"/api/things/{uuid4()}", headers=headers(if_match=seen))
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-if-match")


async def test_a_key_is_bound_to_the_address_too_and_forgotten_after_a_day(edge: Any) -> None:
    client, pool = edge
    mine = headers(idempotency_key="day")
    assert (await client.post("/api/things", headers=mine, json={"words": "a"})).status_code == 201
    elsewhere = await client.post("/api/half-way?status=201", headers=mine)
    assert (elsewhere.status_code, elsewhere.json()["type"]) == (422, "/problems/idempotency-key-reused")
    await pool.execute("UPDATE idempotency SET created_at = created_at - interval '25 hours'")
    again = await client.post("/api/things", headers=mine, json={"words": "b"})
    assert (again.status_code, await count(pool)) == (201, 2)
    assert "idempotency-replayed" not in again.headers


async def test_a_cursor_of_another_address_or_with_a_changed_byte_is_refused(edge: Any) -> None:
    client, pool = edge
    await pool.executemany(ADD, [(uuid4(), "a", n, {}) for n in range(1, 4)])
    first = (await client.get("/api/things?words=a&limit=1")).json()["next"]
    cursor = httpx.URL(first).params["after"]
    assert (await client.get(first)).json()["items"] == ["2"]
    for place in range(0, len(cursor), 3):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        answer = await client.get("/api/things", params={"words": "a", "after": changed})
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-cursor"), place
