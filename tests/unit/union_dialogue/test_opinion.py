"""How a body votes: quorum, majority, abstentions, ties, substitutes, and members whom the matter concerns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args
from uuid import uuid4

import pytest
from tests.unit.union_dialogue.cases import BODY, CHAIR, COUNCIL, MEMBERS, delivered, points, resolution, running

from shared.events import union_dialogue as told
from union_dialogue.domain import opinion
from union_dialogue.domain.opinion import Council
from union_dialogue.domain.refusals import (
    NoQuorum,
    NotAMember,
    PointsNotNumbered,
    ResolutionLost,
    TooManySubstitutes,
    VotesDoNotAddUp,
    VoteVoid,
)
from union_dialogue.domain.regimes import shipped
from union_dialogue.domain.warnings import warning

OTHERS = sorted(MEMBERS - {CHAIR})
SUBSTITUTES = frozenset({uuid4(), uuid4()})
WITH_SUBSTITUTES = Council(MEMBERS, SUBSTITUTES, frozenset())
GERMAN, FRENCH, EUROPEAN = shipped()["DE-BPersVG-70"], shipped()["FR-CSE"], shipped()["EU-2002-14"]


def votes(in_favour: int, against: int = 0, abstained: int = 0) -> told.Votes:
    return told.Votes(in_favour=in_favour, against=against, abstained=abstained)


def judged(council: Council = COUNCIL, regime: Any = GERMAN, **given: Any) -> tuple[str, ...]:
    return opinion.judged(regime, resolution(1, **given), council)


@pytest.mark.parametrize("numbers", [(2,), (1, 3), (1, 1), (2, 1)])
def test_points_are_numbered_from_one_without_a_gap(numbers: tuple[int, ...]) -> None:
    with pytest.raises(PointsNotNumbered):
        opinion.deliver(running(), replace(resolution(), points=points(*numbers)), COUNCIL, BODY)


@pytest.mark.parametrize(
    ("cast", "passes_of_present", "passes_of_votes"),
    [
        (votes(3, 2), True, True),
        (votes(2, 2, 1), False, False),  # a tie is lost
        (votes(2, 1, 2), False, True),  # abstentions count as a no where those present decide
        (votes(2, 0, 0), False, True),  # and so does silence at the table
        (votes(0, 0, 5), False, False),
    ],
)
def test_a_majority_is_counted_as_the_regime_says(
    cast: told.Votes, passes_of_present: bool, passes_of_votes: bool
) -> None:
    for regime, passes in ((GERMAN, passes_of_present), (EUROPEAN, passes_of_votes)):
        if passes:
            assert judged(regime=regime, votes=cast) == ()
        else:
            with pytest.raises(ResolutionLost):
                judged(regime=regime, votes=cast)


def test_half_of_the_seats_are_a_quorum() -> None:
    assert [Council(frozenset(uuid4() for _ in range(n)), frozenset(), frozenset()).quorum for n in (1, 2, 3, 5)] == [
        1,
        1,
        2,
        3,
    ]
    with pytest.raises(NoQuorum):
        judged(present=(CHAIR, OTHERS[0]), votes=votes(2))
    assert judged(present=(CHAIR, *OTHERS[:2]), votes=votes(3)) == ()
    with pytest.raises(NoQuorum):
        judged(present=None, votes=votes(2))


def test_those_who_vote_have_a_mandate_once_and_are_not_excluded_and_no_vote_is_cast_twice() -> None:
    for present in ((CHAIR, *OTHERS[:2], uuid4()), (CHAIR, CHAIR, *OTHERS[:2])):
        with pytest.raises(NotAMember):
            judged(present=present, votes=votes(3))
    with pytest.raises(NotAMember):
        judged(excluded=(CHAIR,))
    with pytest.raises(VotesDoNotAddUp):
        judged(votes=votes(6))


def test_a_substitute_sits_in_only_for_a_member_who_is_not_there() -> None:
    first, second = SUBSTITUTES
    assert judged(WITH_SUBSTITUTES, present=(CHAIR, *OTHERS[:2], first, second), votes=votes(5)) == ()
    with pytest.raises(TooManySubstitutes):
        judged(WITH_SUBSTITUTES, present=(CHAIR, *OTHERS[:3], first, second), votes=votes(6))


def test_a_vote_with_somebody_concerned_is_void_unless_it_could_not_matter() -> None:
    concerned = replace(COUNCIL, conflicted=frozenset({CHAIR}))
    assert judged(concerned, votes=votes(4, 1)) == ("conflicted-member-voted",)
    with pytest.raises(VoteVoid):
        judged(concerned, votes=votes(3, 2))
    without = {"present": tuple(OTHERS), "excluded": (CHAIR,)}
    assert judged(concerned, votes=votes(3, 1), **without) == ()


def test_a_vote_whose_attendance_nobody_recorded_is_flagged() -> None:
    assert judged(present=None, votes=votes(4, 1)) == ("attendance-not-recorded",)
    assert judged(present=None, votes=votes(6, 1)) == ("attendance-not-recorded", "more-votes-than-members")
    concerned = replace(COUNCIL, conflicted=frozenset({CHAIR}))
    assert judged(concerned, present=None, votes=votes(4, 1))[-1] == "conflicted-member-in-body"
    assert judged(concerned, present=None, votes=votes(4, 0), excluded=(CHAIR,)) == ("attendance-not-recorded",)


def test_what_is_delivered_names_mandate_minority_and_doubts() -> None:
    case = delivered(1, minority=("We would wait.",), present=None)
    assert case.opinion is not None
    assert (case.opinion["minority_views"], case.opinion["mandate_id"]) == (["We would wait."], str(BODY.mandate_id))
    assert case.opinion["warnings"] == ["attendance-not-recorded"]
    _, (event,) = opinion.deliver(running(), resolution(1, minority=("We would wait.",)), COUNCIL, BODY)
    assert isinstance(event, told.OpinionDelivered)
    assert (event.minority_views, event.acting_for) == (1, BODY.mandate_id)
    assert "We would wait." not in event.model_dump_json()


@pytest.mark.parametrize("code", sorted(get_args(opinion.Warning_)))
def test_every_doubt_has_words(code: str) -> None:
    assert len({*warning(code), code}) == 4


def test_a_regime_without_a_quorum_takes_the_vote_of_those_who_came() -> None:
    alone = replace(resolution(), votes=votes(1, 0), present=(CHAIR,))
    assert opinion.judged(FRENCH, alone, COUNCIL) == ()
    with pytest.raises(NoQuorum):
        opinion.judged(GERMAN, alone, COUNCIL)


def test_a_vote_that_somebody_concerned_could_have_decided_is_void_or_flagged_as_the_regime_says() -> None:
    council = replace(COUNCIL, conflicted=frozenset({CHAIR}))
    close = replace(resolution(), votes=votes(3, 2))
    with pytest.raises(VoteVoid):
        opinion.judged(GERMAN, close, council)
    assert opinion.judged(FRENCH, close, council) == ("conflicted-member-could-decide",)
