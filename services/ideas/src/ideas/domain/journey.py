"""What moves an idea when another service tells something, and what does not, with the reason."""

from __future__ import annotations

from ideas.domain.state import Idea, Status, changed

_ACCEPTING = frozenset({"accepted", "accepted_with_changes", "pilot"})

HEARD: dict[str, tuple[frozenset[str], Status]] = {
    "round.concluded": (frozenset({"under_review"}), "reviewed"),
    "plan.opened": (_ACCEPTING, "implementing"),
    "idea.implemented": (_ACCEPTING | {"implementing"}, "implemented"),
    "benefit.measured": (frozenset({"implemented"}), "benefits_tracking"),
    "plan.stopped": (frozenset({"implementing", "implemented", "benefits_tracking"}), "closed"),
    "idea.completed": (_ACCEPTING | {"implementing", "implemented", "benefits_tracking"}, "closed"),
}
"""What moves an idea when it is heard: from which statuses, to which."""

REPEATABLE = frozenset({"benefit.measured"})
"""What may be heard in any status, also several times: where it moves nothing, it is still a step of the journey."""


def hear(idea: Idea, kind: str) -> tuple[Idea, str | None]:
    """Another service's event, which may come late or twice; the second value says why it was ignored, if it was."""
    before, after = HEARD[kind]
    if idea.status in before:
        return changed(idea, status=after), None
    return idea, None if kind in REPEATABLE else f"the idea is {idea.status}"


def hear_last_case_closed(idea: Idea) -> tuple[Idea, str | None]:
    """The last mandatory case is closed: the decision is due."""
    if idea.status == "in_consultation":
        return changed(idea, status="decision_pending"), None
    return idea, f"the idea is {idea.status}"
