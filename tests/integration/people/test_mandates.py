"""Mandates by hand: granted, changed and ended by the administrator or the body's chair, told on people.v1, refused with reasons."""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.people.office import LONG_AGO, Office, a_mandate, day, hired, said

from shared.events import hr
from shared.testing import fact

MANDATES = "/bodies/{B1}/mandates"


def wanted(office: Office, who: str, **given: Any) -> dict[str, Any]:
    person = {"person_id": str(office.ids[who]), "role": "member", "evidence": "Minutes of the election"}
    return person | {"ends_on": "2030-05-31"} | given


async def mandate_of(office: Office, who: str, place: int = -1) -> str:
    found: str = (await office.state(who))["mandates"][place]["mandate_id"]
    return f"{MANDATES}/{found}"


@pytest.mark.parametrize("by", ["admin", "chair", "deputy"])
async def test_a_mandate_is_granted_and_told_with_the_full_state(office: Office, by: str) -> None:
    made = await office.does(by, "POST", MANDATES, wanted(office, "ann", role="substitute", rank=2))
    assert (made["role"], made["rank"], made["starts_on"], made["ends_on"]) == ("substitute", 2, said(0), "2030-05-31")
    assert (made["evidence"], made["entered_by"]) == ("Minutes of the election", str(office.ids[by]))
    event = await office.last()
    assert (event["type"], event["person_id"], event["by"]) == (
        "person.changed",
        str(office.ids["ann"]),
        str(office.ids[by]),
    )
    own = (await office.state(by))["mandates"]
    assert event["acting_for"] == (own[0]["mandate_id"] if own else None)
    assert [m["mandate_id"] for m in event["mandates"]] == [made["mandate_id"]]
    listed = await office.does("bob", "GET", f"{MANDATES}?role=substitute")
    assert [(m["display_name"], "evidence" in m) for m in listed["items"]] == [("Ann Example", False)]


async def test_a_change_of_days_keeps_the_mandate_and_a_new_role_is_a_new_one(office: Office) -> None:
    place = await mandate_of(office, "member")
    seen = await office.etag("chair", place)
    body = {"role": "member", "ends_on": said(100), "rank": None, "evidence": "Resolution"}
    kept = await office.does("chair", "PUT", place, body, if_match=seen)
    assert (place.rpartition("/")[2], kept["ends_on"]) == (kept["mandate_id"], said(100))
    assert await office.no("chair", "PUT", place, body, if_match=seen) == "stale-version"
    assert await office.no("chair", "PUT", place, body) == "precondition-required"
    body |= {"role": "deputy", "role_from": said(10)}
    made = await office.does("chair", "PUT", place, body, if_match=await office.etag("chair", place))
    old, new = (await office.state("member"))["mandates"]
    assert (old["mandate_id"], old["role"], old["ends_on"]) == (kept["mandate_id"], "member", said(9))
    assert (new["mandate_id"], new["role"], new["starts_on"]) == (made["mandate_id"], "deputy", said(10))
    assert new["mandate_id"] != old["mandate_id"]


async def test_hr_repeating_itself_every_night_changes_nothing_of_it(office: Office) -> None:
    place = await mandate_of(office, "member")
    body = {"role": "member", "ends_on": said(100), "rank": None, "evidence": "Resolution"}
    made = await office.does("chair", "PUT", place, body, if_match=await office.etag("chair", place))
    await office.days_pass(1)
    await office.told_by_hr(a_mandate("member", "member"))
    (held,) = (await office.state("member"))["mandates"]
    assert (held["mandate_id"], held["ends_on"]) == (made["mandate_id"], said(100))
    assert (await office.does("admin", "GET", "/discrepancies"))["items"] == []


async def test_a_mandate_ends_on_its_day_and_its_holder_may_lay_it_down(office: Office) -> None:
    place = await mandate_of(office, "member")
    seen = await office.etag("chair", place)
    end = {"starts_on": said(3), "evidence": "Letter of resignation"}
    assert await office.no("ann", "PUT", f"{place}/end", end, if_match=seen) == "not-allowed"
    assert await office.no("member", "PUT", f"{place}/end", end | {"starts_on": said(-1)}, if_match=seen) == "past-day"
    await office.does("member", "PUT", f"{place}/end", end, if_match=seen)
    (held,) = (await office.state("member"))["mandates"]
    assert held["ends_on"] == said(2)
    on = [len((await office.does("bob", "GET", f"{MANDATES}?on={said(n)}&role=member"))["items"]) for n in (2, 3)]
    assert on == [1, 0]
    await office.days_pass(4)
    seen = await office.etag("chair", place)
    assert await office.no("chair", "PUT", f"{place}/end", end, if_match=seen) == "mandate-over"


async def test_nobody_prolongs_a_mandate_by_ending_it_later(office: Office) -> None:
    place = await mandate_of(office, "member")
    body = {"role": "member", "ends_on": said(30), "rank": None, "evidence": "Resolution"}
    await office.does("chair", "PUT", place, body, if_match=await office.etag("chair", place))
    before = await office.state("member")
    end = {"starts_on": said(900), "evidence": "I go"}
    for who in ("member", "chair", "admin"):
        seen = await office.etag("chair", place)
        assert await office.no(who, "PUT", f"{place}/end", end, if_match=seen) == "ends-earlier"
    assert await office.state("member") == before


