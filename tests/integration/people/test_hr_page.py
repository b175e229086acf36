"""What docs/how-to/connect-an-hr-system.md shows is sent as it stands there, and understood."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from aiokafka import AIOKafkaConsumer
from tests.integration.shared.test_kafka import settings

from shared import kafka as ours
from shared.cli import hr
from shared.events import envelope
from shared.events.hr import HrEmployeeHired

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "connect-an-hr-system.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_the_lines_of_the_file_are_right() -> None:
    right, wrong = hr.read(BLOCKS["json"].splitlines())
    assert (len(right), wrong) == (6, [])


def test_a_wrong_line_says_what_the_page_says() -> None:
    line = next(line for line in BLOCKS["json"].splitlines() if "scheme-officer" in line)
    right, wrong = hr.read([line.replace("scheme-officer", "boss")])
    assert right == []
    assert [f"{pointer}: {says}" for _, pointer, says in wrong] == BLOCKS["text"].splitlines()


async def test_the_program_sends_an_event_that_is_understood(kafka: str) -> None:
    await ours.create_topics(settings(kafka))
    consumer = AIOKafkaConsumer("hr.v1", bootstrap_servers=kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", BLOCKS["python"]],
            env=os.environ | {"KAFKA_BOOTSTRAP": kafka},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        while (record := await consumer.getone()).key != b"P101":
            pass
    finally:
        await consumer.stop()
    received = envelope.read("hr.v1", record.headers, record.value, {HrEmployeeHired})
    assert received is not None
    assert isinstance(received.event, HrEmployeeHired)
    assert (received.event.external_id, received.event.given_name) == ("P101", "Bo")
    again = envelope.read("hr.v1", record.headers, record.value, {HrEmployeeHired})
    assert again is not None
    assert again.envelope.id == received.envelope.id
