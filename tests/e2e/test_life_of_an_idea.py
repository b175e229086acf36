"""One idea, told from the outside: from a draft to a measured benefit through six services, over HTTP alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.e2e.personas import Persona, eventually


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%d")


TITLE = "Show which meeting rooms are free"


def submitted_idea(author: Persona, title: str) -> str:
    """A draft, handed in; returns its id."""
    draft = author.post(
        "/api/ideas",
        {"title": title, "text": "Sensors show which rooms are free, without recording anybody.", "language": "en"},
        expect=201,
    )
    author.post(f"/api/ideas/{draft['idea_id']}/submission", {})
    return str(draft["idea_id"])


def agreed(path: str, author: Persona, co_author: Persona) -> dict[str, int]:
    """A colleague becomes co-author of a draft, and both agree to 60 and 40; returns the shares by person."""
    author.post(f"{path}/co-authors", {"person_id": co_author.person_id}, expect=201)
    author.refused(f"{path}/submission", None, "shares-not-agreed")
    co_author.post(f"{path}/co-authors/acceptance")
    shares = {author.person_id: 60, co_author.person_id: 40}
    parts = [{"person_id": person_id, "share": share} for person_id, share in shares.items()]
    etag = author.client.get(path).headers["etag"]
    proposed = author.client.put(f"{path}/shares", json={"shares": parts}, headers={"if-match": etag})
    assert proposed.status_code == 200, proposed.text
    co_author.post(f"{path}/shares/agreement", {"shares": parts})
    return shares


def is_told(persona: Persona, idea: str, what: str) -> None:
    """Their inbox has something about the idea, in time."""
    inbox = "/api/notifications"
    eventually(lambda: [n for n in persona.get(inbox, limit="100")["items"] if n["idea_id"] == idea], what=what)


def review(idea: str, officer: Persona, reviewers: list[Persona]) -> None:
    """Sent to review, assigned, scored by each reviewer until the quorum is reached."""
    officer.post(f"/api/ideas/{idea}/triage", {"action": "review", "quorum": len(reviewers), "due_on": in_days(20)})
    rounds = eventually(lambda: officer.get("/api/rounds", idea_id=idea), what="the round")
    for reviewer in reviewers:
        assignment = officer.post(
            f"/api/rounds/{rounds[0]['round_id']}/assignments", {"person_id": reviewer.person_id}, expect=201
        )
        path = f"/api/assignments/{assignment['assignment_id']}"
        reviewer.put(path, {"scores": {"benefit": 5, "feasibility": 4, "effort": 4, "people": 4}, "comment": "Good."})
        reviewer.post(f"{path}/submission")


def status_becomes(reader: Persona, idea: str, *statuses: str) -> None:
    eventually(lambda: reader.get(f"/api/ideas/{idea}")["status"] in statuses, what=f"status {statuses} of {idea}")


def result_becomes(reader: Persona, case: str, result: str) -> None:
    eventually(lambda: reader.get(f"/api/cases/{case}")["result"] == result, what=f"result {result} of {case}")


def opened_case(idea: str, officer: Persona, screener: Persona) -> str:
    """The impact screen makes a consultation mandatory; returns the case prepared by the event."""
    status_becomes(screener, idea, "reviewed")
    screener.post(
        f"/api/ideas/{idea}/impact-screen",
        {"answers": {"monitoring": True}, "measure": "Room sensors", "urgent": False},
    )
    cases = eventually(lambda: officer.get("/api/cases", idea_id=idea)["items"], what="the case")
    return str(cases[0]["case_id"])


PACKAGE = {
    "measure": "Room sensors",
    "reasons": "Rooms stand empty while teams look for one.",
    "effects": "No personal data is recorded.",
    "documents": ["data-sheet.pdf"],
}


COUNCIL = ("Staff council", "Conseil du personnel", "Personalrat")
"""The staff council's names in the demo organisation: each is told in the reader's language."""


def names_the_council(refusal: dict[str, Any]) -> bool:
    return any(name in refusal["detail"] for name in COUNCIL)


@pytest.mark.timeout(400)  # every step of the way, told by eleven people
def test_an_idea_from_draft_to_measured_benefit(sign_in: Callable[[str], Persona]) -> None:
    author, scheme, head = sign_in("P010"), sign_in("P005"), sign_in("P001")
    consultation, chair, member = sign_in("P006"), sign_in("P016"), sign_in("P014")
    implementer, controller, administrator = sign_in("P007"), sign_in("P008"), sign_in("P009")
    co_author, manager, colleague, endorser = sign_in("P012"), sign_in("P002"), sign_in("P026"), sign_in("P022")
    reviewers = [sign_in("P018"), sign_in("P021"), sign_in("P036")]

    # 1: a draft that only its author sees, changed and kept; while it is typed, an older idea that is like it
    older = submitted_idea(colleague, "A board that shows which meeting rooms are free")
    draft = author.post(
        "/api/ideas", {"title": "Rooms", "text": "Sensors show which rooms are free.", "language": "en"}, expect=201
    )
    idea = draft["idea_id"]
    path = f"/api/ideas/{idea}"
    author.patch(path, {"title": TITLE})
    assert (author.get(path)["title"], author.get(path)["status"]) == (TITLE, "draft")
    scheme.get(path, expect=404)
    alike = author.get("/api/ideas/similar", title=TITLE, text="Sensors show which rooms are free.", besides=idea)
    assert alike
    assert all({"rooms", "free"} & set(each["shared_words"]) for each in alike), alike
    assert colleague.get(f"/api/ideas/{older}")["status"] == "submitted"

    # 2: a co-author, shares that both agree to; then a number and a priority time, and the scheme office is told
    shares = agreed(path, author, co_author)
    submitted = author.post(f"{path}/submission")
    assert submitted["number"] >= 1
    assert submitted["priority_at"]
    assert {each["person_id"]: each["share"] for each in author.get(path)["authors"]} == shares
    is_told(scheme, idea, "the scheme office's notification")

    # 3: colleagues endorse, comment and mention
    endorsed = endorser.client.put(f"{path}/endorsement").json()
    assert (endorsed["count"], endorsed["mine"]) == (1, True)
    assert author.client.put(f"{path}/endorsement").json()["type"] == "/problems/own-idea"
    said = colleague.post(
        f"{path}/comments", {"text": "Which floors **first**?", "mentions": [sign_in("P031").person_id]}, expect=201
    )
    assert "<strong>first</strong>" in said["html"]
    author.post(f"{path}/comments", {"text": "Two.", "parent_id": said["comment_id"]}, expect=201)
    assert [each["depth"] for each in endorser.get(f"{path}/comments")["items"]] == [0, 1]
    is_told(sign_in("P031"), idea, "the mention")

    # 4-5: sent to review; reviewers are proposed, never the authors or those above them; who is in conflict is replaced
    scheme.post(f"{path}/triage", {"action": "review", "quorum": 3, "due_on": in_days(20)})
    round_id = eventually(lambda: scheme.get("/api/rounds", idea_id=idea), what="the round")[0]["round_id"]
    assignments = f"/api/rounds/{round_id}/assignments"
    for barred, slug in (
        (author, "author-may-not-review"),
        (co_author, "author-may-not-review"),
        (manager, "manager-may-not-review"),
    ):
        scheme.refused(assignments, {"person_id": barred.person_id}, slug)
    proposals = f"/api/rounds/{round_id}/proposals"
    friend = sign_in("P028")
    proposed = {each["person_id"] for each in scheme.get(proposals, count="50")}
    able = {each.person_id for each in (*reviewers, friend)}
    assert able <= proposed or len(proposed) == 50  # a stack that another test has grown has more than a page of them
    assert not {each.person_id for each in (author, co_author, manager)} & proposed
    conflicted = scheme.post(assignments, {"person_id": friend.person_id}, expect=201)
    friend.post(f"/api/assignments/{conflicted['assignment_id']}/conflict", {"reason": "We are friends."})
    scheme.refused(assignments, {"person_id": friend.person_id}, "conflict-declared")
    assert friend.person_id not in {each["person_id"] for each in scheme.get(proposals, count="50")}

    # 6: blind both ways; at quorum the round concludes with median and spread, and with comments for the authors
    for benefit, reviewer in zip((5, 4, 3), reviewers, strict=True):
        assignment = scheme.post(assignments, {"person_id": reviewer.person_id}, expect=201)
        form = f"/api/assignments/{assignment['assignment_id']}"
        assert not {author.person_id, co_author.person_id} & set(reviewer.client.get(form).text.split('"'))
        author.get(form, expect=404)
        scores = {"benefit": benefit, "feasibility": 4, "effort": 4, "people": 3}
        reviewer.put(form, {"scores": scores, "comment": "Good."})
        reviewer.post(f"{form}/submission")
    status_becomes(author, idea, "reviewed")
    outcome = author.get(f"/api/rounds/{round_id}/outcome")["outcome"]
    assert outcome["criteria"][0] == {"criterion": "benefit", "n": 3, "median": 4.0, "min": 3.0, "max": 5.0}
    assert (outcome["agreement"], outcome["comments"]) == ("close", ["Good."] * 3)
    for seen in (f"/api/rounds/{round_id}/outcome", f"{path}/timeline?limit=100", path):
        assert not {each.person_id for each in (*reviewers, friend)} & set(author.client.get(seen).text.split('"'))

    # 7: the impact screen finds a right touched; one case is prepared by the event, implementation locks
    scheme.post(
        f"/api/ideas/{idea}/impact-screen",
        {"answers": {"monitoring": True}, "measure": "Room sensors", "urgent": False},
    )
    cases = eventually(lambda: consultation.get("/api/cases", idea_id=idea)["items"], what="the case")
    assert len(cases) == 1
    case = f"/api/cases/{cases[0]['case_id']}"

    # 8: package, receipt, a clock that explains itself
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    clock = chair.get(f"{case}/clock")
    assert clock["due_at"]
    assert clock["reasoning"]
    assert chair.get(f"{case}/clock", if_received_on=clock["last_day"])["last_day"] > clock["last_day"]

    # 9: the council's room does not exist for management or administrators
    room = f"{case}/rooms/representatives/messages"
    member.post(room, {"text": "What do we think?", "mentions": [chair.person_id]}, expect=201)
    assert [m["text"] for m in chair.get(room)["items"]] == ["What do we think?"]
    for outsider in (head, consultation, administrator, author):
        outsider.get(room, expect=404)
        outsider.post(room, {"text": "Hello?", "mentions": []}, expect=404)
    consultation.post(f"{case}/rooms/joint/messages", {"text": "Questions?", "mentions": []}, expect=201)
    assert [m["text"] for m in member.get(f"{case}/rooms/joint/messages")["items"]] == ["Questions?"]

    # 10: meanwhile neither a decision nor a task: both refusals name the open duty
    acceptance = {
        "outcome": "accepted-with-changes",
        "reason_code": "benefit-outweighs-effort",
        "text": "We start with two floors.",
        "office": "Head of the authority",
        "conditions": ["No individual profiles"],
        "appeal_until": in_days(40),
    }
    assert names_the_council(head.refused(f"/api/ideas/{idea}/decision", acceptance, "consultation-open"))
    implementer.post("/api/plans", {"idea_id": idea, "title": "Room sensors"}, expect=201)
    task = implementer.post(
        f"/api/plans/{idea}/tasks",
        {"title": "Install sensors", "owner_id": author.person_id, "due_on": in_days(60)},
        expect=201,
    )
    task_path = f"/api/plans/{idea}/tasks/{task['task_id']}"
    eventually(lambda: implementer.get(f"/api/locks/{idea}")["locked"], what="the lock")
    assert names_the_council(implementer.refused(f"{task_path}/start", None, "implementation-locked"))

    # 11: an opinion with votes and numbered points, answered point by point; closing waits for the last answer
    points = [{"number": n, "text": f"Point {n}", "demand": f"Demand {n}"} for n in (1, 2, 3)]
    votes = {"in_favour": 5, "against": 1, "abstained": 1}
    chair.post(
        f"{case}/opinion",
        {
            "stance": "consent-with-conditions",
            "resolution": "Agreed with three points.",
            "points": points,
            "votes": votes,
        },
        expect=201,
    )
    answers = [{"number": n, "answer": "adopted", "reason": f"Because of {n}."} for n in (1, 2, 3)]
    consultation.post(f"{case}/response", {"points": answers[:2]}, expect=201)
    consultation.refused(f"{case}/closing", {"result": "agreed"}, "points-unanswered")
    consultation.post(f"{case}/response", {"points": answers[2:]}, expect=201)
    consultation.post(f"{case}/closing", {"result": "agreed"})

    # 12: the decision, with a coded reason and an appeal date
    status_becomes(author, idea, "decision_pending")
    head.post(f"/api/ideas/{idea}/decision", acceptance)
    status_becomes(author, idea, "implementing")

    # 13: the author takes a part for which the hours are released; tasks done and verified by somebody else
    eventually(lambda: not implementer.get(f"/api/locks/{idea}")["locked"], what="the lock's end")
    part = {"person_id": author.person_id, "part": "Try it with one team", "hours": 10}
    offer = implementer.post(f"/api/plans/{idea}/role-offers", part, expect=201)
    manager.post(f"/api/plans/{idea}/role-offers/{offer['offer_id']}/release")
    author.post(f"/api/plans/{idea}/role-offers/{offer['offer_id']}/acceptance")
    author.post(f"{task_path}/start")
    author.post(f"{task_path}/done")
    author.refused(f"{task_path}/verification", None, "own-task")
    implementer.post(f"{task_path}/verification")
    implementer.refused(f"/api/plans/{idea}/completion", None, "tasks-unverified")

    # what was promised, the condition and the three adopted points, became tasks: somebody owns them and keeps them
    promised = [t for t in implementer.get(f"/api/plans/{idea}")["tasks"] if t["origin"]["source"] != "plan"]
    assert sorted(t["title"] for t in promised) == ["Demand 1", "Demand 2", "Demand 3", "No individual profiles"]
    for each in promised:
        path = f"/api/plans/{idea}/tasks/{each['task_id']}"
        implementer.patch(path, {"owner_id": author.person_id, "due_on": in_days(60)})
        author.post(f"{path}/start")
        author.post(f"{path}/done")
        implementer.post(f"{path}/verification")
    kept = implementer.get(f"/api/plans/{idea}/promises")
    assert [(p["number"], p["answer"], p["task_state"]) for p in kept] == [
        (n, "adopted", "verified") for n in (1, 2, 3)
    ]
    implementer.post(f"/api/plans/{idea}/completion")

    # 14: the benefit, measured and verified by the independent controller; the idea closes
    benefit = implementer.post(
        f"/api/plans/{idea}/benefits", {"kind": "hours", "amount": "120", "unit": "hours a year"}, expect=201
    )
    benefit_path = f"/api/plans/{idea}/benefits/{benefit['benefit_id']}"
    implementer.post(f"{benefit_path}/measurement", {"amount": "95"})
    controller.post(f"{benefit_path}/verification")
    status_becomes(author, idea, "closed")

    kinds = {"round.concluded", "idea.decided", "plan.opened", "idea.implemented", "idea.completed"}
    inbox = "/api/notifications"
    eventually(
        lambda: kinds <= {n["kind"] for n in author.get(inbox, limit="100")["items"] if n["idea_id"] == idea},
        what="what the author is told at every step",
    )
    steps = [entry["kind"] for entry in author.get(f"/api/ideas/{idea}/timeline", limit="100")["items"]]
    for kind in ("idea.submitted", "round.concluded", "case.closed", "idea.decided", "idea.completed"):
        assert kind in steps


def test_silence_means_approval_here_and_refusal_there(sign_in: Callable[[str], Persona]) -> None:
    scheme, consultation, head = sign_in("P005"), sign_in("P006"), sign_in("P001")
    reviewers = [sign_in("P018"), sign_in("P021")]
    silent = {}
    for author, chair, effect in (
        (sign_in("P012"), sign_in("P016"), "deemed-approved"),
        (sign_in("P026"), sign_in("P025"), "deemed-negative"),
    ):
        idea = submitted_idea(author, f"An idea met with silence: {effect}")
        review(idea, scheme, reviewers)
        case = opened_case(idea, consultation, scheme)
        consultation.post(f"/api/cases/{case}/package", PACKAGE, expect=201)
        chair.post(f"/api/cases/{case}/receipt")
        silent[effect] = (idea, case)

    # Both periods end within two months; nobody says a word.
    head.post("/api/clock", {"forward": "P62D"})
    for effect, (idea, case) in silent.items():
        result_becomes(consultation, case, effect)
        status_becomes(scheme, idea, "decision_pending")


def test_a_mandate_that_ends_in_the_middle_closes_the_room(
    sign_in: Callable[[str], Persona], hr_tells: Callable[..., None]
) -> None:
    scheme, consultation = sign_in("P005"), sign_in("P006")
    author, chair, member = sign_in("P010"), sign_in("P016"), sign_in("P020")
    idea = submitted_idea(author, "An idea in whose middle a mandate ends")
    review(idea, scheme, [sign_in("P018"), sign_in("P021")])
    case = opened_case(idea, consultation, scheme)
    consultation.post(f"/api/cases/{case}/package", PACKAGE, expect=201)
    room = f"/api/cases/{case}/rooms/representatives/messages"
    member.post(room, {"text": "My last words here.", "mentions": []}, expect=201)

    hr_tells("hr.mandate.ended", external_id="P020", body_external_id="B001", effective_on="2026-01-02")

    eventually(lambda: member.client.get(room).status_code == 404, what="the closing of the room")
    member.post(room, {"text": "One more thing", "mentions": []}, expect=404)
    assert [m["text"] for m in chair.get(room)["items"]] == ["My last words here."]
