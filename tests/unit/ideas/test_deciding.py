"""The impact screen and its contest, the decision, the appeal, the deferral."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.unit.ideas.making import DAYS, NOBODY, NOW, OFFICER, STATUSES, an_answer, an_idea, shared_idea

from ideas.domain import deciding, impact
from ideas.domain.deciding import AppealReply
from ideas.domain.impact import WHY_NONE, Concerned, Contest, Heard, Screening
from ideas.domain.refusals import (
    AppealOver,
    AppealTooShort,
    AppealToTheDecider,
    Conflicted,
    ConsultationOpen,
    ContestOpen,
    ContestOver,
    ContestUnanswered,
    DayNeeded,
    DecidedBefore,
    NotAnAuthor,
    NothingToContest,
    OwnIdea,
    ReasonDoesNotFit,
    ReasonNeeded,
    UnknownQuestion,
    WrongStatus,
)
from ideas.domain.screens import SCREENS
from ideas.domain.standing import Standing
from ideas.domain.state import Idea, Status
from shared.errors import Text
from shared.events.ideas import (
    ConsultationContested,
    ConsultationNotRequired,
    ConsultationRequired,
    IdeaDecided,
    NobodyHeard,
    Outcome,
)

LATER = date(2027, 1, 1)
COUNCIL = Text("Staff council", "Comité social", "Personalrat")


def screening(answers: dict[str, bool], **reasons: str) -> Screening:
    return Screening(answers, "Sensors", urgent=False, reasons=reasons)


def screened(answers: dict[str, bool], bodies: tuple[Any, ...], heard: Any = None) -> tuple[Idea, Any]:
    concerned = Concerned(bodies, heard or {})
    return impact.screen(an_idea(status="reviewed"), screening(answers), concerned, (), OFFICER, now=NOW)


def test_a_touched_right_makes_each_covering_body_a_duty_and_says_why() -> None:
    bodies = (uuid4(), uuid4())
    idea, event = screened({"monitoring": True, "pay": False}, bodies)
    assert isinstance(event, ConsultationRequired)
    assert (idea.status, event.body_ids) == ("in_consultation", bodies)
    (right,) = event.rights
    assert right.question == "monitoring"
    assert "no. 21" in right.rule
    assert "able to monitor" in right.why


@pytest.mark.parametrize(
    ("answers", "bodies", "code"),
    [
        ({"pay": True}, (), "no-body"),
        ({"pay": False}, (uuid4(),), "no-right-touched"),
        ({}, (uuid4(),), "no-right-touched"),
    ],
)
def test_nobody_to_hear_or_nothing_touched_leads_to_the_decision(answers: Any, bodies: Any, code: NobodyHeard) -> None:
    idea, event = screened(answers, bodies)
    assert isinstance(event, ConsultationNotRequired)
    assert (event.reason_code, event.why) == (code, WHY_NONE[code])
    assert event.contestable_until == idea.contestable_until == date(2026, 12, 8)
    assert idea.status == "decision_pending"


def test_a_body_that_was_heard_on_a_right_is_not_heard_on_it_again() -> None:
    one, other = uuid4(), uuid4()
    heard = {one: Heard(frozenset({"pay", "safety"}), " sensors ")}
    assert screened({"pay": True}, (one, other), heard)[1].body_ids == (other,)
    assert screened({"pay": True}, (one,), heard)[1].reason_code == "heard-before"


@pytest.mark.parametrize(
    "on",
    [Heard(frozenset({"pay"}), "Sensors"), Heard(frozenset({"pay", "monitoring"}), "Doors"), Heard(frozenset(), None)],
)
def test_a_body_is_heard_again_on_a_new_right_or_another_measure(on: Heard) -> None:
    body = uuid4()
    idea, event = screened({"pay": True, "monitoring": True}, (body,), {body: on})
    assert isinstance(event, ConsultationRequired)
    assert (idea.status, event.body_ids) == ("in_consultation", (body,))


def test_a_body_whose_case_is_open_gets_no_second_one() -> None:
    body = uuid4()
    concerned = Concerned((body,), {}, frozenset({body}))
    _, event = impact.screen(an_idea(status="reviewed"), screening({"pay": True}), concerned, (), OFFICER, now=NOW)
    assert isinstance(event, ConsultationNotRequired)


def test_the_screen_refuses_a_question_it_does_not_ask() -> None:
    with pytest.raises(UnknownQuestion) as refused:
        screened({"colour": True}, ())
    assert refused.value.pointer == "/answers/colour"


def test_every_question_speaks_three_languages_and_names_its_source() -> None:
    for screen in SCREENS.values():
        for asked in screen.values():
            assert asked.sources
            assert asked.rule
            for text in (asked.asks, asked.right, asked.why):
                assert len(set(text)) == 3


def contested(idea: Idea, **given: Any) -> tuple[Idea, Any]:
    raised = Contest(uuid4(), uuid4(), ("monitoring",), "They can count people.")
    return impact.contest(idea, raised, given.get("by", uuid4()), given.get("now", NOW))


def test_a_body_contests_through_the_last_day_and_not_after() -> None:
    idea, _ = screened({}, (uuid4(),))
    last = NOW + impact.CONTESTABLE
    again, event = contested(idea, now=last)
    assert isinstance(event, ConsultationContested)
    assert again.contested
    assert event.acting_for is not None
    with pytest.raises(ContestOver):
        contested(idea, now=last + timedelta(days=1))


def test_only_the_finding_that_nobody_is_heard_is_contested() -> None:
    for idea in (an_idea(status="reviewed"), screened({"pay": True}, (uuid4(),))[0]):
        with pytest.raises(NothingToContest):
            contested(idea)


def test_nothing_is_decided_while_a_contest_is_open_and_each_question_is_answered() -> None:
    idea, _ = contested(screened({}, (uuid4(),))[0])
    with pytest.raises(ContestOpen):
        deciding.decide(idea, an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)
    bodies = Concerned((uuid4(),), {})
    with pytest.raises(ContestUnanswered) as refused:
        impact.screen(idea, screening({}), bodies, ("monitoring",), OFFICER, now=NOW)
    assert refused.value.pointer == "/reasons/monitoring"
    kept_, event = impact.screen(
        idea, screening({}, monitoring="They count doors."), bodies, ("monitoring",), OFFICER, now=NOW
    )
    assert isinstance(event, ConsultationNotRequired)
    assert not kept_.contested
    required, event = impact.screen(idea, screening({"monitoring": True}), bodies, ("monitoring",), OFFICER, now=NOW)
    assert isinstance(event, ConsultationRequired)
    assert required.status == "in_consultation"


def test_a_contest_after_an_acceptance_still_leads_to_a_duty() -> None:
    idea, _ = screened({}, (uuid4(),))
    idea, _ = deciding.decide(idea, an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)
    idea, _ = contested(idea)
    bodies = Concerned((uuid4(),), {})
    idea, event = impact.screen(idea, screening({"monitoring": True}), bodies, ("monitoring",), OFFICER, now=NOW)
    assert isinstance(event, ConsultationRequired), "implementation locks what was accepted"
    assert idea.status == "accepted"


def test_invariant_01_an_open_case_holds_the_decision_back_and_is_named() -> None:
    for status in ("in_consultation", "decision_pending"):
        with pytest.raises(ConsultationOpen) as refused:
            deciding.decide(an_idea(status=status), an_answer(), NOBODY, [COUNCIL], OFFICER, days=DAYS, now=NOW)
        assert refused.value.slug == "consultation-open"
        assert "Personalrat" in refused.value.detail.de


@pytest.mark.parametrize("status", [s for s in STATUSES if s != "decision_pending"])
def test_invariant_06_a_decision_waits_for_its_turn_and_is_taken_once(status: Status) -> None:
    with pytest.raises(WrongStatus):
        deciding.decide(an_idea(status=status), an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)


def test_invariant_03_nobody_decides_on_their_own_or_a_conflicted_idea() -> None:
    idea = an_idea(status="decision_pending")
    author, manager, friend = uuid4(), uuid4(), uuid4()
    standing = Standing(frozenset({author}), frozenset({manager}), frozenset({friend}))
    for who, refusal in ((author, OwnIdea), (manager, Conflicted), (friend, Conflicted)):
        with pytest.raises(refusal):
            deciding.decide(idea, an_answer(), standing, [], who, days=DAYS, now=NOW)
        with pytest.raises(refusal):
            deciding.decide_appeal(replace(idea, status="appealed"), UPHELD, standing, who, NOW)


@pytest.mark.parametrize(
    ("given_", "pointer"),
    [
        ({"reason_code": "just-so"}, "/reason_code"),
        ({"outcome": "declined", "reason_code": "cost-too-high", "text": "  "}, "/text"),
        ({"outcome": "declined", "reason_code": "cost-too-high", "office": " "}, "/office"),
    ],
)
def test_invariant_07_an_answer_without_its_reasons_is_refused(given_: Any, pointer: str) -> None:
    with pytest.raises(ReasonNeeded) as refused:
        deciding.decide(
            an_idea(status="decision_pending"), an_answer(**given_), NOBODY, [], OFFICER, days=DAYS, now=NOW
        )
    assert refused.value.pointer == pointer


@pytest.mark.parametrize(
    ("given_", "pointer"),
    [
        ({"outcome": "declined", "reason_code": "cost-too-high"}, "/appeal_until"),
        ({"outcome": "declined", "reason_code": "cost-too-high", "appeal_until": NOW.date()}, "/appeal_until"),
        ({"outcome": "deferred", "reason_code": "needs-budget"}, "/appeal_until"),
        ({"outcome": "deferred", "reason_code": "needs-budget", "appeal_until": LATER}, "/deferred_until"),
    ],
)
def test_invariant_07_a_refusal_or_deferral_without_its_days_is_refused(given_: Any, pointer: str) -> None:
    with pytest.raises(DayNeeded) as refused:
        deciding.decide(
            an_idea(status="decision_pending"), an_answer(**given_), NOBODY, [], OFFICER, days=DAYS, now=NOW
        )
    assert refused.value.pointer == pointer


@pytest.mark.parametrize(("outcome", "reason"), [("declined", "cost-too-high"), ("deferred", "needs-budget")])
def test_authors_have_time_enough_to_appeal(outcome: Outcome, reason: str) -> None:
    def decided(last: date) -> Idea:
        answer = an_answer(outcome=outcome, reason_code=reason, appeal_until=last, deferred_until=LATER)
        idea = an_idea(status="decision_pending")
        return deciding.decide(idea, answer, NOBODY, [], OFFICER, days=DAYS, now=NOW)[0]

    with pytest.raises(AppealTooShort) as refused:
        decided(date(2026, 12, 23))
    assert refused.value.pointer == "/appeal_until"
    assert all("2026-12-24" in words for words in refused.value.detail)
    assert decided(date(2026, 12, 24)).appeal_until == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("outcome", "reason"), [("declined", "mission-need"), ("accepted", "cost-too-high"), ("deferred", "not-feasible")]
)
def test_a_reason_that_speaks_against_the_answer_is_none(outcome: Outcome, reason: str) -> None:
    answer = an_answer(outcome=outcome, reason_code=reason, appeal_until=LATER, deferred_until=LATER)
    with pytest.raises(ReasonDoesNotFit):
        deciding.decide(an_idea(status="decision_pending"), answer, NOBODY, [], OFFICER, days=DAYS, now=NOW)


DECLINED = an_answer(outcome="declined", reason_code="cost-too-high", appeal_until=LATER)
UPHELD = AppealReply("upheld", "The cost stands.", 2, LATER)
REOPENED = AppealReply("reopened", "Look again.", 2, LATER)


def declined(**given: Any) -> Idea:
    idea, event = deciding.decide(
        shared_idea(60, 40, status="decision_pending", version=4, **given),
        DECLINED,
        NOBODY,
        [],
        OFFICER,
        days=DAYS,
        now=NOW,
    )
    assert isinstance(event, IdeaDecided)
    assert (idea.status, event.aggregate_version, event.appeal_until) == ("declined", 5, LATER)
    return idea


def test_an_author_appeals_through_the_day_named() -> None:
    idea = declined()
    co_author = idea.parts[1].person_id
    assert deciding.appeal(idea, "Counted twice.", co_author, NOW)[0].status == "appealed"
    with pytest.raises(NotAnAuthor):
        deciding.appeal(idea, "I like it.", uuid4(), NOW)
    with pytest.raises(AppealOver):
        deciding.appeal(idea, "Late.", co_author, NOW + timedelta(days=39))


def test_another_decides_on_the_appeal_and_what_is_upheld_stays_so() -> None:
    idea, _ = _appealed()
    with pytest.raises(AppealToTheDecider):
        deciding.decide_appeal(idea, REOPENED, NOBODY, OFFICER, NOW)
    upheld, _ = deciding.decide_appeal(idea, UPHELD, NOBODY, uuid4(), NOW)
    assert upheld.status == "declined"
    with pytest.raises(AppealOver):
        deciding.appeal(upheld, "Once more.", upheld.author_id, NOW)
    reopened, event = deciding.decide_appeal(idea, REOPENED, NOBODY, uuid4(), NOW)
    assert (reopened.status, event.type) == ("under_review", "appeal.decided")


def _appealed() -> tuple[Idea, Any]:
    idea = declined()
    return deciding.appeal(idea, "Counted twice.", idea.author_id, NOW)


def deferred(**given: Any) -> Idea:
    answer = an_answer(outcome="deferred", reason_code="needs-budget", appeal_until=LATER, deferred_until=LATER)
    idea = an_idea(status="decision_pending", **given)
    return deciding.decide(idea, answer, NOBODY, [], OFFICER, days=DAYS, now=NOW)[0]


def test_a_deferral_is_appealed_as_a_refusal_is_and_sleeps_on_when_it_stands() -> None:
    idea = deferred()
    appealed, event = deciding.appeal(idea, "The money is there.", idea.author_id, NOW)
    assert (appealed.status, event.type) == ("appealed", "appeal.lodged")
    assert deciding.wake(appealed, NOW) is None, "the appeal is answered first"
    with pytest.raises(AppealToTheDecider):
        deciding.decide_appeal(appealed, UPHELD, NOBODY, OFFICER, NOW)
    upheld, _ = deciding.decide_appeal(appealed, UPHELD, NOBODY, uuid4(), NOW)
    assert (upheld.status, upheld.deferred_until, upheld.appeal_until) == ("deferred", LATER, None)
    with pytest.raises(AppealOver):
        deciding.appeal(upheld, "Once more.", upheld.author_id, NOW)
    reopened, _ = deciding.decide_appeal(appealed, REOPENED, NOBODY, uuid4(), NOW)
    assert (reopened.status, reopened.deferred_until) == ("under_review", None)


def test_what_was_refused_stays_refused_whatever_day_was_sent_along() -> None:
    given = replace(DECLINED, deferred_until=LATER)
    idea, event = deciding.decide(an_idea(status="decision_pending"), given, NOBODY, [], OFFICER, days=DAYS, now=NOW)
    assert isinstance(event, IdeaDecided)
    assert event.deferred_until is None
    appealed, _ = deciding.appeal(idea, "Counted twice.", idea.author_id, NOW)
    assert deciding.decide_appeal(appealed, UPHELD, NOBODY, uuid4(), NOW)[0].status == "declined"


@pytest.mark.parametrize("reply", [UPHELD, REOPENED])
def test_invariant_03_after_an_appeal_another_takes_the_next_decision(reply: AppealReply) -> None:
    other = uuid4()
    idea = deferred()
    idea, _ = deciding.appeal(idea, "The money is there.", idea.author_id, NOW)
    idea, _ = deciding.decide_appeal(idea, reply, NOBODY, other, NOW)
    idea = replace(idea, status="decision_pending")
    with pytest.raises(DecidedBefore) as refused:
        deciding.decide(idea, an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)
    assert len(set(refused.value.detail)) == 3
    again, _ = deciding.decide(idea, DECLINED, NOBODY, [], other, days=DAYS, now=NOW)
    again, _ = deciding.appeal(again, "Still.", again.author_id, NOW)
    again, _ = deciding.decide_appeal(again, REOPENED, NOBODY, OFFICER, NOW)
    again = replace(again, status="decision_pending")
    assert deciding.decide(again, an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)[0].status == "accepted"


def test_a_deferral_wakes_once_and_only_if_it_still_sleeps() -> None:
    idea = deferred()
    woken = deciding.wake(idea, NOW)
    assert woken is not None
    assert (woken[0].status, woken[0].appeal_until) == ("decision_pending", None), "it is decided anew, not appealed"
    assert deciding.wake(woken[0], NOW) is None
