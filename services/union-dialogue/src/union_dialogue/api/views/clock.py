"""A regime, and a period with its reasoning, as the edge gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from shared.errors import Language
from union_dialogue.domain import strip
from union_dialogue.domain.clock import Clock
from union_dialogue.domain.reasons import sentence
from union_dialogue.domain.regimes import NOTICE, Regime


class RegimeView(BaseModel):
    """A regime as data; ``notice`` says that it is a template, or who checked it."""

    key: str
    version: int
    family: str
    kind: str
    name: str
    source: str
    lengths: dict[str, dict[str, Any]]
    before: dict[str, dict[str, Any]]
    silence: str
    rest_day_end: str
    agreement_forms: list[str]
    objection: str
    added_information: str
    court_may_extend: bool
    majority: str
    quorum: str
    concerned_vote: str
    concerned: list[str]
    concerned_member: Literal["leaves", "stays"]
    spokesperson: str
    stand_in: list[str]
    receivers: Literal["lead", "members"]
    substitutes: str
    consent_needed: bool
    notice: str


class OtherReading(BaseModel):
    """The other result of a disputed rule."""

    day_zero: date
    last_day: date


class ByTodaysCalendar(BaseModel):
    """How it would end by the body's present calendar; nothing moves until the consultation officer takes it."""

    calendar_version: int
    last_day: date | None
    due_at: datetime | None


class ReasonView(BaseModel):
    code: str
    day: date | None
    text: str


class DayView(BaseModel):
    """A day of the period: the how many-eth that counts (``number``), or why it does not; ``text`` may also be a remark."""

    day: date
    number: int | None
    code: str | None
    text: str | None


class ClockView(BaseModel):
    """The period with its reasoning. Without days nothing runs; the reasoning says why.

    ``days``: from day zero to the last one, by that reasoning. ``other``: the other result where the law is disputed; silence takes effect at ``due_at``, the later of the two.
    """

    state: Literal["if-received", "runs", "does-not-run", "over"]
    day_zero: date | None
    last_day: date | None
    other: OtherReading | None
    due_at: datetime | None
    silence: str
    reasoning: list[str]
    reasons: list[ReasonView]
    days: list[DayView]
    regime: str | None
    regime_version: int | None
    calendar_version: int
    by_todays_calendar: ByTodaysCalendar | None = None
    notice: str


def regime_view(regime: Regime, language: Language) -> RegimeView:
    fields = regime.model_dump(mode="json", exclude={"names", "checked_by", "mailbox"})
    fields["concerned_member"] = "leaves" if regime.concerned_leave else "stays"
    return RegimeView(**fields, name=regime.names.text.told_in(language), notice=regime.notice.told_in(language))


def clock_view(
    clock: Clock, regime: Regime | None, language: Language, *, state: Any, by_today: Clock | None = None
) -> ClockView:
    """A clock in plain language."""
    other = None
    if clock.other_zero and clock.other_last_day:
        other = OtherReading(day_zero=clock.other_zero, last_day=clock.other_last_day)
    today = by_today and ByTodaysCalendar(
        calendar_version=by_today.calendar_version, last_day=by_today.last_day, due_at=by_today.due_at
    )
    reasons = [
        ReasonView(code=reason.code, day=reason.day, text=sentence(reason, language)) for reason in clock.reasons
    ]
    return ClockView(
        state=state,
        day_zero=clock.day_zero,
        last_day=clock.last_day,
        other=other,
        due_at=clock.due_at,
        silence=clock.silence,
        reasoning=[reason.text for reason in reasons],
        reasons=reasons,
        days=[_day_view(day, language) for day in strip.days(clock)],
        regime=regime.key if regime else None,
        regime_version=regime.version if regime else None,
        calendar_version=clock.calendar_version,
        by_todays_calendar=today,
        notice=(regime.notice if regime else NOTICE).told_in(language),
    )


def _day_view(day: strip.Day, language: Language) -> DayView:
    why = day.reason
    text = sentence(why, language) if why else None
    return DayView(day=day.day, number=day.number, code=why.code if why else None, text=text)
