"""What people hears from HR systems."""

from __future__ import annotations

from functools import cache

from people.actions import hearing, keys
from people.domain.house import House
from people.settings import HouseSettings
from shared.db import Tx
from shared.events import hr
from shared.service import Deadline, Deadlines, Handlers


@cache
def _house() -> House:
    return HouseSettings().house


async def on_hr_event(tx: Tx, event: hr.HrEvent) -> None:
    await hearing.take(tx, event, _house())


async def on_day_came(tx: Tx, deadline: Deadline) -> None:
    await hearing.day_came(tx, deadline.subject_id, _house())


async def on_signing_keys_due(tx: Tx, _deadline: Deadline) -> None:
    await keys.tend(tx, _house().keys_last)


HANDLERS: Handlers = {
    hr.HrEmployeeHired: on_hr_event,
    hr.HrEmployeeChanged: on_hr_event,
    hr.HrEmployeeLeft: on_hr_event,
    hr.HrEmployeeErased: on_hr_event,
    hr.HrUnitChanged: on_hr_event,
    hr.HrRoleGranted: on_hr_event,
    hr.HrRoleEnded: on_hr_event,
    hr.HrBodyChanged: on_hr_event,
    hr.HrCalendarChanged: on_hr_event,
    hr.HrMandateGranted: on_hr_event,
    hr.HrMandateEnded: on_hr_event,
}

DEADLINES: Deadlines = {hearing.FUTURE: on_day_came, keys.SCHEDULE: on_signing_keys_due}
