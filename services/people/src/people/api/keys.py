"""The keys that verify sign-in tokens: shown to everybody, looked after by the administrator."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Path, Request, Response
from pydantic import BaseModel

from people.actions import callers, keys
from people.domain import keys as rules
from people.domain.keys import Key
from people.store import sessions as store
from shared import clock
from shared.http import Signed, UnitOfWork
from shared.http import router as open_router
from shared.http.shapes import Nothing

public_router = open_router(tags=["session"], prefix="")
router = open_router(tags=["signing-keys"])
Kid = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="The key's id", examples=["0123456789abcdef"])]


class JwkSet(BaseModel):
    keys: list[dict[str, Any]]


class KeyView(BaseModel):
    """A key: from when it signs, and whether it waits, signs, or is shown for the last tokens that it signed."""

    kid: str
    signs_from: datetime
    state: Literal["waits", "signs", "ends"]


@public_router.get("/.well-known/jwks.json", summary="Keys that verify sign-in tokens")
async def jwks(tx: UnitOfWork, response: Response) -> JwkSet:
    """The public keys, for every service: the one that signs, the next before it does, and old ones whose tokens live. For everybody."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return JwkSet(keys=await keys.public_keys(tx))


@router.get("/signing-keys", summary="Signing keys")
async def list_keys(tx: UnitOfWork, signed: Signed) -> list[KeyView]:
    """The keys with their states, the newest first. For the administrator."""
    await callers.require_role(tx, signed.person_id, "administrator")
    known = await store.keys(tx)
    return [_view(key, known) for key in reversed(rules.in_order(known))]


@router.post("/signing-keys", status_code=201, summary="Make the next key now")
async def rotate_keys(tx: UnitOfWork, signed: Signed, request: Request, response: Response, _body: Nothing) -> KeyView:
    """Make the next key before the schedule does. It signs in ten minutes, when every service knows it. For the administrator."""
    await callers.require_role(tx, signed.person_id, "administrator")
    made = await keys.rotate(tx, request.app.state.settings.house.keys_last)
    response.headers["Location"] = "/api/signing-keys"
    return _view(made, await store.keys(tx))


@router.delete("/signing-keys/{kid}", status_code=204, summary="Withdraw a key")
async def withdraw_key(tx: UnitOfWork, signed: Signed, request: Request, kid: Kid) -> None:
    """Take away a key that is in wrong hands. Tokens that it signed end as soon as a service looks for keys again, at the
    latest in five minutes; browsers renew theirs. For the administrator.
    """
    await callers.require_role(tx, signed.person_id, "administrator")
    await keys.withdraw(tx, kid, request.app.state.settings.house.keys_last)


def _view(key: Key, known: list[Key]) -> KeyView:
    now = clock.wall()
    signs = rules.signer(known, now)
    state: Literal["signs", "ends"] = "signs" if signs is not None and signs.kid == key.kid else "ends"
    return KeyView(kid=key.kid, signs_from=key.signs_from, state="waits" if key.signs_from > now else state)
