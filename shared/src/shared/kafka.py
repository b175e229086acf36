"""Kafka clients from the settings, and the topics of the catalogue."""

from __future__ import annotations

import asyncio
import os
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from shared import brokers, ending, topic_configs
from shared.events import catalog
from shared.settings import ServiceSettings

_log = structlog.get_logger(__name__)

PATIENCE = 60.0  # seconds that create_topics waits for a broker that is still starting
_PAUSE = 1.0  # seconds between two tries
_MILLISECONDS = 1000
_COMPACTED = timedelta(days=7)
_RECORD_LIMIT = 1_048_588  # the brokers' default for message.max.bytes; our payloads end at 900 KiB


class KafkaUnavailableError(RuntimeError):
    """The brokers did not answer in time; the message says which and why."""


def client_arguments(settings: ServiceSettings) -> dict[str, Any]:
    """What every client needs: brokers, TLS, SASL. ValueError when SASL is asked for without a user."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.kafka_bootstrap,
        "security_protocol": settings.kafka_security_protocol,
        "request_timeout_ms": 30_000,
        "metadata_max_age_ms": 60_000,
    }
    if settings.kafka_security_protocol.endswith("SSL"):
        arguments["ssl_context"] = _ssl_context(settings)
    if settings.kafka_security_protocol.startswith("SASL"):
        if not settings.kafka_username or not settings.kafka_password:
            raise ValueError("KAFKA_USERNAME and KAFKA_PASSWORD are needed when KAFKA_SECURITY_PROTOCOL has SASL")
        arguments["sasl_mechanism"] = settings.kafka_sasl_mechanism
        arguments["sasl_plain_username"] = settings.kafka_username
        arguments["sasl_plain_password"] = settings.kafka_password
    return arguments


def _ssl_context(settings: ServiceSettings) -> ssl.SSLContext:
    for name in ("kafka_ca_file", "kafka_cert_file", "kafka_key_file"):
        file: Path | None = getattr(settings, name)
        if file and not os.access(file, os.R_OK):
            raise ValueError(f"{name.upper()}={file} cannot be read: correct the path or its rights")
    try:
        context = ssl.create_default_context(cafile=settings.kafka_ca_file)
        if settings.kafka_cert_file:
            context.load_cert_chain(settings.kafka_cert_file, settings.kafka_key_file)
    except ssl.SSLError as error:
        raise ValueError(
            f"KAFKA_CA_FILE, KAFKA_CERT_FILE or KAFKA_KEY_FILE is no PEM file of the right kind ({error.reason})"
        ) from error
    return context


def producer(settings: ServiceSettings, client_id: str) -> AIOKafkaProducer:
    """A producer, not started: idempotent, acknowledged by all replicas in sync."""
    return AIOKafkaProducer(
        **client_arguments(settings),
        client_id=client_id,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_batch_size=256 * 1024,
        max_request_size=_RECORD_LIMIT,
    )


def consumer_arguments(settings: ServiceSettings) -> dict[str, Any]:
    """Arguments of a consumer whose offsets live in PostgreSQL. The caller adds group, client id and topics.

    The partition assignor stays the client's default (round robin): its sticky one keeps state across consumers.
    """
    return client_arguments(settings) | {
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "session_timeout_ms": 10_000,
        "heartbeat_interval_ms": 3_000,
        "rebalance_timeout_ms": 60_000,
        "max_poll_interval_ms": 300_000,
        "fetch_max_wait_ms": 100,
        "fetch_min_bytes": 1,
    }


def wanted_topics(replication: int) -> list[NewTopic]:
    """Every topic of the catalogue, and the dead-letter topic of every group that acts on it."""
    wanted = []
    for topic in catalog.TOPICS.values():
        wanted.append(NewTopic(topic.name, topic.partitions, replication, topic_configs=_configs(topic, replication)))
        for service in catalog.consumers_of(topic):
            name = catalog.dead_letter_topic(topic.name, f"parley.{service}")
            kept = _common(replication) | {
                "cleanup.policy": "delete",
                "retention.ms": _milliseconds(catalog.DEAD_LETTERS_KEPT),
            }
            wanted.append(NewTopic(name, 1, replication, topic_configs=kept))
    return wanted


def _configs(topic: catalog.Topic, replication: int) -> dict[str, str]:
    if topic.retention is None:
        # An old state of somebody who was erased is gone from the broker's disk within this time.
        return _common(replication) | {"cleanup.policy": "compact", "max.compaction.lag.ms": _milliseconds(_COMPACTED)}
    return _common(replication) | {"cleanup.policy": "delete", "retention.ms": _milliseconds(topic.retention)}


def _of_catalogue(topic: NewTopic) -> dict[str, str]:
    """What the catalogue says of a topic; copies and their safety are the cluster's, and stay as an operator set them."""
    return {name: value for name, value in topic.topic_configs.items() if name not in _common(1)}


def _common(replication: int) -> dict[str, str]:
    return {"min.insync.replicas": str(min(2, replication)), "unclean.leader.election.enable": "false"}


def _milliseconds(time: timedelta) -> str:
    return str(int(time.total_seconds() * _MILLISECONDS))


async def create_topics(settings: ServiceSettings, patience: float = PATIENCE) -> list[str]:
    """Create the topics that are missing and return their names; of those that exist, what the catalogue says is made so.

    Waits ``patience`` seconds for brokers that are still starting, then KafkaUnavailableError; at once when waiting
    is of no use. Where an operator made all topics, nothing is asked for that needs the right to create.
    """
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        try:
            return await _create_missing(settings)
        except (KafkaError, OSError) as error:
            trouble = brokers.of_creating(error, settings) or await brokers.knock(settings, client_arguments(settings))
            late = asyncio.get_running_loop().time() > deadline
            if late or (trouble and trouble.lasting):
                says = trouble.says if trouble else f"the brokers do not make the topics ({error})"
                raise KafkaUnavailableError(f"Kafka: {says}.") from error
            _log.info("waiting for Kafka")
        await asyncio.sleep(_PAUSE)


async def reachable(settings: ServiceSettings, within: float) -> bool:
    """Whether a new client gets an answer from the brokers in so many seconds."""
    probe = AIOKafkaAdminClient(**client_arguments(settings), client_id="parley-probe")
    try:
        async with asyncio.timeout(within):
            await probe.start()
    except (KafkaError, OSError, TimeoutError):
        return False
    else:
        return True
    finally:
        await ending.close_admin(probe, within)


async def _create_missing(settings: ServiceSettings) -> list[str]:
    admin = AIOKafkaAdminClient(**client_arguments(settings), client_id="parley-topics")
    try:
        await admin.start()
        there = set(await admin.list_topics())
        missing = [topic for topic in wanted_topics(settings.kafka_replication) if topic.name not in there]
        if missing:
            _raise_failures(await admin.create_topics(missing))
        await _align(admin, [topic for topic in wanted_topics(settings.kafka_replication) if topic.name in there])
        return [topic.name for topic in missing]
    finally:
        await ending.close_admin(admin, _PAUSE)


async def _align(admin: AIOKafkaAdminClient, existing: list[NewTopic]) -> None:
    changed, refused = await topic_configs.align(admin, {topic.name: _of_catalogue(topic) for topic in existing})
    if changed:
        _log.info("topics now are as the catalogue says", topics=changed)
    if refused:
        _log.warning("topics may not be as the catalogue says", refused=refused)


def _raise_failures(response: Any) -> None:
    """Another process may have been faster: that is success."""
    for name, code, *rest in response.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExistsError:
            raise error(f"topic {name}: {rest[0] if rest else error.description}")
