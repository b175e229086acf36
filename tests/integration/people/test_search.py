"""Colleagues are found by words of their name, unit and function; what a colleague may not see is nowhere in the answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from tests.conftest import PostgresServer
from tests.integration.people.test_api import Desk, opened
from tests.integration.people.test_hearing import DAY, HIRED, LEFT, UNIT, hear

from people.store import directory
from shared.events import hr
from shared.testing import fact

NAMES = {
    "K1": ("Anja", "Krämer", "U2"),
    "K2": ("Noël", "Kramer", "U1"),
    "K3": ("Zoë", "Groß", "U3"),
    "K4": ("Żaneta", "100%_sure", "U3"),
    "K5": ("Gone", "Kramer", "U1"),
}


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Desk]:
    """U3 lies below U2, which lies below U1."""
    async with opened(postgres.database("people"), demo=True) as made:
        units = [
            UNIT.model_copy(update={"external_id": name, "parent_external_id": above})
            for name, above in (("U2", "U1"), ("U3", "U2"))
        ]
        people = [
            HIRED.model_copy(
                update={"external_id": name, "given_name": given, "family_name": family, "unit_external_id": unit}
            )
            for name, (given, family, unit) in NAMES.items()
        ]
        role = fact(hr.HrRoleGranted, external_id="K1", effective_on=DAY, role="scheme-officer")
        await hear(made.pool, *units, *people, role, LEFT.model_copy(update={"external_id": "K5"}))
        await made.sign_in("P2")
        yield made


async def names(desk: Desk, **query: str) -> list[str]:
    return [person["display_name"] for person in await _found(desk, **query)]


async def _found(desk: Desk, **query: str) -> list[dict[str, Any]]:
    answer = await desk.client.get("/api/people", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize("words", ["kramer", "KRÄMER", "kräm", "Krämer ", "ram"])
async def test_accents_and_case_say_nothing(desk: Desk, words: str) -> None:
    assert await names(desk, q=words) == ["Anja Krämer", "Noël Kramer"]


@pytest.mark.parametrize(
    ("words", "found"), [("kramer noel", ["Noël Kramer"]), ("gross", ["Zoë Groß"]), ("x kramer", [])]
)
async def test_every_word_counts_in_any_order(desk: Desk, words: str, found: list[str]) -> None:
    assert await names(desk, q=words) == found


@pytest.mark.parametrize(("words", "found"), [("100%_", ["Żaneta 100%_sure"]), ("%%%", []), ("kr_mer", []), ("\\", [])])
async def test_no_character_is_a_wildcard(desk: Desk, words: str, found: list[str]) -> None:
    assert await names(desk, q=words) == found


async def test_a_unit_holds_those_below_it(desk: Desk) -> None:
    units = {row["external_id"]: str(row["entity_id"]) for row in await desk.pool.fetch("SELECT * FROM entity")}
    assert await names(desk, unit_id=units["U3"]) == ["Żaneta 100%_sure", "Zoë Groß"]
    assert await names(desk, unit_id=units["U2"], q="kramer") == ["Anja Krämer"]
    assert await names(desk, unit_id=units["U1"], q="kramer") == ["Anja Krämer", "Noël Kramer"]


async def test_a_loop_of_units_ends(desk: Desk) -> None:
    await hear(desk.pool, UNIT.model_copy(update={"parent_external_id": "U3", "occurred_at": LEFT.occurred_at}))
    unit = await desk.pool.fetchval("SELECT entity_id FROM entity WHERE external_id = 'U2'")
    assert len(await names(desk, unit_id=str(unit))) == 6


async def test_a_function_says_whom_to_ask(desk: Desk) -> None:
    (found,) = await _found(desk, role="scheme-officer")
    assert (found["display_name"], [held["role"] for held in found["roles"]]) == ("Anja Krämer", ["scheme-officer"])
    assert (await desk.client.get("/api/people?role=boss")).status_code == 422


async def test_pages_hold_everybody_once_whatever_the_filter(desk: Desk) -> None:
    everybody = await names(desk)
    assert everybody == ["Ada Example", "Anja Krämer", "Max Example", "Noël Kramer", "Żaneta 100%_sure", "Zoë Groß"]
    seen, address = [], "/api/people?limit=1"
    while address:
        page = (await desk.client.get(address)).json()
        seen += [person["display_name"] for person in page["items"]]
        address = page["next"]
    assert seen == everybody


async def test_nothing_tells_who_belongs_to_a_union_or_how_to_reach_somebody(desk: Desk) -> None:
    """Mandates of a body are told at the body, for they are an office; a search can neither show nor count them."""
    (ada,) = await _found(desk, q="ada")
    assert set(ada) == {"person_id", "display_name", "unit_id", "manager_id", "roles", "employed"}
    body = await desk.pool.fetchval("SELECT entity_id FROM entity WHERE kind = 'body'")
    for query in (f"body_id={body}", "mandate=chair", "union=true", "email=ada"):
        assert (await desk.client.get(f"/api/people?{query}")).status_code == 422, query


FILL = """
INSERT INTO entity (kind, external_id, entity_id, refs, version, published)
SELECT 'person', 'M' || n, id, '{}', 1, jsonb_build_object('person_id', id, 'display_name', md5(n::text), 'employed', true,
    'unit_id', NULL, 'manager_id', NULL, 'roles', '[]'::jsonb)
