"""The stage of notify: who is who now, and what was told before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from notify.domain.mails import sealed
from notify.main import SERVICE
from shared import clock, ids
from shared.events.ideas import Author, IdeaCommented, IdeaReturned, IdeaSubmitted, SupportReached
from shared.events.people import MandateHeld, PersonChanged
from shared.events.review import ReviewerAssigned, RoundOverdue
from shared.events.union_dialogue import CasePrepared, ClockStarted, MessagePosted
from shared.testing import fact
from tests.authorisation.staging import Place, SetUp, Stage
from tests.desk import Desk, a_person

Actors = Mapping[str, UUID]
ROLES = {
    "scheme officer": "scheme-officer",
    "officer with an idea": "scheme-officer",
    "consultation officer": "consultation-officer",
    "decision maker": "decision-maker",
    "administrator": "administrator",
}
MEMBERS = ("member", "former member", "member in management")
BODY = uuid4()
_states = 0


async def cast(desk: Desk, actors: Actors) -> None:
    others = {name: who for name, who in actors.items() if name not in MEMBERS}
    await desk.hear(
        *(
            a_person(who, *([ROLES[name]] if name in ROLES else []), employed=name != "former employee")
            for name, who in others.items()
        )
    )
    await _seat(desk, actors, ended=True)


async def _seat(desk: Desk, actors: Actors, *, ended: bool) -> None:
    """All three have their mandate; or one has lost it, and one has gone over to management."""
    global _states
    _states += 1
    roles = {"member in management": ("decision-maker",)} if ended else {}
    await desk.hear(
        *(_member(actors[name], *roles.get(name, ()), ended=ended and name == "former member") for name in MEMBERS)
    )


def _member(who: UUID, *roles: str, ended: bool) -> PersonChanged:
    until = date(2021, 1, 1) if ended else None
    held = MandateHeld(mandate_id=uuid4(), body_id=BODY, role="member", starts_on=date(2020, 1, 1), ends_on=until)
    return a_person(who, *roles, mandates=(held,), aggregate_version=_states)


async def an_idea(desk: Desk, actors: Actors) -> Place:
    idea_id = ids.new_id()
    authors = [Author(person_id=actors[name], share=50) for name in ("addressee", "officer with an idea")]
    await desk.hear(fact(IdeaSubmitted, idea_id=idea_id, by=actors["addressee"], authors=authors))
    return {"idea_id": str(idea_id)}


async def news(desk: Desk, actors: Actors) -> Place:
    place = await an_idea(desk, actors)
    await desk.hear(fact(IdeaReturned, idea_id=place["idea_id"], by=actors["officer with an idea"]))
    await desk.do_chores()
    return {**place, "notification_id": await _told(desk, place, actors["addressee"])}


async def a_comment(desk: Desk, actors: Actors) -> Place:
    """Of somebody who was not asked to follow, on an idea whose authors may not leave; they are no actors here."""
    idea_id = ids.new_id()
    await desk.hear(
        fact(IdeaSubmitted, idea_id=idea_id, authors=[Author(person_id=uuid4(), share=100)]),
        fact(IdeaCommented, idea_id=idea_id, by=actors["commenter"]),
    )
    return {"idea_id": str(idea_id)}


async def an_idea_with_a_case(desk: Desk, actors: Actors) -> Place:
    place = await an_idea(desk, actors)
    await desk.hear(
        fact(CasePrepared, case_id=ids.new_id(), idea_id=place["idea_id"], body_id=BODY),
        fact(IdeaCommented, idea_id=place["idea_id"], by=actors["commenter"]),
    )
    return place


def a_message(room: str) -> SetUp:
    """Everybody is mentioned while all three members have their mandate; then one loses it and one changes sides."""

    async def said(desk: Desk, actors: Actors) -> Place:
        idea_id = ids.new_id()
        mentions = tuple(actors.values())
        told = [fact(MessagePosted, idea_id=idea_id, body_id=BODY, room=room, mentions=mentions)]
        await _while_seated(desk, actors, told)
        who = actors["member"] if room != "management" else actors["decision maker"]
        return {"idea_id": str(idea_id), "notification_id": await _told(desk, {"idea_id": str(idea_id)}, who)}

    return said


async def a_period(desk: Desk, actors: Actors) -> Place:
    idea_id = ids.new_id()
    await _while_seated(desk, actors, [fact(ClockStarted, idea_id=idea_id, body_id=BODY)])
    return {"idea_id": str(idea_id)}


async def overdue(desk: Desk, actors: Actors) -> Place:
    place = await an_idea(desk, actors)
    await desk.hear(fact(RoundOverdue, idea_id=place["idea_id"]))
    await desk.do_chores()
    return place


def in_the_digest(kind: str, made: SetUp) -> SetUp:
    """The same for people who want it in their digest."""

    async def put_aside(desk: Desk, actors: Actors) -> Place:
        for who in actors.values():
            await desk.pool.execute(WANT_DIGEST, who, kind)
        return await made(desk, actors)

    return put_aside


WANT_DIGEST = """
INSERT INTO preference (person_id, kind, inbox, mail, digest) VALUES ($1, $2, true, false, true)
ON CONFLICT (person_id, kind) DO UPDATE SET inbox = true, mail = false, digest = true
"""


async def support(desk: Desk, actors: Actors) -> Place:
    place = await an_idea(desk, actors)
    await desk.hear(fact(SupportReached, idea_id=place["idea_id"]))
    return {**place, "notification_id": await _told(desk, place, actors["addressee"])}


async def a_reminder_of_a_period(desk: Desk, actors: Actors) -> Place:
    """Given while all three members have their mandate."""
    idea_id, case_id = ids.new_id(), ids.new_id()
    due_on = _today() + timedelta(days=30)
    asked = fact(ClockStarted, idea_id=idea_id, case_id=case_id, body_id=BODY, last_day=due_on, due_at=_end_of(due_on))
    await _seat(desk, actors, ended=False)
    await desk.hear(asked)
    await _remind(desk, idea_id)
    await _seat(desk, actors, ended=True)
    return {"idea_id": str(idea_id)}


async def a_reminder_of_a_review(desk: Desk, actors: Actors) -> Place:
    """The colleague reviews it, and so does an author, who must not learn so."""
    place = await an_idea(desk, actors)
    due_on = _today() + timedelta(days=30)
    for who in (actors["colleague"], actors["addressee"]):
        await desk.hear(fact(ReviewerAssigned, idea_id=place["idea_id"], person_id=who, due_on=due_on))
    await _remind(desk, UUID(place["idea_id"]))
    return place


async def _remind(desk: Desk, idea_id: UUID) -> None:
    for row in await desk.pool.fetch("SELECT duty_id FROM duty WHERE idea_id = $1", idea_id):
        await desk.falls_due("reminder", row["duty_id"])


def _today() -> date:
    return clock.now().date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


async def _while_seated(desk: Desk, actors: Actors, told: list[Any]) -> None:
    await desk.pool.execute("UPDATE notification SET read_at = now() WHERE read_at IS NULL")
    await _seat(desk, actors, ended=False)
    await desk.hear(*told)
    await desk.do_chores()
    await _seat(desk, actors, ended=True)


async def _told(desk: Desk, place: Place, who: UUID) -> str:
    statement = "SELECT max(notification_id::text) FROM notification WHERE idea_id = $1 AND person_id = $2"
    return str(await desk.pool.fetchval(statement, UUID(place["idea_id"]), who))


async def a_link(desk: Desk, actors: Actors) -> Place:
    """Whoever has the link may follow it: it is in an e-mail to the addressee."""
    return {"token": sealed(desk.settings.cursor_secret, actors["addressee"], "idea.returned")}


async def a_kind(_desk: Desk, _actors: Actors) -> Place:
    return {"kind": "support.reached"}


STAGE = Stage(
    SERVICE,
    cast,
    {
        "news for an author": news,
        "a comment": a_comment,
        "an idea with a case": an_idea_with_a_case,
        "a message in the body's room": a_message("representatives"),
        "a message in management's room": a_message("management"),
        "a message in the joint room": a_message("joint"),
        "a period that runs": a_period,
        "an overdue round": overdue,
        "a reminder of a period": a_reminder_of_a_period,
        "a reminder of a review": a_reminder_of_a_review,
        "support for an author's idea": support,
        "a message in the body's room for the digest": in_the_digest("message.posted", a_message("representatives")),
        "a message in management's room for the digest": in_the_digest("message.posted", a_message("management")),
        "an overdue round for the digest": in_the_digest("round.overdue", overdue),
        "the link in an e-mail": a_link,
        "a kind that may be muted": a_kind,
    },
)
