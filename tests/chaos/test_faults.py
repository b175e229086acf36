"""No acknowledged command is lost, none takes effect twice, whatever is killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from tests.chaos.faults import kill_kafka, kill_postgres, kill_service, under_fire
from tests.e2e.personas import Persona, eventually

from stack.running import Running

FAULTS = {
    "api and relay of ideas killed": kill_service("ideas"),
    "consumer of notify killed": kill_service("notify"),
    "broker killed": kill_kafka,
    "database killed": kill_postgres,
}


def _listed(reader: Persona, path: str, **params: str) -> list[dict[str, object]]:
    """All pages of a list."""
    found = reader.get(path, limit="100", **params)
    items = list(found["items"])
    while found["next"]:
        found = reader.get(found["next"])
        items += found["items"]
    return items


@pytest.mark.timeout(90)
@pytest.mark.parametrize("name", FAULTS)
def test_nothing_acknowledged_is_lost_or_applied_twice(
    name: str, stack: Running, sign_in: Callable[[str], Persona]
) -> None:
    author, office = sign_in("P012"), sign_in("P005")

    worker = under_fire(stack, author, FAULTS[name], times=3)

    assert worker.acknowledged, "the worker got nothing done"
    ideas = eventually(lambda: _listed(author, "/api/ideas", q=worker.tag), what="the list of ideas")
    submitted = [str(idea["idea_id"]) for idea in ideas if idea["status"] == "submitted"]
    assert sorted(submitted) == sorted(worker.acknowledged)
    assert len(ideas) - len(submitted) <= 1, "a command that was sent again took effect twice"

    wanted = Counter(worker.acknowledged)

    def told() -> Counter[str]:
        inbox = _listed(office, "/api/notifications")
        return Counter(str(each["idea_id"]) for each in inbox if str(each["idea_id"]) in wanted)

    assert eventually(lambda: set(told()) == set(wanted), what="a notification for each acknowledged idea")
    assert told() == wanted
    print(f"{name}: {len(wanted)} acknowledged, 0 lost, 0 twice, {worker.repeated} commands repeated")
