"""Search, filters, pages and similar ideas over HTTP; what is seen in SQL is what the rules say; plans use the indexes."""

from __future__ import annotations

import itertools
import json
import random
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest
from tests.integration.ideas.steps import (
    ADMIN,
    AUTHOR,
    BELOW,
    ELSEWHERE,
    FAR,
    HEAD,
    MEMBER,
    OTHER,
    SCHEME,
    UNIT,
    Ideas,
)

from ideas import store
from ideas.api import reading as reading_api
from ideas.api.models import IdeaLine
from ideas.domain import state
from ideas.domain.state import Idea, Part
from ideas.store.reading import SIMILAR, list_statement
from shared import clock, db, ids

BICYCLES = [
    ("en", "Racks for bicycles", "The rack at the north gate is full by eight."),
    ("fr", "Des abris à vélos", "Les vélos des employés restent sous la pluie."),
    ("de", "Fahrräder überdachen", "Die Räder der Beschäftigten stehen im Regen."),
]


_SHOWN = ("comments", "endorsed")


async def made(desk: Ideas, language: str, title: str, text: str, **given: Any) -> str:
    return await desk.submitted(title, text=text, language=language, **given)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("bicycle", ["Racks for bicycles"]),
        ("VELOS", ["Des abris à vélos"]),
        ("employe", ["Des abris à vélos"]),
        ("Fahrrader", ["Fahrräder überdachen"]),
        ("beschaftigte", ["Fahrräder überdachen"]),
        ("gate full", ["Racks for bicycles"]),
        ('"north gate"', ["Racks for bicycles"]),
        ('"gate north"', []),
        ('"employés restent"', ["Des abris à vélos"]),
        ('"Räder der Beschäftigten"', ["Fahrräder überdachen"]),
        ("bicycles -gate", []),
        ("pluie OR regen", ["Fahrräder überdachen", "Des abris à vélos"]),
        ("' OR 1=1 --", []),
        ("&|!():*<->", []),
    ],
)
async def test_words_are_found_in_three_languages(desk: Ideas, words: str, titles: list[str]) -> None:
    for language, title, text in BICYCLES:
        await made(desk, language, title, text)
    answer = await desk.client.get("/api/ideas")
    assert answer.status_code == 401
    found = await desk.ask(FAR, "GET", f"/ideas?{_query(q=words)}")
    assert [item["title"] for item in found.json()["items"]] == titles


def _query(**fields: Any) -> str:
    import httpx

    return str(httpx.QueryParams(fields))


async def test_filters_join(desk: Ideas) -> None:
    await made(desk, "en", "Racks for bicycles", "Outside.", facets=["enhancement"])
    await made(desk, "en", "Sheds for bicycles", "Outside.", facets=["mission", "adaptive"])
    kept = await desk.draft("Bells for bicycles", facets=["mission"])
    assert await desk.titles(FAR, "q=bicycles&facet=mission") == ["Sheds for bicycles"]
    assert await desk.titles(AUTHOR, "q=bicycles&facet=mission&author=me") == [
        "Bells for bicycles",
        "Sheds for bicycles",
    ]
    assert await desk.titles(AUTHOR, "status=draft") == ["Bells for bicycles"]
    assert await desk.titles(FAR, f"unit={UNIT}&status=submitted") == ["Sheds for bicycles", "Racks for bicycles"]
    assert await desk.titles(FAR, f"unit={ELSEWHERE}") == []
    assert await desk.titles(FAR, f"unit={BELOW}") == []
    for wrong in ("status=lost", "facet=none", "sort=best", "author=you", "unit=x"):
        assert await desk.refused(FAR, "GET", f"/ideas?{wrong}") == "invalid-request"
    assert kept


