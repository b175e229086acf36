"""The endings of an idea that is carried out: with the author's part in it, and the honest one that stops."""

from __future__ import annotations

from collections.abc import Callable

from tests.e2e.personas import Persona, eventually
from tests.e2e.test_life_of_an_idea import in_days, review, status_becomes, submitted_idea


def accepted_idea(sign_in: Callable[[str], Persona], title: str) -> str:
    """An idea that touches no right, reviewed and accepted with a condition."""
    scheme, head = sign_in("P005"), sign_in("P001")
    idea = submitted_idea(sign_in("P010"), title)
    review(idea, scheme, [sign_in("P018"), sign_in("P021")])
    status_becomes(scheme, idea, "reviewed")
    scheme.post(f"/api/ideas/{idea}/impact-screen", {"answers": {}, "measure": "Signs on doors", "urgent": False})
    status_becomes(scheme, idea, "decision_pending", "consultation_not_required")
    head.post(
        f"/api/ideas/{idea}/decision",
        {
            "outcome": "pilot",
            "reason_code": "benefit-outweighs-effort",
            "text": "We try it.",
            "office": "Head of the authority",
            "conditions": ["Two floors only"],
            "appeal_until": in_days(40),
        },
    )
    status_becomes(scheme, idea, "implementing")
    return idea


def test_the_author_takes_part_and_the_condition_becomes_a_task(sign_in: Callable[[str], Persona]) -> None:
    author, manager, implementer = sign_in("P010"), sign_in("P002"), sign_in("P007")
    idea = accepted_idea(sign_in, "An idea in which its author takes part")
    tasks = eventually(lambda: implementer.get(f"/api/plans/{idea}")["tasks"], what="the condition as a task")
    assert [(task["title"], task["origin"]["source"]) for task in tasks] == [("Two floors only", "condition")]
    offer = implementer.post(
        f"/api/plans/{idea}/role-offers",
        {"person_id": author.person_id, "part": "Try it with one team", "hours": 10},
        expect=201,
    )
    path = f"/api/plans/{idea}/role-offers/{offer['offer_id']}"
    author.refused(f"{path}/acceptance", None, "hours-not-released")
    manager.post(f"{path}/release")
    author.post(f"{path}/acceptance")
    eventually(
        lambda: [
            n for n in author.get("/api/notifications")["items"] if (n["idea_id"], n["kind"]) == (idea, "role.offered")
        ],
        what="the notification of the offer",
    )


def test_a_pilot_that_fails_ends_with_what_was_learned(sign_in: Callable[[str], Persona]) -> None:
    author, head = sign_in("P010"), sign_in("P001")
    idea = accepted_idea(sign_in, "An idea whose pilot fails")
    eventually(lambda: head.get(f"/api/plans/{idea}")["state"] == "open", what="the plan")
    head.post(f"/api/plans/{idea}/stop", {"learned": "Nobody looks at the signs."})
    status_becomes(author, idea, "closed")
    timeline = author.get(f"/api/ideas/{idea}/timeline", limit="100")["items"]
    assert "plan.stopped" in [entry["kind"] for entry in timeline]
