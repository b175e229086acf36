"""Pages by signed cursor: opaque, bound to the address and its filters; ``Link: rel=next`` leads on."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from shared.db import Row
from shared.http.problems import ProtocolError

T = TypeVar("T")


class PageOf(BaseModel, Generic[T]):
    """A page: its items and the address of the next one."""

    items: list[T]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class PageWanted:
    """What a list is asked for: so many items after a sort key. Fetch one more than the limit: ``fetch``."""

    request: Request
    response: Response
    limit: int
    after: tuple[str, ...] | None

    @property
    def fetch(self) -> int:
        return self.limit + 1

    @property
    def after_id(self) -> UUID | None:
        """The sort key of a list that is ordered by one id."""
        return UUID(self.after[0]) if self.after else None


async def _page(  # async, as a plain function would run in another thread
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=100, description="items on a page")] = 30,
    after: Annotated[str | None, Query(max_length=1000, description="cursor from the link to the next page")] = None,
) -> PageWanted:
    return PageWanted(request, response, limit, _open(request, after) if after else None)


Page = Annotated[PageWanted, Depends(_page)]


def page_of(page: PageWanted, items: list[T], key: Callable[[T], tuple[str, ...]]) -> PageOf[T]:
    """The page of what was fetched; ``key`` gives an item's sort key as texts."""
    if len(items) <= page.limit:
        return PageOf(items=items)
    items = items[: page.limit]
    query = [(k, v) for k, v in page.request.query_params.multi_items() if k not in ("after", "limit")]
    query += [("limit", str(page.limit)), ("after", _seal(page.request, key(items[-1])))]
    address = f"{page.request.scope['path']}?{urlencode(query)}"
    page.response.headers["Link"] = f'<{address}>; rel="next"'
    return PageOf(items=items, next=address)


def written(page: PageWanted, rows: list[Row], key: Callable[[Row], tuple[str, ...]]) -> Response:
    """The page of rows whose items the database has written: as JSON, in the column ``line``."""
    shown = page_of(page, rows, key)
    body = f'{{"items":[{",".join(row["line"] for row in shown.items)}],"next":{json.dumps(shown.next)}}}'
    return Response(body, headers=page.response.headers, media_type="application/json")


def _signature(request: Request, body: bytes) -> bytes:
    filters = sorted((k, v) for k, v in request.query_params.multi_items() if k not in ("after", "limit"))
    bound = json.dumps([request.scope["path"], filters]).encode()
    secret = request.app.state.settings.cursor_secret.encode()
    return hmac.digest(secret, bound + b"\0" + body, "sha256")[:16]


def _seal(request: Request, key: tuple[str, ...]) -> str:
    body = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_signature(request, body) + body).rstrip(b"=").decode()


def _open(request: Request, cursor: str) -> tuple[str, ...]:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except (ValueError, binascii.Error):
        raise ProtocolError("bad-cursor") from None
    signature, body = raw[:16], raw[16:]
    if not hmac.compare_digest(signature, _signature(request, body)):
        raise ProtocolError("bad-cursor")
    return tuple(str(part) for part in json.loads(body))
