"""Problem documents (RFC 9457): every refusal has a stable type, a title in the caller's language and says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import asyncpg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from opentelemetry import trace
from starlette.exceptions import HTTPException

from shared.auth import Language
from shared.errors import DomainError, Text

_log = structlog.get_logger(__name__)
LANGUAGES: tuple[Language, ...] = ("en", "fr", "de")
MEDIA_TYPE = "application/problem+json"
_STATUS = {"invalid": 422, "not-found": 404, "forbidden": 403, "conflict": 409, "stale": 412}
_AWAY = (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.CannotConnectNowError)


class ProtocolError(Exception):
    """A refusal of the protocol itself, not of a rule."""

    def __init__(self, slug: str, headers: Mapping[str, str] | None = None, pointer: str | None = None) -> None:
        super().__init__(slug)
        self.slug, self.headers, self.pointer = slug, dict(headers or {}), pointer


PROTOCOL: dict[str, tuple[int, Text, Text]] = {
    "not-signed-in": (
        401,
        Text("Not signed in", "Non connecté", "Nicht angemeldet"),
        Text(
            "Sign in and try again.", "Connectez-vous et réessayez.", "Melden Sie sich an und versuchen Sie es erneut."
        ),
    ),
    "sign-in-unavailable": (
        503,
        Text("Sign-in cannot be checked", "Connexion invérifiable", "Anmeldung nicht prüfbar"),
        Text("Try again in a few seconds.", "Réessayez dans quelques secondes.", "Versuchen Sie es in Kürze erneut."),
    ),
    "cross-origin": (
        403,
        Text("From another site", "Depuis un autre site", "Von einer anderen Seite"),
        Text(
            "A change by cookie must come from this site. Scripts use the Authorization header.",
            "Une modification par cookie doit venir de ce site. Les scripts utilisent l'en-tête Authorization.",
            "Eine Änderung per Cookie muss von dieser Seite kommen. Skripte nutzen den Authorization-Header.",
        ),
    ),
    "precondition-required": (
        428,
        Text("If-Match needed", "If-Match nécessaire", "If-Match nötig"),
        Text(
            "Send the ETag that you saw as If-Match.",
            "Envoyez l'ETag que vous avez vu dans If-Match.",
            "Senden Sie das gesehene ETag als If-Match.",
        ),
    ),
    "bad-if-match": (
        400,
        Text("If-Match not understood", "If-Match incompris", "If-Match nicht verstanden"),
        Text(
            'Send one strong ETag, for example "7".',
            'Envoyez un seul ETag fort, par exemple "7".',
            'Senden Sie genau ein starkes ETag, etwa "7".',
        ),
    ),
    "bad-cursor": (
        400,
        Text("Cursor not valid", "Curseur non valide", "Cursor ungültig"),
        Text(
            "Use the link to the next page as it was given, with the same filters.",
            "Utilisez le lien vers la page suivante tel quel, avec les mêmes filtres.",
            "Verwenden Sie den Link zur nächsten Seite unverändert und mit denselben Filtern.",
        ),
    ),
    "bad-idempotency-key": (
        400,
        Text("Idempotency-Key not valid", "Idempotency-Key non valide", "Idempotency-Key ungültig"),
        Text(
            "Use 1 to 255 printable characters.",
            "Utilisez 1 à 255 caractères imprimables.",
            "Nutzen Sie 1 bis 255 druckbare Zeichen.",
        ),
    ),
    "idempotency-key-reused": (
        422,
        Text("Idempotency-Key used before", "Idempotency-Key déjà utilisée", "Idempotency-Key schon benutzt"),
        Text(
            "This key belongs to another request. Use a new one.",
            "Cette clé appartient à une autre requête. Prenez-en une nouvelle.",
            "Dieser Schlüssel gehört zu einer anderen Anfrage. Nehmen Sie einen neuen.",
        ),
    ),
    "request-in-flight": (
        409,
        Text("Still being worked on", "Encore en cours", "Noch in Arbeit"),
        Text(
            "The same request is still running. Repeat it in a moment.",
            "La même requête est encore en cours. Répétez-la dans un instant.",
            "Dieselbe Anfrage läuft noch. Wiederholen Sie sie gleich.",
        ),
    ),
    "content-too-large": (
        413,
        Text("Too large", "Trop volumineux", "Zu groß"),
        Text("Send at most 1 MiB.", "Envoyez 1 Mio au plus.", "Senden Sie höchstens 1 MiB."),
    ),
    "unsupported-media-type": (
        415,
        Text("Media type not supported", "Type de média non pris en charge", "Medientyp nicht unterstützt"),
        Text(
            "Send JSON (application/json).",
            "Envoyez du JSON (application/json).",
            "Senden Sie JSON (application/json).",
        ),
    ),
    "malformed-json": (
        400,
        Text("Not JSON", "Pas du JSON", "Kein JSON"),
        Text(
            "The body is not valid JSON in UTF-8.",
            "Le corps n'est pas du JSON valide en UTF-8.",
            "Der Inhalt ist kein gültiges JSON in UTF-8.",
        ),
    ),
    "invalid-request": (
        422,
        Text("Not valid", "Non valide", "Nicht gültig"),
        Text(
            "Correct the members named in errors.",
            "Corrigez les éléments nommés dans errors.",
            "Berichtigen Sie die in errors genannten Angaben.",
        ),
    ),
    "unstorable-value": (
        422,
        Text("Value cannot be stored", "Valeur impossible à conserver", "Wert nicht speicherbar"),
        Text(
            "A value is out of range or has characters that cannot be stored.",
            "Une valeur est hors limites ou contient des caractères impossibles à conserver.",
            "Ein Wert ist zu groß oder hat Zeichen, die nicht gespeichert werden können.",
        ),
    ),
    "already-there": (
        409,
        Text("Already there", "Existe déjà", "Schon vorhanden"),
        Text(
            "Somebody did the same just now. Load again.",
            "Quelqu'un vient de faire de même. Rechargez.",
            "Jemand tat gerade dasselbe. Laden Sie neu.",
        ),
    ),
    "busy": (
        503,
        Text("Too busy", "Trop occupé", "Überlastet"),
        Text("Try again in a few seconds.", "Réessayez dans quelques secondes.", "Versuchen Sie es in Kürze erneut."),
    ),
    "database-unavailable": (
        503,
        Text("Storage away", "Stockage indisponible", "Speicher nicht erreichbar"),
        Text(
            "Nothing was changed. Try again in a few seconds.",
            "Rien n'a été modifié. Réessayez dans quelques secondes.",
            "Nichts wurde geändert. Versuchen Sie es in Kürze erneut.",
        ),
    ),
    "no-such-address": (
        404,
        Text("No such address", "Adresse inconnue", "Adresse unbekannt"),
        Text("Check the address.", "Vérifiez l'adresse.", "Prüfen Sie die Adresse."),
    ),
    "method-not-allowed": (
        405,
        Text("Method not allowed", "Méthode non permise", "Methode nicht erlaubt"),
        Text("See the Allow header.", "Voir l'en-tête Allow.", "Siehe den Header Allow."),
    ),
    "internal": (
        500,
        Text("Something went wrong here", "Un problème est survenu ici", "Hier ging etwas schief"),
        Text(
            "It has been noted under the trace id.",
            "C'est noté sous l'identifiant de trace.",
            "Es ist unter der Trace-Id vermerkt.",
        ),
    ),
}


def language_of(request: Request, default: Language = "en") -> Language:
    """The first of our languages in Accept-Language; quality values order it."""
    wanted: list[tuple[float, Language]] = []
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        code = tag[:2].lower()
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        wanted.extend((-weight, known) for known in LANGUAGES if code == known)
    return min(wanted, key=lambda pair: pair[0])[1] if wanted else default


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
    language = language_of(request)
    span = trace.get_current_span().get_span_context()
    body: dict[str, Any] = {
        "type": f"/problems/{slug}",
        "title": getattr(title, language),
        "status": status,
        "detail": getattr(detail, language),
        "instance": request.url.path,
        "errors": errors or [],
        "trace_id": format(span.trace_id, "032x") if span.is_valid else None,
    }
    extra = {"content-language": language} | dict(headers or {})
    if status == 503:
        extra.setdefault("retry-after", "2")
    return JSONResponse(body, status, extra, MEDIA_TYPE)


def protocol(request: Request, slug: str, **given: Any) -> JSONResponse:
    """A refusal of the protocol itself."""
    status, title, detail = PROTOCOL[slug]
    return document(request, slug, status, title, detail, **given)


def answer(request: Request, error: Exception) -> JSONResponse:
    """The problem document of any exception; what nobody expected is logged and tells nothing."""
    if isinstance(error, DomainError):
        errors = [{"pointer": error.pointer, "message": error.detail.en}] if error.pointer else []
        return document(request, error.slug, _STATUS[error.kind], error.title, error.detail, errors=errors)
    if isinstance(error, ProtocolError):
        return protocol(request, error.slug, headers=error.headers)
    if isinstance(error, RequestValidationError):
        return _validation(request, error)
    if isinstance(error, HTTPException):
        return _http(request, error)
    return protocol(request, _technical(error))


def _technical(error: Exception) -> str:
    if isinstance(error, asyncpg.DataError | UnicodeEncodeError | OverflowError):
        return "unstorable-value"
    if isinstance(
        error, asyncpg.IntegrityConstraintViolationError | asyncpg.SerializationError | asyncpg.DeadlockDetectedError
    ):
        return "already-there"
    if isinstance(error, asyncpg.LockNotAvailableError | asyncpg.TooManyConnectionsError | asyncpg.QueryCanceledError):
        return "busy"
    if isinstance(error, (*_AWAY, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError)):
        return "database-unavailable"
    _log.error("unexpected", exc_info=error)
    return "internal"


def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return protocol(request, "malformed-json")
    errors: list[dict[str, str]] = []
    for each in found[:50]:
        place, *rest = [str(part) for part in each["loc"]] or [""]
        pointer = "/" + "/".join(rest) if place == "body" else f"{place}: {'/'.join(rest)}"
        errors.append({"pointer": pointer, "message": each["msg"]})
    return protocol(request, "invalid-request", errors=errors)


def _http(request: Request, error: HTTPException) -> JSONResponse:
    slug: Literal[
        "no-such-address", "method-not-allowed", "malformed-json", "unsupported-media-type", "content-too-large"
    ]
    match error.status_code:
        case 404:
            slug = "no-such-address"
        case 405:
            slug = "method-not-allowed"
        case 413:
            slug = "content-too-large"
        case 415:
            slug = "unsupported-media-type"
        case _:
            slug = "malformed-json"
    return protocol(request, slug, headers=error.headers)


def install(app: FastAPI) -> None:
    """Answer every exception of an application with a problem document."""
    for kind in (DomainError, ProtocolError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> JSONResponse:
    return answer(request, error)
