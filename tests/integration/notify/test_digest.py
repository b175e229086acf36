"""The daily digest: omits nothing, tells nothing twice, and nothing that its reader may not see when it is sent."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import (
    AUTHOR,
    BODY,
    COLLEAGUE,
    HOME,
    MEMBER,
    a_message,
    an_idea,
    later,
    member,
    yesterday,
)
from tests.integration.notify.post_office import PostOffice, texts

from shared.events.ideas import IdeaCommented, IdeaDecided, SupportReached
from shared.events.people import PersonErased
from shared.events.union_dialogue import ClockStarted
from shared.testing import FakeClock, fact

BERLIN = ZoneInfo("Europe/Berlin")
ADDRESS = "author@parley.example"
DIGEST = {"inbox": True, "mail": False, "digest": True}
AT_ONCE = {"inbox": True, "mail": True, "digest": False}
NOTHING = {"inbox": True, "mail": False, "digest": False}


@pytest.fixture
async def mailing(mailing: Desk) -> Desk:
    """With an address of the author's own."""
    await mailing.hear(later(a_person(AUTHOR, unit_id=HOME, email=ADDRESS)))
    return mailing


async def at(desk: Desk, still: FakeClock, day: int, hour: int = 9) -> None:
    """It is this hour in May at the seat; what is due has been, and the post has gone out."""
    await desk.do_chores()
    then = datetime(2026, 5, day, hour, tzinfo=BERLIN)
    still.move_forward(max(then - still.now(), timedelta(0)))
    await desk.pass_deadlines()
    await desk.do_chores()


async def supported(desk: Desk, title: str, author: UUID = AUTHOR) -> UUID:
    """Something that an author is told in the digest."""
    idea = await an_idea(desk, author, title=title)
    await desk.hear(fact(SupportReached, idea_id=idea))
    return idea


def to(post_office: PostOffice, address: str = ADDRESS) -> list[EmailMessage]:
    """The digests that somebody was sent, the author unless it says otherwise."""
    return [each for each in post_office.got if each["To"] == address and each["Subject"].endswith("in Parley")]


def told(messages: list[EmailMessage], *titles: str) -> list[int]:
    """How often each title ends a line in the plain texts of the messages."""
    lines = [line for each in messages for line in texts(each)[0].splitlines() if line.startswith("* ")]
    return [sum(line.endswith(f": {title}") for line in lines) for title in titles]


