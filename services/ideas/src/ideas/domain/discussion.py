"""Comments in threads, with mentions and what was said before an edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ideas.domain.refusals import CommentGone, NotTheirComment, ThreadTooDeep
from ideas.domain.state import IN_THE_OPEN, Idea, facts, needs, told
from shared.events import ideas
from shared.events.base import Event

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Comment:
    """``text`` is None once its author took it back; answers to it stay. ``edition`` counts its texts."""

    comment_id: UUID
    idea_id: UUID
    parent_id: UUID | None
    depth: int
    author_id: UUID
    text: str | None
    mentions: tuple[UUID, ...]
    made_at: datetime
    changed_at: datetime | None
    edition: int


def check_open(idea: Idea) -> None:
    """Refuse talk about what is not in the open."""
    needs(idea, *IN_THE_OPEN)


def comment(
    idea: Idea,
    parent: Comment | None,
    comment_id: UUID,
    by: UUID,
    text: str,
    *,
    mentions: tuple[UUID, ...],
    now: datetime,
) -> tuple[Idea, Comment, Event]:
    """Say something about an idea, or about what somebody said. The text stays here; the event says that it is there."""
    check_open(idea)
    depth = parent.depth + 1 if parent else 0
    if depth > DEEPEST:
        raise ThreadTooDeep(deepest=DEEPEST)
    idea = told(idea)
    parent_id = parent.comment_id if parent else None
    made = Comment(comment_id, idea.idea_id, parent_id, depth, by, text, mentions, now, None, 1)
    event = ideas.IdeaCommented(**facts(idea, by, now), comment_id=comment_id, parent_id=parent_id, mentions=mentions)
    return idea, made, event


def reword(idea: Idea, said: Comment, by: UUID, text: str, now: datetime) -> Comment:
    """Say it differently; what it said before is kept and shown."""
    _refuse_foreign(idea, said, by)
    return replace(said, text=text, changed_at=now, edition=said.edition + 1)


def take_back(idea: Idea, said: Comment, by: UUID, now: datetime) -> Comment:
    """Take it back: its text goes, with everything that it said before; its place in the thread stays."""
    _refuse_foreign(idea, said, by)
    return replace(said, text=None, mentions=(), changed_at=now, edition=said.edition + 1)


def _refuse_foreign(idea: Idea, said: Comment, by: UUID) -> None:
    if said.author_id != by:
        raise NotTheirComment
    check_open(idea)
    if said.text is None:
        raise CommentGone
