"""Everything that can happen in notify. The only writer."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from notify import domain, store
from notify.domain import Notification, Why
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.errors import Unknown
from shared.events.ideas import IdeaDecided, IdeaSubmitted
from shared.events.union_dialogue import CaseEvent, SubstituteReleased, SubstituteSeated


async def learn_idea(tx: Tx, event: IdeaSubmitted | IdeaDecided) -> None:
    """Remember the title and follow for the authors."""
    await store.remember_title(tx, event.idea_id, event.title)
    await store.follow(tx, event.idea_id, [author.person_id for author in event.authors], "author")


async def tell(tx: Tx, people: Collection[UUID], idea_id: UUID, kind: str, why: Why, *, link: str) -> None:
    """Put a notification into the inbox of each person, once a cause; the one who caused it is not in ``people``."""
    if not people or tx.cause is None:
        return
    telemetry.about(idea_id=idea_id)
    told = [
        Notification(ids.new_id(), person, idea_id, kind, why, link, tx.cause, tx.now) for person in sorted(set(people))
    ]
    new = await store.insert(tx, told)
    outbox.add(tx, *(domain.delivered(n) for n in told if n.notification_id in new))


async def tell_authors(tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None) -> None:
    """Tell the authors of an idea."""
    authors = [person for person in await store.authors(tx, idea_id) if person != but]
    await tell(tx, authors, idea_id, kind, "author", link=f"/api/ideas/{idea_id}")


async def tell_role(tx: Tx, role: str, idea_id: UUID, kind: str, *, link: str, but: UUID | None = None) -> None:
    """Tell everybody with a function in the scheme."""
    people = [person.person_id for person in await directory.with_role(tx, role) if person.person_id != but]
    await tell(tx, people, idea_id, kind, "role", link=link)


async def tell_body(tx: Tx, event: CaseEvent, *, link: str, but: UUID | None = None) -> None:
    """Tell those who sit in the body today at its seat, and the substitutes who sit in for somebody in this case."""
    today = await directory.today_at(tx, event.body_id)
    held = {who: who.mandate_for(event.body_id, today) for who in await directory.members_of(tx, event.body_id, today)}
    sit_in = await store.seated(tx, event.case_id, today)
    told = [who.person_id for who, m in held.items() if m and (m.role != "substitute" or who.person_id in sit_in)]
    await tell(tx, [each for each in told if each != but], event.idea_id, event.type, "mandate", link=link)


async def seat(tx: Tx, event: SubstituteSeated | SubstituteReleased) -> None:
    """While a substitute sits in, what is told to the body in this case is told to them too."""
    if isinstance(event, SubstituteSeated):
        await store.seat(tx, event.case_id, event.person_id, event.last_day)
    else:
        await store.release(tx, event.case_id, event.person_id)


async def mark(tx: Tx, person_id: UUID, notification_id: UUID, *, read: bool) -> None:
    """Mark one's own notification as read or unread."""
    if not await store.mark(tx, person_id, notification_id, read=read):
        raise Unknown(what="notification")
