"""What a process measures of itself: certificates before they end, an event loop that is held up, a standstill."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import TopicPartition
from prometheus_client import REGISTRY
from tests.authorities import authority, pem, signed_by

from shared import vitals
from shared.consumer.batch import Progress
from shared.consumer.held import Held, report_lag
from shared.settings import ServiceSettings

SOON, LATER = timedelta(days=3), timedelta(days=300)


def of(name: str) -> float | None:
    return REGISTRY.get_sample_value("parley_certificate_expires_timestamp_seconds", {"name": name})


def settings(database_url: str = "x", **files: Path) -> ServiceSettings:
    return ServiceSettings(database_url=database_url, kafka_bootstrap="x", cursor_secret="s" * 16).model_copy(
        update=files
    )


async def once(told: ServiceSettings) -> None:
    watching = asyncio.create_task(vitals.watch_certificates(told, stop := asyncio.Event()))
    await asyncio.sleep(0)
    stop.set()
    await watching


async def test_each_certificate_that_a_setting_names_is_measured(tmp_path: Path) -> None:
    now = datetime.now(UTC).timestamp()
    key, ca = authority("Old", lasts=SOON)
    _, next_ca = authority("Next", lasts=LATER)
    _, own = signed_by(key, ca, "client", lasts=SOON)
    (tmp_path / "ca.pem").write_bytes(pem(ca) + pem(next_ca))
    (tmp_path / "own.pem").write_bytes(pem(own) + pem(next_ca))
    (tmp_path / "database.pem").write_bytes(pem(ca))
    url = f"postgresql://a@h/d?sslmode=verify-full&sslrootcert={tmp_path / 'database.pem'}"
    await once(settings(database_url=url, kafka_ca_file=tmp_path / "ca.pem", kafka_cert_file=tmp_path / "own.pem"))
    days = {name: round((of(name) or 0) - now) / 86_400 for name in ("KAFKA_CA_FILE", "KAFKA_CERT_FILE", "sslrootcert")}
    assert days["KAFKA_CA_FILE"] == pytest.approx(300, abs=0.1)  # the old authority may end: the next is trusted too
    assert days["KAFKA_CERT_FILE"] == pytest.approx(3, abs=0.1)  # the first is shown, whoever signed it
    assert days["sslrootcert"] == pytest.approx(3, abs=0.1)


async def test_a_file_that_is_no_certificate_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    await once(settings(kafka_ca_file=tmp_path / "ca.pem", kafka_cert_file=tmp_path / "gone.pem"))


async def test_a_loop_that_is_held_up_shows() -> None:
    stop = asyncio.Event()
    watching = asyncio.create_task(vitals.watch_loop(stop))
    await asyncio.sleep(0.45)
    time.sleep(0.3)  # a handler that does not give way
    await asyncio.sleep(0.02)
    late = REGISTRY.get_sample_value("parley_event_loop_lag_seconds")
    stop.set()
    await watching
    assert late is not None
    assert late > 0.15


def lag(measure: str, topic: str) -> float | None:
    return REGISTRY.get_sample_value(f"parley_lag_{measure}", {"topic": topic, "partition": "3"})


def test_a_partition_that_stands_still_falls_behind_visibly() -> None:
    partition, held = TopicPartition("still", 3), Held(progress=Progress(stored=10))
    report_lag(partition, held, 10, now=1_000.0)
    assert (lag("records", "still"), lag("seconds", "still")) == (0, 0)
    for now, seconds in ((1_005.0, 0), (1_065.0, 60), (1_605.0, 600)):
        report_lag(partition, held, 14, now)
        assert (lag("records", "still"), lag("seconds", "still")) == (4, seconds)
    held.progress = Progress(stored=14)
    report_lag(partition, held, 14, now=1_700.0)
    assert (lag("records", "still"), lag("seconds", "still")) == (0, 0)
    report_lag(partition, held, 15, now=1_800.0)
    assert lag("seconds", "still") == 0, "what came before is forgotten"


def test_a_partition_without_a_place_says_nothing() -> None:
    report_lag(TopicPartition("nowhere", 3), Held(), 5, now=0.0)
    report_lag(TopicPartition("nowhere", 3), Held(progress=Progress(stored=1)), None, now=0.0)
    assert lag("records", "nowhere") is None
