"""The stage of people: it learns its actors by HR events, as everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from people.actions import keys, sessions
from people.main import SERVICE
from shared import db, ids
from shared.events import hr
from shared.testing import fact
from tests.authorisation.staging import Place, Stage
from tests.desk import Desk

Actors = Mapping[str, UUID]
DAY = date(2026, 1, 1)
MONTH = timedelta(days=30)
ROLES: dict[str, hr.RoleName] = {"scheme officer": "scheme-officer", "administrator": "administrator"}


async def cast(desk: Desk, actors: Actors) -> Actors:
    """People gives everybody an id of its own; these are the actors from now on."""
    await desk.hear(
        fact(hr.HrUnitChanged, external_id="U1", effective_on=DAY),
        fact(hr.HrCalendarChanged, external_id="C1", effective_on=DAY),
        a_body("B1"),
        *(hired(name) for name in actors),
        *(fact(hr.HrRoleGranted, external_id=name, effective_on=DAY, role=role) for name, role in ROLES.items()),
        fact(hr.HrMandateGranted, external_id="chair", effective_on=DAY, body_external_id="B1", role="chair"),
        fact(hr.HrEmployeeLeft, external_id="former employee", effective_on=DAY.replace(month=2)),
    )
    return {name: await id_of(desk, "person", name) for name in actors}


async def organisation(desk: Desk, _actors: Actors) -> Place:
    """Somebody else with a mandate, and what they belong to."""
    name = f"P-{ids.new_id()}"
    await desk.hear(
        hired(name, "Ada"),
        fact(hr.HrMandateGranted, external_id=name, effective_on=DAY, body_external_id="B1", role="member"),
    )
    told = {"person_id": ("person", name), "unit_id": ("unit", "U1"), "body_id": ("body", "B1")}
    told["calendar_id"] = ("calendar", "C1")
    return {field: str(await id_of(desk, *thing)) for field, thing in told.items()}


async def session(desk: Desk, actors: Actors) -> Place:
    """A session of the colleague."""
    async with db.transaction(desk.pool, "stage") as tx:
        begun = await sessions.begin(tx, actors["colleague"])
    return {"session_id": str(begun.session.session_id)}


async def one_key(desk: Desk, _actors: Actors) -> Place:
    """No key waits."""
    await desk.pool.execute("DELETE FROM signing_key")
    async with db.transaction(desk.pool, "stage") as tx:
        await keys.signing_key(tx, MONTH)
    return {}


async def waiting_key(desk: Desk, actors: Actors) -> Place:
    """A key that will sign."""
    await one_key(desk, actors)
    async with db.transaction(desk.pool, "stage") as tx:
        return {"kid": (await keys.rotate(tx, MONTH)).kid}


async def leaver(desk: Desk, _actors: Actors) -> Place:
    """Somebody who has left."""
    name = f"P-{ids.new_id()}"
    await desk.hear(hired(name), fact(hr.HrEmployeeLeft, external_id=name, effective_on=DAY.replace(month=2)))
    return {"person_id": str(await id_of(desk, "person", name))}


def hired(external_id: str, given_name: str = "Max") -> hr.HrEmployeeHired:
    return fact(
        hr.HrEmployeeHired,
        external_id=external_id,
        effective_on=DAY,
        given_name=given_name,
        family_name="Example",
        unit_external_id="U1",
    )


def a_body(external_id: str) -> hr.HrBodyChanged:
    return fact(
        hr.HrBodyChanged,
        external_id=external_id,
        effective_on=DAY,
        scope_unit_external_ids=["U1"],
        calendar_external_id="C1",
        regime="DE-BPersVG-70",
    )


async def id_of(desk: Desk, kind: str, external_id: str) -> UUID:
    sql = "SELECT entity_id FROM entity WHERE kind = $1 AND external_id = $2"
    found: UUID = await desk.pool.fetchval(sql, kind, external_id)
    return found


STAGE = Stage(
    SERVICE,
    cast,
    {
        "an organisation": organisation,
        "a leaver": leaver,
        "a session": session,
        "one key": one_key,
        "a waiting key": waiting_key,
    },
)
