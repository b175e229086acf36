"""The ways a consultation can go besides the plain one: each told from the outside, over HTTP alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.e2e.personas import Persona, eventually
from tests.e2e.test_life_of_an_idea import PACKAGE, opened_case, review, status_becomes, submitted_idea

SignIn = Callable[[str], Persona]
VOTES = {"in_favour": 3, "against": 1, "abstained": 0}


def prepared_case(sign_in: SignIn, title: str, *, author: str = "P010", urgent: bool = False) -> tuple[str, str]:
    """An idea that touches a right, reviewed and screened; returns it and the path of the case."""
    scheme, consultation = sign_in("P005"), sign_in("P006")
    idea = submitted_idea(sign_in(author), title)
    review(idea, scheme, [sign_in("P018"), sign_in("P021")])
    if not urgent:
        return idea, f"/api/cases/{opened_case(idea, consultation, scheme)}"
    status_becomes(scheme, idea, "reviewed")
    screen = {"answers": {"monitoring": True}, "measure": "Room sensors", "urgent": True}
    scheme.post(f"/api/ideas/{idea}/impact-screen", screen)
    cases = eventually(lambda: consultation.get("/api/cases", idea_id=idea)["items"], what="the case")
    return idea, f"/api/cases/{cases[0]['case_id']}"


def codes(clock: dict[str, list[dict[str, str]]]) -> set[str]:
    return {reason["code"] for reason in clock["reasons"]}


def test_a_package_disputed_as_incomplete_starts_its_period_in_full_when_completed(sign_in: SignIn) -> None:
    consultation, chair, member = sign_in("P006"), sign_in("P016"), sign_in("P014")
    _, case = prepared_case(sign_in, "An idea whose documents lack something")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    member.post(f"{case}/completeness", {"kind": "insufficient"})
    stopped = chair.get(f"{case}/clock")
    assert (stopped["state"], stopped["due_at"]) == ("does-not-run", None)
    assert "waiting-for-completion" in codes(stopped)
    owed = eventually(
        lambda: [task for task in consultation.get("/api/union-dialogue/tasks") if task["link"] == case],
        what="the completion among what the officer owes",
    )
    assert [task["kind"] for task in owed] == ["case.completion-owed"]
    consultation.refused(f"{case}/completeness/settlement", {"outcome": "completed"}, "nothing-added")

    consultation.post(f"{case}/package", PACKAGE | {"effects": "Two rooms a floor; nobody is recorded."}, expect=201)
    chair.post(f"{case}/completeness/settlement", {"outcome": "completed"})
    anew = chair.get(f"{case}/clock")
    assert (anew["state"], "restart-on-completion" in codes(anew)) == ("runs", True)
    assert anew["last_day"] == chair.get(f"{case}/clock", if_received_on=anew["day_zero"])["last_day"]


def test_an_urgent_case_has_three_days_and_says_so(sign_in: SignIn) -> None:
    consultation, chair = sign_in("P006"), sign_in("P016")
    _, case = prepared_case(sign_in, "An idea that cannot wait", urgent=True)
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    clock = chair.get(f"{case}/clock")
    assert "urgent" in codes(clock)
    days = (date.fromisoformat(clock["last_day"]) - date.fromisoformat(clock["day_zero"])).days
    assert days >= 3, clock
    longer = clock["last_day"]
    terms = {"span": {"n": 6, "unit": "working-days"}, "form": "electronic"}
    consultation.post(f"{case}/clock/agreements", terms, expect=201)
    assert chair.get(f"{case}/clock")["last_day"] == longer  # one side alone moves nothing
    consultation.refused(f"{case}/clock/agreements/1/confirmation", None, "other-side-confirms")
    chair.post(f"{case}/clock/agreements/1/confirmation")
    assert chair.get(f"{case}/clock")["last_day"] > longer


def test_an_expert_lengthens_the_period_of_a_french_body_and_not_its_start(sign_in: SignIn) -> None:
    consultation, chair = sign_in("P006"), sign_in("P025")
    _, case = prepared_case(sign_in, "An idea that an expert looks at", author="P026")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    before = chair.get(f"{case}/clock")
    chair.post(f"{case}/clock/events", {"kind": "expert-appointed", "on": before["day_zero"]})
    after = chair.get(f"{case}/clock")
    assert after["day_zero"] == before["day_zero"]
    assert after["last_day"] > before["last_day"]
    assert consultation.get(case)["due_at"] == after["due_at"] > before["due_at"]


def test_a_disputed_end_is_shown_as_both_and_silence_waits_for_the_later(sign_in: SignIn) -> None:
    chair = sign_in("P025")
    _, case = prepared_case(sign_in, "An idea whose period may end on a holiday", author="P026")
    clock = chair.get(f"{case}/clock", if_received_on="2027-04-01")  # a month later is Labour Day, a Saturday
    assert (clock["last_day"], clock["other"]["last_day"]) == ("2027-05-01", "2027-05-03")
    assert clock["due_at"].startswith("2027-05-04T00:00:00")
    assert any("la plus tardive des deux" in sentence for sentence in clock["reasoning"]), clock["reasoning"]


def test_a_second_version_of_the_package_stops_the_clock_until_it_is_received(sign_in: SignIn) -> None:
    consultation, chair = sign_in("P006"), sign_in("P016")
    _, case = prepared_case(sign_in, "An idea that changes while it is looked at")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    changed = PACKAGE | {"measure": "Room sensors on all floors"}
    consultation.refused(f"{case}/package", changed, "say-whether-clock-restarts")
    consultation.post(f"{case}/package", changed | {"restarts_clock": True}, expect=201)
    assert (chair.get(case)["state"], chair.get(case)["due_at"]) == ("provided", None)
    assert chair.get(f"{case}/package", version="1")["measure"] == "Room sensors"
    chair.post(f"{case}/receipt")
    seen = chair.get(case)
    assert (seen["state"], seen["received_version"]) == ("running", 2)
    assert seen["due_at"]


def test_the_body_does_without_an_opinion_and_says_why(sign_in: SignIn) -> None:
    consultation, chair, member = sign_in("P006"), sign_in("P016"), sign_in("P014")
    idea, case = prepared_case(sign_in, "An idea that the council knows already")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    consultation.refused(f"{case}/waiver", {"reason": "No time."}, "not-allowed")
    member.refused(f"{case}/waiver", {"reason": "No time."}, "not-the-lead")
    chair.post(f"{case}/waiver", {"reason": "We agreed to such sensors in March."})
    seen = consultation.get(case)
    assert (seen["result"], seen["reason"]) == ("waived", "We agreed to such sensors in March.")
    status_becomes(sign_in("P005"), idea, "decision_pending")


def test_an_objection_with_a_minority_view_ends_in_disagreement_with_reasons(sign_in: SignIn) -> None:
    consultation, head, chair = sign_in("P006"), sign_in("P001"), sign_in("P016")
    idea, case = prepared_case(sign_in, "An idea on which they do not agree")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    chair.post(f"{case}/receipt")
    opinion = {
        "stance": "objection",
        "resolution": "Not like this.",
        "points": [{"number": 1, "text": "No sensors in offices"}, {"number": 2, "text": "Delete after a day"}],
        "votes": VOTES,
        "minority_views": ["One member would try it on a floor."],
    }
    chair.refused(f"{case}/opinion", opinion | {"votes": VOTES | {"against": 3}}, "resolution-lost")
    chair.post(f"{case}/opinion", opinion, expect=201)
    seen = head.get(case)["opinion"]
    assert seen["minority_views"] == ["One member would try it on a floor."]
    assert seen["votes"] == VOTES

    head.post(f"{case}/response", {"points": [{"number": 2, "answer": "adopted", "reason": "Agreed."}]}, expect=201)
    why = {"result": "disagreed", "reason": "Offices are the point of it."}
    unanswered = consultation.refused(f"{case}/closing", why, "points-unanswered")
    assert "1" in unanswered["detail"]
    refusal = {"number": 1, "answer": "not-adopted", "reason": "Meeting rooms alone show nothing."}
    head.post(f"{case}/response", {"points": [refusal]}, expect=201)
    consultation.refused(f"{case}/closing", {"result": "agreed"}, "agreement-needs-the-body")
    consultation.refused(f"{case}/closing", {"result": "disagreed"}, "say-why")
    consultation.refused(f"{case}/closing", why, "consent-needed")
    consultation.post(f"{case}/closing", why | {"consent_replaced_by": "Conciliation body, 3 May 2026"})
    assert head.get(case)["result"] == "disagreed"
    status_becomes(sign_in("P005"), idea, "decision_pending")


def test_a_substitute_sits_in_and_leaves_again(sign_in: SignIn) -> None:
    consultation, chair, substitute, member = sign_in("P006"), sign_in("P016"), sign_in("P035"), sign_in("P014")
    _, case = prepared_case(sign_in, "An idea for which somebody sits in")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    room = f"{case}/rooms/representatives/messages"
    substitute.get(room, expect=404)
    seat = {"substitute_id": substitute.person_id, "member_id": member.person_id}
    chair.post(f"{case}/substitutes", seat, expect=201)
    substitute.post(room, {"text": "I sit in.", "mentions": []}, expect=201)
    substitute.post(f"{case}/receipt")
    idea = chair.get(case)["idea_id"]

    def told() -> list[str]:
        found = substitute.get("/api/notifications", limit="100")["items"]
        return [each["kind"] for each in found if each["idea_id"] == idea]

    eventually(lambda: told() == ["substitute.seated"], what="the notification, and none from before")
    assert chair.client.delete(f"{case}/substitutes/{substitute.person_id}").status_code == 204
    substitute.get(room, expect=404)
    substitute.get(case, expect=404)


def test_while_the_chair_is_away_the_members_elect_who_acts_for_them(sign_in: SignIn) -> None:
    consultation, chair, member, other = sign_in("P006"), sign_in("P016"), sign_in("P014"), sign_in("P020")
    idea, case = prepared_case(sign_in, "An idea for which the chair is away")
    consultation.post(f"{case}/package", PACKAGE, expect=201)
    member.post(f"{case}/receipt")
    member.post(f"{case}/absences", {"person_id": chair.person_id}, expect=201)
    why = {"reason": "We agreed to such sensors in March."}
    member.refused(f"{case}/waiver", why, "nobody-leads")
    vote = {"person_id": member.person_id, "votes": {"in_favour": 2, "against": 0, "abstained": 0}}
    elected = other.post(f"{case}/acting-chair", vote | {"present": [member.person_id, other.person_id]}, expect=201)
    assert elected["lead"] == {
        "person_id": member.person_id,
        "capacity": "elected",
        "in_place_of": chair.person_id,
    }
    chair.refused(f"{case}/waiver", why, "declared-absent")
    member.post(f"{case}/waiver", why)
    assert consultation.get(case)["result"] == "waived"
    status_becomes(sign_in("P005"), idea, "decision_pending")
