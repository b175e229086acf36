"""What the edge gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from shared.directory import Person
from shared.errors import Language
from union_dialogue.api.requests import Package
from union_dialogue.domain.case import Case
from union_dialogue.domain.clock import Clock
from union_dialogue.domain.opinion import Council
from union_dialogue.domain.reasons import sentence
from union_dialogue.domain.regimes import NOTICE, Regime
from union_dialogue.domain.seating import seated
from union_dialogue.domain.warnings import warning


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
    notice: str


class PackageView(Package):
    package_version: int
    provided_at: datetime


class WarningView(BaseModel):
    """A doubt about a vote: a stable code and its words."""

    code: str
    text: str


class CorrectionView(BaseModel):
    """A correction beside what was issued; ``former``: the answer as it was first given."""

    of: Literal["opinion", "response"]
    number: int
    point: int | None
    text: str
    at: datetime
    former: dict[str, Any] | None = None


class CaseView(BaseModel):
    """A case as management, the scheme office and the body see it; nothing in it comes from a room."""

    case_id: UUID
    idea_id: UUID
    body_id: UUID
    title: str
    measure: str
    rights: list[dict[str, str]]
    urgent: bool
    regime: str | None
    regime_version: int | None
    variant: str
    state: str
    result: str | None
    reason: str | None
    package_version: int
    received_version: int
    received_at: datetime | None
    due_at: datetime | None
    proposals: list[dict[str, Any]]
    opinion: dict[str, Any] | None
    warnings: list[WarningView]
    answers: list[dict[str, Any]]
    corrections: list[CorrectionView]
    unanswered: list[int]


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


class ClockView(BaseModel):
    """The period with its reasoning. Without days nothing runs; the reasoning says why.

    ``other``: the other result where the law is disputed; silence takes effect at ``due_at``, the later of the two.
    """

    state: Literal["if-received", "runs", "does-not-run", "over"]
    day_zero: date | None
    last_day: date | None
    other: OtherReading | None
    due_at: datetime | None
    silence: str
    reasoning: list[str]
    reasons: list[ReasonView]
    regime: str | None
    regime_version: int | None
    calendar_version: int
    by_todays_calendar: ByTodaysCalendar | None = None
    notice: str


class RoomView(BaseModel):
    """A room that exists for the caller."""

    room: str
    messages: int
    last_at: datetime | None


class MessageView(BaseModel):
    message_id: UUID
    author_id: UUID
    author: str | None
    text: str
    mentions: list[UUID]
    posted_at: datetime
    edition: int
    edited_at: datetime | None


class EditionView(BaseModel):
    """What a message said from ``written_at`` on."""

    edition: int
    text: str
    mentions: list[UUID]
    written_at: datetime


class Posted(BaseModel):
    message_id: UUID


class Edited(BaseModel):
    message_id: UUID
    edition: int


class MemberView(BaseModel):
    """Somebody with a mandate today. ``conflicted``: the matter concerns them; their vote can make the vote void.

    ``sits_in_for``: whose place a substitute takes in this case now, through ``last_day`` or until the case is closed.
    """

    person_id: UUID
    name: str
    role: str
    conflicted: bool
    sits_in_for: UUID | None = None
    last_day: date | None = None


class AttendanceView(BaseModel):
    """Who may vote, how many must be there, and how a majority is counted."""

    seats: int
    quorum: int
    majority: str
    members: list[MemberView]


def regime_view(regime: Regime, language: Language) -> RegimeView:
    fields = regime.model_dump(mode="json", exclude={"names", "checked_by", "mailbox"})
    return RegimeView(**fields, name=regime.names.text.told_in(language), notice=regime.notice.told_in(language))


def case_view(case: Case, language: Language) -> CaseView:
    warnings = case.opinion["warnings"] if case.opinion else []
    shared = {name: getattr(case, name) for name in CaseView.model_fields if hasattr(case, name)}
    return CaseView(
        **shared
        | {
            "regime": case.regime.key if case.regime else None,
            "regime_version": case.regime.version if case.regime else None,
            "variant": case.facts.variant,
            "received_at": case.facts.received_at,
            "answers": [case.answers[n] for n in sorted(case.answers, key=int)],
            "warnings": [WarningView(code=code, text=warning(code).told_in(language)) for code in warnings],
        }
    )


def attendance_view(case: Case, council: Council, members: Sequence[tuple[Person, str]], day: date) -> AttendanceView:
    """Who may vote in a case on a day at the seat."""
    seats = {who.person_id: seated(case, who.person_id, day) for who, role in members if role == "substitute"}
    return AttendanceView(
        seats=len(council.seats),
        quorum=council.quorum,
        majority=case.regime.majority if case.regime else "of-present",
        members=[
            MemberView(
                person_id=who.person_id,
                name=who.display_name,
                role=role,
                conflicted=who.person_id in council.conflicted,
                sits_in_for=seat.member_id if (seat := seats.get(who.person_id)) else None,
                last_day=seat.last_day if seat else None,
            )
            for who, role in members
        ],
    )


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
        regime=regime.key if regime else None,
        regime_version=regime.version if regime else None,
        calendar_version=clock.calendar_version,
        by_todays_calendar=today,
        notice=(regime.notice if regime else NOTICE).told_in(language),
    )
