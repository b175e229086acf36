"""Functions by hand: granted and ended by the administrator, never to oneself, and one administrator remains."""

from __future__ import annotations

from typing import Any

from tests.integration.people.office import LONG_AGO, Office, day, hired, said

from shared.events import hr
from shared.testing import fact

ROLES = "/people/{ann}/roles"


async def roles(office: Office, who: str) -> list[str]:
    return [held["role"] for held in (await office.state(who))["roles"]]


async def test_a_function_is_granted_told_listed_and_ended(office: Office) -> None:
    unit = str(office.ids["U2"])
    made = await office.does("admin", "POST", ROLES, {"role": "implementer", "unit_id": unit})
    (held,) = made["roles"]
    assert (held["role"], held["unit_id"], held["since"], held["told_by"]) == (
        "implementer",
        unit,
        said(0),
        "administration",
    )
    event = await office.last()
    assert (event["type"], event["by"], event["roles"]) == (
        "person.changed",
        str(office.ids["admin"]),
        [{"role": "implementer", "unit_id": unit}],
    )
    (listed,) = (await office.does("admin", "GET", "/roles?role=implementer"))["items"]
    assert listed == held
    await office.does("admin", "PUT", f"{ROLES}/implementer/end", {"starts_on": said(2)})
    assert await roles(office, "ann") == ["implementer"]
    await office.days_pass(2)
    assert await roles(office, "ann") == []


async def test_a_function_begins_on_its_day(office: Office) -> None:
    await office.does("admin", "POST", ROLES, {"role": "scheme-officer", "starts_on": said(4)})
    assert await roles(office, "ann") == []
    await office.days_pass(4)
    assert await roles(office, "ann") == ["scheme-officer"]


async def test_who_holds_what_comes_page_by_page_with_whose_word_it_is(office: Office) -> None:
    await office.does("admin", "POST", ROLES, {"role": "implementer"})
    found, address = [], "/roles?limit=1"
    while address:
        page = await office.does("admin", "GET", address)
        found += [(each["role"], each["told_by"]) for each in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert found == [
        ("administrator", "hr"),
        ("administrator", "hr"),
        ("decision-maker", "hr"),
        ("implementer", "administration"),
    ]
    (one,) = (await office.does("admin", "GET", "/roles?person_id={head}"))["items"]
    assert (one["role"], one["since"]) == ("decision-maker", LONG_AGO.isoformat())


async def test_what_cannot_be_is_refused_with_what_to_do(office: Office) -> None:
    async def no(who: str, by: str = "admin", **body: Any) -> str:
        return await office.no(by, "POST", f"/people/{{{who}}}/roles", {"role": "implementer"} | body)

    assert await no("ann", by="head") == "not-allowed"
    assert await no("ann", by="chair") == "not-allowed"
    assert await no("admin") == "for-oneself"
    assert await no("admin", role="administrator") == "for-oneself"
    assert await no("ann", starts_on=said(-1)) == "past-day"
    assert await no("ann", unit_id=str(office.ids["bob"])) == "unknown-reference"
    assert await no("member", role="decision-maker") == "both-sides"
    assert await no("member", role="administrator") == "both-sides"
    assert await no("B1") == "not-found"
    assert await no("ann", role="boss") == "invalid-request"
    await office.told_by_hr(fact(hr.HrEmployeeLeft, external_id="cleo", effective_on=day(0)))
    assert await no("cleo") == "not-employed"
    await office.does("admin", "POST", ROLES, {"role": "implementer", "unit_id": str(office.ids["U2"])})
    assert await no("ann") == "function-held-elsewhere"
    end = f"{ROLES}/scheme-officer/end"
    assert await office.no("admin", "PUT", end, {}) == "function-not-held"


async def test_a_change_that_hr_announced_is_not_ended_without_a_word(office: Office) -> None:
    await office.told_by_hr(fact(hr.HrRoleEnded, external_id="ann", effective_on=day(9), role="implementer"))
    assert await office.no("admin", "POST", ROLES, {"role": "implementer"}) == "change-announced"
    await office.does("admin", "POST", ROLES, {"role": "implementer", "starts_on": said(9)})


async def test_one_administrator_remains(office: Office) -> None:
    def end(who: str) -> str:
        return f"/people/{{{who}}}/roles/administrator/end"

    await office.does("admin", "PUT", end("second"), {})
    assert await office.no("admin", "PUT", end("admin"), {}) == "last-administrator"
    await office.does("admin", "POST", ROLES, {"role": "administrator", "starts_on": said(5)})
    assert await office.no("admin", "PUT", end("admin"), {"starts_on": said(4)}) == "last-administrator"
    await office.does("admin", "PUT", end("admin"), {"starts_on": said(5)})
    await office.days_pass(5)
    assert (await roles(office, "admin"), await roles(office, "ann")) == ([], ["administrator"])
    assert await office.no("admin", "GET", "/roles") == "not-allowed"


async def test_one_who_leaves_does_not_count_as_the_one_who_remains(office: Office) -> None:
    await office.told_by_hr(fact(hr.HrEmployeeLeft, external_id="second", effective_on=day(40)))
    assert await office.no("second", "PUT", "/people/{admin}/roles/administrator/end", {}) == "last-administrator"


async def test_a_leaver_loses_it_and_who_comes_back_does_not_find_it(office: Office) -> None:
    await office.does("admin", "POST", ROLES, {"role": "implementer"})
    await office.told_by_hr(
        fact(hr.HrEmployeeLeft, external_id="ann", effective_on=day(3)),
        hired("ann").model_copy(update={"effective_on": day(6)}),
    )
    await office.days_pass(3)
    assert await roles(office, "ann") == []
    await office.days_pass(4)
    assert ((await office.state("ann"))["employed"], await roles(office, "ann")) == (True, [])
