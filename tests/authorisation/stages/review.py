"""The stage of review: who is who, and rounds in each state."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from review.main import SERVICE
from shared import ids
from shared.events.ideas import Author, ReviewRequested
from shared.testing import fact
from tests.authorisation.staging import Place, Stage, done
from tests.desk import Desk, a_person

Actors = Mapping[str, UUID]
GOOD = {"benefit": 5, "feasibility": 4, "effort": 4, "people": 4}
POOR = {"benefit": 1, "feasibility": 1, "effort": 1, "people": 1}
OFFICE = "scheme officer"
NOTE = "Why so high?"


async def cast(desk: Desk, actors: Actors) -> None:
    roles = {
        OFFICE: "scheme-officer",
        "officer with an idea": "scheme-officer",
        "decision maker": "decision-maker",
        "administrator": "administrator",
    }
    await desk.hear(
        *(
            a_person(who, *([roles[name]] if name in roles else []), employed=name != "former employee")
            for name, who in actors.items()
        )
    )


async def open_round(desk: Desk, actors: Actors) -> Place:
    """Two owe a review, one has handed in; one more employee is free to be assigned."""
    idea_id, candidate = ids.new_id(), uuid4()
    authors = (
        Author(person_id=actors["author"], share=60),
        Author(person_id=actors["officer with an idea"], share=40),
    )
    await desk.hear(
        a_person(candidate),
        fact(
            ReviewRequested,
            idea_id=idea_id,
            by=actors[OFFICE],
            authors=authors,
            merged_authors=(actors["merged author"],),
            rubric_version=1,
            quorum=2,
        ),
    )
    rounds = await done(desk, actors[OFFICE], "GET", f"/rounds?idea_id={idea_id}")
    place = {"idea_id": str(idea_id), "round_id": rounds[0]["round_id"], "candidate_id": str(candidate), "note": NOTE}
    place["merged_author_id"] = str(actors["merged author"])
    fellow = await _assigned(desk, actors, place, "fellow reviewer")
    await _handed_in(desk, actors["fellow reviewer"], fellow, GOOD)
    return {**place, "assignment_id": await _assigned(desk, actors, place, "reviewer"), "fellow_id": fellow}


async def drafted(desk: Desk, actors: Actors) -> Place:
    place = await open_round(desk, actors)
    await _draft(desk, actors["reviewer"], place["assignment_id"], GOOD)
    return place


async def calibrating(desk: Desk, actors: Actors) -> Place:
    """Both have handed in and are far apart; the fellow wrote a note."""
    place = await open_round(desk, actors)
    await _handed_in(desk, actors["reviewer"], place["assignment_id"], POOR)
    await done(desk, actors["fellow reviewer"], "POST", f"/assignments/{place['fellow_id']}/notes", {"text": NOTE})
    return place


async def overdue(desk: Desk, actors: Actors) -> Place:
    place = await open_round(desk, actors)
    await desk.falls_due("round-due", UUID(place["round_id"]))
    return place


async def _assigned(desk: Desk, actors: Actors, place: Place, name: str) -> str:
    body = {"person_id": str(actors[name])}
    made = await done(desk, actors[OFFICE], "POST", f"/rounds/{place['round_id']}/assignments", body)
    return str(made["assignment_id"])


async def _handed_in(desk: Desk, who: UUID, assignment_id: str, scores: dict[str, int]) -> None:
    await _draft(desk, who, assignment_id, scores)
    await done(desk, who, "POST", f"/assignments/{assignment_id}/submission", {})


async def _draft(desk: Desk, who: UUID, assignment_id: str, scores: dict[str, int]) -> None:
    await done(desk, who, "PUT", f"/assignments/{assignment_id}", {"scores": scores, "comment": ""}, if_match='"1"')


STAGE = Stage(
    SERVICE,
    cast,
    {
        "an open round": open_round,
        "a proposal of a colleague": open_round,
        "a proposal of a merged author": open_round,
        "a drafted review": drafted,
        "a calibrating round": calibrating,
        "an overdue round": overdue,
    },
)