FROM (SELECT n, gen_random_uuid() AS id FROM generate_series($1::int, $1::int + 499) n) AS many
"""


@pytest.mark.parametrize(
    ("statement", "more", "index"),
    [
        ("ALL_IN_ORDER", [], "entity_name_order"),
        ("BY_WORDS", [["%zaneta%"], "%zaneta%"], "entity_name_words"),
        ("BY_ROLE", [[], "scheme-officer"], "entity_roles"),
    ],
)
async def test_a_large_organisation_is_searched_by_index(
    desk: Desk, statement: str, more: list[Any], index: str
) -> None:
    for first in range(0, 20_000, 500):  # a page at a time: each statement has five seconds, on a busy machine too
        await desk.pool.execute(FILL, first)
    await desk.pool.execute("ANALYZE entity")
    sql = f"EXPLAIN {getattr(directory, statement)}"
    plan = await desk.pool.fetch(sql, None, "", UUID(int=0), 31, *more)
    assert index in "\n".join(row[0] for row in plan)


async def test_names_for_a_page_are_asked_for_by_id_and_those_of_leavers_are_not_among_them(desk: Desk) -> None:
    ids = {row["external_id"]: str(row["entity_id"]) for row in await desk.pool.fetch("SELECT * FROM entity")}

    async def asked(*those: str, **query: str) -> list[str]:
        given = [("id", ids[one]) for one in those]
        answer = await desk.client.get("/api/people", params=[*given, *query.items()])
        assert answer.status_code == 200, answer.text
        return [person["display_name"] for person in answer.json()["items"]]

    assert await asked("K3", "K1", "K1") == ["Anja Krämer", "Zoë Groß"]
    assert await asked("K5", "U1") == []
    assert await asked("K1", "K2", q="noel") == ["Noël Kramer"]
    assert await asked("K1", "K2", role="scheme-officer") == ["Anja Krämer"]
    assert await asked("K2", "K3", unit_id=ids["U2"]) == ["Zoë Groß"]


async def test_a_page_of_persons_by_id_goes_on(desk: Desk) -> None:
    rows = await desk.pool.fetch("SELECT * FROM entity WHERE external_id = ANY($1)", ["K1", "K2", "K3"])
    first = await desk.client.get(
        "/api/people", params=[("limit", "2"), *(("id", str(row["entity_id"])) for row in rows)]
    )
    rest = await desk.client.get(first.json()["next"])
    assert [person["display_name"] for person in rest.json()["items"]] == ["Zoë Groß"]


async def test_too_many_ids_are_refused(desk: Desk) -> None:
    answer = await desk.client.get("/api/people", params=[("id", str(UUID(int=n))) for n in range(101)])
    assert answer.status_code == 422
