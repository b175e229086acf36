"""How long an idea may wait for each answer."""

from __future__ import annotations

from pydantic import Field

from ideas.domain.state import Stage
from shared.settings import ServiceSettings


class AnswerSettings(ServiceSettings):
    """Working days at the seat of the unit that answers; a change holds for waits that begin after it."""

    triage_days: int = Field(
        default=10, ge=1, le=250, description="working days within which the scheme office deals with a new idea"
    )
    screening_days: int = Field(
        default=10, ge=1, le=250, description="working days within which the impact of a reviewed idea is screened"
    )
    decision_days: int = Field(
        default=20,
        ge=1,
        le=250,
        description="working days within which management answers an idea that is ready for it",
    )
    appeal_days: int = Field(default=20, ge=1, le=250, description="working days within which an appeal is answered")

    @property
    def answer_days(self) -> dict[Stage, int]:
        return {
            "triage": self.triage_days,
            "screening": self.screening_days,
            "decision": self.decision_days,
            "appeal": self.appeal_days,
        }
