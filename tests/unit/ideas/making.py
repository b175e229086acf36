"""Ideas and answers for the tests of the rules, with sensible fields."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID, uuid4

from ideas.domain.deciding import Answer
from ideas.domain.drafting import Kept
from ideas.domain.standing import Standing
from ideas.domain.state import Idea, Part, Reader, Status

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
OFFICER = uuid4()
STATUSES: tuple[Status, ...] = get_args(Status)
DAYS = 30
NOBODY = Standing()


def an_author(share: int = 100, *, accepted: bool = True, agreed: bool = True) -> Part:
    return Part(uuid4(), share, accepted, agreed)


def an_idea(**given: Any) -> Idea:
    author = uuid4()
    fields: dict[str, Any] = {
        "idea_id": uuid4(),
        "number": None,
        "title": "Rooms",
        "body": "Sensors.",
        "language": "en",
        "author_id": author,
        "unit_id": uuid4(),
        "status": "draft",
        "priority_at": None,
        "version": 0,
        "edition": 1,
        "parts": (Part(given.get("author_id", author), 100, accepted=True, agreed=True),),
    }
    return Idea(**fields | given)


def shared_idea(*shares: int, **given: Any) -> Idea:
    """An idea of several authors who all accepted and agreed."""
    parts = tuple(an_author(share) for share in shares)
    return an_idea(author_id=parts[0].person_id, parts=parts, **given)


def an_answer(**given: Any) -> Answer:
    fields: dict[str, Any] = {
        "outcome": "accepted",
        "reason_code": "mission-need",
        "text": "Because.",
        "office": "Head",
        "conditions": (),
        "appeal_until": None,
        "deferred_until": None,
    }
    return Answer(**fields | given)


def a_reader(*roles: str, person_id: UUID | None = None, units: Any = (), covers: Any = ()) -> Reader:
    return Reader(person_id or uuid4(), frozenset(units), frozenset(covers), frozenset(roles))


def kept(by: UUID, *, ago: timedelta = timedelta(minutes=1), handed_in: bool = False, revision: int = 1) -> Kept:
    return Kept(revision, by, NOW - ago, handed_in)
