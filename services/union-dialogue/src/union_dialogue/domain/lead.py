"""Who leads a body in a case: its chair, or while the chair cannot, who stands in for them.

Sources: BPersVG s.34 and s.35 (the council elects a chair and who deputises), Code du travail L2315-23 (the secretary; a
deputy secretary by the rules of procedure) and L2315-32 (the members present decide). A body whose chair and deputies are
all prevented elects one of its members for the case, by a vote that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.bench import SEATS, Bench, able, away, check_acting, in_order, seated
from union_dialogue.domain.case import Act, Case, Told, after, event_of
from union_dialogue.domain.facts import Elected
from union_dialogue.domain.opinion import Ballot, Council, judged
from union_dialogue.domain.refusals import (
    DeclaredAbsent,
    NobodyLeads,
    NoElection,
    NotElectable,
    NotTheLead,
    SomebodyLeads,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Who acts for the body, in which capacity, and in whose place (None: the chair's own, or the seat is vacant)."""

    person_id: UUID
    capacity: told.Capacity
    in_place_of: UUID | None = None


def lead_of(case: Case, bench: Bench, day: date) -> Lead | None:
    """The chair if they can act, else the first deputy who can, else who was elected for the case; None: nobody."""
    chairs = in_order(bench, "chair")
    for each in chairs:
        if able(case, each.person_id, day):
            return Lead(each.person_id, "chair")
    stand_in = case.regime.stand_in if case.regime else ()
    instead = chairs[0].person_id if chairs else None
    deputies = in_order(bench, "deputy") if "deputy" in stand_in else []
    for each in deputies:
        if able(case, each.person_id, day):
            return Lead(each.person_id, "deputy", instead)
    elected = case.elected.person_id if case.elected and "elected" in stand_in else None
    if elected and _sits(case, elected, bench, day) and able(case, elected, day):
        return Lead(elected, "elected", instead)
    return None


def act_of(case: Case, person_id: UUID, bench: Bench, day: date, act: Act) -> Act:
    """The act of who leads the body; refused to everybody else, with what would have to be done first."""
    leads = lead_of(case, bench, day)
    if leads is None:
        raise NobodyLeads
    if leads.person_id != person_id:
        if person_id in bench and bench[person_id].role == "chair" and away(case, person_id, day):
            raise DeclaredAbsent
        raise NotTheLead(name=bench[leads.person_id].name)
    return replace(act, capacity=leads.capacity, in_place_of=leads.in_place_of)


def elect(
    case: Case, person_id: UUID, ballot: Ballot, council: Council, *, seats: tuple[Bench, date], act: Act
) -> Told:
    """The members elect one of them for this case, while neither chair nor deputy can act. ``seats``: bench and day."""
    bench, day = seats
    check_electable(case, bench, day)
    if not (_sits(case, person_id, bench, day) and able(case, person_id, day)):
        raise NotElectable(pointer="/person_id")
    judged(case.regime, ballot, council)
    kept = Elected(person_id=person_id, at=act.now, votes=ballot.votes, present=ballot.present or ())
    case = after(case, elected=kept)
    return case, (told.LeadElected(**event_of(case, act), person_id=person_id, votes=ballot.votes),)


def check_electable(case: Case, bench: Bench, day: date) -> None:
    """Whether the regime knows an election, and nobody leads the body."""
    check_acting(case)
    if case.regime is None or "elected" not in case.regime.stand_in:
        raise NoElection
    leads = lead_of(case, bench, day)
    if leads is not None:
        raise SomebodyLeads(name=bench[leads.person_id].name)


def _sits(case: Case, person_id: UUID, bench: Bench, day: date) -> bool:
    held = bench.get(person_id)
    return held is not None and (held.role in SEATS or seated(case, person_id, day) is not None)
