"""Who is told: each person once a cause, and nobody what they may not see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notify.domain.access import Gate, case_keys, case_of, less_the_body, may_see, role_key
from notify.domain.kinds import KINDS
from notify.domain.notification import About, News, Notification, delivered
from notify.domain.preferences import Wanted, in_force
from notify.domain.reasons import FOLLOWING, Why
from notify.store import barred, following, inbox, left_out, readers, untold
from notify.store.readers import Addressee
from shared import directory, ids, outbox, telemetry
from shared.db import Row, Tx
from shared.events.ideas import IdeaEvent
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
    if people:
        telemetry.about(idea_id=news.idea_id)
        await _deliver_all(tx, [(news, people)])


async def _deliver_all(tx: Tx, told: Collection[tuple[News, Collection[UUID]]]) -> None:
    """The same for several news, each for people of its own, in as many statements as for one."""
    people = {person for _, each in told for person in each}
    if not people:
        return
    known = await readers.readers(tx, people, {news.kind for news, _ in told})
    gates = await _look_up(tx, [news for news, _ in told])
    await _put(
        tx,
        [
            (news, {who: _wanted(known.get(who), news.kind) for who in each if gates.open(news, who, known.get(who))})
            for news, each in told
        ],
    )


async def _put(tx: Tx, told: Iterable[tuple[News, Mapping[UUID, Wanted]]]) -> None:
    """Each to those who want it, by the channels that they want."""
    new = [
        Notification(ids.new_id(), who, news, wanted[who], tx.now) for news, wanted in told for who in sorted(wanted)
    ]
    if new:
        kept = await inbox.insert(tx, new)
        for each in new:
            if each.notification_id in kept and each.wanted.inbox:
                about = About(each.notification_id, each.person_id, each.news.kind)
                outbox.add(tx, delivered(about, "inbox", tx.now), cause=each.news.cause)


@dataclass(frozen=True, slots=True)
class _Gates:
    """What decides who may see news: authors and units of their ideas, and who is left out of which case."""

    wrote: Mapping[UUID, Collection[UUID]]
    units: Mapping[UUID, Collection[UUID]]
    out: Collection[tuple[UUID, UUID]]

    def open(self, news: News, person: UUID, known: Addressee | None) -> bool:
        """Whether they may see it now. Of somebody not known yet nothing is known against it: it is looked up again
        when it is read.
        """
        case_id = case_of(news.gate.open_to)
        gate = less_the_body(news.gate) if (case_id, person) in self.out else news.gate
        if gate is None or known is None:
            return gate is not None
        author = person in self.wrote.get(news.idea_id, ())
        return may_see(gate, known.reader, author=author, idea_units=self.units.get(news.idea_id))


async def _look_up(tx: Tx, told: Collection[News]) -> _Gates:
    written = {news.idea_id for news in told if news.gate.blind or news.gate.of_idea}
    shared = {news.idea_id for news in told if news.gate.of_idea}
    cases = {case_id for news in told if (case_id := case_of(news.gate.open_to))}
    return _Gates(
        await following.authors(tx, written) if written else {},
        await following.idea_units(tx, shared) if shared else {},
        await left_out.left_out_of(tx, cases) if cases else (),
    )


def _wanted(addressee: Addressee | None, kind: str) -> Wanted:
    return in_force(kind, addressee.wanted.get(kind) if addressee else None)


async def tell_authors(
    tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None, last_day: date | None = None
) -> None:
    """Tell the authors of an idea, as soon as they are known."""
    wrote = await authors(tx, idea_id)
    if not wrote and tx.cause is not None:
        await untold.keep(tx, idea_id, kind, but, last_day)
    people = [person for person in wrote if person != but]
    await tell(tx, people, idea_id, kind, "author", link=f"/api/ideas/{idea_id}", last_day=last_day)


async def tell_untold(tx: Tx, idea_ids: Collection[UUID]) -> None:
    """The authors of these ideas are known now: they are told what was heard before."""
    rows = await untold.take(tx, idea_ids)
    if rows:
        wrote = await following.authors(tx, {row["idea_id"] for row in rows})
        told = [(_untold(row), [who for who in wrote.get(row["idea_id"], ()) if who != row["but"]]) for row in rows]
        await _deliver_all(tx, told)


def _untold(row: Row) -> News:
    idea_id, kind = row["idea_id"], row["kind"]
    gate = _gate(kind, "author", ())
    return News(idea_id, kind, "author", f"/api/ideas/{idea_id}", gate, row["cause"], row["last_day"])


async def tell_followers(tx: Tx, idea_id: UUID, kind: str, *, but: UUID | None = None) -> None:
    """Tell those who take part in an idea, each with a reason; who was told as an author is not told again."""
    followers = [(person, why) for person, why in await following.interested(tx, idea_id) if person != but]
    for reason in sorted({why for _, why in followers}):
        people = [person for person, why in followers if why == reason]
        await tell(tx, people, idea_id, kind, reason, link=f"/api/ideas/{idea_id}")


async def tell_role(tx: Tx, role: str, idea_id: UUID, kind: str, *, link: str, but: UUID | None = None) -> None:
    """Tell everybody with a function in the scheme, which is all that they need to see it, unless it is blind or asks
    somebody to judge who may not.
    """
    if tx.cause is not None:
        telemetry.about(idea_id=idea_id)
        gate = _gate(kind, "role", (role_key(role),))
        await _tell_role(tx, role, kind, [(News(idea_id, kind, "role", link, gate, tx.cause), but)])


async def tell_role_of_all(tx: Tx, role: str, events: Sequence[IdeaEvent]) -> None:
    """The same of a run of events of one kind, each but to the one who caused it."""
    kind, gate = events[0].type, _gate(events[0].type, "role", (role_key(role),))
    told = [
        (News(event.idea_id, kind, "role", f"/api/ideas/{event.idea_id}", gate, cause), event.by)
        for cause, event in tx.caused(events)
    ]
    await _tell_role(tx, role, kind, told)


async def _tell_role(tx: Tx, role: str, kind: str, told: Sequence[tuple[News, UUID | None]]) -> None:
    """Each news to all but one person; where it is blind to no author, where it asks to judge to nobody who may not."""
    blind = [news.idea_id for news, _ in told if news.gate.blind]
    wrote = await following.authors(tx, blind) if blind else {}
    no_judges = await barred_from(tx, kind, [news.idea_id for news, _ in told])
    wanted = {who: in_force(kind, said) for who, said in (await readers.in_role(tx, role, kind)).items()}
    but_to = [{but, *wrote.get(news.idea_id, ()), *no_judges.get(news.idea_id, ())} for news, but in told]
    await _put(
        tx,
        [
            (news, {who: channels for who, channels in wanted.items() if who not in out})
            for (news, _), out in zip(told, but_to, strict=True)
        ],
    )


async def barred_from(tx: Tx, kind: str, idea_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
    """Who may not judge each of these ideas; nobody where news of this kind ask for no judgement."""
    return await barred.barred_from(tx, idea_ids) if KINDS[kind].judges else {}


async def tell_body(
    tx: Tx, event: CaseEvent, *, link: str, but: UUID | None = None, last_day: date | None = None
) -> None:
    """Tell those who sit in the body today at its seat, and the substitutes who sit in for somebody in this case."""
    people = [each for each in await in_body(tx, event.body_id) if each != but]
    keys = case_keys(event.body_id, event.case_id)
    await tell(tx, people, event.idea_id, event.type, "mandate", link=link, open_to=keys, last_day=last_day)


async def authors(tx: Tx, idea_id: UUID) -> list[UUID]:
    """Who wrote an idea, and those whose idea lives on in it."""
    return (await following.authors(tx, [idea_id])).get(idea_id, [])


async def in_role(tx: Tx, role: str) -> list[UUID]:
    """Everybody with a function in the scheme."""
    return [person.person_id for person in await directory.with_role(tx, role)]


async def in_body(tx: Tx, body_id: UUID) -> list[UUID]:
    """Those with a mandate for a body that is valid today at its seat."""
    held = await directory.members_of(tx, body_id, await directory.today_at(tx, body_id))
    return [member.person_id for member in held]
