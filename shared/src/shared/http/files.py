"""Files over HTTP: taken as the body itself into a spool that holds little in memory, sent piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import UploadFile

from shared.http.routing import UnitOfWorkRoute, router

PIECE = 256 * 1024
"""Bytes of a file that are in memory at once; what is larger lies on the disk while it is taken."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A body as it came, from its first byte on. ``media_type``: what the sender says it is, in lower case."""

    file: BinaryIO
    size: int
    sha256: bytes
    media_type: str


class FileRoute(UnitOfWorkRoute):
    """Takes a file as the body itself. It is complete before the transaction begins, and gone with the request."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def closing(request: Request) -> Response:
            request.state.spool = UploadFile(cast("BinaryIO", SpooledTemporaryFile(PIECE)))  # noqa: SIM115 - closed below
            try:
                return await handle(request)
            finally:
                await request.state.spool.close()

        return closing

    async def take(self, request: Request) -> None:
        spool: UploadFile = request.state.spool
        digest, size = hashlib.sha256(), 0
        async for piece in request.stream():
            digest.update(piece)
            size += len(piece)
            await spool.write(piece)
        await spool.seek(0)
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        request.state.upload = Upload(spool.file, size, digest.digest(), media_type)


async def _uploaded(request: Request) -> Upload:
    upload: Upload = request.state.upload
    return upload


Uploaded = Annotated[Upload, Depends(_uploaded)]


def file_router(tags: list[str], prefix: str = "/api") -> APIRouter:
    """A router whose routes take a file each."""
    return router(tags, prefix, route_class=FileRoute)


def attached(
    request: Request, name: str, media_type: str, sha256: bytes, *, size: int, pieces: AsyncIterator[bytes]
) -> Response:
    """The file for keeping, never for showing in our origin; 304 when the caller has it already.

    It may be kept by the caller's browser alone, which asks each time whether it still may.
    """
    etag = f'"{sha256.hex()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    asked = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if etag in asked or "*" in asked:
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Length": str(size), "Content-Disposition": disposition(name)}
    return StreamingResponse(pieces, media_type=media_type, headers=headers)


def disposition(name: str) -> str:
    """``attachment`` with a name: as it is (RFC 8187), and in ASCII for those who cannot read that."""
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\%' else "_" for sign in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
