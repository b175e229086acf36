"""Topics are made from the catalogue, once, and a missing broker is named."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from shared import kafka as ours
from shared import topic_configs
from shared.events import catalog
from shared.settings import ServiceSettings


def settings(bootstrap: str, **more: Any) -> ServiceSettings:
    plain: dict[str, Any] = {"database_url": "x", "cursor_secret": "0123456789abcdef", "kafka_replication": 1}
    return ServiceSettings(**plain | more, kafka_bootstrap=bootstrap)


async def configs(admin: AIOKafkaAdminClient, topic: str) -> dict[str, str]:
    answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    return {entry[0]: entry[1] for entry in answers[0].resources[0][4]}


async def test_topics_are_created_once_with_their_retention(kafka: str) -> None:
    await ours.create_topics(settings(kafka))
    assert await ours.create_topics(settings(kafka)) == []
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    assert {topic.name for topic in ours.wanted_topics(1)} <= set(await admin.list_topics())
    told = await configs(admin, "people.v1")
    assert (told["cleanup.policy"], told["max.compaction.lag.ms"]) == ("compact", "604800000")
    dead = catalog.dead_letter_topic("reviews.v1", "parley.ideas")
    found = await configs(admin, dead)
    assert (found["cleanup.policy"], found["retention.ms"]) == ("delete", "2592000000")
    with_one = {each["topic"]: len(each["partitions"]) for each in await admin.describe_topics([dead])}
    assert with_one == {dead: 1}
    await admin.close()


async def shows(admin: AIOKafkaAdminClient, topic: str, **wanted: str) -> None:
    """Wait until the broker knows what the controller was told."""
    expected = {name.replace("_", "."): value for name, value in wanted.items()}
    async with asyncio.timeout(20):
        while not expected.items() <= (await configs(admin, topic)).items():
            await asyncio.sleep(0.05)


async def test_a_topic_of_before_gets_what_the_catalogue_says_and_keeps_the_rest(kafka: str) -> None:
    await ours.create_topics(settings(kafka))
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    before = {"max.compaction.lag.ms": "1000", "min.compaction.lag.ms": "17", "min.insync.replicas": "1"}
    done = await topic_configs.align(admin, {"people.v1": before})
    assert (done.changed, done.refused) == (["people.v1"], {})
    await shows(admin, "people.v1", max_compaction_lag_ms="1000", min_compaction_lag_ms="17")
    assert await ours.create_topics(settings(kafka, kafka_replication=3)) == []
    await shows(
        admin, "people.v1", max_compaction_lag_ms="604800000", min_compaction_lag_ms="17", min_insync_replicas="1"
    )
    await topic_configs.align(admin, {"people.v1": {"min.compaction.lag.ms": "0"}})
    await admin.close()


async def test_a_change_that_the_brokers_refuse_is_told_and_the_others_are_made(kafka: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    ours._raise_failures(await admin.create_topics([NewTopic("aligned", 1, 1), NewTopic("refused", 1, 1)]))
    wanted = {
        "aligned": {"retention.ms": "1000"},
        "refused": {"retention.ms": "soon"},
        "not-there": {"retention.ms": "1000"},
    }
    done = await topic_configs.align(admin, wanted)
    assert done.changed == ["aligned"]
    assert set(done.refused) == {"refused", "not-there"}
    await shows(admin, "aligned", retention_ms="1000")
    again = await topic_configs.align(admin, {"aligned": wanted["aligned"]})
    assert again == topic_configs.Aligned([], {})
    await admin.close()


async def test_a_refused_topic_is_an_error_and_an_existing_one_is_not(kafka: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    topics = [NewTopic("twice", 1, 1)]
    ours._raise_failures(await admin.create_topics(topics))
    ours._raise_failures(await admin.create_topics(topics))
    with pytest.raises(Exception, match="too-many"):
        ours._raise_failures(await admin.create_topics([NewTopic("too-many", 1, 3)]))
    await admin.close()


async def test_a_missing_broker_is_named() -> None:
    with pytest.raises(ours.KafkaUnavailableError, match=r"127\.0\.0\.1:1 "):
        await ours.create_topics(settings("127.0.0.1:1"), patience=0.1)


def test_sasl_needs_a_user() -> None:
    with pytest.raises(ValueError, match="KAFKA_USERNAME"):
        ours.client_arguments(settings("x:1", kafka_security_protocol="SASL_PLAINTEXT"))
