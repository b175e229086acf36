"""The stage of notify: who is who now, and what was told before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from notify.domain.mails import sealed
from notify.main import SERVICE
from shared import ids
from shared.events.ideas import Author, IdeaCommented, IdeaReturned, IdeaSubmitted
from shared.events.people import MandateHeld, PersonChanged
from shared.events.review import RoundOverdue
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
        "the link in an e-mail": a_link,
        "a kind that may be muted": a_kind,
    },
)
