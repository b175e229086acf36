"""E-mails over a real SMTP server: what they say, how often they are tried, who gets none, how they end."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import (
    AUTHOR,
    BODY,
    MEMBER,
    OFFICER,
    OTHER_OFFICER,
    REVIEWER,
    SUBSTITUTE,
    a_message,
    an_idea,
    later,
    member,
    yesterday,
)
from tests.integration.notify.post_office import PostOffice, texts

from notify import actions
from notify.actions import Mail, Post
from notify.actions.sending import send_by_smtp
from notify.actions.writing import written
from shared import db, ids
from shared.events.ideas import IdeaReturned
from shared.events.review import AssignmentEscalated, ReviewerAssigned
from shared.events.union_dialogue import ClockStarted
from shared.testing import fact


async def assigned(desk: Desk, who: UUID = REVIEWER, title: str = "Rooms") -> UUID:
    idea = await an_idea(desk, title=title)
    await desk.hear(fact(ReviewerAssigned, idea_id=idea, person_id=who))
    return idea


async def due_again(desk: Desk) -> None:
    await desk.pool.execute("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting'")


async def states(desk: Desk) -> list[str]:
    return [row["state"] for row in await desk.pool.fetch("SELECT state FROM mail ORDER BY mail_id")]


async def mails_told(desk: Desk, kind: str) -> list[str]:
    return [payload for payload in await desk.told(kind) if '"channel":"mail"' in payload]


@pytest.mark.parametrize(
    ("locale", "subject", "why"),
    [
        ("en", "You are asked to review an idea: Räume & <Wege>", "Why you get this: You are assigned."),
        (
            "fr",
            "Vous êtes invité à évaluer une idée\N{NARROW NO-BREAK SPACE}: Räume & <Wege>",
            "Pourquoi vous recevez ceci\N{NARROW NO-BREAK SPACE}: Vous êtes désigné.",
        ),
        ("de", "Sie sollen eine Idee begutachten: Räume & <Wege>", "Warum Sie dies bekommen: Sie sind zugewiesen."),
    ],
)
async def test_a_mail_speaks_its_readers_language_twice(
    mailing: Desk, post_office: PostOffice, locale: str, subject: str, why: str
) -> None:
    await mailing.hear(later(a_person(REVIEWER, email="ada@parley.example", locale=locale)))
    await assigned(mailing, title="Räume & <Wege>")
    await mailing.do_chores()
    (message,) = post_office.got
    assert post_office.recipients == ["ada@parley.example"]
    assert (message["Subject"], message["Content-Language"], message["Auto-Submitted"]) == (
        subject,
        locale,
        "auto-generated",
    )
    mail_id = await mailing.pool.fetchval("SELECT mail_id FROM mail")
    assert message["Message-ID"] == f"<{mail_id}@parley.example>"
    plain, html = texts(message)
    for text in (plain, html):
        assert "https://parley.example/api/assignments/" in text
        assert why in text
    assert subject in plain
    assert "Räume &amp; &lt;Wege&gt;" in html
    assert f'<html lang="{locale}">' in html
    assert await states(mailing) == ["sent"]
    assert len(await mails_told(mailing, "notification.delivered")) == 1


async def test_a_server_that_is_away_is_tried_again_under_the_same_id(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    post_office.refuse_data = "451 later"
    await mailing.do_chores()
    assert (await states(mailing), post_office.got) == (["waiting"], [])
    row = await mailing.pool.fetchrow("SELECT attempts, next_attempt_at > now() AS later, last_error FROM mail")
    assert (row["attempts"], row["later"], row["last_error"]) == (1, True, "refused: 451")
    away, mailing.settings = mailing.settings, mailing.settings.model_copy(update={"smtp_url": "smtp://127.0.0.1:1"})
    await due_again(mailing)
    await mailing.do_chores()
    assert await mailing.pool.fetchval("SELECT last_error FROM mail") == "server-away: SMTPConnectError"
    post_office.refuse_data, mailing.settings = None, away
    await mailing.do_chores()
    assert post_office.got == [], "not before its time"
    await due_again(mailing)
    await mailing.do_chores()
    assert len(post_office.got) == 1
    assert await states(mailing) == ["sent"]


async def test_a_crash_after_the_server_took_it_sends_the_same_mail_again(
    mailing: Desk, post_office: PostOffice
) -> None:
    await assigned(mailing)
    async with db.transaction(mailing.pool, "crashes") as tx:
        mail = await actions.take_mail(tx, Post("https://parley.example", "s" * 32))
    assert isinstance(mail, Mail)
    message = written(mail.letter, "Parley <no@parley.example>", mail.to, mail.mail_id)
    await send_by_smtp(post_office.url, message)
    await mailing.do_chores()
    assert len(post_office.got) == 1, "meanwhile nobody else takes it"
    await due_again(mailing)
    await mailing.do_chores()
    assert [each["Message-ID"] for each in post_office.got] == [message["Message-ID"]] * 2
    assert len(await mails_told(mailing, "notification.delivered")) == 1


async def test_what_is_refused_for_good_is_given_up_and_told(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    post_office.refuse_recipient = "550 no such user"
    await mailing.do_chores()
    assert await states(mailing) == ["failed"]
    (told,) = await mailing.told("notification.failed")
    assert '"reason":"refused"' in told
    assert str(REVIEWER) in told


async def test_what_fails_too_often_is_given_up_and_told(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    post_office.refuse_data = "451 later"
    for _ in range(12):
        assert await states(mailing) == ["waiting"]
        await due_again(mailing)
        await mailing.do_chores()
    assert await states(mailing) == ["failed"]
    assert len(await mailing.told("notification.failed")) == 1


async def test_somebody_without_an_address_gets_none_and_that_is_told(mailing: Desk, post_office: PostOffice) -> None:
    for address in (None, "not an address", "a@b\r\nBcc: x@y"):
        person = uuid4()
        await mailing.hear(a_person(person, email=address))
        await assigned(mailing, person)
    await mailing.do_chores()
    assert await states(mailing) == ["failed"] * 3
    assert all('"reason":"no-address"' in told for told in await mailing.told("notification.failed"))
    assert post_office.got == []


async def test_a_mail_waits_for_a_person_whose_event_is_on_its_way(mailing: Desk, post_office: PostOffice) -> None:
    newcomer = uuid4()
    await assigned(mailing, newcomer)
    await mailing.do_chores()
    assert await states(mailing) == ["waiting"]
    await mailing.hear(a_person(newcomer, email="new@parley.example"))
    await due_again(mailing)
    await mailing.do_chores()
    assert post_office.recipients == ["new@parley.example"]


async def test_invariant_14_no_mail_of_the_bodys_room_after_the_mandate(mailing: Desk, post_office: PostOffice) -> None:
    await mailing.hear(later(member(MEMBER, email="m@x.example")), later(member(SUBSTITUTE, email="s@x.example")))
    idea = await an_idea(mailing)
    await a_message(mailing, idea, MEMBER, SUBSTITUTE, AUTHOR, OFFICER)
    await mailing.hear(fact(ClockStarted, idea_id=idea, body_id=BODY))
    await mailing.hear(later(member(MEMBER, ends_on=yesterday(), email="m@x.example"), 3))
    await mailing.do_chores()
    assert post_office.recipients == ["s@x.example", "s@x.example"]
    assert sorted(await states(mailing)) == ["dropped", "dropped", "sent", "sent"]


async def test_invariant_4_no_mail_tells_an_author_in_office_of_reviewers(
    mailing: Desk, post_office: PostOffice
) -> None:
    await mailing.hear(
        later(a_person(OFFICER, "scheme-officer", email="o@x.example")),
        later(a_person(OTHER_OFFICER, "scheme-officer", email="p@x.example")),
    )
    idea = ids.new_id()
    for officer in (OFFICER, OTHER_OFFICER):
        await mailing.hear(fact(AssignmentEscalated, idea_id=idea, person_id=REVIEWER, to=officer))
    await mailing.pool.execute("INSERT INTO follower VALUES ($1, $2, 'author')", idea, OFFICER)
    await mailing.do_chores()
    assert post_office.recipients == ["p@x.example"]
    assert str(REVIEWER) not in "".join("".join(texts(each)) for each in post_office.got)


async def test_a_leaver_gets_no_mail(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    await mailing.hear(later(a_person(REVIEWER, employed=False)))
    await mailing.do_chores()
    assert (await states(mailing), post_office.got) == (["dropped"], [])


async def test_a_choice_counts_for_what_waits_too(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    silent: dict[str, Any] = {"inbox": True, "mail": False}
    await mailing.gets(REVIEWER, "PUT", "/preferences/reviewer.assigned", silent)
    await mailing.do_chores()
    await assigned(mailing)
    await mailing.do_chores()
    assert (await states(mailing), post_office.got) == (["dropped"], [])
    await mailing.gets(AUTHOR, "PUT", "/preferences/idea.returned", {"inbox": False, "mail": True})
    await mailing.hear(fact(IdeaReturned, idea_id=await an_idea(mailing)))
    await mailing.do_chores()
    assert len(post_office.got) == 1, "a mail without a line in the inbox"
    assert (await mailing.gets(AUTHOR, "GET", "/notifications/unread"))["unread"] == 0


async def test_one_click_ends_mails_of_a_kind_without_a_sign_in(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    await mailing.do_chores()
    message = post_office.got[0]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = urlsplit(message["List-Unsubscribe"].strip("<>"))
    address = f"{link.path}?{link.query}"
    looked = await mailing.send(None, "GET", address, headers={"accept-language": "de"})
    assert (looked.status_code, "<button>" in looked.text, 'lang="de"' in looked.text) == (200, True, True)
    await assigned(mailing)
    await mailing.do_chores()
    assert len(post_office.got) == 2, "looking at the link changes nothing"
    ended = await mailing.client.post(
        address,
        content="List-Unsubscribe=One-Click",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert ended.status_code == 200, ended.text
    await assigned(mailing)
    await mailing.do_chores()
    assert len(post_office.got) == 2
    assert (await mailing.gets(REVIEWER, "GET", "/notifications/unread"))["unread"] == 3, "the inbox still shows them"


async def test_a_forged_link_ends_nothing(mailing: Desk, post_office: PostOffice) -> None:
    await assigned(mailing)
    await mailing.do_chores()
    link = post_office.got[0]["List-Unsubscribe"].strip("<>")
    for forged in (link[:-2] + "xx", link.partition("=")[0] + "=", link.partition("=")[0] + "=%FF", link + "%20"):
        at = urlsplit(forged)
        for method in ("GET", "POST"):
            answer = await mailing.send(None, method, f"{at.path}?{at.query}")
            assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-link"), forged


async def test_what_a_period_set_by_law_depends_on_has_no_such_link(mailing: Desk, post_office: PostOffice) -> None:
    await mailing.hear(fact(ClockStarted, idea_id=await an_idea(mailing), body_id=BODY))
    await mailing.do_chores()
    assert len(post_office.got) == 2
    for message in post_office.got:
        assert message["List-Unsubscribe"] is None
        assert "period set by law" in texts(message)[0]


async def test_without_a_server_mails_land_in_a_folder(desk: Desk, tmp_path: Path) -> None:
    desk.settings = desk.settings.model_copy(update={"mail_folder": tmp_path / "mail"})
    await assigned(desk)
    await desk.do_chores()
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == f"{await desk.pool.fetchval('SELECT mail_id FROM mail')}.eml"
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.SMTP)
    assert message["Subject"] == "You are asked to review an idea: Rooms"


async def test_without_any_way_out_a_mail_fails_and_that_is_told(desk: Desk) -> None:
    await assigned(desk)
    await desk.do_chores()
    (told,) = await desk.told("notification.failed")
    assert '"reason":"no-transport"' in told
