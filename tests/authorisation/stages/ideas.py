"""The stage of ideas: who is who, and ideas in each status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from ideas.main import SERVICE
from shared.events.people import BodyChanged, MandateHeld, UnitChanged
from shared.events.review import RoundConcluded
from shared.testing import fact
from tests.authorisation.staging import Place, Stage
from tests.desk import Desk, a_person

UNIT, COUNCIL = uuid4(), uuid4()
Actors = Mapping[str, UUID]


async def cast(desk: Desk, actors: Actors) -> None:
    seat = fact(MandateHeld, body_id=COUNCIL, role="member", starts_on="2020-01-01", ends_on=None)
    roles = {name: (name.replace(" ", "-"),) for name in actors if name.endswith(("officer", "maker", "administrator"))}
    await desk.hear(
        fact(UnitChanged, unit_id=UNIT, parent_id=None),
        fact(BodyChanged, body_id=COUNCIL, scope_unit_ids=(UNIT,)),
        *(
            a_person(
                who,
                *roles.get(name, ()),
                unit_id=UNIT,
                employed=name != "former employee",
                mandates=(seat,) if name == "representative" else (),
            )
            for name, who in actors.items()
        ),
    )


async def draft(desk: Desk, actors: Actors) -> Place:
    body = {"title": "Show free rooms", "text": "Sensors", "language": "en"}
    made = await _done(desk, actors["author"], "", body)
    return {"idea_id": made["idea_id"]}


async def submitted(desk: Desk, actors: Actors) -> Place:
    place = await draft(desk, actors)
    await _done(desk, actors["author"], f"/{place['idea_id']}/submission", {})
    return place


async def returned(desk: Desk, actors: Actors) -> Place:
    place = await submitted(desk, actors)
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    await _done(desk, actors["scheme officer"], f"/{place['idea_id']}/triage", back)
    return {**place, "etag": "3"}


async def reviewed(desk: Desk, actors: Actors) -> Place:
    place = await submitted(desk, actors)
    triage = {"action": "review", "quorum": 2, "due_on": "2027-01-31"}
    await _done(desk, actors["scheme officer"], f"/{place['idea_id']}/triage", triage)
    await desk.hear(fact(RoundConcluded, idea_id=place["idea_id"]))
    return place


async def to_decide(desk: Desk, actors: Actors) -> Place:
    place = await reviewed(desk, actors)
    screen = {"answers": {}, "measure": "Signs on doors"}
    await _done(desk, actors["scheme officer"], f"/{place['idea_id']}/impact-screen", screen)
    return place


async def _done(desk: Desk, who: UUID, path: str, body: Any) -> Any:
    answer = await desk.send(who, "POST", f"/api/ideas{path}", body)
    assert answer.is_success, answer.text
    return answer.json()


STAGE = Stage(
    SERVICE,
    cast,
    {
        "a draft": draft,
        "a submitted idea": submitted,
        "a returned idea": returned,
        "a reviewed idea": reviewed,
        "an idea to decide on": to_decide,
    },
)
