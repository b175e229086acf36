"""``python -m cluster.sizing [EMPLOYEES...]``: what an organisation of so many people needs (docs/how-to/size-a-cluster.md).

Three kinds of figures, kept apart: what was measured, with its command; what is assumed of people; what follows from both.
"""

from __future__ import annotations

import argparse
import bisect
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from shared.events import catalog
from shared.settings import ServiceSettings

PAGE = (1_000, 100_000, 5_000_000)
"""Sizes that the page shows."""
SERVICES = ("people", "ideas", "review", "union-dialogue", "implementation", "notify")
COPIES, BROKERS, FEWEST, YEARS = 3, 3, 2, 5
"""Of each record; of a cluster of Kafka; pods of each kind; how far a disk looks ahead."""
MARGIN = 4
"""A pod is reckoned with a quarter of what was measured: nodes that do other things too, machines of others."""
REMEMBERED = 7
"""Days that topics keep what they are told."""
HEADERS = 500
"""Bytes of a record beside its payload, about."""
POOL: int = ServiceSettings.model_fields["database_pool"].default
BUSIEST = 0.5
"""Share of requests that one service answers (ideas), and of effects that one takes (notify)."""
BESIDE = 1
"""Connections of a worker beside its pool: the session of its relay."""
CONNECTIONS, DATABASE_DISK, BROKER_DISK = 400, 100 * 2**30, 100 * 2**30
"""What the components `postgres-cnpg` and `kafka-strimzi` give: in all, and bytes of each server."""
MOST_WORKERS = max(topic.partitions for topic in catalog.TOPICS.values())


class Figure(NamedTuple):
    """What was measured on a machine of two processors, which also drove the load and ran the servers."""

    value: float
    unit: str
    command: str


