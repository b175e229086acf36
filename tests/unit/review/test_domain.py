"""The rules of peer review."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import domain
from review.domain import Assignment, Round
from shared.events.review import ReviewSubmitted, RoundConcluded

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SCORES = {"benefit": 5, "feasibility": 4, "effort": 4, "people": 3}


def a_round(**given_: Any) -> Round:
    fields: dict[str, Any] = {
        "round_id": uuid4(),
        "idea_id": uuid4(),
        "title": "Rooms",
        "body": "Sensors.",
        "author_ids": (uuid4(),),
        "rubric_version": 1,
        "quorum": 2,
        "due_on": date(2026, 12, 24),
        "state": "open",
        "conflicts": 0,
        "version": 1,
    }
    return Round(**fields | given_)


def an_assignment(round_: Round, **given_: Any) -> Assignment:
    fields: dict[str, Any] = {
        "assignment_id": uuid4(),
        "round_id": round_.round_id,
        "person_id": uuid4(),
        "state": "assigned",
        "scores": {},
        "comment": "",
        "version": 1,
    }
    return Assignment(**fields | given_)


def assign(round_: Round, assignment: Assignment, others: tuple[Assignment, ...] = (), managers: tuple[UUID, ...] = ()):
    return domain.assign(round_, assignment, others, managers, by=uuid4(), now=NOW)


def test_an_author_is_refused_as_reviewer() -> None:
    round_ = a_round()
    with pytest.raises(domain.AuthorMayNotReview):
        assign(round_, an_assignment(round_, person_id=round_.author_ids[0]))


def test_a_manager_of_an_author_is_refused_as_reviewer() -> None:
    round_ = a_round()
    assignment = an_assignment(round_)
    with pytest.raises(domain.SuperiorMayNotReview):
        assign(round_, assignment, managers=(assignment.person_id,))


def test_nobody_is_assigned_twice() -> None:
    round_ = a_round()
    first = an_assignment(round_)
    with pytest.raises(domain.AlreadyAssigned):
        assign(round_, an_assignment(round_, person_id=first.person_id), others=(first,))


def test_who_declared_a_conflict_stays_out() -> None:
    round_ = a_round()
    round_, stepped_out, event = domain.declare_conflict(round_, an_assignment(round_), NOW)
    assert (event.count, event.by) == (1, None)
    with pytest.raises(domain.ConflictDeclaredBefore):
        assign(round_, an_assignment(round_, person_id=stepped_out.person_id), others=(stepped_out,))
    with pytest.raises(domain.ConflictDeclaredBefore):
        domain.submit(round_, stepped_out, [], NOW)


def test_a_review_needs_a_score_for_each_criterion() -> None:
    round_ = a_round()
    with pytest.raises(domain.ReviewIncomplete) as refused:
        domain.submit(round_, an_assignment(round_, scores={"benefit": 5}), [], NOW)
    assert "people" in refused.value.detail.en


def test_an_unknown_criterion_is_named() -> None:
    round_ = a_round()
    with pytest.raises(domain.UnknownCriterion) as refused:
        domain.draft(round_, an_assignment(round_), {"charm": 5}, "")
    assert refused.value.pointer == "/scores/charm"


def test_the_review_that_reaches_the_quorum_concludes_the_round() -> None:
    round_ = a_round()
    first = an_assignment(round_, state="submitted", scores=SCORES | {"benefit": 1})
    round_, last, events = domain.submit(round_, an_assignment(round_, scores=SCORES, comment="Good"), [first], NOW)
    submitted, concluded = events
    assert isinstance(submitted, ReviewSubmitted)
    assert isinstance(concluded, RoundConcluded)
    assert (submitted.done, submitted.needed, submitted.by, concluded.by) == (2, 2, None, None)
    assert [event.aggregate_version for event in events] == [2, 3]
    assert concluded.agreement == "split"
    assert concluded.comments == ("Good",)
    with pytest.raises(domain.RoundIsConcluded):
        domain.submit(round_, an_assignment(round_, scores=SCORES), [first, last], NOW)


@given(st.lists(st.fixed_dictionaries({name: st.integers(1, 5) for name in SCORES}), min_size=1, max_size=9))
def test_an_outcome_lies_within_its_scores_and_does_not_depend_on_their_order(reviews: list[dict[str, int]]) -> None:
    round_ = a_round()
    made = [an_assignment(round_, state="submitted", scores=scores) for scores in reviews]
    forward = domain.conclusion(round_, made, NOW)
    assert forward == domain.conclusion(round_, list(reversed(made)), NOW)
    for criterion in forward.criteria:
        assert criterion.min <= criterion.median <= criterion.max
        assert criterion.n == len(reviews)
