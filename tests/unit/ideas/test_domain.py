"""The rules of an idea."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas import domain
from ideas.domain import Answer, Idea, Status
from shared.events.ideas import ConsultationNotRequired, ConsultationRequired, IdeaDecided, IdeaSubmitted

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
OFFICER = uuid4()
STATUSES = get_args(Status)
ORDER = {status: place for place, status in enumerate(STATUSES)}


def an_idea(**given_: Any) -> Idea:
    fields: dict[str, Any] = {
        "idea_id": uuid4(),
        "number": None,
        "title": "Rooms",
        "body": "Sensors.",
        "language": "en",
        "author_id": uuid4(),
        "unit_id": uuid4(),
        "status": "draft",
        "priority_at": None,
        "version": 0,
        "edition": 1,
    }
    return Idea(**fields | given_)


def an_answer(**given_: Any) -> Answer:
    fields: dict[str, Any] = {
        "outcome": "accepted",
        "reason_code": "mission-need",
        "text": "Because.",
        "office": "Head",
        "conditions": (),
        "appeal_until": None,
        "deferred_until": None,
    }
    return Answer(**fields | given_)


def test_a_submission_gets_its_number_and_the_microsecond_of_its_receipt() -> None:
    idea, event = domain.submit(an_idea(), 7, NOW)
    assert isinstance(event, IdeaSubmitted)
    assert (event.number, event.priority_at, event.aggregate_version) == (7, NOW, 1)
    assert (idea.status, idea.version, idea.edition) == ("submitted", 1, 2)


def test_a_returned_idea_keeps_number_and_priority() -> None:
    idea, _ = domain.submit(an_idea(), 7, NOW)
    idea, _ = domain.return_to_author(idea, "unclear", "Which building?", OFFICER, NOW)
    idea, event = domain.submit(idea, 8, NOW + timedelta(days=1))
    assert isinstance(event, IdeaSubmitted)
    assert (event.number, event.priority_at, event.aggregate_version) == (7, NOW, 3)


@pytest.mark.parametrize("status", [s for s in STATUSES if s not in ("draft", "returned")])
def test_what_is_submitted_is_neither_edited_nor_submitted_again(status: Status) -> None:
    with pytest.raises(domain.WrongStatus):
        domain.edit(an_idea(status=status), "New", None)
    with pytest.raises(domain.WrongStatus):
        domain.submit(an_idea(status=status), 1, NOW)


def screened(answers: dict[str, bool], bodies: list[Any]) -> tuple[Idea, Any]:
    return domain.screen(an_idea(status="reviewed"), answers, "Sensors", bodies, by=OFFICER, now=NOW, urgent=False)


def test_a_touched_right_makes_each_covering_body_a_duty() -> None:
    bodies = [uuid4(), uuid4()]
    idea, event = screened({"monitoring": True, "pay": False}, bodies)
    assert isinstance(event, ConsultationRequired)
    assert idea.status == "in_consultation"
    assert event.body_ids == tuple(bodies)
    assert ["no. 21" in right.rule for right in event.rights] == [True]


@pytest.mark.parametrize(
    ("answers", "bodies", "why"),
    [({"pay": True}, [], "no representative body"), ({"pay": False}, [uuid4()], "no right"), ({}, [], "no right")],
)
def test_nobody_to_hear_or_nothing_touched_leads_to_the_decision(answers: Any, bodies: Any, why: str) -> None:
    idea, event = screened(answers, bodies)
    assert isinstance(event, ConsultationNotRequired)
    assert event.why.startswith(why)
    assert event.contestable_until == date(2026, 12, 8)
    assert idea.status == "decision_pending"


def test_the_screen_refuses_a_question_it_does_not_ask() -> None:
    with pytest.raises(domain.UnknownQuestion) as refused:
        screened({"colour": True}, [])
    assert refused.value.pointer == "/answers/colour"


def test_an_open_case_holds_the_decision_back_and_is_named() -> None:
    with pytest.raises(domain.ConsultationOpen) as refused:
        domain.decide(an_idea(status="in_consultation"), an_answer(), ["Staff council"], OFFICER, NOW)
    assert refused.value.slug == "consultation-open"
    assert "Staff council" in refused.value.detail.de


@pytest.mark.parametrize("status", [s for s in STATUSES if s != "decision_pending"])
def test_a_decision_waits_for_its_turn_and_is_taken_once(status: Status) -> None:
    with pytest.raises(domain.WrongStatus):
        domain.decide(an_idea(status=status), an_answer(), [], OFFICER, NOW)


def test_nobody_decides_on_their_own_idea() -> None:
    idea = an_idea(status="decision_pending")
    with pytest.raises(domain.OwnIdea):
        domain.decide(idea, an_answer(), [], idea.author_id, NOW)


@pytest.mark.parametrize(
    ("given_", "pointer"),
    [
        ({"reason_code": "just-so"}, "/reason_code"),
        ({"outcome": "declined", "text": "  "}, "/text"),
        ({"outcome": "declined", "office": " "}, "/office"),
        ({"outcome": "declined"}, "/appeal_until"),
        ({"outcome": "deferred"}, "/appeal_until"),
        ({"outcome": "deferred", "appeal_until": date(2027, 1, 1)}, "/deferred_until"),
    ],
)
def test_an_answer_without_its_reasons_is_refused(given_: Any, pointer: str) -> None:
    with pytest.raises(domain.ReasonNeeded) as refused:
        domain.decide(an_idea(status="decision_pending"), an_answer(**given_), [], OFFICER, NOW)
    assert refused.value.pointer == pointer


def test_a_refusal_carries_everything_that_an_appeal_needs() -> None:
    answer = an_answer(outcome="declined", reason_code="cost-too-high", appeal_until=date(2027, 1, 1))
    idea, event = domain.decide(an_idea(status="decision_pending", version=4), answer, [], OFFICER, NOW)
    assert isinstance(event, IdeaDecided)
    assert (idea.status, event.aggregate_version, event.appeal_until) == ("declined", 5, date(2027, 1, 1))


def test_a_measured_benefit_starts_the_tracking_and_is_never_out_of_place() -> None:
    assert domain.hear(an_idea(status="implemented"), "benefit.measured")[0].status == "benefits_tracking"
    early = an_idea(status="implementing")
    assert domain.hear(early, "benefit.measured") == (early, None)


def test_a_late_event_is_ignored_with_the_reason() -> None:
    idea = an_idea(status="decision_pending")
    assert domain.hear(idea, "round.concluded") == (idea, "the idea is decision_pending")
    assert domain.hear_last_case_closed(replace(idea, status="accepted"))[1] == "the idea is accepted"


@given(st.sampled_from(STATUSES), st.lists(st.sampled_from([*domain.HEARD, "last-case"]), max_size=12))
def test_whatever_is_heard_in_whatever_order_never_moves_an_idea_back(status: Status, kinds: list[str]) -> None:
    idea = an_idea(status=status)
    for kind in kinds:
        heard, ignored = domain.hear_last_case_closed(idea) if kind == "last-case" else domain.hear(idea, kind)
        assert ORDER[heard.status] >= ORDER[idea.status]
        assert heard.version == idea.version, "hearing tells nothing"
        assert (heard == idea) or ignored is None
        idea = heard
