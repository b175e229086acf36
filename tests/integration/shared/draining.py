"""A service that takes a second for each event, as a process of its own: ``python draining.py worker``."""

from __future__ import annotations

from shared.db import Tx
from shared.events.ideas import IdeaSubmitted
from shared.run import main
from shared.service import Service
from shared.settings import ServiceSettings


async def on_submitted(tx: Tx, event: IdeaSubmitted) -> None:
    await tx.execute("SELECT pg_sleep(1)")
    await tx.execute("INSERT INTO applied (idea_id) VALUES ($1)", event.idea_id)


class Draining(Service):
    """Has no tables but the mechanism's."""

    @property
    def package(self) -> str:
        return "shared"


if __name__ == "__main__":
    main(Draining("draining", ServiceSettings, (), {IdeaSubmitted: on_submitted}))
