"""The consumer's rules that need no server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import clock, ids
from shared.consumer.batch import Read, read, up_to_limit
from shared.consumer.fate import Dead, Park, Retry, fate_of
from shared.consumer.retry import DELAYS
from shared.errors import Poison
from shared.events.envelope import Received
from shared.events.ideas import IdeaSubmitted
from shared.events.message import Message, from_row, headers_as_json, headers_as_text
from shared.events.people import UnitChanged
from shared.service import Service
from shared.settings import ServiceSettings
from shared.testing.facts import fact


async def ignore(_tx: object, _event: object) -> None:
    pass


SERVICE = Service("probe", ServiceSettings, (), {IdeaSubmitted: ignore, UnitChanged: ignore})


def message(event: IdeaSubmitted | UnitChanged, topic: str, made: datetime) -> Message:
    headers = {
        "ce_id": str(ids.id_at(made, b"x")),
        "ce_source": "/s",
        "ce_type": type(event).ce_type(),
        "ce_time": made.isoformat(),
    }
    pairs = tuple((name, value.encode()) for name, value in headers.items())
    return Message(topic, 0, 7, made, event.key, pairs, event.payload())


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (Poison("unknown-type"), Dead("unknown-type")),
        (ConnectionRefusedError(), Retry()),
        (TimeoutError(), Retry()),
        (asyncpg.TooManyConnectionsError(), Retry()),
        (asyncpg.CannotConnectNowError(), Retry()),
        (asyncpg.AdminShutdownError(), Retry()),
        (asyncpg.ConnectionDoesNotExistError(), Retry()),
        (asyncpg.InterfaceError("cannot perform operation: connection is closed"), Retry()),
        (asyncpg.DiskFullError(), Retry()),
        (asyncpg.ReadOnlySQLTransactionError(), Retry()),
        (asyncpg.DeadlockDetectedError(), Retry()),
        (asyncpg.LockNotAvailableError(), Retry()),
        (asyncpg.QueryCanceledError(), Park()),
        (asyncpg.InterfaceError("cannot perform operation: another operation is in progress"), Park()),
        (asyncpg.exceptions._base.DataError("invalid input for query argument $1"), Park()),
        (asyncpg.UniqueViolationError(), Park()),
        (KeyError("x"), Park()),
    ],
)
def test_fates(error: Exception, fate: object) -> None:
    assert fate_of(error) == fate


def test_ids_outside_the_window_are_refused() -> None:
    now = clock.wall()
    event = fact(IdeaSubmitted)
    good = read(SERVICE, message(event, "ideas.v1", now)).content
    old = read(SERVICE, message(event, "ideas.v1", now - timedelta(days=9))).content
    new = read(SERVICE, message(event, "ideas.v1", now + timedelta(days=2))).content
    assert isinstance(good, Received)
    assert isinstance(old, Poison)
    assert old.reason == "too-old"
    assert isinstance(new, Poison)
    assert new.reason == "too-new"


def test_old_states_of_a_compacted_topic_pass_without_the_inbox() -> None:
    old = read(SERVICE, message(fact(UnitChanged), "people.v1", clock.wall() - timedelta(days=400)))
    assert isinstance(old.content, Received)
    assert not old.takes_inbox
    tombstone = message(fact(UnitChanged), "people.v1", clock.wall())._replace(payload=None, headers=())
    assert read(SERVICE, tombstone).content is None


def test_no_id_breaks_the_reader() -> None:
    far = str(ids.id_at(datetime(9999, 12, 31, tzinfo=UTC), b"x")).replace("-", "")
    beyond = "f" * 12 + "7" + far[13:]
    said = message(fact(IdeaSubmitted), "ideas.v1", clock.wall())
    headers = tuple((name, beyond.encode() if name == "ce_id" else value) for name, value in said.headers)
    content = read(SERVICE, said._replace(headers=headers)).content
    assert isinstance(content, Poison)
    assert content.reason == "too-new"


def test_a_hundred_deaths_in_a_row_stop_the_partition_and_one_good_event_ends_the_row() -> None:
    said = message(fact(IdeaSubmitted), "ideas.v1", clock.wall())
    dead, good = Read(said, Poison("x")), Read(said, None)
    assert up_to_limit([dead] * 300, 0, 100) == ([dead] * 100, 100)
    assert up_to_limit([dead] * 300, 99, 100) == ([dead], 100)
    assert up_to_limit([dead] * 99 + [good] + [dead] * 99, 0, 100)[1] == 99
    assert up_to_limit([good], 99, 100) == ([good], 0)


def test_eight_attempts_take_about_an_hour() -> None:
    assert len(DELAYS) + 1 == 8
    assert 3000 < sum(DELAYS) < 4200


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.binary(max_size=9)), max_size=5
    )
)
def test_headers_survive_postgres(headers: list[tuple[str, bytes]]) -> None:
    stored = headers_as_json(headers)
    row = {"topic": "t", "partition": 0, "offset": 1, "recorded_at": clock.wall(), "key": None, "payload": None}
    back = from_row(row | {"headers": stored}).headers
    assert [value for _name, value in back] == [value for _name, value in headers]
    assert "\x00" not in "".join(f"{name}{value}" for name, value in headers_as_text(headers).items())
    assert len(headers_as_text(headers)) == len(headers)
