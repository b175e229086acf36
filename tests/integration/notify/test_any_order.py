"""Whatever is repeated, replayed or read first: the same inbox, the same mails, each once, and the same reminders."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.desk import Desk, open_desk
from tests.integration.notify import office
from tests.integration.notify.office import AUTHOR, BODY, COLLEAGUE, HEAD, MANAGER, MEMBER, OFFICER, REVIEWER
from tests.integration.notify.post_office import PostOffice, open_post_office

from notify.main import SERVICE
from shared import db, ids, inbox
from shared.db import Tx
from shared.events.base import Event
from shared.events.catalog import topic_of
from shared.events.ideas import (
    AppealLodged,
    Author,
    ConsultationRequired,
    IdeaCommented,
    IdeaDecided,
    IdeaReturned,
    IdeaSubmitted,
    ReviewRequested,
    SupportReached,
)
from shared.events.implementation import RoleAccepted, RoleOffered, TaskDone, TaskPlanned, TaskReturned
from shared.events.review import (
    AssignmentRescheduled,
    AssignmentSettled,
    ReviewerAssigned,
    RoundConcluded,
    RoundOverdue,
)
from shared.events.union_dialogue import (
    CaseClosed,
    CasePrepared,
    ClockChanged,
    ClockStarted,
    ClockStopped,
    MessagePosted,
    OpinionDelivered,
    PackageProvided,
    PackageReceived,
    ResponsePublished,
)
from shared.service import Batched
from shared.testing import FakeClock, fact, fake_clock

IDEA, CASE, ROUND, MINE, OTHER, TASK = (ids.new_id() for _ in range(6))
DUE, LATER = date(2026, 5, 15), date(2026, 5, 22)
OF_IDEA: dict[str, Any] = {"idea_id": IDEA}
OF_CASE: dict[str, Any] = {**OF_IDEA, "case_id": CASE, "body_id": BODY}
OF_ROUND: dict[str, Any] = {**OF_IDEA, "round_id": ROUND}
OF_TASK: dict[str, Any] = {**OF_IDEA, "task_id": TASK, "owner_id": COLLEAGUE}
BY_AUTHOR = [Author(person_id=AUTHOR, share=100)]


pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Told:
    """An event as the topic holds it."""

    event_id: UUID
    event: Event


def stories() -> list[list[Told]]:
    """What each topic tells of one idea, in its order. The reviewer commented before, and follows it by either topic."""
    told: list[list[Event]] = [
        [
            fact(IdeaSubmitted, **OF_IDEA, by=AUTHOR, title="Rooms", authors=BY_AUTHOR),
            fact(IdeaCommented, **OF_IDEA, by=REVIEWER),
            fact(IdeaCommented, **OF_IDEA, by=COLLEAGUE, mentions=[HEAD]),
            fact(SupportReached, **OF_IDEA),
            fact(IdeaReturned, **OF_IDEA),
            fact(IdeaSubmitted, **OF_IDEA, by=AUTHOR, title="Rooms", authors=BY_AUTHOR),
            fact(ReviewRequested, **OF_IDEA, by=OFFICER),
            fact(ConsultationRequired, **OF_IDEA, by=OFFICER),
            fact(
                IdeaDecided,
                **OF_IDEA,
                by=HEAD,
                title="Rooms",
                authors=BY_AUTHOR,
                outcome="declined",
                appeal_until=LATER,
            ),
            fact(AppealLodged, **OF_IDEA, by=AUTHOR),
        ],
        [
            fact(ReviewerAssigned, **OF_ROUND, assignment_id=MINE, person_id=REVIEWER, due_on=DUE),
            fact(ReviewerAssigned, **OF_ROUND, assignment_id=OTHER, person_id=REVIEWER, due_on=DUE),
            fact(AssignmentSettled, **OF_ROUND, assignment_id=OTHER, person_id=REVIEWER),
            fact(RoundOverdue, **OF_ROUND),
            fact(AssignmentRescheduled, **OF_ROUND, assignment_id=MINE, person_id=REVIEWER, due_on=LATER),
            fact(RoundConcluded, **OF_ROUND),
        ],
        [
            fact(CasePrepared, **OF_CASE),
            fact(PackageProvided, **OF_CASE),
            fact(PackageReceived, **OF_CASE),
            fact(ClockStarted, **OF_CASE, last_day=DUE),
            fact(MessagePosted, **OF_CASE, room="representatives", mentions=[MEMBER, AUTHOR, MANAGER]),
            fact(ClockStopped, **OF_CASE),
            fact(ClockStarted, **OF_CASE, last_day=DUE),
            fact(ClockChanged, **OF_CASE, last_day=LATER),
            fact(OpinionDelivered, **OF_CASE),
            fact(ResponsePublished, **OF_CASE),
            fact(CaseClosed, **OF_CASE),
        ],
        [
            fact(RoleOffered, **OF_IDEA, person_id=AUTHOR),
            fact(TaskPlanned, **OF_TASK, due_on=DUE),
            fact(TaskDone, **OF_TASK),
            fact(TaskReturned, **OF_TASK),
            fact(TaskPlanned, **OF_TASK, due_on=LATER),
            fact(RoleAccepted, **OF_IDEA, person_id=AUTHOR),
        ],
    ]
    return [[Told(ids.new_id(), event) for event in each] for each in told]


TABLES = (
    "notification, mail, digest_item, duty, deadline, untold, known_idea, known_case, follower, interest, inbox, outbox"
)


@dataclass
class World:
    """notify on one database that is emptied for each telling, with its post office and a clock that is moved."""

    desk: Desk
    post_office: PostOffice
    still: FakeClock

    async def begin(self) -> None:
        await self.desk.pool.execute(f"TRUNCATE {TABLES} CASCADE")
        self.post_office.got.clear()
        self.still.move_forward(timedelta(0))

    async def read(self, batch: Sequence[Told]) -> None:
        """As the consumer does: what was taken before takes no effect, and a run of one type is taken together."""
        async with db.transaction(self.desk.pool, "test") as tx:
            new = await inbox.take(tx, [told.event_id for told in batch])
            fresh = {told.event_id: told for told in batch if told.event_id in new}
            for _, run in groupby(fresh.values(), key=lambda told: type(told.event)):
                await self._apply(tx, list(run))

    async def _apply(self, tx: Tx, run: list[Told]) -> None:
        handle: Any = self.desk.service.handlers[type(run[0].event)]
        if isinstance(handle, Batched):
            tx.cause, tx.causes = None, {told.event_id: (None, None) for told in run}
            await handle.handle(tx, [told.event for told in run])
            tx.causes = {}
            return
        for told in run:
            tx.cause = told.event_id
            await handle(tx, told.event)

    async def outcome(self) -> dict[str, Any]:
        """What people have and get: compared by meaning, never by ids that a telling draws."""
        await self.desk.do_chores()
        duties = await self.desk.pool.fetch(
            "SELECT u.kind, u.of_id, u.person_id, u.last_day, d.due_at FROM duty u"
            " LEFT JOIN deadline d ON d.subject_id = u.duty_id AND d.state = 'waiting'"
        )
        mails = await self.desk.pool.fetch(
            "SELECT n.person_id, n.kind, n.cause, m.state FROM mail m JOIN notification n USING (notification_id)"
        )
        aside = await self.desk.pool.fetch(
            "SELECT n.person_id, n.kind, n.cause, i.state FROM digest_item i JOIN notification n USING (notification_id)"
        )
        return {
            "inbox": {who: await self._lines(who) for who in PEOPLE},
            "duties": Counter(tuple(row) for row in duties),
            "mails": Counter(tuple(row) for row in mails),
            "digests": Counter(tuple(row) for row in aside),
            "sent": len(self.post_office.got),
        }

    async def _lines(self, who: UUID) -> Counter[tuple[Any, ...]]:
        items = (await self.desk.gets(who, "GET", "/notifications?limit=100"))["items"]
        return Counter((line["kind"], line["reason"], line["text"], line["link"], line["last_day"]) for line in items)


PEOPLE = (AUTHOR, OFFICER, REVIEWER, MEMBER, COLLEAGUE, MANAGER, HEAD, office.ADMIN)
STORIES = stories()
STEPS = sum(len(story) for story in STORIES)


@pytest.fixture(scope="module")
def loop() -> Any:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def world(postgres: Any, loop: asyncio.AbstractEventLoop) -> Any:
    url = postgres.database("notify")  # first: it has room for the ids of today
    with fake_clock(office.MONDAY) as still, open_post_office() as post_office:
        opened = open_desk(Desk, SERVICE, url)
        desk = loop.run_until_complete(opened.__aenter__())
        desk.settings = desk.settings.model_copy(update={"smtp_url": post_office.url})
        loop.run_until_complete(desk.hear(*office.EVERYBODY))
        yield World(desk, post_office, still)
        loop.run_until_complete(opened.__aexit__(None, None, None))


def in_order() -> list[Told]:
    return [told for story in STORIES for told in story]


async def tell(
    world: World, order: list[Told], chores_after: frozenset[int] = frozenset(), *, together: int = 1
) -> dict[str, Any]:
    """Read so many in one transaction; of each story the events are in their order."""
    await world.begin()
    for place in range(0, len(order), together):
        await world.read(order[place : place + together])
        if chores_after.intersection(range(place, place + together)):
            await world.desk.do_chores()
    return await world.outcome()


@st.composite
def tellings(draw: st.DrawFn) -> tuple[list[Told], frozenset[int], int]:
    """The topics read in any order beside each other, each in its own; pieces read again; the worker at work meanwhile;
    so many read at once.
    """
    left = [list(story) for story in STORIES]
    order: list[Told] = []
    while any(left):
        story = draw(st.sampled_from([each for each in left if each]))
        order += [story.pop(0) for _ in range(draw(st.integers(1, len(story))))]
        if draw(st.booleans()):  # a rebalance: what was read is read again
            begin = draw(st.integers(0, len(order) - 1))
            topic = topic_of(type(order[begin].event))
            order += [told for told in order[begin:] if topic_of(type(told.event)) == topic]
    return order, draw(st.frozensets(st.integers(0, len(order)), max_size=4)), draw(st.sampled_from((1, 3, 50)))


def test_any_order_and_any_repetition_end_in_the_same(world: World, loop: asyncio.AbstractEventLoop) -> None:
    expected = loop.run_until_complete(tell(world, in_order()))
    assert all(expected.values())
    assert sum(expected["inbox"][AUTHOR].values()) >= 6

    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(telling=tellings())
    def same(telling: tuple[list[Told], frozenset[int], int]) -> None:
        order, chores_after, together = telling
        assert loop.run_until_complete(tell(world, order, chores_after, together=together)) == expected
        sent = [message["Message-ID"] for message in world.post_office.got]
        assert len(set(sent)) == len(sent), "each mail once"

    same()


def test_any_order_ends_in_the_same_reminders(world: World, loop: asyncio.AbstractEventLoop) -> None:
    """What is left open by a story that stops half way is reminded of alike, with the clock moved through a month."""
    half = [story[: len(story) * 2 // 3] for story in STORIES]
    forwards = [told for story in half for told in story]
    backwards = [told for story in reversed(half) for told in story]
    turns = [story[place] for place in range(max(map(len, half))) for story in half if place < len(story)]
    start = world.still.offset()
    seen = []
    for order in (forwards, backwards + forwards, turns + turns):
        world.still._offset = start
        loop.run_until_complete(tell(world, order))
        for day in range(5, 31):
            world.still.move_forward(datetime(2026, 5, day, 12, tzinfo=UTC) - world.still.now())
            loop.run_until_complete(world.desk.pass_deadlines())
        seen.append(loop.run_until_complete(world.outcome()))
    reminded = [sum(count for (kind, *_), count in lines.items() if kind.startswith("reminder.")) for lines in seen[0]["inbox"].values()]  # fmt: skip
    assert sum(reminded) == 6, "two each of the reviewer, the member, the owner of the task"
    assert seen[0]["inbox"] == seen[1]["inbox"] == seen[2]["inbox"]
    assert seen[0]["duties"] == seen[1]["duties"] == seen[2]["duties"]
    assert seen[0]["mails"] == seen[1]["mails"] == seen[2]["mails"]
