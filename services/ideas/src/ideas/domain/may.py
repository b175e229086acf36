"""What somebody can do with an idea now: each act is tried by its own rules, whatever its text would say."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from ideas.domain import attachments, authors, deciding, discussion, drafting, impact, portfolio, support, triage
from ideas.domain.campaigns import Campaign
from ideas.domain.standing import Standing
from ideas.domain.state import DECIDER, OFFICE, SCREENERS, Idea, Reader
from shared.errors import Act, Text, not_refused

IdeaAct = Literal[
    "edit",
    "attach",
    "invite",
    "take-out",
    "propose-shares",
    "accept",
    "agree",
    "leave",
    "submit",
    "withdraw",
    "endorse",
    "take-back-endorsement",
    "comment",
    "rate",
    "review",
    "return",
    "reroute",
    "merge",
    "screen",
    "contest",
    "decide",
    "decline",
    "appeal",
    "decide-appeal",
]
Tried = dict[Act, tuple[bool, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, when (told at the seat of the unit that answers), and what the rules ask for besides.

    ``open_bodies``: names of bodies whose mandatory case is open; ``seats``: bodies that cover the unit, for which they hold
    a mandate today and that have not contested this screening; ``campaign``: the idea's; ``files``: how many it has, of
    ``most_files``.
    """

    who: Reader
    now: datetime
    standing: Standing
    most_files: int
    open_bodies: Collection[Text] = ()
    seats: Collection[UUID] = ()
    campaign: Campaign | None = None
    files: int = 0
    endorses: bool = False

    @property
    def by(self) -> UUID:
        return self.who.person_id


def with_idea(idea: Idea, look: Look) -> list[IdeaAct]:
    """What they can do with it; each act by the name of what it does."""
    tried = _writing(idea, look) | _taking_part(idea, look) | _at_the_desk(idea, look) | _answering(idea, look)
    return not_refused({act: rule for act, (meant, rule) in tried.items() if meant})


def _writing(idea: Idea, look: Look) -> Tried[IdeaAct]:
    by, now = look.by, look.now
    mine = next((part for part in idea.parts if part.person_id == by), None)
    shared = all(part.share for part in idea.parts)
    writable: Callable[[], object] = lambda: authors.check_writable(idea, by)  # noqa: E731 - one of a table
    return {
        "edit": (True, writable),
        "attach": (True, lambda: attachments.check_attachable(idea, look.files, look.most_files, by)),
        "invite": (True, lambda: authors.check_invitable(idea, by)),
        "take-out": (by == idea.author_id and len(idea.parts) > 1, writable),
        "propose-shares": (len(idea.parts) > 1, writable),
        "accept": (mine is not None and not mine.accepted, lambda: authors.accept(idea, by, now)),
        "agree": (mine is not None and shared and not mine.agreed, writable),
        "leave": (mine is not None, lambda: authors.leave(idea, by, by, now)),
        "submit": (True, lambda: drafting.refuse_unready(idea, by, look.campaign, now)),
        "withdraw": (True, lambda: drafting.check_withdrawable(idea, by)),
    }


def _taking_part(idea: Idea, look: Look) -> Tried[IdeaAct]:
    return {
        "endorse": (not look.endorses, lambda: support.check_endorsable(idea, look.by)),
        "take-back-endorsement": (look.endorses, lambda: support.check_counting(idea)),
        "comment": (True, lambda: discussion.check_open(idea)),
        "rate": (True, lambda: portfolio.check_ratable(idea, look.by)),
    }


def _at_the_desk(idea: Idea, look: Look) -> Tried[IdeaAct]:
    """What functions do with it before it is decided on, by whoever has no interest in it."""

    def free(rule: Callable[[Idea], object]) -> Callable[[], object]:
        def ruled() -> None:
            look.standing.refuse_interested(look.by)
            rule(idea)

        return ruled

    office = look.who.has(OFFICE)
    return {
        "review": (office, free(triage.check_at_desk)),
        "return": (office, free(triage.check_at_desk)),
        "reroute": (office, free(triage.check_at_desk)),
        "merge": (office, free(triage.check_mergeable)),
        "screen": (look.who.has(*SCREENERS), free(impact.check_screenable)),
    }


def _answering(idea: Idea, look: Look) -> Tried[IdeaAct]:
    by, decides = look.by, look.who.has(DECIDER)

    def answer(*, declined: bool) -> Callable[[], object]:
        return lambda: deciding.check_decidable(idea, look.standing, look.open_bodies, by, declined=declined)

    return {
        "contest": (bool(look.seats), lambda: impact.check_contestable(idea, look.now)),
        "decide": (decides, answer(declined=False)),
        "decline": (decides, answer(declined=True)),
        "appeal": (True, lambda: deciding.check_appealable(idea, by, look.now, merged=look.standing.authors)),
        "decide-appeal": (decides, lambda: deciding.check_appeal_decidable(idea, look.standing, by)),
    }
