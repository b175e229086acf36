"""``parley topics``: the topics of the catalogue, and their creation."""

from __future__ import annotations

from typing import Annotated

import typer

from shared import kafka
from shared.cli.kafka import Bootstrap, settings
from shared.cli.refusal import refuse, run
from shared.events import catalog

app = typer.Typer(help="Topics in Kafka.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """Print the topics of the catalogue: who tells them, how long they are kept, who hears them."""
    for topic in catalog.TOPICS.values():
        kept = "compacted" if topic.retention is None else f"{topic.retention.days} days"
        heard = ", ".join(catalog.consumers_of(topic)) or "nobody"
        typer.echo(f"{topic.name}: {topic.partitions} partitions, {kept}; told by {topic.producer}, heard by {heard}")


@app.command()
def create(
    bootstrap: Bootstrap = "127.0.0.1:9092",
    replication: Annotated[
        int, typer.Option(min=1, envvar="KAFKA_REPLICATION", help="Copies of each record; at most one a broker.")
    ] = 3,
    patience: Annotated[float, typer.Option(min=0, help="Seconds to wait for brokers that are starting.")] = 60.0,
) -> None:
    """Create the topics that are missing, dead-letter topics included."""
    try:
        made = run(kafka.create_topics(settings(bootstrap, replication), patience))
    except kafka.KafkaUnavailableError as error:
        refuse(str(error))
    for name in made:
        typer.echo(f"created: {name}")
    if not made:
        typer.echo("All topics are there.")
