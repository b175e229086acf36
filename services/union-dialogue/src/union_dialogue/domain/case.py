"""A consultation case: its state, and how each step counts one version and says what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from shared.errors import Text
from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain.clock import Clock
from union_dialogue.domain.facts import Absence, Agreed, Elected, Facts, Seating
from union_dialogue.domain.refusals import RegimeNotOfTheBody, WrongStep
from union_dialogue.domain.regimes import EVERY_CONCERN, Regime, Variant
from union_dialogue.domain.seat import Seat
from union_dialogue.domain.states import STATES

State = Literal["waiting", "prepared", "provided", "disputed", "running", "lapsed", "opinion", "closed"]
BEFORE_RECEIPT: tuple[State, ...] = ("prepared", "provided")
OPEN_TO_THE_BODY: tuple[State, ...] = ("prepared", "provided", "disputed", "running", "lapsed")


@dataclass(frozen=True, slots=True)
class Case:
    """``version`` counts the events told; ``edition`` those that everybody who sees the case may know of, so that the
    number of messages in a room cannot be read from it. ``answers`` maps the number of a point to its answer.

    ``regime``, ``seat``, ``facts`` and ``clock`` are as they were when the clock was last counted.
    """

    case_id: UUID
    idea_id: UUID
    body_id: UUID
    title: str
    measure: str
    rights: Sequence[Mapping[str, str]]
    authors: tuple[UUID, ...]
    urgent: bool
    regime: Regime | None
    state: State
    result: str | None
    reason: str | None
    package_version: int
    received_version: int
    facts: Facts
    seat: Seat | None
    clock: Clock | None
    proposals: Sequence[Mapping[str, Any]]
    opinion: Mapping[str, Any] | None
    answers: Mapping[str, Mapping[str, Any]]
    corrections: Sequence[Mapping[str, Any]]
    seatings: tuple[Seating, ...]
    edition: int
    version: int
    round: int = 1
    """Of the newest ``consultation.required`` that the case stands for."""
    consent_replaced_by: str | None = None
    """The decision that replaced the consent of the body, where the measure needs it."""
    absences: tuple[Absence, ...] = ()
    recused: tuple[UUID, ...] = ()
    """Those of the body who said that the matter concerns them."""
    elected: Elected | None = None
    merged: tuple[UUID, ...] = ()
    """Authors of ideas that were merged into this one."""
    managers: tuple[UUID, ...] = ()
    """Line managers of all these authors, as they are now."""

    @property
    def unanswered(self) -> list[int]:
        """Numbers of the opinion's points that have no answer yet."""
        points = self.opinion["points"] if self.opinion else []
        return [point["number"] for point in points if str(point["number"]) not in self.answers]

    @property
    def concerned(self) -> frozenset[UUID]:
        """Whom the case concerns themselves: authors, those of merged ideas among them, line managers where the regime
        counts them, and who said so.
        """
        kinds = self.regime.concerned if self.regime else EVERY_CONCERN
        authors = (*self.authors, *self.merged) if "author" in kinds else ()
        managers = self.managers if "line-manager" in kinds else ()
        return frozenset((*authors, *managers, *self.recused))

    @property
    def left_out(self) -> frozenset[UUID]:
        """Those for whom the case and its rooms do not exist, although they hold a mandate; the store says it in SQL."""
        return self.concerned if self.regime is None or self.regime.concerned_leave else frozenset()

    @property
    def due_at(self) -> datetime | None:
        """When silence takes effect; None while nothing runs."""
        return self.clock.due_at if self.clock and self.state == "running" else None


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, when, and under which mandate if for a body; in which ``capacity`` and in whose place if they lead it."""

    by: UUID | None
    now: datetime
    mandate_id: UUID | None = None
    capacity: told.Capacity | None = None
    in_place_of: UUID | None = None


Told = tuple[Case, tuple[Event, ...]]
"""The case after a step, and what is told of it."""


def prepare(case: Case, regime: Regime, standing: Agreed | None, act: Act) -> Told:
    """The body is known: the case stands and the package is owed. ``standing``: a period agreed for the body's term."""
    variant: Variant = "urgent" if case.urgent else "normal"
    facts = Facts(variant=variant, agreed=standing)
    case = after(case, regime=regime, facts=facts, state="prepared")
    event = told.CasePrepared(
        **event_of(case, act),
        regime=regime.key,
        regime_version=regime.version,
        round=case.round,
        left_out=tuple(sorted(case.left_out)),
    )
    return case, (event,)


def ask_more(case: Case, measure: str, rights: Sequence[Mapping[str, str]], round_: int) -> Case:
    """The same body is to be heard on more while its case is open: the case stands for both, and is seen anew."""
    both = [*case.rights, *(right for right in rights if right not in case.rights)]
    return replace(case, measure=measure, rights=both, round=round_, edition=case.edition + 1)


def withdraw(case: Case, cause: told.Cause, act: Act) -> Told:
    """The idea was withdrawn, or declined: an open case ends without a result."""
    if case.state == "closed":
        return case, ()
    case = after(case, state="closed", result="withdrawn")
    return case, (told.CaseWithdrawn(**event_of(case, act), round=case.round, cause=cause),)


def choose_regime(case: Case, regime: Regime, variant: Variant, reason: str, act: Act) -> Told:
    """Say under which regime of the body's own family, and in which form, the body is heard; before receipt alone."""
    check_regime_free(case)
    if regime.kind != "consultation" or case.regime is None or regime.family != case.regime.family:
        raise RegimeNotOfTheBody(pointer="/regime", family=case.regime.family if case.regime else "-")
    facts = case.facts.model_copy(update={"variant": variant})
    case = after(case, regime=regime, facts=facts)
    event = told.RegimeChosen(
        **event_of(case, act), regime=regime.key, regime_version=regime.version, variant=variant, reason=reason
    )
    return case, (event,)


def check_regime_free(case: Case) -> None:
    """Whether another regime or form can still be chosen."""
    needs(case, *BEFORE_RECEIPT)


def after(case: Case, **changed: Any) -> Case:
    """The case after a step that everybody who sees it may know of."""
    return replace(case, version=case.version + 1, edition=case.edition + 1, **changed)


def needs(case: Case, *states: State) -> None:
    """Refuse a step that does not follow from the present state."""
    if case.state not in states:
        raise WrongStep(state=STATES[case.state], needed=Text.listed((STATES[each] for each in states), " / "))


def event_of(case: Case, act: Act) -> dict[str, Any]:
    """What all events of a case carry."""
    return {
        "occurred_at": act.now,
        "by": act.by,
        "acting_for": act.mandate_id,
        "aggregate_version": case.version,
        "case_id": case.case_id,
        "idea_id": case.idea_id,
        "body_id": case.body_id,
    }


def spoken_by(act: Act) -> dict[str, Any]:
    """In which capacity, and in whose place, who leads the body spoke for it."""
    return {"capacity": act.capacity, "in_place_of": act.in_place_of}
