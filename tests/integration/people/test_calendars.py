"""Calendars by hand: places that are known, days that stand once, closure days that only an agreement leaves out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.people.office import LONG_AGO, Office, day, said

from shared.errors import Poison
from shared.events import hr
from shared.testing import fact

AGREEMENT = {"title": "Service agreement 3", "agreed_on": "2026-01-15", "form": "written", "reference": "DV 3/2026"}


def wanted(**given: Any) -> dict[str, Any]:
    return {"country": "DE", "subdivision": "BY", "zone": "Europe/Berlin"} | given


async def test_a_calendar_is_made_told_and_used_by_a_body(office: Office) -> None:
    days = {"local_holidays": ["2027-08-09", "2027-08-06"], "closure_days": ["2027-12-24"]}
    made = await office.does(
        "admin", "POST", "/calendars", wanted(**days, closure_days_count=False, agreement=AGREEMENT)
    )
    event = await office.last()
    assert (event["type"], event["calendar_version"], event["local_holidays"]) == (
        "calendar.changed",
        1,
        ["2027-08-06", "2027-08-09"],
    )
    assert event["closure_days_agreement"] == "Service agreement 3, 2026-01-15, written, DV 3/2026"
    assert made["body_ids"] == []
    body = {"names": {"de": "Rat"}, "kind": "works-council", "scope_unit_ids": [str(office.ids["U2"])]}
    body |= {"regime": "DE-BPersVG-70", "calendar_id": made["calendar_id"]}
    council = await office.does("admin", "POST", "/bodies", body)
    now = await office.does("bob", "GET", f"/calendars/{made['calendar_id']}")
    assert now["body_ids"] == [council["body_id"]]


async def test_a_change_says_what_it_means_and_closure_days_count_without_agreement(office: Office) -> None:
    seen = await office.etag("bob", "/calendars/{C1}")
    body = wanted(closure_days=["2027-12-24"])
    now = await office.does("admin", "PUT", "/calendars/{C1}", body, if_match=seen, accept_language="de")
    assert (now["closure_days"], now["closure_days_agreement"]) == (["2027-12-24"], None)
    assert now["means"].startswith("Fristen, die ab jetzt beginnen")
    assert now["body_ids"] == [str(office.ids["B1"])]
    assert (await office.last())["calendar_version"] == 2
    assert await office.no("admin", "PUT", "/calendars/{C1}", body, if_match=seen) == "stale-version"


@pytest.mark.parametrize(
    ("given", "slug", "pointer"),
    [
        ({"country": "XX"}, "unknown-country", "/country"),
        ({"country": "FR", "subdivision": "GES"}, "unknown-subdivision", "/subdivision"),
        ({"country": "FR", "subdivision": "75"}, "unknown-subdivision", "/subdivision"),
        ({"zone": "Europe/Atlantis"}, "unknown-zone", "/zone"),
        ({"local_holidays": ["2027-08-06", "2027-08-06"]}, "day-twice", "/local_holidays/1"),
        ({"local_holidays": ["2027-08-06"], "closure_days": ["2027-08-06"]}, "day-twice", "/closure_days/0"),
        ({"closure_days": ["2027-12-24"], "closure_days_count": False}, "agreement-missing", "/agreement"),
        ({"closure_days": ["2027-12-24"], "agreement": AGREEMENT}, "agreement-contradicts", "/closure_days_count"),
        ({"closure_days_count": False, "agreement": AGREEMENT}, "agreement-contradicts", "/closure_days_count"),
        (
            {
                "closure_days": ["2027-12-24"],
                "closure_days_count": False,
                "agreement": AGREEMENT | {"agreed_on": said(1)},
            },
            "agreement-ahead",
            "/agreement/agreed_on",
        ),
    ],
)
async def test_what_cannot_be_is_refused(office: Office, given: dict[str, Any], slug: str, pointer: str) -> None:
    answer = await office.ask(office.ids["admin"], "POST", "/calendars", wanted(**given))
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_an_oral_agreement_is_none(office: Office) -> None:
    oral = wanted(closure_days=["2027-12-24"], closure_days_count=False, agreement=AGREEMENT | {"form": "oral"})
    assert await office.no("admin", "POST", "/calendars", oral) == "invalid-request"


async def test_the_past_is_not_changed(office: Office) -> None:
    seen = await office.etag("bob", "/calendars/{C1}")
    body = wanted(effective_on=said(-1))
    assert await office.no("admin", "PUT", "/calendars/{C1}", body, if_match=seen) == "past-day"


async def test_every_place_that_is_shown_may_be_used(office: Office) -> None:
    places = {each["country"]: each["subdivisions"] for each in await office.does("bob", "GET", "/calendars/places")}
    assert {"57", "6AE"} <= set(places["FR"])
    assert places["LU"] == []
    assert "GES" not in places["FR"]
    assert "GB" in places
    await office.does("admin", "POST", "/calendars", wanted(country="FR", subdivision="57", zone="Europe/Paris"))
    await office.does("admin", "POST", "/calendars", wanted(country="LU", subdivision=None, zone="Europe/Luxembourg"))
    found = await office.does("bob", "GET", "/calendars?country=LU")
    assert [each["subdivision"] for each in found["items"]] == [None]


@pytest.mark.parametrize("place", [{"country": "XX"}, {"country": "FR", "subdivision": "GES"}])
async def test_hr_too_names_places_that_are_known(office: Office, place: dict[str, str]) -> None:
    with pytest.raises(Poison, match="impossible: /(country|subdivision): "):
        await office.told_by_hr(fact(hr.HrCalendarChanged, external_id="C2", effective_on=LONG_AGO, **place))


async def test_a_change_for_a_later_day_waits_for_it(office: Office) -> None:
    seen = await office.etag("bob", "/calendars/{C1}")
    await office.does("admin", "PUT", "/calendars/{C1}", wanted(effective_on=said(2)), if_match=seen)
    assert (await office.does("bob", "GET", "/calendars/{C1}"))["subdivision"] == "RP"
    await office.days_pass(2)
    assert (await office.does("bob", "GET", "/calendars/{C1}"))["subdivision"] == "BY"
    assert day(2).isoformat() == said(2)
