"""Settings of ideas: what an organisation may decide about its scheme."""

from __future__ import annotations

from pydantic import Field

from ideas.settings.answers import AnswerSettings
from ideas.settings.files import FileSettings


class Settings(FileSettings, AnswerSettings):
    """Environment variables of ideas, besides those that every service has."""

    managers_may_decide: bool = Field(
        default=False, description="whether the line manager of an author may decide on the idea"
    )
    appeal_open_days: int = Field(
        default=30, ge=1, le=365, description="days that authors have at the least to appeal against a decision"
    )
    facet_raters: int = Field(
        default=10, ge=5, description="how many people must have rated an idea's facets before the spread is shown"
    )
    portfolio_people: int = Field(
        default=10, ge=10, description="how many people must be behind each figure of the portfolio"
    )
