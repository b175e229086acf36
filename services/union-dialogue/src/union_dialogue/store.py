"""Every statement of union-dialogue, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared.db import Row, Tx
from union_dialogue.domain.case import Case, Room

_CASE = (
    "case_id, idea_id, body_id, title, measure, rights, urgent, regime, state, result, package_version, received_at, "
    "clock, opinion, answers, version"
)

INSERT_CASE = f"""
INSERT INTO consultation ({_CASE}, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT (idea_id, body_id) DO NOTHING RETURNING true
"""


async def insert_case(tx: Tx, case: Case) -> bool:
    """True when the case is new: one a body and idea."""
    values = [getattr(case, name) for name in _CASE.split(", ")]
    return bool(await tx.fetchval(INSERT_CASE, *values, tx.now))


LOCK_CASE = f"SELECT {_CASE} FROM consultation WHERE case_id = $1 FOR UPDATE"
GET_CASE = f"SELECT {_CASE} FROM consultation WHERE case_id = $1"
WAITING_CASES = f"SELECT {_CASE} FROM consultation WHERE state = 'waiting' ORDER BY case_id FOR UPDATE"
HOLD_WAITING = "SELECT pg_advisory_xact_lock(hashtextextended('union-dialogue waiting cases', 0))"
LIST_CASES = f"""
SELECT {_CASE} FROM consultation
WHERE ($1::uuid IS NULL OR idea_id = $1) AND ($2 OR body_id = ANY($3::uuid[])) AND ($4::uuid IS NULL OR case_id < $4)
ORDER BY case_id DESC LIMIT $5
"""


async def lock_case(tx: Tx, case_id: UUID) -> Case | None:
    return _case(await tx.fetchrow(LOCK_CASE, case_id))


async def get_case(tx: Tx, case_id: UUID) -> Case | None:
    return _case(await tx.fetchrow(GET_CASE, case_id))


async def hold_waiting(tx: Tx) -> None:
    """Until commit no other transaction adds or completes waiting cases: a body and its case never miss each other."""
    await tx.execute(HOLD_WAITING)


async def waiting_cases(tx: Tx) -> list[Case]:
    """Cases that wait until their body and its calendar are known here."""
    return [case for row in await tx.fetch(WAITING_CASES) if (case := _case(row))]


async def list_cases(
    tx: Tx, idea_id: UUID | None, before: UUID | None, limit: int, *, every: bool, bodies: list[UUID]
) -> list[Case]:
    """Cases, newest first: every one, or those of some bodies."""
    rows = await tx.fetch(LIST_CASES, idea_id, every, bodies, before, limit)
    return [case for row in rows if (case := _case(row))]


SAVE_CASE = """
UPDATE consultation SET regime = $2, state = $3, result = $4, package_version = $5, received_at = $6, clock = $7,
    opinion = $8, answers = $9, version = $10
WHERE case_id = $1
"""


async def save_case(tx: Tx, case: Case) -> None:
    await tx.execute(
        SAVE_CASE,
        case.case_id,
        case.regime,
        case.state,
        case.result,
        case.package_version,
        case.received_at,
        case.clock,
        case.opinion,
        case.answers,
        case.version,
    )


KEEP_PACKAGE = (
    "INSERT INTO package (case_id, package_version, content, provided_by, provided_at) VALUES ($1, $2, $3, $4, $5)"
)
GET_PACKAGE = """
SELECT package_version, content, provided_at FROM package WHERE case_id = $1 ORDER BY package_version DESC LIMIT 1
"""


async def keep_package(tx: Tx, case: Case, content: dict[str, Any], by: UUID) -> None:
    await tx.execute(KEEP_PACKAGE, case.case_id, case.package_version, content, by, tx.now)


async def get_package(tx: Tx, case_id: UUID) -> Row | None:
    """The newest version of the information package."""
    return await tx.fetchrow(GET_PACKAGE, case_id)


KEEP_MESSAGE = """
INSERT INTO message (message_id, case_id, room, author_id, body, mentions, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
MESSAGES = """
SELECT m.message_id, m.author_id, p.display_name AS author, m.body AS text, m.mentions, m.posted_at
FROM message m LEFT JOIN directory_person p ON p.person_id = m.author_id
WHERE m.case_id = $1 AND m.room = $2 AND ($3::uuid IS NULL OR m.message_id > $3) ORDER BY m.message_id LIMIT $4
"""


async def keep_message(tx: Tx, case: Case, room: Room, message: tuple[UUID, UUID, str, list[UUID]]) -> None:
    """``message``: its id, author, text and mentions."""
    message_id, author, text, mentions = message
    await tx.execute(KEEP_MESSAGE, message_id, case.case_id, room, author, text, mentions, tx.now)


async def messages(tx: Tx, case_id: UUID, room: Room, after: UUID | None, limit: int) -> list[Row]:
    return await tx.fetch(MESSAGES, case_id, room, after, limit)


def _case(row: Row | None) -> Case | None:
    return Case(**dict(row)) if row else None
