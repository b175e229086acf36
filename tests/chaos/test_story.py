"""The story of an idea while parts fail in its middle: it is told to its end, and the end is the same."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.structs import TopicPartition
from tests.chaos.test_records import Raw, discard_everywhere, send
from tests.e2e import personas
from tests.e2e import test_life_of_an_idea as story
from tests.e2e.conftest import SignedIn
from tests.e2e.personas import Persona, eventually

from shared import ids
from shared.events.catalog import TOPICS
from stack import kafka, postgres, process, services
from stack.running import Running
from stack.secret import Secrets

pytestmark = pytest.mark.timeout(900)
LONG = pytest.mark.long
SignIn = Callable[[str], Persona]
Ending = dict[str, Any]
_AWAY = 60.0  # seconds that the broker is away
_AGAIN = 1200  # tries, a tenth of a second apart
_LATER = {502, 503, 504}


@dataclass(slots=True)
class Steps:
    """Counts the changes that the story makes; before those at ``at`` the fault happens."""

    at: Collection[int] = ()
    fault: Callable[[], None] = field(default=lambda: None)
    done: int = 0

    def next(self) -> None:
        self.done += 1
        if self.done in self.at:
            self.fault()


class Insisting(httpx.BaseTransport):
    """Sends as a careful script does: a change has a key and is repeated until it is answered.

    ``twice``: each POST goes out a second time, and each change of a version is made by two editors at once.
    """

    def __init__(self, steps: Steps, *, twice: bool) -> None:
        self._steps, self._twice, self._line = steps, twice, httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET" or request.url.path == "/api/session":
            return self._insist(request)
        self._steps.next()
        if request.method == "POST":
            request.headers["idempotency-key"] = str(uuid4())
        if not self._twice:
            return self._insist(request)
        if request.method == "POST":
            return self._repeated(request)
        return self._by_two(request) if "if-match" in request.headers else self._insist(request)

    def _repeated(self, request: httpx.Request) -> httpx.Response:
        first, again = self._insist(request), self._insist(request)
        assert again.status_code == first.status_code, again.text
        if first.is_success:
            assert (again.headers["idempotency-replayed"], again.content) == ("true", first.content)
        return first

    def _by_two(self, request: httpx.Request) -> httpx.Response:
        with ThreadPoolExecutor(2) as editors:
            answers = list(editors.map(self._insist, [request] * 2))
        won = [answer for answer in answers if answer.is_success]
        assert sorted(answer.status_code for answer in answers) == [200, 412], [answer.text for answer in answers]
        return won[0]

    def _insist(self, request: httpx.Request) -> httpx.Response:
        for _ in range(_AGAIN):
            try:
                answer = self._line.handle_request(request)
                answer.read()
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if answer.status_code not in _LATER:
                return answer
            time.sleep(0.1)
        raise AssertionError(f"{request.method} {request.url} was never answered")

    def close(self) -> None:
        self._line.close()


@contextmanager
def people(stack: Running, steps: Steps, *, twice: bool = False) -> Iterator[SignIn]:
    """The story's people, who insist."""
    signed: dict[str, Persona] = {}

    def enter(key: str) -> Persona:
        if key not in signed:
            line = Insisting(steps, twice=twice)
            signing = SignedIn(stack.address, key, line.handle_request)  # a fault may lie between two who come
            client = httpx.Client(base_url=stack.address, timeout=60, auth=signing, transport=line)
            signed[key] = Persona(client, signing.person_id)
        return signed[key]

    try:
        yield enter
    finally:
        for persona in signed.values():
            persona.client.close()


def ending(sign_in: SignIn) -> Ending:
    """What is left when the newest idea is closed, as far as it does not differ from one telling to the next."""
    author, implementer = sign_in("P010"), sign_in("P007")
    idea = author.get("/api/ideas", author="me", limit="1")["items"][0]["idea_id"]
    plan = implementer.get(f"/api/plans/{idea}")
    told = [each for each in author.get("/api/notifications", limit="100")["items"] if each["idea_id"] == idea]
    return {
        "status": author.get(f"/api/ideas/{idea}")["status"],
        "decisions": [each["outcome"] for each in author.get(f"/api/ideas/{idea}/decision")],
        "timeline": Counter(each["kind"] for each in author.get(f"/api/ideas/{idea}/timeline", limit="100")["items"]),
        "cases": [each["result"] for each in sign_in("P006").get("/api/cases", idea_id=idea)["items"]],
        "plan": plan["state"],
        "tasks": sorted((task["title"], task["state"]) for task in plan["tasks"]),
        "locked": implementer.get(f"/api/locks/{idea}")["locked"],
        "told": Counter(each["kind"] for each in told),
    }


@dataclass(frozen=True, slots=True)
class Plain:
    """The story without a fault: how many changes it makes, and its end."""

    changes: int
    ending: Ending


