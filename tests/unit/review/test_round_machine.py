"""No sequence of commands breaks an invariant of a round; the version counts every event told, without a gap."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from review import domain
from review.domain import Assignment, Round
from shared.errors import DomainError
from shared.events.base import Event
from shared.events.review import ReviewSubmitted, RoundConcluded

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
PEOPLE = [UUID(int=n + 1) for n in range(8)]
AUTHOR, MANAGER, EXCLUDED = PEOPLE[:3]
BARRED = domain.Barred({MANAGER}, {EXCLUDED})
OFFICER = UUID(int=99)
SCORES = st.fixed_dictionaries({name: st.integers(1, 5) for name in domain.RUBRICS[1].weights})


class RoundMachine(RuleBasedStateMachine):
    round_: Round

    @initialize(quorum=st.integers(domain.FEWEST, 4))
    def opened(self, quorum: int) -> None:
        self.round_ = Round(uuid4(), uuid4(), "t", "b", (AUTHOR,), 1, quorum, date(2026, 5, 15), "open", 0, 1)
        self.assignments: dict[UUID, Assignment] = {}
        self.told: list[Event] = [domain.opened(self.round_, OFFICER, NOW)]

    def owed(self) -> list[Assignment]:
        return [a for a in self.assignments.values() if a.owed]

    def submitted(self) -> list[Assignment]:
        return [a for a in self.assignments.values() if a.state == "submitted"]

    def keep(self, round_: Round, assignment: Assignment | None, *events: Event) -> None:
        self.round_ = round_
        if assignment:
            self.assignments[assignment.person_id] = assignment
        self.told += events

    @rule(who=st.sampled_from(PEOPLE))
    def assign(self, who: UUID) -> None:
        new = Assignment(uuid4(), self.round_.round_id, who, "assigned", {}, "", 1, self.round_.due_on)
        with contextlib.suppress(DomainError):
            round_, event = domain.assign(self.round_, new, self.assignments.values(), BARRED, by=OFFICER, now=NOW)
            self.keep(round_, new, event)

    @rule(who=st.sampled_from(PEOPLE), scores=SCORES)
    def draft(self, who: UUID, scores: dict[str, int]) -> None:
        if who in self.assignments:
            with contextlib.suppress(DomainError):
                self.keep(self.round_, domain.draft(self.round_, self.assignments[who], scores, "c"))

    @rule(who=st.sampled_from(PEOPLE))
    def submit(self, who: UUID) -> None:
        if who in self.assignments:
            with contextlib.suppress(DomainError):
                others = [a for a in self.submitted() if a.person_id != who]
                round_, mine, events = domain.submit(
                    self.round_, self.assignments[who], others, calibrate_until=date(2026, 5, 7), now=NOW
                )
                self.keep(round_, mine, *events)

    @rule(who=st.sampled_from(PEOPLE), step=st.sampled_from(["conflict", "release", "escalate"]))
    def leave(self, who: UUID, step: str) -> None:
        if who not in self.assignments:
            return
        with contextlib.suppress(DomainError):
            mine = self.assignments[who]
            if step == "conflict":
                self.keep(*domain.declare_conflict(self.round_, mine, NOW))
            elif step == "release":
                self.keep(*domain.release(self.round_, mine, by=OFFICER, now=NOW))
            elif mine.owed and self.round_.state == "open":
                self.keep(*domain.escalate(self.round_, mine, OFFICER, NOW))

    @rule(who=st.sampled_from(PEOPLE))
    def comes_to_light(self, who: UUID) -> None:
        """A merge makes somebody an author, or the office notes a conflict of interest, whenever."""
        if not self.round_.over:
            round_, gone, events = domain.step_out_all(self.round_, self.assignments.values(), {who}, NOW)
            self.keep(round_, None, *events)
            self.assignments |= {each.person_id: each for each in gone}

    @rule()
    def calibration_ends(self) -> None:
        if self.round_.state == "calibrating":
            round_, event = domain.conclude(self.round_, self.submitted(), NOW)
            self.keep(round_, None, event)

    @rule()
    def miss(self) -> None:
        if self.round_.state == "open" and not self.round_.overdue:
            round_, event = domain.miss(self.round_, len(self.submitted()), NOW)
            self.keep(round_, None, event)

    @rule(days=st.integers(-3, 30))
    def extend(self, days: int) -> None:
        with contextlib.suppress(DomainError):
            day = self.round_.due_on + timedelta(days=days)
            round_, moved, events = domain.extend(self.round_, self.owed(), day, by=OFFICER, today=NOW.date(), now=NOW)
            self.keep(round_, None, *events)
            self.assignments |= {each.person_id: each for each in moved}

    @rule()
    def conclude(self) -> None:
        with contextlib.suppress(DomainError):
            domain.check_conclusion(self.round_, len(self.submitted()))
            round_, event = domain.conclude(self.round_, self.submitted(), NOW)
            self.keep(round_, None, event)

    @rule()
    def cancel(self) -> None:
        if not self.round_.over:
            round_, event = domain.cancel(self.round_, "withdrawn", NOW)
            self.keep(round_, None, event)

    @invariant()
    def versions_are_gapless(self) -> None:
        assert [event.aggregate_version for event in self.told] == list(range(1, self.round_.version + 1))

    @invariant()
    def nobody_in_conflict_reviews(self) -> None:
        assert not self.assignments.keys() & {AUTHOR, MANAGER, EXCLUDED}

    @invariant()
    def a_round_concludes_once_and_only_with_enough_complete_reviews(self) -> None:
        outcomes = [event for event in self.told if isinstance(event, RoundConcluded)]
        assert len(outcomes) == (self.round_.state == "concluded")
        for outcome in outcomes:
            n = {criterion.n for criterion in outcome.criteria}
            assert n == {len(self.submitted())}
            assert min(n) >= domain.FEWEST
            assert outcome.quorum_met == (min(n) >= self.round_.quorum)

    @invariant()
    def no_event_says_whose_review_it_is(self) -> None:
        for event in self.told:
            if isinstance(event, ReviewSubmitted | RoundConcluded):
                said = event.model_dump_json()
                assert not any(str(person) in said for person in PEOPLE)

    @invariant()
    def what_is_settled_keeps_no_draft(self) -> None:
        for each in self.assignments.values():
            if each.state in ("conflicted", "released"):
                assert (dict(each.scores), each.comment) == ({}, "")


TestRoundMachine = RoundMachine.TestCase
TestRoundMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
