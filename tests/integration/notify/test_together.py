"""A run of events taken together ends as if one came after the other, and one that fails holds up no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Any

from tests.desk import Desk
from tests.integration.notify.office import ABROAD, AUTHOR, COLLEAGUE, HOME, OFFICER, REVIEWER

from notify.main import SERVICE
from shared import clock, ids
from shared.consumer.batch import Progress, read, take
from shared.events.base import Event
from shared.events.catalog import topic_of
from shared.events.ideas import Author, IdeaEndorsed, IdeaSubmitted
from shared.events.message import Message
from shared.events.review import RoundConcluded, RoundOverdue
from shared.testing import fact

FIRST, SECOND, THIRD = (ids.new_id() for _ in range(3))
TRACE = "00-{:032x}-{:016x}-01"


def submitted(idea_id: Any, by: Any, title: str, unit_id: Any = HOME) -> Event:
    wrote = (Author(person_id=by, share=100),)
    return fact(IdeaSubmitted, idea_id=idea_id, by=by, title=title, authors=wrote, unit_id=unit_id, visibility="unit")


def endorsed(idea_id: Any, by: Any, *, taken_back: bool = False) -> Event:
    return fact(IdeaEndorsed, idea_id=idea_id, by=by, taken_back=taken_back)


def record(event: Event, offset: int) -> Message:
    headers = {
        "ce_id": str(ids.new_id()),
        "ce_source": "/parley/test",
        "ce_type": event.ce_type(),
        "ce_time": "2026-05-04T08:00:00Z",
        "traceparent": TRACE.format(offset + 1, offset + 1),
    }
    pairs = tuple((name, value.encode()) for name, value in headers.items())
    return Message(topic_of(type(event)), 0, offset, clock.wall(), event.key, pairs, event.payload())


class Reading:
    """The topics as the consumer takes them: ``together`` records in one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._offsets = desk, count()
        self._progress: dict[str, Progress] = {}

    async def take(self, *events: Event, together: int) -> list[Message]:
        messages = [record(event, next(self._offsets)) for event in events]
        progress = self._progress.setdefault(messages[0].topic, Progress(None))
        for first in range(0, len(messages), together):
            reads = [read(SERVICE, each) for each in messages[first : first + together]]
            await take(SERVICE, self._desk.pool, progress, reads)
        return messages


TABLES = (
    "notification, mail, digest_item, untold, known_idea, follower, interest, inbox, consumer_offset, outbox, parked"
)
OUTCOME = {
    "told": "SELECT idea_id, person_id, kind, why, open_to, blind, of_idea, shown FROM notification",
    "known": "SELECT idea_id, title, unit_only, unit_ids FROM known_idea",
    "authors": "SELECT idea_id, person_id, why FROM follower",
    "interest": "SELECT idea_id, person_id, why, ended_at IS NULL FROM interest",
    "announced": "SELECT type FROM outbox",
}


async def outcome(desk: Desk) -> dict[str, Counter[str]]:
    return {name: Counter(map(str, map(tuple, await desk.pool.fetch(sql)))) for name, sql in OUTCOME.items()}


async def story(desk: Desk, together: int) -> dict[str, Counter[str]]:
    """Two ideas of which something was heard before, one of them handed in twice; endorsements, also taken back."""
    await desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
    reading = Reading(desk)
    about = [
        fact(RoundConcluded, idea_id=FIRST),
        fact(RoundOverdue, idea_id=FIRST),
        fact(RoundConcluded, idea_id=THIRD),
    ]
    await reading.take(*about, together=1)
    await reading.take(
        submitted(FIRST, AUTHOR, "Rooms"),
        submitted(SECOND, OFFICER, "Bicycles"),
        submitted(THIRD, COLLEAGUE, "Lamps", ABROAD),
        submitted(FIRST, AUTHOR, "More rooms", ABROAD),
        together=together,
    )
    await reading.take(endorsed(FIRST, COLLEAGUE), endorsed(SECOND, COLLEAGUE), endorsed(FIRST, REVIEWER), together=1)
    await desk.pool.execute("UPDATE interest SET ended_at = now() WHERE person_id = $1", COLLEAGUE)
    await reading.take(
        endorsed(FIRST, COLLEAGUE, taken_back=True),
        endorsed(FIRST, COLLEAGUE),
        endorsed(SECOND, COLLEAGUE),
        endorsed(FIRST, REVIEWER, taken_back=True),
        endorsed(THIRD, REVIEWER),
        endorsed(SECOND, REVIEWER),
        endorsed(SECOND, REVIEWER, taken_back=True),
        together=together,
    )
    return await outcome(desk)


async def test_a_run_ends_as_one_after_the_other(desk: Desk) -> None:
    alone, pairs, all_of_them = [await story(desk, together) for together in (1, 2, 100)]
    assert alone == pairs == all_of_them
    assert sum(alone["told"].values()) == 15, (
        "13 to scheme officers, who hear of none of their own; 2 that waited for authors"
    )


async def test_what_a_run_tells_names_the_event_that_caused_it_and_goes_on_in_its_trace(desk: Desk) -> None:
    await desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
    messages = await Reading(desk).take(
        *(submitted(idea, AUTHOR, "Rooms") for idea in (FIRST, SECOND, THIRD)), together=100
    )
    told = await desk.pool.fetch("SELECT idea_id, cause, notification_id FROM notification")
    causes = {row["idea_id"]: row["cause"] for row in told}
    ids_of = [dict(each.headers)["ce_id"].decode() for each in messages]
    assert [str(causes[idea]) for idea in (FIRST, SECOND, THIRD)] == ids_of
    traces = {str(row["cause"]): await trace_of(desk, row["notification_id"]) for row in told}
    assert traces == {
        dict(each.headers)["ce_id"].decode(): dict(each.headers)["traceparent"].decode() for each in messages
    }


async def trace_of(desk: Desk, notification_id: Any) -> Any:
    said = "SELECT traceparent FROM outbox WHERE convert_from(payload, 'UTF8')::jsonb ->> 'notification_id' = $1"
    return await desk.pool.fetchval(said, str(notification_id))


BREAK = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.title = 'broken' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON known_idea FOR EACH ROW EXECUTE FUNCTION refuse();
"""


async def test_one_that_fails_is_parked_and_the_others_of_its_run_are_told(desk: Desk) -> None:
    await desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
    await desk.pool.execute(BREAK)
    run: Sequence[tuple[Any, str]] = ((FIRST, "Rooms"), (SECOND, "broken"), (THIRD, "Lamps"))
    await Reading(desk).take(*(submitted(idea, AUTHOR, title) for idea, title in run), together=100)
    told = Counter(row["idea_id"] for row in await desk.pool.fetch("SELECT idea_id FROM notification"))
    assert told == {FIRST: 2, THIRD: 2}, "both scheme officers, once each"
    parked = await desk.pool.fetch("SELECT key FROM parked")
    assert [row["key"] for row in parked] == [str(SECOND).encode()]
