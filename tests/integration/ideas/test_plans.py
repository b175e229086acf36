"""Lists, search, similar ideas and comments are read by their indexes, on tables that the service itself has filled."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from tests.bench import grown
from tests.conftest import PostgresServer

from ideas import actions, store
from ideas.domain import similarity
from ideas.store import reading
from ideas.store.answering import UNDATED
from ideas.store.discussion import ADD_COMMENT, COMMENTS
from ideas.store.reading import SIMILAR, list_statement
from ideas.store.searching import _LOOKS, parts_of
from ideas.store.support import ENDORSE
from shared import clock, db
from shared.cli.demo.organisation import Organisation
from shared.db import Pool
from stack.layout import ROOT

IDEAS, TALKED, SHOWN = 2_500, 1_000, 31
ORGANISATION = Organisation(2, 60)
pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Grown:
    """A database with some thousand ideas, somebody who reads there, and an idea that is talked about."""

    pool: Pool
    reader: UUID
    idea: UUID

    async def plan(self, statement: str, *given: Any, run: bool = False) -> list[dict[str, Any]]:
        """The nodes of the plan that the statement gets; with ``run``, how often each was gone through too."""
        async with self.pool.acquire() as conn:
            told = await conn.fetchval(f"EXPLAIN ({'ANALYZE, ' if run else ''}FORMAT JSON) {statement}", *given)
        return _nodes((told if isinstance(told, list) else json.loads(told))[0]["Plan"])


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for below in plan.get("Plans", []) for node in _nodes(below))]


@pytest.fixture(scope="module")
async def there(postgres: PostgresServer) -> AsyncIterator[Grown]:
    pool = await db.connect_pool(f"{postgres.database('ideas')}&synchronous_commit=off", 2)
    await grown.hear(pool, ORGANISATION)
    plans = list(grown.plans(ORGANISATION, IDEAS))
    talked = [replace(plan, endorsers=plan.endorsers[:2]) for plan in plans[:TALKED]]
    await grown.write(pool, ORGANISATION, talked)
    await grown.write(pool, ORGANISATION, plans[TALKED:], talk=False, first=TALKED)
    async with pool.acquire() as conn:
        await conn.execute("SET statement_timeout = 0")
        await conn.execute(f"VACUUM (ANALYZE) {grown.TABLES}")
        await conn.execute("RESET statement_timeout")
    async with db.reading(pool) as tx:
        idea = await tx.fetchval("SELECT idea_id FROM comment LIMIT 1")
    yield Grown(pool, grown.person_id(ORGANISATION, 11), idea)
    await pool.close()


Asked = Callable[[Grown], tuple[str, tuple[Any, ...]]]


def a_list(**wanted: Any) -> Asked:
    def asked(there: Grown) -> tuple[str, tuple[Any, ...]]:
        statement, given = list_statement(store.Wanted(**wanted), there.reader, clock.now(), SHOWN)
        return statement, tuple(given)

    return asked


def similar_to(title: str) -> Asked:
    def asked(there: Grown) -> tuple[str, tuple[Any, ...]]:
        asked, nearly = similarity.wanted(title, ""), similarity.nearly(title)
        return SIMILAR, (there.reader, clock.now(), title, asked, None, 5, nearly)

    return asked


def comments(there: Grown) -> tuple[str, tuple[Any, ...]]:
    return COMMENTS, (there.idea, None, SHOWN)


def undated(_there: Grown) -> tuple[str, tuple[Any, ...]]:
    return UNDATED, (50,)


# What is asked, and the index without which it would be read otherwise.
READ = {
    "newest": (a_list(), "idea_newest"),
    "next page of the newest": (a_list(after=(str(UUID(int=1 << 127)),)), "idea_newest"),
    "newest, own drafts": (a_list(), "idea_own_drafts"),
    "drafts": (a_list(status="draft"), "idea_own_drafts"),
    "most support": (a_list(sort="support"), "support_most"),
    "least support": (a_list(sort="support"), "idea_newest"),
    "the soonest last day": (a_list(sort="due"), "idea_due"),
    "next page of last days": (a_list(sort="due", after=("2026-11-30", str(UUID(int=1 << 127)))), "idea_due"),
    "next page of support": (a_list(sort="support", after=("3", str(UUID(int=1 << 127)))), "support_most"),
    "own": (a_list(mine=True), "idea_authors"),
    "a rare status": (a_list(status="merged"), "idea_status"),
    "late ones": (a_list(late=True), "idea_late"),
    "those without a day for their answer": (undated, "idea_undated"),
    "search": (a_list(words="Wasserproben Strichcodes"), "idea_searchable"),
    "search, best first": (a_list(words="Wasserproben Strichcodes", sort="relevance"), "idea_searchable"),
    "next page of a search": (
        a_list(words="Wasserproben Strichcodes", after=(str(UUID(int=1 << 127)),)),
        "idea_searchable",
    ),
    "next page of a search, best first": (
        a_list(words="Wasserproben Strichcodes", sort="relevance", after=("1", str(UUID(int=1 << 127)))),
        "idea_searchable",
    ),
    "similar by words": (similar_to("Strichcodes für Wasserproben"), "idea_searchable"),
    "similar by trigrams": (similar_to("Strichcodes für Wasserproben"), "idea_title_trigrams"),
    "comments": (comments, "comment_idea"),
}


def _missing(nodes: list[dict[str, Any]], index: str) -> list[str]:
    """What is wrong with a plan: tables of ideas, support or comments that are read whole, or the index that is not used."""
    whole = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    used = {node["Index Name"] for node in nodes if "Index Name" in node}
    return [f"{table} is read whole" for table in whole if table in ("idea", "support", "comment")] + (
        [] if index in used else [f"{index} is not used"]
    )


@pytest.mark.parametrize("name", READ)
async def test_it_is_read_by_its_index(there: Grown, name: str) -> None:
    asked, index = READ[name]
    statement, given = asked(there)
    nodes = await there.plan(statement, *given)
    assert _missing(nodes, index) == [], json.dumps(nodes[:3])[:2000]


@pytest.mark.parametrize("name", READ)
async def test_without_the_index_that_would_be_seen(there: Grown, name: str) -> None:
    asked, index = READ[name]
    statement, given = asked(there)
    async with there.pool.acquire() as conn:
        transaction = conn.transaction()
        await transaction.start()
        try:
            await conn.execute(f"DROP INDEX {index}")
            told = await conn.fetchval(f"EXPLAIN (FORMAT JSON) {statement}", *given)
        finally:
            await transaction.rollback()
    nodes = _nodes((told if isinstance(told, list) else json.loads(told))[0]["Plan"])
    assert _missing(nodes, index) != []


KEPT = "SELECT generic_plans FROM pg_prepared_statements WHERE statement = $1"
FIRST = 5  # of a connection are planned for their own values
AGAIN = 3


# What is undated is looked for by a chore, once an hour.
@pytest.mark.parametrize("name", [name for name, (asked, _) in READ.items() if asked is not undated])
async def test_it_is_planned_once_and_not_at_each_request(there: Grown, name: str) -> None:
    statement, given = READ[name][0](there)
    async with there.pool.acquire() as conn:
        for _ in range(FIRST):
            await conn.fetch(statement, *given)
        before = await conn.fetchval(KEPT, statement)
        for _ in range(AGAIN):
            await conn.fetch(statement, *given)
        assert await conn.fetchval(KEPT, statement) == before + AGAIN


async def test_the_next_page_of_support_has_one_plan_whatever_the_number(there: Grown) -> None:
    """Else a plan made for one number may look so much better that each number gets one of its own."""
    costs = set()
    for number in ("1", "3", "30"):
        statement, given = a_list(sort="support", after=(number, str(UUID(int=1 << 127))))(there)
        costs.add((await there.plan(statement, *given))[0]["Total Cost"])
    assert len(costs) == 1


# As if the parts that are looked through one after another were of a few hundred ideas each.
SHORT = parts_of({"size": 512, "more": 0, "mark": "~"}, {"size": 512, "more": 2, "mark": "~"})
MATCHING = """
WITH sought AS (
    SELECT *, websearch_to_tsquery(
        CASE language WHEN 'fr' THEN 'french' WHEN 'de' THEN 'german' ELSE 'english' END::regconfig, folded($1)
    ) AS asked FROM idea
)
SELECT idea_id, ts_filter(words, '{a}') @@ asked AS titled FROM sought
WHERE status <> 'withdrawn' AND words @@ asked
AND (status <> 'draft' OR authors @> jsonb_build_array(jsonb_build_object('person_id', $2::uuid))) ORDER BY idea_id DESC
"""


@pytest.mark.parametrize(
    "words",
    [
        "Räume",
        "Strichcodes Wasserproben",
        "Metz",
        "in",
        "pour",
        "nowhere",
        "-Metz",
        '"Gebuchte Räume"',
        '-"Gebuchte Räume" Räume',
        "Räume or Metz",
    ],
)
@pytest.mark.parametrize("size", [7, 100])
@pytest.mark.parametrize("parts", [SHORT, None], ids=["short", "as they are"])
@pytest.mark.parametrize("sort", ["newest", "relevance"])
async def test_a_search_that_begins_with_the_newest_finds_what_is_there(
    there: Grown, words: str, size: int, parts: str | None, sort: store.Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, in order, each once: from the newest, those before, and all of them; titles first, or all alike."""
    if parts:
        monkeypatch.setattr(reading, "RECENT", f"{_LOOKS}, {parts}")
    matching = await there.pool.fetch(MATCHING, words, there.reader)
    tiers = (True, False) if sort == "relevance" else (None,)
    expected = [row["idea_id"] for tier in tiers for row in matching if tier in (None, row["titled"])]
    found: list[UUID] = []
    async with db.reading(there.pool) as tx:
        wanted = store.Wanted(words=words, sort=sort)
        while page := await store.list_ideas(tx, there.reader, wanted, size):
            found += [row["idea_id"] for row in page]
            wanted = replace(wanted, after=store.key_of(wanted, page[-1]))
    assert found == expected
    assert len(expected) > 40 or words in ("nowhere", "in", "pour")


