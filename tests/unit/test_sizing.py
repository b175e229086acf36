"""The capacity model: what it says on the page is what it computes, and more people never need less."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from cluster.sizing import (
    BROKER_DISK,
    BROKERS,
    CONNECTIONS,
    DATABASE_DISK,
    MEANS,
    MEASURED,
    PAGE,
    POOL,
    SERVICES,
    Habits,
    Needs,
    computed,
    limits,
    needs,
    page,
)
from shared.events import catalog
from shared.routes import PORTS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "how-to" / "size-a-cluster.md").read_text("utf-8")


@pytest.mark.parametrize("heading", page())
def test_the_page_says_what_is_computed(heading: str) -> None:
    part = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert page()[heading] in part, (
        f"put what `PYTHONPATH=deploy python -m cluster.sizing --page` prints under “{heading}”"
    )


def test_it_reckons_with_the_services_that_there_are() -> None:
    assert set(SERVICES) == set(PORTS)
    assert MEANS.keys() == {each.name for each in fields(Habits)}
    assert all(each.value > 0 for each in MEASURED.values())


def test_an_organisation_reckoned_by_hand() -> None:
    """Of 28,800 people, an idea each a day that nobody says anything about, in eight hours that are all alike."""
    habits = Habits(ideas=1, comments=0, support=0, whole=0, visits=1, requests=2, changes=0, days=100, hours=8, peak=1)
    found = needs(28_800, habits)
    events = MEASURED["events"].value
    assert (found.ideas_a_day, found.events_a_day) == (28_800, 28_800 * events)
    assert found.events == pytest.approx(events)
    assert found.requests == pytest.approx(2)
    assert (found.apis, found.workers) == (12, 12), "two of each kind for six services"
    assert found.connections == 12 * POOL + 12 * (POOL + 1) + 12
    assert found.ideas_kept == 28_800 * 100 * 5
    bytes_of_all = 28_800 * MEASURED["person"].value + found.ideas_kept * MEASURED["idea"].value
    assert found.database_bytes == pytest.approx(bytes_of_all)


def test_what_hr_changes_is_told_twice_and_heard_by_those_who_know_people() -> None:
    """Of 28,800 people without an idea, each changed once a day, in eight hours that are all alike: one a second."""
    habits = Habits(ideas=0, changes=1, hours=8, peak=1)
    found = needs(28_800, habits)
    assert found.events_a_day == 2 * 28_800
    assert found.applied == pytest.approx(2 * MEASURED["people heard"].value)


def test_the_busiest_service_gets_more_pods_before_the_others() -> None:
    found = needs(PAGE[-1], replace(Habits(), visits=1))
    per_pod = min(MEASURED["answered"].value, MEASURED["searched"].value) / 4
    busiest, others = found.requests / 2 / per_pod, found.requests / 10 / per_pod
    assert found.apis == -(-busiest // 1) + 5 * -(-others // 1)


def test_more_people_never_need_less() -> None:
    sizes = [needs(10**power) for power in range(3, 8)]
    for smaller, larger in pairwise(sizes):
        for each in fields(Needs):
            assert getattr(smaller, each.name) <= getattr(larger, each.name), each.name


def test_no_more_workers_than_partitions() -> None:
    most = max(topic.partitions for topic in catalog.TOPICS.values())
    assert needs(10**10).workers == 6 * most


def test_a_limit_is_reached_by_the_fewest_that_reach_it_and_the_first_stands_first() -> None:
    found = limits()
    assert list(found.values()) == sorted(found.values())
    by_connections = next(count for what, count in found.items() if "connections" in what)
    assert needs(by_connections - 1).connections < CONNECTIONS <= needs(by_connections).connections


def test_the_limits_are_those_of_the_manifests() -> None:
    databases = _manifest("postgres-cnpg/databases.yaml", "databases")["spec"]
    assert databases["postgresql"]["parameters"]["max_connections"] == str(CONNECTIONS)
    assert databases["storage"]["size"] == f"{DATABASE_DISK // 2**30}Gi"
    broker = _manifest("kafka-strimzi/kafka.yaml", "broker")["spec"]
    assert broker["replicas"] == BROKERS
    assert [each["size"] for each in broker["storage"]["volumes"]] == [f"{BROKER_DISK // 2**30}Gi"]


def _manifest(file: str, name: str) -> dict[str, Any]:
    found = yaml.safe_load_all((ROOT / "deploy" / "k8s" / "components" / file).read_text("utf-8"))
    one: dict[str, Any] = next(each for each in found if each["metadata"]["name"] == name)
    return one


def test_the_command_takes_other_numbers() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cluster.sizing", "20000", "--ideas", "0.01"],
        cwd=ROOT / "deploy", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == computed([20_000], Habits(ideas=0.01))
