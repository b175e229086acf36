"""Files of an idea: list, add, download, take away."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from ideas import actions, store
from ideas.api import contents
from ideas.api.models import Configured
from ideas.api.reading import may_see
from ideas.domain import attachments, state
from ideas.domain.attachments import SUFFIXES, UNSAID, Attachment, Limits
from ideas.domain.state import Idea, Reader
from shared.errors import Unknown
from shared.http import NO_NUL, Signed, UnitOfWork, Uploaded, attached, file_router
from shared.http import router as open_router

router = open_router(tags=["ideas"])


uploads = file_router(tags=["ideas"], route_class=contents.NamelessRoute)

_AS_FILE: dict[str, Any] = {
    "schema": {"type": "string", "contentMediaType": "application/octet-stream"},
    "example": "Free rooms by floor: 12, 7, 9",
}


class AttachmentView(BaseModel):
    """A file of an idea; ``size`` in bytes. While reviews are blind, ``name`` is a number for those outside."""

    attachment_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    link: str


@uploads.post(
    "/ideas/{idea_id}/attachments",
    status_code=201,
    summary="Add a file",
    openapi_extra={"requestBody": {"required": True, "content": {UNSAID: _AS_FILE, "text/plain": _AS_FILE}}},
)
async def attach(
    tx: UnitOfWork,
    signed: Signed,
    configured: Configured,
    idea_id: UUID,
    upload: Uploaded,
    *,
    in_bucket: contents.InBucket,
    name: Annotated[str, Query(min_length=1, max_length=300, pattern=NO_NUL, description="the file's name")],
    response: Response,
) -> AttachmentView:
    """Add a file to a draft or a returned idea: the body is the file itself, Content-Type its type. Without one, or with
    application/octet-stream, the end of the name says it. The content must be of that type. What it says of the
    people who made it is taken out, so that size and digest are those of what is kept: the properties of documents and
    pictures. Where names are part of the content (comments, tracked changes, signatures), it is refused. For the authors.
    """
    limits = Limits(configured.attachment_types, configured.attachments_most)
    sent = actions.Sent(upload.file, name, upload.media_type, in_bucket)
    with contents.told_when_away():
        made = await actions.attach(tx, signed.person_id, idea_id, limits, sent)
    shown = _view(made, made.name)
    response.headers["Location"], response.headers["ETag"] = shown.link, f'"{shown.sha256}"'
    return shown


@router.get("/ideas/{idea_id}/attachments", summary="Files")
async def list_attachments(tx: UnitOfWork, signed: Signed, idea_id: UUID) -> list[AttachmentView]:
    """The files of an idea, the first one first. For those who may see the idea and its text."""
    who, idea = await may_see(tx, signed, idea_id)
    if not state.shows_text(idea, who):
        return []
    return [_view(each, attachments.name_for(each, idea, who)) for each in await store.attachments(tx, idea_id)]


@router.get(
    "/ideas/{idea_id}/attachments/{attachment_id}",
    summary="A file",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": dict.fromkeys(SUFFIXES, _AS_FILE),
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        },
        304: {"description": "As you have it"},
    },
)
async def get_attachment(
    tx: UnitOfWork,
    signed: Signed,
    request: Request,
    idea_id: UUID,
    attachment_id: UUID,
    *,
    _seen: Annotated[str | None, Header(alias="If-None-Match", description="the ETag of what you have")] = None,
) -> Response:
    """The file itself, for keeping. For those who may see the idea and its text, asked again at each download."""
    who, idea = await may_see(tx, signed, idea_id)
    found = await _shown(tx, who, idea, attachment_id)
    name = attachments.name_for(found, idea, who)
    pieces = await contents.pieces(request, found)
    return attached(request, name, found.media_type, found.sha256, size=found.size, pieces=pieces)


@router.delete("/ideas/{idea_id}/attachments/{attachment_id}", status_code=204, summary="Take a file away")
async def detach(tx: UnitOfWork, signed: Signed, idea_id: UUID, attachment_id: UUID) -> None:
    """Take a file of a draft or a returned idea away, for good. For the authors."""
    await actions.detach(tx, signed.person_id, idea_id, attachment_id)


async def _shown(tx: UnitOfWork, who: Reader, idea: Idea, attachment_id: UUID) -> Attachment:
    found = await store.get_attachment(tx, idea.idea_id, attachment_id) if state.shows_text(idea, who) else None
    if found is None:
        raise Unknown(what="attachment")
    return found


def _view(attachment: Attachment, name: str) -> AttachmentView:
    return AttachmentView(
        attachment_id=attachment.attachment_id,
        name=name,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256.hex(),
        added_at=attachment.added_at,
        link=f"/api/ideas/{attachment.idea_id}/attachments/{attachment.attachment_id}",
    )
