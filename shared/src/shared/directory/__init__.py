"""A service's own copy of people.v1: who is who, in which unit, with which functions and mandates."""

from __future__ import annotations

from shared.directory.reading import (
    bodies_covering,
    body,
    calendar,
    calendar_at,
    calendar_of,
    calendars_of,
    caller,
    headcount,
    managers_above,
    members_of,
    now_at,
    people,
    people_in,
    person,
    require_role,
    today_at,
    unit,
    unit_path,
    with_role,
)
from shared.directory.rebuilding import read_topic, rebuild
from shared.directory.values import Body, Calendar, Mandate, Person, Role, Unit
from shared.directory.writing import HANDLERS

__all__ = [
    "HANDLERS",
    "Body",
    "Calendar",
    "Mandate",
    "Person",
    "Role",
    "Unit",
    "bodies_covering",
    "body",
    "calendar",
    "calendar_at",
    "calendar_of",
    "calendars_of",
    "caller",
    "headcount",
    "managers_above",
    "members_of",
    "now_at",
    "people",
    "people_in",
    "person",
    "read_topic",
    "rebuild",
    "require_role",
    "today_at",
    "unit",
    "unit_path",
    "with_role",
]
