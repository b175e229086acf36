"""Kafka as operators run it, with TLS and passwords: our clients get in, and say what is wrong when they do not."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import NewTopic
from tests.conftest import PostgresServer
from tests.integration.secure_kafka import GUEST, USER, Secure, secure_kafka

from shared import consumer, db, kafka
from shared.cli.kafka import settings as tool_settings
from shared.events.ideas import IdeaSubmitted
from shared.readiness import consumer_joined
from shared.service import Service
from shared.settings import ServiceSettings
from stack import layout


@pytest.fixture(scope="module")
def broker() -> Iterator[Secure]:
    data = Path(tempfile.mkdtemp(prefix="parley-test-"))
    made = layout.test_layout(data)
    made.prepare()
    try:
        with secure_kafka(made) as running:
            yield running
    finally:
        shutil.rmtree(data, ignore_errors=True)


def settings(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> ServiceSettings:
    """As a service reads them: from the environment."""
    others = {"DATABASE_URL": "x", "CURSOR_SECRET": "0123456789abcdef"}
    for name, value in (variables | others).items():
        monkeypatch.setenv(name, value)
    return ServiceSettings()


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"])
async def test_topics_records_and_groups_work(broker: Secure, monkeypatch: pytest.MonkeyPatch, mechanism: str) -> None:
    known = settings(monkeypatch, broker.variables(mechanism))
    await kafka.create_topics(known)
    assert await kafka.create_topics(known) == []
    producer = kafka.producer(known, "test")
    await producer.start()
    sent = await producer.send_and_wait("hr.v1", mechanism.encode())
    await producer.stop()
    consumer = AIOKafkaConsumer("hr.v1", **kafka.consumer_arguments(known), group_id=f"test.{mechanism}")
    await consumer.start()
    try:
        async for record in consumer:
            if record.value == mechanism.encode():
                assert (record.partition, record.offset) == (sent.partition, sent.offset)
                break
    finally:
        await consumer.stop()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"KAFKA_PASSWORD": "wrong"}, f"refuses the user {USER}: check KAFKA_USERNAME, KAFKA_PASSWORD"),
        (
            {"KAFKA_SASL_MECHANISM": "PLAIN", "KAFKA_PASSWORD": "wrong"},
            f"refuses the user {USER}: check KAFKA_USERNAME",
        ),
        ({"KAFKA_USERNAME": "nobody"}, "refuses the user nobody: check KAFKA_USERNAME"),
        ({"KAFKA_CA_FILE": "stranger"}, "certificate that is not trusted .*: set KAFKA_CA_FILE"),
        ({"KAFKA_BOOTSTRAP": "127.0.0.1:1"}, "127.0.0.1:1 does not answer .*: check KAFKA_BOOTSTRAP"),
        ({"KAFKA_BOOTSTRAP": "nowhere.invalid:9092"}, "nowhere.invalid:9092 does not answer .*: check KAFKA_BOOTSTRAP"),
        ({"KAFKA_BOOTSTRAP": "no-port"}, "no-port is not an address: write KAFKA_BOOTSTRAP as host:port"),
        ({"KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT"}, "breaks off .*: check KAFKA_SECURITY_PROTOCOL"),
        ({"KAFKA_REPLICATION": "3"}, "fewer brokers than KAFKA_REPLICATION=3: set it lower"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
async def test_what_is_wrong_is_one_sentence_that_names_the_setting(
    broker: Secure, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], sentence: str
) -> None:
    variables = broker.variables() | {
        name: value.replace("stranger", str(broker.stranger)) for name, value in change.items()
    }
    known = settings(monkeypatch, variables)
    monkeypatch.setattr(kafka, "wanted_topics", lambda replication: [NewTopic("late", 1, replication)])
    with pytest.raises(kafka.KafkaUnavailableError, match=sentence) as failed:
        await kafka.create_topics(known, patience=1)
    assert "\n" not in str(failed.value)
    assert "wrong" not in str(failed.value)


async def on_submitted(_tx: db.Tx, _event: IdeaSubmitted) -> None:
    raise AssertionError("nobody tells anything here")


@pytest.mark.parametrize(("user", "said"), [(USER, None), (GUEST, "the consumer has not joined its group")])
async def test_a_worker_that_may_not_read_its_topics_does_not_become_ready(
    broker: Secure, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, user: str, said: str | None
) -> None:
    pool = await db.connect_pool(postgres.database(), 2)
    await kafka.create_topics(settings(monkeypatch, broker.variables()))
    known = settings(monkeypatch, broker.variables() | {"KAFKA_USERNAME": user})
    stop, joined = asyncio.Event(), asyncio.Event()
    service = Service(f"probe-{user}", ServiceSettings, (), {IdeaSubmitted: on_submitted})
    task = asyncio.create_task(consumer.run(service, known, pool, stop, joined))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(joined.wait(), 20 if said is None else 5)
    assert await consumer_joined(joined)() == said
    stop.set()
    await asyncio.wait_for(task, 12)
    await pool.close()


def test_the_tool_reads_the_same_settings(broker: Secure, monkeypatch: pytest.MonkeyPatch) -> None:
    known = settings(monkeypatch, broker.variables())
    tool = kafka.client_arguments(tool_settings(broker.bootstrap))
    mine = kafka.client_arguments(known)
    assert {name for name in mine if name != "ssl_context" and mine[name] != tool[name]} == set()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"KAFKA_CA_FILE": "/nonexistent.pem"}, "KAFKA_CA_FILE=/nonexistent.pem cannot be read: correct the path"),
        ({"KAFKA_CA_FILE": __file__}, "KAFKA_CA_FILE, .* is no PEM file"),
        ({"KAFKA_CERT_FILE": "authority"}, "KAFKA_CERT_FILE or KAFKA_KEY_FILE is no PEM file of the right kind"),
        ({"KAFKA_PASSWORD": ""}, "KAFKA_USERNAME and KAFKA_PASSWORD are needed"),
    ],
)
def test_files_that_will_not_do_are_named(
    broker: Secure, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], sentence: str
) -> None:
    wanted = {name: value.replace("authority", str(broker.authority)) for name, value in change.items()}
    with pytest.raises(ValueError, match=sentence):
        kafka.client_arguments(settings(monkeypatch, broker.variables() | wanted))
