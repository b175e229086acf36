"""The headers of a record, and the pauses of the relay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from shared import backoff
from shared.relay import record, runner
from shared.relay.cursor import Snapshot

ID = UUID("019aaaaa-0000-7000-8000-000000000001")
SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def row(**changes: Any) -> dict[str, Any]:
    plain = {
        "event_id": ID,
        "topic": "ideas.v1",
        "key": b"k",
        "type": "idea.submitted",
        "schema_version": 2,
        "subject": "abc",
        "aggregate_version": 7,
        "occurred_at": datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=1))),
        "traceparent": None,
        "tracestate": None,
        "headers": None,
        "payload": b"{}",
        "created_at": datetime(2026, 3, 1, tzinfo=UTC),
    }
    return plain | changes


def test_an_event_has_the_headers_of_cloudevents_binary_mode() -> None:
    said = dict(record.headers(row(), "/parley/ideas", (SAMPLED, "a=b")))
    assert said == {
        "content-type": b"application/json",
        "ce_specversion": b"1.0",
        "ce_id": str(ID).encode(),
        "ce_source": b"/parley/ideas",
        "ce_type": b"parley.idea.submitted.v2",
        "ce_subject": b"abc",
        "ce_time": b"2026-03-01T11:00:00Z",
        "ce_dataschema": b"/schemas/idea.submitted.v2.json",
        "ce_sequence": b"00000000000000000007",
        "traceparent": SAMPLED.encode(),
        "tracestate": b"a=b",
    }


def test_the_headers_of_the_row_win() -> None:
    own = {"ce_id": "other", "dlq_reason": "poison"}
    said = dict(record.headers(row(headers=own), "/parley/ideas", (None, None)))
    assert said["ce_id"] == b"other"
    assert said["dlq_reason"] == b"poison"
    raw = row(type=None, schema_version=None, headers={"x": "1"})
    assert record.headers(raw, "/parley/ideas", (None, None)) == [("x", b"1")]


def test_the_span_names_the_idea_but_never_a_person() -> None:
    assert record.attributes(row())["idea.id"] == "k"
    assert "idea.id" not in record.attributes(row(topic="people.v1", type="person.changed"))
    assert "idea.id" not in record.attributes(row(type="campaign.closed")), "it is about a campaign"


def test_the_idle_pause_grows_to_its_limit() -> None:
    assert [runner.idle_pause(n) for n in range(6)] == [0.002, 0.005, 0.010, 0.025, 0.025, 0.025]


@pytest.mark.parametrize(("failures", "longest"), [(1, 0.1), (2, 0.2), (5, 1.6), (500, 10)])
def test_the_back_off_doubles_up_to_its_cap(failures: int, longest: float) -> None:
    for _ in range(20):
        assert longest / 2 <= backoff.pause(failures, 10) <= longest


def test_a_snapshot_is_read_from_its_text() -> None:
    assert Snapshot.parse("10:20:12,15") == Snapshot("20", ["12", "15"])
    assert Snapshot.parse("10:10:") == Snapshot("10", [])
