"""What the dashboards show: a panel is a title, what it is measured in, and an expression for each of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shared.events import catalog
from shared.service import installed

_QUANTILES = (0.5, 0.95, 0.99)


class Panel(NamedTuple):
    """A title that is a question or a fact, what it is measured in, and legend -> expression."""

    title: str
    unit: str
    lines: dict[str, str]
    says: str = ""
    quiet: bool = False
    """Whether it has no line while all is well, and says so."""
    kind: str = "timeseries"


def quantiles(metric: str, where: str = "", by: str = "") -> dict[str, str]:
    """Legend -> expression for the usual shares of a histogram."""
    grouped = f"le, {by}" if by else "le"
    label = f"{{{{{by}}}}} " if by else ""
    return {
        f"{label}p{round(share * 100)}": f"histogram_quantile({share}, sum by ({grouped}) (rate({metric}_bucket{where}[5m])))"
        for share in _QUANTILES
    }


MILESTONES = {
    "handed in": "idea.submitted",
    "review concluded": "round.concluded",
    "consultation opened": "case.opened",
    "consultation closed": "case.closed",
    "decided": "idea.decided",
    "plan opened": "plan.opened",
    "implemented": "idea.implemented",
    "benefit verified": "benefit.verified",
}
"""Fact of an idea's way -> type of the event that tells it."""

_FLOW = [
    Panel(
        "What happened to ideas in a day",
        "short",
        {says: f'sum(increase(parley_told_total{{kind="{kind}"}}[1d]))' for says, kind in MILESTONES.items()},
        "Events that were told to all services, by what they say.",
    ),
    Panel(
        "From told to in effect elsewhere",
        "s",
        quantiles("parley_apply_delay_seconds"),
        "Oldest record of a batch until its commit. The goal: 99 of 100 within five seconds.",
    ),
    Panel("From written to told", "s", quantiles("parley_publish_seconds")),
    Panel(
        "Budget that burns, in times what the month allows",
        "short",
        {
            "{{service}} {{slo}}": "parley:slo_errors:ratio_rate1h / on (slo) group_left () parley:slo_budget",
        },
        "Above 1 the month's budget does not last; alerts come at 14.4 and 6.",
    ),
    Panel(
        "Requests a second", "reqps", {"{{service}}": "sum by (service) (rate(parley_http_request_seconds_count[5m]))"}
    ),
    Panel(
        "Requests that failed by our own fault",
        "percentunit",
        {"{{service}}": 'parley:slo_errors:ratio_rate5m{slo="availability"}'},
    ),
    Panel(
        "Deadlines overdue",
        "short",
        {"{{service}}": "max by (service) (parley_deadlines_overdue)"},
        "Periods that have ended without their effect. Zero, or somebody is called.",
    ),
    Panel(
        "How late deadlines took effect",
        "s",
        quantiles("parley_deadline_late_seconds", by="kind"),
        quiet=True,
        says="Nothing while no deadline is due.",
    ),
    Panel(
        "Waiting for a person",
        "short",
        {
            "dead letters of {{service}}": "max by (service) (parley_dead_letters) > 0",
            "parked in {{service}}": "max by (service) (parley_parked) > 0",
            "stopped partitions of {{service}}": "max by (service) (parley_stopped_partitions) > 0",
        },
        quiet=True,
        says="Nothing while all is well.",
    ),
]

_EVENTS = [
    Panel(
        "Oldest event that is not yet told",
        "s",
        {"{{service}}": "max by (service) (parley_outbox_oldest_age_seconds)"},
    ),
    Panel("Events that are not yet told", "short", {"{{service}}": "max by (service) (parley_outbox_rows)"}),
    Panel(
        "Events told a second",
        "short",
        {"{{topic}}": "sum by (topic) (rate(parley_publish_seconds_count[5m]))"},
    ),
    Panel(
        "Processes that lead a relay",
        "short",
        {"{{service}} {{shard}}": "sum by (service, shard) (parley_relay_leader)"},
        "One for each service. None: nothing is told. Two for a moment at most; the epoch guards the cursor.",
    ),
    Panel(
        "Changes of leadership in an hour",
        "short",
        {
            "{{service}} {{shard}}": "sum by (service, shard) (changes(max by (service, shard) (parley_relay_epoch)[1h:15s]))"
        },
    ),
    Panel(
        "From written to told, by topic",
        "s",
        {
            "{{topic}} p99": "histogram_quantile(0.99, sum by (topic, le) (rate(parley_publish_seconds_bucket[5m])))",
        },
    ),
    Panel(
        "Age of the next event to take", "s", {"{{service}} {{topic}}": "max by (service, topic) (parley_lag_seconds)"}
    ),
    Panel(
        "Events still to take",
        "short",
        {"{{service}} {{topic}}": "sum by (service, topic) (parley_lag_records)"},
    ),
    Panel(
        "Events taken a second",
        "short",
        {"{{group}} {{topic}}": "sum by (group, topic) (rate(parley_consumed_total[5m]))"},
    ),
    Panel(
        "What became of them, a second",
        "short",
        {"{{service}} {{outcome}}": "sum by (service, outcome) (rate(parley_handled_total[5m]))"},
        "applied, repeated (seen before), parked, retried, dead, stopped.",
    ),
    Panel("Parked", "short", {"{{service}}": "max by (service) (parley_parked)"}),
    Panel(
        "Dead letters and stopped partitions",
        "short",
        {
            "dead letters of {{service}}": "max by (service) (parley_dead_letters)",
            "stopped in {{service}}": "max by (service) (parley_stopped_partitions)",
        },
    ),
]


