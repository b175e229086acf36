"""A consultation case: prepared, package, receipt, clock, opinion or silence, answers point by point, closing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain.clock import Clock, Reason
from union_dialogue.domain.refusals import PointsNotNumbered, PointsUnanswered, ReceiptOutside, UnknownPoint, WrongStep
from union_dialogue.domain.regimes import Effect

State = Literal["waiting", "prepared", "provided", "running", "opinion", "closed"]
Room = Literal["representatives", "management", "joint"]


@dataclass(frozen=True, slots=True)
class Case:
    """``version`` counts the events told; ``answers`` maps the number of a point to its answer."""

    case_id: UUID
    idea_id: UUID
    body_id: UUID
    title: str
    measure: str
    rights: Sequence[Mapping[str, str]]
    urgent: bool
    regime: str | None
    state: State
    result: str | None
    package_version: int
    received_at: datetime | None
    clock: Mapping[str, Any] | None
    opinion: Mapping[str, Any] | None
    answers: Mapping[str, Mapping[str, Any]]
    version: int

    @property
    def unanswered(self) -> list[int]:
        """Numbers of the opinion's points that have no answer yet."""
        points = self.opinion["points"] if self.opinion else []
        return [point["number"] for point in points if str(point["number"]) not in self.answers]


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, when, and under which mandate if for a body."""

    by: UUID | None
    now: datetime
    mandate_id: UUID | None = None


def prepare(case: Case, regime: str, act: Act) -> tuple[Case, tuple[Event, ...]]:
    """The body is known: the case stands and the package is owed."""
    case = _next(replace(case, regime=regime, state="prepared"))
    return case, (told.CasePrepared(**_facts(case, act), regime=regime),)


def provide(case: Case, act: Act) -> tuple[Case, tuple[Event, ...]]:
    """Provide the information package, or a new version of it; the first one opens the case."""
    _needs(case, "prepared", "provided")
    events: tuple[Event, ...] = ()
    if case.state == "prepared":
        case = _next(case)
        events = (told.CaseOpened(**_facts(case, act)),)
    case = _next(replace(case, state="provided", package_version=case.package_version + 1))
    return case, (*events, told.PackageProvided(**_facts(case, act), package_version=case.package_version))


def receive(case: Case, clock: Clock, received_at: datetime, act: Act) -> tuple[Case, tuple[Event, ...]]:
    """The body confirms receipt: the clock starts."""
    _needs(case, "provided")
    if received_at > act.now or clock.due_at <= act.now:
        raise ReceiptOutside(pointer="/received_at")
    case = _next(replace(case, received_at=received_at))
    received = told.PackageReceived(**_facts(case, act), package_version=case.package_version, received_at=received_at)
    kept = {
        "day_zero": clock.day_zero.isoformat(),
        "last_day": clock.last_day.isoformat(),
        "due_at": clock.due_at.isoformat(),
        "calendar_version": clock.calendar_version,
        "reasons": [[r.code, r.day.isoformat() if r.day else None, r.name] for r in clock.reasons],
    }
    case = _next(replace(case, state="running", clock=kept))
    return case, (received, told.ClockStarted(**_facts(case, act), **_clock_facts(case, "package-received")))


def kept_clock(case: Case) -> Clock | None:
    """The clock as it was started: a calendar that changes later does not move a period that runs."""
    if case.clock is None:
        return None
    kept = case.clock
    reasons = tuple(Reason(code, date.fromisoformat(day) if day else None, name) for code, day, name in kept["reasons"])
    later = next((reason.day for reason in reasons if reason.code == "disputed-end"), None)
    days = (date.fromisoformat(kept["day_zero"]), date.fromisoformat(kept["last_day"]))
    return Clock(*days, later, datetime.fromisoformat(kept["due_at"]), reasons, kept["calendar_version"])


def expire(case: Case, effect: Effect, act: Act) -> tuple[Case, tuple[Event, ...]]:
    """The period ended in silence: it takes its effect and the case closes. Anything but a running clock is left alone."""
    if case.state != "running":
        return case, ()
    case = _next(case)
    expired = told.ClockExpired(**_facts(case, act), **_clock_facts(case, "silence"))
    case = _next(case)
    deemed = told.OpinionDeemed(**_facts(case, act), effect=effect)
    case = _next(replace(case, state="closed", result=effect))
    return case, (expired, deemed, told.CaseClosed(**_facts(case, act), result=effect))


def deliver(
    case: Case, words: tuple[str, str], points: Sequence[told.Point], votes: told.Votes, act: Act
) -> tuple[Case, tuple[Event, ...]]:
    """The body delivers its opinion (``words``: stance and resolution) with votes and numbered points; the clock stops."""
    stance, resolution = words
    _needs(case, "running")
    if [point.number for point in points] != list(range(1, len(points) + 1)):
        raise PointsNotNumbered(pointer="/points")
    opinion = {
        "stance": stance,
        "resolution": resolution,
        "points": [point.model_dump(mode="json") for point in points],
        "votes": votes.model_dump(mode="json"),
        "delivered_at": act.now.isoformat(),
    }
    case = _next(replace(case, state="opinion", opinion=opinion))
    event = told.OpinionDelivered.model_validate(
        _facts(case, act) | {"stance": stance, "points": tuple(points), "votes": votes}
    )
    return case, (event,)


def respond(case: Case, answers: Collection[told.Answer], act: Act) -> tuple[Case, tuple[Event, ...]]:
    """Management answers points; an answer given is not taken back, a later one is refused."""
    _needs(case, "opinion")
    open_points = case.unanswered
    for answer in answers:
        if answer.number not in open_points:
            raise UnknownPoint(pointer="/points", number=answer.number)
    given = {str(answer.number): answer.model_dump(mode="json") for answer in answers}
    case = _next(replace(case, answers=dict(case.answers) | given))
    return case, (told.ResponsePublished(**_facts(case, act), points=tuple(answers)),)


def close(case: Case, result: Literal["agreed", "disagreed"], act: Act) -> tuple[Case, tuple[Event, ...]]:
    """Close the case; refused while a point is unanswered (invariant 8)."""
    _needs(case, "opinion")
    if case.unanswered:
        raise PointsUnanswered(numbers=", ".join(map(str, case.unanswered)))
    case = _next(replace(case, state="closed", result=result))
    adopted = [n for n, answer in case.answers.items() if answer["answer"] == "adopted"]
    points = case.opinion["points"] if case.opinion else []
    conditions = tuple(point["demand"] for point in points if str(point["number"]) in adopted and point["demand"])
    return case, (told.CaseClosed(**_facts(case, act), result=result, conditions=conditions),)


def post(
    case: Case, room: Room, message_id: UUID, mentions: Sequence[UUID], act: Act
) -> tuple[Case, tuple[Event, ...]]:
    """Say that a message exists; who spoke in the body's own room is not told either."""
    case = _next(case)
    spoken = replace(act, by=None, mandate_id=None) if room == "representatives" else act
    event = told.MessagePosted(**_facts(case, spoken), room=room, message_id=message_id, mentions=tuple(mentions))
    return case, (event,)


def _next(case: Case) -> Case:
    return replace(case, version=case.version + 1)


def _needs(case: Case, *states: State) -> None:
    if case.state not in states:
        raise WrongStep(state=case.state, needed=", ".join(states))


def _facts(case: Case, act: Act) -> dict[str, Any]:
    return {
        "occurred_at": act.now,
        "by": act.by,
        "acting_for": act.mandate_id,
        "aggregate_version": case.version,
        "case_id": case.case_id,
        "idea_id": case.idea_id,
        "body_id": case.body_id,
    }


def _clock_facts(case: Case, cause: str) -> dict[str, Any]:
    clock = case.clock or {}
    return {
        "due_at": datetime.fromisoformat(clock["due_at"]),
        "cause": cause,
        "reasoning": tuple(reason[0] for reason in clock["reasons"]),
        "calendar_version": clock["calendar_version"],
    }
