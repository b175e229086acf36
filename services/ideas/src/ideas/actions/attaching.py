"""Files of an idea: added and taken away while it is being written."""

from __future__ import annotations

import asyncio
import codecs
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from ideas import store
from ideas.actions import apart, telling
from ideas.domain import attachments, state
from ideas.domain.attachments import DIRECTORY, HEAD, TAIL, Attachment, Content, Limits
from ideas.domain.nameless import clean
from ideas.domain.state import Idea
from shared import ids
from shared.db import Tx
from shared.errors import Unknown
from shared.events.base import Event

PART = 256 * 1024
"""Bytes of a stored part: as much of a file as is in memory at once."""
UNCLAIMED = timedelta(hours=1)
"""After that no request is under way any more that put something into the bucket."""
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: what it is called, what its sender says that it is, what it holds.

    ``in_bucket``: as what its content lies in the bucket already; None where it will lie in the database.
    """

    file: BinaryIO
    name: str
    declared: str
    in_bucket: UUID | None = None


async def attach(tx: Tx, by: UUID, idea_id: UUID, limits: Limits, sent: Sent) -> Attachment:
    """Add a file to a draft or a returned idea. For its authors.

    Raises BucketAwayError when its content does not lie in the bucket any more.
    """
    _, idea = await telling.visible(tx, by, idea_id)
    made, idea, event = await _attached(tx, by, idea, limits, sent)
    if sent.in_bucket and not await store.claim_leftover(tx, sent.in_bucket):
        raise store.BucketAwayError("it was removed before it was attached")
    await store.add_attachment(tx, made)
    if not sent.in_bucket:
        await _keep(tx, made.attachment_id, sent.file)
    await telling.tell(tx, idea, event)
    return made


async def would_attach(tx: Tx, by: UUID, idea_id: UUID, limits: Limits, sent: Sent) -> None:
    """Refuse what ``attach`` would refuse, and change nothing: before the content is put into a bucket."""
    _, idea = state.known(*await store.see_idea(tx, by, idea_id))
    await _attached(tx, by, idea, limits, sent)


async def _attached(tx: Tx, by: UUID, idea: Idea, limits: Limits, sent: Sent) -> tuple[Attachment, Idea, Event]:
    content = await asyncio.to_thread(look_at, sent.file)
    media_type = attachments.type_of(sent.declared, sent.name, content, limits)
    there = await store.attachments(tx, idea.idea_id)
    made = Attachment(
        attachment_id=sent.in_bucket or ids.new_id(),
        idea_id=idea.idea_id,
        place=max((each.place for each in there), default=0) + 1,
        name=attachments.tidy(sent.name, media_type),
        media_type=media_type,
        size=content.size,
        sha256=await asyncio.to_thread(_digest, sent.file),
        added_by=by,
        added_at=tx.now,
        in_bucket=sent.in_bucket is not None,
    )
    return made, *attachments.attach(idea, there, made, limits.most, by, now=tx.now)


async def detach(tx: Tx, by: UUID, idea_id: UUID, attachment_id: UUID) -> None:
    """Take a file away for good. For the authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    gone = await store.get_attachment(tx, idea_id, attachment_id)
    if gone is None:
        raise Unknown(what="attachment")
    idea, event = attachments.detach(idea, gone, by, tx.now)
    await store.forget_attachments(tx, idea_id, attachment_id)
    await telling.tell(tx, idea, event)


async def begin_in_bucket(tx: Tx) -> UUID:
    """As what the content of a file to come may lie in the bucket; should no file come, it is removed from there."""
    attachment_id = ids.new_id()
    await store.note_leftover(tx, attachment_id)
    return attachment_id


async def leftovers(tx: Tx) -> list[UUID]:
    """Some of what lies in the bucket for nobody; whoever has removed it says so with ``removed``."""
    return await store.doom_leftovers(tx, tx.now - UNCLAIMED, AT_ONCE)


async def removed(tx: Tx, gone: list[UUID]) -> None:
    await store.forget_leftovers(tx, gone)


async def _keep(tx: Tx, attachment_id: UUID, file: BinaryIO) -> None:
    part = 0
    while piece := await asyncio.to_thread(file.read, PART):
        await store.add_part(tx, attachment_id, part, piece)
        part += 1


def nameless(file: BinaryIO) -> BinaryIO | None:
    """The file without what it says of people, as it will be kept; None where it stays as it came.

    For a thread, before a transaction begins: it may take seconds. Raises what ``domain.nameless.clean`` does.
    """
    content = look_at(file)
    kind = attachments.sniffed(content)
    made = cast("BinaryIO", SpooledTemporaryFile(PART))  # noqa: SIM115 - the caller's, or closed below
    try:
        if cleaned := kind in apart.KINDS:
            apart.clean(kind, file, made, content.size)
        else:
            cleaned = kind is not None and clean(kind, file, made)
    except BaseException:
        made.close()
        raise
    file.seek(0)
    made.seek(0)
    if cleaned:
        return made
    made.close()
    return None


def _digest(file: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    while piece := file.read(PART):
        digest.update(piece)
    file.seek(0)
    return digest.digest()


def look_at(file: BinaryIO) -> Content:
    """What the rules must know of a file, never more than PART of it in memory; it stands at its beginning again."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    place = attachments.directory_in(file.read(TAIL), size)
    directory = b""
    if place:
        file.seek(place[0])
        directory = file.read(min(place[1], DIRECTORY))
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    text = _is_text(file)
    file.seek(0)
    return Content(size, head, directory, text)


def _is_text(file: BinaryIO) -> bool:
    """UTF-8 throughout, without control signs other than tabs and ends of lines or pages."""
    reads = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PART):
            if any(sign < " " and sign not in "\t\n\r\f" for sign in set(reads.decode(piece))):
                return False
        reads.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
