"""What happened to an idea: the timeline, the duties to consult, contests, conflicts of interest and decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ideas.domain.impact import Heard
from shared.db import Row, Tx
from shared.errors import Text

# Each statement takes the newer of what is there and what comes, so that it does not matter what comes first or twice.
REQUIRE_DUTIES = """
INSERT INTO duty (idea_id, body_id, round, questions, measure) SELECT $1, unnest($2::uuid[]), $3, $4, $5
ON CONFLICT (idea_id, body_id) DO UPDATE SET round = greatest(duty.round, excluded.round),
    questions = CASE WHEN excluded.measure IS NULL THEN duty.questions
        WHEN excluded.measure = duty.measure THEN ARRAY(SELECT DISTINCT unnest(duty.questions || excluded.questions))
        ELSE excluded.questions END,
    measure = coalesce(excluded.measure, duty.measure)
"""
CLOSE_DUTY = """
INSERT INTO duty (idea_id, body_id, result, result_round, round) VALUES ($1, $2, $3, $4, $4)
ON CONFLICT (idea_id, body_id) DO UPDATE SET
    result = CASE WHEN duty.result IS NULL OR excluded.result_round > duty.result_round THEN excluded.result
        ELSE duty.result END,
    result_round = CASE WHEN duty.result IS NULL THEN excluded.result_round
        ELSE greatest(duty.result_round, excluded.result_round) END,
    round = greatest(duty.round, excluded.round)
"""
DUTIES = """
SELECT body_id, questions, measure, round, result IS NULL OR result_round < round AS open,
    result IS DISTINCT FROM 'withdrawn' AS heard FROM duty WHERE idea_id = $1
"""
OPEN_DUTIES = """
SELECT d.body_id, b.names FROM duty d LEFT JOIN directory_body b USING (body_id)
WHERE d.idea_id = $1 AND (d.result IS NULL OR d.result_round < d.round) ORDER BY d.body_id
"""


@dataclass(frozen=True, slots=True)
class Duties:
    """The bodies that were heard on an idea, and on what; those whose case is open; the next consultation's number."""

    heard: dict[UUID, Heard]
    open: frozenset[UUID]
    next_round: int


async def require_duties(tx: Tx, idea_id: UUID, body_ids: list[UUID], round_: int, asked: Heard | None = None) -> None:
    """Bodies must be heard, or heard again. ``asked``: on what, where that is known."""
    on = asked or Heard(frozenset(), None)
    await tx.execute(REQUIRE_DUTIES, idea_id, body_ids, round_, sorted(on.questions), on.measure)


async def close_duty(tx: Tx, idea_id: UUID, body_id: UUID, result: str, round_: int) -> None:
    """A body was heard, in this consultation and those before."""
    await tx.execute(CLOSE_DUTY, idea_id, body_id, result, round_)


async def open_duties(tx: Tx, idea_id: UUID) -> list[Text]:
    """Names of the bodies that must still be heard."""
    rows = await tx.fetch(OPEN_DUTIES, idea_id)
    return [Text.named(row["names"], str(row["body_id"])) for row in rows]


