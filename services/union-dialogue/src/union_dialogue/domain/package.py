"""The information package: its versions, its receipt, and whether it is complete (R1, R4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain.case import Act, Case, Told, after, event_of, needs
from union_dialogue.domain.facts import Dispute, Facts, Happened
from union_dialogue.domain.refusals import (
    CompletionOutside,
    DisputeOpen,
    NothingAdded,
    NothingDisputed,
    ReceiptOutside,
    SayWhetherClockRestarts,
)
from union_dialogue.domain.seat import Seat
from union_dialogue.domain.timing import clock_facts, clock_of, counted_anew, today_of

Outcome = Literal["completed", "withdrawn"]


def provide(case: Case, act: Act, *, restarts: bool | None = None) -> Told:
    """Provide the information package, or a new version of it; the first one opens the case.

    While the clock runs the employer must say whether the new version starts it anew (on receipt) or is an addition.
    """
    check_providable(case)
    if case.state == "running" and restarts is None:
        raise SayWhetherClockRestarts(pointer="/restarts_clock")
    events: list[Event] = []
    if case.state == "prepared":
        case = after(case, state="provided")
        events.append(told.CaseOpened(**event_of(case, act)))
    case = after(case, package_version=case.package_version + 1)
    events.append(told.PackageProvided(**event_of(case, act), package_version=case.package_version))
    if case.state != "running":
        return case, tuple(events)
    case, more = _restarted(case, act) if restarts else _added(case, act)
    return case, (*events, *more)


def check_providable(case: Case) -> None:
    """Whether a version can be provided now."""
    needs(case, "prepared", "provided", "disputed", "running")


def _restarted(case: Case, act: Act) -> Told:
    """The clock stops; it starts anew, in full, when the body has received the new version."""
    runs = case.due_at is not None
    facts = case.facts.model_copy(update={"received_at": None, "disputes": (), "happened": ()})
    case = replace(case, facts=facts, clock=None, state="provided")
    if not runs:
        return case, ()
    case = after(case)
    return case, (told.ClockStopped(**event_of(case, act), cause="package-changed"),)


def _added(case: Case, act: Act) -> Told:
    """The clock runs on; some regimes dispute whether it should, and then silence fires at the later end."""
    addition = Happened(kind="information-added", on=today_of(case, act))
    facts = case.facts.model_copy(update={"happened": (*case.facts.happened, addition)})
    return counted_anew(case, facts, "information-added", act)


def receive(case: Case, seat: Seat, facts: Facts, act: Act) -> Told:
    """The package was received, at the time and in the way that ``facts`` says: the clock starts.

    A newer version that only added to the one received before is received without an effect on the clock.
    """
    check_receivable(case)
    received_at = facts.received_at
    if received_at is None or received_at > act.now:
        raise ReceiptOutside(pointer="/received_at")
    first = case.state == "provided"
    case = after(case, received_version=case.package_version)
    receipt = told.PackageReceived(**event_of(case, act), package_version=case.package_version, received_at=received_at)
    if not first:
        return case, (receipt,)
    case, events = _started(replace(case, seat=seat), facts, act)
    return case, (receipt, *events)


def check_receivable(case: Case) -> None:
    """Whether something was provided that is not received yet."""
    needs(case, "provided", "running")
    if case.state == "running" and case.received_version == case.package_version:
        needs(case, "provided")


def _started(case: Case, facts: Facts, act: Act) -> Told:
    clock = clock_of(case, facts)
    if clock.due_at and clock.due_at <= act.now:
        raise ReceiptOutside(pointer="/received_at")
    case = replace(case, facts=facts, clock=clock, state="running")
    if not clock.runs:
        return case, ()
    case = after(case)
    return case, (told.ClockStarted(**event_of(case, act), **clock_facts(clock, "package-received")),)


def dispute(case: Case, kind: Literal["insufficient", "statutory-documents-missing"], act: Act) -> Told:
    """The body objects that the package is incomplete. Whether that stops the clock is for the regime to say."""
    check_disputable(case)
    raised = Dispute(raised_on=today_of(case, act), kind=kind, package_version=case.package_version)
    facts = case.facts.model_copy(update={"disputes": (*case.facts.disputes, raised)})
    clock = clock_of(case, facts)
    case = after(case)
    event = told.CompletenessDisputed(**event_of(case, act), kind=kind, clock_runs=clock.runs)
    case, events = counted_anew(case, facts, "completeness-disputed", act)
    if any(reason.code == "waiting-for-completion" for reason in clock.reasons):
        case = replace(case, state="disputed")
    return case, (event, *events)


def check_disputable(case: Case) -> None:
    """Whether the body can object now."""
    needs(case, "running")
    if open_dispute(case):
        raise DisputeOpen


def settle(case: Case, outcome: Outcome, completed_on: date | None, act: Act, *, for_body: bool) -> Told:
    """The package counts as complete: completed on a day, or the objection is taken back (by the body alone).

    The employer may say so only after a newer version than the one that was disputed; the body may then object again.
    """
    raised = settleable(case, for_body=for_body)
    day = completed_on or today_of(case, act)
    if not raised.raised_on <= day <= today_of(case, act):
        raise CompletionOutside(pointer="/completed_on")
    earlier = case.facts.disputes[:-1]
    settled = (raised.model_copy(update={"completed_on": day}),) if outcome == "completed" else ()
    facts = case.facts.model_copy(update={"disputes": (*earlier, *settled)})
    case = after(case, received_version=case.package_version)
    event = told.CompletenessSettled(
        **event_of(case, act), outcome=outcome, completed_on=day if outcome == "completed" else None
    )
    case, events = counted_anew(case, facts, "completeness-settled", act)
    return replace(case, state="running"), (event, *events)


def settleable(case: Case, *, for_body: bool) -> Dispute:
    """The objection that this side can settle now."""
    needs(case, "disputed", "running")
    raised = open_dispute(case)
    if raised is None:
        raise NothingDisputed
    if not for_body and case.package_version <= raised.package_version:
        raise NothingAdded
    return raised


def open_dispute(case: Case) -> Dispute | None:
    """The objection that nobody has settled yet."""
    last = case.facts.disputes[-1] if case.facts.disputes else None
    return last if last and last.completed_on is None else None


def received_facts(case: Case, received_at: datetime, **how: object) -> Facts:
    """The case's facts with a receipt at an instant (aware)."""
    return Facts.model_validate(case.facts.model_dump() | {"received_at": received_at} | how)
