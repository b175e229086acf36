"""By when the scheme owes an idea its next answer, and to whom it goes when that day has passed: none dies unanswered."""

from __future__ import annotations

from datetime import date, datetime

from ideas.domain.state import Idea, Stage, Status, facts, told
from shared.events import ideas

STAGE_OF: dict[Status, Stage] = {
    "submitted": "triage",
    "reviewed": "screening",
    "decision_pending": "decision",
    "appealed": "appeal",
}
"""What is owed in which status. In the others an idea waits for its authors, its reviewers, a body or those who carry it
out, whose days their own services watch, or for nobody.
"""
OWES: dict[Stage, ideas.Office] = {
    "triage": "scheme-officer",
    "screening": "scheme-officer",
    "decision": "decision-maker",
    "appeal": "decision-maker",
}
ABOVE: dict[Stage, ideas.Office] = {
    "triage": "decision-maker",
    "screening": "decision-maker",
    "decision": "scheme-officer",
    "appeal": "scheme-officer",
}
"""To whom it goes when nobody answered: to those who answer for the office, and of what these owe to the scheme office,
which keeps the scheme's promise. Never to a person by name: functions change hands, and a duty must not go with one.
"""


def owe(idea: Idea, due_on: date, now: datetime) -> tuple[Idea, ideas.AnswerDue]:
    """The wait for an answer begins; ``due_on`` is its last day."""
    stage = STAGE_OF[idea.status]
    idea = told(idea, owed=stage, due_on=due_on, late=False)
    return idea, ideas.AnswerDue(**facts(idea, None, now), stage=stage, due_on=due_on, role=OWES[stage])


def miss(idea: Idea, now: datetime) -> tuple[Idea, ideas.AnswerOverdue] | None:
    """The last day has passed without an answer. None when there was one, or it has been said."""
    if idea.owed is None or idea.due_on is None or idea.late:
        return None
    stage, due_on = idea.owed, idea.due_on
    idea = told(idea, late=True)
    return idea, ideas.AnswerOverdue(
        **facts(idea, None, now),
        stage=stage,
        due_on=due_on,
        role=OWES[stage],
        escalated_to=ABOVE[stage],
    )
