"""No sequence of commands and events breaks an invariant of a plan."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from implementation import domain
from implementation.domain import Benefit, Plan, Promise, Task
from shared.errors import DomainError, Text
from shared.events.base import Event
from shared.events.implementation import (
    BenefitMeasured,
    BenefitReturned,
    BenefitVerified,
    IdeaCompleted,
    IdeaImplemented,
    PlanStopped,
    TaskEvent,
    TaskReturned,
    TaskStarted,
    TaskVerified,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
PEOPLE = [UUID(int=n + 1) for n in range(5)]
AUTHOR, MANAGER, INTERESTED = PEOPLE[:3]
WHO = st.sampled_from(PEOPLE)
COUNCIL = Text("Staff council", "Comité social", "Personalrat")


class PlanMachine(RuleBasedStateMachine):
    @initialize()
    def prepared(self) -> None:
        self.plan = Plan(uuid4(), "Rooms", (AUTHOR,), "prepared", 0)
        self.tasks: dict[UUID, Task] = {}
        self.benefits: dict[UUID, Benefit] = {}
        self.bodies: set[Text] = set()
        self.told: list[Event] = []
        self.begun_while_locked = False
        self.before_the_interest = 0

    @rule(locks=st.booleans())
    def duty(self, locks: bool) -> None:
        """A case is opened or closed, in any order with everything else."""
        (self.bodies.add if locks else self.bodies.discard)(COUNCIL)

    @rule()
    def interest(self) -> None:
        """Noted whenever, and again; what was done before it stays."""
        if not self.plan.interested:
            self.before_the_interest = len(self.told)
        self.plan = replace(self.plan, interested=frozenset({INTERESTED}))

    @rule(by=WHO)
    def decision(self, by: UUID) -> None:
        """Also heard twice, and late."""
        self.plan, events = domain.plan.open_plan(self.plan, by, NOW)
        self.told += events

    @rule(owner=WHO, after=st.booleans())
    def add_task(self, owner: UUID, after: bool) -> None:
        needed = tuple(self.tasks)[-1:] if after else ()
        if self.plan.state in ("prepared", "open"):
            task = Task(uuid4(), self.plan.idea_id, "t", owner, date(2026, 6, 1), "planned", depends_on=needed)
            self.tasks[task.task_id] = task

    @rule(n=st.integers(0, 5), by=WHO, step=st.sampled_from(["start", "block", "finish", "verify", "return_task"]))
    def work(self, n: int, by: UUID, step: str) -> None:
        if not self.tasks:
            return
        task = list(self.tasks.values())[n % len(self.tasks)]
        with contextlib.suppress(DomainError):
            if step == "start":
                made = domain.task.start(self.plan, task, self.tasks.values(), self.bodies, by=by, now=NOW)
                self.begun_while_locked |= bool(self.bodies)
            elif step in ("block", "return_task"):
                made = getattr(domain.task, step)(self.plan, task, "because", by, NOW)
            else:
                made = getattr(domain.task, step)(self.plan, task, by, NOW)
            self.plan, self.tasks[task.task_id], event = made
            self.told.append(event)

    @rule(n=st.integers(0, 5), answer=st.sampled_from(get_args(domain.Answer)))
    def correction(self, n: int, answer: domain.Answer) -> None:
        """An answer that a task keeps is corrected, whenever."""
        if self.tasks:
            before = list(self.tasks.values())[n % len(self.tasks)]
            promise = Promise(self.plan.idea_id, uuid4(), 1, "d", answer, "reason", before.task_id)
            self.plan, made, events = domain.task.follow_answer(self.plan, before, promise, "why", by=None, now=NOW)
            assert (made.terms, made.version) == ("reason", before.version + 1)
            assert made.state == before.state or before.state not in ("done", "verified"), "what is done stays done"
            assert bool(events) == (made.state == "dropped" != before.state)
            self.tasks[made.task_id] = made
            self.told += events

    @rule()
    def idea_ends(self) -> None:
        """Withdrawn or merged; what is carried out goes on."""
        before = self.plan
        self.plan = domain.plan.end_with_idea(self.plan)
        assert self.plan.state in (before.state, "withdrawn")

    @rule(by=WHO)
    def complete(self, by: UUID) -> None:
        with contextlib.suppress(DomainError):
            self.plan, event = domain.task.complete(self.plan, self.tasks.values(), by, NOW)
            self.told.append(event)

    @rule(by=WHO)
    def forecast(self, by: UUID) -> None:
        benefit = Benefit(uuid4(), self.plan.idea_id, "hours", "h", Decimal(1), "forecast")
        with contextlib.suppress(DomainError):
            self.plan, event = domain.benefit.forecast(self.plan, benefit, by, NOW)
            self.benefits[benefit.benefit_id] = benefit
            self.told.append(event)

    @rule(n=st.integers(0, 3), by=WHO, step=st.sampled_from(["measure", "verify", "return_benefit"]))
    def check(self, n: int, by: UUID, step: str) -> None:
        if not self.benefits:
            return
        benefit = list(self.benefits.values())[n % len(self.benefits)]
        others = [each for each in self.benefits.values() if each is not benefit]
        with contextlib.suppress(DomainError):
            events: Sequence[Event]
            if step == "measure":
                self.plan, made, *events = domain.benefit.measure(self.plan, benefit, Decimal(2), None, by=by, now=NOW)
            elif step == "verify":
                self.plan, made, events = domain.benefit.verify(self.plan, benefit, others, by, NOW, managers={MANAGER})
            else:
                self.plan, made, *events = domain.benefit.return_benefit(
                    self.plan, benefit, "no", by, NOW, managers={MANAGER}
                )
            self.benefits[benefit.benefit_id] = made
            self.told += events

    @rule(by=WHO)
    def stop(self, by: UUID) -> None:
        with contextlib.suppress(DomainError):
            self.plan, event = domain.plan.stop(self.plan, "learned", by, NOW)
            self.told.append(event)

    @invariant()
    def versions_are_gapless(self) -> None:
        assert [event.aggregate_version for event in self.told] == list(range(1, self.plan.version + 1))

    @invariant()
    def nothing_begins_while_a_duty_is_open_or_before_the_decision(self) -> None:
        assert not self.begun_while_locked
        if self.plan.state == "prepared":
            assert not any(isinstance(event, TaskStarted) for event in self.told)

    @invariant()
    def no_task_moves_after_the_plan_was_stopped(self) -> None:
        stopped = next((n for n, event in enumerate(self.told) if isinstance(event, PlanStopped)), len(self.told))
        assert not any(isinstance(event, TaskEvent) for event in self.told[stopped:])

    @invariant()
    def nobody_verifies_what_is_their_own(self) -> None:
        assert all(event.by != event.owner_id for event in self.told if isinstance(event, TaskVerified))
        assert all(task.verified_by != task.owner_id for task in self.tasks.values() if task.verified_by)
        for benefit in self.benefits.values():
            assert benefit.verified_by is None or benefit.verified_by not in (AUTHOR, MANAGER, benefit.measured_by)

    @invariant()
    def nobody_judges_what_they_have_an_interest_in(self) -> None:
        judging = (TaskVerified, TaskReturned, BenefitMeasured, BenefitReturned, BenefitVerified, PlanStopped)
        assert AUTHOR not in {event.by for event in self.told if isinstance(event, judging)}
        if self.plan.interested:
            since = [event for event in self.told[self.before_the_interest :] if isinstance(event, judging)]
            assert INTERESTED not in {event.by for event in since}

    @invariant()
    def an_idea_is_implemented_and_completed_once_and_whole(self) -> None:
        kinds = [type(event) for event in self.told]
        assert kinds.count(IdeaImplemented) <= 1
        assert kinds.count(IdeaCompleted) <= 1
        if self.plan.state in ("implemented", "completed"):
            assert self.tasks
            assert {task.state for task in self.tasks.values()} <= {"verified", "dropped"}
        if self.plan.state == "completed":
            assert all(benefit.state == "verified" for benefit in self.benefits.values())

    @invariant()
    def a_stopped_plan_says_what_was_learned(self) -> None:
        assert (self.plan.state == "stopped") == (self.plan.learned is not None)


TestPlanMachine = PlanMachine.TestCase
TestPlanMachine.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
