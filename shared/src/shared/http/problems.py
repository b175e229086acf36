"""Problem documents (RFC 9457): every refusal has a stable type, a title in the caller's language and says what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import asyncpg
import structlog
from asyncpg.exceptions._base import DataError as ClientDataError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import compile_path

from shared import telemetry
from shared.errors import DomainError, Language, Text
from shared.http import fault_texts
from shared.http.problem_texts import PROTOCOL

_log = structlog.get_logger(__name__)
LANGUAGES: tuple[Language, ...] = ("en", "fr", "de")
MEDIA_TYPE = "application/problem+json"
STATUS = {"invalid": 422, "not-found": 404, "forbidden": 403, "conflict": 409, "stale": 412}


class ProtocolError(Exception):
    """A refusal of the protocol itself, not of a rule. ``fields`` fill its advice."""

    def __init__(
        self, slug: str, headers: Mapping[str, str] | None = None, pointer: str | None = None, **fields: object
    ) -> None:
        super().__init__(slug)
        self.slug, self.headers, self.pointer, self.fields = slug, dict(headers or {}), pointer, fields


class Fault(BaseModel):
    """One thing that is wrong: where (``in``: body, query, path or header; ``pointer``: JSON pointer in it) and why."""

    model_config = ConfigDict(populate_by_name=True)

    place: str = Field(alias="in", serialization_alias="in")
    pointer: str
    message: str


class Problem(BaseModel):
    """A problem document (RFC 9457). Its ``type`` is stable and leads to its words in three languages."""

    type: str = Field(description="stable; act on this")
    title: str
    status: int
    detail: str = Field(description="what to do, in the caller's language")
    instance: str = Field(description="the address that was asked")
    errors: list[Fault]
    trace_id: str | None = Field(description="name it when you ask for help")


def example(slug: str, status: int, title: str, detail: str) -> dict[str, Any]:
    """A problem document as it may look."""
    return {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "/api/ideas/0198c0de-0000-7000-8000-000000000001",
        "errors": [],
        "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    }


_RANGE = re.compile(r"\s*([a-z]{1,8})(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.IGNORECASE)


def language_of(request: Request, default: Language = "en") -> Language:
    """The first of our languages in Accept-Language; quality values order it (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, Language]] = []
    for part in ",".join(request.headers.getlist("accept-language")).split(",")[:20]:
        found = _RANGE.fullmatch(part)
        if found and (weight := float(found[2] or 1)) > 0:
            wanted.extend((-weight, known) for known in LANGUAGES if found[1].lower() == known)
    return min(wanted, key=lambda pair: pair[0])[1] if wanted else default


def _callers_language(request: Request) -> Language:
    caller = getattr(request.state, "caller", None)
    return language_of(request, caller.locale if caller else "en")


