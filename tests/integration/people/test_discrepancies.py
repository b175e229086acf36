"""HR and the administration do not overwrite each other silently: what counts, what is shown, and how it ends; both ways."""

from __future__ import annotations

from typing import Any

from tests.integration.people.office import LONG_AGO, Office, a_body, a_mandate, day, said

from shared.events import hr
from shared.testing import fact

CHANGED = {"names": {"en": "Ours"}, "kind": "staff-council", "regime": "DE-BPersVG-70"}


async def shown(office: Office, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await office.does("admin", "GET", f"/discrepancies{query}"))["items"]
    return found


async def say_ours(office: Office, **given: Any) -> None:
    body = CHANGED | {"scope_unit_ids": [str(office.ids["U1"])], "calendar_id": str(office.ids["C1"])} | given
    await office.does("admin", "PUT", "/bodies/{B1}", body, if_match=await office.etag("bob", "/bodies/{B1}"))


async def test_the_administration_takes_effect_over_what_it_saw_of_hr(office: Office) -> None:
    await say_ours(office)
    assert (await office.state("B1"))["names"] == {"en": "Ours"}
    assert await shown(office) == []


async def test_hr_repeating_what_was_seen_takes_no_effect_and_is_no_discrepancy(office: Office) -> None:
    await say_ours(office)
    await office.days_pass(1)
    await office.told_by_hr(a_body())
    assert (await office.state("B1"))["names"] == {"en": "Ours"}
    assert await shown(office) == []


async def test_something_new_from_hr_for_a_later_day_takes_effect_and_is_shown(office: Office) -> None:
    await say_ours(office)
    await office.days_pass(1)
    await office.told_by_hr(a_body(effective_on=day(1), names={"en": "Theirs"}))
    assert (await office.state("B1"))["names"] == {"en": "Theirs"}
    (found,) = await shown(office)
    assert (found["kind"], found["thing_id"], found["about"], found["counts"]) == (
        "body",
        str(office.ids["B1"]),
        "state",
        "hr",
    )
    assert (found["hr"]["data"]["names"], found["administration"]["data"]["names"]) == (
        {"en": "Theirs"},
        {"en": "Ours"},
    )
    assert found["administration"]["told_by"] == str(office.ids["admin"])
    await say_ours(office)
    assert ((await office.state("B1"))["names"], await shown(office)) == ({"en": "Ours"}, [])


async def test_something_new_from_hr_for_the_same_or_an_earlier_day_takes_none_and_is_shown(office: Office) -> None:
    await say_ours(office)
    for on in (day(0), day(-1)):
        await office.told_by_hr(a_body(effective_on=on, names={"en": f"Theirs {on}"}))
    assert (await office.state("B1"))["names"] == {"en": "Ours"}
    (found,) = await shown(office, "?kind=body")
    assert (found["counts"], found["hr"]["effective_on"]) == ("administration", said(0))
    assert await shown(office, "?kind=person") == []
    await say_ours(office, names={"en": f"Theirs {day(0)}"})
    assert await shown(office) == [], "who takes what HR said agrees with it"


async def test_hr_agreeing_ends_it(office: Office) -> None:
    await say_ours(office)
    await office.told_by_hr(a_body(effective_on=day(0), names={"en": "Theirs"}))
    assert len(await shown(office)) == 1
    ours = {"names": {"en": "Ours"}, "kind": "staff-council", "regime": "DE-BPersVG-70"}
    await office.told_by_hr(a_body(effective_on=day(0), **ours))
    assert await shown(office) == []


async def test_the_order_in_which_hr_is_heard_says_nothing(office: Office) -> None:
    """A fact that HR told before the administration spoke, and that comes after, was not seen by it."""
    await say_ours(office)
    late = a_body(effective_on=day(-3), names={"en": "Late"})
    await office.told_by_hr(late.model_copy(update={"occurred_at": late.occurred_at.replace(year=2025)}))
    assert (await office.state("B1"))["names"] == {"en": "Ours"}
    (found,) = await shown(office)
    assert found["counts"] == "administration"


async def test_functions(office: Office) -> None:
    await office.does("admin", "POST", "/people/{ann}/roles", {"role": "implementer"})
    await office.days_pass(1)
    await office.told_by_hr(fact(hr.HrRoleEnded, external_id="ann", effective_on=day(1), role="implementer"))
    assert (await office.state("ann"))["roles"] == []
    (found,) = await shown(office)
    assert (found["about"], found["counts"], found["hr"]["says"]) == ("role:implementer", "hr", "hr.role.ended")
    await office.does("admin", "POST", "/people/{ann}/roles", {"role": "implementer"})
    assert [held["role"] for held in (await office.state("ann"))["roles"]] == ["implementer"]
    assert await shown(office) == []


async def test_mandates_and_the_end_that_hr_tells_of_them(office: Office) -> None:
    body = {"person_id": str(office.ids["ann"]), "role": "member", "evidence": "An election"}
    made = await office.does("admin", "POST", "/bodies/{B1}/mandates", body)
    await office.told_by_hr(a_mandate("ann", "substitute", effective_on=day(0)))
    (held,) = (await office.state("ann"))["mandates"]
    assert (held["mandate_id"], held["role"]) == (made["mandate_id"], "member"), "one mandate, whoever tells it"
    (found,) = await shown(office)
    assert (found["about"], found["counts"]) == ("mandate:B1", "administration")
    await office.told_by_hr(fact(hr.HrMandateEnded, external_id="ann", effective_on=day(5), body_external_id="B1"))
    assert (await office.state("ann"))["mandates"][0]["ends_on"] == said(4)
    (found,) = await shown(office)
    assert (found["counts"], found["hr"]["says"]) == ("hr", "hr.mandate.ended")


async def test_a_mandate_that_hr_told_first_keeps_its_id(office: Office) -> None:
    (before,) = (await office.state("member"))["mandates"]
    place = f"/bodies/{{B1}}/mandates/{before['mandate_id']}"
    body = {"role": "member", "ends_on": said(50), "rank": None, "evidence": "A resolution"}
    await office.does("chair", "PUT", place, body, if_match=await office.etag("chair", place))
    (after,) = (await office.state("member"))["mandates"]
    assert (after["mandate_id"], after["starts_on"], after["ends_on"]) == (
        before["mandate_id"],
        LONG_AGO.isoformat(),
        said(50),
    )


async def test_they_come_page_by_page(office: Office) -> None:
    for who in ("ann", "bob", "cleo"):
        await office.does("admin", "POST", f"/people/{{{who}}}/roles", {"role": "implementer"})
        await office.told_by_hr(fact(hr.HrRoleEnded, external_id=who, effective_on=day(1), role="implementer"))
    found, address = [], "/discrepancies?limit=2"
    while address:
        page = await office.does("admin", "GET", address)
        found += [each["thing_id"] for each in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert found == sorted(str(office.ids[who]) for who in ("ann", "bob", "cleo"))