def _of_service(name: str) -> Iterator[Panel]:
    """One template for all: who asks, what it does, what it hears and tells, what it is made of."""
    of = f'{{service="{name}"}}'
    yield from _asked(of, f'{{service="{name}", route!="/api/stream"}}')
    yield from _done(of)
    yield from _heard_and_told(of)
    yield from _made_of(of)


def _asked(of: str, requests: str) -> Iterator[Panel]:
    yield Panel(
        "Requests a second, by status",
        "reqps",
        {"{{status}}": f"sum by (status) (rate(parley_http_request_seconds_count{of}[5m]))"},
    )
    yield Panel("Time to answer", "s", quantiles("parley_http_request_seconds", requests))
    yield Panel(
        "The ten slowest routes, p95",
        "s",
        {
            "{{method}} {{route}}": "topk(10, histogram_quantile(0.95, sum by (method, route, le)"
            f" (rate(parley_http_request_seconds_bucket{requests}[5m]))))"
        },
    )


def _done(of: str) -> Iterator[Panel]:
    yield Panel("Waiting for a connection to the database", "s", quantiles("parley_pool_wait_seconds", of))
    yield Panel(
        "The ten slowest units of work, p95",
        "s",
        {
            "{{name}}": "topk(10, histogram_quantile(0.95, sum by (name, le)"
            f" (rate(parley_transaction_seconds_bucket{of}[5m]))))"
        },
    )
    yield Panel(
        "Units of work a second, by outcome",
        "short",
        {"{{outcome}}": f"sum by (outcome) (rate(parley_transaction_seconds_count{of}[5m]))"},
        "refused: a rule said no. failed: a defect, or something is away.",
    )


def _heard_and_told(of: str) -> Iterator[Panel]:
    yield Panel("Age of the next event to take", "s", {"{{topic}}": f"max by (topic) (parley_lag_seconds{of})"})
    yield Panel(
        "What became of events, a second",
        "short",
        {"{{topic}} {{outcome}}": f"sum by (topic, outcome) (rate(parley_handled_total{of}[5m]))"},
    )
    yield Panel(
        "Events told in an hour",
        "short",
        {"{{kind}}": f"sum by (kind) (increase(parley_told_total{of}[1h]))"},
    )


def _made_of(of: str) -> Iterator[Panel]:
    yield Panel("Event loop wakes up late by", "s", {"{{instance}}": f"parley_event_loop_lag_seconds{of}"})
    yield Panel(
        "Processor and memory",
        "short",
        {
            "cores of {{instance}}": f"rate(process_cpu_seconds_total{of}[5m])",
            "GiB of {{instance}}": f"process_resident_memory_bytes{of} / 2 ^ 30",
        },
    )
    yield Panel(
        "What the allow-list kept from leaving, a second",
        "short",
        {"{{where}}": f"sum by (where) (rate(parley_telemetry_dropped_total{of}[5m]))"},
        "A release that wants to say more than it may shows here.",
        quiet=True,
    )
    yield Panel(
        "Certificates end in",
        "s",
        {"{{name}}": f"min by (name) (parley_certificate_expires_timestamp_seconds{of}) - time()"},
        "Nothing where none is used.",
        quiet=True,
        kind="stat",
    )
    yield Panel(
        "Partitions are made for",
        "s",
        {"to come": f"min(parley_partitions_end_timestamp_seconds{of}) - time()"},
        "A week, as long as the house is kept every hour.",
        kind="stat",
    )


def all_panels() -> dict[str, list[Panel]]:
    """Name of the file -> what it shows."""
    told = {event.type_name() for topic in catalog.TOPICS.values() for event in topic.events}
    if unknown := set(MILESTONES.values()) - told:
        raise LookupError(f"no event is called {', '.join(sorted(unknown))}")
    services = {f"service-{name}": list(_of_service(name)) for name in installed()}
    return {"flow-of-ideas": _FLOW, "events": _EVENTS} | services
