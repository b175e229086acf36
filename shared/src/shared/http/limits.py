"""How much one caller may ask for: bytes of a body, depth of its JSON, requests at once."""

from __future__ import annotations

import re

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import Message, Receive

from shared.http.problems import ProtocolError

AT_ONCE = 200  # requests in one process; more are asked to come back
DEPTH = 32  # arrays and objects inside each other
_JSON = re.compile(r"application/(json|[\w.+-]+\+json)\s*(;.*)?", re.IGNORECASE)
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{\]}]', re.DOTALL)


def check_announced(headers: Headers, limit: int) -> None:
    """Refuse a body of which the sender says by itself that it is larger than ``limit`` bytes."""
    length = headers.get("content-length", "0")
    if length.isdigit() and (len(length) > 12 or int(length) > limit):
        raise ProtocolError("content-too-large", most=limit // 1024)


def bounded(receive: Receive, limit: int) -> Receive:
    """The same body, cut with a refusal when it grows beyond ``limit`` bytes (chunked bodies announce no length)."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise ProtocolError("content-too-large", most=limit // 1024)
        return message

    return counted


def check_json(request: Request, body: bytes) -> None:
    """Refuse a body that is not announced as JSON, or so deep that a recursion over it would end badly."""
    if not body:
        return
    if not _JSON.fullmatch(request.headers.get("content-type", "")):
        raise ProtocolError("unsupported-media-type")
    if not _utf8(body) or (body.count(b"[") + body.count(b"{") > DEPTH and _deeper(body)):
        raise ProtocolError("malformed-json")


def _utf8(body: bytes) -> bool:
    """JSON between systems is UTF-8 (RFC 8259, 8.1); the parser would guess UTF-16 and UTF-32 too, by their zero bytes."""
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False


def _deeper(body: bytes) -> bool:
    depth = 0
    for found in _TOKENS.finditer(body):
        first = found[0][:1]
        if first in b"[{":
            depth += 1
            if depth > DEPTH:
                return True
        elif first != b'"':
            depth -= 1
    return False
