"""The stage of implementation: who is who, and a plan at each step of its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID, uuid4

from implementation.main import SERVICE
from shared import ids
from shared.events.ideas import Author, IdeaDecided, IdeaSubmitted
from shared.events.people import UnitChanged
from shared.testing import fact
from tests.authorisation.staging import Place, Stage, done
from tests.desk import Desk, a_person

Actors = Mapping[str, UUID]
HOME, ELSEWHERE = uuid4(), uuid4()
ROLES = ("implementer", "decision maker", "scheme officer", "benefit controller", "administrator")


async def cast(desk: Desk, actors: Actors) -> None:
    await desk.hear(*(fact(UnitChanged, unit_id=unit, parent_id=None) for unit in (HOME, ELSEWHERE)))
    await desk.hear(
        *(
            a_person(
                who,
                *([name.replace(" ", "-")] if name in ROLES else []),
                employed=name != "former employee",
                unit_id=HOME if name == "colleague" else ELSEWHERE,
                manager_id=actors["manager of the author"] if name == "author" else None,
            )
            for name, who in actors.items()
        )
    )


async def no_plan(_desk: Desk, _actors: Actors) -> Place:
    return {"idea_id": str(ids.new_id())}


async def open_plan(desk: Desk, actors: Actors) -> Place:
    return await _opened(desk, actors, "organisation")


async def plan_of_one_unit(desk: Desk, actors: Actors) -> Place:
    return await _opened(desk, actors, "unit")


async def _opened(desk: Desk, actors: Actors, visibility: Literal["organisation", "unit"]) -> Place:
    idea_id, authors = ids.new_id(), (Author(person_id=actors["author"], share=100),)
    await desk.hear(
        fact(IdeaSubmitted, idea_id=idea_id, unit_id=HOME, visibility=visibility, authors=authors),
        fact(IdeaDecided, idea_id=idea_id, outcome="accepted", authors=authors),
    )
    title = f"Install {idea_id}"
    body = {"title": title, "owner_id": str(actors["owner"]), "due_on": "2027-01-15"}
    made = await _done(desk, actors["implementer"], f"/plans/{idea_id}/tasks", body)
    return {
        "idea_id": str(idea_id),
        "task_id": made["task_id"],
        "task_title": title,
        "owner_id": str(actors["owner"]),
        "author_id": str(actors["author"]),
    }


async def begun(desk: Desk, actors: Actors) -> Place:
    return await _stepped(desk, actors, await open_plan(desk, actors), "start")


async def finished(desk: Desk, actors: Actors) -> Place:
    return await _stepped(desk, actors, await begun(desk, actors), "done")


async def all_verified(desk: Desk, actors: Actors) -> Place:
    place = await finished(desk, actors)
    await _done(desk, actors["implementer"], f"/plans/{place['idea_id']}/tasks/{place['task_id']}/verification")
    return place


async def milestone(desk: Desk, actors: Actors) -> Place:
    place = await open_plan(desk, actors)
    body = {"title": "Half", "due_on": "2027-01-15"}
    made = await _done(desk, actors["implementer"], f"/plans/{place['idea_id']}/milestones", body)
    return {**place, "milestone_id": made["milestone_id"]}


async def forecast(desk: Desk, actors: Actors) -> Place:
    place = await all_verified(desk, actors)
    body = {"kind": "hours", "amount": "120", "unit": "hours a year"}
    made = await _done(desk, actors["implementer"], f"/plans/{place['idea_id']}/benefits", body)
    await _done(desk, actors["implementer"], f"/plans/{place['idea_id']}/completion")
    return {**place, "benefit_id": made["benefit_id"]}


async def measured(desk: Desk, actors: Actors) -> Place:
    place = await forecast(desk, actors)
    path = f"/plans/{place['idea_id']}/benefits/{place['benefit_id']}/measurement"
    await _done(desk, actors["implementer"], path, {"amount": "95"})
    return place


async def offer(desk: Desk, actors: Actors) -> Place:
    place = await open_plan(desk, actors)
    body = {"person_id": place["author_id"], "part": "Try it", "hours": 20}
    made = await _done(desk, actors["implementer"], f"/plans/{place['idea_id']}/role-offers", body)
    return {**place, "offer_id": made["offer_id"]}


async def released(desk: Desk, actors: Actors) -> Place:
    place = await offer(desk, actors)
    path = f"/plans/{place['idea_id']}/role-offers/{place['offer_id']}/release"
    await _done(desk, actors["manager of the author"], path)
    return place


async def _stepped(desk: Desk, actors: Actors, place: Place, step: str) -> Place:
    await _done(desk, actors["owner"], f"/plans/{place['idea_id']}/tasks/{place['task_id']}/{step}")
    return place


async def _done(desk: Desk, who: UUID, path: str, body: Any = None) -> Any:
    return await done(desk, who, "POST", path, body)


STAGE = Stage(
    SERVICE,
    cast,
    {
        "an idea without a plan": no_plan,
        "an open plan": open_plan,
        "a plan of one unit": plan_of_one_unit,
        "a task that has begun": begun,
        "a task that is done": finished,
        "a plan whose tasks are verified": all_verified,
        "a milestone": milestone,
        "a forecast benefit": forecast,
        "a measured benefit": measured,
        "an offer to release": offer,
        "an offer to answer": released,
    },
)
