"""Everything that can happen in notify. The only writer."""

from __future__ import annotations

from notify.actions.following import (
    forget_endorsement,
    learn_case,
    learn_idea,
    learn_merge,
    learn_title,
    learn_unit,
    leave_out,
    seat,
    set_ended,
    take_part,
)
from notify.actions.mailing import Mail, Post, note_failure, note_sent, take_mail
from notify.actions.reading import end_mails, mark, mark_all, prefer, reader
from notify.actions.streaming import place
from notify.actions.telling import tell, tell_authors, tell_body, tell_followers, tell_role

__all__ = [
    "Mail",
    "Post",
    "end_mails",
    "forget_endorsement",
    "learn_case",
    "learn_idea",
    "learn_merge",
    "learn_title",
    "learn_unit",
    "leave_out",
    "mark",
    "mark_all",
    "note_failure",
    "note_sent",
    "place",
    "prefer",
    "reader",
    "seat",
    "set_ended",
    "take_mail",
    "take_part",
    "tell",
    "tell_authors",
    "tell_body",
    "tell_followers",
    "tell_role",
]
