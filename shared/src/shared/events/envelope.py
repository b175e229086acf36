"""From a Kafka record to a fact: CloudEvents headers, the class of the type, its payload, its newest form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from shared import ids
from shared.errors import Poison
from shared.events import catalog
from shared.events.base import Envelope, Event

Headers = Sequence[tuple[str, bytes]]

_OWN = frozenset({"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_sequence"})
_LONGEST = 1024  # characters of an attribute; a CloudEvents attribute is an identifier, not a document


@dataclass(frozen=True, slots=True)
class Received:
    """An event and what its headers said."""

    envelope: Envelope
    event: Event


def read(topic: str, headers: Headers, payload: bytes | None, handled: Collection[type[Event]]) -> Received | None:
    """The event in a record; None for a type of the catalogue that is not ``handled``.

    Poison when headers are missing, doubled or undecodable, when the catalogue does not know the type (or knows it on
    another topic), and when the payload cannot be this fact.
    """
    cls = _class(topic, required(headers, "ce_type"))
    if cls not in handled and cls.upcast is Event.upcast:
        return None
    envelope = decode(headers)
    if payload is None:
        raise Poison("no-payload", envelope.type)
    event = _newest(_parse(cls, payload))
    return Received(envelope, event) if type(event) in handled else None


def decode(headers: Headers) -> Envelope:
    """The CloudEvents attributes of a record (binary mode). Poison with the name of the header at fault."""
    if (version := optional(headers, "ce_specversion")) not in (None, "1.0"):
        raise Poison("unsupported-specversion", str(version))
    time, source = _time(required(headers, "ce_time")), required(headers, "ce_source")
    return Envelope(
        id=_id(required(headers, "ce_id"), source, time),
        source=source,
        type=required(headers, "ce_type"),
        subject=optional(headers, "ce_subject") or "",
        time=time,
        sequence=optional(headers, "ce_sequence") or "",
        traceparent=_context(headers, "traceparent"),
        tracestate=_context(headers, "tracestate"),
        extra={name: _lenient(value) for name, value in headers if name.startswith("ce_") and name not in _OWN},
    )


def required(headers: Headers, name: str) -> str:
    """The one value of a header. Poison when there is none, an empty one, or more than one."""
    value = optional(headers, name)
    if not value:
        raise Poison(f"missing-{_slug(name)}")
    return value


def optional(headers: Headers, name: str) -> str | None:
    """The value of a header, or None. Poison when it is there twice or is not short UTF-8 text."""
    values = [value for key, value in headers if key == name]
    if len(values) > 1:
        raise Poison(f"duplicate-{_slug(name)}")
    if not values or values[0] is None:
        return None
    try:
        text = values[0].decode()
    except UnicodeDecodeError as error:
        raise Poison(f"undecodable-{_slug(name)}", "not UTF-8") from error
    if "\x00" in text or len(text) > _LONGEST:
        raise Poison(f"undecodable-{_slug(name)}", f"a NUL character or more than {_LONGEST} characters")
    return text


def _class(topic: str, ce_type: str) -> type[Event]:
    try:
        cls = catalog.event_class(ce_type)
    except KeyError as error:
        raise Poison("unknown-type", ce_type) from error
    if catalog.topic_of(cls) != topic:  # who may write one topic must not speak for the producer of another
        raise Poison("wrong-topic", f"{ce_type} on {topic}")
    return cls


def _parse(cls: type[Event], payload: bytes) -> Event:
    try:
        return cls.read(payload)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        said = "; ".join(f"{_pointer(each['loc'])} {each['type']}" for each in found[:5])
        raise Poison("invalid-payload", f"{cls.ce_type()}: {said}") from error


def _newest(event: Event) -> Event:
    while (newer := event.upcast()) is not event:
        event = newer
    return event


def _pointer(location: tuple[int | str, ...]) -> str:
    """JSON pointer (RFC 6901); the empty one is the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location) or '""'


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
        time.timestamp()
    except (ValueError, OverflowError) as error:
        raise Poison("undecodable-ce-time", "not an RFC 3339 time") from error
    if time.tzinfo is None:
        raise Poison("undecodable-ce-time", "without a time zone")
    return time


def _id(text: str, source: str, time: datetime) -> UUID:
    """Our own ids as they are; a foreign id becomes one of the same shape, always the same one."""
    try:
        own = UUID(text)
    except ValueError:
        own = None
    if own is not None and own.version == 7:
        return own
    if time.timestamp() < 0:
        raise Poison("undecodable-ce-time", "before 1970")
    return ids.id_at(time, f"{source}|{text}".encode())


def _context(headers: Headers, name: str) -> str | None:
    """A trace is a courtesy: a broken context is left out, never a reason to refuse the fact."""
    return next((_lenient(value) for key, value in headers if key == name and value), None)


def _lenient(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace").replace("\x00", "�")


def _slug(name: str) -> str:
    return name.replace("_", "-")