_FOOTPRINT = "python -m tests.bench.footprint"
MEASURED = {
    "answered": Figure(939, "ideas posted to one api process among 10,000 ideas, a second", "make bench"),
    "searched": Figure(511, "searches answered by it, the dearest read, a second", "make bench"),
    "applied": Figure(
        1161,
        "ideas taken by one worker after an outage, a second",
        "pytest tests/chaos/test_servers.py -m long -k broker_is_killed",
    ),
    "looked through": Figure(
        100_000, "ideas in the largest database that lists and searches were timed on", "make bench"
    ),
    "hired": Figure(46, "people of HR known to all services, a second", _FOOTPRINT),
    "person": Figure(3_500, "bytes of a person in all six databases", _FOOTPRINT),
    "idea": Figure(23_000, "bytes of an idea with what is said of it, in all six databases", _FOOTPRINT),
    "whole idea": Figure(160_000, "bytes of an idea that went all the way, in all six databases", _FOOTPRINT),
    "events": Figure(8.4, "events of an idea that is not taken up, beside support and comments", _FOOTPRINT),
    "whole events": Figure(180, "events of an idea that goes all the way", _FOOTPRINT),
    "heard": Figure(0.67, "effects of an event of an idea, on the mean", _FOOTPRINT),
    "people heard": Figure(5.6, "effects of an event of a person, on the mean", _FOOTPRINT),
    "payload": Figure(330, "bytes of an event's payload, on the mean", _FOOTPRINT),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """What is assumed of people; each field is an option of the command."""

    ideas: float = 0.0023
    comments: float = 4.0
    support: float = 12.0
    whole: float = 0.2
    visits: float = 0.1
    requests: float = 30.0
    changes: float = 0.005
    days: float = 220.0
    hours: float = 8.0
    peak: float = 5.0


MEANS = {
    "ideas": "ideas an employee and working day: one in two years",
    "comments": "comments on an idea",
    "support": "endorsements of an idea",
    "whole": "share of ideas that go all the way",
    "visits": "visits an employee and working day",
    "requests": "requests of a visit",
    "changes": "changes by HR an employee and working day",
    "days": "working days a year",
    "hours": "hours of a working day",
    "peak": "how many times the mean the busiest minute is",
}


@dataclass(frozen=True, slots=True)
class Needs:
    """What follows for an organisation of ``employees``; bytes are bytes, rates are of the busiest minute."""

    employees: int
    ideas_a_day: float
    comments_a_day: float
    events_a_day: float
    events: float
    applied: float
    requests: float
    apis: int
    workers: int
    connections: int
    partitions_a_broker: int
    broker_bytes: float
    database_bytes: float
    ideas_kept: float
    first_import: float
    """Seconds until all people are known everywhere."""


def needs(employees: int, habits: Habits = Habits()) -> Needs:
    """The capacity model; each line of the page is a line here."""
    ideas = employees * habits.ideas
    said = ideas * (habits.comments + habits.support)
    way = _mean(habits.whole, MEASURED["events"].value, MEASURED["whole events"].value)
    changes = 2 * employees * habits.changes  # HR tells, people tells on
    events = ideas * way + said + changes
    peak = habits.peak / (habits.hours * 3600)
    applied = ((events - changes) * MEASURED["heard"].value + changes * MEASURED["people heard"].value) * peak
    requests = employees * habits.visits * habits.requests * peak
    apis = sum(
        _pods(requests * share, min(MEASURED["answered"].value, MEASURED["searched"].value)) for share in _shares()
    )
    workers = sum(min(_pods(applied * share, MEASURED["applied"].value), MOST_WORKERS) for share in _shares())
    kept = ideas * habits.days * YEARS
    records = events * REMEMBERED + employees  # people.v1 keeps the newest of each
    return Needs(
        employees=employees,
        ideas_a_day=ideas,
        comments_a_day=ideas * habits.comments,
        events_a_day=events,
        events=events * peak,
        applied=applied,
        requests=requests,
        apis=apis,
        workers=workers,
        connections=apis * POOL + workers * (POOL + BESIDE) + len(SERVICES) * 2,  # migrate and maintain
        partitions_a_broker=math.ceil(_partitions() * COPIES / BROKERS),
        broker_bytes=records * (MEASURED["payload"].value + HEADERS) * COPIES / BROKERS,
        database_bytes=employees * MEASURED["person"].value
        + kept * _mean(habits.whole, MEASURED["idea"].value, MEASURED["whole idea"].value),
        ideas_kept=kept,
        first_import=employees / MEASURED["hired"].value,
    )


def limits(habits: Habits = Habits()) -> dict[str, int]:
    """What is reached -> the fewest employees that reach it, the first first."""
    workers = BUSIEST * MARGIN / MEASURED["applied"].value / MOST_WORKERS
    used: dict[str, Callable[[Needs], float]] = {
        f"{YEARS} years bring more ideas than lists and searches were timed on": lambda of: (
            of.ideas_kept / MEASURED["looked through"].value
        ),
        "the first import of all people takes more than a night of eight hours": lambda of: of.first_import / 28_800,
        f"the {DATABASE_DISK // 2**30} GiB that `postgres-cnpg` gives the six databases together": lambda of: (
            of.database_bytes / DATABASE_DISK
        ),
        f"the {CONNECTIONS} connections that it allows": lambda of: of.connections / CONNECTIONS,
        f"the {BROKER_DISK // 2**30} GiB that `kafka-strimzi` gives a broker": lambda of: of.broker_bytes / BROKER_DISK,
        f"the busiest service has as many workers as partitions, {MOST_WORKERS}": lambda of: of.applied * workers,
    }
    found = {what: _fewest(share, habits) for what, share in used.items()}
    return dict(sorted(found.items(), key=lambda each: each[1]))


def _fewest(share: Callable[[Needs], float], habits: Habits) -> int:
    """The fewest employees for whom it is 1 or more: more people never need less."""
    most = 1
    while share(needs(most, habits)) < 1:
        most *= 2
    return bisect.bisect_left(range(most), 1.0, key=lambda employees: share(needs(employees, habits)))


def _shares() -> list[float]:
    """Of all work, what each service has; the busiest first."""
    others = len(SERVICES) - 1
    return [BUSIEST, *[(1 - BUSIEST) / others] * others]


def _pods(rate: float, measured: float) -> int:
    return max(FEWEST, math.ceil(rate / (measured / MARGIN)))


def _mean(share: float, usual: float, rare: float) -> float:
    return (1 - share) * usual + share * rare


def _partitions() -> int:
    """Of the catalogue's topics, and of one dead-letter topic for each group."""
    return sum(topic.partitions + len(catalog.consumers_of(topic)) for topic in catalog.TOPICS.values())


def computed(sizes: Sequence[int], habits: Habits = Habits()) -> str:
    """The table of what follows, in Markdown."""
    all_of_them = [needs(each, habits) for each in sizes]
    rows = {
        "ideas a day": [_number(each.ideas_a_day) for each in all_of_them],
        "comments a day": [_number(each.comments_a_day) for each in all_of_them],
        "events a day": [_number(each.events_a_day) for each in all_of_them],
        "events a second, busiest minute": [_number(each.events) for each in all_of_them],
        "effects of events a second, busiest minute": [_number(each.applied) for each in all_of_them],
        "requests a second, busiest minute": [_number(each.requests) for each in all_of_them],
        "api pods, six services": [f"{each.apis:,}" for each in all_of_them],
        "worker pods, six services": [f"{each.workers:,}" for each in all_of_them],
        "connections to PostgreSQL, at most": [f"{each.connections:,}" for each in all_of_them],
        "brokers": [str(BROKERS) for _ in all_of_them],
        "copies of partitions on a broker": [f"{each.partitions_a_broker:,}" for each in all_of_them],
        "disk of a broker": [_bytes(each.broker_bytes) for each in all_of_them],
        f"six databases after {YEARS} years": [_bytes(each.database_bytes) for each in all_of_them],
        f"ideas after {YEARS} years": [_number(each.ideas_kept) for each in all_of_them],
        "of what lists and searches were timed on": [
            _share(each.ideas_kept / MEASURED["looked through"].value) for each in all_of_them
        ],
        "first import of all people": [_time(each.first_import) for each in all_of_them],
    }
    return _table(("", *(f"{each:,} employees" for each in sizes)), ((name, *cells) for name, cells in rows.items()))


def measured() -> str:
    """The table of what was measured."""
    rows = ((f"{each.value:,g}", each.unit, f"`{each.command}`") for each in MEASURED.values())
    return _table(("measured", "what", "command"), rows)


def assumed(habits: Habits = Habits()) -> str:
    """The table of what is assumed."""
    rows = ((f"{getattr(habits, name):g}", says, f"`--{name}`") for name, says in MEANS.items())
    return _table(("assumed", "what", "option"), rows)


def reached(habits: Habits = Habits()) -> str:
    """The table of what breaks first."""
    rows = ((what, f"{float(f'{employees:.1e}'):,.0f}") for what, employees in limits(habits).items())
    return _table(("reached", "by so many employees"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _number(value: float) -> str:
    """Two digits that count, for the model is no better."""
    rounded = round(value, 1 - math.floor(math.log10(value))) if value else 0.0
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def _bytes(value: float) -> str:
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if value >= size:
            return f"{_number(value / size)} {unit}"
    return f"{_number(value / 1e3)} kB"


def _share(value: float) -> str:
    return f"{_number(value)} x"


def _time(seconds: float) -> str:
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{_number(seconds / size)} {unit}"
    return f"{_number(seconds)} s"


def page() -> dict[str, str]:
    """Heading -> the table that stands under it on the page."""
    return {
        "What was measured": measured(),
        "What is assumed": assumed(),
        "What follows": computed(PAGE),
        "What breaks first": reached(),
    }


def main() -> None:
    """Print what follows, for other numbers of people and other habits; or all that stands on the page."""
    parser = argparse.ArgumentParser(prog="python -m cluster.sizing", description="What an organisation needs.")
    parser.add_argument("employees", nargs="*", type=int, default=PAGE)
    parser.add_argument("--page", action="store_true", help="the tables of docs/how-to/size-a-cluster.md")
    for each in fields(Habits):
        parser.add_argument(f"--{each.name}", type=float, default=each.default, help=MEANS[each.name])
    given = vars(parser.parse_args())
    sizes, whole = given.pop("employees"), given.pop("page")
    print(
        "\n\n".join(f"## {heading}\n\n{table}" for heading, table in page().items())
        if whole
        else computed(sizes, Habits(**given))
    )


if __name__ == "__main__":
    main()
