"""Who is told: each person once a cause, and nobody what they may not see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from notify.domain.access import Gate, case_keys, case_of, less_the_body, may_see, role_key
from notify.domain.kinds import KINDS
from notify.domain.notification import About, News, Notification, delivered
from notify.domain.preferences import Wanted, default
from notify.domain.reasons import FOLLOWING, Why
from notify.store import following, inbox, left_out, mails, readers
from notify.store.readers import Addressee
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.events.union_dialogue import CaseEvent


async def tell(
    tx: Tx, people: Collection[UUID], idea_id: UUID, kind: str, why: Why, *, link: str, open_to: Collection[str] = ()
) -> None:
    """Put a notification into the inbox of each person, once a cause; the one who caused it is not in ``people``.

    ``open_to``: keys of which a reader must hold one, now and whenever it is read; none: it is for the person as such.
    """
    if not people or tx.cause is None:
        return
    telemetry.about(idea_id=idea_id)
    of_idea = not open_to and (why == "mentioned" or why in FOLLOWING)
    news = News(idea_id, kind, why, link, Gate(tuple(open_to), KINDS[kind].blind, of_idea), tx.cause)
    known = await readers.readers(tx, people, kind)
    allowed = await _allowed(tx, people, known, news)
    told = [
        Notification(ids.new_id(), who, news, _wanted(known.get(who), kind).inbox, tx.now) for who in sorted(allowed)
    ]
    if told:
        kept = await inbox.insert(tx, told)
        new = [n for n in told if n.notification_id in kept]
        await _mail(tx, known, kind, new)
        outbox.add(
            tx, *(delivered(About(n.notification_id, n.person_id, kind), "inbox", tx.now) for n in new if n.shown)
        )


async def _allowed(tx: Tx, people: Collection[UUID], known: Mapping[UUID, Addressee], news: News) -> set[UUID]:
    """Who may see it now. Of somebody not known yet nothing is known against it: it is looked up again when it is read."""
    gate = news.gate
    authors = set(await following.authors(tx, news.idea_id)) if gate.blind or gate.of_idea else set()
    units = await following.idea_units(tx, news.idea_id) if gate.of_idea else None
    case_id = case_of(gate.open_to)
    out = await left_out.left_out_of(tx, [case_id]) if case_id else set()

    def each() -> Iterator[UUID]:
        for person in people:
            its = less_the_body(gate) if person in out else gate
            if its is None:
                continue
            if person not in known or may_see(its, known[person].reader, author=person in authors, idea_units=units):
                yield person

    return set(each())


async def _mail(tx: Tx, known: Mapping[UUID, Addressee], kind: str, told: Collection[Notification]) -> None:
    """Let e-mails wait for those who want them; the worker sends them, and looks at everything again before."""
    about = [n.notification_id for n in told if _wanted(known.get(n.person_id), kind).mail]
    if about:
        await mails.enqueue(tx, [ids.new_id() for _ in about], about)


def _wanted(addressee: Addressee | None, kind: str) -> Wanted:
    """What somebody wants; what a period set by law depends on reaches them whatever they said."""
    usual = default(kind)
    return usual if KINDS[kind].law else (addressee and addressee.wanted) or usual


async def tell_authors(tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None) -> None:
    """Tell the authors of an idea."""
    authors = [person for person in await following.authors(tx, idea_id) if person != but]
    await tell(tx, authors, idea_id, kind, "author", link=f"/api/ideas/{idea_id}")


async def tell_followers(tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None) -> None:
    """Tell those who take part in an idea, each with a reason; who was told as an author is not told again."""
    followers = [(person, why) for person, why in await following.interested(tx, idea_id) if person != but]
    for reason in sorted({why for _, why in followers}):
        people = [person for person, why in followers if why == reason]
        await tell(tx, people, idea_id, kind, reason, link=f"/api/ideas/{idea_id}")


async def tell_role(tx: Tx, role: str, idea_id: UUID, kind: str, *, link: str, but: UUID | None = None) -> None:
    """Tell everybody with a function in the scheme."""
    people = [person.person_id for person in await directory.with_role(tx, role) if person.person_id != but]
    await tell(tx, people, idea_id, kind, "role", link=link, open_to=(role_key(role),))


async def tell_body(tx: Tx, event: CaseEvent, *, link: str, but: UUID | None = None) -> None:
    """Tell those who sit in the body today at its seat, and the substitutes who sit in for somebody in this case."""
    held = await directory.members_of(tx, event.body_id, await directory.today_at(tx, event.body_id))
    people = [member.person_id for member in held if member.person_id != but]
    keys = case_keys(event.body_id, event.case_id)
    await tell(tx, people, event.idea_id, event.type, "mandate", link=link, open_to=keys)