# The columns of the table of ideas that some index holds, by name or in an expression or a predicate.
INDEXED = """
SELECT DISTINCT a.attname FROM pg_index i JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE i.indrelid = 'idea'::regclass AND d.refobjid = i.indrelid AND d.refobjsubid > 0
"""
CHANGED = (
    "SELECT pg_stat_get_xact_tuples_updated('idea'::regclass), pg_stat_get_xact_tuples_hot_updated('idea'::regclass)"
)


@pytest.mark.parametrize(
    ("words", "sort", "parts"),
    [("Metz", "newest", 1), ("nowhere", "newest", 3), ("Räume", "relevance", 1), ("nowhere", "relevance", 6)],
)
async def test_a_part_is_looked_into_where_those_before_it_are_too_short(
    there: Grown, words: str, sort: store.Sort, parts: int
) -> None:
    statement, given = list_statement(store.Wanted(words=words, sort=sort), there.reader, clock.now(), SHOWN)
    nodes = await there.plan(statement, *given, run=True)
    looks = [node["Actual Loops"] for node in nodes if node.get("Index Name") == "idea_searchable"]
    assert looks == [parts], words


async def test_an_endorsement_and_a_comment_leave_the_text_and_the_indexes_of_the_idea_alone(there: Grown) -> None:
    indexed = {row["attname"] for row in await there.pool.fetch(INDEXED)}
    assert {"title", "words", "status", "authors"} <= indexed
    for statement in (ENDORSE, ADD_COMMENT):
        written = set(re.findall(r"(\w+) = \$", statement.partition("UPDATE idea SET")[2].partition("WHERE")[0]))
        assert written >= {"version", "edition"}
        assert not written & (indexed | {"title", "body", "language"})


