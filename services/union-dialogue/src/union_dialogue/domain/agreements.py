"""Agreements about the period: one side proposes, the other confirms, and from then on the clock counts by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from shared.errors import Unfit
from union_dialogue.domain.case import Act, Case, Told, needs
from union_dialogue.domain.facts import Agreed, Extension
from union_dialogue.domain.refusals import NoSuchProposal, OtherSideConfirms
from union_dialogue.domain.regimes import Effect, Form, Part, Span
from union_dialogue.domain.timing import after_silently, counted_anew

Side = Literal["management", "body"]


class Terms(Part):
    """What is proposed: a length in all, a last day, that closure days are left out, or an effect of silence."""

    span: Span | None = None
    last_day: date | None = None
    closure_days_left_out: bool = False
    silence: Effect | Literal["none"] | None = Field(
        default=None, description="only where the regime leaves the effect of silence to the agreement"
    )
    scope: Literal["case", "term"] = Field(default="case", description="term: for later cases of the body too")
    form: Form = Field(default="electronic", description="electronic: made here; else made elsewhere and recorded here")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Terms:
        """A length or an end, not both; the term of a body has lengths, not days; an effect goes with a length."""
        if self.span and self.last_day:
            raise Unfit(
                "Give span or last_day, not both.",
                "Donnez span ou last_day, pas les deux.",
                "Geben Sie span oder last_day an, nicht beides.",
            )
        if not (self.span or self.last_day or self.closure_days_left_out):
            raise Unfit(
                "Give span, last_day or closure_days_left_out.",
                "Donnez span, last_day ou closure_days_left_out.",
                "Geben Sie span, last_day oder closure_days_left_out an.",
            )
        if self.scope == "term" and self.span is None:
            raise Unfit(
                "An agreement for the term needs span.",
                "Un accord pour le mandat a besoin de span.",
                "Eine Absprache für die Amtszeit braucht span.",
            )
        if self.silence and self.span is None:
            raise Unfit("silence goes with span.", "silence va avec span.", "silence gehört zu span.")
        return self


def propose(case: Case, terms: Terms, side: Side, act: Act) -> Told:
    """Propose an agreement; it has no effect until the other side confirms it."""
    check_open(case)
    proposal = {
        "number": len(case.proposals) + 1,
        "side": side,
        "by": str(act.by),
        "proposed_at": act.now.isoformat(),
        "confirmed_at": None,
        "terms": terms.model_dump(mode="json"),
    }
    return after_silently(replace(case, proposals=[*case.proposals, proposal])), ()


def check_open(case: Case) -> None:
    """Whether the period can still be agreed on."""
    needs(case, "prepared", "provided", "disputed", "running")


def confirm(case: Case, number: int, on: date, side: Side, act: Act) -> tuple[Case, tuple[Any, ...], Terms]:
    """Confirm what the other side proposed, on a day at the seat; the terms count from then on."""
    found = to_confirm(case, side, number)
    terms = Terms.model_validate(found["terms"])
    confirmed = dict(found) | {"confirmed_at": act.now.isoformat(), "confirmed_by": str(act.by)}
    case = replace(case, proposals=[confirmed if each is found else each for each in case.proposals])
    facts = _with(case, terms, on)
    if case.state != "running":
        return after_silently(replace(case, facts=facts)), (), terms
    case, events = counted_anew(case, facts, "agreement", act)
    return case if events else after_silently(case), events, terms


def to_confirm(case: Case, side: Side, number: int | None = None) -> Mapping[str, Any]:
    """What the other side proposed and this one has not confirmed, by its number; None: the first that there is."""
    check_open(case)
    left = [each for each in case.proposals if not each["confirmed_at"] and number in (None, each["number"])]
    if not left:
        raise NoSuchProposal
    theirs = next((each for each in left if each["side"] != side), None)
    if theirs is None:
        raise OtherSideConfirms
    return theirs


def _with(case: Case, terms: Terms, on: date) -> Any:
    """The facts with an agreement: an extension of what runs, or the length from the start."""
    facts = case.facts
    changed: dict[str, Any] = {}
    if terms.closure_days_left_out:
        changed["closure_days_agreed"] = True
    if terms.span and not (case.clock and case.clock.runs and case.state == "running"):
        changed["agreed"] = Agreed(span=terms.span, agreed_on=on, form=terms.form, silence=terms.silence)
    elif terms.span or terms.last_day:
        extension = Extension(granted_on=on, by="agreement", form=terms.form, span=terms.span, last_day=terms.last_day)
        changed["extensions"] = (*facts.extensions, extension)
    return facts.model_copy(update=changed)
