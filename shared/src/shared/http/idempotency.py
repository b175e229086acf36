"""Idempotency-Key: a POST that is sent twice happens once and is answered alike (kept 24 hours)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from shared.db import Row, Tx
from shared.http.problems import ProtocolError

LOOK = """
SELECT pg_try_advisory_xact_lock(hashtextextended($1::uuid::text || $2, 0)) AS free, i.request_hash, i.status, i.headers, i.body
FROM (SELECT 1) AS one LEFT JOIN idempotency i
    ON i.principal = $1 AND i.key = $2 AND i.created_at > clock_timestamp() - interval '24 hours'
"""
KEEP = """
INSERT INTO idempotency AS i (principal, key, request_hash, status, headers, body) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (principal, key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
    headers = excluded.headers, body = excluded.body, created_at = clock_timestamp()
WHERE i.created_at <= clock_timestamp() - interval '24 hours'
RETURNING key
"""
_KEPT_HEADERS = ("location", "etag", "content-type", "link")

_KEY = re.compile(r"[!-~]{1,255}")  # what its description says

Handle = Callable[[Request], Coroutine[Any, Any, Response]]


async def once(request: Request, tx: Tx, handle: Handle) -> Response:
    """Handle a request, or give the answer that the same one got before."""
    key, caller = request.headers.get("idempotency-key"), getattr(request.state, "caller", None)
    if request.method != "POST" or key is None or caller is None:
        return await handle(request)
    if not _KEY.fullmatch(key):
        raise ProtocolError("bad-idempotency-key")
    digest = await _digest(request)
    row = await tx.fetchrow(LOOK, caller.person_id, key)
    if row is None or not row["free"]:
        raise ProtocolError("request-in-flight", {"Retry-After": "1"})
    if row["request_hash"] is not None:
        return _replay(row, digest)
    answer = await handle(request)
    if answer.status_code < 300:
        await _keep(tx, caller.person_id, key, digest, answer)
    return answer


async def _digest(request: Request) -> bytes:
    place = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    upload = getattr(request.state, "upload", None)
    return hashlib.sha256(place + (upload.sha256 if upload else await request.body())).digest()


def _replay(row: Row, digest: bytes) -> Response:
    if row["request_hash"] != digest:
        raise ProtocolError("idempotency-key-reused")
    return Response(row["body"], row["status"], row["headers"] | {"idempotency-replayed": "true"})


async def _keep(tx: Tx, principal: UUID, key: str, digest: bytes, answer: Response) -> None:
    headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    kept = await tx.fetchval(KEEP, principal, key, digest, answer.status_code, headers, bytes(answer.body))
    if kept is None:  # a twin was faster between our look and now
        raise ProtocolError("request-in-flight", {"Retry-After": "1"})
