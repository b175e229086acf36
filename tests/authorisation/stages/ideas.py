"""The stage of ideas: who is who, and ideas in each status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from ideas.actions import ANSWER
from ideas.main import SERVICE
from shared.events.people import BodyChanged, MandateHeld, PersonChanged, RoleHeld, UnitChanged
from shared.events.review import RoundConcluded
from shared.testing import fact
from tests.authorisation.staging import Place, Stage, done
from tests.desk import Desk

ROOT, UNIT, BELOW, ELSEWHERE, COUNCIL = (uuid4() for _ in range(5))
Actors = Mapping[str, UUID]

ROLES = {
    "line manager": "decision-maker",
    "scheme officer": "scheme-officer",
    "consultation officer": "consultation-officer",
    "decision maker": "decision-maker",
    "decider": "decision-maker",
    "administrator": "administrator",
}
AT_HOME = {"author": UNIT, "co-author": UNIT, "colleague": BELOW}


async def cast(desk: Desk, actors: Actors) -> None:
    await desk.hear(
        fact(UnitChanged, unit_id=ROOT, parent_id=None),
        *(fact(UnitChanged, unit_id=unit, parent_id=above) for unit, above in ((UNIT, ROOT), (BELOW, UNIT))),
        fact(UnitChanged, unit_id=ELSEWHERE, parent_id=ROOT),
        fact(BodyChanged, body_id=COUNCIL, scope_unit_ids=(UNIT,)),
        *(_person(name, who, actors) for name, who in actors.items()),
    )


def _person(name: str, who: UUID, actors: Actors) -> PersonChanged:
    seat = fact(MandateHeld, body_id=COUNCIL, role="member", starts_on="2020-01-01", ends_on=None)
    return fact(
        PersonChanged,
        person_id=who,
        display_name=f"P {who}",
        roles=(RoleHeld(role=ROLES[name]),) if name in ROLES else (),
        unit_id=AT_HOME.get(name, ELSEWHERE),
        manager_id=actors["line manager"] if name == "author" else None,
        employed=name != "former employee",
        mandates=(seat,) if name == "representative" else (),
    )


async def draft(desk: Desk, actors: Actors, **given: Any) -> Place:
    """A draft of two authors who agreed."""
    body = {"title": "Show free rooms", "text": "Sensors", "language": "en", **given}
    idea = (await _done(desk, actors["author"], "POST", "", body))["idea_id"]
    shares = {
        "shares": [{"person_id": str(actors[name]), "share": n} for name, n in (("author", 60), ("co-author", 40))]
    }
    await _done(desk, actors["author"], "POST", f"/{idea}/co-authors", {"person_id": str(actors["co-author"])})
    await _done(desk, actors["co-author"], "POST", f"/{idea}/co-authors/acceptance", {})
    await _done(desk, actors["author"], "PUT", f"/{idea}/shares", shares, if_match='"3"')
    await _done(desk, actors["co-author"], "POST", f"/{idea}/shares/agreement", shares)
    ids = {"author_id": "author", "co_author_id": "co-author", "colleague": "colleague"}
    return {"idea_id": idea, "etag": "7", "body_id": str(COUNCIL)} | {k: str(actors[v]) for k, v in ids.items()}


async def draft_of_two(desk: Desk, actors: Actors) -> Place:
    """A draft with an open invitation."""
    body = {"title": "Show free rooms", "text": "Sensors", "language": "en"}
    idea = (await _done(desk, actors["author"], "POST", "", body))["idea_id"]
    await _done(desk, actors["author"], "POST", f"/{idea}/co-authors", {"person_id": str(actors["invited"])})
    return {"idea_id": idea, "etag": "2", "person_id": str(actors["invited"])}


async def submitted(desk: Desk, actors: Actors, **given: Any) -> Place:
    place = await draft(desk, actors, **given)
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/submission", {})
    return place


async def two_submitted(desk: Desk, actors: Actors) -> Place:
    return {**await submitted(desk, actors), "into_id": (await submitted(desk, actors))["idea_id"]}


async def for_the_unit(desk: Desk, actors: Actors) -> Place:
    return await submitted(desk, actors, visibility="unit")


async def late(desk: Desk, actors: Actors, **given: Any) -> Place:
    """Nobody triaged it in time."""
    place = await submitted(desk, actors, **given)
    await desk.do_chores()
    await desk.falls_due(ANSWER, UUID(str(place["idea_id"])))
    return place


async def late_for_the_unit(desk: Desk, actors: Actors) -> Place:
    return await late(desk, actors, visibility="unit")


async def commented(desk: Desk, actors: Actors) -> Place:
    place = await for_the_unit(desk, actors)
    said = await _done(desk, actors["colleague"], "POST", f"/{place['idea_id']}/comments", {"text": "Which rooms?"})
    return {**place, "comment_id": said["comment_id"], "etag": "1"}


FILE_NAME = "twelve rooms.txt"


async def draft_with_file(desk: Desk, actors: Actors, **given: Any) -> Place:
    place = await draft(desk, actors, **given)
    path = f"/api/ideas/{place['idea_id']}/attachments?name={FILE_NAME}"
    kind = {"content-type": "text/plain"}
    made = await desk.send(actors["author"], "POST", path, headers=kind, content=b"Twelve rooms.")
    assert made.is_success, made.text
    return {**place, "attachment_id": made.json()["attachment_id"], "file_name": FILE_NAME}


async def submitted_with_file(desk: Desk, actors: Actors) -> Place:
    place = await draft_with_file(desk, actors)
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/submission", {})
    return place


async def file_for_the_unit(desk: Desk, actors: Actors) -> Place:
    place = await draft_with_file(desk, actors, visibility="unit")
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/submission", {})
    return place


async def sealed_file(desk: Desk, actors: Actors) -> Place:
    """Withdrawn, though a colleague stands behind it."""
    place = await submitted_with_file(desk, actors)
    await _done(desk, actors["colleague"], "PUT", f"/{place['idea_id']}/endorsement", None)
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/withdrawal", {})
    return place


async def returned_file(desk: Desk, actors: Actors) -> Place:
    place = await submitted_with_file(desk, actors)
    back = {"action": "return", "reason_code": "personal-data", "text": "A name is in the file."}
    await _done(desk, actors["scheme officer"], "POST", f"/{place['idea_id']}/triage", back)
    return place


async def withdrawn(desk: Desk, actors: Actors) -> Place:
    place = await submitted(desk, actors)
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/withdrawal", {})
    return place


async def returned(desk: Desk, actors: Actors) -> Place:
    place = await submitted(desk, actors)
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    await _done(desk, actors["scheme officer"], "POST", f"/{place['idea_id']}/triage", back)
    return {**place, "etag": "9"}


async def reviewed(desk: Desk, actors: Actors) -> Place:
    place = await submitted(desk, actors)
    triage = {"action": "review", "quorum": 2, "due_on": "2027-01-31"}
    await _done(desk, actors["scheme officer"], "POST", f"/{place['idea_id']}/triage", triage)
    await desk.hear(fact(RoundConcluded, idea_id=place["idea_id"]))
    return place


async def to_decide(desk: Desk, actors: Actors) -> Place:
    place = await reviewed(desk, actors)
    screen = {"answers": {}, "measure": "Signs on doors"}
    await _done(desk, actors["scheme officer"], "POST", f"/{place['idea_id']}/impact-screen", screen)
    return place


async def contested(desk: Desk, actors: Actors) -> Place:
    place = await to_decide(desk, actors)
    raised = {"body_id": str(COUNCIL), "questions": ["monitoring"], "text": "They can count people."}
    await _done(desk, actors["representative"], "POST", f"/{place['idea_id']}/impact-screen/contest", raised)
    return place


async def declined(desk: Desk, actors: Actors) -> Place:
    place = await to_decide(desk, actors)
    answer = {"outcome": "declined", "reason_code": "cost-too-high", "text": "Too dear.", "office": "Head"}
    path = f"/{place['idea_id']}/decision"
    await _done(desk, actors["decider"], "POST", path, {**answer, "appeal_until": "2099-01-31"})
    return place


async def deferred(desk: Desk, actors: Actors) -> Place:
    place = await to_decide(desk, actors)
    answer = {"outcome": "deferred", "reason_code": "needs-budget", "text": "Next year.", "office": "Head"}
    days = {"appeal_until": "2099-01-31", "deferred_until": "2099-01-31"}
    await _done(desk, actors["decider"], "POST", f"/{place['idea_id']}/decision", answer | days)
    return place


async def appealed(desk: Desk, actors: Actors) -> Place:
    place = await declined(desk, actors)
    await _done(desk, actors["author"], "POST", f"/{place['idea_id']}/appeal", {"grounds": "Counted twice."})
    return place


async def to_decide_again(desk: Desk, actors: Actors) -> Place:
    """The appeal against the decider's decision opened it again, and it was reviewed a second time."""
    place = await appealed(desk, actors)
    path = f"/{place['idea_id']}"
    reopened = {"result": "reopened", "text": "Look again.", "quorum": 2, "due_on": "2027-01-31"}
    await _done(desk, actors["decision maker"], "POST", f"{path}/appeal/decision", reopened)
    await desk.hear(fact(RoundConcluded, idea_id=place["idea_id"]))
    await _done(desk, actors["scheme officer"], "POST", f"{path}/impact-screen", {"answers": {}, "measure": "Signs"})
    return place


