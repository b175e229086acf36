"""HR events and the facts in them, for tests of what they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from people.domain.facts import Fact, facts_of
from shared.events import hr
from shared.testing import fact

DAY = date(2026, 3, 2)
TOLD = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
AFTER_ALL = date(2030, 1, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def hired(on: int = 0, **more: Any) -> hr.HrEmployeeHired:
    return _employee(hr.HrEmployeeHired, on, more)


def changed(on: int = 0, **more: Any) -> hr.HrEmployeeChanged:
    return _employee(hr.HrEmployeeChanged, on, more)


def _employee(kind: type[Any], on: int, more: dict[str, Any]) -> Any:
    given = {"given_name": "Ada", "family_name": "Example", "unit_external_id": "U1", "manager_external_id": "P2"}
    return fact(kind, **{"external_id": "P1", "effective_on": day(on), **given, **more})


def left(on: int) -> hr.HrEmployeeLeft:
    return fact(hr.HrEmployeeLeft, external_id="P1", effective_on=day(on))


def granted(on: int = 0, role: str = "implementer") -> hr.HrRoleGranted:
    return fact(hr.HrRoleGranted, external_id="P1", effective_on=day(on), role=role)


def ended(on: int, role: str = "implementer") -> hr.HrRoleEnded:
    return fact(hr.HrRoleEnded, external_id="P1", effective_on=day(on), role=role)


def mandate(on: int = 0, ends: int | None = None, **more: Any) -> hr.HrMandateGranted:
    until = None if ends is None else day(ends)
    given = {"external_id": "P1", "effective_on": day(on), "body_external_id": "B1", "role": "member", "ends_on": until}
    return fact(hr.HrMandateGranted, **given | more)


def mandate_ended(on: int, body: str = "B1") -> hr.HrMandateEnded:
    return fact(hr.HrMandateEnded, external_id="P1", effective_on=day(on), body_external_id=body)


def kept(*events: hr.HrEvent) -> list[Fact]:
    """What is kept of events that were told a minute after each other: the latest of each slot and day."""
    found: dict[tuple[str, date], Fact] = {}
    for number, event in enumerate(events):
        at = TOLD + timedelta(minutes=number)
        found |= {
            (told.slot, told.effective_on): told for told in facts_of(event.model_copy(update={"occurred_at": at}))
        }
    return list(found.values())
