"""The stage of people: it learns its actors by HR events, as everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from people.actions import keys, sessions
from people.main import SERVICE
from shared import clock, db, ids
from shared.events import hr
from shared.testing import fact
from tests.authorisation.staging import Place, Stage, done
from tests.desk import Desk

Actors = Mapping[str, UUID]
DAY = date(2026, 1, 1)
MONTH = timedelta(days=30)
ROLES: dict[str, hr.RoleName] = {"scheme officer": "scheme-officer", "administrator": "administrator"}
MANDATES: dict[str, hr.MandateRole] = {"chair": "chair", "deputy": "deputy", "member": "member"}


async def cast(desk: Desk, actors: Actors) -> Actors:
    """People gives everybody an id of its own; these are the actors from now on."""
    await desk.hear(
        fact(hr.HrUnitChanged, external_id="U1", effective_on=DAY),
        fact(hr.HrCalendarChanged, external_id="C1", effective_on=DAY),
        a_body("B1"),
        *(hired(name) for name in actors),
        *(fact(hr.HrRoleGranted, external_id=name, effective_on=DAY, role=role) for name, role in ROLES.items()),
        *(a_mandate(name, role) for name, role in MANDATES.items()),
        fact(hr.HrEmployeeLeft, external_id="former employee", effective_on=DAY.replace(month=2)),
    )
    return {name: await id_of(desk, "person", name) for name in actors}


async def organisation(desk: Desk, _actors: Actors) -> Place:
    """Somebody else with a mandate, and what they belong to."""
    name = f"P-{ids.new_id()}"
    await desk.hear(
        hired(name, "Ada"),
        a_mandate(name, "member"),
    )
    told = {"person_id": ("person", name), "unit_id": ("unit", "U1"), "body_id": ("body", "B1")}
    told["calendar_id"] = ("calendar", "C1")
    return {field: str(await id_of(desk, *thing)) for field, thing in told.items()}


async def body(desk: Desk, _actors: Actors) -> Place:
    """A body of its own, without members."""
    name = f"B-{ids.new_id()}"
    await desk.hear(a_body(name))
    told = {"unit_id": ("unit", "U1"), "body_id": ("body", name), "calendar_id": ("calendar", "C1")}
    return {field: str(await id_of(desk, *thing)) for field, thing in told.items()} | {"etag": "1"}


async def calendar(desk: Desk, _actors: Actors) -> Place:
    """A calendar that no body counts by."""
    name = f"C-{ids.new_id()}"
    await desk.hear(fact(hr.HrCalendarChanged, external_id=name, effective_on=DAY))
    return {"calendar_id": str(await id_of(desk, "calendar", name)), "etag": "1"}


async def without_a_mandate(desk: Desk, _actors: Actors) -> Place:
    """Somebody who is employed, and the staff council."""
    name = f"P-{ids.new_id()}"
    await desk.hear(hired(name))
    return {"person_id": str(await id_of(desk, "person", name)), "body_id": str(await id_of(desk, "body", "B1"))}


async def mandate(desk: Desk, _actors: Actors) -> Place:
    """Somebody's mandate for the staff council."""
    name = f"P-{ids.new_id()}"
    await desk.hear(hired(name), a_mandate(name, "member"))
    return await mandate_of(desk, name)


async def own_person(_desk: Desk, actors: Actors) -> Place:
    """The person of the colleague who acts."""
    return {"person_id": str(actors["colleague"])}


async def leavers_own_person(_desk: Desk, actors: Actors) -> Place:
    """The person of the former employee who acts."""
    return {"person_id": str(actors["former employee"])}


async def members_own(desk: Desk, _actors: Actors) -> Place:
    """The mandate of the member who acts, granted again."""
    return await granted_again(desk, "member")


async def deputys_own(desk: Desk, _actors: Actors) -> Place:
    """The mandate of the deputy who acts, granted again."""
    return await granted_again(desk, "deputy")


async def granted_again(desk: Desk, name: hr.MandateRole) -> Place:
    await desk.pool.execute("DELETE FROM administered WHERE external_id = $1", name)
    await desk.hear(a_mandate(name, name, ends_on=None), a_mandate(name, name, ends_on=DAY.replace(year=2040)))
    return await mandate_of(desk, name)


async def function(desk: Desk, _actors: Actors) -> Place:
    """Somebody with a function."""
    name = f"P-{ids.new_id()}"
    await desk.hear(hired(name), fact(hr.HrRoleGranted, external_id=name, effective_on=DAY, role="implementer"))
    return {"person_id": str(await id_of(desk, "person", name)), "role": "implementer"}


async def discrepancy(desk: Desk, actors: Actors) -> Place:
    """HR ends a function that the administrator has granted."""
    name = f"P-{ids.new_id()}"
    await desk.hear(hired(name))
    person = await id_of(desk, "person", name)
    await done(desk, actors["administrator"], "POST", f"/people/{person}/roles", {"role": "implementer"})
    today = clock.now().date() + timedelta(days=1)
    await desk.hear(fact(hr.HrRoleEnded, external_id=name, effective_on=today, role="implementer"))
    return {"person_id": str(person)}


async def mandate_of(desk: Desk, name: str) -> Place:
    row = await desk.pool.fetchrow("SELECT entity_id, version, published FROM entity WHERE external_id = $1", name)
    (held,) = row["published"]["mandates"]
    told = {"body_id": held["body_id"], "mandate_id": held["mandate_id"], "person_id": str(row["entity_id"])}
    return told | {"etag": str(row["version"])}


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


def a_mandate(name: str, role: hr.MandateRole, **given: object) -> hr.HrMandateGranted:
    told = {"effective_on": DAY, "body_external_id": "B1", "ends_on": DAY.replace(year=2040), **given}
    return fact(hr.HrMandateGranted, external_id=name, role=role, **told)


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
        "a body": body,
        "a calendar": calendar,
        "a discrepancy": discrepancy,
        "a function": function,
        "a mandate": mandate,
        "somebody without a mandate": without_a_mandate,
        "the colleague's own person": own_person,
        "the former employee's own person": leavers_own_person,
        "the deputy's own mandate": deputys_own,
        "the member's own mandate": members_own,
        "a leaver": leaver,
        "a session": session,
        "one key": one_key,
        "a waiting key": waiting_key,
    },
)
