"""The stage of each service that has a matrix."""

from __future__ import annotations

from tests.authorisation.stages import ideas, implementation, notify, people, review, union_dialogue
from tests.authorisation.staging import Stage

STAGES: dict[str, Stage] = {
    "ideas": ideas.STAGE,
    "implementation": implementation.STAGE,
    "notify": notify.STAGE,
    "people": people.STAGE,
    "review": review.STAGE,
    "union-dialogue": union_dialogue.STAGE,
}
