"""Query parameters that are read by what a request names, and dependencies that are called in a row: the same answers as
FastAPI's own, right and wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal
from unittest.mock import Mock

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response, routing
from fastapi.dependencies import utils
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel

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


async def known(request: Request, response: Response, who: str = "nobody") -> str:
    if who == "stranger":
        raise HTTPException(403, "not known")
    response.headers["X-Who"] = who
    return f"{who} at {request.url.path}"


async def greeted(who: Annotated[str, Depends(known)], loudly: bool = False) -> str:
    return who.upper() if loudly else who


async def token(x_token: Annotated[int, Header()]) -> int:
    return x_token


class Said(BaseModel):
    words: str


async def says(
    place: int, said: Said, who: Annotated[str, Depends(greeted)], again: Annotated[str, Depends(known)]
) -> list[Any]:
    return [place, said.words, who, again]


async def marks(said: Said, marked: Annotated[int, Depends(token)], who: Annotated[str, Depends(greeted)]) -> list[Any]:
    return [said.words, marked, who]


def app_of(route: type[APIRoute]) -> FastAPI:
    app, router = FastAPI(), APIRouter(route_class=route)
    router.get("/things/{place}")(things)
    router.get("/lists")(lists)
    router.get("/alike")(alike)
    router.post("/says/{place}")(says)
    router.post("/marks")(marks)
    app.router.routes.extend(router.routes)  # as the application of a service does
    return app


async def asked(route: type[APIRoute], address: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    transport = httpx.ASGITransport(app_of(route))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.request("POST" if body else "GET", address, json=body, headers=headers)
    return answer.status_code, answer.json() + [answer.headers.get("X-Who")] if answer.is_success else answer.json()


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


WORDS = {"words": "good morning"}


@pytest.mark.parametrize("address", ["/says/3", "/says/3?who=Lena&loudly=1", "/marks?who=Lena"])
async def test_dependencies_that_ask_for_others_get_them_the_answer_and_the_request(address: str) -> None:
    REACHED.clear()
    found = await asked(QuickRoute, address, WORDS, **{"X-Token": "7"})
    assert found == await asked(APIRoute, address, WORDS, **{"X-Token": "7"})
    assert (found[0], REACHED) == (200, ["at once"])
    assert found[1][-1] == ("Lena" if "Lena" in address else "nobody")


@pytest.mark.parametrize(
    ("address", "body", "token", "status"),
    [
        ("/says/x?who=stranger&loudly=perhaps", {"words": 1}, "7", 403),
        ("/says/3?who=stranger", WORDS, "7", 403),
        ("/says/x?loudly=perhaps", {"words": 1}, "7", 422),
        ("/marks?who=stranger", WORDS, "7", 403),
        ("/marks?who=stranger", {"words": 1}, "x", 403),
        ("/marks", {"words": 1}, "x", 422),
    ],
)
async def test_whoever_is_refused_hears_of_it_first(address: str, body: Any, token: str, status: int) -> None:
    found = await asked(QuickRoute, address, body, **{"X-Token": token})
    assert found == await asked(APIRoute, address, body, **{"X-Token": token})
    assert found[0] == status


@pytest.mark.parametrize(("route", "solved"), [(QuickRoute, 1), (APIRoute, 4)])
async def test_dependencies_are_not_found_out_about_at_each_request(
    route: type[APIRoute], solved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve = Mock(side_effect=utils.solve_dependencies)
    monkeypatch.setattr(utils, "solve_dependencies", solve)
    monkeypatch.setattr(routing, "solve_dependencies", solve)
    await asked(route, "/says/3", WORDS)
    assert solve.call_count == solved


@pytest.mark.parametrize(("route", "looked_at"), [(QuickRoute, 0), (APIRoute, 4)])
async def test_parameters_that_are_not_named_cost_nothing(
    route: type[APIRoute], looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Mock(side_effect=utils._get_multidict_value)
    monkeypatch.setattr(utils, "_get_multidict_value", look)
    assert await asked(route, "/lists?limit=7") == (200, [7, None, "/lists", False, None, None])
    assert look.call_count == looked_at
