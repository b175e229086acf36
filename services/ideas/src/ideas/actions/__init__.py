"""Everything that can happen in ideas. The only writer."""

from __future__ import annotations

from ideas.actions.answering import ANSWER, answer_is_due, set_days
from ideas.actions.attaching import (
    AT_ONCE,
    Sent,
    attach,
    begin_in_bucket,
    detach,
    leftovers,
    nameless,
    removed,
    would_attach,
)
from ideas.actions.campaigns import announce_campaign, change_campaign, close_campaign
from ideas.actions.deciding import DEFERRAL, appeal, contest, decide, decide_appeal, screen, wake
from ideas.actions.drafting import (
    accept,
    agree,
    draft,
    edit,
    invite,
    leave,
    propose_shares,
    submit,
    withdraw,
)
from ideas.actions.hearing import close_case, hear
from ideas.actions.taking_part import (
    comment,
    count_comments,
    endorse,
    rate,
    reword,
    take_back_comment,
    take_back_endorsement,
)
from ideas.actions.telling import reader
from ideas.actions.triage import declare_conflict, merge, reroute, return_to_author, send_to_review, tell_untold

__all__ = [
    "ANSWER",
    "AT_ONCE",
    "DEFERRAL",
    "Sent",
    "accept",
    "agree",
    "announce_campaign",
    "answer_is_due",
    "appeal",
    "attach",
    "begin_in_bucket",
    "change_campaign",
    "close_campaign",
    "close_case",
    "comment",
    "contest",
    "count_comments",
    "decide",
    "decide_appeal",
    "declare_conflict",
    "detach",
    "draft",
    "edit",
    "endorse",
    "hear",
    "invite",
    "leave",
    "leftovers",
    "merge",
    "nameless",
    "propose_shares",
    "rate",
    "reader",
    "removed",
    "reroute",
    "return_to_author",
    "reword",
    "screen",
    "send_to_review",
    "set_days",
    "submit",
    "take_back_comment",
    "take_back_endorsement",
    "tell_untold",
    "wake",
    "withdraw",
    "would_attach",
]
