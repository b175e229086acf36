"""``python -m tests.bench.counts``: take the counts anew, say what changed, write the committed baseline."""

from __future__ import annotations

import logging

import structlog

from tests.bench import servers
from tests.bench.counts import measure


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with servers.layout(durable=False) as layout, servers.postgres(layout) as postgres:
        measured, _ = measure.measure(postgres.database)
    before = measure.read_baseline() if measure.BASELINE.exists() else {}
    for sentence in measure.differences(measured, before):
        print(sentence)
    measure.write_baseline(measured)
    print(f"{sum(len(each) for each in measured.values())} counts are in {measure.BASELINE}")


main()
