"""The opinion of a body: how it was voted, its numbered points, and that it stands as it was delivered (R5, invariant 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.case import Act, Case, Told, after, event_of, needs, spoken_by
from union_dialogue.domain.refusals import (
    NoOpinion,
    NoQuorum,
    NotAMember,
    PeriodOver,
    PointsNotNumbered,
    ResolutionLost,
    TooManySubstitutes,
    UnknownPoint,
    VotesDoNotAddUp,
    VoteVoid,
)
from union_dialogue.domain.regimes import Regime

Stance = Literal["consent", "consent-with-conditions", "objection"]
Warning_ = Literal[
    "attendance-not-recorded",
    "more-votes-than-members",
    "conflicted-member-in-body",
    "conflicted-member-voted",
    "conflicted-member-could-decide",
    "substitute-not-seated",
]


@dataclass(frozen=True, slots=True)
class Council:
    """Those with a mandate on the day of the vote. ``seats``: chair and members; substitutes sit in for them.

    ``conflicted``: those whom the matter concerns themselves, for example the idea's authors (BPersVG s.41).
    ``seated``: substitutes who sit in for somebody in this case; None: the regime leaves that to the body.
    """

    seats: frozenset[UUID]
    substitutes: frozenset[UUID]
    conflicted: frozenset[UUID]
    seated: frozenset[UUID] | None = None

    @property
    def quorum(self) -> int:
        """How many must be there: half of the seats (BPersVG s.39)."""
        return (len(self.seats) + 1) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """How a body voted. ``present`` None: the attendance was not recorded."""

    votes: told.Votes
    present: tuple[UUID, ...] | None = None
    excluded: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Ballot):
    """What the body resolved."""

    stance: Stance
    text: str
    points: Sequence[told.Point]
    minority: tuple[str, ...] = ()


def deliver(case: Case, resolution: Resolution, council: Council, act: Act) -> Told:
    """The body delivers its opinion; the clock stops. After silence took effect, and where it has one, it is too late."""
    check_deliverable(case, act.now)
    if [point.number for point in resolution.points] != list(range(1, len(resolution.points) + 1)):
        raise PointsNotNumbered(pointer="/points")
    warnings = judged(case.regime, resolution, council)
    case = after(case, state="opinion", opinion=_kept(case, resolution, warnings, council, act))
    event = told.OpinionDelivered(
        **event_of(case, act),
        stance=resolution.stance,
        points=tuple(resolution.points),
        votes=resolution.votes,
        minority_views=len(resolution.minority),
        warnings=warnings,
        **spoken_by(act),
    )
    return case, (event,)


def check_deliverable(case: Case, now: datetime) -> None:
    """Whether an opinion can be delivered at an instant (aware)."""
    needs(case, "running", "disputed", "lapsed")
    due = case.due_at
    if due and due <= now and case.clock and case.clock.silence != "none":
        raise PeriodOver


def judged(regime: Regime | None, resolution: Ballot, council: Council) -> tuple[Warning_, ...]:
    """Doubts about a vote that stands; a vote that cannot stand is refused, so that the body votes again.

    An abstention counts as a no where the majority of those present decides; a tie is lost (BPersVG s.39(2)).
    """
    warnings = _attended(resolution, council)
    votes = resolution.votes
    given = votes.in_favour + votes.against + votes.abstained
    there = len(resolution.present) if resolution.present is not None else given
    of_present = regime is None or regime.majority == "of-present"
    against = there - votes.in_favour if of_present else votes.against
    if there < (quorum := quorum_of(regime, council)):
        raise NoQuorum(present=there, quorum=quorum)
    if votes.in_favour <= against:
        raise ResolutionLost(in_favour=votes.in_favour, against=against)
    void = regime is None or regime.concerned_vote == "void"
    return (*warnings, *_conflicts(resolution, council, votes.in_favour - against, void=void))


def quorum_of(regime: Regime | None, council: Council) -> int:
    """How many must be there: half of the seats, or anybody at all where the regime knows no quorum."""
    return council.quorum if regime is None or regime.quorum == "half-of-seats" else 1


def _attended(resolution: Ballot, council: Council) -> tuple[Warning_, ...]:
    """Whether those who were there may vote; substitutes only for regular members who are not there."""
    votes = resolution.votes
    given = votes.in_favour + votes.against + votes.abstained
    if resolution.present is None:
        known = len(council.seats)
        return ("attendance-not-recorded", *(("more-votes-than-members",) if known and given > known else ()))
    present = frozenset(resolution.present)
    if len(present) != len(resolution.present) or not present <= council.seats | council.substitutes:
        raise NotAMember(pointer="/present")
    if present & frozenset(resolution.excluded):
        raise NotAMember(pointer="/excluded")
    if len(present & council.substitutes) > len(council.seats - present):
        raise TooManySubstitutes(pointer="/present")
    if given > len(present):
        raise VotesDoNotAddUp(pointer="/votes", given=given, present=len(present))
    unseated = council.seated is not None and (present & council.substitutes) - council.seated
    return ("substitute-not-seated",) if unseated else ()


def _conflicts(resolution: Ballot, council: Council, lead: int, *, void: bool) -> tuple[Warning_, ...]:
    """A vote with somebody who must not vote is void, unless it could not matter (BPersVG s.41); elsewhere it is flagged."""
    if resolution.present is None:
        return ("conflicted-member-in-body",) if council.conflicted - frozenset(resolution.excluded) else ()
    voted = council.conflicted & frozenset(resolution.present)
    if not voted:
        return ()
    if lead - len(voted) <= 0:
        if void:
            raise VoteVoid
        return ("conflicted-member-could-decide",)
    return ("conflicted-member-voted",)


def _kept(case: Case, resolution: Resolution, warnings: tuple[str, ...], council: Council, act: Act) -> dict[str, Any]:
    present = resolution.present
    return {
        "stance": resolution.stance,
        "resolution": resolution.text,
        "points": [point.model_dump(mode="json") for point in resolution.points],
        "votes": resolution.votes.model_dump(mode="json"),
        "present": None if present is None else [str(each) for each in present],
        "excluded": [str(each) for each in resolution.excluded],
        "minority_views": list(resolution.minority),
        "seats": len(council.seats),
        "quorum": quorum_of(case.regime, council),
        "warnings": list(warnings),
        "by": str(act.by),
        "mandate_id": str(act.mandate_id),
        "capacity": act.capacity,
        "in_place_of": act.in_place_of and str(act.in_place_of),
        "delivered_at": act.now.isoformat(),
    }


def correct(case: Case, point: int | None, text: str, act: Act) -> Told:
    """Put a slip right beside the opinion, which itself stands (invariant 6)."""
    said = delivered(case)
    if point is not None and point not in [each["number"] for each in said["points"]]:
        raise UnknownPoint(pointer="/point", number=point)
    number = len(case.corrections) + 1
    correction = {"of": "opinion", "number": number, "point": point, "text": text, "at": act.now.isoformat()}
    case = after(case, corrections=[*case.corrections, correction])
    event = told.OpinionCorrected(**event_of(case, act), number=number, point=point, text=text, **spoken_by(act))
    return case, (event,)


def delivered(case: Case) -> Mapping[str, Any]:
    """The opinion, once there is one to put right."""
    if case.opinion is None:
        raise NoOpinion
    return case.opinion