def document(
    request: Request,
    slug: str,
    status: int,
    title: Text,
    detail: Text,
    *,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer that refuses."""
    language = _callers_language(request)
    body: dict[str, Any] = {
        "type": f"/problems/{slug}",
        "title": title.told_in(language),
        "status": status,
        "detail": _storable(detail.told_in(language)),
        "instance": _storable(request.url.path),
        "errors": errors or [],
        "trace_id": telemetry.trace_id(),
    }
    extra = {"content-language": language} | {name.lower(): value for name, value in (headers or {}).items()}
    if status == 503:
        extra.setdefault("retry-after", "2")
    return JSONResponse(body, status, extra, MEDIA_TYPE)


def _storable(text: str) -> str:
    """Text that UTF-8 can hold: what a caller sent may have lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def protocol(request: Request, slug: str, fields: Mapping[str, object] | None = None, **given: Any) -> JSONResponse:
    """A refusal of the protocol itself; ``fields`` fill its advice."""
    status, title, detail = PROTOCOL[slug]
    return document(request, slug, status, title, detail.format(**fields) if fields else detail, **given)


def answer(request: Request, error: Exception) -> Response:
    """The problem document of any exception; what nobody expected is logged and tells nothing."""
    if isinstance(error, DomainError):
        message = error.detail.told_in(_callers_language(request))
        errors = [_fault("body", error.pointer, message)] if error.pointer else []
        return document(request, error.slug, STATUS[error.kind], error.title, error.detail, errors=errors)
    if isinstance(error, ProtocolError):
        return protocol(request, error.slug, error.fields, headers=error.headers)
    if isinstance(error, RequestValidationError):
        return _validation(request, error)
    if isinstance(error, HTTPException):
        return _http(request, error)
    return protocol(request, _technical(error))


_SLUGS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((asyncpg.DataError, asyncpg.CheckViolationError, asyncpg.ProgramLimitExceededError), "unstorable-value"),
    ((UnicodeEncodeError, OverflowError, ClientDataError), "unstorable-value"),
    (
        (asyncpg.UniqueViolationError, asyncpg.ForeignKeyViolationError, asyncpg.ExclusionViolationError),
        "already-there",
    ),
    ((asyncpg.SerializationError, asyncpg.DeadlockDetectedError), "already-there"),
    ((asyncpg.LockNotAvailableError, asyncpg.TooManyConnectionsError, asyncpg.QueryCanceledError), "busy"),
    (
        (
            OSError,
            TimeoutError,
            asyncpg.PostgresConnectionError,
            asyncpg.CannotConnectNowError,
            asyncpg.InternalClientError,
        ),
        "database-unavailable",
    ),
    (
        (asyncpg.AdminShutdownError, asyncpg.CrashShutdownError, asyncpg.IdleInTransactionSessionTimeoutError),
        "database-unavailable",
    ),
    ((asyncpg.ReadOnlySQLTransactionError,), "database-unavailable"),
    ((ClientDisconnect,), "bad-request"),
)


def _technical(error: Exception) -> str:
    for kinds, slug in _SLUGS:
        if isinstance(error, kinds):
            return slug
    if isinstance(error, asyncpg.InterfaceError) and "clos" in str(error):  # the driver's only sign of a lost session
        return "database-unavailable"
    _log.error("unexpected", exc_info=error)
    return "internal"


def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return protocol(request, "malformed-json")
    language = _callers_language(request)
    errors: list[dict[str, str]] = []
    for each in found[:50]:
        place, *rest = [str(part) for part in each["loc"]] or ["body"]
        steps = [part.replace("~", "~0").replace("/", "~1") for part in rest]
        errors.append(_fault(place, "".join(f"/{step}" for step in steps), fault_texts.words(each, language)))
    return protocol(request, "invalid-request", errors=errors)


def _fault(place: str, pointer: str, message: str) -> dict[str, str]:
    return {"in": place, "pointer": _storable(pointer[:300]), "message": _storable(message[:300])}


_HTTP = {
    403: "not-allowed",
    404: "no-such-address",
    405: "method-not-allowed",
    413: "content-too-large",
    415: "unsupported-media-type",
}


def _http(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods(request))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    if error.status_code >= 500:
        return protocol(request, "busy" if error.status_code == 503 else "internal")
    parsing = error.status_code == 400 and "parsing the body" in str(error.detail)
    slug = _HTTP.get(error.status_code, "malformed-json" if parsing else "bad-request")
    return protocol(request, slug, headers=headers)


def _methods(request: Request) -> list[str]:
    """What the address allows: that of the described path with the fewest variable parts, else a look at a page."""
    said = request.app.openapi()["paths"]
    fitting = [path for path in said if compile_path(path)[0].match(request.url.path)]
    own = said[min(fitting, key=lambda path: path.count("{"))] if fitting else {"get": {}}
    allowed = {method.upper() for method in own} | {"OPTIONS"}
    return sorted(allowed | {"HEAD"} if "GET" in allowed else allowed)


def install(app: FastAPI) -> None:
    """Answer every exception of an application with a problem document."""
    for kind in (DomainError, ProtocolError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    return answer(request, error)
