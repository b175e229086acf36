"""The rules of carrying out: the lock, tasks verified by somebody else, benefits verified by the independent controller.

Conflict
├── ImplementationLocked
├── NotDecided
├── WrongStep
├── TasksUnverified
└── PlanExists
Forbidden
├── OwnTask
└── NotIndependent
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from shared.errors import Conflict, Forbidden, Text
from shared.events.base import Event
from shared.events.implementation import (
    BenefitForecast,
    BenefitMeasured,
    BenefitVerified,
    IdeaCompleted,
    IdeaImplemented,
    PlanOpened,
    TaskDone,
    TaskStarted,
    TaskVerified,
)

ACCEPTING = frozenset({"accepted", "accepted-with-changes", "pilot"})
Kind = Literal["money", "hours", "quality", "safety", "environment"]


class ImplementationLocked(Conflict):
    """No task may start while a mandatory case is open (invariant 1; BPersVG s.69, L2312-14)."""

    slug = "implementation-locked"
    title = Text("Implementation locked", "Mise en œuvre verrouillée", "Umsetzung gesperrt")
    advice = Text(
        "A duty to consult is still open towards: {bodies}. Nothing may start before those cases are closed.",
        "Une consultation est encore due à : {bodies}. Rien ne commence avant la clôture de ces dossiers.",
        "Eine Beteiligung ist noch offen gegenüber: {bodies}. Nichts darf beginnen, bevor diese Fälle geschlossen sind.",
    )


class NotDecided(Conflict):
    """A plan may be prepared before the decision, not begun."""

    slug = "not-decided"
    title = Text("Not decided yet", "Pas encore décidé", "Noch nicht entschieden")
    advice = Text(
        "The idea has not been accepted yet. Wait for the decision.",
        "L'idée n'a pas encore été acceptée. Attendez la décision.",
        "Die Idee ist noch nicht angenommen. Warten Sie die Entscheidung ab.",
    )


class WrongStep(Conflict):
    """The step does not follow from the present state."""

    slug = "wrong-step"
    title = Text("Not possible in this state", "Impossible dans cet état", "In diesem Zustand nicht möglich")
    advice = Text(
        "The {what} is “{state}”; this step needs “{needed}”.",
        "L'élément ({what}) est « {state} » ; cette étape demande « {needed} ».",
        "Der Zustand ({what}) ist „{state}“; dieser Schritt braucht „{needed}“.",
    )


class TasksUnverified(Conflict):
    """An idea is implemented when all its tasks are verified, and there is at least one."""

    slug = "tasks-unverified"
    title = Text("Tasks not verified", "Tâches non vérifiées", "Aufgaben nicht geprüft")
    advice = Text(
        "All tasks must be verified first; {open} of {all} are not.",
        "Toutes les tâches doivent être vérifiées ; {open} sur {all} ne le sont pas.",
        "Erst müssen alle Aufgaben geprüft sein; {open} von {all} sind es nicht.",
    )


class PlanExists(Conflict):
    """One plan an idea."""

    slug = "plan-exists"
    title = Text("Plan exists", "Le plan existe", "Plan besteht schon")
    advice = Text(
        "This idea has a plan already. Open it instead.",
        "Cette idée a déjà un plan. Ouvrez-le.",
        "Zu dieser Idee gibt es schon einen Plan. Öffnen Sie ihn.",
    )


class OwnTask(Forbidden):
    """Nobody verifies their own task (invariant 3)."""

    slug = "own-task"
    title = Text("Your own task", "Votre propre tâche", "Ihre eigene Aufgabe")
    advice = Text(
        "A task is verified by somebody else than its owner. Ask a colleague.",
        "Une tâche est vérifiée par une autre personne que son responsable. Demandez à un collègue.",
        "Eine Aufgabe prüft jemand anderes als wer sie erledigt hat. Bitten Sie eine Kollegin oder einen Kollegen.",
    )


class NotIndependent(Forbidden):
    """The controller is neither an author nor the one who measured (invariant 3)."""

    slug = "not-independent"
    title = Text("Not independent", "Pas indépendant", "Nicht unabhängig")
    advice = Text(
        "A benefit is verified by a controller who is not an author and did not measure it.",
        "Un bénéfice est vérifié par un contrôleur qui n'est ni auteur ni celui qui l'a mesuré.",
        "Einen Nutzen prüft, wer weder die Idee verfasst noch den Nutzen gemessen hat.",
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an idea; ``version`` counts the events told about it (0: only prepared)."""

    idea_id: UUID
    title: str
    author_ids: tuple[UUID, ...]
    state: Literal["prepared", "open", "implemented", "completed"]
    version: int


@dataclass(frozen=True, slots=True)
class Task:
    task_id: UUID
    idea_id: UUID
    title: str
    owner_id: UUID
    due_on: date
    state: Literal["planned", "started", "done", "verified"]
    verified_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    benefit_id: UUID
    idea_id: UUID
    kind: Kind
    unit: str
    forecast: Decimal
    state: Literal["forecast", "measured", "verified"]
    measured: Decimal | None = None
    measured_by: UUID | None = None
    verified_by: UUID | None = None


