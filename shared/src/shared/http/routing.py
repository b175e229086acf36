"""The route class that opens the unit of work: one transaction for a change, one reading connection for a look.

The answer is built before the commit and sent after it, so a 2xx means that it is in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute

from shared import db
from shared.auth import Caller, InvalidTokenError, Language, NoKeysError, verify
from shared.db import Tx
from shared.http import idempotency, problems
from shared.http.problems import ProtocolError, language_of

COOKIE = "__Host-parley"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class UnitOfWorkRoute(APIRoute):
    """Runs each request in a unit of work that lies in ``request.state.tx``."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        name = self.name

        async def look(request: Request) -> Response:
            async with db.reading(request.app.state.pool) as tx:
                request.state.tx = tx
                return await handle(request)

        async def change(request: Request) -> Response:
            await identify(request)
            await request.body()  # before the transaction: a slow sender holds no lock
            async with db.transaction(request.app.state.pool, name) as tx:
                request.state.tx = tx
                return await idempotency.once(request, tx, handle)

        work = look if self.methods <= _SAFE else change

        async def answered(request: Request) -> Response:
            try:
                return await work(request)
            except Exception as error:  # noqa: BLE001 - it has rolled back; here it becomes its problem document
                return problems.answer(request, error)

        return answered


def router(tags: list[str], prefix: str = "/api") -> APIRouter:
    """A router whose routes run in a unit of work."""
    return APIRouter(prefix=prefix, tags=list(tags), route_class=UnitOfWorkRoute)


async def identify(request: Request) -> Caller | None:
    """The caller, looked up once a request; None for somebody unknown."""
    if not hasattr(request.state, "caller"):
        request.state.caller = await _caller(request)
    caller: Caller | None = request.state.caller
    return caller


async def _caller(request: Request) -> Caller | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if not token:
        return None
    try:
        caller = await verify(token, request.app.state.jwks)
    except InvalidTokenError:
        return None
    except NoKeysError:
        raise ProtocolError("sign-in-unavailable") from None
    language: Language = language_of(request, caller.locale)
    return Caller(caller.person_id, caller.session_id, language)


async def _tx(request: Request) -> Tx:
    tx: Tx = request.state.tx
    return tx


async def _signed(request: Request) -> Caller:
    caller = await identify(request)
    if caller is None:
        raise ProtocolError("not-signed-in", {"WWW-Authenticate": "Bearer"})
    return caller


UnitOfWork = Annotated[Tx, Depends(_tx)]
Signed = Annotated[Caller, Depends(_signed)]
