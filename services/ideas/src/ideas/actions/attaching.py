"""Files of an idea: added and taken away while it is being written."""

from __future__ import annotations

import asyncio
import codecs
import hashlib
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from ideas import store
from ideas.actions import telling
from ideas.domain import attachments
from ideas.domain.attachments import DIRECTORY, HEAD, TAIL, Attachment, Content, Limits
from ideas.domain.nameless import clean
from shared import ids
from shared.db import Tx
from shared.errors import Unknown

PART = 256 * 1024
"""Bytes of a stored part: as much of a file as is in memory at once."""


async def attach(
    tx: Tx, by: UUID, idea_id: UUID, limits: Limits, file: BinaryIO, *, name: str, declared: str
) -> Attachment:
    """Add a file to a draft or a returned idea. For its authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    content = await asyncio.to_thread(look_at, file)
    media_type = attachments.type_of(declared, name, content, limits)
    there = await store.attachments(tx, idea_id)
    made = Attachment(
        attachment_id=ids.new_id(),
        idea_id=idea_id,
        place=max((each.place for each in there), default=0) + 1,
        name=attachments.tidy(name, media_type),
        media_type=media_type,
        size=content.size,
        sha256=await asyncio.to_thread(_digest, file),
        added_by=by,
        added_at=tx.now,
    )
    idea, event = attachments.attach(idea, there, made, limits.most, by, now=tx.now)
    await store.add_attachment(tx, made)
    await _keep(tx, made.attachment_id, file)
    await telling.tell(tx, idea, event)
    return made


async def detach(tx: Tx, by: UUID, idea_id: UUID, attachment_id: UUID) -> None:
    """Take a file away for good. For the authors."""
    _, idea = await telling.visible(tx, by, idea_id)
    gone = await store.get_attachment(tx, idea_id, attachment_id)
    if gone is None:
        raise Unknown(what="attachment")
    idea, event = attachments.detach(idea, gone, by, tx.now)
    await store.forget_attachment(tx, attachment_id)
    await telling.tell(tx, idea, event)


async def _keep(tx: Tx, attachment_id: UUID, file: BinaryIO) -> None:
    part = 0
    while piece := await asyncio.to_thread(file.read, PART):
        await store.add_part(tx, attachment_id, part, piece)
        part += 1


def nameless(file: BinaryIO) -> BinaryIO | None:
    """The file without what it says of people, as it will be kept; None where it stays as it came.

    For a thread, before a transaction begins: it may take seconds. Raises what ``domain.nameless.clean`` does.
    """
    kind = attachments.sniffed(look_at(file))
    made = cast("BinaryIO", SpooledTemporaryFile(PART))  # noqa: SIM115 - the caller's, or closed below
    try:
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
