"""The live stream of one's inbox: server-sent events, to be gone on with from any place."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Annotated, Any

import structlog
from fastapi import FastAPI, Header, Query, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError

from notify import actions
from notify.api.models import NotificationView, Unread
from notify.api.watching import Watch, flagged
from notify.settings import Settings
from notify.store import inbox, readers, stream
from shared import auth, db
from shared.auth import Caller
from shared.db import Row
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router

_log = structlog.get_logger(__name__)
router = open_router(tags=["notify"])

PAGE = 50  # notifications that are read at once; the next ones only when the reader has taken these
PATIENCE = 30.0  # seconds that a reader may take for one piece
LASTS = auth.TTL.total_seconds()  # as long as a token: whoever is signed out then is not let in again
Place = Annotated[str | None, Query(pattern=r"^\d{1,18}$", description="as the header, for those who cannot send it")]
LastEventId = Annotated[
    str | None, Header(pattern=r"^\d{1,18}$", description="the id of the last event that was received")
]
_EVENT = {
    "type": "object",
    "description": "one server-sent event of the stream",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string", "description": "a place; send the last one as Last-Event-ID"},
        "event": {"type": "string", "enum": ["ready", "notification"]},
        "data": {"type": "string", "description": "JSON: how many are unread, or a notification as the inbox shows it"},
        "retry": {"type": "integer", "description": "milliseconds until a browser comes back"},
    },
}
_EXAMPLE = {"id": "4711", "event": "ready", "data": '{"unread":2}', "retry": 3210}


class Stream(EventSourceResponse):
    """Ends without a fuss when its reader does not read."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        except SendTimeoutError:
            return


@router.get(
    "/stream",
    summary="News while I watch",
    response_class=Stream,
    responses={200: {"content": {"text/event-stream": {"schema": _EVENT, "example": _EXAMPLE}}}},
)
async def get_stream(
    request: Request,
    tx: UnitOfWork,
    signed: Signed,
    *,
    last_event_id: Place = None,
    last_event_id_header: Annotated[LastEventId, Header(alias="Last-Event-ID")] = None,
) -> Stream:
    """The caller's new notifications as server-sent events: first `ready` with how many are unread, then a `notification`
    each, as the inbox shows it. Its `id` is a place: with `Last-Event-ID` the stream goes on right behind it, on any
    server, without a gap and without a repetition. It lasts a quarter of an hour; a browser comes back by itself.
    """
    who = await actions.reader(tx, signed.person_id)
    watch = _watch(request.app)
    watch.refuse_more(signed.person_id)
    newest, unread = await stream.newest(tx), await inbox.count_unread(tx, who)
    given = last_event_id_header or last_event_id
    since = min(int(given), newest) if given else newest
    ready = ServerSentEvent(
        Unread(unread=unread).model_dump_json(),
        event="ready",
        id=str(since),
        retry=random.randint(3000, 5000),  # noqa: S311 - spreads load, guards nothing
    )
    settings: Settings = request.app.state.settings
    events = _events(request.app, watch, signed, since, ready)
    return Stream(events, ping=settings.stream_heartbeat, send_timeout=PATIENCE)


def _watch(app: FastAPI) -> Watch:
    """The one watch of this process."""
    if not hasattr(app.state, "watch"):
        app.state.watch = Watch(app.state.pool)
    watch: Watch = app.state.watch
    return watch


async def _events(
    app: FastAPI, watch: Watch, signed: Caller, since: int, ready: ServerSentEvent
) -> AsyncIterator[ServerSentEvent]:
    """What comes behind a place, until the process ends, the time is over, or the database goes away."""
    clock, stopping = asyncio.get_running_loop().time, app.state.stopping
    until = clock() + LASTS
    yield ready
    try:
        with watch.joined(signed.person_id) as flag:
            last = False
            while not last:
                last = stopping.is_set() or clock() >= until
                flag.clear()
                while rows := await _page(watch, signed, since):
                    for row in rows:
                        since = row["position"]
                        data = NotificationView.of(row, signed.locale).model_dump_json()
                        yield ServerSentEvent(data, event="notification", id=str(since))
                if not last:
                    await flagged(flag, stopping, until - clock())
    except db.AWAY:
        _log.warning("a stream ended without its database", exc_info=True)


async def _page(watch: Watch, signed: Caller, since: int) -> list[Row]:
    """What the reader may see behind a place, as they are this moment; nothing for somebody who has left."""
    async with db.reading(watch.pool) as tx:
        who = await readers.reader(tx, signed.person_id)
        return await stream.after(tx, who, since, PAGE) if who and who.employed else []
