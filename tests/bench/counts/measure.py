"""Takes the counts: the story of one idea, batches that a consumer takes at once, and pages that a relay sends."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from shared import db, outbox
from shared.events.base import Event
from shared.events.hr import RoleName
from shared.events.ideas import IdeaEndorsed, IdeaSubmitted
from shared.events.people import PersonChanged
from shared.relay import Relay
from shared.testing import fact
from stack.layout import ROOT
from tests.bench.counts.whole import Whole
from tests.bench.counts.wire import Count, Wire, through
from tests.e2e.personas import Persona
from tests.e2e.test_life_of_an_idea import test_an_idea_from_draft_to_measured_benefit as story

BASELINE = Path(__file__).parents[1] / "baseline.json"
RENEW = "make bench-baseline"
ORGANISATION = ROOT / "deploy" / "local" / "demo" / "organisation.jsonl"
TOGETHER = 100  # events in a measured batch
WAITING = 3  # ideas that wait for one person
EVERYBODYS = "P038"  # the one who gets every function
HOME = re.compile(r"GET /api/[a-z-]+/tasks")
"""What the home page asks each service for."""
LOOK_HOME = 5  # steps of the story between two looks
AT_HOME = 6  # statements, at most, whatever waits
PAGE = 10  # rows in a measured page

Database = Callable[[str], str]
Counts = dict[str, Count]
SignIn = Callable[[str], Persona]


def measure(database: Database) -> tuple[dict[str, Counts], dict[str, list[str]]]:
    """Counts by kind and name, and the statements behind each. ``database(service)`` makes a fresh migrated one."""
    with Whole(database) as whole:
        whole.send_hr(ORGANISATION)
        for warm in (False, True):  # the first time prepares the statements, the second is like all that follow
            if warm:
                whole.start_over()
            sign_in = _tell_story(whole)
        commands, events = whole.commands, whole.events
        batches = {}
        for service, kind in (
            ("ideas", PersonChanged),
            ("notify", IdeaSubmitted),
            ("notify", IdeaEndorsed),
            ("implementation", IdeaSubmitted),
        ):
            told = [[_fresh(kind) for _ in range(TOGETHER)] for _ in range(2)]
            counts = [whole.hear_together(service, each) for each in told]
            batches[f"{service} hears {TOGETHER} {kind.type_name()} at once"] = counts[1]
        _wait_for_one_person(whole, sign_in)  # the last, as it changes who is told
    relay = asyncio.run(_relayed_pages(database("ideas")))
    return {"commands": commands, "events": events, "batches": batches, "relay": relay}, whole.statements


def _fresh(kind: type[Event]) -> Event:
    return fact(kind, **{kind.key_field: uuid4()})


def _tell_story(whole: Whole) -> SignIn:
    """Now and then everybody looks at their home page, whatever waits there."""
    people: dict[str, Persona] = {}
    pages, steps = whole.home_pages(), count()

    def look_home(answer: httpx.Response) -> None:
        if answer.request.method != "GET" and next(steps) % LOOK_HOME == 0:
            for persona in people.values():
                _look_home(persona, pages)

    def sign_in(key: str) -> Persona:
        if key not in people:
            with whole.client() as client:
                made = client.post("/api/session", json={"persona": key})
            assert made.status_code == 201, made.text
            signed = whole.client(authorization=f"Bearer {made.json()['token']}")
            signed.event_hooks = {"response": [look_home]}
            people[key] = Persona(signed, made.json()["person_id"])
        return people[key]

    story(sign_in)
    body = {"title": "Sent twice", "text": "Once is enough.", "language": "en"}
    made = sign_in("P010").client.post("/api/ideas", json=body, headers={"idempotency-key": str(uuid4())})
    assert made.status_code == 201, made.text
    return sign_in


def _look_home(persona: Persona, pages: Sequence[str]) -> None:
    for page in pages:
        answer = persona.client.get(page)
        assert answer.status_code == 200, answer.text


def _wait_for_one_person(whole: Whole, sign_in: SignIn) -> None:
    """Somebody with every function and a chair in two bodies looks home while several ideas wait."""
    held: list[tuple[str, dict[str, str]]] = [("role", {"role": role}) for role in get_args(RoleName)]
    held += [("mandate", {"body_external_id": body, "role": "chair"}) for body in ("B001", "B002")]
    since = {"external_id": EVERYBODYS, "effective_on": "2026-01-01"}
    lines = [json.dumps({"type": f"hr.{what}.granted", "data": since | more}) for what, more in held]
    whole.tell_hr(lines)
    author = sign_in("P010")
    for number in range(WAITING):
        idea = author.post("/api/ideas", {"title": f"Idea {number}", "text": "Waits.", "language": "en"}, expect=201)
        author.post(f"/api/ideas/{idea['idea_id']}/submission")
    everybody = sign_in(EVERYBODYS)
    assert len(everybody.get("/api/ideas/tasks")) >= WAITING
    _look_home(everybody, whole.home_pages())


async def _relayed_pages(url: str) -> Counts:
    """What a page costs: the difference between many and few of them, so that election and ending fall out."""
    few, many = 3, 6
    counts = [await _relay(url, pages) for pages in (few, few, many)]
    per_page = [(last - first) / (many - few) for first, last in zip(counts[1], counts[2], strict=True)]
    assert all(each.is_integer() for each in per_page), counts
    return {f"a page of {PAGE} events": Count(*(int(each) for each in per_page))}


async def _relay(url: str, pages: int) -> Count:
    parts, stop = urlsplit(url), asyncio.Event()
    wire = Wire(parts.hostname or "", parts.port or 5432)
    port = await wire.open()
    pool = await db.connect_pool(url, 1)
    wanted = pages * PAGE - 1  # the last page is not full, so that its end is known without another look
    async with db.transaction(pool, "bench") as tx:
        outbox.add(tx, *(_fresh(IdeaSubmitted) for _ in range(wanted)))
    await pool.close()
    sent_to = _Acknowledges(wanted, stop)
    await Relay(through(url, port), "/parley/ideas", lambda: sent_to, page=PAGE, stored_every=0).run(stop)
    wire.close()
    return wire.count()


class _Acknowledges:
    """A producer that acknowledges at once, and stops the relay with the last record."""

    def __init__(self, wanted: int, stop: asyncio.Event) -> None:
        self._left, self._stop = wanted, stop

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def send(self, topic: str, value: Any = None, key: Any = None, *, headers: Any = None) -> Any:
        acknowledged: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        acknowledged.set_result(None)
        self._left -= 1
        if self._left == 0:
            self._stop.set()
        return acknowledged


def read_baseline() -> dict[str, Counts]:
    found = json.loads(BASELINE.read_text("utf-8"))
    return {kind: {name: Count(**each) for name, each in counts.items()} for kind, counts in found.items()}


def write_baseline(measured: dict[str, Counts]) -> None:
    """One line a count, so that a change shows as one line."""
    kinds = []
    for kind, counts in measured.items():
        lines = [f"  {json.dumps(name)}: {json.dumps(counts[name]._asdict())}" for name in sorted(counts)]
        kinds.append(f" {json.dumps(kind)}: {{\n" + ",\n".join(lines) + "\n }")
    BASELINE.write_text("{\n" + ",\n".join(kinds) + "\n}\n", "utf-8")


def differences(measured: dict[str, Counts], baseline: dict[str, Counts]) -> list[str]:
    """A sentence for every count that is not the committed one; both numbers are named."""
    said = []
    for kind in sorted(measured.keys() | baseline.keys()):
        now, before = measured.get(kind, {}), baseline.get(kind, {})
        for name in sorted(now.keys() | before.keys()):
            if now.get(name) != before.get(name):
                said.append(f"{name}: {told(now.get(name))} now, {told(before.get(name))} in the baseline")
    return said


def told(count: Count | None) -> str:
    return f"{count.statements} statements in {count.round_trips} round trips" if count else "nothing"
