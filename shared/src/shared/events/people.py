"""people.v1: persons, units, bodies and calendars. Compacted: each event is the full state of its key."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from shared.errors import Language
from shared.events.base import Event, Fact
from shared.events.hr import MandateRole, Rank, RoleName
from shared.moments import Day


class RoleHeld(Fact):
    """A function in the scheme; for the whole organisation when ``unit_id`` is null."""

    role: RoleName
    unit_id: UUID | None = None


class MandateHeld(Fact):
    """A mandate for a body, from ``starts_on`` through ``ends_on`` (inclusive; null: open)."""

    mandate_id: UUID
    body_id: UUID
    role: MandateRole
    starts_on: Day
    ends_on: Day | None = None
    rank: Rank | None = Field(default=None, description="place in the order of substitutes; null: none was told")


class PersonChanged(Event):
    """The full state of a person."""

    subject_field: ClassVar[str] = "person_id"
    key_field: ClassVar[str] = "person_id"
    type: Literal["person.changed"] = "person.changed"
    version: Literal[1] = 1
    person_id: UUID
    display_name: str
    email: str | None
    locale: Language = Field(description="as they chose it, else as HR told it")
    unit_id: UUID | None
    manager_id: UUID | None
    employed: bool
    roles: tuple[RoleHeld, ...] = ()
    mandates: tuple[MandateHeld, ...] = Field(default=(), description="running and future mandates")
    time_zone: str | None = Field(default=None, description="IANA name, as they chose it; null: that of their seat")


class PersonErased(Event):
    """A person's data was erased; every copy follows."""

    subject_field: ClassVar[str] = "person_id"
    key_field: ClassVar[str] = "person_id"
    type: Literal["person.erased"] = "person.erased"
    version: Literal[1] = 1
    person_id: UUID


class UnitChanged(Event):
    """The full state of a unit."""

    subject_field: ClassVar[str] = "unit_id"
    key_field: ClassVar[str] = "unit_id"
    type: Literal["unit.changed"] = "unit.changed"
    version: Literal[1] = 1
    unit_id: UUID
    names: dict[Language, str]
    parent_id: UUID | None
    seat: str


class BodyChanged(Event):
    """The full state of a representative body."""

    subject_field: ClassVar[str] = "body_id"
    key_field: ClassVar[str] = "body_id"
    type: Literal["body.changed"] = "body.changed"
    version: Literal[1] = 1
    body_id: UUID
    names: dict[Language, str]
    kind: str
    scope_unit_ids: tuple[UUID, ...]
    regime: str
    calendar_id: UUID | None


class CalendarChanged(Event):
    """The full state of a calendar."""

    subject_field: ClassVar[str] = "calendar_id"
    key_field: ClassVar[str] = "calendar_id"
    type: Literal["calendar.changed"] = "calendar.changed"
    version: Literal[1] = 1
    calendar_id: UUID
    country: str
    subdivision: str | None
    zone: str
    local_holidays: tuple[date, ...]
    closure_days: tuple[date, ...]
    closure_days_agreement: str | None
    calendar_version: int = Field(ge=1)
