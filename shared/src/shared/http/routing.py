"""The route class that opens the unit of work: one transaction for a change, one reading connection for a look.

The answer is built before the commit and sent after it, so a 2xx means that it is in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any, NoReturn

from fastapi import APIRouter, Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from shared import db
from shared.auth import Caller, InvalidTokenError, NoKeysError, verify
from shared.db import Pool, Tx
from shared.errors import Language
from shared.http import idempotency, limits, problems, queries
from shared.http.problems import ProtocolError, language_of

COOKIE = "__Host-parley"
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "The token of a session"},
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The web app's cookie; changes only from its own site",
    },
}
"""How one signs in, as OpenAPI says it."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class _RefusedError(Exception):
    """Carries an answer of 400 or more out of the transaction, so that it rolls back."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def _stand_by(made: Response) -> None:
    if made.status_code >= 400:
        raise _RefusedError(made)


class UnitOfWorkRoute(APIRoute):
    """Runs each request in a unit of work that lies in ``request.state.tx``."""

    async def take(self, request: Request) -> None:
        """Receive the body before the transaction begins: a slow sender holds no lock."""
        limits.check_json(request, await request.body())

    def begin(self, request: Request) -> AbstractAsyncContextManager[Tx]:
        """The unit of work of a change."""
        return db.transaction(_pool(request), self.name)

    def aside(self, request: Request) -> AbstractAsyncContextManager[Tx]:
        """A change of one statement before the unit of work, which stays whatever becomes of the request."""
        return db.statement(_pool(request), f"{self.name} aside")

    def _handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        said, described = super().get_route_handler(), self.dependant
        self.dependant = queries.quick(described)
        quick = super().get_route_handler()
        self.dependant = described

        async def handle(request: Request) -> Response:
            try:
                return await quick(request)
            except (queries.NotQuickError, RequestValidationError):  # all that is wrong is said by FastAPI at once
                return await said(request)

        return handle

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, needs_sign_in = self._handler(), _asks_who(self.dependant)
        parameters = _query_of(self.dependant)
        if needs_sign_in:  # said here, not by dependencies that every request would have to solve
            self.openapi_extra = {**(self.openapi_extra or {}), "security": [{name: []} for name in SCHEMES]}

        async def look(request: Request) -> Response:
            async with db.reading(_pool(request)) as tx:
                request.state.tx = tx
                return await handle(request)

        async def change(request: Request) -> Response:
            await self.take(request)
            try:
                async with self.begin(request) as tx:
                    request.state.tx = tx
                    made = await idempotency.once(request, tx, handle)
                    _stand_by(made)
            except _RefusedError as refused:
                return refused.answer
            return made

        work = look if (self.methods or set()) <= _SAFE else change

        async def answered(request: Request) -> Response:
            try:
                if await identify(request) is None and needs_sign_in:
                    _refuse_stranger(request)
                _refuse_unknown(request, parameters)
                return await work(request)
            except Exception as error:  # noqa: BLE001 - it has rolled back; here it becomes its problem document
                return problems.answer(request, error)

        return answered


class StatementRoute(UnitOfWorkRoute):
    """For a change that is one statement, and so a transaction by itself: nothing must begin and commit it. A request that
    is to happen once is remembered by other statements, and runs in a transaction as any other.
    """

    def begin(self, request: Request) -> AbstractAsyncContextManager[Tx]:
        """The unit of work of a change."""
        if "idempotency-key" in request.headers:
            return super().begin(request)
        return db.statement(_pool(request), self.name)


class FormRoute(UnitOfWorkRoute):
    """Takes what other systems prescribe, a form for example; its operation does not look at the body."""

    async def take(self, request: Request) -> None:
        """Receive any body."""
        await request.body()


def operation_id(route: APIRoute) -> str:
    """How a client's code calls an operation: as ours does."""
    return route.name


def router(tags: list[str], prefix: str = "/api", *, route_class: type[UnitOfWorkRoute] = UnitOfWorkRoute) -> APIRouter:
    """A router whose routes run in a unit of work."""
    return APIRouter(
        prefix=prefix,
        tags=list(tags),
        route_class=route_class,
        generate_unique_id_function=operation_id,
        responses={"4XX": {"description": "refused"}},  # else FastAPI promises 422 in its own shape
    )


def statement_router(tags: list[str], prefix: str = "/api") -> APIRouter:
    """A router whose changes are one statement each."""
    return router(tags, prefix, route_class=StatementRoute)


def form_router(tags: list[str], prefix: str = "/api") -> APIRouter:
    """A router like that of ``router``, for addresses to which others post no JSON."""
    return router(tags, prefix, route_class=FormRoute)


async def identify(request: Request) -> Caller | None:
    """The caller, looked up once a request; None for somebody unknown."""
    if not hasattr(request.state, "caller"):
        request.state.caller, request.state.keyless = None, False
        try:
            request.state.caller = await _caller(request)
        except NoKeysError:
            request.state.keyless = True  # matters only to routes that must know who asks
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
    language: Language = language_of(request, caller.locale)
    return Caller(caller.person_id, caller.session_id, language)


async def _tx(request: Request) -> Tx:
    tx: Tx = request.state.tx
    return tx


def _pool(request: Request) -> Pool:
    pool: Pool | None = request.app.state.pool
    if pool is None:
        raise ProtocolError("database-unavailable")
    return pool


def _refuse_stranger(request: Request) -> NoReturn:
    if request.state.keyless:
        raise ProtocolError("sign-in-unavailable")
    raise ProtocolError("not-signed-in", {"WWW-Authenticate": "Bearer"})


def _refuse_unknown(request: Request, parameters: set[str]) -> None:
    """A misspelt filter that is ignored would answer another question than the one asked."""
    if unknown := request.query_params.keys() - parameters:
        raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in sorted(unknown)])


async def _signed(request: Request) -> Caller:
    caller = await identify(request)
    if caller is None:
        _refuse_stranger(request)
    return caller


def _asks_who(dependant: Dependant) -> bool:
    """Whether the route is for people who are signed in: then a stranger costs no connection."""
    return dependant.call is _signed or any(_asks_who(each) for each in dependant.dependencies)


def _query_of(dependant: Dependant) -> set[str]:
    """Names of the query parameters that a route takes."""
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_query_of(each) for each in dependant.dependencies))


UnitOfWork = Annotated[Tx, Depends(_tx)]
Signed = Annotated[Caller, Depends(_signed)]
