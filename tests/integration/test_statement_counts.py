"""What each command, event and page asks of the database is what was committed: nothing creeps in unseen."""

from __future__ import annotations

import pytest
from tests.bench.counts import measure
from tests.bench.counts.measure import Counts
from tests.bench.counts.wire import Count
from tests.conftest import PostgresServer

pytestmark = pytest.mark.timeout(300)
Measured = tuple[dict[str, Counts], dict[str, list[str]]]


@pytest.fixture(scope="module")
def measured(postgres: PostgresServer) -> Measured:
    return measure.measure(postgres.database)


def test_statements_and_round_trips_are_those_of_the_baseline(measured: Measured) -> None:
    counts, statements = measured
    found = measure.differences(counts, measure.read_baseline())
    behind = [f"  {name}: {'; '.join(statements.get(name, []))}" for name in (each.partition(":")[0] for each in found)]
    assert not found, "\n".join([*found, *behind, f"If that is meant: `{measure.RENEW}`, and commit what it writes."])


def test_the_home_page_asks_each_service_for_few_statements(measured: Measured) -> None:
    """Whatever waits for somebody, and whatever functions they have: each service looks it up in a few statements."""
    counts, statements = measured
    pages = {name: each for name, each in counts["commands"].items() if measure.HOME.fullmatch(name)}
    services = {name.split("/")[2] for name in pages}
    assert services >= {"ideas", "review", "union-dialogue", "implementation"}
    for name, each in pages.items():
        assert each.statements <= measure.AT_HOME, f"{name}: {'; '.join(statements[name])}"


def test_a_regression_names_the_command_and_both_numbers() -> None:
    before = {"commands": {"POST /api/ideas": Count(4, 4), "gone": Count(1, 1)}}
    now = {"commands": {"POST /api/ideas": Count(5, 5)}, "relay": {"a page": Count(2, 2)}}
    assert measure.differences(now, now) == []
    assert measure.differences(now, before) == [
        "POST /api/ideas: 5 statements in 5 round trips now, 4 statements in 4 round trips in the baseline",
        "gone: nothing now, 1 statements in 1 round trips in the baseline",
        "a page: 2 statements in 2 round trips now, nothing in the baseline",
    ]
