"""The events that a bench writes, sends and hears: real facts of the catalogue, with made-up contents."""

from __future__ import annotations

from uuid import UUID

from shared import outbox
from shared.events.ideas import IdeaSubmitted
from shared.events.people import PersonChanged, RoleHeld
from shared.relay import record
from shared.settings import ServiceSettings
from shared.testing import fact

NOBODYS = UUID(int=0)
SOME_VERSION = 900_000_001
"""Stands in a payload where the writer puts the aggregate's own."""
TEXT = "Sensors show which rooms are free, without recording anybody. " * 4
SUBMITTED = fact(
    IdeaSubmitted, idea_id=NOBODYS, aggregate_version=SOME_VERSION, title="Show which meeting rooms are free", text=TEXT
)
PERSON = fact(
    PersonChanged,
    person_id=NOBODYS,
    aggregate_version=SOME_VERSION,
    unit_id=UUID(int=1),
    employed=True,
    roles=(RoleHeld(role="scheme-officer"),),
)
PAYLOAD = SUBMITTED.payload()
UNSAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
"""What 95 of 100 rows carry when 5 % of traces are recorded."""
HEADERS = record.headers(outbox.record(SUBMITTED)._asdict(), "/parley/ideas", (UNSAMPLED, None))


def kafka_settings(bootstrap: str) -> ServiceSettings:
    return ServiceSettings(
        database_url="postgresql://nowhere", kafka_bootstrap=bootstrap, kafka_replication=1, cursor_secret="s" * 32
    )
