"""Reminders before a deadline, to those who have not acted: of what, how long before, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from notify.domain.kind import Kind, about
from notify.domain.reasons import Why
from notify.domain.reminder_texts import ABOUT, SAYS
from shared.errors import Text
from shared.working_days import Week

AT = time(8)
"""When in the day somebody is reminded, at the seat whose working days count."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``before``: so many working days before the last day; ``after``: so many after somebody was asked, where nobody
    has set a last day. ``why`` they get it.
    """

    why: Why
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    law: bool = False
    blind: bool = False
    judges: bool = False


RULES: dict[str, Rule] = {
    "reminder.invitation": Rule("invited", after=(3, 10)),
    "reminder.shares": Rule("author", after=(3, 10)),
    "reminder.revision": Rule("author", after=(5, 15)),
    "reminder.review": Rule("assigned", before=(3, 1), blind=True),
    "reminder.contest": Rule("mandate", before=(3, 1), law=True),
    "reminder.package": Rule("role", after=(3, 10)),
    "reminder.receipt": Rule("mandate", after=(1, 3), law=True),
    "reminder.opinion": Rule("mandate", before=(5, 1), law=True),
    "reminder.answers": Rule("role", after=(5, 15)),
    "reminder.appeal": Rule("author", before=(5, 1), law=True),
    "reminder.appeal-answer": Rule("role", after=(5, 15), judges=True),
    "reminder.offer": Rule("author", after=(3, 8)),
    "reminder.task": Rule("assigned", before=(3, 1)),
}
"""How long before, or after, each kind reminds: in working days at the seat of whoever owes it."""

KINDS: dict[str, Kind] = {
    name: about(*ABOUT[name], law=rule.law, mail=not rule.law, blind=rule.blind, judges=rule.judges)
    for name, rule in RULES.items()
}
SENTENCES: dict[str, Text] = {name: SAYS[name] for name in RULES}


@dataclass(frozen=True, slots=True)
class Whom:
    """Who owes it: one person, everybody with a function, or those who sit in a body (in a case, if it is about one)."""

    person_id: UUID | None = None
    role: str | None = None
    body_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes. ``kind``: of its reminders; ``of_id``: what it is about; ``within_id``: what ends it too, for
    example the round; ``asked_by``: the event that asked; ``last_day``: None when nobody has set one.
    """

    kind: str
    of_id: UUID
    idea_id: UUID
    whom: Whom
    link: str
    asked_at: datetime
    asked_by: UUID
    last_day: date | None = None
    within_id: UUID | None = None

    @property
    def duty_id(self) -> UUID:
        """The same whenever the same is owed: asked again, it is the same duty with another day."""
        return uuid5(self.of_id, f"{self.kind} {self.whom.body_id or ''} {self.personal or ''}")

    @property
    def personal(self) -> UUID | None:
        """Whose it is, where several people owe the same each for themselves; a task changes hands."""
        return None if self.kind == "reminder.task" else self.whom.person_id

    def cause(self, moment: datetime) -> UUID:
        """What the reminder of a moment is known by, so that it is given once, however often it is set."""
        return uuid5(self.duty_id, f"{self.last_day or self.asked_by} {moment:%Y-%m-%d}")


def over(duty: Duty, week: Week, now: datetime) -> bool:
    """Whether its last day has passed: a reminder helps nobody any more."""
    return duty.last_day is not None and now >= week.end_of(duty.last_day)


def next_moment(duty: Duty, week: Week, after: datetime) -> datetime | None:
    """The next time to remind of it, later than ``after`` (aware); None when there is none left."""
    rule = RULES[duty.kind]
    if duty.last_day is not None:
        days = [week.before(duty.last_day, count) for count in rule.before]
    else:
        days = [week.after(week.today(duty.asked_at), count) for count in rule.after]
    moments = (datetime.combine(day, AT, week.zone) for day in days)
    return min((moment for moment in moments if moment > after), default=None)