async def test_what_colleagues_do_stays_on_the_page_of_the_idea(there: Grown) -> None:
    author, other = (grown.person_id(ORGANISATION, number) for number in (11, 12))
    fields = {"title": "A new one", "body": "Short.", "language": "en", "campaign_id": None, "facets": ()}
    async with db.transaction(there.pool, "test") as tx:
        idea = (await actions.draft(tx, author, {**fields, "visibility": "organisation"})).idea_id
        await actions.submit(tx, author, idea)
        before = await tx.fetchrow(CHANGED)
        await actions.endorse(tx, other, idea)
        await actions.comment(tx, other, idea, "Where?", parent_id=None, mentions=())
        await actions.take_back_endorsement(tx, other, idea)
        after = await tx.fetchrow(CHANGED)
        assert before and after
        assert [now - then for now, then in zip(after, before, strict=True)] == [3, 3], "all of them heap-only"


def test_each_index_for_reading_is_one_of_the_migrations() -> None:
    folder = ROOT / "services" / "ideas" / "src" / "ideas" / "migrations"
    written = "\n".join(file.read_text() for file in folder.glob("*.sql"))
    made = set(re.findall(r"CREATE INDEX (?:CONCURRENTLY )?(\w+)", written))
    assert {index for _, index in READ.values()} <= made
