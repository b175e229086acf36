"""What is old goes, legal notices when their case needs them no more, and an erased person's rows at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import (
    AUTHOR,
    BODY,
    COLLEAGUE,
    MEMBER,
    REVIEWER,
    a_case,
    an_idea,
    kinds,
    later,
)
from tests.integration.notify.post_office import PostOffice

from shared.events.base import Event
from shared.events.ideas import IdeaCommented, IdeaDecided, IdeaReturned, SupportReached
from shared.events.interests import InterestNoted
from shared.events.people import PersonErased
from shared.events.review import ReviewerAssigned
from shared.events.union_dialogue import CaseClosed, CaseWithdrawn, ClockStarted, SubstituteSeated
from shared.testing import FakeClock, fact

TABLES = (
    *("notification", "mail", "digest_item", "duty", "preference", "hours", "follower", "interest", "sits_in"),
    "barred",
)


async def pass_days(desk: Desk, still: FakeClock, days: int) -> None:
    still.move_forward(timedelta(days=days))
    await desk.pass_deadlines()
    await desk.do_chores()


async def test_what_is_old_goes_with_its_mails_and_digests(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    idea = await an_idea(mailing)
    await mailing.hear(fact(SupportReached, idea_id=idea), fact(ReviewerAssigned, idea_id=idea, person_id=REVIEWER))
    await mailing.do_chores()
    await pass_days(mailing, still, 2)
    assert len(post_office.got) >= 3, "a mail and digests"
    await pass_days(mailing, still, 360)
    await mailing.hear(fact(IdeaCommented, idea_id=idea, by=COLLEAGUE))
    assert await kinds(mailing, AUTHOR) == ["idea.commented", "support.reached"]
    await pass_days(mailing, still, 8)
    assert await kinds(mailing, AUTHOR) == ["idea.commented"]
    assert await kinds(mailing, REVIEWER) == ["idea.commented"]
    assert await _rows(mailing, "mail") == 0, "the digests too, of which nothing is left"
    assert await mailing.pool.fetchval("SELECT count(*) FROM digest_item WHERE state <> 'waiting'") == 0


async def test_how_long_is_a_setting(desk: Desk, still: FakeClock) -> None:
    desk.settings = desk.settings.model_copy(update={"kept_days": 30})
    await desk.hear(fact(IdeaReturned, idea_id=await an_idea(desk)))
    await pass_days(desk, still, 29)
    await desk.pool.execute("UPDATE mail SET state = 'sent'")
    assert await kinds(desk, AUTHOR, "?kind=idea.returned") == ["idea.returned"]
    await pass_days(desk, still, 2)
    assert await kinds(desk, AUTHOR, "?kind=idea.returned") == []


@pytest.mark.parametrize("end", [CaseClosed, CaseWithdrawn])
async def test_a_legal_notice_stays_while_its_case_is_open_and_as_long_again(
    desk: Desk, still: FakeClock, end: type[CaseClosed | CaseWithdrawn]
) -> None:
    await desk.hear(later(a_person(COLLEAGUE)))
    idea = await an_idea(desk)
    case = await a_case(desk, idea)
    await desk.hear(fact(ClockStarted, idea_id=idea, case_id=case, body_id=BODY), fact(SupportReached, idea_id=idea))
    await desk.pool.execute("UPDATE mail SET state = 'sent'")
    await desk.pool.execute("UPDATE digest_item SET state = 'told'")
    await pass_days(desk, still, 800)
    assert (await kinds(desk, MEMBER), await kinds(desk, AUTHOR)) == (["clock.started"], [])
    await desk.hear(fact(end, idea_id=idea, case_id=case, body_id=BODY))
    await pass_days(desk, still, 364)
    assert "clock.started" in await kinds(desk, MEMBER)
    await pass_days(desk, still, 2)
    assert "clock.started" not in await kinds(desk, MEMBER)


async def test_an_open_case_keeps_its_legal_notices_although_nobody_owes_anything(desk: Desk, still: FakeClock) -> None:
    await desk.hear(later(a_person(COLLEAGUE)))
    idea = await an_idea(desk)
    case = await a_case(desk, idea)
    await desk.hear(fact(ClockStarted, idea_id=idea, case_id=case, body_id=BODY))
    for settled in ("UPDATE mail SET state = 'sent'", "UPDATE digest_item SET state = 'told'", "DELETE FROM duty"):
        await desk.pool.execute(settled)
    await pass_days(desk, still, 800)
    assert await kinds(desk, MEMBER) == ["clock.started"]


async def test_a_right_that_may_still_be_used_keeps_its_notice(desk: Desk, still: FakeClock) -> None:
    far = still.now().date() + timedelta(days=500)
    idea = await an_idea(desk)
    await desk.hear(fact(IdeaDecided, idea_id=idea, outcome="declined", appeal_until=far, authors=_by(AUTHOR)))
    await desk.pool.execute("UPDATE mail SET state = 'sent'")
    await pass_days(desk, still, 400)
    assert "idea.decided" in await kinds(desk, AUTHOR)


def _by(person: UUID) -> list[dict[str, object]]:
    return [{"person_id": person, "share": 100}]


async def test_what_waits_to_be_sent_is_not_forgotten(desk: Desk, still: FakeClock) -> None:
    idea = await an_idea(desk, AUTHOR, uuid4())
    await desk.hear(fact(SupportReached, idea_id=idea))
    still.move_forward(timedelta(days=400))
    await desk.do_chores()
    assert await kinds(desk, AUTHOR) == ["support.reached"]


async def test_of_an_erased_person_nothing_stays(mailing: Desk, still: FakeClock) -> None:
    idea = await an_idea(mailing)
    case = await a_case(mailing, idea)
    told: list[Event] = [
        fact(IdeaReturned, idea_id=idea),
        fact(SupportReached, idea_id=idea),
        fact(IdeaCommented, idea_id=idea, by=AUTHOR),
        fact(SubstituteSeated, idea_id=idea, case_id=case, body_id=BODY, person_id=AUTHOR),
        fact(IdeaDecided, idea_id=idea, appeal_until=date(2026, 6, 1), authors=_by(AUTHOR)),
        fact(InterestNoted, idea_id=idea, interested=(AUTHOR,)),
    ]
    await mailing.hear(*told)
    await mailing.gets(AUTHOR, "PUT", "/preferences/idea.merged", {"inbox": False, "mail": False})
    await mailing.gets(AUTHOR, "PUT", "/preferences/hours", {"digest_at": "08:00"})
    await pass_days(mailing, still, 1)
    await mailing.hear(fact(SupportReached, idea_id=idea))
    before = {table: await _rows_of(mailing, table, AUTHOR) for table in TABLES}
    assert all(before.values()), before
    others = {table: await _rows(mailing, table) - before[table] for table in TABLES}
    await mailing.hear(fact(PersonErased, person_id=AUTHOR, aggregate_version=9))
    assert {table: await _rows_of(mailing, table, AUTHOR) for table in TABLES} == dict.fromkeys(TABLES, 0)
    assert {table: await _rows(mailing, table) for table in TABLES} == others, "of others everything"
    name = await mailing.pool.fetchval("SELECT display_name FROM directory_person WHERE person_id = $1", AUTHOR)
    assert name == "—", "the copy of people.v1 forgets them as well"
    await pass_days(mailing, still, 30)
    assert await _rows_of(mailing, "notification", AUTHOR) == 0, "nobody waits for them"


async def _rows(desk: Desk, table: str) -> int:
    return int(await desk.pool.fetchval(f"SELECT count(*) FROM {table}"))


async def _rows_of(desk: Desk, table: str, person: UUID) -> int:
    if table == "mail":
        return int(await desk.pool.fetchval("SELECT count(*) FROM mail m LEFT JOIN notification n USING (notification_id) WHERE coalesce(m.person_id, n.person_id) = $1", person))  # fmt: skip
    return int(await desk.pool.fetchval(f"SELECT count(*) FROM {table} WHERE person_id = $1", person))
