"""A client that has quietly stopped is noticed; one that has nothing to do is left alone."""

from __future__ import annotations

import pytest
from aiokafka.errors import KafkaConnectionError

from shared.consumer.watch import ALONE, LOOK, STUCK, StuckError, Watch


class Client:
    end, at, away = 10, 10, False

    async def end_offsets(self, partitions):
        if self.away:
            raise KafkaConnectionError
        return dict.fromkeys(partitions, self.end)

    async def position(self, _partition):
        return self.at


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Others:
    """What a new client would find."""

    answered = False

    async def __call__(self) -> bool:
        return self.answered


async def look(
    watch: Watch, time: Time, client: Client, seconds: float, flowing=("p",), holds_any: bool = True
) -> None:
    end = time.now + seconds
    while time.now < end:
        time.now += LOOK
        await watch.look(client, flowing, holds_any=holds_any)


async def test_nothing_to_take_is_no_trouble() -> None:
    time, client = Time(), Client()
    await look(Watch(Others(), time), time, client, 10 * STUCK)


async def test_records_that_do_not_come_are() -> None:
    time, client = Time(), Client()
    watch = Watch(Others(), time)
    client.end = 11
    await look(watch, time, client, STUCK / 2)
    client.at, client.end = 11, 20
    await look(watch, time, client, STUCK / 2)
    with pytest.raises(StuckError):
        await look(watch, time, client, 2 * STUCK)


async def test_no_partition_for_long_is_too_but_not_soon() -> None:
    time, client = Time(), Client()
    watch = Watch(Others(), time)
    await look(watch, time, client, ALONE - LOOK, flowing=(), holds_any=False)
    with pytest.raises(StuckError):
        await look(watch, time, client, 2 * ALONE, flowing=(), holds_any=False)


async def test_brokers_that_are_away_are_not_the_clients_fault() -> None:
    time, client = Time(), Client()
    client.away = True
    await look(Watch(Others(), time), time, client, 20 * STUCK)


async def test_a_client_that_alone_gets_no_answer_is_lost_but_not_at_the_first_look() -> None:
    time, client, others = Time(), Client(), Others()
    watch = Watch(others, time)
    client.away, others.answered = True, True
    await look(watch, time, client, LOOK)
    client.away = False
    await look(watch, time, client, LOOK)
    client.away = True
    await look(watch, time, client, LOOK)
    with pytest.raises(StuckError):
        await look(watch, time, client, LOOK)


async def test_a_client_that_answers_once_the_others_do_is_kept() -> None:
    """The brokers come back between the client's question and that of the others."""
    time, client = Time(), Client()

    async def back() -> bool:
        client.away = False
        return True

    watch = Watch(back, time)
    client.away = True
    await look(watch, time, client, 3 * LOOK)
    client.away = True
    await look(watch, time, client, LOOK)