def open_plan(plan: Plan, by: UUID | None, now: datetime) -> tuple[Plan, tuple[Event, ...]]:
    """The idea was accepted: a prepared plan opens; an open one stays as it is."""
    if plan.state != "prepared":
        return plan, ()
    plan = _next(replace(plan, state="open"))
    return plan, (PlanOpened(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id),)


def start(plan: Plan, task: Task, open_bodies: Collection[str], by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """Begin a task. ``open_bodies``: names of bodies whose mandatory case is still open."""
    if open_bodies:
        raise ImplementationLocked(bodies=", ".join(sorted(open_bodies)))
    if plan.state == "prepared":
        raise NotDecided
    _needs("task", task.state, "planned")
    plan, task = _next(plan), replace(task, state="started")
    return plan, task, TaskStarted(**_task_facts(plan, task, by, now))


def finish(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """The owner says that the task is done."""
    _needs("task", task.state, "started")
    plan, task = _next(plan), replace(task, state="done")
    return plan, task, TaskDone(**_task_facts(plan, task, by, now))


def verify_task(plan: Plan, task: Task, by: UUID, now: datetime) -> tuple[Plan, Task, Event]:
    """Somebody else than the owner verifies the task."""
    if by == task.owner_id:
        raise OwnTask
    _needs("task", task.state, "done")
    plan, task = _next(plan), replace(task, state="verified", verified_by=by)
    return plan, task, TaskVerified(**_task_facts(plan, task, by, now))


def complete(plan: Plan, tasks: Collection[Task], by: UUID, now: datetime) -> tuple[Plan, Event]:
    """All tasks are verified: the idea is implemented."""
    _needs("plan", plan.state, "open")
    unverified = sum(task.state != "verified" for task in tasks)
    if unverified or not tasks:
        raise TasksUnverified(open=unverified, all=len(tasks))
    plan = _next(replace(plan, state="implemented"))
    return plan, IdeaImplemented(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id)


def forecast(plan: Plan, benefit: Benefit, by: UUID, now: datetime) -> tuple[Plan, Event]:
    """Expect a benefit; possible until the journey ends."""
    if plan.state not in ("open", "implemented"):
        raise WrongStep(what="plan", state=plan.state, needed="open")
    plan = _next(plan)
    return plan, BenefitForecast(**_benefit_facts(plan, benefit, benefit.forecast, by, now))


def measure(plan: Plan, benefit: Benefit, amount: Decimal, by: UUID, now: datetime) -> tuple[Plan, Benefit, Event]:
    """Write down what the benefit came to, once the idea is implemented."""
    _needs("plan", plan.state, "implemented")
    _needs("benefit", benefit.state, "forecast")
    plan, benefit = _next(plan), replace(benefit, state="measured", measured=amount, measured_by=by)
    return plan, benefit, BenefitMeasured(**_benefit_facts(plan, benefit, amount, by, now))


def verify_benefit(
    plan: Plan, benefit: Benefit, others: Collection[Benefit], by: UUID, now: datetime
) -> tuple[Plan, Benefit, tuple[Event, ...]]:
    """The independent controller verifies a measurement; with the last one the journey ends."""
    if by in plan.author_ids or by == benefit.measured_by:
        raise NotIndependent
    _needs("benefit", benefit.state, "measured")
    plan, benefit = _next(plan), replace(benefit, state="verified", verified_by=by)
    amount = benefit.measured if benefit.measured is not None else benefit.forecast
    events: tuple[Event, ...] = (BenefitVerified(**_benefit_facts(plan, benefit, amount, by, now)),)
    if all(other.state == "verified" for other in others):
        plan = _next(replace(plan, state="completed"))
        done = IdeaCompleted(occurred_at=now, by=by, aggregate_version=plan.version, idea_id=plan.idea_id)
        events = (*events, done)
    return plan, benefit, events


def _next(plan: Plan) -> Plan:
    return replace(plan, version=plan.version + 1)


def _needs(what: str, state: str, needed: str) -> None:
    if state != needed:
        raise WrongStep(what=what, state=state, needed=needed)


def _task_facts(plan: Plan, task: Task, by: UUID, now: datetime) -> dict[str, object]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "task_id": task.task_id,
        "owner_id": task.owner_id,
        "title": task.title,
    }


def _benefit_facts(plan: Plan, benefit: Benefit, amount: Decimal, by: UUID, now: datetime) -> dict[str, object]:
    return {
        "occurred_at": now,
        "by": by,
        "aggregate_version": plan.version,
        "idea_id": plan.idea_id,
        "benefit_id": benefit.benefit_id,
        "kind": benefit.kind,
        "amount": amount,
        "unit": benefit.unit,
    }
