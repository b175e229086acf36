"""What failed and was tried again stays in the trace that it came in; nothing hangs in the air; polling leaves no trace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stack.running import Running
from tests.chaos.checker import rows
from tests.e2e.personas import Persona, eventually
from tests.e2e.test_life_of_an_idea import submitted_idea
from tests.e2e.test_traces import ON_THE_WAY, edges, service_of
from tests.zipkin import Zipkin

pytestmark = pytest.mark.timeout(400)  # run alone, they start the stack and tell the story first
Span = dict[str, Any]

FAILS = "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'for the test'; END $$"
BREAK = "CREATE TRIGGER fails BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION fails()"
MEND = "DROP FUNCTION IF EXISTS fails() CASCADE"
PARKED = "SELECT id, attempts FROM parked WHERE key = convert_to($1, 'UTF8') ORDER BY partition, \"offset\""
NOT_BY_ITSELF = "UPDATE parked SET next_attempt_at = now() + interval '1 hour' WHERE key = convert_to($1, 'UTF8')"
LAST_TRY = "UPDATE parked SET attempts = 8, next_attempt_at = now() WHERE key = convert_to($1, 'UTF8')"
DEAD = "SELECT id FROM dead_letter WHERE key = convert_to($1, 'UTF8') AND state = 'open'"
TOLD = "SELECT notification_id FROM notification WHERE idea_id = $1::uuid"
NAMES = re.compile(
    r"(GET|POST|PUT|PATCH|DELETE|HEAD) /\S*|transaction \S.*|(send|process) [a-z]+\.v\d+(\.parley\.\S+\.dlq)?"
)
KINDS = {"send": "PRODUCER", "process": "CONSUMER", "transaction": None}


def spans_of(traces: Zipkin, idea: str) -> list[Span]:
    return [span for each in traces.traces(idea__id=idea) for span in each]


def orphans(spans: list[Span]) -> list[str]:
    """Spans whose parent nobody sent."""
    known = {(span["traceId"], span["id"]) for span in spans}
    lost = [span for span in spans if "parentId" in span and (span["traceId"], span["parentId"]) not in known]
    return [f"{service_of(span)}: {span['name']}" for span in lost]


def above(span: Span, spans: list[Span]) -> Span:
    (parent,) = [each for each in spans if each["id"] == span.get("parentId") and each["traceId"] == span["traceId"]]
    return parent


def attempts(traces: Zipkin, idea: str) -> list[Span]:
    """How notify took the news that the idea was handed in, in order of time."""
    taken = [
        span
        for span in spans_of(traces, idea)
        if service_of(span) == "notify"
        and span["name"] == "process ideas.v1"
        and span["tags"].get("event.type") == "idea.submitted"
    ]
    return sorted(taken, key=lambda span: span["timestamp"])


def succeeded(taken: list[Span]) -> bool:
    """Whether the last attempt that is told of went well; spans are told in batches, the last one last."""
    return bool(taken) and "error.type" not in taken[-1]["tags"]


@pytest.fixture
def broken(stack: Running) -> Iterator[Callable[[], None]]:
    """Notify cannot write a notification until this is called."""
    rows(stack, "notify", FAILS)
    rows(stack, "notify", BREAK)

    def mend() -> None:
        rows(stack, "notify", MEND)

    yield mend
    mend()


def parley(stack: Running, *words: object) -> None:
    tool = Path(sys.executable).with_name("parley")
    env = os.environ | stack.environments["notify"]
    done = subprocess.run(
        [str(tool), *map(str, words)], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def in_the_trace_of_the_request(taken: list[Span], spans: list[Span]) -> None:
    """Request, transaction, send, process: each below the one before, all about the same event of the same idea."""
    for each in taken:
        sent = above(each, spans)
        transaction = above(sent, spans)
        request = above(transaction, spans)
        assert [service_of(one) for one in (sent, transaction, request)] == ["ideas"] * 3
        assert (sent["name"], request["name"]) == ("send ideas.v1", "POST /api/ideas/{idea_id}/submission")
        assert transaction["name"].startswith("transaction ")
        about = [{key: one["tags"][key] for key in ("event.id", "event.type", "idea.id")} for one in (each, sent)]
        assert about[0] == about[1]


def test_a_retry_from_parked_goes_on_in_the_trace(
    stack: Running, traces: Zipkin, sign_in: Callable[[str], Persona], broken: Callable[[], None]
) -> None:
    idea = submitted_idea(sign_in("P010"), "Parked for a while")
    eventually(lambda: rows(stack, "notify", PARKED, idea), what="the parking")
    rows(stack, "notify", NOT_BY_ITSELF, idea)
    broken()
    for row in rows(stack, "notify", PARKED, idea):
        parley(stack, "parked", "retry", row["id"])
    eventually(lambda: rows(stack, "notify", TOLD, idea), what="the notification")
    eventually(lambda: succeeded(attempts(traces, idea)), what="the span of the attempt that went well")
    eventually(lambda: not orphans(spans_of(traces, idea)), what="the parents of all spans")
    taken, spans = attempts(traces, idea), spans_of(traces, idea)
    assert len(taken) > 1
    assert not any(succeeded([one]) for one in taken[:-1]), "what went well is not taken again"
    in_the_trace_of_the_request(taken, spans)
    assert ("ideas", "ideas.v1", "notify") in edges(traces.traces(idea__id=idea))


def test_a_redrive_from_the_dead_letters_goes_on_in_the_trace(
    stack: Running, traces: Zipkin, sign_in: Callable[[str], Persona], broken: Callable[[], None]
) -> None:
    idea = submitted_idea(sign_in("P010"), "Dead for a while")
    eventually(lambda: rows(stack, "notify", PARKED, idea), what="the parking")
    rows(stack, "notify", LAST_TRY, idea)
    (letter,) = eventually(lambda: rows(stack, "notify", DEAD, idea), what="the dead letter")
    broken()
    parley(stack, "dead-letters", "redrive", letter["id"])
    eventually(lambda: rows(stack, "notify", TOLD, idea), what="the notification")
    eventually(lambda: succeeded(attempts(traces, idea)), what="the span of the redrive")
    eventually(lambda: not orphans(spans_of(traces, idea)), what="the parents of all spans")
    taken = attempts(traces, idea)
    assert len(taken) > 1
    in_the_trace_of_the_request(taken, spans_of(traces, idea))


def test_no_span_of_the_story_is_orphaned_and_each_is_called_and_placed_as_it_should(
    stack: Running, traces: Zipkin, idea: str
) -> None:
    eventually(lambda: edges(traces.traces(idea__id=idea)) >= ON_THE_WAY, what="every edge")
    eventually(lambda: not orphans(spans_of(traces, idea)), what="the parents of all spans")
    spans = spans_of(traces, idea)
    assert {span["name"] for span in spans if not NAMES.fullmatch(span["name"])} == set()
    for span in spans:
        word = span["name"].split()[0]
        assert span.get("kind") == KINDS.get(word, "SERVER"), span["name"]
        if word == "transaction":
            assert span["tags"]["db.system.name"] == "postgresql", span
        elif word not in KINDS:
            tags = span["tags"]
            assert f"{tags['http.request.method']} {tags['http.route']}" == span["name"]
            assert re.fullmatch(r"[1-5]\d\d", tags["http.response.status_code"]), span
        if word in ("send", "process"):
            tags = span["tags"]
            assert (tags["messaging.system"], tags["messaging.operation.name"]) == ("kafka", word)
            assert f"{word} {tags['messaging.destination.name']}" == span["name"]
            assert "parentId" in span or "messaging.batch.message_count" in tags, span
        if word == "process":
            assert tags["messaging.consumer.group.name"] == f"parley.{service_of(span)}"
            assert {"messaging.destination.partition.id", "messaging.kafka.offset"} <= tags.keys()


def test_looking_for_work_leaves_no_trace(stack: Running, traces: Zipkin, idea: str) -> None:
    """Six services look some twenty times a second for deadlines, parked events and chores."""
    looked = [span for span in traces.spans if span["name"] in ("transaction retry parked", "transaction place")]
    assert all(span["tags"].get("parley.outcome") == "found" for span in looked)
    seconds = (max(span["timestamp"] for span in traces.spans) - min(span["timestamp"] for span in traces.spans)) / 1e6
    assert len(looked) < seconds
