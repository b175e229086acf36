"""How commands reach Kafka: ``--bootstrap``, and the security settings that the services use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer
from aiokafka import AIOKafkaProducer

Bootstrap = Annotated[
    str, typer.Option("--bootstrap", envvar="KAFKA_BOOTSTRAP", help="Kafka brokers, host:port, comma-separated.")
]


@asynccontextmanager
async def producer(bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that loses and repeats nothing, started; stopped at the end."""
    made = AIOKafkaProducer(
        bootstrap_servers=bootstrap, client_id="parley-cli", acks="all", enable_idempotence=True, linger_ms=5
    )
    await made.start()
    try:
        yield made
    finally:
        await made.stop()
