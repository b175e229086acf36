"""The content of files at the edge: made nameless, put into the bucket where there is one, had from where it lies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Request, UploadFile

from ideas import actions, store
from ideas.domain.attachments import Attachment, Bucket, Limits
from ideas.settings import Settings
from shared import db
from shared.auth import Caller
from shared.db import Pool
from shared.errors import DomainError
from shared.http import FileRoute, ProtocolError, identify

_log = structlog.get_logger(__name__)

_CLEANED_AT_ONCE = asyncio.Semaphore(2)
"""The others wait: what cleaning takes of memory and processors, it takes so many times at most."""


class NamelessRoute(FileRoute):
    """Takes out of a file what it says of people, and puts it where it will lie, before the transaction begins."""

    async def take(self, request: Request) -> None:
        await super().take(request)
        upload, spool = request.state.upload, request.state.spool
        async with _CLEANED_AT_ONCE:
            made = await asyncio.to_thread(actions.nameless, upload.file)
        if made:
            request.state.spool = UploadFile(made)  # closed with the request
            request.state.upload = replace(upload, file=made)
            await spool.close()
        bucket, caller = request.app.state.settings.bucket, await identify(request)
        if bucket and caller and await _would_be_taken(request, caller):
            request.state.in_bucket = await self._put(request, bucket)

    async def _put(self, request: Request, bucket: Bucket) -> UUID:
        """As what the content lies in the bucket."""
        async with self.aside(request) as tx:
            attachment_id = await actions.begin_in_bucket(tx)
        with told_when_away():
            await store.put_content(bucket, attachment_id, request.state.upload.file)
        await asyncio.to_thread(request.state.upload.file.seek, 0)
        return attachment_id


async def _would_be_taken(request: Request, caller: Caller) -> bool:
    """What will be refused, or was answered for before, is not put into the bucket; the operation says why."""
    settings: Settings = request.app.state.settings
    limits = Limits(settings.attachment_types, settings.attachments_most)
    sent = actions.Sent(
        request.state.upload.file, request.query_params.get("name", ""), request.state.upload.media_type
    )
    try:
        async with db.reading(request.app.state.pool) as tx:
            await actions.would_attach(tx, caller.person_id, UUID(request.path_params["idea_id"]), limits, sent)
    except (DomainError, ValueError):
        return False
    return True


async def _in_bucket(request: Request) -> UUID | None:
    found: UUID | None = getattr(request.state, "in_bucket", None)
    return found


InBucket = Annotated[UUID | None, Depends(_in_bucket)]
"""As what the content of the file that was sent lies in the bucket; None where it will lie in the database."""


@contextmanager
def told_when_away() -> Iterator[None]:
    """A bucket that is away is no fault of the caller: they may try again."""
    try:
        yield
    except store.BucketAwayError as away:
        _log.warning("the bucket of files is away", exc_info=True)
        raise ProtocolError("files-unavailable", {"Retry-After": "5"}) from away


async def pieces(request: Request, found: Attachment) -> AsyncIterator[bytes]:
    """The content from where it lies."""
    if not found.in_bucket:
        return _parts(request.app.state.pool, found.attachment_id)
    with told_when_away():
        settings: Settings = request.app.state.settings
        if settings.bucket is None:
            raise store.BucketAwayError("S3_BUCKET is not set, though a file lies in a bucket")
        return await store.get_content(settings.bucket, found.attachment_id)


async def _parts(pool: Pool, attachment_id: UUID) -> AsyncIterator[bytes]:
    """Part by part, each by a connection of its own: a slow reader holds none."""
    part = 0
    while True:
        async with db.reading(pool) as tx:
            piece = await store.get_part(tx, attachment_id, part)
        if piece is None:
            return
        yield piece
        part += 1
