"""What an idea is: its status, its authors with their parts, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from ideas.domain.refusals import WrongStatus
from shared.errors import Language, NotAllowed, Unknown
from shared.events import ideas

Status = Literal[
    "draft",
    "submitted",
    "returned",
    "withdrawn",
    "merged",
    "under_review",
    "reviewed",
    "in_consultation",
    "decision_pending",
    "accepted",
    "accepted_with_changes",
    "pilot",
    "deferred",
    "declined",
    "appealed",
    "implementing",
    "implemented",
    "benefits_tracking",
    "closed",
]
OFFICE, DECIDER = "scheme-officer", "decision-maker"
SCREENERS = (OFFICE, "consultation-officer")
"""The functions that a step is for."""
Visibility = Literal["organisation", "unit"]
Stage = ideas.Stage
Facet = Literal["enhancement", "mission", "adaptive", "anticipatory"]

WRITABLE: frozenset[Status] = frozenset({"draft", "returned"})
"""Its authors write it: text, files, authors and shares change only now."""
UNDECIDED = frozenset({"submitted", "returned", "under_review", "reviewed", "in_consultation", "decision_pending"})
"""Handed in and not yet answered: it can be endorsed and withdrawn."""
IN_THE_OPEN = (
    UNDECIDED
    | {"accepted", "accepted_with_changes", "pilot", "deferred", "declined", "appealed"}
    | {
        "implementing",
        "implemented",
        "benefits_tracking",
    }
)
"""It can be talked about."""
BLIND = frozenset({"submitted", "returned", "under_review", "merged"})
"""Who wrote it is not shown to those who may be its reviewers (invariant 4). What was merged is reviewed as part of the idea
that it lives on in, which names its authors as soon as its reviews are in.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """An author's part: the share in percent, whether they took the invitation and agreed to all the shares."""

    person_id: UUID
    share: int
    accepted: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class Idea:
    """``version`` counts the events told; ``edition`` the changes of any kind (the ETag); ``revision`` the text's."""

    idea_id: UUID
    number: int | None
    title: str
    body: str
    language: Language
    author_id: UUID
    unit_id: UUID | None
    status: Status
    priority_at: datetime | None
    version: int
    edition: int
    parts: tuple[Part, ...]
    revision: int = 1
    campaign_id: UUID | None = None
    visibility: Visibility = "organisation"
    facets: tuple[Facet, ...] = ()
    remit_id: UUID | None = None
    """The unit that answers, when it is not the author's."""
    merged_into: UUID | None = None
    endorsements: int = 0
    support_at: datetime | None = None
    """When the endorsements reached the threshold."""
    contested: bool = False
    contestable_until: date | None = None
    decided_by: UUID | None = None
    appeal_until: date | None = None
    deferred_until: date | None = None
    appealed_decider: UUID | None = None
    """Whose decision was appealed against: the next one is somebody else's."""
    owed: Stage | None = None
    """The answer that the scheme owes it now, once its day is set."""
    due_on: date | None = None
    """The last day of it, at the seat of the unit that answers."""
    late: bool = False

    @property
    def authors(self) -> tuple[ideas.Author, ...]:
        """The authors and their shares, as events carry them."""
        return tuple(ideas.Author(person_id=part.person_id, share=part.share) for part in self.parts if part.share)

    @property
    def written_by(self) -> frozenset[UUID]:
        """Who took part in writing it; an invitation that is not answered does not count."""
        return frozenset(part.person_id for part in self.parts if part.accepted)

    @property
    def involved(self) -> frozenset[UUID]:
        """The authors and those who are invited to be one."""
        return frozenset(part.person_id for part in self.parts)

    @property
    def sealed(self) -> bool:
        """Withdrawn though others stand behind it: that it was there stays visible, the text does not."""
        return self.status == "withdrawn" and self.endorsements > 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: the own unit and those above it, the units that the own mandates cover, the functions."""

    person_id: UUID
    units: frozenset[UUID]
    covers: frozenset[UUID]
    roles: frozenset[str]

    @property
    def follows_all(self) -> bool:
        """Works on ideas of all units; an administrator does not."""
        return bool(self.roles - {"administrator"})

    @property
    def office(self) -> bool:
        return OFFICE in self.roles

    def has(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))


def visible(idea: Idea, reader: Reader) -> bool:
    """Whether somebody may know that the idea exists. The store says the same in SQL; a test compares the two."""
    if reader.person_id in idea.involved:
        return True
    if idea.status == "draft" or (idea.status == "withdrawn" and not idea.sealed):
        return False
    near = reader.units | reader.covers
    return idea.visibility == "organisation" or reader.follows_all or bool({idea.unit_id, idea.remit_id} & near)


def keeps_in_sight(origin: Idea, into: Idea) -> bool:
    """Whether everybody who may see one idea may see the other too, also when that is sent to another unit."""
    if into.visibility == "organisation":
        return True
    return origin.visibility == "unit" and {origin.unit_id, origin.remit_id} <= {into.unit_id, None}


def employed(reader: Reader | None) -> Reader:
    """Whoever is employed here; else NotAllowed."""
    if reader is None:
        raise NotAllowed("employee")
    return reader


def entitled(reader: Reader | None, *roles: str) -> Reader:
    """Whoever is employed here and has one of the functions; else NotAllowed."""
    who = employed(reader)
    if not who.has(*roles):
        raise NotAllowed(*roles)
    return who


def known(reader: Reader | None, idea: Idea | None) -> tuple[Reader, Idea]:
    """Somebody who is employed here and an idea that they may know of; else NotAllowed, or Unknown."""
    who = employed(reader)
    if idea is None or not visible(idea, who):
        raise Unknown(what="idea")
    return who, idea


def shows_text(idea: Idea, reader: Reader) -> bool:
    return not idea.sealed or reader.person_id in idea.involved


def shows_authors(idea: Idea, reader: Reader) -> bool:
    """Reviews are blind: until they are in, only the scheme office and the authors know who wrote it (invariant 4)."""
    return idea.status not in BLIND or reader.office or reader.person_id in idea.involved


def told(idea: Idea, **changes: Any) -> Idea:
    """The idea after a change that an event tells."""
    return replace(idea, version=idea.version + 1, edition=idea.edition + 1, **_moved(idea, changes))


def changed(idea: Idea, **changes: Any) -> Idea:
    """The idea after a change that stays here; the same one when nothing is different."""
    made = replace(idea, **_moved(idea, changes))
    return idea if made == idea else replace(made, edition=idea.edition + 1)


def _moved(idea: Idea, changes: dict[str, Any]) -> dict[str, Any]:
    """With another status nothing is owed any more of what was owed before."""
    moves = changes.get("status", idea.status) != idea.status
    return {"owed": None, "due_on": None, "late": False, **changes} if moves else changes


def facts(idea: Idea, by: UUID | None, now: datetime) -> dict[str, Any]:
    """What every event of the idea carries; ``now`` may be told at a seat, whose days count for a rule."""
    return {"occurred_at": now.astimezone(UTC), "by": by, "aggregate_version": idea.version, "idea_id": idea.idea_id}


def needs(idea: Idea, *statuses: str) -> None:
    """Refuse a step that does not follow from the status."""
    if idea.status not in statuses:
        raise WrongStatus(idea.status, statuses)