async def concerning_officers(desk: Desk, actors: Actors) -> Place:
    return await _concern_officers(desk, actors, await two_submitted(desk, actors))


async def reviewed_concerning_officers(desk: Desk, actors: Actors) -> Place:
    return await _concern_officers(desk, actors, await reviewed(desk, actors))


async def _concern_officers(desk: Desk, actors: Actors, place: Place) -> Place:
    for officer in ("scheme officer", "consultation officer"):
        interest = {"kind": "relation", "text": "We share a flat."}
        await _done(desk, actors[officer], "POST", f"/{place['idea_id']}/conflicts", interest)
    return place


async def campaign(desk: Desk, actors: Actors) -> Place:
    body = {"names": {"en": "Less paper"}, "text": "Where is paper used?", "opens_on": "2026-01-01"}
    answer = await desk.ask(actors["scheme officer"], "POST", "/campaigns", body)
    assert answer.is_success, answer.text
    return {"campaign_id": answer.json()["campaign_id"], "etag": "1"}


async def _done(desk: Desk, who: UUID, method: str, path: str, body: Any, **headers: str) -> Any:
    return await done(desk, who, method, f"/ideas{path}", body, **headers)


STAGE = Stage(
    SERVICE,
    cast,
    {
        "a draft": draft,
        "a draft of two": draft_of_two,
        "a submitted idea": submitted,
        "the author of a submitted idea": submitted,
        "a conflict of somebody else": submitted,
        "two submitted ideas": two_submitted,
        "an idea for the unit": for_the_unit,
        "a search for an idea for the unit": for_the_unit,
        "an idea whose triage is late": late,
        "a late idea for the unit": late_for_the_unit,
        "a comment on an idea for the unit": commented,
        "a draft with a file": draft_with_file,
        "the name of a file of a submitted idea": submitted_with_file,
        "a file of an idea for the unit": file_for_the_unit,
        "a file of a sealed idea": sealed_file,
        "a file of a returned idea": returned_file,
        "a withdrawn idea": withdrawn,
        "a returned idea": returned,
        "a reviewed idea": reviewed,
        "the author of a reviewed idea": reviewed,
        "an idea to decide on": to_decide,
        "a contested screening": contested,
        "a declined idea": declined,
        "an appealed idea": appealed,
        "a deferred idea": deferred,
        "an idea to decide on after an appeal": to_decide_again,
        "a submitted idea that concerns the officers": concerning_officers,
        "a reviewed idea that concerns the officers": reviewed_concerning_officers,
        "a campaign": campaign,
    },
)
