"""Call the handler of an event, in a span that continues the event's own trace."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from shared import telemetry
from shared.db import Tx
from shared.events.envelope import Received
from shared.events.message import Message
from shared.service import Batched, Service
from shared.telemetry.allowed import EVENT_TYPE

Pair = tuple[Message, Received]


async def apply(tx: Tx, service: Service, run: Sequence[Pair]) -> None:
    """Apply events of one class, in order: at once by a Batched handler, else one by one."""
    handler = service.handlers[type(run[0][1].event)]
    if not isinstance(handler, Batched):
        for pair in run:
            await _single(tx, service, pair, handler(tx, pair[1].event))
    elif len(run) == 1:
        await _single(tx, service, run[0], handler.handle(tx, [run[0][1].event]))
    else:
        await _together(tx, service, handler, run)


async def _single(tx: Tx, service: Service, pair: Pair, handling: Awaitable[None]) -> None:
    message, received = pair
    said = received.envelope
    parent = telemetry.context_from(said.traceparent, said.tracestate)
    batch = telemetry.current_context()  # the transaction, which belongs to the whole batch
    links = (telemetry.link_to(*each) for each in (batch,))
    attributes = _attributes(service, message) | {"messaging.message.id": str(said.id)}
    tx.cause = said.id
    try:
        with telemetry.span(f"process {message.topic}", telemetry.CONSUMER, attributes, links, parent):
            idea = getattr(received.event, "idea_id", None)
            telemetry.about(idea_id=idea, event_id=said.id, event_type=received.event.type)
            await handling
    finally:
        tx.cause = None


async def _together(tx: Tx, service: Service, handler: Batched, run: Sequence[Pair]) -> None:
    """One span for all of them, linked with each event's own trace."""
    # A generator: a span that is not recorded never asks for them, and of most batches none is.
    links = (telemetry.link_to(each.envelope.traceparent, each.envelope.tracestate) for _message, each in run)
    attributes = _attributes(service, run[0][0]) | {"messaging.batch.message_count": len(run)}
    attributes[EVENT_TYPE] = run[0][1].event.type
    said = [received.envelope for _message, received in run]
    tx.causes = {each.id: (each.traceparent, each.tracestate) for each in said}
    try:
        with telemetry.span(f"process {run[0][0].topic}", telemetry.CONSUMER, attributes, links):
            await handler.handle(tx, [received.event for _message, received in run])
    finally:
        tx.causes = {}


def _attributes(service: Service, message: Message) -> dict[str, str | int | float | bool]:
    return {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": message.topic,
        "messaging.destination.partition.id": str(message.partition),
        "messaging.kafka.offset": message.offset,
        "messaging.consumer.group.name": service.group,
    }
