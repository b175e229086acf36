"""``python -m tests.bench [--seconds N] [--only NAME ...]``: run the measures, print the table, keep it as JSON."""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import time

import structlog

from shared import clock
from stack.layout import Layout
from stack.trouble import StackFailed
from tests.bench import bench, table
from tests.bench.figures import Cpu
from tests.bench.rows import consuming, counting, growing, posting, projecting, sending

MEASURES = {
    "projecting": projecting.rows,  # before sending, whose events its consumer would have to take first
    "sending": sending.rows,
    "consuming": consuming.rows,
    "posting": posting.rows,
    "growing": growing.rows,
    "counting": counting.rows,
}
SECONDS = 20.0  # of a phase


def main() -> int:
    """Exit status: 0 all bounds met, 1 one was missed, 2 with a sentence when something must be done first."""
    words = argparse.ArgumentParser(prog="make bench")
    words.add_argument("--seconds", type=float, default=SECONDS, help="of each phase; short ones are for development")
    words.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    words.add_argument("--sizes", nargs="+", type=int, default=bench.SIZES, help="numbers of ideas; few are quick")
    given = words.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    about = _about(given.seconds)
    rows: list[table.Row] = []
    try:
        with bench.prepared(given.seconds, tuple(given.sizes)) as prepared:
            for name in given.only:
                prepared.say(name)
                rows += MEASURES[name](prepared)
    except (StackFailed, bench.programs.Missing) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    print(table.render(rows))
    print(f"\n{'; '.join(f'{name}: {value}' for name, value in about.items())}")
    kept = Layout().data / "bench.json"
    table.keep(rows, about, kept)
    print(f"The numbers are in {kept}")
    return 1 if any(row.met is False for row in rows) else 0


def _about(seconds: float) -> dict[str, str | float]:
    before = Cpu()
    time.sleep(1)
    return {
        "taken at": clock.wall().isoformat(timespec="seconds"),
        "processors": os.cpu_count() or 0,
        "busy before": f"{before.busy():.0%}",
        "python": platform.python_version(),
        "seconds a phase": seconds,
        "PostgreSQL": "durable, as in production (fsync, synchronous_commit on)",
        "Kafka": "one broker, acks=all",
    }


if __name__ == "__main__":
    sys.exit(main())