@pytest.fixture(autouse=True)
def patient(stack: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """An outage is waited for; days to come are those of the services' clock, which other tests may have moved."""
    monkeypatch.setattr(personas, "PATIENCE", 150)
    with people(stack, Steps()) as sign_in:
        today = datetime.fromisoformat(sign_in("P001").get("/api/clock")["now"]).date()
    monkeypatch.setattr(story, "in_days", lambda days: (today + timedelta(days=days)).isoformat())


@pytest.fixture
def plain(stack: Running, patient: None) -> Plain:
    if not _PLAIN:
        steps = Steps()
        with people(stack, steps) as sign_in:
            story.test_an_idea_from_draft_to_measured_benefit(sign_in)
            made = steps.done
            _PLAIN.append(Plain(made, eventually(lambda: _settled(sign_in), what="the end of the plain story")))
    return _PLAIN[0]


_PLAIN: list[Plain] = []


def _settled(sign_in: SignIn) -> Ending | None:
    seen = ending(sign_in)
    time.sleep(3)
    return seen if ending(sign_in) == seen else None


def tell(stack: Running, plain: Plain, steps: Steps, *, twice: bool = False) -> None:
    """Tell the story to its end, which is that of the plain one, and stays it."""
    with people(stack, steps, twice=twice) as sign_in:
        story.test_an_idea_from_draft_to_measured_benefit(sign_in)
        assert steps.done == plain.changes
        eventually(lambda: _same(ending(sign_in), plain.ending), what="the same end")
        time.sleep(2)
        assert ending(sign_in) == plain.ending, "and nothing comes after"


def _same(seen: Ending, wanted: Ending) -> bool:
    assert seen == wanted
    return True


def _kill_a_service(stack: Running, chance: random.Random) -> None:
    name = chance.choice(sorted(stack.services))
    stack.services[name].process.kill()
    stack.services[name].process.wait()
    stack.restart(name)


def _kill_the_database(stack: Running, _chance: random.Random) -> None:
    assert stack.postgres is not None
    process.stop([stack.postgres.child], 0)  # at once, without a checkpoint
    stack.postgres = postgres.start(stack.layout, Secrets(stack.layout.data / "secrets.json"))


def _poison_each_topic(stack: Running, _chance: random.Random) -> None:
    for name, topic in TOPICS.items():
        send(stack, [Raw(str(uuid4()), ids.new_id(), next(iter(topic.events)).ce_type(), b"\xff not JSON")], name)


def _stop_the_broker(stack: Running, _chance: random.Random) -> None:
    """It is away while the story goes on; a second outage waits for the end of the first."""
    _wait_for_the_broker()
    assert stack.kafka is not None
    stack.kafka.child.process.kill()
    stack.kafka.child.process.wait()
    _BACK.append(threading.Event())
    threading.Thread(target=_start_later, args=(stack, _BACK[-1]), daemon=True).start()


_BACK: list[threading.Event] = []


def _start_later(stack: Running, back: threading.Event) -> None:
    time.sleep(_AWAY)
    try:
        stack.kafka = kafka.start(stack.layout)
    finally:
        back.set()
    threading.Event().wait()  # a server ends with the thread that started it


def _wait_for_the_broker() -> None:
    for back in _BACK:
        back.wait()


FAULTS: dict[str, Callable[[Running, random.Random], None]] = {
    "a service is killed": _kill_a_service,
    "a poison record on each topic": _poison_each_topic,
    "the database is killed": _kill_the_database,
    "the broker is away": _stop_the_broker,
}
GATING = ("a service is killed", "a poison record on each topic")


@pytest.mark.parametrize("fault", [each if each in GATING else pytest.param(each, marks=LONG) for each in FAULTS])
def test_a_fault_at_three_steps_changes_nothing_of_the_end(
    stack: Running, plain: Plain, chance: random.Random, fault: str
) -> None:
    at = chance.sample(range(1, plain.changes + 1), 3)
    try:
        tell(stack, plain, Steps(at, lambda: FAULTS[fault](stack, chance)))
    finally:
        _wait_for_the_broker()
        list(services.await_ready(stack.layout, stack.services.values()))
        discard_everywhere(stack)


def test_every_post_twice_and_two_editors_at_once_change_nothing_of_the_end(stack: Running, plain: Plain) -> None:
    tell(stack, plain, Steps(), twice=True)


def test_every_event_twice_changes_nothing_of_the_end(stack: Running, plain: Plain) -> None:
    with _echo(stack) as echoed:
        tell(stack, plain, Steps())
    assert set(echoed) >= {name for name in TOPICS if name not in ("hr.v1", "people.v1")}, echoed


@contextmanager
def _echo(stack: Running) -> Iterator[Counter[str]]:
    """Each record of each topic is sent a second time, as a producer does that did not hear the answer."""
    ready, stop, echoed = threading.Event(), threading.Event(), Counter[str]()
    thread = threading.Thread(target=lambda: asyncio.run(_echoing(stack, ready, stop, echoed)), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield echoed
    finally:
        stop.set()
        thread.join(30)


async def _echoing(stack: Running, ready: threading.Event, stop: threading.Event, echoed: Counter[str]) -> None:
    bootstrap = stack.environments["ideas"]["KAFKA_BOOTSTRAP"]
    async with (
        AIOKafkaConsumer(bootstrap_servers=bootstrap) as heard,
        AIOKafkaProducer(bootstrap_servers=bootstrap) as producer,
    ):
        places = [TopicPartition(name, n) for name, topic in TOPICS.items() for n in range(topic.partitions)]
        heard.assign(places)
        await heard.seek_to_end(*places)
        await asyncio.gather(*(heard.position(place) for place in places))
        ready.set()
        while not stop.is_set():
            for place, records in (await heard.getmany(timeout_ms=200)).items():
                for record in records:
                    if ("echo", b"") not in record.headers:
                        headers = [*record.headers, ("echo", b"")]
                        await producer.send_and_wait(
                            place.topic, record.value, record.key, place.partition, headers=headers
                        )
                        echoed[place.topic] += 1
