"""The AsyncAPI 3.0 document: topics as channels, events as messages, what each service sends and receives."""

from __future__ import annotations

from typing import Any

from shared.contracts import schemas
from shared.events import catalog
from shared.events.base import Event
from shared.events.catalog import Topic

_TEXT = {"type": "string"}


def asyncapi() -> dict[str, Any]:
    """The document; its payloads refer to the schemas beside it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Parley events",
            "version": "1",
            "description": "CloudEvents 1.0 in Kafka's binary mode: attributes are record headers, the value is the data.",
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in catalog.TOPICS.values()},
        "operations": {key: said for topic in catalog.TOPICS.values() for key, said in _operations(topic).items()},
        "components": {"messages": {schemas.name(event): _message(event) for event in schemas.events()}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    retention = -1 if topic.retention is None else int(topic.retention.total_seconds() * 1000)
    return {
        "address": topic.name,
        "description": f"Told by {topic.producer}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in map(schemas.name, topic.events)},
        "bindings": {
            "kafka": {
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": ["compact" if topic.compacted else "delete"],
                    "retention.ms": retention,
                },
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: Topic) -> dict[str, Any]:
    producer = topic.producer.removeprefix("the ").replace(" ", "-").lower()
    made = {f"{producer}.send.{topic.name}": _operation("send", topic, list(topic.events))}
    for service in catalog.consumers_of(topic):
        heard = [event for event, consumers in topic.events.items() if service in consumers]
        made[f"{service}.receive.{topic.name}"] = _operation("receive", topic, heard)
    return made


def _operation(action: str, topic: Topic, events: list[type[Event]]) -> dict[str, Any]:
    channel = f"#/channels/{topic.name}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{schemas.name(event)}"} for event in events],
    }


def _message(event: type[Event]) -> dict[str, Any]:
    topic = catalog.TOPICS[catalog.topic_of(event)]
    name = schemas.name(event)
    return {
        "name": event.ce_type(),
        "title": event.__name__,
        "summary": " ".join((event.__doc__ or "").split()),
        "contentType": "application/json",
        "headers": _headers(event),
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./schemas/{name}.json"},
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": "0.5.0"}},
    }


def _headers(event: type[Event]) -> dict[str, Any]:
    """Envelope of a record; an HR system may leave out what the schema does not require."""
    return {
        "type": "object",
        "required": ["ce_id", "ce_source", "ce_type", "ce_time"],
        "properties": {
            "content-type": {"const": "application/json"},
            "ce_specversion": {"const": "1.0"},
            "ce_id": _TEXT | {"description": "UUID version 7 from our services; any unique text from an HR system"},
            "ce_source": _TEXT | {"description": "`/parley/<service>`, or the HR system's own"},
            "ce_type": {"const": event.ce_type()},
            "ce_subject": _TEXT | {"description": f"the value of `{event.subject_field}`"},
            "ce_time": _TEXT | {"format": "date-time"},
            "ce_dataschema": {"const": f"/schemas/{schemas.name(event)}.json"},
            "ce_sequence": _TEXT | {"description": "version of the aggregate after this fact, 20 digits"},
            "traceparent": _TEXT | {"description": "W3C Trace Context"},
            "tracestate": _TEXT,
        },
    }
