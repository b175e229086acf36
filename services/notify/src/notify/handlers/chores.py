"""What notify's worker does again and again."""

from __future__ import annotations

from notify import actions
from shared.service import Begin, Chore
from shared.settings import ServiceSettings


async def on_turn_to_place(begin: Begin, _settings: ServiceSettings) -> bool:
    """Notifications get their places in the stream a moment after they were committed."""
    async with begin() as tx:
        return await actions.place(tx)


CHORES: tuple[Chore, ...] = (Chore("place", on_turn_to_place, pause=0.25),)
