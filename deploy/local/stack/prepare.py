"""``python -m stack.prepare``: databases brought up to date, topics made, the demo sent; one process, all at a time."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import typer
from pydantic import ValidationError

from shared.cli import hr
from shared.kafka import KafkaUnavailableError, create_topics
from shared.migrate import MigrationError, migrate
from shared.run import told
from shared.service import installed
from shared.settings import ServiceSettings
from stack.services import DATABASES


async def _prepare(urls: Mapping[str, tuple[str, str]], settings: ServiceSettings, patience: float) -> None:
    known = installed()
    await asyncio.gather(
        create_topics(settings, patience),
        *(migrate(known[service], *owner_and_serving) for service, owner_and_serving in urls.items()),
    )


def main() -> None:
    """Exit status 0, or 1 with the reason as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--patience", type=float, required=True, help="seconds to wait for Kafka")
    parser.add_argument("--demo", type=Path, help="HR events to send")
    given = parser.parse_args()
    try:
        settings = installed()["people"].settings()
        asyncio.run(_prepare(json.loads(os.environ[DATABASES]), settings, given.patience))
        if given.demo:
            hr.send(given.demo, settings.kafka_bootstrap)
    except ValidationError as error:
        sys.exit("; ".join(told(error)) + ".")
    except (MigrationError, KafkaUnavailableError, ValueError, OSError) as error:
        sys.exit(str(error))
    except typer.Exit as refused:
        sys.exit(refused.exit_code)


if __name__ == "__main__":
    main()