async def test_a_day_comes_in_one_mail_in_the_morning(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    await supported(mailing, "One")
    await supported(mailing, "Two")
    await at(mailing, still, 4, 23)
    assert to(post_office) == []
    await at(mailing, still, 5, 6)
    assert to(post_office) == [], "not before seven"
    await at(mailing, still, 5, 7)
    (digest,) = to(post_office)
    assert digest["Subject"] == "2 notifications in Parley"
    assert told([digest], "One", "Two") == [1, 1]
    for day in (6, 7, 8):
        await at(mailing, still, day)
    assert len(to(post_office)) == 1, "days without news have no mail"
    await supported(mailing, "Three")
    await at(mailing, still, 9, 12)
    await at(mailing, still, 10, 12)
    assert len(to(post_office)) == 1, "nobody works on Saturday and Sunday"
    await at(mailing, still, 11)
    assert told(to(post_office)[1:], "One", "Two", "Three") == [0, 0, 1]


@pytest.mark.parametrize(
    ("locale", "subject", "sentence", "why", "less"),
    [
        ("en", "1 notification in Parley", "Enough colleagues stand behind your idea: Räume & <Wege>", "You are an author.", "No more digests"),
        ("fr", "1 notification dans Parley", "Assez de collègues soutiennent votre idée\N{NARROW NO-BREAK SPACE}: Räume & <Wege>", "Vous êtes auteur.", "Ne plus recevoir de résumés"),
        ("de", "1 Nachricht in Parley", "Genug Kolleginnen und Kollegen unterstützen Ihre Idee: Räume & <Wege>", "Sie haben sie mitverfasst.", "Keine Übersichten mehr"),
    ],
)  # fmt: skip
async def test_a_digest_speaks_its_readers_language_twice(
    mailing: Desk, post_office: PostOffice, still: FakeClock, locale: str, subject: str, sentence: str, why: str, less: str
) -> None:  # fmt: skip
    await mailing.hear(later(a_person(AUTHOR, unit_id=HOME, email=ADDRESS, locale=locale), 3))
    idea = await supported(mailing, "Räume & <Wege>")
    await at(mailing, still, 5)
    (digest,) = [each for each in post_office.got if each["To"] == ADDRESS]
    assert digest["Subject"] == subject
    assert (digest["Content-Language"], digest["Auto-Submitted"]) == (locale, "auto-generated")
    plain, html = texts(digest)
    for text in (plain, html):
        assert f"https://parley.example/api/ideas/{idea}" in text
        assert why in text
        assert less in text
    assert sentence in plain
    assert "Räume &amp; &lt;Wege&gt;" in html
    assert f'<html lang="{locale}">' in html


async def test_a_server_that_is_away_for_days_loses_nothing_and_tells_nothing_twice(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    titles = [f"Idea {day}" for day in (4, 5, 6)]
    post_office.refuse_data = "451 later"
    for day, title in zip((5, 6, 7), titles, strict=True):
        await supported(mailing, title)
        await at(mailing, still, day)
        for _ in range(12):  # a whole day of tries
            await mailing.pool.execute("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting'")
            await mailing.do_chores()
    assert await mailing.told("notification.failed") == [], "nothing is given up yet"
    post_office.refuse_data = None
    await at(mailing, still, 8)
    assert told(to(post_office), *titles) == [1, 1, 1]
    assert len(to(post_office)) == 1
    for day in (9, 11, 12):
        await at(mailing, still, day)
    assert len(to(post_office)) == 1


async def test_after_a_week_of_refusals_it_is_given_up_and_told(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    await supported(mailing, "Lost")
    post_office.refuse_recipient = "550 no such user"
    for day in (5, 6, 7, 8, 11, 12):
        await at(mailing, still, day)
        assert not [each for each in await mailing.told("notification.failed") if str(AUTHOR) in each], day
    await at(mailing, still, 13)
    (lost,) = [each for each in await mailing.told("notification.failed") if "support.reached" in each]
    assert '"reason":"refused"' in lost
    post_office.refuse_recipient = None
    await at(mailing, still, 15)
    assert told(to(post_office), "Lost") == [0]


async def test_a_change_of_mind_leaves_nothing_out_and_tells_nothing_twice(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    async def choose(channels: dict[str, Any]) -> None:
        await mailing.gets(AUTHOR, "PUT", "/preferences/support.reached", channels)

    await supported(mailing, "Digest")
    await mailing.do_chores()
    await choose(AT_ONCE)
    await supported(mailing, "At once")
    await mailing.do_chores()
    await choose(DIGEST)
    await supported(mailing, "Digest again")
    await at(mailing, still, 5)
    assert told(to(post_office), "Digest", "Digest again") == [1, 1]
    assert [each["Subject"].endswith("At once") for each in post_office.got].count(True) == 1
    await supported(mailing, "Not wanted")
    await mailing.do_chores()
    await choose(NOTHING)
    await at(mailing, still, 6)
    assert told(to(post_office), "Not wanted") == [0], "whoever wants none gets none, not even what waits"
    assert (await mailing.gets(AUTHOR, "GET", "/notifications"))["items"][0]["text"].endswith("Not wanted")


async def test_a_crash_in_between_sends_the_same_digest_again_and_no_other(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    await supported(mailing, "One")
    await at(mailing, still, 5)
    (sent,) = to(post_office)
    await mailing.pool.execute("UPDATE mail SET state = 'waiting', next_attempt_at = now() WHERE state = 'sent'")
    await mailing.pool.execute("UPDATE digest_item SET state = 'waiting'")  # as if the process had died before it noted
    await supported(mailing, "Two")
    await at(mailing, still, 6)
    messages = to(post_office)
    ids = [each["Message-ID"] for each in messages if told([each], "One") == [1]]
    assert ids == [sent["Message-ID"]] * 2, "whoever gets it twice can tell"
    assert told([each for each in messages if each["Message-ID"] not in ids], "One", "Two") == [0, 1]


async def test_the_scheduler_dies_between_the_hour_and_the_digest(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    """Downtime over two mornings: one digest with all when it is back."""
    await supported(mailing, "One")
    await mailing.do_chores()
    still.move_forward(timedelta(days=2))
    await supported(mailing, "Two")
    await mailing.do_chores()
    await mailing.pass_deadlines()
    await mailing.do_chores()
    assert told(to(post_office), "One", "Two") == [1, 1]
    assert len([each for each in to(post_office) if told([each], "One") == [1]]) == 1


async def test_legal_notices_wait_for_no_digest(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    idea = await an_idea(mailing)
    await mailing.hear(
        fact(ClockStarted, idea_id=idea, body_id=BODY), fact(IdeaDecided, idea_id=idea, appeal_until=None)
    )
    await mailing.do_chores()
    subjects = [each["Subject"] for each in post_office.got]
    assert any(subject.startswith("The period for your opinion runs") for subject in subjects)
    assert await mailing.pool.fetchval("SELECT count(*) FROM digest_item d JOIN notification n USING (notification_id) WHERE n.kind IN ('clock.started', 'idea.decided')") == 0  # fmt: skip
    answer = await mailing.ask(MEMBER, "PUT", "/preferences/clock.started", DIGEST)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/mail")


async def test_invariant_14_a_digest_leaves_out_what_its_reader_may_not_see_when_it_is_sent(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    await mailing.hear(later(member(MEMBER, email="m@x.example")))
    await mailing.gets(MEMBER, "PUT", "/preferences/message.posted", DIGEST)
    room = await an_idea(mailing, title="Room")
    await a_message(mailing, room, MEMBER)
    await supported(mailing, "Mine", MEMBER)
    waiting = await mailing.gets(MEMBER, "GET", "/notifications/digest")
    assert [line["kind"] for line in waiting["items"]] == ["message.posted", "support.reached"]
    await mailing.hear(later(member(MEMBER, ends_on=yesterday(), email="m@x.example"), 3))
    assert [line["kind"] for line in (await mailing.gets(MEMBER, "GET", "/notifications/digest"))["items"]] == [
        "support.reached"
    ]
    await at(mailing, still, 5)
    (digest,) = to(post_office, "m@x.example")
    assert digest["Subject"] == "1 notification in Parley", "not even their number is told"
    assert told([digest], "Room", "Mine") == [0, 1]
    assert len([each for each in await mailing.told("notification.delivered") if '"channel":"mail"' in each and str(MEMBER) in each]) == 1  # fmt: skip
    states = {row["kind"]: row["state"] for row in await mailing.pool.fetch("SELECT n.kind, d.state FROM digest_item d JOIN notification n USING (notification_id) WHERE n.person_id = $1", MEMBER)}  # fmt: skip
    assert states == {"message.posted": "dropped", "support.reached": "told"}


async def test_of_what_nothing_is_left_there_is_no_mail(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    await supported(mailing, "Gone")
    await mailing.do_chores()
    await mailing.hear(later(a_person(AUTHOR, employed=False), 3))
    await at(mailing, still, 5)
    assert told(to(post_office), "Gone") == [0]
    assert await mailing.pool.fetchval("SELECT state FROM mail WHERE notification_id IS NULL AND person_id = $1", AUTHOR) == "dropped"  # fmt: skip


async def test_one_click_ends_digests(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    await supported(mailing, "One")
    await at(mailing, still, 5)
    (digest,) = to(post_office)
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = urlsplit(digest["List-Unsubscribe"].strip("<>"))
    address = f"{link.path}?{link.query}"
    looked = await mailing.send(None, "GET", address, headers={"accept-language": "de"})
    assert (looked.status_code, "Keine Übersichten mehr" in looked.text) == (200, True)
    form = {"content-type": "application/x-www-form-urlencoded"}
    ended = await mailing.client.post(address, content="List-Unsubscribe=One-Click", headers=form)
    assert ended.status_code == 200, ended.text
    await supported(mailing, "Two")
    await at(mailing, still, 6)
    assert told(to(post_office), "Two") == [0]
    said = {each["kind"]: each["channels"] for each in await mailing.gets(AUTHOR, "GET", "/preferences")}
    assert not any(channels["digest"] for channels in said.values())
    assert said["reviewer.assigned"]["mail"], "what comes at once still does"
    assert (await mailing.gets(AUTHOR, "GET", "/notifications"))["items"][0]["text"].endswith("Two")


async def test_the_hour_and_the_days_are_the_readers(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    await mailing.hear(later(a_person(AUTHOR, unit_id=HOME, email=ADDRESS, time_zone="America/New_York"), 3))
    chosen = {"digest_at": "16:30", "digest_on": "every-day"}
    view = await mailing.gets(AUTHOR, "PUT", "/preferences/hours", chosen)
    assert (view["zone_in_force"], view["next_digest_at"]) == ("America/New_York", "2026-05-04T16:30:00-04:00")
    await supported(mailing, "One")
    await at(mailing, still, 4, 22)
    assert told(to(post_office), "One") == [0]
    await at(mailing, still, 4, 23)
    assert told(to(post_office), "One") == [1]
    await supported(mailing, "Two")
    await mailing.do_chores()
    await mailing.gets(AUTHOR, "PUT", "/preferences/hours", {"digest_at": "06:00"})
    await at(mailing, still, 5, 12)
    assert told(to(post_office), "Two") == [1], "it counts for what waits"


async def test_a_large_digest_omits_nothing(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    idea = await an_idea(mailing, title="Busy")
    await mailing.hear(*(fact(IdeaCommented, idea_id=idea, by=COLLEAGUE) for _ in range(40)))
    await mailing.pool.execute(
        "INSERT INTO notification SELECT gen_random_uuid(), person_id, idea_id, kind, why, link, gen_random_uuid(), created_at"
        " FROM notification, generate_series(1, 15) WHERE person_id = $1 AND kind = 'idea.commented'",
        AUTHOR,
    )
    await mailing.pool.execute(
        "INSERT INTO digest_item (notification_id, person_id, since) SELECT notification_id, person_id, created_at"
        " FROM notification WHERE person_id = $1 AND kind = 'idea.commented' ON CONFLICT DO NOTHING",
        AUTHOR,
    )
    await at(mailing, still, 5)
    assert sum(told(to(post_office), "Busy")) >= 640
    counted = [int(each["Subject"].split()[0]) for each in to(post_office) if told([each], "Busy")[0]]
    assert sum(counted) == 640


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_each_is_told_in_one_digest(
    mailing: Desk, post_office: PostOffice, still: FakeClock, seed: int
) -> None:
    """News, failing servers, changed hours and minds, restarts and days off, in any order."""
    chance = random.Random(seed)
    titles: list[str] = []
    for day in range(5, 27):
        for _ in range(chance.randint(0, 3)):
            titles.append(f"T{seed}-{len(titles)}")
            await supported(mailing, titles[-1])
        post_office.refuse_data = chance.choice([None, None, "451 later"])
        if chance.random() < 0.3:
            hours = {
                "digest_at": f"{chance.randint(0, 23):02}:30",
                "digest_on": chance.choice(["working-days", "every-day"]),
            }
            await mailing.gets(AUTHOR, "PUT", "/preferences/hours", hours)
        if chance.random() < 0.3:
            await mailing.gets(AUTHOR, "PUT", "/preferences/idea.commented", chance.choice([DIGEST, AT_ONCE, NOTHING]))
        if chance.random() < 0.7:  # else the worker is down
            await at(mailing, still, day, chance.randint(0, 23))
        if chance.random() < 0.5:
            await mailing.pool.execute("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting'")
    post_office.refuse_data = None
    for day in (28, 29, 30, 31):
        await mailing.pool.execute("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting'")
        await at(mailing, still, day, 23)
    assert told(to(post_office), *titles) == [1] * len(titles)
    assert {row["state"] for row in await mailing.pool.fetch("SELECT state FROM digest_item WHERE person_id = $1", AUTHOR)} <= {"told"}  # fmt: skip


async def test_an_erased_person_gets_no_digest(mailing: Desk, post_office: PostOffice, still: FakeClock) -> None:
    await supported(mailing, "One")
    await mailing.do_chores()
    await mailing.hear(fact(PersonErased, person_id=AUTHOR, aggregate_version=9))
    await at(mailing, still, 5)
    assert told(to(post_office), "One") == [0]
    assert await mailing.pool.fetchval("SELECT count(*) FROM deadline WHERE state = 'waiting' AND subject_id = $1", AUTHOR) == 0  # fmt: skip


async def test_of_a_stranger_it_waits_until_they_are_known(
    mailing: Desk, post_office: PostOffice, still: FakeClock
) -> None:
    newcomer = uuid4()
    await supported(mailing, "One", newcomer)
    await at(mailing, still, 5)
    await mailing.hear(a_person(newcomer, email="new@parley.example", unit_id=HOME))
    await mailing.pool.execute("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting'")
    await at(mailing, still, 6)
    assert told(to(post_office, "new@parley.example"), "One") == [1]
