"""``parley hr send``: take HR events from a file, check each line, and put the right ones on hr.v1."""

from __future__ import annotations

import asyncio
import codecs
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import typer
from pydantic import AwareDatetime, TypeAdapter, ValidationError

from shared import clock, ids
from shared.cli.kafka import Bootstrap, producer
from shared.cli.refusal import refuse, run
from shared.cli.wording import counted
from shared.events import catalog
from shared.events.base import Event

app = typer.Typer(help="Talk like an HR system.", no_args_is_help=True)

TOPIC = catalog.TOPICS["hr.v1"]
SOURCE = "/hr"
_TYPES: dict[str, type[Event]] = {
    name: event for event in TOPIC.events for name in (event.type_name(), event.ce_type())
}
_MEMBERS = frozenset({"type", "id", "time", "data"})
_BOM = "\ufeff"
_OTHER_ENCODINGS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
_LARGEST = 65_536  # bytes of a line; the largest sensible event has a tenth of it
_TAKEN = timedelta(days=6)  # consumers remember 8 days of ids; an older id would go to the dead letters
_TIME: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)


class Outgoing(NamedTuple):
    """One record, ready to send."""

    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


class Checked(NamedTuple):
    """What a file holds: records to send, in its order; what is wrong (line from 1, JSON pointer, sentence); repeats."""

    right: list[Outgoing]
    wrong: list[tuple[int, str, str]]
    repeated: int


class Wrong(Exception):
    """What is wrong with a line: pairs of JSON pointer and sentence."""

    def __init__(self, *found: tuple[str, str]) -> None:
        self.found = found
        super().__init__(found)


@app.callback()
def main() -> None:
    """Talk like an HR system."""


@app.command()
def send(
    file: Annotated[Path, typer.Argument(help="JSON lines: {type, id, time, data}; - for standard input.")],
    bootstrap: Bootstrap = "127.0.0.1:9092",
) -> None:
    """Check each line of FILE and send the right ones. Exit code 1 when a line was wrong."""
    right, wrong, repeated = check(_lines(file))
    for number, pointer, says in wrong:
        typer.echo(f"{file}:{number}: {pointer or '/'}: {says}", err=True)
    if right:
        run(put(bootstrap, right))
    sent, bad = counted(len(right), "events"), counted(len({number for number, *_ in wrong}), "lines")
    twice = f", {counted(repeated, 'repeated lines')} left out" if repeated else ""
    typer.echo(f"{sent} sent to {TOPIC.name}, {bad} wrong{twice}.")
    if wrong:
        raise typer.Exit(1)


def _lines(file: Path) -> list[bytes]:
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        refuse(f"cannot read {file}: {error}", 2)
    for mark, name in _OTHER_ENCODINGS.items():
        if raw.startswith(mark):
            refuse(f"cannot read {file}: it is {name}; save it as UTF-8", 2)
    return raw.split(b"\n")


def read(lines: Iterable[str]) -> tuple[list[Outgoing], list[tuple[int, str, str]]]:
    """The records to send, in order, and what is wrong: (line number from 1, JSON pointer, sentence)."""
    return check(line.encode(errors="surrogatepass") for line in lines)[:2]


def check(lines: Iterable[bytes]) -> Checked:
    """Each line for itself: one that is wrong keeps no other from being sent."""
    found, seen, repeated = Checked([], [], 0), dict[str, tuple[int, Outgoing]](), 0
    for number, raw in enumerate(lines, 1):
        try:
            line = _text(raw)
            if line.strip():
                name, record = _named(line)
                known, first = seen.setdefault(name, (number, record))
                _refuse_reuse(known, first, record)
                repeated += known != number
                found.right.extend([record] if known == number else [])
        except Wrong as error:
            found.wrong.extend((number, pointer, says) for pointer, says in error.found)
    return found._replace(repeated=repeated)


def _refuse_reuse(line: int, first: Outgoing, record: Outgoing) -> None:
    if first.value != record.value:
        raise Wrong(("/id", f"was used on line {line} for another event; give each event an id of its own"))


