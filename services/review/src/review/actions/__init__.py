"""Everything that can happen in review. The only writer."""

from __future__ import annotations

from review.actions.reviews import declare_conflict, draft, own, submit, write_note
from review.actions.rounds import (
    assign,
    bar_interested,
    cancel_rounds,
    conclude,
    exclude,
    extend,
    join_authors,
    open_round,
    propose,
    release,
)
from review.actions.schedule import assignment_is_due, calibration_ends, round_is_due

__all__ = [
    "assign",
    "assignment_is_due",
    "bar_interested",
    "calibration_ends",
    "cancel_rounds",
    "conclude",
    "declare_conflict",
    "draft",
    "exclude",
    "extend",
    "join_authors",
    "open_round",
    "own",
    "propose",
    "release",
    "round_is_due",
    "submit",
    "write_note",
]
