"""Statements and round trips, as ``make test`` gates them; here so that one page says all."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.bench import Bench
from tests.bench.counts import measure
from tests.bench.table import Row

SHOWN = (
    ("commands", "POST /api/ideas"),
    ("commands", "POST /api/ideas with Idempotency-Key"),
    ("commands", "POST /api/ideas/{idea_id}/submission"),
    ("events", "notify hears idea.submitted"),
    ("batches", f"ideas hears {measure.TOGETHER} person.changed at once"),
    ("relay", f"a page of {measure.PAGE} events"),
)


def rows(bench: Bench) -> Iterator[Row]:
    measured, _ = measure.measure(bench.postgres.database)
    baseline = measure.read_baseline()
    changed = measure.differences(measured, baseline)
    for kind, name in SHOWN:
        now, before = measured[kind][name], baseline[kind][name]
        yield Row(name, measure.told(now), measure.told(before), "as committed", now == before)
    yield Row(
        "all counted commands, events, batches and pages",
        f"{sum(map(len, measured.values()))} counted",
        "tests/bench/baseline.json",
        "as committed",
        not changed,
        "; ".join(changed),
        {kind: {name: each._asdict() for name, each in counts.items()} for kind, counts in measured.items()},
    )