@pytest.mark.parametrize("sort", ["newest", "support", "relevance"])
async def test_pages_hold_each_idea_once_while_others_are_added(desk: Ideas, sort: str) -> None:
    before = []
    for number in range(7):
        before.append(await made(desk, "en", f"Bicycles number {number}", "bicycles " * (number % 3 + 1)))
    for idea in (before[2], before[5]):
        await desk.does(OTHER, "PUT", f"/ideas/{idea}/endorsement")
    seen, address = [], f"/ideas?limit=2&q=bicycles&sort={sort}"
    while address:
        page = await desk.does(FAR, "GET", address)
        seen += [item["idea_id"] for item in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
        await made(desk, "en", "Bicycles that came later", "x")
    assert sorted(set(seen) & set(before)) == sorted(before)
    assert len(seen) == len(set(seen))
    if sort == "support":
        assert set(seen[:2]) == {before[2], before[5]}
    if sort == "newest":
        assert seen == before[::-1]


async def test_a_cursor_belongs_to_its_filters(desk: Ideas) -> None:
    for _ in range(2):
        await made(desk, "en", "Racks for bicycles", "x")
    first = await desk.does(FAR, "GET", "/ideas?limit=1")
    after = first["next"].partition("after=")[2]
    for query in (f"limit=1&after={after}&sort=support", f"limit=1&after={after}&q=racks", f"limit=1&after={after}x"):
        assert await desk.refused(FAR, "GET", f"/ideas?{query}") == "bad-cursor"


async def test_a_cursor_of_the_version_that_ranked_is_refused(desk: Ideas, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        await made(desk, "en", "Racks for bicycles", "x")
    with monkeypatch.context() as before:
        before.setattr(store, "key_of", lambda _wanted, row: ("0.607927", str(row["idea_id"])))
        first = await desk.does(FAR, "GET", "/ideas?limit=1&q=racks&sort=relevance")
    assert await desk.refused(FAR, "GET", first["next"].removeprefix("/api")) == "bad-cursor"


async def test_similar_ideas_say_which_words_they_share(desk: Ideas) -> None:
    for language, title, text in BICYCLES:
        await made(desk, language, title, text)
    await made(desk, "en", "Free coffee", "In every kitchen.")
    (found,) = await desk.does(FAR, "GET", f"/ideas/similar?{_query(title='A rack for my bicycle')}")
    assert (found["title"], found["shared_words"]) == ("Racks for bicycles", ["racks", "bicycles", "rack"])
    (found,) = await desk.does(FAR, "GET", f"/ideas/similar?{_query(title='Fahrrader uberdachen')}")
    assert (found["title"], found["likeness"]) == ("Fahrräder überdachen", 1.0)
    assert await desk.does(FAR, "GET", f"/ideas/similar?{_query(title='Lifts')}") == []
    assert await desk.does(FAR, "GET", f"/ideas/similar?{_query(title='')}") == []
    own = await desk.draft("A rack for my bicycle")
    (found,) = await desk.does(AUTHOR, "GET", f"/ideas/similar?{_query(title='A rack for my bicycle', besides=own)}")
    assert found["title"] == "Racks for bicycles"


@pytest.mark.parametrize("typed", ["Bikesheds with a roof", "Bikeshedz"])
async def test_what_is_hidden_hides_no_similar_idea_that_is_seen(desk: Ideas, typed: str) -> None:
    """By words and by letters: more than are looked at is older, and newer too, and seen by one unit alone."""

    async def hidden() -> None:
        for _ in range(61):
            await made(desk, "en", "Bikesheds", "A shed with a roof.", visibility="unit")

    await hidden()
    shown = await made(desk, "en", "Bikesheds", "A shed with a roof.")
    await hidden()
    (found,) = await desk.does(FAR, "GET", f"/ideas/similar?{_query(title=typed)}")
    assert found["idea_id"] == shown
    assert len(await desk.does(AUTHOR, "GET", f"/ideas/similar?{_query(title=typed)}")) == 5


PEOPLE = [AUTHOR, OTHER, FAR, SCHEME, HEAD, MEMBER, ADMIN]


async def test_what_sql_shows_is_what_the_rules_say(desk: Ideas) -> None:
    """Every status x visibility x endorsed x unit x remit x authors, for readers of every kind."""
    await _every_kind_of_idea(desk)
    async with db.reading(desk.pool) as tx:
        rows = await tx.fetch("SELECT * FROM idea ORDER BY idea_id DESC")
        ideas = [store.idea_of(row) for row in rows]
        readers = [reader for who in PEOPLE if (reader := await store.reader(tx, who))]
        assert len(readers) == len(PEOPLE)
        for reader in readers:
            expected = {idea.idea_id for idea in ideas if state.visible(idea, reader)}
            assert 0 < len(expected) < len(ideas)
            shown = await store.list_ideas(tx, reader.person_id, store.Wanted(), 10_000)
            assert {row["idea_id"] for row in shown} == expected
            sought = [store.Wanted(words="B", sort=sort) for sort in get_args(store.Sort)]
            for wanted in sought:
                shown = await store.list_ideas(tx, reader.person_id, wanted, 10_000)
                without = {"withdrawn", "draft" if wanted.sort == "due" else ""}
                told = {idea.idea_id for idea in ideas if idea.idea_id in expected and idea.status not in without}
                assert {row["idea_id"] for row in shown} == told, wanted.sort
            alike = await store.similar(tx, reader.person_id, "T", "", nearly="T", besides=None, limit=10_000)
            assert {row["idea_id"] for row in alike} <= expected


@pytest.mark.parametrize("query", ["limit=100", "limit=100&sort=support", "q=B&sort=relevance&limit=100"])
async def test_a_line_that_the_database_writes_is_the_one_that_is_described(desk: Ideas, query: str) -> None:
    await _every_kind_of_idea(desk)
    await desk.submitted("The T of a title", facets=["mission", "adaptive"], text='"Quoted" \\ and\nbroken, + é')
    items = (await desk.does(OTHER, "GET", f"/ideas?{query}"))["items"]
    assert len(items) > 20
    for item in items:
        assert list(item) == list(IdeaLine.model_fields)
        assert IdeaLine.model_validate_json(json.dumps(item), strict=True).model_dump(mode="json") == item


async def test_the_list_by_support_holds_those_with_the_most_the_others_and_own_drafts(desk: Ideas) -> None:
    made_ = [await made(desk, "en", f"Idea {number}", "x") for number in range(4)]
    draft = await desk.draft("Not yet")
    for who, idea in ((OTHER, 1), (FAR, 1), (OTHER, 0), (OTHER, 3), (FAR, 2)):
        await desk.does(who, "PUT", f"/ideas/{made_[idea]}/endorsement")
    await desk.does(FAR, "DELETE", f"/ideas/{made_[2]}/endorsement")
    expected = [made_[1], made_[3], made_[0], draft, made_[2]]
    seen, address = [], "/ideas?limit=2&sort=support"
    while address:
        page = await desk.does(AUTHOR, "GET", address)
        seen += [item["idea_id"] for item in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert seen == expected
    assert await desk.titles(AUTHOR, "sort=support&status=draft") == ["Not yet"]
    assert await desk.titles(FAR, "sort=support") == ["Idea 1", "Idea 3", "Idea 0", "Idea 2"]


async def test_a_line_says_how_many_comments_it_has_and_whether_one_endorses_it(desk: Ideas) -> None:
    idea = await made(desk, "en", "Free rooms", "Show which are free now.")
    said = [await desk.does(FAR, "POST", f"/ideas/{idea}/comments", {"text": text}) for text in ("Yes.", "And lifts?")]
    await desk.does(FAR, "PUT", f"/ideas/{idea}/endorsement")

    async def lines(who: UUID) -> list[Any]:
        asked = ["/ideas", f"/ideas?{_query(q='rooms')}", f"/ideas/similar?{_query(title='Free rooms', text='which')}"]
        pages = [await desk.does(who, "GET", address) for address in asked]
        (lines,) = {
            tuple(page[0][name] for name in _SHOWN)
            for page in ([*p] if isinstance(p, list) else p["items"] for p in pages)
        }
        return list(lines)

    assert await lines(FAR) == [2, True]
    assert await lines(OTHER) == [2, False]
    taken_back = f"/ideas/{idea}/comments/{said[0]['comment_id']}"
    await desk.does(FAR, "DELETE", taken_back)
    await desk.ask(FAR, "DELETE", taken_back)
    await desk.does(FAR, "DELETE", f"/ideas/{idea}/endorsement")
    assert await lines(FAR) == [1, False]


async def test_what_has_a_last_day_is_listed_by_it(desk: Ideas) -> None:
    days = {"Third": "2026-05-04", "First": "2026-04-01", "None": None, "Second": "2026-04-01"}
    for title, day in days.items():
        idea = await made(desk, "en", title, "x")
        await desk.pool.execute("UPDATE idea SET due_on = $2::text::date WHERE idea_id = $1", UUID(idea), day)
    seen, address = [], "/ideas?limit=1&sort=due"
    while address:
        page = await desk.does(OTHER, "GET", address)
        seen += [item["title"] for item in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert seen == ["First", "Second", "Third"]
    assert await desk.titles(OTHER, "sort=due&q=Second") == ["Second"]
    assert await desk.does(OTHER, "GET", "/ideas/count?sort=due") == {"count": 3, "more": False}


async def test_what_is_counted_is_what_the_list_holds(desk: Ideas, monkeypatch: pytest.MonkeyPatch) -> None:
    await _every_kind_of_idea(desk)
    for language, title, text in BICYCLES:
        await made(desk, language, title, text)
    for who, query in itertools.product(
        (AUTHOR, FAR, SCHEME), ("", "status=draft", "author=me", "q=bicycle", "q=B&sort=relevance", "sort=support")
    ):
        listed, address = 0, f"/ideas?limit=100&{query}"
        while address:
            page = await desk.does(who, "GET", address)
            listed += len(page["items"])
            address = (page["next"] or "").removeprefix("/api")
        assert await desk.does(who, "GET", f"/ideas/count?{query}") == {"count": listed, "more": False}, query
    monkeypatch.setattr(reading_api, "COUNTED", 2)
    assert await desk.does(AUTHOR, "GET", "/ideas/count") == {"count": 2, "more": True}


# As an endorsement does it: the list by support is ordered by that table.
SUPPORTED = "INSERT INTO support SELECT idea_id, endorsements FROM idea WHERE endorsements > 0"


async def _every_kind_of_idea(desk: Ideas) -> None:
    kinds = itertools.product(
        ("draft", "submitted", "withdrawn", "merged", "closed"),
        ("organisation", "unit"),
        (0, 2),
        (UNIT, ELSEWHERE, None),
        (None, ELSEWHERE),
        ((AUTHOR,), (OTHER, FAR)),
    )
    async with db.transaction(desk.pool, "test") as tx:
        for status, visibility, endorsements, unit, remit, people in kinds:
            parts = tuple(Part(who, 50, who != FAR, agreed=True) for who in people)
            fields = {"title": "T", "body": "B", "language": "en", "campaign_id": None, "facets": ()}
            _, idea = await store.insert_draft(tx, ids.new_id(), people[0], {**fields, "visibility": visibility})
            assert idea is not None
            await store.save_idea(
                tx, _with(idea, status=status, endorsements=endorsements, remit_id=remit, parts=parts)
            )
            await tx.execute("UPDATE idea SET unit_id = $2 WHERE idea_id = $1", idea.idea_id, unit)
        await tx.execute(SUPPORTED)
        await tx.execute("UPDATE idea SET due_on = '2026-04-01' WHERE status <> 'draft'")


def _with(idea: Idea, **changes: Any) -> Idea:
    from dataclasses import replace

    return replace(idea, **changes)


GROW = """
INSERT INTO idea (idea_id, number, title, body, language, author_id, unit_id, status, priority_at, version, edition,
    authors, campaign_id, facets, endorsements, created_at, changed_at)
SELECT gen_random_uuid(), n, w[1 + n % 40] || ' ' || w[1 + n % 39] || ' ' || w[1 + n % 37] || ' ' || n,
    (SELECT string_agg(w[1 + (n * k) % 400], ' ') FROM generate_series(1, 30) AS k), 'en', $2, $3,
    CASE n % 50 WHEN 0 THEN 'reviewed' ELSE 'submitted' END, $5, 1, 2,
    jsonb_build_array(jsonb_build_object('person_id', $2::uuid, 'share', 100, 'accepted', true, 'agreed', true)),
    CASE n % 100 WHEN 0 THEN $4::uuid END, CASE n % 90 WHEN 0 THEN ARRAY['mission'] ELSE '{}' END, n % 60, $5, $5
FROM generate_series(1, $6::integer) AS n, (SELECT $1::text[] AS w) AS known
"""
_SOUNDS = ["ba", "co", "di", "fu", "ge", "ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "ze"]
_random = random.Random(7)
WORDS = sorted({"".join(_random.choices(_SOUNDS, k=4)) for _ in range(600)})[:400]


@pytest.fixture
async def grown(desk: Ideas) -> Ideas:
    """Ten thousand ideas of somebody else."""
    stranger, campaign = uuid4(), UUID(int=1)
    async with desk.pool.acquire() as conn:
        await conn.execute("SET statement_timeout = 0")  # a bulk of rows, on a machine that others use too
        await conn.execute(GROW, WORDS, stranger, UNIT, campaign, clock.now(), 10_000)
        await conn.execute(SUPPORTED)
        await conn.execute("ANALYZE idea, support")
        await conn.execute("RESET statement_timeout")
    return desk


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for below in plan.get("Plans", []) for node in _nodes(below))]


async def _plan(desk: Ideas, statement: str, *given: Any) -> list[dict[str, Any]]:
    async with desk.pool.acquire() as conn:
        told = await conn.fetchval(f"EXPLAIN (FORMAT JSON, ANALYZE) {statement}", *given)
    plan = told if isinstance(told, list) else json.loads(told)
    return _nodes(plan[0]["Plan"])


PLANS = [
    (store.Wanted(), {"idea_newest"}),
    (store.Wanted(after=(str(UUID(int=1 << 127)),)), {"idea_newest"}),
    (store.Wanted(status="reviewed"), {"idea_status", "idea_pkey"}),
    (store.Wanted(campaign=UUID(int=1)), {"idea_campaign"}),
    (store.Wanted(mine=True), {"idea_authors"}),
    (store.Wanted(sort="support"), {"support_most"}),
    (store.Wanted(words=f"{WORDS[0]} {WORDS[301]} {WORDS[77]}"), {"idea_searchable"}),
    (store.Wanted(words=f"{WORDS[7]} {WORDS[190]}", sort="relevance"), {"idea_searchable", "idea_pkey"}),
]


async def test_lists_are_read_by_index_and_never_whole(grown: Ideas) -> None:
    for wanted, indexes in PLANS:
        statement, given = list_statement(wanted, AUTHOR, clock.now(), 31)
        nodes = await _plan(grown, statement, *given)
        whole = [node for node in nodes if node["Node Type"] == "Seq Scan"]
        assert not [node for node in whole if not node["Relation Name"].startswith("directory_")], wanted
        assert {node["Index Name"] for node in nodes if "Index Name" in node} & indexes, wanted


async def test_similar_ideas_are_found_by_index(grown: Ideas) -> None:
    from ideas.domain import similarity

    title = f"{WORDS[3]} {WORDS[200]} {WORDS[90]}"
    given = (AUTHOR, clock.now(), title, similarity.wanted(title, ""), None, 5, similarity.nearly(title))
    nodes = await _plan(grown, SIMILAR, *given)
    whole = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    assert not [table for table in whole if not table.startswith("directory_")], whole
    assert "idea_title_trigrams" in {node.get("Index Name") for node in nodes}
