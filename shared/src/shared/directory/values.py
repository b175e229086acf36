"""What a service knows of people: frozen values, without the columns that only the copy itself needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Role:
    """A function in the scheme; for the whole organisation when ``unit_id`` is None."""

    role: str
    unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate for a body, valid from ``starts_on`` through ``ends_on`` (None: open)."""

    mandate_id: UUID
    body_id: UUID
    role: str
    starts_on: date
    ends_on: date | None
    rank: int | None = None

    def valid_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Person:
    person_id: UUID
    display_name: str
    email: str | None
    locale: str
    unit_id: UUID | None
    manager_id: UUID | None
    employed: bool
    roles: tuple[Role, ...]
    mandates: tuple[Mandate, ...]
    time_zone: str | None = None

    def has_role(self, role: str) -> bool:
        return any(held.role == role for held in self.roles)

    def mandate_for(self, body_id: UUID, on: date) -> Mandate | None:
        """The person's mandate for a body that is valid on a day; None for leavers."""
        valid = (m for m in self.mandates if m.body_id == body_id and m.valid_on(on))
        return next(valid, None) if self.employed else None


@dataclass(frozen=True, slots=True)
class Unit:
    unit_id: UUID
    names: dict[str, str]
    parent_id: UUID | None
    seat: str


@dataclass(frozen=True, slots=True)
class Body:
    body_id: UUID
    names: dict[str, str]
    kind: str
    scope_unit_ids: tuple[UUID, ...]
    regime: str
    calendar_id: UUID | None


@dataclass(frozen=True, slots=True)
class Calendar:
    calendar_id: UUID
    country: str
    subdivision: str | None
    zone: str
    local_holidays: tuple[date, ...]
    closure_days: tuple[date, ...]
    closure_days_agreement: str | None
    calendar_version: int
