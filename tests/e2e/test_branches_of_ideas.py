"""The ways an idea can go besides the plain one: each told from the outside, over HTTP alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tests.e2e.personas import Persona, eventually
from tests.e2e.test_life_of_an_idea import review, status_becomes, submitted_idea

SignIn = Callable[[str], Persona]
SCORES = {"benefit": 4, "feasibility": 4, "effort": 4, "people": 4}
ENDORSERS = ("P012", "P018", "P021", "P022", "P023", "P026", "P028", "P031", "P036", "P039")


def in_days(somebody: Persona, days: int) -> str:
    """A day to come by the clock of the services, which the demo may have moved."""
    return (datetime.fromisoformat(somebody.get("/api/clock")["now"]).date() + timedelta(days=days)).isoformat()


def timeline(reader: Persona, idea: str) -> list[dict[str, Any]]:
    return list(reader.get(f"/api/ideas/{idea}/timeline", limit="100")["items"])


def told(persona: Persona, idea: str, kind: str) -> None:
    """The inbox says so, in time."""
    eventually(
        lambda: [
            each
            for each in persona.get("/api/notifications", limit="100")["items"]
            if (each["idea_id"], each["kind"]) == (idea, kind)
        ],
        what=f"{kind} in the inbox",
    )


def to_decide(sign_in: SignIn, title: str) -> str:
    """An idea that was reviewed and touches no right."""
    scheme = sign_in("P005")
    idea = submitted_idea(sign_in("P010"), title)
    review(idea, scheme, [sign_in("P018"), sign_in("P021")])
    status_becomes(scheme, idea, "reviewed")
    scheme.post(f"/api/ideas/{idea}/impact-screen", {"answers": {}, "measure": "Signs on doors"})
    status_becomes(scheme, idea, "decision_pending")
    return idea


def decided(head: Persona, outcome: str, reason: str, **more: str) -> dict[str, Any]:
    said = {"outcome": outcome, "reason_code": reason, "text": "We looked at it.", "office": "Head of the authority"}
    return said | {"appeal_until": in_days(head, 40)} | more


def test_an_idea_is_returned_with_a_reason_and_comes_again_with_its_first_priority(sign_in: SignIn) -> None:
    author, scheme, colleague = sign_in("P010"), sign_in("P005"), sign_in("P012")
    idea = submitted_idea(author, "An idea that says too little")
    path = f"/api/ideas/{idea}"
    first = author.get(path)
    back = {"action": "return", "reason_code": "unclear", "text": "Which building do you mean?"}
    scheme.post(f"{path}/triage", back)
    told(author, idea, "idea.returned")
    waits = [each for each in author.get("/api/ideas/tasks") if each["idea_id"] == idea]
    assert [each["kind"] for each in waits] == ["idea.returned"]
    colleague.refused(f"{path}/submission", None, "for-its-authors")
    author.patch(path, {"text": "The town hall, second floor."})
    again = author.post(f"{path}/submission")
    assert (again["number"], again["priority_at"]) == (first["number"], first["priority_at"])
    assert again["revision"] == 2
    assert [each["text"] for each in colleague.get(f"{path}/versions")["items"]][0] == "The town hall, second floor."
    steps = [(each["kind"], each["status"]) for each in timeline(author, idea)]
    assert steps == [
        ("idea.submitted", "submitted"),
        ("idea.returned", "returned"),
        ("idea.submitted", "submitted"),
        ("idea.revised", "submitted"),
    ]
    returned = timeline(colleague, idea)[1]
    assert returned["detail"] == {"reason_code": "unclear", "text": "Which building do you mean?"}


def test_a_merge_keeps_authors_shares_and_priority_and_asks_endorsers_again(sign_in: SignIn) -> None:
    author, other, scheme = sign_in("P010"), sign_in("P012"), sign_in("P005")
    endorser = sign_in("P022")
    origin = submitted_idea(other, "Free rooms at a glance")
    into = submitted_idea(author, "Show which rooms are free, at a glance")
    endorser.client.put(f"/api/ideas/{origin}/endorsement").raise_for_status()
    before = scheme.get(f"/api/ideas/{origin}")
    merged = scheme.post(f"/api/ideas/{origin}/merge", {"into_idea_id": into})
    kept = ("authors", "priority_at", "number", "endorsements", "text")
    assert {name: merged[name] for name in kept} == {name: before[name] for name in kept}
    (shown,) = scheme.get(f"/api/ideas/{into}")["origins"]
    assert (shown["authors"], shown["priority_at"]) == (before["authors"], before["priority_at"])
    assert scheme.get(f"/api/ideas/{into}")["endorsements"] == 0
    waits = {(each["idea_id"], each["kind"]) for each in endorser.get("/api/ideas/tasks")}
    assert (into, "endorsement.asked-again") in waits
    endorser.client.put(f"/api/ideas/{into}/endorsement").raise_for_status()
    assert scheme.get(f"/api/ideas/{into}")["endorsements"] == 1

    # who wrote the one does not review the other, nor does their manager
    scheme.post(f"/api/ideas/{into}/triage", {"action": "review", "quorum": 2, "due_on": in_days(scheme, 20)})
    round_id = eventually(lambda: scheme.get("/api/rounds", idea_id=into), what="the round")[0]["round_id"]
    assignments = f"/api/rounds/{round_id}/assignments"
    scheme.refused(assignments, {"person_id": other.person_id}, "author-may-not-review")
    proposed = {each["person_id"] for each in scheme.get(f"/api/rounds/{round_id}/proposals", count="50")}
    assert proposed
    assert not proposed & {author.person_id, other.person_id, sign_in("P002").person_id}


def test_an_idea_goes_to_the_unit_that_can_answer(sign_in: SignIn) -> None:
    scheme = sign_in("P005")
    idea = submitted_idea(sign_in("P010"), "Lights in the tunnel of the other authority")
    unit = sign_in("P018").get("/api/session")["unit_id"]
    body = {"action": "reroute", "unit_id": unit, "reason_code": "out-of-remit", "text": "The tunnel is theirs."}
    sign_in("P012").refused(f"/api/ideas/{idea}/triage", body, "not-allowed")
    moved = scheme.post(f"/api/ideas/{idea}/triage", body)
    assert (moved["status"], moved["remit_unit_id"]) == ("submitted", unit)
    last = timeline(sign_in("P010"), idea)[-1]
    assert (last["kind"], last["detail"]) == (
        "idea.rerouted",
        {"unit_id": unit, "reason_code": "out-of-remit", "text": "The tunnel is theirs."},
    )
    assert [each for each in scheme.get("/api/ideas/tasks") if each["idea_id"] == idea], "the desk still owes an answer"


def test_a_body_contests_that_it_need_not_be_heard_and_is_heard(sign_in: SignIn) -> None:
    scheme, head, chair = sign_in("P005"), sign_in("P001"), sign_in("P016")
    idea = to_decide(sign_in, "An idea that counts people after all")
    body_id = next(each["body_id"] for each in chair.get("/api/session")["mandates"])
    raised = {"body_id": body_id, "questions": ["monitoring"], "text": "The signs count who passes."}
    path = f"/api/ideas/{idea}/impact-screen"
    sign_in("P018").refused(f"{path}/contest", raised, "not-allowed")
    chair.post(f"{path}/contest", raised)
    chair.refused(f"{path}/contest", raised, "already-contested")
    head.refused(f"/api/ideas/{idea}/decision", decided(head, "accepted", "mission-need"), "contest-open")
    scheme.refused(path, {"answers": {}, "measure": "Signs on doors"}, "contest-unanswered")
    scheme.post(path, {"answers": {"monitoring": True}, "measure": "Signs that count"})
    status_becomes(scheme, idea, "in_consultation")
    eventually(lambda: sign_in("P006").get("/api/cases", idea_id=idea)["items"], what="the case")
    head.refused(f"/api/ideas/{idea}/decision", decided(head, "accepted", "mission-need"), "consultation-open")
    (contest,) = chair.get(path)["contests"]
    assert contest["answered_at"]


def test_a_refusal_is_appealed_and_the_idea_is_reviewed_a_second_time(sign_in: SignIn) -> None:
    author, scheme, head, other = sign_in("P010"), sign_in("P005"), sign_in("P001"), sign_in("P003")
    idea = to_decide(sign_in, "An idea that was refused too soon")
    path = f"/api/ideas/{idea}"
    head.refused(f"{path}/decision", decided(head, "declined", "mission-need"), "reason-does-not-fit")
    head.post(f"{path}/decision", decided(head, "declined", "cost-too-high"))
    told(author, idea, "idea.decided")
    sign_in("P012").refused(f"{path}/appeal", {"grounds": "I like it."}, "for-its-authors")
    author.post(f"{path}/appeal", {"grounds": "The cost was counted twice."})
    answer = {"result": "reopened", "text": "It was.", "quorum": 2, "due_on": in_days(head, 20)}
    head.refused(f"{path}/appeal/decision", answer, "appeal-to-the-decider")
    sign_in("P002").refused(f"{path}/appeal/decision", answer, "conflict-of-interest")
    other.post(f"{path}/appeal/decision", answer)
    status_becomes(author, idea, "under_review")

    rounds = eventually(
        lambda: [each for each in scheme.get("/api/rounds", idea_id=idea) if each["state"] == "open"],
        what="the second round",
    )
    assert len(scheme.get("/api/rounds", idea_id=idea)) == 2
    for name in ("P022", "P023"):
        made = scheme.post(
            f"/api/rounds/{rounds[0]['round_id']}/assignments", {"person_id": sign_in(name).person_id}, expect=201
        )
        form = f"/api/assignments/{made['assignment_id']}"
        sign_in(name).put(form, {"scores": SCORES, "comment": ""})
        sign_in(name).post(f"{form}/submission")
    status_becomes(author, idea, "reviewed")
    scheme.post(f"{path}/impact-screen", {"answers": {}, "measure": "Signs on doors"})
    accepted = decided(head, "accepted", "benefit-outweighs-effort")
    head.refused(f"{path}/decision", accepted, "decided-before")
    other.post(f"{path}/decision", accepted)
    status_becomes(author, idea, "implementing")
    assert [each["outcome"] for each in author.get(f"{path}/decision")] == ["declined", "accepted"]


def test_a_deferral_wakes_by_itself_on_its_day(sign_in: SignIn) -> None:
    author, head = sign_in("P010"), sign_in("P001")
    idea = to_decide(sign_in, "An idea for a better year")
    path = f"/api/ideas/{idea}"
    head.refused(f"{path}/decision", decided(head, "deferred", "needs-budget"), "day-needed")
    head.post(f"{path}/decision", decided(head, "deferred", "needs-budget", deferred_until=in_days(head, 3)))
    assert author.get(path)["status"] == "deferred"
    head.post("/api/clock", {"forward": "P3D"})
    status_becomes(author, idea, "decision_pending")
    woken = timeline(author, idea)[-1]
    assert (woken["kind"], woken["by"]) == ("idea.woken", None)
    assert [each for each in head.get("/api/ideas/tasks") if each["idea_id"] == idea]
    head.post(f"{path}/decision", decided(head, "accepted", "benefit-outweighs-effort"))
    status_becomes(author, idea, "implementing")


def test_an_idea_is_withdrawn_in_review_and_frees_its_reviewers(sign_in: SignIn) -> None:
    author, scheme, reviewer, endorser = sign_in("P010"), sign_in("P005"), sign_in("P018"), sign_in("P022")
    idea = submitted_idea(author, "An idea that its author regrets")
    path = f"/api/ideas/{idea}"
    endorser.client.put(f"{path}/endorsement").raise_for_status()
    scheme.post(f"{path}/triage", {"action": "review", "quorum": 2, "due_on": in_days(scheme, 20)})
    round_id = eventually(lambda: scheme.get("/api/rounds", idea_id=idea), what="the round")[0]["round_id"]
    made = scheme.post(f"/api/rounds/{round_id}/assignments", {"person_id": reviewer.person_id}, expect=201)
    scheme.refused(f"{path}/withdrawal", None, "for-its-authors")
    assert author.post(f"{path}/withdrawal")["status"] == "withdrawn"
    eventually(lambda: scheme.get(f"/api/rounds/{round_id}")["state"] == "cancelled", what="the end of the round")
    link = f"/api/assignments/{made['assignment_id']}"
    assert link not in [each["link"] for each in reviewer.get("/api/review/tasks")]
    assert endorser.get(path)["text"] is None, "sealed: others stand behind it"
    assert author.get(path)["text"]
    scheme.refused(f"{path}/triage", {"action": "return", "reason_code": "unclear", "text": "Why?"}, "wrong-status")


def test_support_is_reached_once_at_one_in_twenty_of_that_day(sign_in: SignIn) -> None:
    author = sign_in("P010")
    idea = submitted_idea(author, "An idea that many stand behind")
    path = f"/api/ideas/{idea}"
    assert author.client.put(f"{path}/endorsement").json()["type"] == "/problems/own-idea"
    reached_at = 0
    for count, name in enumerate(ENDORSERS, 1):
        answer = sign_in(name).client.put(f"{path}/endorsement").json()
        assert (answer["count"], answer["mine"]) == (count, True)
        reached_at = reached_at or (count if answer["supported_at"] else 0)
        if reached_at and count > reached_at:
            break
    told_ = [each["detail"] for each in timeline(author, idea) if each["kind"] == "support.reached"]
    assert len(told_) == 1, "once, although more came after"
    (detail,) = told_
    assert detail["threshold"] == -(-detail["headcount"] // 20) == reached_at
    assert date.fromisoformat(author.get(path)["supported_at"][:10]) <= date.fromisoformat(in_days(author, 0))


def test_a_file_of_an_idea_is_kept_from_the_draft_to_those_who_may_see_it(sign_in: SignIn) -> None:
    author, scheme, colleague = sign_in("P010"), sign_in("P005"), sign_in("P022")
    draft = author.post(
        "/api/ideas", {"title": "Rooms by floor", "text": "See the table.", "language": "en"}, expect=201
    )
    path = f"/api/ideas/{draft['idea_id']}"
    table = b"floor;rooms\n1;12\n2;7\n"
    sent = author.client.post(
        f"{path}/attachments", params={"name": "Rooms of P010.csv"}, content=table, headers={"content-type": "text/csv"}
    )
    assert sent.status_code == 201, sent.text
    link = sent.json()["link"]
    for outsider in (scheme, colleague):
        outsider.get(link, expect=404)
    author.post(f"{path}/submission")
    got = colleague.client.get(link)
    assert (got.content, got.headers["x-content-type-options"]) == (table, "nosniff")
    assert 'attachment; filename="attachment-1.csv"' in got.headers["content-disposition"], "reviews are blind"
    assert "Rooms of P010.csv" in scheme.client.get(link).headers["content-disposition"]
