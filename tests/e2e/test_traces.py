"""One search by an idea's id shows its way: every edge between services, across the outbox and the topics."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared.events import catalog
from shared.service import installed
from stack.layout import ROOT
from stack.running import Running
from tests.e2e.personas import eventually
from tests.zipkin import Zipkin

pytestmark = pytest.mark.timeout(400)  # run alone, they start the stack and tell the story first
Edge = tuple[str, str, str]
"""Service that tells, topic, service that hears."""

SUBJECT = {"idea.id", "event.id", "event.type"}
ON_THE_WAY = {
    ("ideas", "ideas.v1", "review"),
    ("ideas", "ideas.v1", "union-dialogue"),
    ("ideas", "ideas.v1", "implementation"),
    ("ideas", "ideas.v1", "notify"),
    ("review", "reviews.v1", "ideas"),
    ("review", "reviews.v1", "notify"),
    ("union-dialogue", "dialogues.v1", "ideas"),
    ("union-dialogue", "dialogues.v1", "implementation"),
    ("union-dialogue", "dialogues.v1", "notify"),
    ("implementation", "implementation.v1", "ideas"),
    ("implementation", "implementation.v1", "notify"),
}
REPLICAS = {
    ("people", "people.v1", service) for service in ("ideas", "review", "union-dialogue", "implementation", "notify")
}


def service_of(span: Any) -> str:
    return str(span["localEndpoint"]["serviceName"])


def edges(traces: list[list[Any]]) -> set[Edge]:
    """Who told whom: a ``process`` span whose parent is another service's ``send`` span of the same topic."""
    return set(_edges(traces))


def _edges(traces: list[list[Any]]) -> Iterator[Edge]:
    for spans in traces:
        by_id = {span["id"]: span for span in spans}
        for span in spans:
            above = by_id.get(span.get("parentId"))
            word, _, topic = span["name"].partition(" ")
            if word == "process" and above and above["name"] == f"send {topic}":
                yield service_of(above), topic, service_of(span)


def test_every_edge_of_the_catalogue_is_expected_here() -> None:
    """A new consumer of an idea's topic must show up in the way of an idea."""
    told = {
        (topic.producer, topic.name, consumer)
        for topic in catalog.TOPICS.values()
        if topic.key.startswith("idea id")
        for consumer in catalog.consumers_of(topic)
    }
    assert told == ON_THE_WAY


def test_one_search_shows_the_way_of_an_idea_through_the_services(stack: Running, traces: Zipkin, idea: str) -> None:
    eventually(lambda: edges(traces.traces(idea__id=idea)) >= ON_THE_WAY, what="every edge")
    found = traces.traces(idea__id=idea)
    assert edges(found) == ON_THE_WAY
    assert {service_of(span) for spans in found for span in spans} == set(installed()) - {"people"}


def test_the_state_of_persons_reaches_every_service_in_a_trace_of_its_own(
    stack: Running, traces: Zipkin, hr_tells: Callable[..., None]
) -> None:
    lines = (ROOT / "deploy" / "local" / "demo" / "organisation.jsonl").read_text().splitlines()
    hired = [told["data"] for told in map(json.loads, lines) if told["type"] == "hr.employee.hired"]
    hr_tells("hr.employee.changed", **hired[-1] | {"email": "somebody.else@moselland.example"})
    eventually(lambda: edges(traces.traces()) >= REPLICAS, what="the copies of people.v1")


def test_each_step_says_what_it_is_about(stack: Running, traces: Zipkin, idea: str) -> None:
    eventually(lambda: edges(traces.traces(idea__id=idea)) >= ON_THE_WAY, what="every edge")
    spans = [span for each in traces.traces(idea__id=idea) for span in each]
    nameless = {span["name"] for span in spans if span["name"].split()[0] in ("send", "process") and not _says(span)}
    assert {name for name in nameless if "notifications.v1" not in name} == set()
    told = [span for span in spans if "event.id" in span.get("tags", {})]
    assert {_kind(span) for span in told} >= {"POST", "transaction", "send", "process"}
    assert all("event.type" in span["tags"] for span in told)
    about = {_kind(span) for span in spans if span.get("tags", {}).get("idea.id") == idea}
    assert about >= {"GET", "POST", "transaction", "send", "process"}


def _says(span: Any) -> bool:
    return set(span.get("tags", {})) >= SUBJECT


def _kind(span: Any) -> str:
    return str(span["name"]).split()[0]


def test_make_trace_prints_the_way(stack: Running, traces: Zipkin, idea: str) -> None:
    eventually(lambda: edges(traces.traces(idea__id=idea)) >= ON_THE_WAY, what="every edge")
    command = ["make", "--no-print-directory", "trace", f"IDEA={idea}"]
    env = os.environ | {"PARLEY_ZIPKIN": traces.address}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ideas: POST /api/ideas/{idea_id}/submission" in done.stdout
    sent = done.stdout.index("send ideas.v1")
    assert "process ideas.v1" in done.stdout[sent:]
