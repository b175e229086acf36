"""Query parameters that are read by what a request names: the same answers as FastAPI's own, right and wrong."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal
from unittest.mock import Mock

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.dependencies import utils
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from shared.http import queries

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
REACHED: list[str] = []


class QuickRoute(APIRoute):
    """Reads as ``shared.http.routing`` does, and says whether that sufficed."""

    def get_route_handler(self) -> Handler:
        described = self.dependant
        said = super().get_route_handler()
        self.dependant = queries.quick(described)
        quick = super().get_route_handler()
        self.dependant = described

        async def handle(request: Request) -> Response:
            try:
                answer = await quick(request)
            except (queries.NotQuickError, RequestValidationError):
                return await said(request)
            REACHED.append("at once")
            return answer

        return handle


async def page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    after: Annotated[str | None, Query(max_length=5)] = None,
) -> tuple[int, str | None, str]:
    return limit, after, request.url.path


async def things(
    place: int,
    page: Annotated[tuple[int, str | None, str], Depends(page)],
    words: Annotated[str, Query(alias="q", min_length=2)],
    late: Literal[True] | None = None,
    kinds: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI copies it
) -> list[Any]:
    return [place, *page, words, late, kinds]


async def lists(
    page: Annotated[tuple[int, str | None, str], Depends(page)], late: bool = False, size: float | None = None
) -> list[Any]:
    return [*page, late, size]


async def alike(title: Annotated[str, Query(max_length=9)], most: int = Query(5)) -> list[Any]:  # noqa: FAST002
    return [title, most]


def app_of(route: type[APIRoute]) -> FastAPI:
    app, router = FastAPI(), APIRouter(route_class=route)
    router.get("/things/{place}")(things)
    router.get("/lists")(lists)
    router.get("/alike")(alike)
    app.router.routes.extend(router.routes)  # as the application of a service does
    return app


async def asked(route: type[APIRoute], address: str) -> tuple[int, Any]:
    transport = httpx.ASGITransport(app_of(route))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.get(address)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    "address",
    [
        "/lists",
        "/lists?limit=7&late=1&size=1.5",
        "/lists?limit=7&limit=8",
        "/lists?after=",
        "/lists?unknown=1",
        "/alike?title=rooms",
        "/things/3?q=two&kinds=a&kinds=b",
        "/things/3?q=two&limit=1&after=x",
    ],
)
async def test_a_right_request_is_answered_at_once(address: str) -> None:
    REACHED.clear()
    status, answer = await asked(QuickRoute, address)
    assert (status, answer) == await asked(APIRoute, address)
    assert (status, REACHED) == (200, ["at once"])


@pytest.mark.parametrize(
    "address",
    [
        "/lists?limit=0&after=123456&late=perhaps&size=x",
        "/lists?limit=&size=",
        "/things/3",
        "/alike",
        "/alike?most=x",
        "/things/x?limit=x&late=false",
        "/things/x?q=1&limit=101",
    ],
)
async def test_all_that_is_wrong_is_said_as_before(address: str) -> None:
    REACHED.clear()
    status, answer = await asked(QuickRoute, address)
    assert (status, answer) == await asked(APIRoute, address)
    assert (status, REACHED) == (422, [])


@pytest.mark.parametrize(("route", "looked_at"), [(QuickRoute, 0), (APIRoute, 4)])
async def test_parameters_that_are_not_named_cost_nothing(
    route: type[APIRoute], looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Mock(side_effect=utils._get_multidict_value)
    monkeypatch.setattr(utils, "_get_multidict_value", look)
    assert await asked(route, "/lists?limit=7") == (200, [7, None, "/lists", False, None])
    assert look.call_count == looked_at
