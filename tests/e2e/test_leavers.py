"""Somebody leaves in the middle: the idea goes on, and the name stands there only as long as the rule says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.e2e.personas import Persona, eventually, hired
from tests.e2e.test_branches_of_ideas import decided, told
from tests.e2e.test_life_of_an_idea import agreed, review, status_becomes

SignIn = Callable[[str], Persona]
LEAVER, CO_AUTHOR = "P901", "P012"


def shared_idea(author: Persona, co_author: Persona) -> str:
    """Handed in by two, 60 to 40."""
    body = {"title": "Lend the bicycles at weekends", "text": "They stand still then.", "language": "en"}
    path = f"/api/ideas/{author.post('/api/ideas', body, expect=201)['idea_id']}"
    agreed(path, author, co_author)
    author.post(f"{path}/submission")
    return path.rsplit("/", 1)[1]


def test_an_author_leaves_and_the_idea_goes_on(sign_in: SignIn, hr_tells: Callable[..., None]) -> None:
    scheme, head, reader = sign_in("P005"), sign_in("P001"), sign_in("P022")
    co_author = sign_in(CO_AUTHOR)
    leaver = hired(sign_in, hr_tells, LEAVER, "Odile Partante")
    eventually(lambda: leaver.client.get("/api/ideas/tasks").status_code == 200, what="ideas hears of somebody new")
    idea = shared_idea(leaver, co_author)
    path = f"/api/ideas/{idea}"

    today = datetime.fromisoformat(scheme.get("/api/clock")["now"]).date().isoformat()
    hr_tells("hr.employee.left", external_id=LEAVER, effective_on=today)
    eventually(lambda: leaver.client.get(path).status_code in {401, 403}, what="the end of the leaver's access")
    review(idea, scheme, [sign_in("P018"), sign_in("P021")])
    status_becomes(scheme, idea, "reviewed")
    scheme.post(f"{path}/impact-screen", {"answers": {}, "measure": "Bicycles at weekends"})
    status_becomes(scheme, idea, "decision_pending")
    head.post(f"{path}/decision", decided(head, "accepted", "benefit-outweighs-effort"))
    told(co_author, idea, "idea.decided")

    shares = {each["person_id"]: each["share"] for each in co_author.get(path)["authors"]}
    assert shares == {leaver.person_id: 60, co_author.person_id: 40}, "who has left keeps the part"

    def names() -> set[str | None]:
        return {each["by"] for each in reader.get(f"{path}/versions")["items"]}

    assert names() == {"Odile Partante"}, "colleagues still know who wrote it"
    sign_in("P009").post(f"/api/people/{leaver.person_id}/erasure", expect=204)
    eventually(lambda: names() == {"—"}, what="the idea without the name")
    assert {each["person_id"]: each["share"] for each in reader.get(path)["authors"]} == shares
