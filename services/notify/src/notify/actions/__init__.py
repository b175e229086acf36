"""Everything that can happen in notify. The only writer."""

from __future__ import annotations

from notify.actions.digesting import end as end_digests
from notify.actions.digesting import go_by_new_hours, set_hours, unwanted
from notify.actions.digesting import make as make_digest
from notify.actions.digesting import plan as plan_digests
from notify.actions.following import (
    bar,
    end_case,
    learn_case,
    learn_end,
    learn_endorsements,
    learn_ideas,
    learn_merge,
    learn_title,
    learn_unit,
    leave_out,
    seat,
    set_ended,
    take_part,
)
from notify.actions.forgetting import erase, forget_old
from notify.actions.mailing import Mail, Post, note_failure, note_sent, take_mail
from notify.actions.reading import end_mails, mark, mark_all, prefer, reader
from notify.actions.reminding import last_day, owe, pause, remind, resume, settle, settle_all
from notify.actions.streaming import place
from notify.actions.telling import (
    authors,
    in_body,
    tell,
    tell_authors,
    tell_body,
    tell_followers,
    tell_role,
    tell_role_of_all,
    tell_untold,
)

__all__ = [
    "Mail",
    "Post",
    "authors",
    "bar",
    "end_case",
    "end_digests",
    "end_mails",
    "erase",
    "forget_old",
    "go_by_new_hours",
    "in_body",
    "last_day",
    "learn_case",
    "learn_end",
    "learn_endorsements",
    "learn_ideas",
    "learn_merge",
    "learn_title",
    "learn_unit",
    "leave_out",
    "make_digest",
    "mark",
    "mark_all",
    "note_failure",
    "note_sent",
    "owe",
    "pause",
    "place",
    "plan_digests",
    "prefer",
    "reader",
    "remind",
    "resume",
    "seat",
    "set_ended",
    "set_hours",
    "settle",
    "settle_all",
    "take_mail",
    "take_part",
    "tell",
    "tell_authors",
    "tell_body",
    "tell_followers",
    "tell_role",
    "tell_role_of_all",
    "tell_untold",
    "unwanted",
]
