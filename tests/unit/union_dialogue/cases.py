"""Cases for tests of the rules, and the steps that lead to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain import case as rules
from union_dialogue.domain import opinion, package
from union_dialogue.domain.bench import Held
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.facts import Facts
from union_dialogue.domain.opinion import Council, Resolution
from union_dialogue.domain.regimes import shipped
from union_dialogue.domain.seat import Seat

NOW = datetime(2026, 4, 8, 9, tzinfo=UTC)
OFFICER, CHAIR, AUTHOR = uuid4(), uuid4(), uuid4()
MANAGEMENT = Act(OFFICER, NOW)
BODY = Act(CHAIR, NOW, uuid4())
MEMBERS = frozenset({CHAIR, *(uuid4() for _ in range(4))})
COUNCIL = Council(MEMBERS, frozenset(), frozenset())
VOTES = told.Votes(in_favour=4, against=1, abstained=0)
SEATS = {
    "FR": Seat("FR", None, "Europe/Paris", frozenset(), frozenset(), closure_days_agreed=False, calendar_version=4),
    "DE": Seat("DE", "RP", "Europe/Berlin", frozenset(), frozenset(), closure_days_agreed=False, calendar_version=4),
    "LU": Seat("LU", None, "Europe/Luxembourg", frozenset(), frozenset(), False, calendar_version=4),
}


def a_case(**given: Any) -> Case:
    fields: dict[str, Any] = dict.fromkeys(("regime", "result", "reason", "seat", "clock", "opinion"))
    fields |= {name: uuid4() for name in ("case_id", "idea_id", "body_id")}
    fields |= {"title": "Rooms", "measure": "Sensors", "rights": [], "authors": (AUTHOR,), "urgent": False}
    fields |= {"state": "waiting", "package_version": 0, "received_version": 0, "facts": Facts(), "answers": {}}
    return Case(**fields | {"proposals": [], "corrections": [], "seatings": (), "edition": 0, "version": 0} | given)


def held(person_id: UUID, role: str, **given: Any) -> Held:
    """A mandate, by default without a rank and since 2020."""
    return Held(person_id, uuid4(), role, f"{role} {person_id}", **{"starts_on": date(2020, 1, 1)} | given)


def a_bench(*those: Held) -> dict[UUID, Held]:
    return {each.person_id: each for each in those}


def seat_of(regime: str) -> Seat:
    return SEATS[regime[:2]]


def prepared(regime: str = "FR-CSE", **given: Any) -> Case:
    return rules.prepare(a_case(**given), shipped()[regime], None, Act(None, NOW))[0]


def walked(regime: str = "FR-CSE") -> tuple[Case, list[Event]]:
    """A case with a running clock, and what was told on the way."""
    case, events = rules.prepare(a_case(), shipped()[regime], None, Act(None, NOW))
    said = list(events)
    case, events = package.provide(case, MANAGEMENT)
    said += events
    case, events = package.receive(case, seat_of(regime), package.received_facts(case, NOW), BODY)
    return case, [*said, *events]


def running(regime: str = "FR-CSE") -> Case:
    return walked(regime)[0]


def points(*numbers: int) -> list[told.Point]:
    return [told.Point(number=n, text=f"Point {n}", demand=f"Demand {n}") for n in numbers]


def resolution(*numbers: int, **given: Any) -> Resolution:
    fields: dict[str, Any] = {"stance": "consent-with-conditions", "text": "Yes, but.", "points": points(*numbers)}
    return Resolution(**fields | {"votes": VOTES, "present": tuple(MEMBERS)} | given)


def delivered(*numbers: int, regime: str = "FR-CSE", **given: Any) -> Case:
    return opinion.deliver(running(regime), resolution(*numbers, **given), COUNCIL, BODY)[0]


def answer(number: int, kind: Any = "adopted") -> told.Answer:
    return told.Answer(number=number, answer=kind, reason="Because.")


def types(events: Any) -> list[str]:
    return [event.type for event in events]


def later(act: Act, **by: int) -> Act:
    return Act(act.by, act.now + timedelta(**by), act.mandate_id)
