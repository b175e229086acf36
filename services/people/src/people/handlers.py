"""What people hears from HR systems."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

from people import actions
from people.settings import SeatSettings
from shared.db import Tx
from shared.events import hr
from shared.service import Deadline, Deadlines, Handlers


@cache
def _zone() -> ZoneInfo:
    return ZoneInfo(SeatSettings().seat_zone)


async def on_hr_event(tx: Tx, event: hr.HrEvent) -> None:
    await actions.take(tx, event, _zone())


async def on_future_change_due(tx: Tx, deadline: Deadline) -> None:
    await actions.apply_future(tx, deadline.subject_id)


HANDLERS: Handlers = {
    hr.HrEmployeeHired: on_hr_event,
    hr.HrEmployeeChanged: on_hr_event,
    hr.HrEmployeeLeft: on_hr_event,
    hr.HrUnitChanged: on_hr_event,
    hr.HrRoleGranted: on_hr_event,
    hr.HrRoleEnded: on_hr_event,
    hr.HrBodyChanged: on_hr_event,
    hr.HrCalendarChanged: on_hr_event,
    hr.HrMandateGranted: on_hr_event,
    hr.HrMandateEnded: on_hr_event,
}

DEADLINES: Deadlines = {actions.FUTURE: on_future_change_due}
