"""Reminders before a day, to those who have not acted and may see it, with the clock moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.desk import Desk, a_person
from tests.integration.notify.office import (
    ABROAD,
    AUTHOR,
    BODY,
    CALENDAR,
    COLLEAGUE,
    HEAD,
    HOME,
    MANAGER,
    MEMBER,
    REVIEWER,
    SUBSTITUTE,
    a_case,
    an_idea,
    kinds,
    later,
    member,
)
from tests.integration.notify.post_office import PostOffice

from shared.events.base import Event
from shared.events.ideas import (
    AppealDecided,
    AppealLodged,
    Author,
    AuthorInvited,
    ConsultationContested,
    ConsultationNotRequired,
    ConsultationRequired,
    IdeaDecided,
    IdeaReturned,
    IdeaSubmitted,
    IdeaWithdrawn,
    InvitationSettled,
    SharesProposed,
    SharesSettled,
)
from shared.events.implementation import (
    PlanStopped,
    RoleAccepted,
    RoleDeclined,
    RoleOffered,
    TaskDone,
    TaskPlanned,
    TaskRemoved,
    TaskReturned,
    TaskVerified,
)
from shared.events.people import CalendarChanged, UnitChanged
from shared.events.review import (
    AssignmentReleased,
    AssignmentRescheduled,
    AssignmentSettled,
    ReviewerAssigned,
    RoundCalibrating,
    RoundCancelled,
    RoundConcluded,
)
from shared.events.union_dialogue import (
    CaseClosed,
    CasePrepared,
    CaseWithdrawn,
    ClockChanged,
    ClockExpired,
    ClockStarted,
    ClockStopped,
    CompletenessDisputed,
    CompletenessSettled,
    OpinionDelivered,
    PackageProvided,
    PackageReceived,
    SubstituteSeated,
)
from shared.testing import FakeClock, fact

BERLIN = ZoneInfo("Europe/Berlin")
DUE = date(2026, 5, 15)
"""A Friday; the day before is a holiday at the seat."""
IDEA, CASE, ROUND, ASSIGNMENT, TASK = (uuid4() for _ in range(5))


async def at(desk: Desk, still: FakeClock, day: int, hour: int = 9, month: int = 5) -> None:
    """It is this hour at the seat; what is due meanwhile has been."""
    then = datetime(2026, month, day, hour, tzinfo=BERLIN)
    still.move_forward(then - still.now())
    await desk.pass_deadlines()


async def reminded(desk: Desk, who: UUID) -> list[str]:
    """The reminders in somebody's inbox, oldest first."""
    return [kind for kind in reversed(await kinds(desk, who, "?limit=100")) if kind.startswith("reminder.")]


def assigned(who: UUID = REVIEWER, due_on: date = DUE, idea: UUID = IDEA) -> ReviewerAssigned:
    return fact(ReviewerAssigned, idea_id=idea, round_id=ROUND, assignment_id=ASSIGNMENT, person_id=who, due_on=due_on)


async def test_a_reviewer_is_reminded_before_the_day_and_no_more_after_it(desk: Desk, still: FakeClock) -> None:
    idea = await an_idea(desk)
    await desk.hear(assigned(idea=idea))
    for day, hour, told in ((11, 7, 0), (11, 8, 1), (12, 9, 1), (13, 7, 1), (13, 9, 2), (18, 9, 2)):
        await at(desk, still, day, hour)
        assert len(await reminded(desk, REVIEWER)) == told, (day, hour)
    line = (await desk.gets(REVIEWER, "GET", "/notifications?kind=reminder.review"))["items"][0]
    assert line["text"] == "Your review is due by Friday 15 May 2026: Rooms"
    assert (line["last_day"], line["reason"], line["link"]) == (
        "2026-05-15",
        "assigned",
        f"/api/assignments/{ASSIGNMENT}",
    )


Made = Callable[[], Event]
A_TASK = {"idea_id": IDEA, "task_id": TASK, "owner_id": COLLEAGUE}
OF_CASE = {"idea_id": IDEA, "case_id": CASE, "body_id": BODY}
OF_REVIEW = {"idea_id": IDEA, "round_id": ROUND}
OF_ASSIGNMENT = {**OF_REVIEW, "assignment_id": ASSIGNMENT, "person_id": REVIEWER}
DECLINED = {
    "idea_id": IDEA,
    "outcome": "declined",
    "appeal_until": DUE,
    "authors": [Author(person_id=AUTHOR, share=100)],
}


def clock(kind: type[ClockStarted | ClockChanged], last_day: date = DUE) -> Event:
    end = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), BERLIN)
    return fact(kind, **OF_CASE, due_at=end, last_day=last_day)


