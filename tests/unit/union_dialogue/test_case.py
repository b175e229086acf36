"""The steps of a consultation case, from the package to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.unit.union_dialogue.cases import (
    AUTHOR,
    BODY,
    COUNCIL,
    MANAGEMENT,
    NOW,
    SEATS,
    a_case,
    answer,
    delivered,
    later,
    prepared,
    resolution,
    running,
    seat_of,
    types,
    walked,
)

from shared.events import union_dialogue as told
from union_dialogue.domain import agreements, answers, opinion, package, timing
from union_dialogue.domain import case as rules
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.facts import Agreed, Extension, Happened
from union_dialogue.domain.refusals import (
    AgreementNeedsTheBody,
    CompletionOutside,
    ConsentNeeded,
    DisputeOpen,
    NoCalendar,
    NoSuchProposal,
    NothingAdded,
    NothingDisputed,
    NothingRuns,
    OtherSideConfirms,
    OwnIdea,
    PeriodOver,
    PeriodWouldBeOver,
    PointsUnanswered,
    ReceiptOutside,
    RegimeNotOfTheBody,
    SayWhetherClockRestarts,
    SayWhy,
    UnknownPoint,
    WrongStep,
)
from union_dialogue.domain.regimes import Span, shipped

SYSTEM = Act(None, NOW)


def test_each_event_counts_one_version_without_a_gap() -> None:
    case, events = walked()
    assert types(events) == ["case.prepared", "case.opened", "package.provided", "package.received", "clock.started"]
    assert [event.aggregate_version for event in events] == [1, 2, 3, 4, 5] == list(range(1, case.version + 1))
    assert case.edition == 5


# the package and its receipt


def test_a_new_package_version_before_receipt_does_not_open_the_case_again() -> None:
    case, _ = package.provide(prepared(), MANAGEMENT)
    case, events = package.provide(case, MANAGEMENT)
    assert (types(events), case.package_version) == (["package.provided"], 2)


@pytest.mark.parametrize("off", [timedelta(seconds=1), -timedelta(days=60)])
def test_a_receipt_in_the_future_or_whose_period_is_over_is_refused(off: timedelta) -> None:
    case, _ = package.provide(prepared(), MANAGEMENT)
    with pytest.raises(ReceiptOutside):
        package.receive(case, SEATS["FR"], package.received_facts(case, NOW + off), BODY)


def test_a_package_changed_while_the_clock_runs_asks_whether_it_restarts() -> None:
    case = running("DE-BPersVG-70")
    with pytest.raises(SayWhetherClockRestarts):
        package.provide(case, MANAGEMENT)
    again, events = package.provide(case, MANAGEMENT, restarts=True)
    assert (types(events), again.state, again.due_at) == (["package.provided", "clock.stopped"], "provided", None)
    when = later(BODY, days=3)
    again, events = package.receive(again, SEATS["DE"], package.received_facts(again, when.now), when)
    assert types(events) == ["package.received", "clock.started"]
    assert again.clock is not None
    assert again.clock.day_zero == date(2026, 4, 11)

    added, events = package.provide(case, later(MANAGEMENT, days=3), restarts=False)
    assert (types(events), added.due_at) == (["package.provided"], case.due_at)
    added, events = package.receive(added, SEATS["DE"], package.received_facts(added, when.now), when)
    assert (types(events), added.due_at) == (["package.received"], case.due_at)
    with pytest.raises(WrongStep):
        package.receive(added, SEATS["DE"], package.received_facts(added, when.now), when)


def test_an_addition_in_france_shows_both_ends_and_silence_fires_at_the_later() -> None:
    case, events = package.provide(running(), later(MANAGEMENT, days=8), restarts=False)
    assert types(events) == ["package.provided", "clock.changed"]
    assert case.clock is not None
    assert (case.clock.last_day, case.clock.other_last_day) == (date(2026, 5, 8), date(2026, 5, 18))


@pytest.mark.parametrize("state", ["waiting", "prepared", "disputed", "lapsed", "opinion", "closed"])
def test_a_receipt_needs_a_package_that_waits_for_it(state: Any) -> None:
    case = replace(prepared(), state=state)
    with pytest.raises(WrongStep):
        package.receive(case, SEATS["FR"], package.received_facts(case, NOW), BODY)


# completeness


def test_an_objection_stops_the_german_clock_and_completion_starts_it_in_full() -> None:
    case, events = package.dispute(running("DE-BPersVG-70"), "insufficient", later(BODY, days=2))
    assert (types(events), case.state, case.due_at) == (["completeness.disputed", "clock.stopped"], "disputed", None)
    assert (events[0].clock_runs, timing.expire(case, later(SYSTEM, days=90))) == (False, (case, ()))  # type: ignore[attr-defined]
    on = later(BODY, days=9)
    case, events = package.settle(case, "completed", None, on, for_body=True)
    assert (types(events), case.state) == (["completeness.settled", "clock.started"], "running")
    assert case.clock is not None
    assert case.clock.day_zero == date(2026, 4, 17)


def test_an_objection_taken_back_counts_as_never_made_unless_the_period_would_be_over() -> None:
    before = running("DE-BPersVG-70")
    case, _ = package.dispute(before, "insufficient", later(BODY, days=2))
    back, events = package.settle(case, "withdrawn", None, later(BODY, days=5), for_body=True)
    assert (types(events), back.due_at) == (["completeness.settled", "clock.started"], before.due_at)
    with pytest.raises(PeriodWouldBeOver):
        package.settle(case, "withdrawn", None, later(BODY, days=50), for_body=True)


def test_the_employer_calls_it_complete_only_after_adding_something() -> None:
    case, _ = package.dispute(running("DE-BPersVG-70"), "insufficient", BODY)
    with pytest.raises(NothingAdded):
        package.settle(case, "completed", None, MANAGEMENT, for_body=False)
    case, events = package.provide(case, later(MANAGEMENT, days=1))
    assert (types(events), case.state) == (["package.provided"], "disputed")
    case, events = package.settle(case, "completed", None, later(MANAGEMENT, days=1), for_body=False)
    assert (case.state, types(events)) == ("running", ["completeness.settled", "clock.started"])
    again, _ = package.dispute(case, "insufficient", later(BODY, days=2))
    assert again.state == "disputed"


def test_an_objection_in_france_is_named_but_stops_nothing() -> None:
    case, events = package.dispute(running(), "insufficient", BODY)
    assert (types(events), case.state, case.due_at) == (["completeness.disputed"], "running", running().due_at)
    with pytest.raises(DisputeOpen):
        package.dispute(case, "insufficient", BODY)
    missing, events = package.dispute(running(), "statutory-documents-missing", BODY)
    assert (types(events), missing.state) == (["completeness.disputed", "clock.stopped"], "disputed")


@pytest.mark.parametrize("day", [date(2026, 4, 7), date(2026, 4, 9)])
def test_a_completion_before_the_objection_or_in_the_future_is_refused(day: date) -> None:
    case, _ = package.dispute(running("DE-BPersVG-70"), "insufficient", BODY)
    with pytest.raises(CompletionOutside):
        package.settle(case, "completed", day, BODY, for_body=True)


def test_nothing_is_settled_that_was_not_disputed() -> None:
    with pytest.raises(NothingDisputed):
        package.settle(running(), "completed", None, BODY, for_body=True)


# the clock


def test_silence_expires_deems_and_closes_at_once_and_only_once() -> None:
    case = running()
    assert case.due_at is not None
    assert timing.expire(case, Act(None, case.due_at - timedelta(seconds=1))) == (case, ())
    case, events = timing.expire(case, Act(None, case.due_at))
    assert types(events) == ["clock.expired", "opinion.deemed", "case.closed"]
    assert (case.state, case.result) == ("closed", "deemed-negative")
    assert timing.expire(case, later(SYSTEM, days=90)) == (case, ())


def test_silence_without_an_effect_leaves_the_case_open_for_a_late_opinion_or_an_end_with_a_reason() -> None:
    agreed = Agreed(span=Span(n=5, unit="working-days"), agreed_on=NOW.date(), form="written", silence="none")
    case, _ = rules.prepare(a_case(), shipped()["LU-AGREED"], agreed, SYSTEM)
    case, _ = package.provide(case, MANAGEMENT)
    case, _ = package.receive(case, SEATS["LU"], package.received_facts(case, NOW), BODY)
    case, events = timing.expire(case, later(SYSTEM, days=10))
    assert (types(events), case.state, case.result) == (["clock.expired"], "lapsed", None)
    late, _ = opinion.deliver(case, resolution(1), COUNCIL, later(BODY, days=11))
    assert late.state == "opinion"
    with pytest.raises(SayWhy):
        answers.close(case, "disagreed", None, MANAGEMENT)
    closed, _ = answers.close(case, "disagreed", "No word came.", MANAGEMENT)
    assert (closed.result, closed.reason) == ("disagreed", "No word came.")


def test_silence_has_no_effect_after_an_opinion() -> None:
    case = delivered(1)
    assert timing.expire(case, later(SYSTEM, days=90)) == (case, ())


def test_a_change_that_moves_the_end_is_told_and_one_that_does_not_only_named() -> None:
    case, events = timing.happened(running(), Happened(kind="expert-appointed", on=NOW.date()), BODY)
    assert types(events) == ["clock.changed"]
    assert case.clock is not None
    assert case.clock.last_day == date(2026, 6, 8)
    named, events = timing.happened(running("DE-BPersVG-70"), Happened(kind="reasons-requested", on=NOW.date()), BODY)
    assert named.clock is not None
    assert (events, named.due_at) == ((), running("DE-BPersVG-70").due_at)
    assert "reasons-requested-no-effect" in [reason.code for reason in named.clock.reasons]
    order = Extension(granted_on=NOW.date(), by="court", last_day=date(2026, 7, 1))
    assert types(timing.extended(running(), order, "court-order", BODY)[1]) == ["clock.changed"]


def test_invariant_5_changing_a_calendar_never_moves_a_deadline_silently() -> None:
    """Counted anew from its facts, a clock uses the calendar of its receipt; another one is taken by an act that is told."""
    case = running("DE-BPersVG-70")
    changed = replace(SEATS["DE"], local_holidays=frozenset({date(2026, 4, 15)}), calendar_version=5)
    noted, events = timing.happened(case, Happened(kind="reasons-requested", on=NOW.date()), BODY)
    assert (events, noted.due_at, noted.seat) == ((), case.due_at, SEATS["DE"])
    moved, events = timing.recount(case, changed, MANAGEMENT)
    (event,) = events
    assert isinstance(event, told.ClockChanged)
    assert (event.cause, event.calendar_version, event.last_day) == ("calendar-changed", 5, date(2026, 4, 23))
    assert moved.due_at is not None
    assert case.due_at is not None
    assert moved.due_at - case.due_at == timedelta(days=1)
    # and never into the past, where silence would strike at once
    shorter = replace(case, facts=case.facts.model_copy(update={"variant": "urgent"}))
    with pytest.raises(PeriodWouldBeOver):
        timing.recount(shorter, SEATS["DE"], later(MANAGEMENT, days=9))
    # nor one that is over
    assert case.due_at is not None
    over, _ = timing.expire(case, Act(None, case.due_at))
    with pytest.raises(WrongStep):
        timing.recount(over, changed, MANAGEMENT)


def test_nothing_is_counted_without_a_seat_or_a_period() -> None:
    with pytest.raises(NoCalendar):
        timing.clock_of(prepared(), prepared().facts)
    case, _ = package.provide(prepared("LU-AGREED"), MANAGEMENT)
    case, events = package.receive(case, SEATS["LU"], package.received_facts(case, NOW), BODY)
    assert (types(events), case.state, case.due_at) == (["package.received"], "running", None)
    with pytest.raises(NothingRuns):
        timing.recount(case, SEATS["LU"], MANAGEMENT)


# agreements about the period


def test_an_agreement_counts_when_the_other_side_confirms_it() -> None:
    terms = Terms(span=Span(n=15, unit="working-days"))
    case, events = agreements.propose(running("DE-BPersVG-70"), terms, "management", MANAGEMENT)
    assert (events, case.due_at) == ((), running("DE-BPersVG-70").due_at)
    with pytest.raises(OtherSideConfirms):
        agreements.confirm(case, 1, NOW.date(), "management", MANAGEMENT)
    with pytest.raises(NoSuchProposal):
        agreements.confirm(case, 2, NOW.date(), "body", BODY)
    case, events, _ = agreements.confirm(case, 1, NOW.date(), "body", BODY)
    assert types(events) == ["clock.changed"]
    assert case.clock is not None
    assert case.clock.last_day == date(2026, 4, 29)
    with pytest.raises(NoSuchProposal):
        agreements.confirm(case, 1, NOW.date(), "body", BODY)


def test_an_agreed_length_starts_the_clock_of_a_regime_that_has_none() -> None:
    case, _ = package.provide(prepared("LU-AGREED"), MANAGEMENT)
    case, _ = package.receive(case, SEATS["LU"], package.received_facts(case, NOW), BODY)
    terms = Terms(span=Span(n=10, unit="working-days"), silence="deemed-approved")
    case, _ = agreements.propose(case, terms, "body", BODY)
    case, events, _ = agreements.confirm(case, 1, NOW.date(), "management", MANAGEMENT)
    assert types(events) == ["clock.started"]
    assert case.clock is not None
    assert case.clock.silence == "deemed-approved"


def test_an_agreement_before_receipt_and_one_about_closure_days_count_from_the_start() -> None:
    case = prepared("DE-BPersVG-70")
    case, _ = agreements.propose(case, Terms(span=Span(n=5, unit="working-days")), "body", BODY)
    case, events, _ = agreements.confirm(case, 1, NOW.date(), "management", MANAGEMENT)
    case, _ = agreements.propose(case, Terms(closure_days_left_out=True), "body", BODY)
    case, events, _ = agreements.confirm(case, 2, NOW.date(), "management", MANAGEMENT)
    assert events == ()
    case, _ = package.provide(case, MANAGEMENT)
    closed = replace(SEATS["DE"], closure_days=frozenset({date(2026, 4, 13)}))
    case, _ = package.receive(case, closed, package.received_facts(case, NOW), BODY)
    assert case.clock is not None
    assert case.clock.last_day == date(2026, 4, 16)  # 9, 10, 14, 15, 16 April


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"span": {"n": 1, "unit": "weeks"}, "last_day": date(2026, 5, 1)},
        {"last_day": date(2026, 5, 1), "scope": "term"},
        {"last_day": date(2026, 5, 1), "silence": "none"},
    ],
)
def test_terms_say_one_thing(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Terms.model_validate(wrong)


# regime


def test_a_regime_is_chosen_within_the_bodys_family_and_before_receipt() -> None:
    case = prepared("DE-BPersVG-70")
    case, (event,) = rules.choose_regime(case, shipped()["DE-BPersVG-81"], "stepped", "Outsourcing", MANAGEMENT)
    assert isinstance(event, told.RegimeChosen)
    assert (event.regime, event.variant, case.facts.variant) == ("DE-BPersVG-81", "stepped", "stepped")
    for other in ("FR-CSE", "DE-BPersVG-82"):  # another family; a step within another procedure
        with pytest.raises(RegimeNotOfTheBody):
            rules.choose_regime(case, shipped()[other], "normal", "No", MANAGEMENT)
    with pytest.raises(WrongStep):
        rules.choose_regime(running("DE-BPersVG-70"), shipped()["DE-BPersVG-81"], "normal", "Late", MANAGEMENT)


def test_an_urgent_case_is_heard_in_the_urgent_form() -> None:
    case, _ = rules.prepare(a_case(urgent=True), shipped()["DE-BPersVG-70"], None, SYSTEM)
    case, _ = package.provide(case, MANAGEMENT)
    case, _ = package.receive(case, SEATS["DE"], package.received_facts(case, NOW), BODY)
    assert case.clock is not None
    assert case.clock.last_day == date(2026, 4, 13)


# answers and ends


def test_invariant_8_a_case_closes_only_when_each_point_has_its_one_answer() -> None:
    case = delivered(1, 2)
    case, _ = answers.respond(case, [answer(1)], MANAGEMENT)
    for result in ("agreed", "disagreed"):
        with pytest.raises(PointsUnanswered):
            answers.close(case, result, "why", MANAGEMENT)
    for again in ([answer(1)], [answer(2), answer(2)], [answer(3)]):
        with pytest.raises(UnknownPoint):
            answers.respond(case, again, MANAGEMENT)
    case, _ = answers.respond(case, [answer(2)], MANAGEMENT)
    case, (closed,) = answers.close(case, "agreed", None, MANAGEMENT)
    assert isinstance(closed, told.CaseClosed)
    assert (case.state, closed.conditions) == ("closed", ("Demand 1", "Demand 2"))


def test_invariant_6_opinion_and_answers_stand_as_issued_and_corrections_stand_beside_them() -> None:
    case = delivered(1)
    with pytest.raises(WrongStep):
        opinion.deliver(case, resolution(1), COUNCIL, BODY)
    corrected, (event,) = opinion.correct(case, 1, "Floor 2, not 3.", BODY)
    assert (event.type, corrected.opinion) == ("opinion.corrected", case.opinion)
    with pytest.raises(UnknownPoint):
        opinion.correct(case, 7, "Which?", BODY)
    with pytest.raises(UnknownPoint):
        answers.correct(case, answer(1), "Not answered yet.", MANAGEMENT)
    case, _ = answers.respond(corrected, [answer(1)], MANAGEMENT)
    case, (event,) = answers.correct(case, answer(1, "not-adopted"), "The law forbids it.", MANAGEMENT)
    assert event.type == "response.corrected"
    assert case.answers["1"]["answer"] == "not-adopted"
    assert [each["of"] for each in case.corrections] == ["opinion", "response"]
    assert case.corrections[1]["former"]["answer"] == "adopted"
    closed, _ = answers.close(case, "disagreed", "One point.", MANAGEMENT)
    with pytest.raises(WrongStep):
        answers.correct(closed, answer(1), "Too late.", MANAGEMENT)


@pytest.mark.parametrize(("stance", "kind"), [("objection", "adopted"), ("consent-with-conditions", "partly")])
def test_only_the_body_calls_it_agreed_where_it_objected_or_a_point_is_not_adopted(stance: Any, kind: Any) -> None:
    case, _ = answers.respond(delivered(1, stance=stance), [answer(1, kind)], MANAGEMENT)
    with pytest.raises(AgreementNeedsTheBody):
        answers.close(case, "agreed", None, MANAGEMENT)
    closed, _ = answers.close(case, "agreed", None, BODY)
    assert closed.result == "agreed"
    with pytest.raises(SayWhy):
        answers.close(case, "disagreed", None, MANAGEMENT)


def test_nobody_answers_or_closes_a_case_about_their_own_idea() -> None:
    own = Act(AUTHOR, NOW)
    with pytest.raises(OwnIdea):
        answers.respond(delivered(1), [answer(1)], own)
    with pytest.raises(OwnIdea):
        answers.close(delivered(), "agreed", None, own)


@pytest.mark.parametrize("made", [prepared, running], ids=["prepared", "running"])
def test_the_body_may_waive_with_a_reason_before_its_opinion(made: Any) -> None:
    case, (event,) = answers.waive(made(), "Settled last year.", BODY)
    assert isinstance(event, told.CaseClosed)
    assert (case.result, event.reason, event.acting_for) == ("waived", "Settled last year.", BODY.mandate_id)
    with pytest.raises(WrongStep):
        answers.waive(delivered(1), "No", BODY)


def test_an_opinion_after_silence_took_effect_is_too_late_even_before_the_deadline_was_fired() -> None:
    case = running()
    assert case.due_at is not None
    with pytest.raises(PeriodOver):
        opinion.deliver(case, resolution(1), COUNCIL, Act(BODY.by, case.due_at, BODY.mandate_id))
    opinion.deliver(case, resolution(1), COUNCIL, Act(BODY.by, case.due_at - timedelta(seconds=1), BODY.mandate_id))


def test_a_case_of_another_regime_is_walked_alike() -> None:
    for key, regime in shipped().items():
        if regime.kind == "consultation" and key[:2] in SEATS:
            case: Case = running(key)
            assert case.state == "running"
            assert case.seat == seat_of(key)


def test_without_the_consent_that_a_measure_needs_only_what_replaces_it_closes_the_case() -> None:
    case = delivered(1, regime="DE-BPersVG-70", stance="objection")
    case, _ = answers.respond(case, [answer(1, "not-adopted")], MANAGEMENT)
    with pytest.raises(ConsentNeeded):
        answers.close(case, "disagreed", "We want it all the same.", MANAGEMENT)
    by = "Conciliation body, 3 May 2026"
    closed, (event,) = answers.close(case, "disagreed", "It was referred up.", MANAGEMENT, replaced_by=by)
    assert (closed.state, closed.consent_replaced_by) == ("closed", by)
    assert isinstance(event, told.CaseClosed)
    assert event.consent_replaced_by == by
    assert answers.close(case, "agreed", None, BODY)[0].result == "agreed"
    cooperation = delivered(regime="DE-BPersVG-81", stance="objection")
    assert answers.close(cooperation, "disagreed", "We differ.", MANAGEMENT)[0].result == "disagreed"
