"""The stage of each service that has a matrix."""

from __future__ import annotations

from tests.authorisation.stages import ideas, implementation, review, union_dialogue
from tests.authorisation.stages import ideas, implementation, people, review
from tests.authorisation.staging import Stage

STAGES: dict[str, Stage] = {
    "ideas": ideas.STAGE,
    "implementation": implementation.STAGE,
    "review": review.STAGE,
    "union-dialogue": union_dialogue.STAGE,
    "people": people.STAGE,
    "review": review.STAGE,
}
