"""Events keep their word: schemas and examples as committed, strict writers, tolerant readers, no broken reader."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal
from uuid import UUID, uuid4

import jsoncompat
import jsonschema_rs
import pytest
from pydantic import ValidationError

from shared import contracts
from shared.contracts import writing
from shared.events import catalog, envelope, schemas
from shared.events.base import Event
from shared.events.implementation import BenefitMeasured
from shared.events.people import PersonChanged
from shared.events.union_dialogue import OpinionDelivered
from shared.testing import fact

EVENTS = list(schemas.events())
NAMES = [schemas.name(event) for event in EVENTS]
every_event = pytest.mark.parametrize("event", EVENTS, ids=NAMES)

Change = Callable[[dict[str, Any]], None]


def _stored(event: type[Event]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contracts.examples(event)[0].read_text("utf-8"))
    return found


def test_the_committed_contracts_are_current_and_break_no_reader() -> None:
    assert contracts.check() == []


def test_each_type_is_told_by_one_class() -> None:
    types = [event.ce_type() for event in EVENTS]
    assert len(types) == len(set(types))


@every_event
def test_every_stored_example_is_read_and_fits_the_schema(event: type[Event]) -> None:
    validator = jsonschema_rs.Draft202012Validator(contracts.schema(event))
    assert contracts.examples(event)
    for path in contracts.examples(event):
        event.read(path.read_bytes())
        validator.validate(json.loads(path.read_text("utf-8")))


@every_event
def test_what_is_written_is_read_as_the_same(event: type[Event]) -> None:
    made = event.model_validate_json(json.dumps(_stored(event)))
    assert event.read(made.payload()) == made
    assert made.subject
    assert made.key


@every_event
def test_a_writer_is_strict_and_a_reader_tolerant(event: type[Event]) -> None:
    more = _stored(event) | {"of_tomorrow": 1}
    with pytest.raises(ValidationError, match="of_tomorrow"):
        event.model_validate(more)
    assert event.read(json.dumps(more).encode()) == event.read(json.dumps(_stored(event)).encode())


def test_a_reader_is_tolerant_below_the_first_level_too() -> None:
    stored = _stored(OpinionDelivered)
    more = copy.deepcopy(stored)
    more["votes"]["proxies"] = 2
    more["points"][0]["annex"] = "A"
    with pytest.raises(ValidationError):
        OpinionDelivered.model_validate_json(json.dumps(more))
    assert OpinionDelivered.read(json.dumps(more).encode()) == OpinionDelivered.read(json.dumps(stored).encode())


def test_a_type_of_another_class_is_not_read() -> None:
    with pytest.raises(ValidationError):
        BenefitMeasured.read(json.dumps(_stored(OpinionDelivered)).encode())


def _properties(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["properties"]
    return found


def _required_addition(schema: dict[str, Any]) -> None:
    _properties(schema)["badge"] = {"type": "string"}
    schema["required"].append("badge")


def _removal(schema: dict[str, Any]) -> None:
    del _properties(schema)["display_name"]
    schema["required"].remove("display_name")


def _other_type(schema: dict[str, Any]) -> None:
    _properties(schema)["display_name"] = {"type": "integer"}


def _narrower_choice(schema: dict[str, Any]) -> None:
    _properties(schema)["locale"]["enum"] = ["en"]


def _choice_where_none_was(schema: dict[str, Any]) -> None:
    _properties(schema)["display_name"]["enum"] = ["Ada"]


def _no_null(schema: dict[str, Any]) -> None:
    _properties(schema)["manager_id"] = {"type": "string", "format": "uuid"}


def _shorter(schema: dict[str, Any]) -> None:
    _properties(schema)["display_name"]["maxLength"] = 3


def _inside_a_part(schema: dict[str, Any]) -> None:
    for part in schema["$defs"].values():
        part["properties"]["since"] = {"type": "string"}
        part.setdefault("required", []).append("since")


def _optional_made_required(schema: dict[str, Any]) -> None:
    optional = next(name for name in _properties(schema) if name not in schema["required"])
    schema["required"].append(optional)


def _other_format(schema: dict[str, Any]) -> None:
    _properties(schema)["display_name"]["format"] = "uuid"


def _fewer_items(schema: dict[str, Any]) -> None:
    _properties(schema)["roles"]["minItems"] = 1


BREAKING: list[Change] = [
    _optional_made_required,
    _other_format,
    _fewer_items,
    _required_addition,
    _removal,
    _other_type,
    _narrower_choice,
    _choice_where_none_was,
    _no_null,
    _shorter,
    _inside_a_part,
]


@pytest.mark.parametrize("change", BREAKING, ids=lambda change: change.__name__.strip("_"))
def test_a_change_that_breaks_a_reader_is_found(change: Change) -> None:
    old = contracts.schema(PersonChanged)
    new = copy.deepcopy(old)
    change(new)
    said = contracts.breaks(old, new)
    assert said
    assert all("write PersonChangedV2" in sentence for sentence in said)


def _optional_addition(schema: dict[str, Any]) -> None:
    _properties(schema)["badge"] = {"type": "string", "default": ""}


def _wider_choice(schema: dict[str, Any]) -> None:
    _properties(schema)["locale"]["enum"].append("it")


def _other_words(schema: dict[str, Any]) -> None:
    schema["description"] = "In other words."


@pytest.mark.parametrize("change", [_optional_addition, _wider_choice, _other_words])
def test_a_change_that_breaks_no_reader_is_taken(change: Change) -> None:
    old = contracts.schema(PersonChanged)
    new = copy.deepcopy(old)
    change(new)
    assert contracts.breaks(old, new) == []


@pytest.mark.parametrize("change", [_required_addition, _other_type, _narrower_choice, _no_null, _shorter])
def test_an_independent_comparison_agrees(change: Change) -> None:
    # What was written held exactly the old fields (writers are strict); the reader that comes takes more.
    old = PersonChanged.model_json_schema()
    reader = json.loads(json.dumps(old).replace('"additionalProperties": false, ', ""))
    change(broken := copy.deepcopy(reader))
    assert not jsoncompat.check_compat(json.dumps(old), json.dumps(broken), "deserializer")
    _optional_addition(compatible := copy.deepcopy(reader))
    assert jsoncompat.check_compat(json.dumps(old), json.dumps(compatible), "deserializer")


class NoteTaken(Event):
    """Test only: the first form of a fact."""

    subject_field: ClassVar[str] = "note_id"
    key_field: ClassVar[str] = "note_id"
    type: Literal["note.taken"] = "note.taken"
    version: Literal[1] = 1
    note_id: UUID
    words: str

    def upcast(self) -> NoteTakenV2:
        return NoteTakenV2(**self.model_dump(exclude={"version", "words"}), text=self.words, language="en")


class NoteTakenV2(Event):
    """Test only: its successor, with another name and one more field that readers need."""

    subject_field: ClassVar[str] = "note_id"
    key_field: ClassVar[str] = "note_id"
    type: Literal["note.taken"] = "note.taken"
    version: Literal[2] = 2
    note_id: UUID
    text: str
    language: str


def test_a_break_is_a_new_class_and_old_records_reach_its_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    said = contracts.breaks(contracts.schema(NoteTaken), contracts.schema(NoteTakenV2))
    assert any("text is required now" in each for each in said)  # it could not take the first one's place
    assert any("words is gone" in each for each in said)
    for kind in (NoteTaken, NoteTakenV2):
        monkeypatch.setitem(catalog._CLASS_OF, kind.ce_type(), kind)
        monkeypatch.setitem(catalog._TOPIC_OF, kind, "ideas.v1")
    old = fact(NoteTaken, words="as it was written long ago")
    new = fact(NoteTakenV2, note_id=old.note_id, text="of today")
    handled = {NoteTakenV2}
    for record in (old, new):
        headers = [
            ("ce_id", str(uuid4()).encode()),
            ("ce_source", b"/parley/ideas"),
            ("ce_type", record.ce_type().encode()),
            ("ce_time", b"2026-01-01T00:00:00Z"),
        ]
        received = envelope.read("ideas.v1", headers, record.payload(), handled)
        assert received is not None
        assert type(received.event) is NoteTakenV2
        assert received.event.note_id == old.note_id
        assert received.event.text in {"as it was written long ago", "of today"}


def test_the_events_document_is_complete() -> None:
    document = json.loads((writing.CONTRACTS / "asyncapi.json").read_text("utf-8"))
    assert set(document["channels"]) == set(catalog.TOPICS)
    for name, topic in catalog.TOPICS.items():
        channel = document["channels"][name]
        assert set(channel["messages"]) == {schemas.name(event) for event in topic.events}
        assert topic.key in channel["description"]
        assert channel["bindings"]["kafka"]["partitions"] == topic.partitions
        acts = {
            (operation["action"], key.split(".")[0])
            for key, operation in document["operations"].items()
            if operation["channel"]["$ref"] == f"#/channels/{name}"
        }
        assert {who for action, who in acts if action == "receive"} == set(catalog.consumers_of(topic))
        assert len([who for action, who in acts if action == "send"]) == 1
    assert set(document["components"]["messages"]) == set(NAMES)


@every_event
def test_the_example_of_a_record_is_read_by_our_own_reader(event: type[Event]) -> None:
    document = json.loads((writing.CONTRACTS / "asyncapi.json").read_text("utf-8"))
    message = document["components"]["messages"][schemas.name(event)]
    example = message["examples"][0]
    jsonschema_rs.Draft202012Validator(message["headers"], validate_formats=True).validate(example["headers"])
    headers = [(name, value.encode()) for name, value in example["headers"].items()]
    received = envelope.read(catalog.topic_of(event), headers, json.dumps(example["payload"]).encode(), {event})
    assert received is not None
    assert type(received.event) is event
    assert received.envelope.subject == received.event.subject
    # binary mode: each attribute is a header, and whoever needs one finds it described
    assert set(example["headers"]) <= set(message["headers"]["properties"])


def test_writing_refuses_a_break_and_leaves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _planted(tmp_path, monkeypatch)
    old = tmp_path / "schemas" / "person.changed.v1.json"
    older = json.loads(old.read_text("utf-8"))
    older["required"].remove("display_name")  # so today's class asks for more than was promised
    old.write_text(json.dumps(older), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    with pytest.raises(ValueError, match="display_name is required now.*PersonChangedV2"):
        contracts.write()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before


def test_a_stored_example_stays_and_must_stay_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _planted(tmp_path, monkeypatch)
    path = tmp_path / "examples" / "person.changed.v1" / "1.json"
    path.write_text('{"person_id": "of long ago"}', "utf-8")
    contracts.write()
    assert path.read_text("utf-8") == '{"person_id": "of long ago"}'
    assert any("no longer read by PersonChanged" in said for said in contracts.check())


def _planted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "CONTRACTS", folder)
    monkeypatch.setattr(writing, "ROOT", folder)
    contracts.write()
    assert contracts.check() == []