ASKS: dict[str, tuple[Made, UUID, tuple[Made, ...]]] = {
    "reminder.invitation": (
        lambda: fact(AuthorInvited, idea_id=IDEA, person_id=COLLEAGUE),
        COLLEAGUE,
        (
            lambda: fact(InvitationSettled, idea_id=IDEA, person_id=COLLEAGUE),
            lambda: fact(IdeaWithdrawn, idea_id=IDEA),
        ),
    ),
    "reminder.shares": (
        lambda: fact(SharesProposed, idea_id=IDEA, by=AUTHOR, person_ids=[COLLEAGUE, REVIEWER]),
        COLLEAGUE,
        (
            lambda: fact(SharesSettled, idea_id=IDEA, person_ids=[COLLEAGUE]),
            lambda: fact(IdeaSubmitted, idea_id=IDEA),
            lambda: fact(IdeaWithdrawn, idea_id=IDEA),
        ),
    ),
    "reminder.revision": (
        lambda: fact(IdeaReturned, idea_id=IDEA),
        AUTHOR,
        (lambda: fact(IdeaSubmitted, idea_id=IDEA), lambda: fact(IdeaWithdrawn, idea_id=IDEA)),
    ),
    "reminder.review": (
        assigned,
        REVIEWER,
        (
            lambda: fact(AssignmentSettled, **OF_ASSIGNMENT),
            lambda: fact(AssignmentReleased, **OF_ASSIGNMENT),
            lambda: fact(RoundConcluded, **OF_REVIEW),
            lambda: fact(RoundCalibrating, **OF_REVIEW),
            lambda: fact(RoundCancelled, **OF_REVIEW),
        ),
    ),
    "reminder.contest": (
        lambda: fact(ConsultationNotRequired, idea_id=IDEA, contestable_until=DUE, body_ids=[BODY]),
        MEMBER,
        (
            lambda: fact(ConsultationContested, idea_id=IDEA, body_id=BODY),
            lambda: fact(ConsultationRequired, idea_id=IDEA),
            lambda: fact(IdeaWithdrawn, idea_id=IDEA),
        ),
    ),
    "reminder.package": (
        lambda: fact(CasePrepared, **OF_CASE),
        MANAGER,
        (lambda: fact(PackageProvided, **OF_CASE), lambda: fact(CaseWithdrawn, **OF_CASE)),
    ),
    "reminder.receipt": (
        lambda: fact(PackageProvided, **OF_CASE),
        MEMBER,
        (lambda: fact(PackageReceived, **OF_CASE), lambda: fact(CaseWithdrawn, **OF_CASE)),
    ),
    "reminder.opinion": (
        lambda: clock(ClockStarted),
        MEMBER,
        (
            lambda: fact(OpinionDelivered, **OF_CASE),
            lambda: fact(ClockStopped, **OF_CASE),
            lambda: fact(ClockExpired, **OF_CASE),
            lambda: fact(CaseClosed, **OF_CASE),
        ),
    ),
    "reminder.answers": (
        lambda: fact(OpinionDelivered, **OF_CASE),
        MANAGER,
        (lambda: fact(CaseClosed, **OF_CASE), lambda: fact(CaseWithdrawn, **OF_CASE)),
    ),
    "reminder.appeal": (
        lambda: fact(IdeaDecided, **DECLINED),
        AUTHOR,
        (lambda: fact(AppealLodged, idea_id=IDEA), lambda: fact(IdeaDecided, **DECLINED | {"appeal_until": None})),
    ),
    "reminder.appeal-answer": (
        lambda: fact(AppealLodged, idea_id=IDEA),
        HEAD,
        (lambda: fact(AppealDecided, idea_id=IDEA),),
    ),
    "reminder.offer": (
        lambda: fact(RoleOffered, idea_id=IDEA, person_id=AUTHOR),
        AUTHOR,
        (
            lambda: fact(RoleAccepted, idea_id=IDEA, person_id=AUTHOR),
            lambda: fact(RoleDeclined, idea_id=IDEA, person_id=AUTHOR),
            lambda: fact(PlanStopped, idea_id=IDEA),
        ),
    ),
    "reminder.task": (
        lambda: fact(TaskPlanned, **A_TASK, due_on=DUE),
        COLLEAGUE,
        (
            lambda: fact(TaskDone, **A_TASK),
            lambda: fact(TaskVerified, **A_TASK),
            lambda: fact(TaskRemoved, **A_TASK),
            lambda: fact(PlanStopped, idea_id=IDEA),
        ),
    ),
}


