"""The AsyncAPI 3.0 document: topics as channels, events as messages, what each service sends and receives."""

from __future__ import annotations

from typing import Any

from shared.contracts.examples import example
from shared.events import catalog, schemas
from shared.events.base import Event
from shared.events.catalog import Topic
from shared.http import description

_TEXT = {"type": "string"}
_EXAMPLE_ID = "0198c0de-0000-7000-8000-000000000001"


_DESCRIPTION = """\
CloudEvents 1.0 in Kafka's binary mode: attributes are record headers (`ce_...`), the value is the data as JSON. The key \
keeps what belongs together in order. Records come at least once: `ce_id` tells a repeat, `ce_sequence` counts an \
aggregate's facts. Writers are strict, readers ignore fields that they do not know; a class only gains optional fields, \
anything else is a new version beside it.
"""


def asyncapi() -> dict[str, Any]:
    """The document; its payloads refer to the schemas beside it."""
    producers = {_name_of(topic): f"Told by {topic.producer}." for topic in catalog.TOPICS.values()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Parley events",
            "version": "1",
            "description": _DESCRIPTION,
            "contact": description.CONTACT,
            "license": description.LICENSE,
            "tags": [{"name": name, "description": says} for name, says in sorted(producers.items())],
        },
        "defaultContentType": "application/json",
        "servers": {"brokers": _brokers()},
        "channels": {topic.name: _channel(topic) for topic in catalog.TOPICS.values()},
        "operations": {key: said for topic in catalog.TOPICS.values() for key, said in _operations(topic).items()},
        "components": {
            "messages": {schemas.name(event): _message(event) for event in schemas.events()},
            "securitySchemes": {"scram": {"type": "scramSha512", "description": "KAFKA_USERNAME and KAFKA_PASSWORD"}},
        },
    }


def _brokers() -> dict[str, Any]:
    return {
        "host": "{bootstrap}",
        "protocol": "kafka-secure",
        "description": "The brokers of the installation; within one machine they are plain (`kafka`) and ask nobody.",
        "variables": {"bootstrap": {"description": "KAFKA_BOOTSTRAP", "default": "kafka.parley.example:9093"}},
        "security": [{"$ref": "#/components/securitySchemes/scram"}],
    }


def _name_of(topic: Topic) -> str:
    """The producer of a topic, as a name."""
    return topic.producer.removeprefix("the ").replace(" ", "-").lower()


def _channel(topic: Topic) -> dict[str, Any]:
    retention = -1 if topic.retention is None else int(topic.retention.total_seconds() * 1000)
    return {
        "address": topic.name,
        "title": topic.name,
        "description": f"Told by {topic.producer}. Key: {topic.key}.",
        "tags": [{"name": _name_of(topic)}],
        "servers": [{"$ref": "#/servers/brokers"}],
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
    who = _name_of(topic)
    made = {f"{who}.send.{topic.name}": _operation("send", who, topic, list(topic.events))}
    for service in catalog.consumers_of(topic):
        heard = [event for event, consumers in topic.events.items() if service in consumers]
        made[f"{service}.receive.{topic.name}"] = _operation("receive", service, topic, heard)
    return made


def _operation(action: str, who: str, topic: Topic, events: list[type[Event]]) -> dict[str, Any]:
    channel, does = f"#/channels/{topic.name}", "tells" if action == "send" else "acts on"
    return {
        "action": action,
        "title": f"{who} {does} {topic.name}",
        "summary": f"What {who} {does} on {topic.name}." if action == "send" else f"What {who} {does} of {topic.name}.",
        "description": f"{who} {does}: {', '.join(schemas.name(event) for event in events)}.",
        "tags": [{"name": _name_of(topic)}],
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
        "examples": [_example(event)],
        "tags": [{"name": _name_of(topic)}],
        "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": "0.5.0"}},
    }


def _example(event: type[Event]) -> dict[str, Any]:
    """A record as it may lie in the topic: its headers and its value."""
    payload = example(event)
    headers = {
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": _EXAMPLE_ID,
        "ce_source": f"/parley/{_name_of(catalog.TOPICS[catalog.topic_of(event)])}",
        "ce_type": event.ce_type(),
        "ce_subject": str(payload[event.subject_field]),
        "ce_time": payload["occurred_at"],
        "ce_dataschema": f"/schemas/{schemas.name(event)}.json",
        "ce_sequence": f"{payload['aggregate_version']:020d}",
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    }
    return {"name": "1", "summary": f"One {event.__name__}", "headers": headers, "payload": payload}


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
