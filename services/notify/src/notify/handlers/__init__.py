"""What notify hears, and whom it tells. Nobody is told what they may not see."""

from __future__ import annotations

from notify.handlers import dialogues, ideas, people, plans, reviews
from shared.service import Handlers

HANDLERS: Handlers = {
    **people.HANDLERS,
    **ideas.HANDLERS,
    **reviews.HANDLERS,
    **dialogues.HANDLERS,
    **plans.HANDLERS,
}
