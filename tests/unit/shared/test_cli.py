"""The ``parley`` tool: clear answers, exit codes, no tracebacks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from typer.testing import CliRunner

from shared import clock, ids, service
from shared.cli import app, describe
from shared.cli.clock import span_of
from shared.cli.hr import outgoing, read
from shared.cli.trace import tree
from shared.cli.wording import counted
from shared.db import Tx
from shared.events.ideas import IdeaSubmitted, ReviewRequested
from shared.service import Batched, Service
from shared.settings import ServiceSettings

runner = CliRunner()
DEMO = Path(__file__).parents[3] / "deploy" / "local" / "demo" / "organisation.jsonl"


def a_line(**changes: Any) -> str:
    data = {"external_id": "U-1", "effective_on": "2026-01-01", "names": {"de": "Straßen"}, "seat": "DE-RP"}
    told = {
        "type": "hr.unit.changed",
        "id": "hr-7",
        "time": "2026-01-05T08:00:00Z",
        "data": data | changes.pop("data", {}),
    }
    return json.dumps(told | changes)


@pytest.fixture(autouse=True)
def _no_offset() -> Any:
    yield
    clock.follow(None)


def headers_of(line: str) -> dict[str, str]:
    return {name: value.decode() for name, value in outgoing(line).headers}


def test_a_right_line_becomes_a_record() -> None:
    record = outgoing(a_line())
    headers = headers_of(a_line())
    assert record.key == b"U-1"
    assert json.loads(record.value)["occurred_at"] == "2026-01-05T08:00:00Z"
    assert headers["ce_type"] == "parley.hr.unit.changed.v1"
    assert headers["ce_subject"] == "U-1"
    assert headers["ce_time"] == "2026-01-05T08:00:00Z"
    assert headers["content-type"] == "application/json"


def test_the_same_line_is_one_event_and_a_corrected_one_another() -> None:
    first, again = (headers_of(a_line())["ce_id"] for _ in range(2))
    corrected = headers_of(a_line(data={"seat": "FR-GES"}))["ce_id"]
    assert first == again != corrected
    assert timedelta(0) <= clock.wall() - ids.time_of(UUID(first)) < timedelta(days=1, seconds=5)


def test_a_recent_time_is_kept_in_the_id() -> None:
    at = (clock.wall() - timedelta(days=2)).replace(microsecond=0)
    assert ids.time_of(UUID(headers_of(a_line(time=at.isoformat()))["ce_id"])) == at


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        ("{", ""),
        ("[]", ""),
        (a_line(type="hr.unit.exploded"), "/type"),
        (a_line(type=7), "/type"),
        (a_line(time="yesterday"), "/time"),
        (a_line(time="2026-01-05T08:00:00"), "/time"),
        (a_line(id=7), "/id"),
        (a_line(seat="DE"), "/seat"),
        (a_line(data={"seat": "Mainz"}), "/data/seat"),
        (a_line(data={"names": {"xx": "?"}}), "/data/names/xx/[key]"),
        (a_line(data={"colour": "red"}), "/data/colour"),
        (json.dumps({"type": "hr.unit.changed", "data": []}), "/data"),
    ],
)
def test_a_wrong_line_is_named_with_its_place(line: str, pointer: str) -> None:
    right, wrong = read([a_line(), "", line])
    assert len(right) == 1
    assert {(number, where) for number, where, _ in wrong} == {(3, pointer)}
    assert all(says for *_, says in wrong)


def test_the_demo_organisation_is_right() -> None:
    right, wrong = read(DEMO.read_text().splitlines())
    assert wrong == []
    assert len({dict(record.headers)["ce_id"] for record in right}) == len(right)


def test_send_reports_wrong_lines_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "hr.jsonl"
    file.write_text(a_line(type="hr.unknown") + "\n")
    answer = runner.invoke(app, ["hr", "send", str(file), "--bootstrap", "127.0.0.1:1"])
    assert answer.exit_code == 1
    assert f"{file}:1: /type: must be one of: hr.employee.hired" in answer.output


def test_send_without_a_file_or_a_broker_says_so(tmp_path: Path) -> None:
    missing = runner.invoke(app, ["hr", "send", str(tmp_path / "none")])
    assert (missing.exit_code, "cannot read" in missing.output) == (2, True)
    file = tmp_path / "hr.jsonl"
    file.write_text(a_line())
    away = runner.invoke(app, ["hr", "send", str(file), "--bootstrap", "127.0.0.1:1"])
    assert (away.exit_code, "Kafka" in away.output, "Traceback" in away.output) == (1, True, False)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("10 days", timedelta(days=10)),
        ("1 week 2 hours", timedelta(weeks=1, hours=2)),
        ("1 day, 30 minutes", timedelta(days=1, minutes=30)),
    ],
)
def test_spans_of_time(words: str, span: timedelta) -> None:
    assert span_of(words) == span


@pytest.mark.parametrize("words", ["", "soon", "10", "-1 days", "3 days ago"])
def test_what_is_no_span_of_time_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="10 days"):
        span_of(words)


def test_the_demos_clock_moves(tmp_path: Path) -> None:
    file = str(tmp_path / "offset")
    moved = runner.invoke(app, ["clock", "forward", "10 days", "--offset-file", file])
    assert moved.exit_code == 0, moved.output
    shown = runner.invoke(app, ["clock", "show"], env={"CLOCK_OFFSET_FILE": file})
    assert "moved forward by 10 days" in shown.output
    refused = runner.invoke(app, ["clock", "forward", "soon", "--offset-file", file])
    assert (refused.exit_code, "10 days" in refused.output) == (1, True)
    assert runner.invoke(app, ["clock", "show"], env={"CLOCK_OFFSET_FILE": ""}).exit_code == 2


async def on_idea_submitted(_tx: Tx, _event: IdeaSubmitted) -> None: ...


async def on_reviews_requested(_tx: Tx, _events: list[ReviewRequested]) -> None: ...


def test_describe_names_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    notify = Service(
        "notify",
        ServiceSettings,
        (),
        {IdeaSubmitted: on_idea_submitted, ReviewRequested: Batched(on_reviews_requested)},
    )
    rows = {(row.event, row.consumer): row.handler for row in describe.ways({"notify": notify})}
    line = on_idea_submitted.__code__.co_firstlineno
    assert rows["idea.submitted", "notify"].endswith(f"test_cli.py:{line} on_idea_submitted")
    assert rows["review.requested", "notify"].endswith("on_reviews_requested")
    assert rows["idea.decided", "notify"] == "no handler"
    assert "copy of people.v1" in rows["person.changed", "notify"]
    monkeypatch.setattr(service, "installed", lambda: {"notify": notify})
    answer = runner.invoke(app, ["describe"])
    assert (answer.exit_code, "on_idea_submitted" in answer.output) == (0, True)


def test_topics_are_listed() -> None:
    answer = runner.invoke(app, ["topics", "list"])
    assert "people.v1: 6 partitions, compacted; told by people" in answer.output


SPANS = [
    {"traceId": "a", "id": "2", "parentId": "1", "name": "send ideas.v1", "timestamp": 20, "duration": 1500},
    {"traceId": "a", "id": "1", "name": "post /api/ideas", "timestamp": 10, "localEndpoint": {"serviceName": "ideas"}},
    {"traceId": "a", "id": "4", "parentId": "9", "name": "lost", "timestamp": 40, "tags": {"error.type": "ValueError"}},
    {"traceId": "a", "id": "3", "parentId": "2", "name": "process ideas.v1", "timestamp": 30},
]


def test_a_trace_is_a_tree_and_orphans_are_shown() -> None:
    assert list(tree(SPANS)) == [
        "  ideas: post /api/ideas (0.0 ms)",
        "    ?: send ideas.v1 (1.5 ms)",
        "      ?: process ideas.v1 (0.0 ms)",
        "  ?: lost (0.0 ms) failed: ValueError",
    ]


def test_trace_asks_zipkin_for_the_idea(monkeypatch: pytest.MonkeyPatch) -> None:
    idea = uuid4()
    asked: list[dict[str, Any]] = []

    def answer(url: str, *, params: dict[str, Any], timeout: float) -> httpx.Response:
        asked.append(params)
        return httpx.Response(200, json=[SPANS, []], request=httpx.Request("GET", url))

    monkeypatch.setattr(httpx, "get", answer)
    shown = runner.invoke(app, ["trace", str(idea)])
    assert shown.exit_code == 0, shown.output
    assert "process ideas.v1" in shown.output
    assert asked[0]["annotationQuery"] == f"idea.id={idea}"


def test_trace_without_zipkin_says_so() -> None:
    answer = runner.invoke(app, ["trace", str(uuid4()), "--zipkin", "http://127.0.0.1:1"])
    assert (answer.exit_code, "cannot read traces" in answer.output) == (1, True)


@pytest.mark.parametrize(
    ("number", "things", "said"),
    [
        (0, "bodies", "0 bodies"),
        (1, "bodies", "1 body"),
        (1, "people", "1 person"),
        (1, "campaigns", "1 campaign"),
        (1, "repeated lines", "1 repeated line"),
        (1_200, "ideas", "1,200 ideas"),
    ],
)
def test_a_number_of_things_is_said_as_one_says_it(number: int, things: str, said: str) -> None:
    assert counted(number, things) == said
