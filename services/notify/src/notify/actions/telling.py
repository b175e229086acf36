"""Who is told: each person once a cause, and nobody what they may not see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from uuid import UUID

from notify.domain.access import Gate, case_keys, case_of, less_the_body, may_see, role_key
from notify.domain.kinds import KINDS
from notify.domain.notification import About, News, Notification, delivered
from notify.domain.preferences import Wanted, in_force
from notify.domain.reasons import FOLLOWING, Why
from notify.store import following, inbox, left_out, readers, untold
from notify.store.readers import Addressee
from shared import directory, ids, outbox, telemetry
from shared.db import Tx
from shared.events.union_dialogue import CaseEvent


async def tell(
    tx: Tx,
    people: Collection[UUID],
    idea_id: UUID,
    kind: str,
    why: Why,
    *,
    link: str,
    open_to: Collection[str] = (),
    last_day: date | None = None,
) -> None:
    """Tell each person of the event at hand; the one who caused it is not in ``people``.

    ``open_to``: keys of which a reader must hold one, now and whenever it is read; none: it is for the person as such.
    """
    if tx.cause is not None:
        await deliver(tx, people, News(idea_id, kind, why, link, _gate(kind, why, open_to), tx.cause, last_day))


def _gate(kind: str, why: Why, open_to: Collection[str]) -> Gate:
    of_idea = not open_to and (why == "mentioned" or why in FOLLOWING)
    return Gate(tuple(open_to), KINDS[kind].blind, of_idea)


async def deliver(tx: Tx, people: Collection[UUID], news: News) -> None:
    """Put news into the inbox of each person, once a cause, and let it wait for an e-mail or a digest."""
    if not people:
        return
    telemetry.about(idea_id=news.idea_id)
    known = await readers.readers(tx, people, news.kind)
    await _put(
        tx, {each: _wanted(known.get(each), news.kind) for each in await _allowed(tx, people, known, news)}, news
    )


async def _put(tx: Tx, wanted: Mapping[UUID, Wanted], news: News) -> None:
    """Each by the channels that they want."""
    told = [Notification(ids.new_id(), who, news, wanted[who], tx.now) for who in sorted(wanted)]
    if told:
        kept = await inbox.insert(tx, told)
        shown = (n for n in told if n.notification_id in kept and n.wanted.inbox)
        outbox.add(tx, *(delivered(About(n.notification_id, n.person_id, news.kind), "inbox", tx.now) for n in shown))


async def _allowed(tx: Tx, people: Collection[UUID], known: Mapping[UUID, Addressee], news: News) -> set[UUID]:
    """Who may see it now. Of somebody not known yet nothing is known against it: it is looked up again when it is read."""
    gate = news.gate
    wrote = set(await authors(tx, news.idea_id)) if gate.blind or gate.of_idea else set()
    units = await following.idea_units(tx, news.idea_id) if gate.of_idea else None
    case_id = case_of(gate.open_to)
    out = await left_out.left_out_of(tx, [case_id]) if case_id else set()

    def each() -> Iterator[UUID]:
        for person in people:
            its = less_the_body(gate) if person in out else gate
            if its is None:
                continue
            if person not in known or may_see(its, known[person].reader, author=person in wrote, idea_units=units):
                yield person

    return set(each())


def _wanted(addressee: Addressee | None, kind: str) -> Wanted:
    return in_force(kind, addressee.wanted if addressee else None)


async def tell_authors(
    tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None, last_day: date | None = None
) -> None:
    """Tell the authors of an idea, as soon as they are known."""
    wrote = await authors(tx, idea_id)
    if not wrote and tx.cause is not None:
        await untold.keep(tx, idea_id, kind, but, last_day)
    people = [person for person in wrote if person != but]
    await tell(tx, people, idea_id, kind, "author", link=f"/api/ideas/{idea_id}", last_day=last_day)


async def tell_untold(tx: Tx, idea_id: UUID) -> None:
    """The authors of an idea are known now: they are told what was heard before."""
    for row in await untold.take(tx, idea_id):
        people = [person for person in await authors(tx, idea_id) if person != row["but"]]
        gate = _gate(row["kind"], "author", ())
        news = News(idea_id, row["kind"], "author", f"/api/ideas/{idea_id}", gate, row["cause"], row["last_day"])
        await deliver(tx, people, news)


async def tell_followers(tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None) -> None:
    """Tell those who take part in an idea, each with a reason; who was told as an author is not told again."""
    followers = [(person, why) for person, why in await following.interested(tx, idea_id) if person != but]
    for reason in sorted({why for _, why in followers}):
        people = [person for person, why in followers if why == reason]
        await tell(tx, people, idea_id, kind, reason, link=f"/api/ideas/{idea_id}")


async def tell_role(tx: Tx, role: str, idea_id: UUID, kind: str, *, link: str, but: UUID | None = None) -> None:
    """Tell everybody with a function in the scheme, which is all that they need to see it, unless it is blind."""
    if tx.cause is None:
        return
    telemetry.about(idea_id=idea_id)
    gate = _gate(kind, "role", (role_key(role),))
    barred = {but, *(await authors(tx, idea_id) if gate.blind else ())}
    found = await readers.in_role(tx, role, kind)
    wanted = {person: in_force(kind, said) for person, said in found.items() if person not in barred}
    await _put(tx, wanted, News(idea_id, kind, "role", link, gate, tx.cause))


async def tell_body(
    tx: Tx, event: CaseEvent, *, link: str, but: UUID | None = None, last_day: date | None = None
) -> None:
    """Tell those who sit in the body today at its seat, and the substitutes who sit in for somebody in this case."""
    people = [each for each in await in_body(tx, event.body_id) if each != but]
    keys = case_keys(event.body_id, event.case_id)
    await tell(tx, people, event.idea_id, event.type, "mandate", link=link, open_to=keys, last_day=last_day)


async def authors(tx: Tx, idea_id: UUID) -> list[UUID]:
    """Who wrote an idea, and those whose idea lives on in it."""
    return await following.authors(tx, idea_id)


async def in_role(tx: Tx, role: str) -> list[UUID]:
    """Everybody with a function in the scheme."""
    return [person.person_id for person in await directory.with_role(tx, role)]


async def in_body(tx: Tx, body_id: UUID) -> list[UUID]:
    """Those with a mandate for a body that is valid today at its seat."""
    held = await directory.members_of(tx, body_id, await directory.today_at(tx, body_id))
    return [member.person_id for member in held]
