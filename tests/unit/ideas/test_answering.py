"""An idea never waits without a day: what is owed in which status, when it ends, and that lateness is told once."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from tests.unit.ideas.making import DAYS, NOBODY, NOW, OFFICER, STATUSES, an_answer, an_idea

from ideas.domain import answering, deciding, drafting, journey, triage
from ideas.domain.state import Idea, Stage, Status, changed
from ideas.store.answering import UNDATED
from shared.events.ideas import AnswerDue, AnswerOverdue

DAY = date(2026, 12, 8)


def owed(status: Status, **given: object) -> Idea:
    idea, _ = answering.owe(an_idea(status=status, number=1, priority_at=NOW, **given), DAY, NOW)
    return idea


@pytest.mark.parametrize("status", answering.STAGE_OF)
def test_a_wait_begins_with_its_day_and_says_who_owes_it(status: Status) -> None:
    before = an_idea(status=status)
    idea, event = answering.owe(before, DAY, NOW)
    assert (idea.owed, idea.due_on, idea.late) == (answering.STAGE_OF[status], DAY, False)
    assert isinstance(event, AnswerDue)
    assert (event.stage, event.due_on, event.by) == (idea.owed, DAY, None)
    assert event.aggregate_version == idea.version == before.version + 1
    assert idea.edition == before.edition + 1


def test_every_status_that_only_the_scheme_can_end_has_a_stage() -> None:
    """Where an idea waits for others, something else watches: the round, the clock of a case, the plan, its authors."""
    others = {"draft", "returned", "under_review", "in_consultation", "deferred", "implementing", "implemented"}
    others |= {"accepted", "accepted_with_changes", "pilot", "benefits_tracking"}
    ended = {"withdrawn", "merged", "declined", "closed"}
    assert set(STATUSES) == set(answering.STAGE_OF) | others | ended
    assert set(answering.STAGE_OF.values()) == set(get_args(Stage)) == set(answering.OWES) == set(answering.ABOVE)


def test_the_statement_looks_for_the_statuses_that_have_a_stage() -> None:
    named = UNDATED.partition("status IN (")[2].partition(")")[0]
    assert {each.strip(" '") for each in named.split(",")} == set(answering.STAGE_OF)


def test_a_late_answer_goes_to_others_than_those_who_owe_it() -> None:
    assert all(answering.ABOVE[stage] != answering.OWES[stage] for stage in answering.OWES)


def test_lateness_is_told_once() -> None:
    missed = answering.miss(owed("submitted"), NOW)
    assert missed
    idea, event = missed
    assert isinstance(event, AnswerOverdue)
    assert (event.stage, event.role, event.escalated_to) == ("triage", "scheme-officer", "decision-maker")
    assert (idea.late, idea.due_on, event.due_on) == (True, DAY, DAY)
    assert answering.miss(idea, NOW) is None


def test_nothing_is_missed_where_nothing_is_owed() -> None:
    assert answering.miss(an_idea(status="submitted"), NOW) is None


def test_each_step_of_those_who_owe_it_ends_the_wait() -> None:
    submitted = owed("submitted")
    after: list[Idea] = [
        triage.send_to_review(submitted, 2, DAY, OFFICER, NOW)[0],
        drafting.return_to_author(submitted, "unclear", "What?", OFFICER, NOW)[0],
        triage.merge(submitted, an_idea(status="submitted"), OFFICER, NOW, standings=())[0],
        drafting.withdraw(submitted, submitted.author_id, NOW)[0],
        deciding.decide(owed("decision_pending"), an_answer(), NOBODY, [], OFFICER, days=DAYS, now=NOW)[0],
        changed(owed("reviewed"), status="in_consultation"),
    ]
    assert [(idea.owed, idea.due_on, idea.late) for idea in after] == [(None, None, False)] * len(after)


def test_what_does_not_answer_does_not_end_the_wait() -> None:
    rerouted, _ = triage.reroute(owed("submitted"), an_idea().idea_id, "out-of-remit", "Theirs.", OFFICER, now=NOW)
    heard, ignored = journey.hear(owed("decision_pending"), "round.concluded")
    assert ignored
    assert (rerouted.owed, rerouted.due_on) == ("triage", DAY)
    assert (heard.owed, heard.due_on) == ("decision", DAY)