async def _known(desk: Desk) -> None:
    await desk.hear(
        fact(IdeaSubmitted, idea_id=IDEA, by=AUTHOR, title="Rooms", authors=[Author(person_id=AUTHOR, share=100)])
    )


@pytest.mark.parametrize("kind", sorted(ASKS))
async def test_who_does_nothing_is_reminded_twice_by_mail_too(
    mailing: Desk, post_office: PostOffice, still: FakeClock, kind: str
) -> None:
    ask, who, _ends = ASKS[kind]
    await _known(mailing)
    await mailing.hear(ask())
    await mailing.pool.execute("UPDATE mail SET state = 'dropped'")
    for day in range(5, 32):
        await at(mailing, still, day)
    assert await reminded(mailing, who) == [kind, kind]
    await mailing.do_chores()
    sentence = (await mailing.gets(who, "GET", f"/notifications?kind={kind}"))["items"][0]["text"]
    assert [message["Subject"] for message in post_office.got].count(sentence) >= 2
    assert (
        await mailing.pool.fetchval("SELECT count(*) FROM deadline WHERE state = 'waiting' AND kind = 'reminder'") == 0
    )


@pytest.mark.parametrize(("kind", "end"), [(kind, end) for kind in sorted(ASKS) for end in range(len(ASKS[kind][2]))])
async def test_who_has_acted_or_need_not_any_more_is_not_reminded(
    desk: Desk, still: FakeClock, kind: str, end: int
) -> None:
    ask, who, ends = ASKS[kind]
    await _known(desk)
    await desk.hear(ask(), ends[end]())
    for day in range(5, 32):
        await at(desk, still, day)
    assert kind not in await reminded(desk, who)


async def test_another_day_reminds_anew_and_the_same_day_does_not(desk: Desk, still: FakeClock) -> None:
    await _known(desk)
    moved = {**OF_ASSIGNMENT, "due_on": date(2026, 5, 29)}
    await desk.hear(assigned())
    await at(desk, still, 12)
    await desk.hear(fact(AssignmentRescheduled, **moved))
    await desk.hear(fact(AssignmentRescheduled, **moved))
    for day in range(13, 30):
        await at(desk, still, day)
    assert len(await reminded(desk, REVIEWER)) == 3, "once before the first day, twice before the second"


async def test_after_downtime_a_reminder_comes_once_and_none_after_the_day(desk: Desk, still: FakeClock) -> None:
    await _known(desk)
    await desk.hear(assigned())
    await at(desk, still, 13, 12)
    assert await reminded(desk, REVIEWER) == ["reminder.review"], "both were due: one is enough"
    other = uuid4()
    await desk.hear(
        fact(ReviewerAssigned, idea_id=IDEA, assignment_id=other, person_id=COLLEAGUE, due_on=date(2026, 5, 29))
    )
    await at(desk, still, 1, 9, month=6)
    assert await reminded(desk, COLLEAGUE) == [], "its day has passed: it helps nobody any more"


async def test_the_working_days_are_those_of_whoever_owes_it(desk: Desk, still: FakeClock) -> None:
    """Ascension Day is a holiday where the reviewer works; at the other seat people work that day."""
    elsewhere = uuid4()
    await desk.hear(
        fact(
            CalendarChanged,
            calendar_id=uuid4(),
            country="PT",
            subdivision=None,
            zone="Europe/Lisbon",
            local_holidays=(),
            closure_days=(),
        ),
        fact(UnitChanged, unit_id=elsewhere, parent_id=None, seat="PT"),
        later(a_person(COLLEAGUE, unit_id=elsewhere)),
    )
    await _known(desk)
    await desk.hear(
        assigned(), fact(ReviewerAssigned, idea_id=IDEA, person_id=COLLEAGUE, assignment_id=uuid4(), due_on=DUE)
    )
    await at(desk, still, 11, 8)
    assert (len(await reminded(desk, REVIEWER)), len(await reminded(desk, COLLEAGUE))) == (1, 0)
    await at(desk, still, 12, 9)
    assert (len(await reminded(desk, REVIEWER)), len(await reminded(desk, COLLEAGUE))) == (1, 1)


async def test_nobody_is_reminded_of_what_they_may_not_see_any_more(desk: Desk, still: FakeClock) -> None:
    await _known(desk)
    await desk.hear(assigned(), clock(ClockStarted))
    await desk.hear(
        later(a_person(REVIEWER, employed=False)),
        later(member(MEMBER, ends_on=date(2026, 5, 6))),
        later(a_person(COLLEAGUE, mandates=member(COLLEAGUE).mandates, unit_id=ABROAD)),
    )
    for day in range(5, 16):
        await at(desk, still, day)
    told = await desk.pool.fetch("SELECT DISTINCT person_id FROM notification WHERE kind LIKE 'reminder.%'")
    assert {row["person_id"] for row in told} == {SUBSTITUTE, COLLEAGUE}, "who sits there now is reminded"
    assert REVIEWER not in {row["person_id"] for row in told}


