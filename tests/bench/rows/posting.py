"""POST an idea over HTTP, one worker, against pgbench writing the same rows; and what tracing costs.

All three take turns, slice by slice, so that whatever else the machine does falls on each alike.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ideas.store.ideas import INSERT_DRAFT
from shared import auth, clock, ids
from shared.auth import Caller, SigningKey
from stack import postgres as postgres_server
from tests.bench import asks, http, programs, sink
from tests.bench.bench import Bench
from tests.bench.figures import Cpu
from tests.bench.table import Row

CLIENTS = 8
TURNS = 4
AUTHORS = 200
MUST, GOAL = 0.30, 0.40
TRACED, DEAREST = 0.05, 0.15  # share of traces recorded, share of throughput that it may cost
_AUTHORS = """
INSERT INTO directory_person (person_id, display_name, locale, unit_id, employed, roles, mandates, version)
VALUES ('{id}', 'Somebody', 'en', '{unit}', true, '[]', '[]', 1)
"""
# The rows that the service writes, by its own statement, in the cheapest form there is: prepared, one round trip,
# committed by itself.
_SAME_ROWS = """\\set k random(1, {authors})
WITH new AS MATERIALIZED (SELECT uuidv7() AS id, person_id FROM bench_author WHERE k = :k), {statement};
"""


def rows(bench: Bench) -> Iterator[Row]:
    url = bench.postgres.database("ideas")
    key, authors = SigningKey("bench", Ed25519PrivateKey.generate()), [ids.new_id() for _ in range(AUTHORS)]
    script, given = _prepare(bench, url, key, authors)
    found: dict[str, list[float]] = {"pgbench": [], "plain": [], "traced": []}
    cpu = Cpu()
    with sink.serving([auth.public_jwk(key)]) as address, _two_workers(bench, url, address) as ports:
        slice_ = max(bench.seconds / TURNS, 1.0)
        for each in ports.values():
            _post(bench, each, given, min(slice_, 2.0))  # plans, connections and caches are made
        for _ in range(TURNS):
            found["pgbench"].append(programs.run_pgbench(url, script, slice_, clients=CLIENTS)["tps"])
            for name, port in ports.items():
                found[name].append(_post(bench, port, given, slice_))
    busy = cpu.busy()
    middle = {name: statistics.median(each) for name, each in found.items()}
    for name, rates in found.items():
        bench.say(f"{name}: {', '.join(f'{rate:,.0f}' for rate in rates)} a second")
    yield _against_pgbench(middle, found, busy)
    yield _cost_of_tracing(middle, found, busy)


def _prepare(bench: Bench, url: str, key: SigningKey, authors: list[UUID]) -> tuple[Path, Path]:
    """(pgbench's script, what the HTTP clients send)."""
    unit = ids.new_id()
    known = ", ".join(f"({k}, '{author}')" for k, author in enumerate(authors, 1))
    people = [_AUTHORS.format(id=author, unit=unit) for author in authors]
    table = "CREATE TABLE bench_author (k integer PRIMARY KEY, person_id uuid NOT NULL)"
    postgres_server.run_sql(url, *people, table, f"INSERT INTO bench_author VALUES {known}", "ANALYZE")
    script, given = bench.layout.data / "post.pgbench", bench.layout.data / "post.json"
    script.write_text(_same_rows(len(authors)))
    tokens = [auth.sign(key, Caller(author, None, "en"), clock.wall()) for author in authors]
    http.write(given, tokens, asks.create())
    return script, given


def _same_rows(authors: int) -> str:
    """pgbench's script: what the service asks of the database, with every parameter given in the statement."""
    now, body = "now()", {name: f"'{value}'" for name, value in asks.NEW.items()}
    given = ["(SELECT id FROM new)", body["title"], body["text"], body["language"], "(SELECT person_id FROM new)", now]
    given += ["NULL::uuid", "'organisation'", "'{}'::text[]"]
    statement = INSERT_DRAFT.strip().removeprefix("WITH ")
    for number, value in enumerate(given, 1):
        statement = statement.replace(f"${number}", value)
    return _SAME_ROWS.format(authors=authors, statement=statement)


@contextmanager
def _two_workers(bench: Bench, url: str, address: str) -> Iterator[dict[str, int]]:
    """Ports of two equal API processes, one of which records traces; the one that is not asked costs nothing."""
    keys = {"JWKS_URL": f"{address}/jwks.json"}
    traces = {"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": address, "TRACE_RATIO": str(TRACED)}
    with (
        programs.service(bench.layout, "ideas", "api", url, bench.bootstrap, **keys) as plain,
        programs.service(bench.layout, "ideas", "api", url, bench.bootstrap, **keys, **traces) as traced,
    ):
        yield {"plain": plain, "traced": traced}


def _post(bench: Bench, port: int, given: Path, seconds: float) -> float:
    return http.asked(bench, port, given, seconds, clients=CLIENTS).whole().rate


def _against_pgbench(middle: dict[str, float], found: dict[str, list[float]], busy: float) -> Row:
    share = middle["plain"] / middle["pgbench"]
    goal = "goal met" if share >= GOAL else f"goal {GOAL:.0%} not met"
    return Row(
        "POST an idea, one worker",
        f"{middle['plain']:,.0f}/s",
        f"pgbench {middle['pgbench']:,.0f}/s",
        f">= {MUST:.0%} of pgbench",
        share >= MUST,
        f"{share:.0%}, {goal}; {CLIENTS} clients each, CPU {busy:.0%}",
        {"share": share, "clients": CLIENTS, "cpu": busy, "found": found},
    )


def _cost_of_tracing(middle: dict[str, float], found: dict[str, list[float]], busy: float) -> Row:
    cost = 1 - middle["traced"] / middle["plain"]
    return Row(
        f"tracing on at {TRACED:.0%} (POST an idea)",
        f"{middle['traced']:,.0f}/s",
        f"without {middle['plain']:,.0f}/s",
        f"costs <= {DEAREST:.0%}",
        cost <= DEAREST,
        f"costs {cost:.0%}; CPU {busy:.0%}",
        {"cost": cost, "cpu": busy, "found": found},
    )
