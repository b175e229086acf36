"""The content of files in a bucket that speaks S3. No transaction waits for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from ideas.domain.attachments import Bucket

if TYPE_CHECKING:
    from obstore.store import S3Config

PIECE = 256 * 1024
"""Bytes of a file that are passed on at once."""
_FOLDER = "attachments"
_PATIENCE = timedelta(seconds=30)
_TRIES = 2


class BucketAwayError(Exception):
    """The bucket does not answer, refuses us, or has lost what we put there."""


async def put_content(bucket: Bucket, attachment_id: UUID, file: BinaryIO) -> None:
    """Keep the whole file, from where it stands; BucketAwayError when that is not certain."""
    with _told():
        await obstore.put_async(_client(bucket), _key(attachment_id), file)


async def get_content(bucket: Bucket, attachment_id: UUID) -> AsyncIterator[bytes]:
    """The content, piece by piece; BucketAwayError at once when it cannot be had."""
    with _told():
        found = await obstore.get_async(_client(bucket), _key(attachment_id))
    return cast("AsyncIterator[bytes]", aiter(found.stream(min_chunk_size=PIECE)))


async def remove_content(bucket: Bucket, attachment_id: UUID) -> None:
    """It is gone then, also when it never was there; BucketAwayError when that is not certain."""
    with _told(), suppress(FileNotFoundError):
        await obstore.delete_async(_client(bucket), _key(attachment_id))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as away:
        raise BucketAwayError(str(away)) from away


def _key(attachment_id: UUID) -> str:
    return f"{_FOLDER}/{attachment_id}"


@lru_cache(maxsize=4)
def _client(bucket: Bucket) -> S3Store:
    config: S3Config = {"region": bucket.region}
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if bucket.key_id and bucket.secret:
        config |= {"access_key_id": bucket.key_id, "secret_access_key": bucket.secret}
    return S3Store(
        bucket.name,
        config=config,
        client_options={"timeout": _PATIENCE, "connect_timeout": timedelta(seconds=3), "allow_http": True},
        retry_config={"max_retries": _TRIES, "retry_timeout": _PATIENCE},
    )
