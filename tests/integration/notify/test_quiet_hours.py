"""Quiet hours over HTTP and a real mail server: e-mail is held, the inbox is not, legal notices never."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import ABROAD, AUTHOR, BODY, REVIEWER, an_idea, kinds, later
from tests.integration.notify.post_office import PostOffice

from shared.events.review import ReviewerAssigned
from shared.events.union_dialogue import ClockStarted
from shared.testing import FakeClock, fact

# The clock stands at 11:00 at the seat.
MORNING: dict[str, Any] = {"quiet": {"starts": "10:00", "ends": "12:00"}}
ADDRESS = "reviewer@parley.example"


async def assigned(desk: Desk) -> None:
    await desk.hear(fact(ReviewerAssigned, idea_id=await an_idea(desk), person_id=REVIEWER))
    await desk.do_chores()


@pytest.fixture
async def mailing(mailing: Desk, still: FakeClock) -> Desk:  # noqa: ARG001 - the clock stands meanwhile
    """With an address of the reviewer's own."""
    await mailing.hear(later(a_person(REVIEWER, unit_id=ABROAD, email=ADDRESS)))
    return mailing


def got(post_office: PostOffice) -> int:
    return post_office.recipients.count(ADDRESS)


async def test_e_mail_is_held_and_the_inbox_is_not(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    view = await mailing.gets(REVIEWER, "PUT", "/preferences/hours", MORNING)
    assert view["quiet_until"] == "2026-05-04T12:00:00+02:00"
    await assigned(mailing)
    assert (await kinds(mailing, REVIEWER), got(post_office)) == (["reviewer.assigned"], 0)
    still.move_forward(timedelta(minutes=59))
    await mailing.do_chores()
    assert got(post_office) == 0
    still.move_forward(timedelta(minutes=1))
    await mailing.do_chores()
    assert got(post_office) == 1
    assert await mailing.pool.fetchval("SELECT attempts FROM mail m JOIN notification USING (notification_id) WHERE notification.person_id = $1", REVIEWER) == 1  # fmt: skip
    await assigned(mailing)
    assert got(post_office) == 2, "outside them at once"


async def test_a_change_of_hours_counts_for_what_is_held(mailing: Desk, post_office: PostOffice) -> None:
    await mailing.gets(REVIEWER, "PUT", "/preferences/hours", MORNING)
    await assigned(mailing)
    assert got(post_office) == 0
    await mailing.gets(REVIEWER, "PUT", "/preferences/hours", {})
    await mailing.do_chores()
    assert got(post_office) == 1


async def test_quiet_hours_are_those_of_the_readers_zone(mailing: Desk, post_office: PostOffice) -> None:
    assert (await mailing.gets(REVIEWER, "PUT", "/preferences/hours", MORNING))["quiet_until"] is not None
    await assigned(mailing)
    assert got(post_office) == 0
    tokyo = a_person(REVIEWER, unit_id=ABROAD, email=ADDRESS, locale="fr", time_zone="Asia/Tokyo")
    await mailing.hear(later(tokyo, 3))
    assert (await mailing.gets(REVIEWER, "GET", "/preferences/hours"))["quiet_until"] is None
    await mailing.do_chores()
    assert got(post_office) == 1, "what was held follows them"
    (mail,) = [message for message in post_office.got if message["To"] == ADDRESS]
    assert mail["Content-Language"] == "fr"


async def test_a_digest_that_falls_into_them_is_held_too(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    channels = {"inbox": True, "mail": False, "digest": True}
    await mailing.gets(REVIEWER, "PUT", "/preferences/reviewer.assigned", channels)
    night = {"quiet": {"starts": "19:00", "ends": "08:30"}, "digest_at": "07:00"}
    await mailing.gets(REVIEWER, "PUT", "/preferences/hours", night)
    await assigned(mailing)
    for hours, count in ((20.5, 0), (1, 1)):  # 07:30, 08:30
        still.move_forward(timedelta(hours=hours))
        await mailing.pass_deadlines()
        await mailing.do_chores()
        assert got(post_office) == count


async def test_what_a_period_set_by_law_depends_on_is_never_held(mailing: Desk, post_office: PostOffice) -> None:
    for row in await mailing.pool.fetch("SELECT person_id FROM directory_person"):
        await mailing.gets(row["person_id"], "PUT", "/preferences/hours", MORNING)
    await mailing.hear(fact(ClockStarted, idea_id=await an_idea(mailing), body_id=BODY))
    await mailing.do_chores()
    assert {message["Subject"] for message in post_office.got} == {"The period for your opinion runs: Rooms"}


async def test_what_is_chosen_is_shown_and_what_is_usual_without_a_choice(mailing: Desk) -> None:
    usual = await mailing.gets(REVIEWER, "GET", "/preferences/hours")
    assert usual == {
        "quiet": None,
        "digest_at": "07:00",
        "digest_on": "working-days",
        "zone_in_force": "Europe/Berlin",
        "quiet_until": None,
        "next_digest_at": "2026-05-05T07:00:00+02:00",
    }
    chosen = {"quiet": {"starts": "19:30", "ends": "07:00"}, "digest_at": "17:45", "digest_on": "every-day"}  # fmt: skip
    said = await mailing.gets(REVIEWER, "PUT", "/preferences/hours", chosen)
    assert said == await mailing.gets(REVIEWER, "GET", "/preferences/hours")
    assert (said["quiet"], said["digest_at"]) == ({"starts": "19:30", "ends": "07:00"}, "17:45")
    assert await mailing.gets(AUTHOR, "GET", "/preferences/hours") == usual


@pytest.mark.parametrize(
    ("body", "slug", "pointer"),
    [
        ({"zone": "Europe/Lisbon"}, "invalid-request", "/zone"),
        ({"quiet": {"starts": "07:00", "ends": "07:00"}}, "no-quiet-end", "/quiet/ends"),
        ({"quiet": {"starts": "25:00", "ends": "07:00"}}, "invalid-request", "/quiet/starts"),
        ({"quiet": {"starts": "19:00"}}, "invalid-request", "/quiet/ends"),
        ({"quiet": {"starts": "19:00", "ends": "07:00:30"}}, "invalid-request", "/quiet/ends"),
        ({"quiet": {"starts": "19:00", "ends": "07:00Z"}}, "invalid-request", "/quiet/ends"),
        ({"digest_at": 420}, "invalid-request", "/digest_at"),
        ({"digest_at": "7"}, "invalid-request", "/digest_at"),
        ({"digest_on": "never"}, "invalid-request", "/digest_on"),
        ({"hour": 7}, "invalid-request", "/hour"),
    ],
)
async def test_what_cannot_be_meant_is_refused_in_three_languages(
    mailing: Desk, body: dict[str, Any], slug: str, pointer: str
) -> None:
    told = set()
    for language in ("en", "fr", "de"):
        answer = await mailing.send(REVIEWER, "PUT", "/api/preferences/hours", body, language=language)
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (422, f"/problems/{slug}"), problem
        assert problem["errors"][0]["pointer"] == pointer, problem
        told.add(problem["errors"][0].get("detail") or problem["detail"])
    assert len(told) == 3
    assert (await mailing.gets(REVIEWER, "GET", "/preferences/hours"))["digest_at"] == "07:00"


async def test_at_once_and_in_the_digest_is_refused(mailing: Desk) -> None:
    both = {"inbox": True, "mail": True, "digest": True}
    answer = await mailing.ask(REVIEWER, "PUT", "/preferences/idea.commented", both)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/told-twice")
