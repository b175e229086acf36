"""Who may see a notification, looked up when it is delivered and again whenever it is read.

A notification keeps the keys that open it. A reader holds keys by what is true now: a function, a mandate valid today.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

MANAGEMENT = ("consultation-officer", "decision-maker")
"""Functions of the employer's side in a consultation."""
EMPLOYERS = (*MANAGEMENT, "administrator")
"""Whoever has one of these represents nobody (R9)."""


def role_key(role: str) -> str:
    return f"role:{role}"


def body_key(body_id: UUID) -> str:
    return f"body:{body_id}"


def case_keys(body_id: UUID, case_id: UUID) -> tuple[str, ...]:
    """What opens news for a body in a case: a seat in it, or sitting in for a member in this case."""
    return (body_key(body_id), f"case:{case_id}")


def case_of(keys: Collection[str]) -> UUID | None:
    """The case whose news these keys open, if any."""
    return next((UUID(key.removeprefix("case:")) for key in keys if key.startswith("case:")), None)


def less_the_body(gate: Gate) -> Gate | None:
    """The gate for a member whom the case concerns: what a function opens stays open; None: nothing is left."""
    rest = tuple(key for key in gate.open_to if not key.startswith(("body:", "case:")))
    return replace(gate, open_to=rest) if rest else None


def room_keys(room: str, body_id: UUID, case_id: UUID) -> tuple[str, ...]:
    """What opens a room of a case: the body's own is for its side alone (invariant 14)."""
    management = tuple(role_key(role) for role in MANAGEMENT)
    if room == "management":
        return management
    return case_keys(body_id, case_id) + (management if room == "joint" else ())


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides what a person may see now. ``body_ids``: bodies with a mandate of theirs that is valid today, as a
    substitute ``case_ids`` alone, those in which they sit in for a member.
    """

    person_id: UUID
    employed: bool
    roles: frozenset[str]
    body_ids: frozenset[UUID]
    case_ids: frozenset[UUID]
    unit_ids: frozenset[UUID]
    """Their own unit, those above it, and those that their bodies cover: whose ideas they may see."""

    @property
    def keys(self) -> list[str]:
        """What they hold; a mandate opens nothing for somebody on the employer's side."""
        roles = [role_key(role) for role in sorted(self.roles)]
        if self.roles & set(EMPLOYERS):
            return roles
        bodies = [body_key(each) for each in sorted(self.body_ids)]
        return [*roles, *bodies, *(f"case:{each}" for each in sorted(self.case_ids))]

    @property
    def sees_all_ideas(self) -> bool:
        """Works on ideas of all units; an administrator does not."""
        return bool(self.roles - {"administrator"})


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands before a notification. ``blind``: never for an author; ``of_idea``: for who may see the idea."""

    open_to: tuple[str, ...] = ()
    blind: bool = False
    of_idea: bool = False


def may_see(gate: Gate, reader: Reader, *, author: bool, idea_units: Collection[UUID] | None) -> bool:
    """Whether the gate opens. ``idea_units``: units that an idea is for, None when for all. The store says it in SQL."""
    if not reader.employed or (gate.blind and author):
        return False
    if gate.open_to and not set(gate.open_to) & set(reader.keys):
        return False
    if not gate.of_idea or author or idea_units is None:
        return True
    return reader.sees_all_ideas or bool(set(idea_units) & reader.unit_ids)
