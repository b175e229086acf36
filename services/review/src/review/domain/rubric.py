"""The criteria of peer review, as versions: a round keeps the version, and so the weights, that it opened with.

A change of criteria or weights is a new version beside the old one; a version that rounds have used never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import Text

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Rubric:
    """A version of the criteria with weights in percent; a round keeps the version it opened with."""

    version: int
    weights: Mapping[str, int]
    questions: Mapping[str, Text]


RUBRICS = {
    1: Rubric(
        1,
        {"benefit": 40, "feasibility": 30, "effort": 15, "people": 15},
        {
            "benefit": Text(
                "How much does it help those we serve?",
                "Quelle utilité pour nos usagers ?",
                "Wie sehr hilft es denen, für die wir da sind?",
            ),
            "feasibility": Text("Can it be done here?", "Est-ce faisable ici ?", "Ist es hier machbar?"),
            "effort": Text("Is the effort worth it?", "L'effort en vaut-il la peine ?", "Lohnt sich der Aufwand?"),
            "people": Text(
                "Is it good for the people who do the work?",
                "Est-ce bon pour celles et ceux qui font le travail ?",
                "Ist es gut für die, die die Arbeit tun?",
            ),
        },
    )
}


def in_force(wanted: int) -> int:
    """The version that a round opens with: the one that was asked for, or the newest when there is no such version."""
    return wanted if wanted in RUBRICS else max(RUBRICS)
