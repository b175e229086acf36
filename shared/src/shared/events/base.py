"""What every event is: a frozen fact, strict when written, tolerant when read, in a CloudEvents envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment

Version = Annotated[int, Field(ge=1)]


class Fact(BaseModel):
    """A value inside an event (a point, a share, a right touched)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(Fact):
    """A fact that one service tells the others. A subclass is named after its type: ``idea.submitted`` is
    ``IdeaSubmitted``, with ``type`` and ``version`` as literals and its meaning as docstring.
    """

    subject_field: ClassVar[str]
    """Name of the field with the aggregate's id (``ce_subject``)."""
    key_field: ClassVar[str]
    """Name of the field whose text is the Kafka key; what must stay in order shares it."""

    type: str
    version: int
    occurred_at: Moment = Field(description="when it became true, UTC, by the clock that rules see")
    by: UUID | None = Field(description="person who did it; null for the system's clock")
    acting_for: UUID | None = Field(default=None, description="mandate under which a representative acted for a body")
    aggregate_version: Version = Field(description="version of the aggregate after this fact, gapless; ce_sequence")

    @property
    def subject(self) -> str:
        return str(getattr(self, self.subject_field))

    @property
    def key(self) -> bytes:
        return str(getattr(self, self.key_field)).encode()

    @classmethod
    def type_name(cls) -> str:
        """The literal type, for example ``idea.submitted``."""
        return str(cls.model_fields["type"].default)

    @classmethod
    def type_version(cls) -> int:
        return int(cls.model_fields["version"].default)

    @classmethod
    def ce_type(cls) -> str:
        return f"parley.{cls.type_name()}.v{cls.type_version()}"

    @classmethod
    def read(cls, payload: bytes) -> Self:
        """Parse tolerantly: unknown fields are ignored at every level. ValidationError when it cannot be this fact."""
        return cls.model_validate_json(payload, extra="ignore")

    def payload(self) -> bytes:
        return self.model_dump_json().encode()

    def upcast(self) -> Event:
        """The newest form of this fact; a class that has a successor overrides it."""
        return self


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a record says about itself in its headers (CloudEvents 1.0, Kafka binary mode)."""

    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    sequence: str
    traceparent: str | None = None
    tracestate: str | None = None
    extra: dict[str, Any] | None = None
