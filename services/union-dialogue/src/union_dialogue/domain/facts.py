"""What a case is kept from: receipt, variant, agreements, orders, objections, what merely happened, who sits in for whom,
who is prevented, who was elected to lead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.events.union_dialogue import Votes
from union_dialogue.domain.regimes import Form, Part, Silence, Span, Variant

Note = Literal["expert-appointed", "information-added", "resolution-suspended", "reasons-requested", "court-action"]


class Agreed(Part):
    """The period as both sides agreed it, for this case or for the term of the body."""

    span: Span
    agreed_on: date
    form: Form
    silence: Silence | None = None


class Extension(Part):
    """A later agreement or a court's order: a new length in all, from the same day zero, or a new last day."""

    granted_on: date
    by: Literal["agreement", "court"]
    form: Form = "electronic"
    span: Span | None = None
    last_day: date | None = None


class Dispute(Part):
    """The body objects that the package is incomplete; ``completed_on``: the day on which it was completed."""

    raised_on: date
    kind: Literal["insufficient", "statutory-documents-missing"] = "insufficient"
    completed_on: date | None = None
    package_version: int = Field(default=1, ge=1, description="the version that it is about")


class Happened(Part):
    """Something that changes the period in some regimes, and in others is named because it does not."""

    kind: Note
    on: date
    n: int | None = Field(default=None, ge=1, description="working days of a suspension")
    variant: Literal["expert", "experts-central-and-site"] = "expert"


class Seating(Part):
    """A substitute sits in for a member of the body in one case, through a day at the seat or until the case is closed.

    ``out_of_turn``: why it was not the first of the order.
    """

    substitute_id: UUID
    member_id: UUID
    last_day: date | None = None
    out_of_turn: str | None = None


class Absence(Part):
    """Somebody of the body is prevented in one case, through a day at the seat or until the case is closed."""

    person_id: UUID
    last_day: date | None = None


class Elected(Part):
    """Who leads the body in one case while neither chair nor deputy can, and how they were elected."""

    person_id: UUID
    at: AwareDatetime
    votes: Votes
    present: tuple[UUID, ...]


class Facts(Part):
    """All that a clock is counted from, apart from regime and seat. Times are aware."""

    received_at: AwareDatetime | None = Field(default=None, description="null: not received yet")
    mode: Literal["acknowledged", "mailbox"] = "acknowledged"
    service_ends: time | None = Field(default=None, description="hours of service at the seat, for the mailbox")
    variant: Variant = "normal"
    agreed: Agreed | None = None
    closure_days_agreed: bool = False
    extensions: tuple[Extension, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    happened: tuple[Happened, ...] = ()

    def as_kept(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Facts:
        return cls.model_validate(kept)
