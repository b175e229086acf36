"""A person's own language and time zone: chosen by themselves alone, told to everybody, never overwritten by HR."""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.people.office import Office, day, hired

from shared.events import hr
from shared.testing import fact

ANN = "/people/{ann}"


async def own(office: Office, who: str = "ann") -> tuple[str, str | None]:
    state = await office.state(who)
    return state["locale"], state["time_zone"]


async def test_what_is_chosen_is_told_with_whose_act_it_is(office: Office) -> None:
    assert await own(office) == ("en", None)
    me = await office.does("ann", "PATCH", ANN, {"locale": "fr", "time_zone": "Europe/Lisbon"})
    assert (me["locale"], me["time_zone"]) == ("fr", "Europe/Lisbon")
    assert await office.does("ann", "GET", "/session") == me
    event = await office.last()
    assert (event["type"], event["by"], event["locale"], event["time_zone"]) == (
        "person.changed",
        str(office.ids["ann"]),
        "fr",
        "Europe/Lisbon",
    )


async def test_what_is_left_out_stays_and_null_gives_it_back(office: Office) -> None:
    await office.does("ann", "PATCH", ANN, {"locale": "de"})
    await office.does("ann", "PATCH", ANN, {"time_zone": "Asia/Tokyo"})
    assert await own(office) == ("de", "Asia/Tokyo")
    await office.days_pass(3)
    await office.does("ann", "PATCH", ANN, {"locale": None})
    assert await own(office) == ("en", "Asia/Tokyo")
    version = (await office.last())["aggregate_version"]
    await office.does("ann", "PATCH", ANN, {})
    assert (await office.last())["aggregate_version"] == version, "nothing new, nothing told"


async def test_hr_does_not_overwrite_it(office: Office) -> None:
    await office.does("ann", "PATCH", ANN, {"locale": "fr", "time_zone": "Europe/Lisbon"})
    told: dict[str, Any] = {"given_name": "Anna", "family_name": "New", "unit_external_id": "U2", "locale": "de"}
    await office.told_by_hr(
        hired("ann", locale="de"),
        fact(hr.HrEmployeeChanged, external_id="ann", effective_on=day(0), **told),
        fact(hr.HrEmployeeChanged, external_id="ann", effective_on=day(2), **told),
    )
    await office.days_pass(2)
    assert await own(office) == ("fr", "Europe/Lisbon")
    assert (await office.state("ann"))["display_name"] == "Anna New"
    await office.does("ann", "PATCH", ANN, {"locale": None})
    assert await own(office) == ("de", "Europe/Lisbon"), "what HR told meanwhile was kept"
    assert (await office.does("admin", "GET", "/discrepancies"))["items"] == [], "it is no word of the administration"


async def test_it_is_erased_with_the_person(office: Office) -> None:
    await office.does("ann", "PATCH", ANN, {"locale": "fr"})
    await office.told_by_hr(fact(hr.HrEmployeeLeft, external_id="ann", effective_on=day(0)))
    await office.does("admin", "POST", "/people/{ann}/erasure", {})
    assert await office.pool.fetchval("SELECT count(*) FROM administered WHERE external_id = 'ann'") == 0


async def test_nobody_chooses_for_somebody_else(office: Office) -> None:
    for who in ("admin", "head", "chair", "bob"):
        assert await office.no(who, "PATCH", ANN, {"locale": "fr"}) == "only-for-oneself"
    assert await own(office) == ("en", None)


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"locale": "lb"}, "invalid-request"),
        ({"locale": 7}, "invalid-request"),
        ({"time_zone": "Europe/Atlantis"}, "unknown-zone"),
        ({"time_zone": "localtime"}, "unknown-zone"),
        ({"time_zone": "../etc/passwd"}, "unknown-zone"),
        ({"time_zone": ""}, "unknown-zone"),
        ({"time_zone": "Europe/Paris\u0000"}, "invalid-request"),
        ({"email": "ann@parley.example"}, "invalid-request"),
    ],
)
async def test_what_cannot_be_meant_is_refused(office: Office, body: dict[str, Any], slug: str) -> None:
    assert await office.no("ann", "PATCH", ANN, body) == slug
    assert await own(office) == ("en", None)
