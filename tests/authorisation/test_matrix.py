"""Every row of the matrix, tried over HTTP on a real database by every actor and by a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.authorisation.matrix import Operation, Outcome, Row, described, matrix, operations
from tests.authorisation.stages import STAGES
from tests.authorisation.staging import EVERYWHERE, Place, Stage
from tests.conftest import PostgresServer
from tests.desk import Desk, open_desk

ROWS = [pytest.param(name, row, id=f"{name}: {row.id}") for name in described() for row in matrix(name).rows]


@pytest.mark.parametrize(("service", "row"), ROWS)
async def test_everyone_gets_what_the_row_says(service: str, row: Row, postgres: PostgresServer) -> None:
    stage, operation = STAGES[service], operations(service)[row.operation]
    actors: Mapping[str, UUID] = {name: uuid4() for name in matrix(service).actors}
    async with open_desk(Desk, stage.service, postgres.database(service)) as desk:
        actors = await stage.cast(desk, actors) or actors
        place: Place | None = None
        wrong = []
        for actor, outcome in [(None, None), *_order(row)]:
            place = place or await _place(stage, row, desk, actors)
            answer = await _ask(desk, operation, row, place, actors[actor] if actor else None)
            if actor is None:
                assert (answer.status_code == 401) != row.anyone, answer.text
            elif (said := _happened(answer, row, place)) != outcome:
                wrong.append(f"{actor}: {said}, not {outcome}")
            if answer.is_success and operation.method != "GET":
                place = None  # it was done: the next one tries it on another
        assert wrong == []


def _order(row: Row) -> list[tuple[str, Outcome]]:
    """The refused first: what they try must not have been done by somebody else before."""
    return sorted(row.outcomes.items(), key=lambda pair: pair[1] == "allow")


def _happened(answer: httpx.Response, row: Row, place: Place) -> str:
    """What happened to an actor, in the matrix's words; the answer itself where they do not fit."""
    if answer.status_code in (403, 404):
        return "refuse" if answer.status_code == 403 else "hide"
    if not answer.is_success:
        return f"{answer.status_code} {answer.text}"
    return "omit" if row.shows and _filled(row.shows, place) not in answer.text else "allow"


async def _place(stage: Stage, row: Row, desk: Desk, actors: Mapping[str, UUID]) -> Place:
    set_up = stage.places[row.thing] if row.thing in stage.places else EVERYWHERE[row.thing]
    return await set_up(desk, actors)


async def _ask(desk: Desk, operation: Operation, row: Row, place: Place, who: UUID | None) -> httpx.Response:
    path = _filled(operation.path, place)
    if row.query:
        path += "?" + str(httpx.QueryParams({name: _filled(value, place) for name, value in row.query.items()}))
    body = None if operation.method in ("GET", "DELETE") else _filled(row.body or operation.example, place)
    headers = {"if-match": f'"{place.get("etag", "1")}"'} if operation.method != "GET" else {}
    if row.file is not None:
        headers["content-type"] = "text/plain"
        return await desk.send(who, operation.method, path, headers=headers, content=row.file.encode())
    return await desk.send(who, operation.method, path, body, headers)


def _filled(value: Any, place: Place) -> Any:
    """The value with ``{name}`` replaced by what the place says, at every depth."""
    if isinstance(value, str):
        for name, text in place.items():
            value = value.replace(f"{{{name}}}", text)
        return value
    if isinstance(value, dict):
        return {key: _filled(each, place) for key, each in value.items()}
    return [_filled(each, place) for each in value] if isinstance(value, list) else value
