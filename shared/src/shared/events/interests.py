"""ideas.v1, who has an interest in an idea: told to those who ask people to judge it or what comes of it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.events.ideas import IdeaEvent


class InterestNoted(IdeaEvent):
    """Somebody has an interest in the idea, or in one that lives on in it: they take no part in judging it any more."""

    type: Literal["interest.noted"] = "interest.noted"
    version: Literal[1] = 1
    by: None = None
    interested: tuple[UUID, ...] = Field(
        min_length=1, description="all who have one by now; never why, nor who noted it"
    )
