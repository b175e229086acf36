"""What a record says about itself: read strictly where it counts, never trusted."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import ids
from shared.errors import Poison
from shared.events import envelope
from shared.events.ideas import IdeaRevised, IdeaSubmitted
from shared.testing.facts import fact

EVENT = fact(IdeaSubmitted, title="Bikes")
OWN_ID = ids.new_id()
HEADERS = {
    "ce_specversion": b"1.0",
    "ce_id": str(OWN_ID).encode(),
    "ce_source": b"/parley/ideas",
    "ce_type": IdeaSubmitted.ce_type().encode(),
    "ce_time": b"2026-05-04T08:00:00Z",
    "ce_subject": b"s",
    "ce_sequence": b"00000000000000000001",
}


def with_(**changed: bytes | None) -> list[tuple[str, bytes]]:
    return [(name, value) for name, value in (HEADERS | changed).items() if value is not None]


def read(headers: list[tuple[str, bytes]], payload: bytes | None = None, topic: str = "ideas.v1"):
    return envelope.read(topic, headers, payload if payload is not None else EVENT.payload(), {IdeaSubmitted})


def test_a_good_record() -> None:
    received = read(with_(ce_partitionkey=b"k"))
    assert received is not None
    assert received.event == EVENT
    assert received.envelope.id == OWN_ID
    assert received.envelope.extra == {"ce_partitionkey": "k"}


@pytest.mark.parametrize("name", ["ce_id", "ce_type", "ce_source", "ce_time"])
@pytest.mark.parametrize("fault", ["missing", "duplicate", "undecodable", "empty", "nul"])
def test_every_required_header_counts(name: str, fault: str) -> None:
    headers = with_(
        **{name: {"missing": None, "undecodable": b"\xff\xfe", "empty": b"", "nul": b"a\x00"}.get(fault, HEADERS[name])}
    )
    if fault == "duplicate":
        headers.append((name, HEADERS[name]))
    reason = {"empty": "missing", "nul": "undecodable"}.get(fault, fault)
    with pytest.raises(Poison) as refused:
        read(headers)
    assert refused.value.reason == f"{reason}-{name.replace('_', '-')}"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ce_time": b"yesterday"}, "undecodable-ce-time"),
        ({"ce_time": b"2026-05-04T08:00:00"}, "undecodable-ce-time"),
        ({"ce_id": b"foreign", "ce_time": b"1900-05-04T08:00:00Z"}, "undecodable-ce-time"),
        ({"ce_specversion": b"0.3"}, "unsupported-specversion"),
        ({"ce_type": b"parley.idea.forgotten.v1"}, "unknown-type"),
        ({"ce_type": b"parley.person.changed.v1"}, "wrong-topic"),
    ],
)
def test_other_poison(changed: dict[str, bytes], reason: str) -> None:
    with pytest.raises(Poison) as refused:
        read(with_(**changed))
    assert refused.value.reason == reason


def test_a_foreign_id_is_always_the_same_id_and_carries_its_time() -> None:
    one = read(with_(ce_id=b"SAP-4711"))
    two = read(with_(ce_id=b"SAP-4711"))
    other = read(with_(ce_id=b"SAP-4711", ce_source=b"/other"))
    random = read(with_(ce_id=str(uuid4()).encode()))
    assert one and two and other and random
    assert one.envelope.id == two.envelope.id != other.envelope.id
    assert ids.time_of(one.envelope.id).isoformat() == "2026-05-04T08:00:00+00:00"
    assert random.envelope.id.version == 7


def test_a_type_that_the_service_does_not_handle_is_not_even_parsed() -> None:
    assert read(with_(ce_type=IdeaRevised.ce_type().encode(), ce_id=None), b"not json") is None


def test_an_invalid_payload_names_the_place_and_not_the_value() -> None:
    with pytest.raises(Poison, match="/title") as refused:
        read(with_(), EVENT.payload().replace(b'"Bikes"', b'["secret"]'))
    assert refused.value.reason == "invalid-payload"
    assert "secret" not in str(refused.value)
    with pytest.raises(Poison):
        read(with_(), b"\xff{")
    with pytest.raises(Poison, match="no-payload"):
        envelope.read("ideas.v1", with_(), None, {IdeaSubmitted})


def test_a_newer_producer_may_add_fields() -> None:
    received = read(with_(), EVENT.payload()[:-1] + b',"novelty":1}')
    assert received is not None
    assert received.event == EVENT


def test_an_old_form_is_lifted_to_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = fact(IdeaRevised)
    monkeypatch.setattr(IdeaSubmitted, "upcast", lambda _self: newer)
    received = envelope.read("ideas.v1", with_(), EVENT.payload(), {IdeaRevised})
    assert received is not None
    assert received.event is newer
    assert envelope.read("ideas.v1", with_(), EVENT.payload(), set()) is None


@given(
    st.lists(st.tuples(st.sampled_from([*HEADERS, "traceparent", "x"]), st.binary(max_size=40)), max_size=12),
    st.binary(max_size=60),
)
def test_bytes_of_any_kind_are_an_event_nothing_or_poison(headers: list[tuple[str, bytes]], payload: bytes) -> None:
    try:
        received = read(headers, payload)
    except Poison as poison:
        assert poison.reason
    else:
        assert received is None or isinstance(received.envelope.id, UUID)
