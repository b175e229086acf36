"""Bodies by hand: formed, changed and ended by the administrator, told on people.v1, listed page by page."""

from __future__ import annotations

from typing import Any

from tests.integration.people.office import LONG_AGO, Office, a_body, a_mandate, day, said

from shared.events import hr
from shared.testing import fact


def wanted(office: Office, **given: Any) -> dict[str, Any]:
    body = {"names": {"de": "Betriebsrat"}, "kind": "works-council", "regime": "DE-BPersVG-70"}
    return body | {"scope_unit_ids": [str(office.ids["U2"])], "calendar_id": str(office.ids["C1"])} | given


async def test_a_body_is_formed_and_told_and_hr_may_name_it(office: Office) -> None:
    made = await office.does("admin", "POST", "/bodies", wanted(office))
    event = await office.last()
    assert (event["type"], event["by"]) == ("body.changed", str(office.ids["admin"]))
    told = {name: made[name] for name in ("body_id", "names", "kind", "scope_unit_ids", "regime", "calendar_id")}
    assert {name: event[name] for name in told} == told == wanted(office) | {"body_id": made["body_id"]}
    await office.told_by_hr(a_mandate("ann", "chair", body_external_id=made["external_id"]))
    (chair,) = (await office.does("bob", "GET", f"/bodies/{made['body_id']}/mandates"))["items"]
    assert (chair["display_name"], chair["role"]) == ("Ann Example", "chair")


async def test_a_change_needs_the_version_that_was_seen_and_takes_effect_on_its_day(office: Office) -> None:
    seen = await office.etag("bob", "/bodies/{B1}")
    later = wanted(office, names={"en": "Council"}, effective_on=said(5))
    now = await office.does("admin", "PUT", "/bodies/{B1}", later, if_match=seen)
    assert now["names"] != {"en": "Council"}
    assert await office.no("admin", "PUT", "/bodies/{B1}", wanted(office), if_match=seen) == "change-announced"
    await office.days_pass(5)
    assert (await office.does("bob", "GET", "/bodies/{B1}"))["names"] == {"en": "Council"}
    assert await office.no("admin", "PUT", "/bodies/{B1}", wanted(office), if_match=seen) == "stale-version"


async def test_what_cannot_be_is_refused(office: Office) -> None:
    nowhere = str(office.ids["ann"])
    assert await office.no("admin", "POST", "/bodies", wanted(office, scope_unit_ids=[nowhere])) == "unknown-reference"
    assert await office.no("admin", "POST", "/bodies", wanted(office, calendar_id=nowhere)) == "unknown-reference"
    assert await office.no("admin", "POST", "/bodies", wanted(office, scope_unit_ids=[])) == "invalid-request"
    past = wanted(office, effective_on=said(-1))
    assert await office.no("admin", "PUT", "/bodies/{B1}", past, if_match='"1"') == "past-day"
    assert await office.no("admin", "PUT", "/bodies/{ann}", wanted(office), if_match='"1"') == "not-found"
    answer = await office.ask(office.ids["admin"], "POST", "/bodies", wanted(office, scope_unit_ids=[nowhere]))
    assert answer.json()["errors"][0]["pointer"] == "/scope_unit_ids/0"


async def test_what_hr_announced_is_not_ended_without_a_word(office: Office) -> None:
    await office.told_by_hr(a_body(effective_on=day(30), regime="FR-CSE"))
    seen = await office.etag("bob", "/bodies/{B1}")
    answer = await office.ask(office.ids["admin"], "PUT", f"/bodies/{office.ids['B1']}", wanted(office), if_match=seen)
    assert (answer.status_code, said(30) in answer.json()["detail"]) == (409, True)
    await office.does("admin", "PUT", "/bodies/{B1}", wanted(office, effective_on=said(30)), if_match=seen)


async def test_a_body_that_ends_covers_no_unit_and_nobody_represents_it(office: Office) -> None:
    seen = await office.etag("bob", "/bodies/{B1}")
    await office.does("admin", "PUT", "/bodies/{B1}/end", {"starts_on": said(3)}, if_match=seen)
    assert {(await office.state(name))["mandates"][0]["ends_on"] for name in ("chair", "deputy", "member")} == {said(2)}
    await office.days_pass(3)
    body = await office.does("bob", "GET", "/bodies/{B1}")
    assert (body["scope_unit_ids"], body["regime"]) == ([], "DE-BPersVG-70")
    mandate = {"person_id": str(office.ids["ann"]), "role": "chair", "evidence": "An election"}
    assert await office.no("admin", "POST", "/bodies/{B1}/mandates", mandate) == "body-ended"


async def test_no_mandate_outlives_a_body_whose_end_is_told_for_a_later_day(office: Office) -> None:
    seen = await office.etag("bob", "/bodies/{B1}")
    await office.does("admin", "PUT", "/bodies/{B1}/end", {"starts_on": said(10)}, if_match=seen)
    mandate = {"person_id": str(office.ids["ann"]), "role": "member", "evidence": "An election"}
    for ends_on in (None, said(10)):
        given = mandate | {"ends_on": ends_on}
        assert await office.no("admin", "POST", "/bodies/{B1}/mandates", given) == "body-ended"
    (held,) = (await office.state("member"))["mandates"]
    place = f"/bodies/{{B1}}/mandates/{held['mandate_id']}"
    longer = {"role": "member", "ends_on": None, "rank": None, "evidence": "Resolution"}
    seen = await office.etag("admin", place)
    assert await office.no("admin", "PUT", place, longer, if_match=seen) == "body-ended"
    await office.does("admin", "PUT", place, longer | {"ends_on": said(9)}, if_match=seen)
    await office.does("admin", "POST", "/bodies/{B1}/mandates", mandate | {"ends_on": said(9)})


async def test_lists_come_page_by_page_and_by_what_is_asked_for(office: Office) -> None:
    units = [fact(hr.HrUnitChanged, external_id=f"V{n:04}", effective_on=LONG_AGO, seat="FR-57") for n in range(503)]
    await office.told_by_hr(*units)
    found, address = [], "/units?limit=100"
    while address:
        page = await office.does("bob", "GET", address)
        found += [each["unit_id"] for each in page["items"]]
        address = (page["next"] or "").removeprefix("/api")
    assert len(found) == len(set(found)) == 505
    below = await office.does("bob", "GET", "/units?parent_id={U1}")
    then = await office.does("bob", "GET", f"/units?parent_id={{U1}}&on={said(0)}")
    assert [unit["unit_id"] for unit in below["items"]] == [str(office.ids["U2"])]
    assert then["items"] == below["items"]
    first = await office.does("bob", "GET", f"/units?on={said(0)}&limit=2")
    second = await office.does("bob", "GET", first["next"].removeprefix("/api"))
    assert [unit["unit_id"] for unit in first["items"] + second["items"]] == found[:4]
    assert await office.no("bob", "GET", first["next"].removeprefix("/api").replace("on=", "parent_id=")) != ""
    await office.does("admin", "POST", "/bodies", wanted(office))
    kinds = [
        len((await office.does("bob", "GET", f"/bodies{query}"))["items"])
        for query in ("", "?kind=works-council", "?kind=union-delegation", "?unit_id={U2}")
    ]
    assert kinds == [2, 1, 0, 1]
