"""Every event with fields that are missing, of a wrong kind or too large: refused by name, never by its value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from shared import contracts, ids
from shared.errors import Poison
from shared.events import catalog, envelope, schemas
from shared.events.base import Event

EVENTS = list(schemas.events())
every_event = pytest.mark.parametrize("event", EVENTS, ids=[schemas.name(event) for event in EVENTS])

WRONG: tuple[Any, ...] = ({"is": ["secret"]}, ["secret", {}], "secret \x01", -17.5, -(10**40), None)
MORE = "secret" * 10_000


def stored(event: type[Event]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contracts.examples(event)[0].read_text("utf-8"))
    return found


def refusal(event: type[Event], body: dict[str, Any]) -> str | None:
    """What a consumer says of a record with this payload; None when it takes it."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": str(ids.new_id()),
        "ce_source": "/parley/test",
        "ce_type": event.ce_type(),
        "ce_time": "2026-05-04T08:00:00Z",
    }
    pairs = [(name, value.encode()) for name, value in headers.items()]
    try:
        assert envelope.read(catalog.topic_of(event), pairs, json.dumps(body).encode(), {event}) is not None
    except Poison as poison:
        assert poison.reason == "invalid-payload"
        return str(poison)
    return None


def wrong_values(event: type[Event], name: str) -> Iterator[Any]:
    """Those that the committed schema does not allow in this field; the reader is held against it."""
    validator = jsonschema_rs.Draft202012Validator(contracts.schema(event))
    for value in (*WRONG, MORE):
        if not validator.is_valid(stored(event) | {name: value}):
            yield value


@every_event
def test_a_missing_field_is_named(event: type[Event]) -> None:
    required = set(contracts.schema(event)["required"])
    assert {"occurred_at", event.subject_field, event.key_field} <= required
    for name in required:
        body = stored(event)
        del body[name]
        said = refusal(event, body)
        assert said, f"{name} may be missing"
        assert f"/{name} missing" in said


@every_event
def test_a_wrong_value_is_named_by_its_field_and_not_repeated(event: type[Event]) -> None:
    for name in stored(event):
        values = list(wrong_values(event, name))
        assert values, f"{name} takes anything"
        for value in values:
            said = refusal(event, stored(event) | {name: value})
            assert said, f"{name} takes {str(value)[:50]}"
            assert f"/{name}" in said
            assert "secret" not in said


@every_event
def test_what_a_newer_producer_adds_is_passed_over(event: type[Event]) -> None:
    assert refusal(event, stored(event) | {"of_tomorrow": MORE, "and_more": {"deep": [[[1]]]}}) is None


@every_event
@pytest.mark.parametrize("payload", ["[]", "null", "17", '"text"', "", "{", "{}" * 2, '{"type":'])
def test_what_is_no_object_is_refused(event: type[Event], payload: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        event.read(payload.encode())
