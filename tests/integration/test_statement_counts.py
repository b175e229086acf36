"""What each command, event and page asks of the database is what was committed: nothing creeps in unseen."""

from __future__ import annotations

import pytest
from tests.bench.counts import measure
from tests.bench.counts.wire import Count
from tests.conftest import PostgresServer


@pytest.mark.timeout(240)
def test_statements_and_round_trips_are_those_of_the_baseline(postgres: PostgresServer) -> None:
    measured, statements = measure.measure(postgres.database)
    found = measure.differences(measured, measure.read_baseline())
    behind = [f"  {name}: {'; '.join(statements.get(name, []))}" for name in (each.partition(":")[0] for each in found)]
    assert not found, "\n".join([*found, *behind, f"If that is meant: `{measure.RENEW}`, and commit what it writes."])


def test_a_regression_names_the_command_and_both_numbers() -> None:
    before = {"commands": {"POST /api/ideas": Count(4, 4), "gone": Count(1, 1)}}
    now = {"commands": {"POST /api/ideas": Count(5, 5)}, "relay": {"a page": Count(2, 2)}}
    assert measure.differences(now, now) == []
    assert measure.differences(now, before) == [
        "POST /api/ideas: 5 statements in 5 round trips now, 4 statements in 4 round trips in the baseline",
        "gone: nothing now, 1 statements in 1 round trips in the baseline",
        "a page: 2 statements in 2 round trips now, nothing in the baseline",
    ]
