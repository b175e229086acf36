"""ETag and If-Match: a change says which version it was made on."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Response

from shared.http.problems import ProtocolError

_STRONG = re.compile(r'"(\d{1,18})"')


def _version_seen(
    if_match: Annotated[str | None, Header(description='the ETag that you saw, for example "7"')] = None,
) -> int:
    if if_match is None:
        raise ProtocolError("precondition-required")
    found = _STRONG.fullmatch(if_match.strip())
    if not found:
        raise ProtocolError("bad-if-match")
    return int(found[1])


IfMatch = Annotated[int, Depends(_version_seen)]
"""The version that the caller saw; compare it with ``shared.errors.check_version``."""


def set_etag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'


def created(response: Response, location: str, version: int) -> None:
    """201 with the address and the version of what was made."""
    response.status_code = 201
    response.headers["Location"] = location
    set_etag(response, version)
