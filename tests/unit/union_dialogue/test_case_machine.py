"""A case as a state machine: whatever is done, in whatever order and how late, the invariants hold."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.unit.union_dialogue.cases import (
    AUTHOR,
    CHAIR,
    COUNCIL,
    MEMBERS,
    NOW,
    OFFICER,
    SEATS,
    VOTES,
    a_bench,
    a_case,
    held,
    resolution,
)

from shared import ids
from shared.errors import DomainError
from shared.events import union_dialogue as told
from shared.events.base import Event
from union_dialogue.domain import agreements, answers, bench, concern, lead, opinion, package, rooms, seating, timing
from union_dialogue.domain import case as rules
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.facts import Absence, Agreed, Extension, Happened, Seating
from union_dialogue.domain.opinion import Ballot
from union_dialogue.domain.regimes import Span, shipped
from union_dialogue.domain.rooms import Message

MANDATE, SUBSTITUTE = uuid4(), uuid4()
MEMBER = min(MEMBERS - {CHAIR})
BENCH = a_bench(*(held(who, "chair" if who == CHAIR else "member") for who in MEMBERS), held(SUBSTITUTE, "substitute"))
ENDS = (told.OpinionDelivered, told.CaseClosed, told.CaseWithdrawn)
REGIMES = sorted(key for key, regime in shipped().items() if regime.kind == "consultation")
SPANS = st.builds(
    Span, n=st.integers(1, 40), unit=st.sampled_from(["working-days", "calendar-days", "weeks", "months"])
)
NUMBERS = st.integers(1, 3)
HOW = st.sampled_from(["adopted", "partly", "not-adopted"])
STANCES = st.sampled_from(["consent", "consent-with-conditions", "objection"])
SIDES = st.sampled_from(["management", "body"])
THEY = st.sampled_from([OFFICER, AUTHOR])
"""Who acts for management: also an author of the idea, who must not."""


class Consultation(RuleBasedStateMachine):
    """One case, the time, the calendar of its seat, and everything that was told."""

    @initialize(
        regime=st.sampled_from(REGIMES),
        urgent=st.booleans(),
        walked=st.sampled_from([0, 1, 2, 2, 2, 3, 4, 4]),
        points=NUMBERS,
        said=st.tuples(STANCES, HOW),
    )
    def begins(self, regime: str, urgent: bool, walked: int, points: int, said: tuple[str, str]) -> None:
        """A case somewhere on its plain way, from which it may take any other."""
        self.now = NOW
        self.seat = SEATS.get(regime[:2], SEATS["DE"])
        self.told: list[Event] = []
        self.case = a_case(urgent=urgent)
        agreed = Agreed(span=Span(n=10, unit="working-days"), agreed_on=NOW.date(), form="electronic", silence=None)
        standing = None if shipped()[regime].lengths else agreed
        self.does(lambda: rules.prepare(self.case, shipped()[regime], standing, Act(None, self.now)))
        steps = (self.provides, self.receives, self.delivers, self.responds)
        fields: tuple[dict[str, Any], ...] = (
            {"restarts": None},
            {"hours": 0, "mode": "acknowledged"},
            {"points": points, "stance": said[0]},
            {"numbers": [1, 2, 3], "how": said[1], "who": OFFICER},
        )
        for step, given in list(zip(steps, fields, strict=True))[:walked]:
            step(**given)

    def does(self, step: Callable[[], Any]) -> bool:
        """Try a step; what it refuses changes nothing, what it does keeps the invariants."""
        before = self.case
        try:
            after, events, *_ = step()
        except DomainError:
            assert self.case == before
            return False
        self.case = after
        self.told += events
        self._keeps(before, after, list(events))
        return True

    def _keeps(self, before: Case, after: Case, events: list[Event]) -> None:
        assert after.version == before.version + len(events), "each event counts one version"
        assert after.edition >= before.edition
        if before.state == "closed":
            kept = ("state", "result", "reason", "opinion", "answers", "clock", "facts", "package_version")
            assert all(getattr(after, name) == getattr(before, name) for name in kept), "closed is closed"
        if before.opinion:
            assert after.opinion == before.opinion, "invariant 6: an opinion stands"
        assert list(after.corrections[: len(before.corrections)]) == list(before.corrections), "invariant 6"
        for number, given in before.answers.items():
            assert after.answers[number] == given or after.corrections[-1]["former"] == given, "invariant 6"
        if after.due_at != before.due_at:
            moved = (told.ClockEvent, told.ClockStopped, *ENDS)
            assert any(isinstance(event, moved) for event in events), "invariant 5: nothing moves in silence"
            assert after.due_at is None or after.due_at > self.now, "nobody is silent towards a date in the past"
        for event in events:
            self._is_allowed(before, after, event)

    def _is_allowed(self, before: Case, after: Case, event: Event) -> None:
        over = before.due_at is not None and before.due_at <= self.now
        silence = before.clock.silence if before.clock else None
        if isinstance(event, told.CaseClosed):
            assert after.unanswered == [], "invariant 8"
            if event.result.startswith("deemed"):
                assert over, "silence takes effect when the period is over"
                assert event.result == silence, "with the effect that the regime gives it"
            if event.result == "disagreed" and after.regime and after.regime.consent_needed:
                assert event.consent_replaced_by, "a measure that needs consent has it, or what replaced it"
            if event.result == "agreed" and event.acting_for is None:
                assert after.opinion
                assert after.opinion["stance"] != "objection"
                assert {each["answer"] for each in after.answers.values()} <= {"adopted"}
            assert event.by != AUTHOR, "invariant 3"
        if isinstance(event, told.OpinionDelivered):
            assert not over or silence == "none", "an opinion after silence took effect is too late"
        if isinstance(event, told.ResponsePublished | told.ResponseCorrected):
            assert event.by != AUTHOR, "invariant 3"
        if isinstance(event, told.ClockExpired):
            assert over
        if isinstance(event, told.MessagePosted) and event.room == "representatives":
            assert event.by is None, "invariant 14: not even who spoke"

    @property
    def body(self) -> Act:
        return Act(CHAIR, self.now, MANDATE)

    def management(self, who: UUID = OFFICER) -> Act:
        return Act(who, self.now)

    # Time, and the deadline that the scheduler fires when it is due, or later, or for nothing

    @rule(hours=st.integers(1, 24 * 9), fires=st.booleans())
    def time_passes(self, hours: int, fires: bool) -> None:
        self.now += timedelta(hours=hours)
        if fires:
            self.silence()

    @precondition(lambda self: self.case.due_at)
    @rule(seconds=st.sampled_from([-1, 0, 1]), then=st.sampled_from(["silence", "an opinion", "nothing"]))
    def the_period_ends(self, seconds: int, then: str) -> None:
        due = self.case.due_at
        assert due is not None
        self.now = max(self.now, due + timedelta(seconds=seconds))
        if then == "silence":
            self.silence()
        elif then == "an opinion":
            self.delivers(points=1, stance="objection")

    @rule()
    def silence(self) -> None:
        for _ in range(2):
            self.does(lambda: timing.expire(self.case, Act(None, self.now)))

    # The package

    @rule(restarts=st.sampled_from([None, False, False, True]))
    def provides(self, restarts: bool | None) -> None:
        self.does(lambda: package.provide(self.case, self.management(), restarts=restarts))

    @precondition(lambda self: self.case.package_version > self.case.received_version)
    @rule(hours=st.integers(-2, 60), mode=st.sampled_from(["acknowledged", "mailbox"]))
    def receives(self, hours: int, mode: str) -> None:
        at = self.now - timedelta(hours=hours)
        facts = package.received_facts(self.case, at, mode=mode)
        if self.does(lambda: package.receive(self.case, self.seat, facts, self.body)):
            assert hours >= 0

    @precondition(lambda self: self.case.state == "running")
    @rule(kind=st.sampled_from(["insufficient", "statutory-documents-missing"]))
    def objects(self, kind: Any) -> None:
        self.does(lambda: package.dispute(self.case, kind, self.body))

    @precondition(lambda self: self.case.facts.disputes)
    @rule(outcome=st.sampled_from(["completed", "withdrawn"]), days=st.integers(-1, 9), for_body=st.booleans())
    def settles(self, outcome: Any, days: int, for_body: bool) -> None:
        on, act = (self.now - timedelta(days=days)).date(), self.body if for_body else self.management()
        raised = package.open_dispute(self.case)
        if self.does(lambda: package.settle(self.case, outcome, on, act, for_body=for_body)) and not for_body:
            assert raised is not None
            assert self.case.package_version > raised.package_version, "the employer added something first"

    # What moves the clock

    @precondition(lambda self: self.case.state == "running")
    @rule(kind=st.sampled_from(["expert-appointed", "resolution-suspended", "reasons-requested"]), n=st.integers(1, 5))
    def something_happens(self, kind: Any, n: int) -> None:
        what = Happened(kind=kind, on=self.now.date(), n=n)
        self.does(lambda: timing.happened(self.case, what, self.body))

    @precondition(lambda self: self.case.state == "running")
    @rule(span=SPANS, body=st.booleans())
    def court_orders(self, span: Span, body: bool) -> None:
        ordered = Extension(granted_on=self.now.date(), by="court", form="written", span=span)
        act = self.body if body else self.management()
        self.does(lambda: timing.extended(self.case, ordered, "court-order", act))

    @rule(span=SPANS, side=SIDES, form=st.sampled_from(["electronic", "oral"]), closure=st.booleans())
    def proposes(self, span: Span, side: Any, form: Any, closure: bool) -> None:
        terms = Terms(span=span, form=form, closure_days_left_out=closure)
        before = self.case.due_at
        if self.does(lambda: agreements.propose(self.case, terms, side, self.body)):
            assert self.case.due_at == before, "one side alone moves nothing"

    @precondition(lambda self: self.case.proposals)
    @rule(number=NUMBERS, side=SIDES)
    def confirms(self, number: int, side: Any) -> None:
        on = self.now.date()
        if self.does(lambda: agreements.confirm(self.case, number, on, side, self.body)):
            assert self.case.proposals[number - 1]["side"] != side, "the other side confirms"

    @rule(days=st.sets(st.integers(0, 30), max_size=4))
    def the_calendar_changes(self, days: set[int]) -> None:
        """By itself this moves nothing: the next rule takes it."""
        holidays = frozenset(date(2026, 4, 8) + timedelta(days=day) for day in days)
        version = self.seat.calendar_version + 1
        self.seat = replace(self.seat, local_holidays=holidays, calendar_version=version)

    @precondition(lambda self: self.case.state == "running")
    @rule()
    def takes_the_calendar(self) -> None:
        self.does(lambda: timing.recount(self.case, self.seat, self.management()))

    # Opinion, answers, ends

    @precondition(lambda self: self.case.state not in ("prepared", "closed"))
    @rule(points=st.integers(-3, 3), stance=STANCES)
    def delivers(self, points: int, stance: Any) -> None:
        """Below zero the body is not minded to yet."""
        given = resolution(*range(1, points + 1), stance=stance)
        if points >= 0:
            self.does(lambda: opinion.deliver(self.case, given, COUNCIL, self.body))

    @precondition(lambda self: self.case.opinion)
    @rule(point=st.none() | NUMBERS)
    def corrects_the_opinion(self, point: int | None) -> None:
        self.does(lambda: opinion.correct(self.case, point, "A slip.", self.body))

    @precondition(lambda self: self.case.opinion)
    @rule(numbers=st.just([1, 2, 3]) | st.lists(NUMBERS, min_size=1, max_size=3), how=HOW, who=THEY)
    def responds(self, numbers: list[int], how: Any, who: UUID) -> None:
        if numbers == [1, 2, 3]:
            numbers = self.case.unanswered
        given = [told.Answer(number=number, answer=how, reason="So.") for number in numbers]
        self.does(lambda: answers.respond(self.case, given, self.management(who)))

    @precondition(lambda self: self.case.opinion)
    @rule(number=NUMBERS, how=HOW, who=THEY)
    def corrects_an_answer(self, number: int, how: Any, who: UUID) -> None:
        answer = told.Answer(number=number, answer=how, reason="Rather so.")
        self.does(lambda: answers.correct(self.case, answer, "A slip.", self.management(who)))

    @precondition(lambda self: self.case.state in ("opinion", "lapsed", "closed"))
    @rule(
        result=st.sampled_from(["agreed", "disagreed"]),
        why=st.sampled_from([(None, None), ("No.", None), ("No.", "Conciliation body, 3 May 2026")]),
        body=st.booleans(),
        who=THEY,
    )
    def closes(self, result: Any, why: tuple[str | None, str | None], body: bool, who: UUID) -> None:
        """``why``: the reason, and what replaced a consent that is needed."""
        act = self.body if body else self.management(who)
        self.does(lambda: answers.close(self.case, result, why[0], act, replaced_by=why[1]))

    @rule(sure=st.integers(0, 19))
    def waives(self, sure: int) -> None:
        """Now and then: it ends everything."""
        if sure == 13:
            self.does(lambda: answers.waive(self.case, "Known.", self.body))

    @rule(sure=st.integers(0, 19))
    def is_withdrawn(self, sure: int) -> None:
        """Now and then, and heard twice."""
        for _ in range(2 if sure == 13 else 0):
            self.does(lambda: rules.withdraw(self.case, "idea-withdrawn", Act(None, self.now)))

    # What is said, and who sits in

    @rule(room=st.sampled_from(rooms.ROOMS))
    def speaks(self, room: Any) -> None:
        edition = self.case.edition
        said = Message(ids.new_id(), self.case.case_id, room, CHAIR, "Secret.", (), edition=1)
        self.does(lambda: rooms.post(self.case, said, self.body))
        assert self.case.edition == edition, "invariant 14: nobody counts what was said"

    @rule(days=st.none() | st.integers(-1, 5))
    def seats(self, days: int | None) -> None:
        today, edition = self.now.date(), self.case.edition
        last = None if days is None else today + timedelta(days=days)
        seat = Seating(substitute_id=SUBSTITUTE, member_id=MEMBER, last_day=last)
        if self.does(lambda: seating.seat(self.case, seat, BENCH, today, self.body)):
            assert bench.seated(self.case, SUBSTITUTE, today)
        assert self.case.edition == edition, "who sits in is for the body alone"

    @precondition(lambda self: self.case.seatings)
    @rule()
    def releases(self) -> None:
        today = self.now.date()
        if self.does(lambda: seating.release(self.case, SUBSTITUTE, today, self.body)):
            assert bench.seated(self.case, SUBSTITUTE, today) is None

    @rule(who=st.sampled_from([CHAIR, MEMBER, SUBSTITUTE]), days=st.none() | st.integers(-1, 5))
    def is_away(self, who: UUID, days: int | None) -> None:
        today, before = self.now.date(), self.case
        last = None if days is None else today + timedelta(days=days)
        absence = Absence(person_id=who, last_day=last)
        with suppress(DomainError):
            self.case = bench.declare_absent(self.case, absence, BENCH, today)
            assert bench.away(self.case, who, today)
        assert (self.case.version, self.case.edition) == (before.version, before.edition), "for the body alone"

    @precondition(lambda self: self.case.absences)
    @rule(who=st.sampled_from([CHAIR, MEMBER, SUBSTITUTE]))
    def is_back(self, who: UUID) -> None:
        with suppress(DomainError):
            self.case = bench.end_absence(self.case, who, self.now.date())

    @rule(who=st.sampled_from([CHAIR, MEMBER, SUBSTITUTE]))
    def recuses(self, who: UUID) -> None:
        edition = self.case.edition
        self.does(lambda: concern.recuse(self.case, who, self.body))
        assert self.case.edition == edition, "whom it concerns is for the body alone"

    @precondition(lambda self: self.case.recused)
    @rule(who=st.sampled_from([CHAIR, MEMBER, SUBSTITUTE]))
    def is_readmitted(self, who: UUID) -> None:
        self.does(lambda: concern.readmit(self.case, who, self.body))

    @rule(whom=st.sampled_from([CHAIR, MEMBER, SUBSTITUTE]))
    def elects(self, whom: UUID) -> None:
        ballot, today = Ballot(votes=VOTES, present=tuple(MEMBERS)), self.now.date()
        if self.does(lambda: lead.elect(self.case, whom, ballot, COUNCIL, seats=(BENCH, today), act=self.body)):
            leads = lead.lead_of(self.case, BENCH, today)
            assert leads is not None
            assert (leads.person_id, leads.capacity) == (whom, "elected")

    # What always holds

    @invariant()
    def events_are_numbered_without_a_gap(self) -> None:
        assert [event.aggregate_version for event in self.told] == list(range(1, len(self.told) + 1))
        assert self.case.version == len(self.told)

    @invariant()
    def who_hears_everything_knows_the_case(self) -> None:
        """Replayed from the beginning, what was told gives the end of the period, the answers and the result."""
        given: dict[int, told.Answer] = {}
        due, result, provided = None, None, 0
        for event in self.told:
            if isinstance(event, told.ClockStarted | told.ClockChanged):
                due = event.due_at
            elif isinstance(event, told.ClockStopped | told.ClockExpired | told.CaseWithdrawn | told.OpinionDelivered):
                due = None
            elif isinstance(event, told.ResponsePublished):
                given |= {answer.number: answer for answer in event.points}
            elif isinstance(event, told.ResponseCorrected):
                given[event.point.number] = event.point
            elif isinstance(event, told.PackageProvided):
                provided = event.package_version
            if isinstance(event, told.CaseClosed | told.CaseWithdrawn):
                due, result = None, getattr(event, "result", "withdrawn")
        assert due == self.case.due_at
        assert result == self.case.result
        assert provided == self.case.package_version
        kept = {int(number): (each["answer"], each["reason"]) for number, each in self.case.answers.items()}
        assert kept == {number: (answer.answer, answer.reason) for number, answer in given.items()}

    @invariant()
    def who_leads_can_act(self) -> None:
        leads = lead.lead_of(self.case, BENCH, self.now.date())
        assert leads is None or bench.able(self.case, leads.person_id, self.now.date())
        assert leads is None or leads.capacity == "chair" or leads.in_place_of == CHAIR

    @invariant()
    def only_a_clock_that_runs_has_an_end(self) -> None:
        assert self.case.due_at is None or self.case.state == "running"
        assert (self.case.result is not None) == (self.case.state == "closed")


Consultation.TestCase.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)
TestConsultation = Consultation.TestCase
