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

# Made once: json.dumps makes one at each call that says separators.
_json = json.JSONEncoder(separators=(",", ":")).encode


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
    return PageOf(items=items[: page.limit], next=_next(page, items, key))


def written(page: PageWanted, rows: list[Row], key: Callable[[Row], tuple[str, ...]]) -> Response:
    """The page of rows whose items the database has written: as JSON, in the column ``line``."""
    following = _json(_next(page, rows, key))
    body = f'{{"items":[{",".join(row["line"] for row in rows[: page.limit])}],"next":{following}}}'
    return Response(body, headers=page.response.headers, media_type="application/json")


def _next(page: PageWanted, items: list[T], key: Callable[[T], tuple[str, ...]]) -> str | None:
    if len(items) <= page.limit:
        return None
    asked = _filters(page.request)
    after = _seal(page.request, asked, key(items[page.limit - 1]))
    address = f"{page.request.scope['path']}?{urlencode([*asked, ('limit', page.limit), ('after', after)])}"
    page.response.headers["Link"] = f'<{address}>; rel="next"'
    return address


def _filters(request: Request) -> list[tuple[str, str]]:
    return [(name, text) for name, text in request.query_params.multi_items() if name not in ("after", "limit")]


def _signature(request: Request, filters: list[tuple[str, str]], body: bytes) -> bytes:
    bound = json.dumps([request.scope["path"], sorted(filters)]).encode()
    secret = request.app.state.settings.cursor_secret.encode()
    return hmac.digest(secret, bound + b"\0" + body, "sha256")[:16]


def _seal(request: Request, filters: list[tuple[str, str]], key: tuple[str, ...]) -> str:
    body = _json(key).encode()
    return base64.urlsafe_b64encode(_signature(request, filters, body) + body).rstrip(b"=").decode()


def _open(request: Request, cursor: str) -> tuple[str, ...]:
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except (ValueError, binascii.Error):
        raise ProtocolError("bad-cursor") from None
    signature, body = raw[:16], raw[16:]
    if not hmac.compare_digest(signature, _signature(request, _filters(request), body)):
        raise ProtocolError("bad-cursor")
    return tuple(str(part) for part in json.loads(body))
