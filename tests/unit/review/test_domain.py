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
from shared.events.review import ReviewSubmitted, RoundCalibrating, RoundConcluded

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
        "due_on": round_.due_on,
    }
    return Assignment(**fields | given_)


def assign(round_: Round, assignment: Assignment, others: tuple[Assignment, ...] = (), managers: tuple[UUID, ...] = ()):
    return domain.assign(round_, assignment, others, domain.Barred(managers), by=uuid4(), now=NOW)


def submit(round_: Round, assignment: Assignment, submitted: list[Assignment]):
    return domain.submit(round_, assignment, submitted, calibrate_until=date(2026, 12, 30), now=NOW)


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
        submit(round_, stepped_out, [])


def test_a_review_needs_a_score_for_each_criterion() -> None:
    round_ = a_round()
    with pytest.raises(domain.ReviewIncomplete) as refused:
        submit(round_, an_assignment(round_, scores={"benefit": 5}), [])
    assert "people" in refused.value.detail.en


def test_an_unknown_criterion_is_named() -> None:
    round_ = a_round()
    with pytest.raises(domain.UnknownCriterion) as refused:
        domain.draft(round_, an_assignment(round_), {"charm": 5}, "")
    assert refused.value.pointer == "/scores/charm"


def test_the_review_that_reaches_the_quorum_concludes_the_round() -> None:
    round_ = a_round()
    first = an_assignment(round_, state="submitted", scores=SCORES | {"benefit": 3})
    round_, last, events = submit(round_, an_assignment(round_, scores=SCORES, comment="Good"), [first])
    submitted, concluded = events
    assert isinstance(submitted, ReviewSubmitted)
    assert isinstance(concluded, RoundConcluded)
    assert (submitted.done, submitted.needed, submitted.by, concluded.by) == (2, 2, None, None)
    assert [event.aggregate_version for event in events] == [2, 3]
    assert (concluded.agreement, concluded.quorum_met) == ("close", True)
    assert concluded.comments == ("Good",)
    with pytest.raises(domain.RoundIsOver):
        submit(round_, an_assignment(round_, scores=SCORES), [first, last])


def test_a_split_is_calibrated_before_it_is_an_outcome() -> None:
    round_ = a_round()
    first = an_assignment(round_, state="submitted", scores=SCORES | {"benefit": 2})
    round_, last, events = submit(round_, an_assignment(round_, scores=SCORES), [first])
    assert [event.type for event in events] == ["review.submitted", "round.calibrating"]
    calibrating = events[1]
    assert isinstance(calibrating, RoundCalibrating)
    assert [each.person_id for each in calibrating.reviewers] == [first.person_id, last.person_id]
    with pytest.raises(domain.ReviewIncomplete):
        domain.draft(round_, last, {"benefit": 1}, "")
    changed = domain.draft(round_, last, SCORES | {"benefit": 3}, "Lower now")
    assert (changed.state, changed.version) == ("submitted", 3)
    with pytest.raises(domain.RoundIsOver):
        assign(round_, an_assignment(round_))


def test_a_calibrating_round_that_loses_its_quorum_to_a_conflict_of_interest_is_open_again() -> None:
    round_ = a_round(state="calibrating", calibrate_until=date(2026, 12, 30), quorum=2)
    reviews = [an_assignment(round_, state="submitted", scores=SCORES) for _ in range(3)]
    still, gone, events = domain.step_out_all(round_, reviews, {reviews[0].person_id}, NOW)
    assert (still.state, [each.state for each in gone]) == ("calibrating", ["conflicted"])
    assert [event.type for event in events] == ["conflict.declared", "assignment.settled"]
    lost, _, _ = domain.step_out_all(still, reviews[1:], {reviews[1].person_id}, NOW)
    assert (lost.state, lost.calibrate_until) == ("open", None)
    same, none, told = domain.step_out_all(round_, reviews, {uuid4()}, NOW)
    assert (same, none, told) == (round_, [], [])


def test_the_office_ends_a_round_only_when_it_is_late_and_two_reviews_hide_each_other() -> None:
    for overdue, done in ((False, 3), (True, 1), (True, 0)):
        with pytest.raises(domain.TooFewReviews):
            domain.check_conclusion(a_round(overdue=overdue, quorum=4), done)
    domain.check_conclusion(a_round(overdue=True, quorum=4), 2)
    domain.check_conclusion(a_round(state="calibrating"), 2)
    for state in ("concluded", "cancelled"):
        with pytest.raises(domain.RoundIsOver):
            domain.check_conclusion(a_round(state=state, overdue=True), 3)


def test_weights_that_rounds_have_used_never_change() -> None:
    """A change of criteria or weights is a new version: add its line here, and leave the old ones alone."""
    frozen = {1: {"benefit": 40, "feasibility": 30, "effort": 15, "people": 15}}
    assert {version: dict(rubric.weights) for version, rubric in domain.RUBRICS.items()} == frozen
    for rubric in domain.RUBRICS.values():
        assert sum(rubric.weights.values()) == 100
        assert rubric.questions.keys() == rubric.weights.keys()


def test_a_version_nobody_knows_opens_with_the_newest() -> None:
    assert domain.in_force(1) == 1
    assert domain.in_force(999) == max(domain.RUBRICS)


def test_proposals_take_a_second_of_a_unit_only_after_one_of_each() -> None:
    roads, water, parks = uuid4(), uuid4(), uuid4()
    crowd = [
        domain.Candidate(uuid4(), f"{n}", unit, owes)
        for n, (unit, owes) in enumerate([(roads, 0), (roads, 0), (water, 0), (parks, 1), (water, 2)])
    ]
    chosen = domain.propose(crowd, {roads}, 5)
    assert [c.display_name for c in chosen] == ["2", "3", "0", "4", "1"]
    assert domain.propose(crowd, {roads}, 2) == chosen[:2]


def test_an_extension_leads_to_a_later_day_and_ends_lateness() -> None:
    round_ = a_round(overdue=True)
    owed = [an_assignment(round_, escalated=True), an_assignment(round_, due_on=date(2027, 3, 1))]
    by, today = uuid4(), date(2026, 12, 28)
    with pytest.raises(domain.NotLater) as refused:
        domain.extend(round_, owed, today, by=by, today=today, now=NOW)
    assert refused.value.pointer == "/due_on"
    moved_round, moved, events = domain.extend(round_, owed, date(2027, 1, 8), by=by, today=today, now=NOW)
    assert (moved_round.overdue, moved_round.due_on) == (False, date(2027, 1, 8))
    assert [(each.due_on, each.escalated) for each in moved] == [(date(2027, 1, 8), False)]
    assert [event.aggregate_version for event in events] == [2, 3]


@given(st.lists(st.fixed_dictionaries({name: st.integers(1, 5) for name in SCORES}), min_size=1, max_size=9))
def test_an_outcome_lies_within_its_scores_and_does_not_depend_on_their_order(reviews: list[dict[str, int]]) -> None:
    round_ = a_round()
    made = [an_assignment(round_, state="submitted", scores=scores) for scores in reviews]
    forward = domain.conclude(round_, made, NOW)[1]
    assert forward == domain.conclude(round_, list(reversed(made)), NOW)[1]
    for criterion in forward.criteria:
        assert criterion.min <= criterion.median <= criterion.max
        assert criterion.n == len(reviews)
