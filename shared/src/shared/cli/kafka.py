"""How commands reach Kafka: ``--bootstrap``, and the security settings (KAFKA_...) that the services use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer
from aiokafka import AIOKafkaProducer
from pydantic import ValidationError

from shared import kafka
from shared.cli.refusal import refuse
from shared.settings import ServiceSettings

Bootstrap = Annotated[
    str, typer.Option("--bootstrap", envvar="KAFKA_BOOTSTRAP", help="Kafka brokers, host:port, comma-separated.")
]


class _ToolSettings(ServiceSettings):
    """A service's settings, as far as they concern Kafka; a command needs none of the others."""

    database_url: str = ""
    cursor_secret: str = "no pages, no cursors"  # noqa: S105 - used by no command


def settings(bootstrap: str, replication: int = 3) -> ServiceSettings:
    """The settings for these brokers, the rest from the environment."""
    try:
        return _ToolSettings(kafka_bootstrap=bootstrap, kafka_replication=replication)
    except ValidationError as error:
        first = error.errors()[0]
        refuse(f"{'_'.join(map(str, first['loc'])).upper()}: {first['msg']}", 2)


@asynccontextmanager
async def producer(bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    """A started producer that loses and repeats nothing; stopped at the end."""
    made = kafka.producer(settings(bootstrap), "parley-cli")
    try:
        await made.start()
        yield made
    finally:
        await made.stop()
