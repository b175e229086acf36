"""The stage of union-dialogue: who is who, and a case at each step of its way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared import clock, ids
from shared.events.ideas import Author, ConsultationNotRequired, ConsultationRequired
from shared.events.people import BodyChanged, CalendarChanged, MandateHeld
from shared.testing import fact
from tests.authorisation.staging import Place, SetUp, Stage, done
from tests.desk import Desk, a_person
from union_dialogue.main import SERVICE

Actors = Mapping[str, UUID]
BODY, OTHER_BODY, CALENDAR = uuid4(), uuid4(), uuid4()
FREE_MEMBER, FREE_SUBSTITUTE = uuid4(), uuid4()
OFFICER = "consultation officer"
ROLES = {
    OFFICER: "consultation-officer",
    "officer with a mandate": "consultation-officer",
    "officer with an idea": "consultation-officer",
    "decision maker": "decision-maker",
    "scheme officer": "scheme-officer",
    "administrator": "administrator",
}
SPEAKERS = {"representatives": "chair", "management": OFFICER, "joint": "chair"}
OPINION = {
    "stance": "consent-with-conditions",
    "resolution": "Yes, with one point.",
    "points": [{"number": 1, "text": "No profiles", "demand": "Aggregate"}],
    "votes": {"in_favour": 3, "against": 0, "abstained": 0},
}


def _held(role: str, body: UUID = BODY, **given: Any) -> MandateHeld:
    return fact(MandateHeld, body_id=body, role=role, **{"starts_on": date(2020, 1, 1), "ends_on": None} | given)


def _mandates() -> dict[str, MandateHeld]:
    today = clock.now().date()
    return {
        "chair": _held("chair"),
        "deputy": _held("deputy"),
        "member": _held("member"),
        "concerned member": _held("member"),
        "substitute": _held("substitute", rank=3),
        "seated substitute": _held("substitute", rank=1),
        "former member": _held("chair", ends_on=today - timedelta(days=366)),
        "coming member": _held("member", starts_on=today + timedelta(days=366)),
        "member elsewhere": _held("chair", body=OTHER_BODY),
        "officer with a mandate": _held("chair"),
        "former employee": _held("member"),
    }


async def cast(desk: Desk, actors: Actors) -> None:
    mandates = _mandates()
    holidays: dict[str, Any] = {"local_holidays": (), "closure_days": (), "closure_days_agreement": None}
    await desk.hear(
        fact(BodyChanged, body_id=BODY, regime="DE-BPersVG-70", calendar_id=CALENDAR),
        fact(BodyChanged, body_id=OTHER_BODY, regime="DE-BPersVG-70", calendar_id=CALENDAR),
        fact(CalendarChanged, calendar_id=CALENDAR, country="DE", subdivision="RP", zone="Europe/Berlin", **holidays),
        *(
            a_person(
                who,
                *([ROLES[name]] if name in ROLES else []),
                employed=name != "former employee",
                mandates=(mandates[name],) if name in mandates else (),
            )
            for name, who in actors.items()
        ),
        a_person(FREE_MEMBER, mandates=(_held("member"),)),
        a_person(FREE_SUBSTITUTE, mandates=(_held("substitute", rank=2),)),
    )


async def regime(_desk: Desk, _actors: Actors) -> Place:
    return {"key": "DE-BPersVG-70", "new_key": f"OWN-{uuid4().hex[:12]}", "body_id": str(BODY)}


async def exempted(desk: Desk, _actors: Actors) -> Place:
    idea_id = ids.new_id()
    until = clock.now().date() + timedelta(days=9)
    await desk.hear(fact(ConsultationNotRequired, idea_id=idea_id, contestable_until=until))
    return {"idea_id": str(idea_id)}


async def prepared(desk: Desk, actors: Actors) -> Place:
    idea_id = ids.new_id()
    authors = (
        Author(person_id=actors["author"], share=60),
        Author(person_id=actors["officer with an idea"], share=30),
        Author(person_id=actors["concerned member"], share=10),
    )
    await desk.hear(fact(ConsultationRequired, idea_id=idea_id, body_ids=(BODY,), urgent=False, authors=authors))
    (case,) = (await done(desk, actors[OFFICER], "GET", f"/cases?idea_id={idea_id}"))["items"]
    seat = {"substitute_id": str(actors["seated substitute"]), "member_id": str(actors["concerned member"])}
    await done(desk, actors["chair"], "POST", f"/cases/{case['case_id']}/substitutes", seat)
    return {
        "idea_id": str(idea_id),
        "case_id": case["case_id"],
        "etag": "1",
        "today": clock.now().date().isoformat(),
        "number": "1",
        "free_member_id": str(FREE_MEMBER),
        "free_substitute_id": str(FREE_SUBSTITUTE),
        "member_id": str(actors["member"]),
        "seated_id": str(actors["seated substitute"]),
    }


async def seated(desk: Desk, actors: Actors) -> Place:
    place = await prepared(desk, actors)
    seat = {"substitute_id": str(FREE_SUBSTITUTE), "member_id": str(FREE_MEMBER)}
    await _step(desk, actors["member"], place, "substitutes", seat)
    return {**place, "person_id": str(FREE_SUBSTITUTE)}


async def absent(desk: Desk, actors: Actors) -> Place:
    place = await _away(desk, actors["member"], await prepared(desk, actors), FREE_MEMBER)
    return {**place, "person_id": str(FREE_MEMBER)}


async def left(desk: Desk, actors: Actors) -> Place:
    place = await prepared(desk, actors)
    await done(desk, FREE_MEMBER, "POST", f"/cases/{place['case_id']}/recusal")
    return {**place, "person_id": str(FREE_MEMBER)}


async def led_by_nobody(desk: Desk, actors: Actors) -> Place:
    return await _away(desk, actors["member"], await prepared(desk, actors), actors["chair"], actors["deputy"])


async def chair_away(desk: Desk, actors: Actors) -> Place:
    return await _away(desk, actors["chair"], await running(desk, actors), actors["chair"])


async def delivered_before(desk: Desk, actors: Actors) -> Place:
    return await _away(desk, actors["chair"], await delivered(desk, actors), actors["chair"])


async def provided(desk: Desk, actors: Actors) -> Place:
    return await _package(desk, actors, await prepared(desk, actors))


async def running(desk: Desk, actors: Actors) -> Place:
    return await _step(desk, actors["chair"], await provided(desk, actors), "receipt", {})


async def disputed(desk: Desk, actors: Actors) -> Place:
    return await _step(desk, actors["member"], await running(desk, actors), "completeness", {})


async def completed(desk: Desk, actors: Actors) -> Place:
    return await _package(desk, actors, await disputed(desk, actors))


async def proposed_by_employer(desk: Desk, actors: Actors) -> Place:
    return await _proposed(desk, actors, OFFICER)


async def proposed_by_body(desk: Desk, actors: Actors) -> Place:
    return await _proposed(desk, actors, "chair")


async def delivered(desk: Desk, actors: Actors) -> Place:
    return await _step(desk, actors["chair"], await running(desk, actors), "opinion", OPINION)


async def answered(desk: Desk, actors: Actors) -> Place:
    return await _answered(desk, actors, "adopted")


async def not_followed(desk: Desk, actors: Actors) -> Place:
    return await _answered(desk, actors, "not-adopted")


def said_in(room: str) -> SetUp:
    """A message in a room, changed once by the one who wrote it."""

    async def said(desk: Desk, actors: Actors) -> Place:
        place = await prepared(desk, actors)
        path, who = f"/cases/{place['case_id']}/rooms/{room}/messages", actors[SPEAKERS[room]]
        posted = await done(desk, who, "POST", path, {"text": "Among ourselves"})
        await done(desk, who, "PATCH", f"{path}/{posted['message_id']}", {"text": "Between us"}, if_match='"1"')
        return {**place, "room": room, "message_id": posted["message_id"], "etag": "2"}

    return said


async def opinion_drafted(desk: Desk, actors: Actors) -> Place:
    votes = {"in_favour": None, "against": None, "abstained": None}
    draft: dict[str, Any] = {"stance": None, "resolution": "Among ourselves", "points": [], "present": []}
    draft |= {"votes": votes, "minority_views": []}
    return await _drafted(desk, actors["chair"], await running(desk, actors), "opinion", draft)


async def response_drafted(desk: Desk, actors: Actors) -> Place:
    draft = {"answers": [{"number": 1, "answer": None, "reason": "Among ourselves"}]}
    return await _drafted(desk, actors[OFFICER], await delivered(desk, actors), "response", draft)


async def _drafted(desk: Desk, who: UUID, place: Place, kind: str, draft: Any) -> Place:
    await done(desk, who, "PUT", f"/cases/{place['case_id']}/drafts/{kind}", draft, if_match='"0"')
    return place


async def _package(desk: Desk, actors: Actors, place: Place) -> Place:
    body = {"measure": "Sensors", "reasons": "Empty rooms", "effects": "None"}
    return await _step(desk, actors[OFFICER], place, "package", body)


async def _proposed(desk: Desk, actors: Actors, side: str) -> Place:
    terms = {"span": {"n": 15, "unit": "working-days"}}
    return await _step(desk, actors[side], await running(desk, actors), "clock/agreements", terms)


async def _answered(desk: Desk, actors: Actors, how: str) -> Place:
    answer = {"points": [{"number": 1, "answer": how, "reason": "So we think."}]}
    return await _step(desk, actors[OFFICER], await delivered(desk, actors), "response", answer)


async def _away(desk: Desk, by: UUID, place: Place, *people: UUID) -> Place:
    for who in people:
        await _step(desk, by, place, "absences", {"person_id": str(who)})
    return place


async def _step(desk: Desk, who: UUID, place: Place, step: str, body: Any) -> Place:
    await done(desk, who, "POST", f"/cases/{place['case_id']}/{step}", body)
    return place


STAGE = Stage(
    SERVICE,
    cast,
    {
        "a regime": regime,
        "an exempted idea": exempted,
        "a prepared case": prepared,
        "a seated substitute": seated,
        "an absent member": absent,
        "a member who left": left,
        "a body that nobody leads": led_by_nobody,
        "a case whose chair is away": chair_away,
        "an opinion whose chair is away": delivered_before,
        "a provided case": provided,
        "a package in the mailbox": provided,
        "a running case": running,
        "a disputed package": disputed,
        "a completed package": completed,
        "a proposal of the employer": proposed_by_employer,
        "a proposal of the body": proposed_by_body,
        "a delivered opinion": delivered,
        "an answered opinion": answered,
        "an opinion that is not followed": not_followed,
        "a draft of the opinion": opinion_drafted,
        "a draft of the response": response_drafted,
        "a word in the representatives' room": said_in("representatives"),
        "a word in the management's room": said_in("management"),
        "a word in the joint room": said_in("joint"),
    },
)