def _text(raw: bytes) -> str:
    """A line as text; blank ones and byte order marks between joined files mean nothing."""
    if len(raw) > _LARGEST:
        raise Wrong(("", f"has {len(raw)} bytes, at most {_LARGEST} are taken"))
    try:
        return raw.decode().lstrip(_BOM)
    except UnicodeDecodeError as error:
        raise Wrong(("", f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8")) from None


def outgoing(line: str) -> Outgoing:
    """The record for one line. Wrong says what keeps it from being one."""
    return _named(line)[1]


def _named(line: str) -> tuple[str, Outgoing]:
    """What the line calls its event (its id, or else our own), and the record."""
    told = _members(line)
    kind = _TYPES.get(told["type"]) if isinstance(told.get("type"), str) else None
    if kind is None:
        raise Wrong(("/type", f"must be one of: {', '.join(event.type_name() for event in TOPIC.events)}"))
    at = _time(told)
    foreign_id = told.get("id", "")
    if not isinstance(foreign_id, str) or not foreign_id.isprintable():  # half a character is not printable either
        raise Wrong(("/id", "must be text that can be printed"))
    event = _event(kind, told.get("data"), at)
    value = event.payload()
    event_id = _id(foreign_id, at, value)
    return foreign_id or str(event_id), Outgoing(event.key, value, _headers(event, at, event_id))


def _members(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise Wrong(("", "is nested too deeply")) from None
    except ValueError as error:
        raise Wrong(("", f"is not JSON: {error}")) from None
    if not isinstance(told, dict):
        raise Wrong(("", "must be an object with type, id, time and data"))
    if unknown := told.keys() - _MEMBERS:
        raise Wrong(*((f"/{name}", "is not known; the event's own fields belong into data") for name in unknown))
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two members of one name nobody could say which is meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise Wrong(("", f"has the member {next(name for name in names if names.count(name) > 1)!r} twice"))
    return made


def _no_number(name: str) -> None:
    raise Wrong(("", f"is not JSON: {name} is no number"))


def _time(told: dict[str, Any]) -> datetime:
    if "time" not in told:
        return clock.wall()
    try:
        at = _TIME.validate_json(json.dumps(told["time"]), strict=True)  # text alone: a number says no zone
        return at.astimezone(UTC)
    except (ValidationError, OverflowError):
        raise Wrong(("/time", "must be a time with its zone, for example 2026-01-31T08:00:00Z")) from None


def _event(kind: type[Event], data: Any, at: datetime) -> Event:
    if not isinstance(data, dict):
        raise Wrong(("/data", f"must be an object with the fields of {kind.type_name()}"))
    try:
        return kind.model_validate_json(json.dumps({"occurred_at": at.isoformat()} | data))
    except ValidationError as error:
        raise Wrong(*((_pointer(found["loc"]), found["msg"]) for found in error.errors())) from None


def _pointer(loc: tuple[int | str, ...]) -> str:
    return "/data" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in loc)


def _id(foreign: str, at: datetime, value: bytes) -> UUID:
    """The id that our inbox knows the event by: equal lines sent on one day are one event, a corrected line is new."""
    now = clock.wall()
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    recent = now - _TAKEN < at <= now
    return ids.id_at(at if recent else today, foreign.encode() + b"\n" + value)


def _headers(event: Event, at: datetime, event_id: UUID) -> list[tuple[str, bytes]]:
    told = {
        "ce_specversion": "1.0",
        "ce_id": str(event_id),
        "ce_source": SOURCE,
        "ce_type": event.ce_type(),
        "ce_subject": event.subject,
        "ce_time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce_dataschema": f"/schemas/{event.type_name()}.v{event.type_version()}.json",
        "ce_sequence": str(event.aggregate_version),
        "content-type": "application/json",
    }
    return [(name, text.encode()) for name, text in told.items()]


async def put(bootstrap: str, records: list[Outgoing]) -> None:
    """All in the order of the file; returns when Kafka has acknowledged every one."""
    async with producer(bootstrap) as to_kafka:
        acks = [
            await to_kafka.send(TOPIC.name, key=record.key, value=record.value, headers=record.headers)
            for record in records
        ]
        await to_kafka.flush()
        await asyncio.gather(*acks)
