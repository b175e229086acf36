"""The service of ideas over HTTP as it fills: against FastAPI and asyncpg alone, and against itself with fewer ideas.

Everything takes turns, slice by slice, so that whatever else the machine does falls on each alike.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared import auth, clock
from shared.auth import Caller, SigningKey
from shared.settings import ServiceSettings
from stack import postgres as postgres_server
from stack import process
from stack.layout import free_ports
from tests.bench import asks, grown, http, loading, programs, sink
from tests.bench.bench import Bench
from tests.bench.children import bare_api
from tests.bench.figures import Cpu
from tests.bench.http import Ask, Found
from tests.bench.table import Row

MIDDLE = 10_000
ENDORSEMENTS = 60_000  # in the middle size, at least
CLIENTS = 16
POOL: int = ServiceSettings.model_fields["database_pool"].default  # for the reference too
TURNS = 6
CALLERS = 200
# What each must reach of the reference, and of which of its two requests.
SHARES = {
    "POST an idea": ("INSERT", 0.25),
    "list of 30 ideas": ("SELECT", 0.50),
    "search, newest first": ("SELECT", 0.50),
    "search, best first": ("SELECT", 0.50),
    "one idea": ("SELECT", 0.50),
    "its comments": ("SELECT", 0.50),
}
# How much longer the slowest hundredth may take with the most ideas than with the fewest.
SLOWER = {"list of 30 ideas": 1.5, "search, newest first": 1.5, "similar ideas": 3.0}

Measures = dict[str, Callable[[float], Found]]
Asks = dict[str, list[Ask]]


def rows(bench: Bench) -> Iterator[Row]:
    urls, endorsed = loading.loaded(bench, bench.sizes)
    key = SigningKey("bench", Ed25519PrivateKey.generate())
    middle = MIDDLE if MIDDLE in urls else bench.sizes[-1]
    written = bench.postgres.copy(urls[middle])  # of its own: thousands of fresh drafts would lie before what is read
    with sink.serving([auth.public_jwk(key)]) as address, ExitStack() as running:
        ports = {size: running.enter_context(_api(bench, url, address)) for size, url in urls.items()}
        writing = running.enter_context(_api(bench, written, address))
        bare = running.enter_context(_bare(bench))
        asked = _asks(urls[middle])
        yield from _against_reference(bench, key, (bare, ports[middle], writing), asked, endorsed[middle])
        yield from _against_itself(bench, key, ports, asked)


def _asks(url: str) -> Asks:
    ids = asks.some(url)
    return {
        "POST an idea": asks.create(),
        "list of 30 ideas": asks.newest(),
        "search, newest first": asks.search("newest"),
        "search, best first": asks.search("relevance"),
        "one idea": asks.one(ids),
        "its comments": asks.comments(ids),
        "similar ideas": asks.similar(),
    }


@contextmanager
def _api(bench: Bench, url: str, address: str) -> Iterator[int]:
    more = {"JWKS_URL": f"{address}/jwks.json", "DATABASE_POOL": str(POOL)}
    with programs.service(bench.layout, "ideas", "api", url, bench.bootstrap, **more) as port:
        yield port


@contextmanager
def _bare(bench: Bench) -> Iterator[int]:
    """The reference, with as many rows to choose thirty from as a page of ideas has."""
    url = bench.postgres.database("ideas")
    line = f"'{asks.NEW['title']}', '{asks.NEW['text'][:200]}', 'en', 'submitted', '{{mission}}', 7, now(), 1"
    columns = "title, excerpt, language, status, facets, endorsements, priority_at, number"
    fill = f"INSERT INTO bench_row ({columns}) SELECT {line} FROM generate_series(1, {MIDDLE})"
    postgres_server.run_sql(url, bare_api.TABLE, fill, "ANALYZE bench_row")
    (port,) = free_ports(1)
    running = programs.child("bare_api", bench.log, url=url, port=port, pool=POOL)
    try:
        programs.wait_for(lambda: process.listening(port), 30, "the reference")
        yield port
    finally:
        running.process.terminate()
        running.process.wait(10)


def _against_reference(
    bench: Bench, key: SigningKey, ports: tuple[int, int, int], asked: Asks, endorsed: int
) -> Iterator[Row]:
    """``ports``: of the reference, and of the service with ten thousand ideas, where they are read and where one writes."""
    bare, reading, writing = ports
    given: dict[str, tuple[int, list[Ask]]] = {
        name: (writing if name == "POST an idea" else reading, asked[name]) for name in SHARES
    }
    given |= {"INSERT": (bare, [("POST", "/rows", asks.NEW)]), "SELECT": (bare, [("GET", "/rows", None)])}
    cpu = Cpu()
    found = _turns(bench, key, given)
    busy = cpu.busy()
    for name, (reference, least) in SHARES.items():
        yield _share(
            name, found[name], (reference, found[reference]), least, f"{endorsed:,} endorsements, CPU {busy:.0%}"
        )


def _share(name: str, found: list[Found], reference: tuple[str, list[Found]], least: float, note: str) -> Row:
    rates = [statistics.median(each.rate for each in several) for several in (found, reference[1])]
    # Turn by turn, as both ran side by side then.
    share = statistics.median(one.rate / other.rate for one, other in zip(found, reference[1], strict=True))
    failures = sum(each.failures for each in found)
    wrong = next((each.wrong for each in found if each.wrong), "")
    return Row(
        f"{name}, one worker, {MIDDLE:,} ideas",
        f"{rates[0]:,.0f}/s, {failures} failed",
        f"bare {reference[0]} {rates[1]:,.0f}/s",
        f">= {least:.0%} of it, none failed",
        share >= least and failures == 0,
        f"{share:.0%}; {note}{'; ' if wrong else ''}{wrong[:200]}",
        {"share": share, "found": [_kept(each) for each in found], "reference": [_kept(each) for each in reference[1]]},
    )


def _against_itself(bench: Bench, key: SigningKey, ports: Mapping[int, int], asked: Asks) -> Iterator[Row]:
    given = {f"{name}, {size:,}": (port, asked[name]) for name in SLOWER for size, port in ports.items()}
    found = {name: [each.whole() for each in several] for name, several in _turns(bench, key, given).items()}
    sizes = list(ports)
    for name, most in SLOWER.items():
        slowest = [statistics.median(each.latency.p99 for each in found[f"{name}, {size:,}"]) for size in sizes]
        turns = zip(found[f"{name}, {sizes[-1]:,}"], found[f"{name}, {sizes[0]:,}"], strict=True)
        times = statistics.median(one.latency.p99 / other.latency.p99 for one, other in turns)
        yield Row(
            f"{name}: p99 at {' / '.join(f'{size:,}' for size in sizes)} ideas",
            " / ".join(f"{each:.1f}" for each in slowest) + " ms",
            f"{slowest[0]:.1f} ms at {sizes[0]:,}",
            f"<= {most} x",
            times <= most,
            f"{times:.2f} x; {CLIENTS} clients",
            {f"{size}": [_kept(each) for each in found[f"{name}, {size:,}"]] for size in sizes},
        )


def _turns(bench: Bench, key: SigningKey, given: Mapping[str, tuple[int, list[Ask]]]) -> dict[str, list[Found]]:
    """Name -> what each turn found. The first round, which makes plans, connections and caches, does not count."""
    slice_ = max(bench.seconds / TURNS, 1.0)
    found: dict[str, list[Found]] = {name: [] for name in given}
    for turn in range(TURNS + 1):
        tokens = _tokens(key)  # fresh ones, as they last for fifteen minutes
        for name, (port, asked) in given.items():
            file = http.write(bench.layout.data / "asks.json", tokens, asked)
            one = http.asked(bench, port, file, slice_, clients=CLIENTS)
            if turn:
                found[name].append(one)
    for name, several in found.items():
        bench.say(f"{name}: {statistics.median(each.rate for each in several):,.0f}/s, {several[-1].latency}")
    return found


def _tokens(key: SigningKey) -> list[str]:
    """Of people without a function, from all over the organisation."""
    numbers = range(20, loading.PEOPLE, loading.PEOPLE // CALLERS)
    now = clock.wall()
    callers = [Caller(grown.person_id(loading.ORGANISATION, number), None, "en") for number in numbers]
    return [auth.sign(key, caller, now) for caller in callers]


def _kept(found: Found) -> dict[str, Any]:
    return {"rate": found.rate, "latency": found.latency._asdict(), "failures": found.failures}
