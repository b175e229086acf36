"""What leaves the services as spans, log lines and metrics: all that operators need, and nothing that is a secret."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import httpx
import pytest

from stack.layout import ROOT
from stack.running import Running
from tests.e2e.personas import Persona, eventually
from tests.zipkin import Zipkin

pytestmark = pytest.mark.timeout(400)  # run alone, they start the stack and tell the story first
DEMO = ROOT / "deploy" / "local" / "demo" / "organisation.jsonl"
STORY = ROOT / "tests" / "e2e" / "test_life_of_an_idea.py"
SAID = re.compile(r'"(?:title|text|comment|reason|reasons|measure|effects|conditions)": \[?f?"([^"{]{5,})')
METRICS = {
    "every service": (
        "parley_outbox_oldest_age_seconds",
        "parley_outbox_rows",
        "parley_relay_leader",
        "parley_parked",
        "parley_dead_letters",
        "parley_stopped_partitions",
        "parley_deadlines_overdue",
        'parley_publish_seconds_count{topic="',
        'parley_lag_records{partition="',
        'parley_lag_seconds{partition="',
        'parley_apply_delay_seconds_count{topic="',
        'parley_handled_total{outcome="applied",topic="',
        'parley_http_request_seconds_count{method="GET",route="',
    ),
    "ideas": ('parley_http_request_seconds_count{method="POST",route="/api/ideas/{idea_id}/submission",status="200"}',),
}
"""What issue and dashboards ask for; a name with labels must have a sample above zero or be a gauge."""


def secrets(people: list[str]) -> Iterator[str]:
    """Names, addresses, ids of persons and bodies, and everything that anybody writes in the story."""
    for line in DEMO.read_text().splitlines():
        data = json.loads(line)["data"]
        if "family_name" in data:
            yield f"{data['given_name']} {data['family_name']}"
            yield data["family_name"]
            yield data["email"]
        yield from (data.get("names") or {}).values()
    yield from SAID.findall(STORY.read_text())
    yield from people


def metrics(stack: Running, service: str) -> str:
    return httpx.get(f"http://127.0.0.1:{stack.layout.services[service].management}/metrics", timeout=10).text


@pytest.fixture(scope="module")
def left(stack: Running, traces: Zipkin, idea: str) -> dict[str, str]:
    """Everything that left the services: name of the way -> all of it."""
    eventually(lambda: traces.traces(idea__id=idea), what="the spans of the idea")
    found = {f"log of {name}": (stack.layout.logs / f"{name}.log").read_text() for name in stack.services}
    found |= {f"metrics of {name}": metrics(stack, name) for name in stack.services}
    return found | {"spans": json.dumps(traces.spans, ensure_ascii=False)}


def test_no_name_text_or_membership_leaves(
    stack: Running, left: dict[str, str], sign_in: Callable[[str], Persona], idea: str
) -> None:
    people = [
        sign_in(key).person_id for key in ("P001", "P002", "P005", "P006", "P007", "P010", "P014", "P016", "P018")
    ]
    bodies = [case["body_id"] for case in sign_in("P006").get("/api/cases", idea_id=idea)["items"]]
    planted = set(secrets([*people, *bodies]))
    assert len(planted) > 100
    assert bodies
    assert idea in left["spans"], "what may leave is there, so the search would find the rest"
    for where, said in left.items():
        assert said, where
        words = {secret for secret in planted if re.search(rf"(?<![\w]){re.escape(secret)}(?![\w])", said)}
        assert words == set(), f"{where} tells {words}"


@pytest.mark.parametrize("service", ["people", "ideas", "review", "union-dialogue", "implementation", "notify"])
def test_a_running_service_measures_what_dashboards_need(stack: Running, idea: str, service: str) -> None:
    wanted = METRICS["every service"] + METRICS.get(service, ())

    def missing() -> list[str]:
        lines = metrics(stack, service).splitlines()
        return [name for name in wanted if not any(line.startswith(name) for line in lines)]

    eventually(lambda: not missing(), what="the measuring of everything")
    said = metrics(stack, service)
    assert 'parley_relay_leader{shard="0"} 1.0' in said
    assert re.search(r'parley_publish_seconds_count\{topic="\S+"\} [1-9]', said), "nothing was published"
    assert float(re.findall(r"^parley_outbox_rows (\S+)", said, re.MULTILINE)[0]) < 1_000