async def duties(tx: Tx, idea_id: UUID) -> Duties:
    """Who was heard on an idea, and who is still to be heard."""
    rows = await tx.fetch(DUTIES, idea_id)
    return Duties(
        {
            row["body_id"]: Heard(frozenset(row["questions"]), row["measure"])
            for row in rows
            if row["heard"] and not row["open"]
        },
        frozenset(row["body_id"] for row in rows if row["open"]),
        1 + max((row["round"] for row in rows), default=0),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of the journey. ``source``: the service that told it; ``event_id``: the event that caused it, if it was one;
    ``status``: the one that it led to; ``ignored``: why it changed nothing.
    """

    entry_id: UUID
    idea_id: UUID
    at: datetime
    kind: str
    by: UUID | None
    source: str
    event_id: UUID | None
    status: str | None
    ignored: str | None
    detail: dict[str, Any] | None


ADD_ENTRY = """
INSERT INTO timeline (entry_id, idea_id, at, kind, by, source, event_id, status, ignored, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
ENTRIES = """
SELECT t.entry_id, t.at, t.kind, t.by AS person_id, p.display_name AS by, coalesce(t.source, 'ideas') AS source, t.event_id,
    t.status, t.ignored, t.detail
FROM timeline t LEFT JOIN directory_person p ON p.person_id = t.by
WHERE t.idea_id = $1 AND ($2::uuid IS NULL OR t.entry_id > $2) ORDER BY t.entry_id LIMIT $3
"""


async def add_entry(tx: Tx, entry: Entry) -> None:
    await tx.execute(
        ADD_ENTRY,
        entry.entry_id,
        entry.idea_id,
        entry.at,
        entry.kind,
        entry.by,
        entry.source,
        entry.event_id,
        entry.status,
        entry.ignored,
        entry.detail,
    )


async def entries(tx: Tx, idea_id: UUID, after: UUID | None, limit: int) -> list[Row]:
    return await tx.fetch(ENTRIES, idea_id, after, limit)


ADD_CONTEST = """
INSERT INTO contest (idea_id, body_id, mandate_id, by, questions, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING RETURNING true
"""
OPEN_QUESTIONS = """
SELECT DISTINCT unnest(questions) AS question FROM contest
WHERE idea_id = $1 AND answered_at IS NULL AND NOT past ORDER BY question
"""
END_CONTESTS = "UPDATE contest SET past = true WHERE idea_id = $1 AND NOT past"
ANSWER_CONTESTS = "UPDATE contest SET answered_at = $2, answer = $3 WHERE idea_id = $1 AND answered_at IS NULL"
CONTESTS = """
SELECT c.body_id, b.names, c.questions, c.text, c.at, c.answered_at, c.answer FROM contest c
LEFT JOIN directory_body b USING (body_id) WHERE c.idea_id = $1 ORDER BY c.at, c.body_id
"""


async def add_contest(
    tx: Tx, idea_id: UUID, body_id: UUID, mandate_id: UUID, by: UUID, *, said: tuple[Collection[str], str]
) -> bool:
    """``said``: the questions and the text. False when the body has contested this screening before."""
    questions, text = said
    return bool(await tx.fetchval(ADD_CONTEST, idea_id, body_id, mandate_id, by, list(questions), text, tx.now))


async def open_questions(tx: Tx, idea_id: UUID) -> list[str]:
    """Questions of contests that no screening has answered yet."""
    return [row["question"] for row in await tx.fetch(OPEN_QUESTIONS, idea_id)]


async def end_contests(tx: Tx, idea_id: UUID) -> None:
    """The idea is screened after another review: a body may contest that again."""
    await tx.execute(END_CONTESTS, idea_id)


async def answer_contests(tx: Tx, idea_id: UUID, answer: dict[str, Any]) -> None:
    await tx.execute(ANSWER_CONTESTS, idea_id, tx.now, answer)


async def contests(tx: Tx, idea_id: UUID) -> list[Row]:
    return await tx.fetch(CONTESTS, idea_id)


ADD_CONFLICT = """
INSERT INTO conflict (idea_id, person_id, kind, text, noted_by, at, told) VALUES ($1, $2, $3, $4, $5, $6, true)
ON CONFLICT (idea_id, person_id) DO NOTHING RETURNING true
"""
CONFLICTS = """
SELECT c.person_id, p.display_name AS name, c.kind, c.text, c.at FROM conflict c
LEFT JOIN directory_person p USING (person_id) WHERE c.idea_id = $1 ORDER BY c.at, c.person_id
"""


async def add_conflict(tx: Tx, idea_id: UUID, person_id: UUID, kind: str, text: str, *, noted_by: UUID) -> bool:
    """An interest that is told in this transaction. False when one of this person was noted before."""
    return bool(await tx.fetchval(ADD_CONFLICT, idea_id, person_id, kind, text, noted_by, tx.now))


UNTOLD = "SELECT idea_id FROM conflict WHERE NOT told ORDER BY idea_id LIMIT 1"
SET_TOLD = "UPDATE conflict SET told = true WHERE idea_id = $1 AND NOT told RETURNING true"


async def untold(tx: Tx) -> UUID | None:
    """An idea with interests that were never told: a version before noted them."""
    found: UUID | None = await tx.fetchval(UNTOLD)
    return found


async def set_told(tx: Tx, idea_id: UUID) -> bool:
    """False when all of its interests were told by now."""
    return bool(await tx.fetchval(SET_TOLD, idea_id))


async def conflicts(tx: Tx, idea_id: UUID) -> list[Row]:
    return await tx.fetch(CONFLICTS, idea_id)


ADD_DECISION = "INSERT INTO decision (decision_id, idea_id, at, by, decision) VALUES ($1, $2, $3, $4, $5)"
DECISIONS = "SELECT decision_id, at, decision FROM decision WHERE idea_id = $1 ORDER BY decision_id"


async def add_decision(tx: Tx, decision_id: UUID, idea_id: UUID, by: UUID, decision: dict[str, Any]) -> None:
    await tx.execute(ADD_DECISION, decision_id, idea_id, tx.now, by, decision)


async def decisions(tx: Tx, idea_id: UUID) -> list[Row]:
    return await tx.fetch(DECISIONS, idea_id)
