"""A grown organisation inside one service's database, as fast as the service itself can: for measures that need many ideas.

Nothing is written past the service. Its own handlers hear the people and units; its own actions draft, submit, endorse,
discuss and sort every idea, many in one transaction, which is all that is different from as many requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from os import urandom
from typing import Any
from unittest.mock import patch
from uuid import NAMESPACE_URL, UUID, uuid5

from ideas import actions
from ideas.main import SERVICE
from shared import db, ids
from shared.cli.demo.organisation import Organisation
from shared.cli.demo.writing import Planned, idea
from shared.db import Pool, Tx
from shared.events.base import Event
from shared.events.people import PersonChanged, RoleHeld, UnitChanged
from shared.service import Batched
from shared.testing import fact

TOGETHER = 20  # ideas in one transaction
TABLES = "idea, idea_version, timeline, endorsement, support, comment, directory_person, directory_unit"
ANALYSE = f"SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; ANALYZE {TABLES}"
_PATIENCE = 600.0  # seconds for that
_HEARD = 500  # events in one transaction
_REVIEWED_WITHIN = timedelta(days=45)
# Life is slower than a load: a hundred ideas in a second would lie so close that no clock tells which one came first.
_BEGAN, _EVERY = datetime(2020, 1, 1, tzinfo=UTC), timedelta(minutes=30)


def id_of(external_id: str) -> UUID:
    return uuid5(NAMESPACE_URL, external_id)


def person_id(organisation: Organisation, number: int) -> UUID:
    return id_of(organisation.person(number))


def plans(organisation: Organisation, wanted: int) -> Iterator[Planned]:
    """So many ideas of people who are all there from the beginning, so that the first ones are like the last ones."""
    titles: Counter[tuple[int, str]] = Counter()
    for number in range(wanted):
        yield idea(organisation, number, organisation.people, titles)


def told(organisation: Organisation) -> Iterator[Event]:
    """What people would tell of the units and persons."""
    roles = {
        line["data"]["external_id"]: line["data"] for line in organisation.lines() if line["type"] == "hr.role.granted"
    }
    for line in organisation.lines():
        data: dict[str, Any] = line["data"]
        own = id_of(data["external_id"])
        if line["type"] == "hr.unit.changed":
            above = data.get("parent_external_id")
            yield fact(
                UnitChanged, unit_id=own, names=data["names"], parent_id=above and id_of(above), seat=data["seat"]
            )
        elif line["type"] == "hr.employee.hired":
            held = roles.get(data["external_id"])
            yield fact(
                PersonChanged,
                person_id=own,
                display_name=f"{data['given_name']} {data['family_name']}",
                email=data["email"],
                locale=data["locale"],
                unit_id=id_of(data["unit_external_id"]),
                manager_id=data["manager_external_id"] and id_of(data["manager_external_id"]),
                employed=True,
                roles=(RoleHeld(role=held["role"]),) if held else (),
            )


async def hear(pool: Pool, organisation: Organisation) -> None:
    """Units and persons, by the service's own handlers."""
    for page in _pages(told(organisation), _HEARD):
        async with db.transaction(pool, "load") as tx:
            for kind in (UnitChanged, PersonChanged):
                handler = SERVICE.handlers[kind]
                assert isinstance(handler, Batched)
                if events := [event for event in page if type(event) is kind]:
                    await handler.handle(tx, events)


async def write(
    pool: Pool, organisation: Organisation, some: Iterable[Planned], *, talk: bool = True, first: int = 0
) -> int:
    """Ideas with all that becomes of them, by the service's own actions, one every half an hour; ``first``: the number of the
    first one. Returns the number of endorsements.

    Without ``talk`` nobody endorses or comments. A table that fills so fast is analysed as it grows, which elsewhere
    autovacuum does in time: plans made for an empty table read it whole.
    """
    endorsed = written = 0
    analysed = 1
    moments = (_BEGAN + number * _EVERY for number in count(first))
    for page in _pages(some, TOGETHER):
        if written >= 2 * analysed:
            await pool.execute(ANALYSE, timeout=_PATIENCE)
            analysed = written
        written += len(page)
        async with db.transaction(pool, "load") as tx:
            for plan, tx.now in zip(page, moments, strict=False):
                with patch.object(ids, "uuid7", _ids_from(tx.now)):
                    await _written(tx, organisation, plan, talk=talk)
                endorsed += len(plan.endorsers) if talk else 0
    return endorsed


def _ids_from(moment: datetime) -> Callable[[], UUID]:
    """Ids of which each is a millisecond newer than the one before."""
    milliseconds = count()
    return lambda: ids.id_at(moment + timedelta(milliseconds=next(milliseconds)), urandom(16))


async def _written(tx: Tx, organisation: Organisation, plan: Planned, *, talk: bool) -> None:
    author = person_id(organisation, plan.author)
    fields = {"title": plan.title, "body": plan.text, "language": plan.language, "facets": plan.facets}
    idea_id = (await actions.draft(tx, author, fields | {"campaign_id": None, "visibility": "organisation"})).idea_id
    if plan.fate == "draft":
        return
    await actions.submit(tx, author, idea_id)
    if talk:
        await _talked(tx, organisation, plan, idea_id)
    office = person_id(organisation, organisation.office(plan.author))
    if plan.fate == "returned":
        await actions.return_to_author(tx, office, idea_id, "unclear", "Where?")
    elif plan.fate == "under_review":
        await actions.send_to_review(tx, office, idea_id, 2, (tx.now + _REVIEWED_WITHIN).date())


async def _talked(tx: Tx, organisation: Organisation, plan: Planned, idea_id: UUID) -> None:
    said: list[UUID] = []
    for each in plan.comments:
        parent = None if each.answers is None else said[each.answers]
        by = person_id(organisation, each.by)
        _, made = await actions.comment(tx, by, idea_id, each.text, parent_id=parent, mentions=())
        said.append(made.comment_id)
    for number in plan.endorsers:
        await actions.endorse(tx, person_id(organisation, number), idea_id)


def _pages(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(items)
    while page := list(islice(left, size)):
        yield page
