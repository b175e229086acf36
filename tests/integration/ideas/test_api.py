"""The ideas service over HTTP, on a real database: who sees and does what, and what the others' events change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.conftest import PostgresServer
from tests.desk import Desk, open_desk

from ideas.handlers import HANDLERS
from ideas.main import SERVICE
from shared.events import catalog
from shared.events.implementation import BenefitMeasured, IdeaCompleted, IdeaImplemented, PlanOpened
from shared.events.people import BodyChanged, PersonChanged, RoleHeld, UnitChanged
from shared.events.review import ReviewSubmitted, RoundConcluded
from shared.events.union_dialogue import CaseClosed, CasePrepared
from shared.testing import fact

UNIT, AUTHOR, OTHER, SCHEME, HEAD, LEFT = (uuid4() for _ in range(6))
COUNCIL, DISABLED = uuid4(), uuid4()
DECISION = {"outcome": "accepted", "reason_code": "mission-need", "text": "Yes.", "office": "Head"}


class Ideas(Desk):
    """The steps of an idea's author and of the scheme office."""

    async def draft(self, title: str = "Show free rooms") -> str:
        made = await self.ask(AUTHOR, "POST", "/ideas", {"title": title, "text": "By 100 % sensors", "language": "en"})
        assert made.status_code == 201, made.text
        return str(made.json()["idea_id"])

    async def reviewed(self) -> str:
        idea = await self.draft()
        assert (await self.ask(AUTHOR, "POST", f"/ideas/{idea}/submission", {})).status_code == 200
        triage = {"action": "review", "quorum": 2, "due_on": "2027-01-31"}
        assert (await self.ask(SCHEME, "POST", f"/ideas/{idea}/triage", triage)).status_code == 200
        await self.hear(fact(RoundConcluded, idea_id=idea))
        return idea

    async def screened(self) -> str:
        idea = await self.reviewed()
        screen = {"answers": {"monitoring": True}, "measure": "Sensors"}
        answer = await self.ask(SCHEME, "POST", f"/ideas/{idea}/impact-screen", screen)
        assert answer.json()["status"] == "in_consultation", answer.text
        return idea

    async def status(self, idea: str) -> str:
        return str((await self.ask(OTHER, "GET", f"/ideas/{idea}")).json()["status"])

    async def timeline(self, idea: str) -> list[dict[str, Any]]:
        return list((await self.ask(OTHER, "GET", f"/ideas/{idea}/timeline?limit=100")).json()["items"])


def person(person_id: UUID, *roles: str, employed: bool = True) -> PersonChanged:
    held = tuple(RoleHeld(role=role) for role in roles)  # type: ignore[arg-type]
    given = {"display_name": f"P {person_id}", "unit_id": UNIT, "employed": employed, "roles": held}
    return fact(PersonChanged, person_id=person_id, **given)


@pytest.fixture
async def desk(postgres: PostgresServer) -> AsyncIterator[Ideas]:
    async with open_desk(Ideas, SERVICE, postgres.database("ideas")) as made:
        await made.hear(
            fact(UnitChanged, unit_id=UNIT),
            person(AUTHOR, "decision-maker"),
            person(OTHER),
            person(SCHEME, "scheme-officer"),
            person(HEAD, "decision-maker"),
            person(LEFT, employed=False),
            fact(BodyChanged, body_id=COUNCIL, names={"en": "Staff council"}, scope_unit_ids=(UNIT,)),
            fact(BodyChanged, body_id=DISABLED, names={"en": "Disability council"}, scope_unit_ids=(UNIT,)),
        )
        yield made


def test_the_handlers_are_those_that_the_catalogue_names() -> None:
    named = {kind for topic in catalog.TOPICS.values() for kind, who in topic.events.items() if "ideas" in who}
    assert set(HANDLERS) == named


async def test_a_draft_exists_for_its_author_alone(desk: Ideas) -> None:
    idea = await desk.draft()
    assert (await desk.ask(AUTHOR, "GET", f"/ideas/{idea}")).json()["number"] is None
    for path in (f"/ideas/{idea}", f"/ideas/{idea}/timeline", f"/ideas/{idea}/impact-screen"):
        assert (await desk.ask(OTHER, "GET", path)).status_code == 404
    assert (await desk.ask(OTHER, "POST", f"/ideas/{idea}/submission", {})).status_code == 404
    assert (await desk.ask(OTHER, "GET", "/ideas")).json()["items"] == []
    assert await desk.announced() == []


async def test_who_has_left_starts_nothing_and_sees_nothing(desk: Ideas) -> None:
    body = {"title": "Rooms", "text": "Sensors", "language": "en"}
    assert (await desk.ask(LEFT, "POST", "/ideas", body)).status_code == 403
    assert (await desk.ask(LEFT, "GET", "/ideas")).status_code == 403


