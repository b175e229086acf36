"""A client that has quietly stopped is noticed; one that has nothing to do is left alone."""

from __future__ import annotations

import pytest

from shared.consumer.watch import ALONE, LOOK, STUCK, StuckError, Watch


class Client:
    end, at = 10, 10

    async def end_offsets(self, partitions):
        return dict.fromkeys(partitions, self.end)

    async def position(self, _partition):
        return self.at


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def look(
    watch: Watch, time: Time, client: Client, seconds: float, flowing=("p",), holds_any: bool = True
) -> None:
    end = time.now + seconds
    while time.now < end:
        time.now += LOOK
        await watch.look(client, flowing, holds_any=holds_any)


async def test_nothing_to_take_is_no_trouble() -> None:
    time, client = Time(), Client()
    await look(Watch(time), time, client, 10 * STUCK)


async def test_records_that_do_not_come_are() -> None:
    time, client = Time(), Client()
    watch = Watch(time)
    client.end = 11
    await look(watch, time, client, STUCK / 2)
    client.at, client.end = 11, 20
    await look(watch, time, client, STUCK / 2)
    with pytest.raises(StuckError):
        await look(watch, time, client, 2 * STUCK)


async def test_no_partition_for_long_is_too_but_not_soon() -> None:
    time, client = Time(), Client()
    watch = Watch(time)
    await look(watch, time, client, ALONE - LOOK, flowing=(), holds_any=False)
    with pytest.raises(StuckError):
        await look(watch, time, client, 2 * ALONE, flowing=(), holds_any=False)
