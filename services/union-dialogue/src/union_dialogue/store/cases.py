"""Statements about cases and their packages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from shared.db import Row, Tx
from union_dialogue.domain import drafts
from union_dialogue.domain.case import Case
from union_dialogue.domain.clock import Clock
from union_dialogue.domain.facts import Absence, Elected, Facts, Seating
from union_dialogue.domain.regimes import kept, shipped
from union_dialogue.domain.seat import Seat
from union_dialogue.store.sight import IN_SIGHT, MANAGERS, MERGED, Sight

_CASE = f"""c.case_id, c.idea_id, c.body_id, c.title, c.measure, c.rights, c.authors, c.urgent, c.regime, c.profile, c.state,
    c.result, c.reason, c.package_version, c.received_version, c.facts, c.seat, c.clock, c.proposals, c.opinion, c.answers,
    c.corrections, c.seatings, c.edition, c.version, c.round, c.consent_replaced_by, c.absences, c.recused, c.elected,
    {MERGED} AS merged, {MANAGERS} AS managers"""

INSERT_CASE = """
INSERT INTO consultation
    (case_id, idea_id, body_id, title, measure, rights, authors, urgent, state, version, round, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
_NEW = (
    "case_id", "idea_id", "body_id", "title", "measure", "rights", "authors", "urgent", "state", "version", "round"
)  # fmt: skip


async def insert_case(tx: Tx, case: Case) -> None:
    await tx.execute(INSERT_CASE, *(getattr(case, name) for name in _NEW), tx.now)


LOCK_LAST_CASE = f"""
SELECT {_CASE} FROM consultation c WHERE idea_id = $1 AND body_id = $2 ORDER BY round DESC LIMIT 1 FOR UPDATE OF c
"""
LOCK_OPEN_CASES_OF = f"""
SELECT {_CASE} FROM consultation c WHERE idea_id = $1 AND state <> 'closed' ORDER BY case_id FOR UPDATE
"""


async def lock_last_case(tx: Tx, idea_id: UUID, body_id: UUID) -> Case | None:
    """The newest case of a body on an idea, open or closed."""
    return _case(await tx.fetchrow(LOCK_LAST_CASE, idea_id, body_id))


async def lock_open_cases_of(tx: Tx, idea_id: UUID) -> list[Case]:
    """The cases on an idea that are not closed, one a body; those that wait too."""
    return _cases(await tx.fetch(LOCK_OPEN_CASES_OF, idea_id))


LOCK_CASE = f"SELECT {_CASE} FROM consultation c WHERE case_id = $1 FOR UPDATE"
GET_CASE = f"SELECT {_CASE} FROM consultation c WHERE case_id = $1"
WAITING_CASES = f"SELECT {_CASE} FROM consultation c WHERE state = 'waiting' ORDER BY case_id FOR UPDATE"
HOLD_WAITING = "SELECT pg_advisory_xact_lock(hashtextextended('union-dialogue waiting cases', 0))"
LIST_CASES = f"""
SELECT {_CASE} FROM consultation c
WHERE {IN_SIGHT} AND ($6::uuid IS NULL OR c.idea_id = $6)
    AND ($7::text IS NULL OR c.state = $7) AND ($8::uuid IS NULL OR c.body_id = $8)
    AND ($9::text IS NULL OR c.result = $9)
    AND ($10::timestamptz IS NULL OR (c.state = 'running' AND (c.clock ->> 'due_at')::timestamptz < $10))
    AND ($11::uuid IS NULL OR c.case_id < $11)
ORDER BY c.case_id DESC LIMIT $12
"""
LIST_CASES_BY_DUE = f"""
SELECT {_CASE} FROM consultation c CROSS JOIN LATERAL (
    SELECT coalesce(CASE WHEN c.state = 'running' THEN (c.clock ->> 'due_at')::timestamptz END, 'infinity') AS due_at
) ends
WHERE {IN_SIGHT} AND ($6::uuid IS NULL OR c.idea_id = $6)
    AND ($7::text IS NULL OR c.state = $7) AND ($8::uuid IS NULL OR c.body_id = $8)
    AND ($9::text IS NULL OR c.result = $9) AND ($10::timestamptz IS NULL OR ends.due_at < $10)
    AND ($11::uuid IS NULL OR (ends.due_at, c.case_id) > (coalesce($12::timestamptz, 'infinity'), $11))
ORDER BY ends.due_at, c.case_id LIMIT $13
"""
Order = Literal["newest", "due"]
OPEN_CASES = f"""
SELECT {_CASE} FROM consultation c
WHERE c.state NOT IN ('closed', 'waiting') AND {IN_SIGHT} ORDER BY c.case_id LIMIT 200
"""


class Filters(NamedTuple):
    """Which cases a list shows; None: whatever. ``due_before`` is an instant, for clocks that run."""

    idea_id: UUID | None = None
    state: str | None = None
    body_id: UUID | None = None
    result: str | None = None
    due_before: Any = None


async def lock_case(tx: Tx, case_id: UUID) -> Case | None:
    return _case(await tx.fetchrow(LOCK_CASE, case_id))


async def get_case(tx: Tx, case_id: UUID) -> Case | None:
    return _case(await tx.fetchrow(GET_CASE, case_id))


async def hold_waiting(tx: Tx) -> None:
    """Until commit no other transaction adds or completes waiting cases: a body and its case never miss each other."""
    await tx.execute(HOLD_WAITING)


async def waiting_cases(tx: Tx) -> list[Case]:
    """Cases that wait until their body, its calendar and its regime are known here."""
    return _cases(await tx.fetch(WAITING_CASES))


async def list_cases(tx: Tx, wanted: Filters, before: UUID | None, limit: int, sight: Sight) -> list[Case]:
    """Cases in sight, newest first."""
    return _cases(await tx.fetch(LIST_CASES, *sight.parameters, *wanted, before, limit))


async def open_cases(tx: Tx, sight: Sight) -> list[Case]:
    """Cases in sight in which somebody still owes something; the oldest 200."""
    return _cases(await tx.fetch(OPEN_CASES, *sight.parameters))


async def list_by_due(
    tx: Tx, wanted: Filters, after: tuple[UUID, datetime | None] | None, limit: int, sight: Sight
) -> list[Case]:
    """Cases in sight, the period that ends first before the others; what has no running period comes last."""
    place = after or (None, None)
    return _cases(await tx.fetch(LIST_CASES_BY_DUE, *sight.parameters, *wanted, *place, limit))


# What was drafted goes with the step that ends it: one statement, so that no step can forget it.
SAVE_CASE = """
WITH over AS (DELETE FROM shared_draft WHERE case_id = $1 AND kind <> ALL ($27::text[]))
UPDATE consultation SET regime = $2, profile = $3, state = $4, result = $5, reason = $6, package_version = $7,
    received_version = $8, facts = $9, seat = $10, clock = $11, proposals = $12, opinion = $13, answers = $14,
    corrections = $15, edition = $16, version = $17, received_at = $18, seatings = $19, round = $20, measure = $21,
    rights = $22, consent_replaced_by = $23, absences = $24, recused = $25, elected = $26
WHERE case_id = $1
"""


async def save_case(tx: Tx, case: Case) -> None:
    await tx.execute(
        SAVE_CASE,
        case.case_id,
        case.regime.key if case.regime else None,
        case.regime.model_dump(mode="json") if case.regime else None,
        case.state,
        case.result,
        case.reason,
        case.package_version,
        case.received_version,
        case.facts.as_kept(),
        case.seat.as_kept() if case.seat else None,
        case.clock.as_kept() if case.clock else None,
        list(case.proposals),
        case.opinion,
        case.answers,
        list(case.corrections),
        case.edition,
        case.version,
        case.facts.received_at,
        [each.model_dump(mode="json") for each in case.seatings],
        case.round,
        case.measure,
        list(case.rights),
        case.consent_replaced_by,
        [each.model_dump(mode="json") for each in case.absences],
        list(case.recused),
        case.elected.model_dump(mode="json") if case.elected else None,
        list(drafts.kept(case)),
    )


ADD_MERGED_AUTHORS = """
INSERT INTO merged_author (idea_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING
"""


async def add_merged_authors(tx: Tx, idea_id: UUID, person_ids: Collection[UUID]) -> None:
    """These persons wrote an idea that lives on in this one."""
    await tx.execute(ADD_MERGED_AUTHORS, idea_id, list(person_ids))


KEEP_PACKAGE = (
    "INSERT INTO package (case_id, package_version, content, provided_by, provided_at) VALUES ($1, $2, $3, $4, $5)"
)
GET_PACKAGE = """
SELECT package_version, content, provided_at FROM package
WHERE case_id = $1 AND ($2::integer IS NULL OR package_version = $2) ORDER BY package_version DESC LIMIT 1
"""


async def keep_package(tx: Tx, case: Case, content: dict[str, Any], by: UUID) -> None:
    await tx.execute(KEEP_PACKAGE, case.case_id, case.package_version, content, by, tx.now)


async def get_package(tx: Tx, case_id: UUID, version: int | None = None) -> Row | None:
    """A version of the information package, or the newest."""
    return await tx.fetchrow(GET_PACKAGE, case_id, version)


def _cases(rows: list[Row]) -> list[Case]:
    return [case for row in rows if (case := _case(row))]


def _case(row: Row | None) -> Case | None:
    if row is None:
        return None
    fields = dict(row)
    profile, key = fields.pop("profile"), fields.pop("regime")
    fields["regime"] = kept(profile) if profile else shipped().get(key)  # a case from before profiles were kept
    fields["facts"] = Facts.of(fields["facts"])
    fields["seat"] = Seat.of(fields["seat"]) if fields["seat"] else None
    fields["clock"] = Clock.of(fields["clock"]) if fields["clock"] else None
    fields |= {name: tuple(fields[name]) for name in ("authors", "recused", "merged", "managers")}
    fields["seatings"] = tuple(Seating.model_validate(each) for each in fields["seatings"])
    fields["absences"] = tuple(Absence.model_validate(each) for each in fields["absences"])
    fields["elected"] = Elected.model_validate(fields["elected"]) if fields["elected"] else None
    return Case(**fields)
