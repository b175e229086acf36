"""docs/events.md: a table for each topic."""

from __future__ import annotations

from collections.abc import Iterator

from shared.events import catalog, schemas
from shared.events.base import Event


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Events\n\nMade from `shared/src/shared/events/catalog.py` by `make docs`. Every event also carries `occurred_at`, `by`,"
    yield "`acting_for` and `aggregate_version`. Envelope: CloudEvents 1.0, Kafka binary mode; schemas in `shared/contracts/schemas/`,"
    yield "examples in `shared/contracts/examples/`."
    for topic in catalog.TOPICS.values():
        kept = f"{topic.retention.days} days" if topic.retention else "compacted: the newest of each key"
        yield f"\n## {topic.name}\n\nTold by {topic.producer}. Key: {topic.key}. {topic.partitions} partitions, kept {kept}.\n"
        yield "| event | means | carries | acted on by |\n|---|---|---|---|"
        yield from (_row(event, consumers) for event, consumers in topic.events.items())
    yield "\n## Acted on by no service\n\n| event | why it is told |\n|---|---|"
    yield from (f"| `{schemas.name(event)}` | {why} |" for event, why in catalog.UNHEARD.items())


def _row(event: type[Event], consumers: tuple[str, ...]) -> str:
    own = ", ".join(name for name in event.model_fields if name not in Event.model_fields)
    meaning = " ".join((event.__doc__ or "").split())
    return f"| `{event.type_name()}` v{event.type_version()} | {meaning} | {own} | {', '.join(consumers) or '—'} |"