async def test_one_that_has_not_begun_never_does_and_may_be_granted_again(office: Office) -> None:
    body = wanted(office, "ann", starts_on=said(20))
    made = await office.does("admin", "POST", MANDATES, body)
    place = f"{MANDATES}/{made['mandate_id']}"
    seen = await office.etag("admin", place)
    await office.does("admin", "PUT", f"{place}/end", {"starts_on": said(20), "evidence": "Declined"}, if_match=seen)
    assert (await office.state("ann"))["mandates"] == []
    again = await office.does("admin", "POST", MANDATES, body)
    assert again["mandate_id"] == made["mandate_id"]


async def test_what_cannot_be_is_refused_with_what_to_do(office: Office) -> None:
    async def no(who: str, by: str = "admin", **given: Any) -> str:
        return await office.no(by, "POST", MANDATES, wanted(office, who, **given))

    assert await no("ann", starts_on=said(-1)) == "past-day"
    assert await no("ann", starts_on=said(5), ends_on=said(4)) == "end-before-start"
    assert await no("member") == "mandates-overlap"
    assert await no("ann", role="chair") == "chair-taken"
    assert await no("head") == "both-sides"
    assert await no("second") == "both-sides"
    assert await no("admin") == "for-oneself"
    assert await no("chair", by="chair") == "for-oneself"
    assert await no("ann", by="member") == "not-allowed"
    assert await no("ann", by="head") == "not-allowed"
    assert await no("ann", person_id=str(office.ids["B1"])) == "unknown-reference"
    await office.told_by_hr(fact(hr.HrEmployeeLeft, external_id="cleo", effective_on=day(5)))
    assert await no("cleo", starts_on=said(6)) == "not-employed"
    await office.does("admin", "POST", MANDATES, wanted(office, "cleo"))
    await office.days_pass(6)
    assert (await office.state("cleo"))["mandates"][0]["ends_on"] == said(4), "a leaving ends it"


async def test_a_function_that_is_announced_excludes_a_mandate_on_its_days(office: Office) -> None:
    await office.told_by_hr(fact(hr.HrRoleGranted, external_id="ann", effective_on=day(30), role="decision-maker"))
    assert await office.no("admin", "POST", MANDATES, wanted(office, "ann")) == "both-sides"
    await office.does("admin", "POST", MANDATES, wanted(office, "ann", ends_on=said(29)))


async def test_nobody_prolongs_the_own_mandate(office: Office) -> None:
    place = await mandate_of(office, "chair")
    body = {"role": "chair", "ends_on": None, "rank": None, "evidence": "I say so"}
    assert await office.no("chair", "PUT", place, body, if_match=await office.etag("chair", place)) == "for-oneself"


async def test_an_end_that_hr_told_stands(office: Office) -> None:
    await office.told_by_hr(fact(hr.HrMandateEnded, external_id="member", effective_on=day(10), body_external_id="B1"))
    place = await mandate_of(office, "member")
    seen = await office.etag("chair", place)
    body = {"role": "member", "ends_on": said(50), "rank": None, "evidence": "Resolution"}
    assert await office.no("chair", "PUT", place, body, if_match=seen) == "end-stands"
    await office.does("chair", "PUT", place, body | {"ends_on": said(9)}, if_match=seen)


async def test_a_mandate_of_another_body_is_not_found_here(office: Office) -> None:
    await office.told_by_hr(a_second_body(), a_mandate("bob", "chair", body_external_id="B2"))
    theirs = (await office.state("bob"))["mandates"][0]["mandate_id"]
    assert await office.no("chair", "GET", f"{MANDATES}/{theirs}") == "not-found"
    end = {"evidence": "None of theirs"}
    assert await office.no("chair", "PUT", f"{MANDATES}/{theirs}/end", end, if_match='"1"') == "not-found"
    assert await office.no("chair", "GET", f"/bodies/{{B2}}/mandates/{theirs}") == "not-allowed"


def a_second_body() -> hr.HrBodyChanged:
    told = {"scope_unit_external_ids": ["U2"], "calendar_external_id": "C1", "regime": "FR-CSE"}
    return fact(hr.HrBodyChanged, external_id="B2", effective_on=LONG_AGO, **told)


async def test_who_represents_a_body_comes_page_by_page(office: Office) -> None:
    found, address = [], f"{MANDATES}?limit=2"
    while address:
        page = await office.does("bob", "GET", address)
        found += [each["display_name"] for each in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert sorted(found) == ["Chair Example", "Deputy Example", "Member Example"]


async def test_whoever_comes_back_after_an_erasure_has_none_of_it(office: Office) -> None:
    await office.does("admin", "POST", MANDATES, wanted(office, "ann"))
    await office.days_pass(1)
    await office.told_by_hr(fact(hr.HrEmployeeErased, external_id="ann", effective_on=day(1)))
    assert await office.pool.fetchval("SELECT count(*) FROM administered WHERE external_id = 'ann'") == 0
    await office.days_pass(1)
    await office.told_by_hr(hired("ann", given_name="Another").model_copy(update={"effective_on": day(2)}))
    assert (await office.state("ann"))["mandates"] == []