async def test_a_change_says_which_version_it_was_made_on(desk: Ideas) -> None:
    idea = await desk.draft()
    assert (await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Better"})).status_code == 428
    changed = await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Better"}, if_match='"1"')
    assert (changed.json()["title"], changed.headers["etag"]) == ("Better", '"2"')
    assert (await desk.ask(AUTHOR, "PATCH", f"/ideas/{idea}", {"title": "Worse"}, if_match='"1"')).status_code == 412


async def test_numbers_rise_and_are_given_at_submission(desk: Ideas) -> None:
    numbers = []
    for _ in range(2):
        idea = await desk.draft()
        numbers.append((await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/submission", {})).json()["number"])
    assert numbers[1] == numbers[0] + 1
    assert await desk.announced() == ["idea.submitted"] * 2


async def test_a_list_goes_page_by_page_and_takes_signs_literally(desk: Ideas) -> None:
    made = [await desk.draft(title) for title in ("One a_b", "Two axb", "Three")]
    first = (await desk.ask(AUTHOR, "GET", "/ideas?limit=2&author=me")).json()
    second = (await desk.ask(AUTHOR, "GET", first["next"].removeprefix("/api"))).json()
    assert [item["idea_id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None
    found = (await desk.ask(AUTHOR, "GET", "/ideas?q=A_B&status=draft")).json()["items"]
    assert [item["title"] for item in found] == ["One a_b"]


async def test_only_the_scheme_office_triages(desk: Ideas) -> None:
    idea = await desk.draft()
    await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    back = {"action": "return", "reason_code": "unclear", "text": "Which building?"}
    assert (await desk.ask(OTHER, "POST", f"/ideas/{idea}/triage", back)).status_code == 403
    assert (await desk.ask(SCHEME, "POST", f"/ideas/{idea}/triage", back)).json()["status"] == "returned"
    tasks = (await desk.ask(AUTHOR, "GET", "/ideas/tasks")).json()
    assert [task["kind"] for task in tasks] == ["idea.returned"]


async def test_the_screen_shows_its_questions_and_what_was_answered(desk: Ideas) -> None:
    idea = await desk.screened()
    seen = (await desk.ask(OTHER, "GET", f"/ideas/{idea}/impact-screen")).json()
    assert "monitoring" in [each["question"] for each in seen["questions"]]
    assert seen["recorded"]["answers"] == {"monitoring": True}
    assert (await desk.announced())[-1] == "consultation.required"


async def test_the_decision_waits_for_the_last_mandatory_case(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=COUNCIL))
    await desk.hear(fact(CaseClosed, idea_id=idea, body_id=COUNCIL))
    refused = await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/consultation-open")
    assert "Disability council" in refused.json()["detail"]
    assert "Staff council" not in refused.json()["detail"]
    await desk.hear(fact(CaseClosed, idea_id=idea, body_id=DISABLED))
    assert await desk.status(idea) == "decision_pending"
    assert (await desk.ask(AUTHOR, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 403
    assert (await desk.ask(SCHEME, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 403
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).json()["status"] == "accepted"
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 409


async def test_a_case_prepared_late_does_not_open_what_is_closed(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.hear(fact(CasePrepared, idea_id=idea, body_id=COUNCIL))
    assert (await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)).status_code == 200


async def test_the_journey_ends_closed_and_late_events_change_nothing(desk: Ideas) -> None:
    idea = await desk.screened()
    await desk.hear(*(fact(CaseClosed, idea_id=idea, body_id=body) for body in (COUNCIL, DISABLED)))
    await desk.ask(HEAD, "POST", f"/ideas/{idea}/decision", DECISION)
    steps = {PlanOpened: "implementing", IdeaImplemented: "implemented", BenefitMeasured: "benefits_tracking"}
    for kind, status in {**steps, IdeaCompleted: "closed"}.items():
        await desk.hear(fact(kind, idea_id=idea))
        assert await desk.status(idea) == status
    await desk.hear(fact(PlanOpened, idea_id=idea), fact(CaseClosed, idea_id=idea, body_id=COUNCIL))
    assert await desk.status(idea) == "closed"
    assert [entry["ignored"] for entry in (await desk.timeline(idea))[-2:]] == ["the idea is closed"] * 2


async def test_the_timeline_never_says_who_reviewed(desk: Ideas) -> None:
    idea = await desk.reviewed()
    await desk.hear(fact(ReviewSubmitted, idea_id=idea))
    by = {entry["kind"]: entry["by"] for entry in await desk.timeline(idea)}
    assert by["review.submitted"] is None
    assert by["round.concluded"] is None
    assert by["idea.submitted"] == f"P {AUTHOR}"


async def test_an_event_about_an_unknown_idea_is_no_error(desk: Ideas) -> None:
    await desk.hear(fact(PlanOpened), fact(CaseClosed), fact(CasePrepared))
    assert await desk.pool.fetchval("SELECT count(*) FROM timeline") == 0