async def test_who_sits_in_for_a_member_is_reminded_as_long(desk: Desk, still: FakeClock) -> None:
    substitute = uuid4()
    held = member(substitute).mandates[0].model_copy(update={"role": "substitute"})
    await desk.hear(a_person(substitute, mandates=(held,), unit_id=HOME))
    await _known(desk)
    await desk.hear(clock(ClockStarted), fact(SubstituteSeated, **OF_CASE, person_id=substitute, last_day=None))
    await at(desk, still, 13)
    assert await reminded(desk, substitute) == ["reminder.opinion"]
    idle = uuid4()
    await desk.hear(a_person(idle, mandates=(held.model_copy(update={"mandate_id": uuid4()}),), unit_id=HOME))
    await at(desk, still, 15)
    assert await reminded(desk, idle) == [], "a substitute who sits in for nobody"


async def test_where_the_law_is_read_in_two_ways_the_earlier_day_is_told(desk: Desk, still: FakeClock) -> None:
    await _known(desk)
    end = datetime(2026, 5, 23, tzinfo=BERLIN)
    await desk.hear(fact(ClockStarted, **OF_CASE, due_at=end, last_day=DUE, other_last_day=date(2026, 5, 22)))
    await at(desk, still, 13)
    line = (await desk.gets(MEMBER, "GET", "/notifications?kind=reminder.opinion"))["items"][0]
    assert (line["last_day"], line["may_mute"]) == ("2026-05-15", False)


async def test_a_clock_that_says_no_day_ends_before_its_instant(desk: Desk, still: FakeClock) -> None:
    """As told before events carried the day: the seat's calendar says which day it was."""
    await _known(desk)
    await desk.hear(fact(ClockStarted, **OF_CASE, due_at=datetime(2026, 5, 16, tzinfo=BERLIN)))
    line = (await desk.gets(MEMBER, "GET", "/notifications?kind=clock.started"))["items"][0]
    assert line["last_day"] == "2026-05-15"


async def test_a_task_that_came_back_is_owed_again_and_one_that_changes_hands_by_another(
    desk: Desk, still: FakeClock
) -> None:
    await _known(desk)
    await desk.hear(fact(TaskPlanned, **A_TASK, due_on=DUE), fact(TaskDone, **A_TASK))
    await at(desk, still, 12)
    assert await reminded(desk, COLLEAGUE) == []
    await desk.hear(fact(TaskReturned, **A_TASK))
    await at(desk, still, 13)
    assert await reminded(desk, COLLEAGUE) == ["reminder.task"]
    await desk.hear(fact(TaskPlanned, **A_TASK | {"owner_id": AUTHOR}, due_on=date(2026, 5, 29)))
    await at(desk, still, 29)
    assert (len(await reminded(desk, COLLEAGUE)), len(await reminded(desk, AUTHOR))) == (1, 1)


async def test_a_disputed_package_is_owed_until_it_is_complete(desk: Desk, still: FakeClock) -> None:
    await _known(desk)
    await desk.hear(fact(PackageProvided, **OF_CASE), fact(PackageReceived, **OF_CASE))
    await desk.hear(fact(CompletenessDisputed, **OF_CASE))
    await at(desk, still, 8)
    assert await reminded(desk, MANAGER) == ["reminder.package"]
    await desk.hear(fact(CompletenessSettled, **OF_CASE))
    await at(desk, still, 29)
    assert await reminded(desk, MANAGER) == ["reminder.package"]


async def test_a_calendar_that_changes_counts_for_the_next_reminder(desk: Desk, still: FakeClock) -> None:
    """Two local holidays come in: the last reminder before the day is given before them."""
    await _known(desk)
    await a_case(desk, IDEA)
    await desk.hear(clock(ClockStarted, date(2026, 5, 29)))
    more = (date(2026, 5, 27), date(2026, 5, 28))
    await desk.hear(
        fact(
            CalendarChanged,
            calendar_id=CALENDAR,
            local_holidays=more,
            closure_days=(),
            closure_days_agreement=None,
            aggregate_version=2,
        )
    )
    for day in range(5, 27):
        await at(desk, still, day)
    assert len(await reminded(desk, MEMBER)) == 2
