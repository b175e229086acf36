"""The allow-list: what spans, log lines and metrics may hold. Everything else is dropped and counted.

Telemetry is read by people who may not read the cases. So no key here can hold a name, a text, a person's id or a
membership, and no value is free text: strings are identifiers, or they are dropped too. To add a key, ask first
whether its values, alone or joined with another key on the same line, tell who somebody is or what they said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

IDEA_ID = "idea.id"
EVENT_ID = "event.id"
EVENT_TYPE = "event.type"
ERROR_TYPE = "error.type"
OUTCOME = "parley.outcome"

SPAN_ATTRIBUTES = frozenset(
    {
        IDEA_ID,
        EVENT_ID,
        EVENT_TYPE,
        ERROR_TYPE,
        "case.id",
        "db.operation.name",
        "db.response.returned_rows",
        "db.system.name",
        "deadline.kind",
        "deadline.late_seconds",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "messaging.batch.message_count",
        "messaging.client.id",
        "messaging.consumer.group.name",
        "messaging.destination.name",
        "messaging.destination.partition.id",
        "messaging.kafka.offset",
        "messaging.message.id",
        "messaging.operation.name",
        "messaging.operation.type",
        "messaging.system",
        OUTCOME,
        "server.address",
        "server.port",
    }
)
"""OpenTelemetry's semantic conventions, and a few of our own. Not ``url.path``, ``url.query``, ``enduser.id`` or
``messaging.kafka.message.key``: they hold searches and ids of persons."""

LOG_KEYS = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "service",
        "trace_id",
        "span_id",
        "idea_id",
        "event_id",
        "event_type",
        "error_type",
        "stack",
        "attempt",
        "attempts",
        "batch",
        "bootstrap",
        "count",
        "deadline_kind",
        "due_at",
        "epoch",
        "group",
        "host",
        "kind",
        "lag",
        "method",
        "migration",
        "offset",
        "outcome",
        "partition",
        "partitions",
        "pointer",
        "port",
        "reason",
        "repeated",
        "retry_in",
        "route",
        "rows",
        "seconds",
        "shard",
        "signal",
        "slug",
        "state",
        "status",
        "table",
        "topic",
        "verb",
        "version",
    }
)
"""``reason`` and ``pointer`` are codes and JSON pointers; like all values they are dropped when they are prose."""

METRIC_LABELS = frozenset(
    {"epoch", "group", "kind", "method", "name", "outcome", "partition", "route", "shard", "status", "topic", "where"}
)

_PROSE_KEYS = frozenset({"event", "stack"})
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:/{}()\[\]*+,;=<>#|~-]{0,256}")


def fits(value: Any) -> bool:
    """Whether a value is a number, a truth value, an identifier, or a sequence of these; free text is not."""
    if value is None or isinstance(value, bool | int | float):
        return True
    if isinstance(value, str):
        return _IDENTIFIER.fullmatch(value) is not None
    if isinstance(value, list | tuple):
        return all(fits(item) for item in value)
    return False


def of_span(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that a span may keep."""
    return {key: value for key, value in attributes.items() if key in SPAN_ATTRIBUTES and fits(value)}


def of_log(line: Mapping[str, Any]) -> dict[str, Any]:
    """The members that a log line may keep; ids and times become text."""
    kept = {}
    for key, value in line.items():
        if key not in LOG_KEYS:
            continue
        plain = value if isinstance(value, str | int | float | list | tuple | None) else str(value)
        if key in _PROSE_KEYS or fits(plain):
            kept[key] = plain
    return kept


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """The label names of a metric. ValueError when one is not on the list: found when the module is imported."""
    names = tuple(names)
    if unknown := set(names) - METRIC_LABELS:
        raise ValueError(f"metric labels {sorted(unknown)} are not on the allow-list in shared/telemetry/allowed.py")
    return names
