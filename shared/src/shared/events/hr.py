"""hr.v1: what HR systems tell us. Ids are the HR system's own (``external_id``); a date in the future takes effect then."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared.errors import Language
from shared.events.base import Event
from shared.moments import Day

ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Seat = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Names = dict[Language, Name]
RoleName = Literal[
    "scheme-officer",
    "decision-maker",
    "consultation-officer",
    "implementer",
    "benefit-controller",
    "administrator",
]
Rank = Annotated[int, Field(ge=1, le=1000)]
MandateRole = Literal["chair", "member", "substitute", "deputy"]
"""``deputy`` leads the body while the chair cannot; both are members. The last value came later: old readers know the others."""


class HrEvent(Event):
    """What all HR events share. HR systems give no version: ``aggregate_version`` and ``by`` may be left out."""

    subject_field: ClassVar[str] = "external_id"
    key_field: ClassVar[str] = "external_id"
    external_id: ExternalId
    effective_on: Day = Field(description="the day from which it holds, at the seat of the unit")
    by: None = None
    aggregate_version: int = Field(default=1, ge=1)


class _Employee(HrEvent):
    given_name: Name
    family_name: Name
    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+$")]
    locale: Language = "en"
    unit_external_id: ExternalId
    manager_external_id: ExternalId | None = None


class HrEmployeeHired(_Employee):
    """A person joins the organisation."""

    type: Literal["hr.employee.hired"] = "hr.employee.hired"
    version: Literal[1] = 1


class HrEmployeeChanged(_Employee):
    """A person's data, unit or manager changed; carries all of it."""

    type: Literal["hr.employee.changed"] = "hr.employee.changed"
    version: Literal[1] = 1


class HrEmployeeLeft(HrEvent):
    """A person leaves; ``effective_on`` is the first day without them."""

    type: Literal["hr.employee.left"] = "hr.employee.left"
    version: Literal[1] = 1


class HrEmployeeErased(HrEvent):
    """A person is to be forgotten from ``effective_on`` on: every copy of the name and address goes."""

    type: Literal["hr.employee.erased"] = "hr.employee.erased"
    version: Literal[1] = 1


class HrUnitChanged(HrEvent):
    """A unit was founded, renamed or moved."""

    type: Literal["hr.unit.changed"] = "hr.unit.changed"
    version: Literal[1] = 1
    names: Names
    parent_external_id: ExternalId | None = None
    seat: Seat = Field(description="ISO 3166-2 code of the seat")


class HrRoleGranted(HrEvent):
    """A person gets a function in the scheme; ``external_id`` is the person's."""

    type: Literal["hr.role.granted"] = "hr.role.granted"
    version: Literal[1] = 1
    role: RoleName
    unit_external_id: ExternalId | None = None


class HrRoleEnded(HrEvent):
    """A person no longer has a function in the scheme."""

    type: Literal["hr.role.ended"] = "hr.role.ended"
    version: Literal[1] = 1
    role: RoleName


class HrBodyChanged(HrEvent):
    """A representative body was formed or changed; ``external_id`` is the body's."""

    type: Literal["hr.body.changed"] = "hr.body.changed"
    version: Literal[1] = 1
    names: Names
    kind: Literal["staff-council", "union-delegation", "works-council"]
    scope_unit_external_ids: tuple[ExternalId, ...] = Field(min_length=1)
    regime: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    calendar_external_id: ExternalId


class HrCalendarChanged(HrEvent):
    """The holidays at a seat; ``external_id`` is the calendar's."""

    type: Literal["hr.calendar.changed"] = "hr.calendar.changed"
    version: Literal[1] = 1
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    subdivision: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$")] | None = None
    zone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+/[A-Za-z_/]+$")] = Field(description="IANA time zone")
    local_holidays: tuple[Day, ...] = ()
    closure_days: tuple[Day, ...] = ()
    closure_days_agreement: str | None = Field(default=None, description="the written agreement that leaves them out")


class HrMandateGranted(HrEvent):
    """A person represents a body; ``external_id`` is the person's."""

    type: Literal["hr.mandate.granted"] = "hr.mandate.granted"
    version: Literal[1] = 1
    body_external_id: ExternalId
    role: MandateRole
    ends_on: Day | None = None
    rank: Rank | None = Field(default=None, description="place in the order in which substitutes are called, from 1")


class HrMandateEnded(HrEvent):
    """A person no longer represents a body; ``effective_on`` is the first day without the mandate."""

    type: Literal["hr.mandate.ended"] = "hr.mandate.ended"
    version: Literal[1] = 1
    body_external_id: ExternalId
