"""``python -m shared.contracts write | check``."""

from __future__ import annotations

import argparse
import sys

from shared import contracts


def main() -> int:
    """Exit status: 0 all current, 1 something is wrong, 2 wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m shared.contracts", description="Contracts of events and services.")
    parser.add_argument("verb", choices=("write", "check"))
    if parser.parse_args().verb == "check":
        wrong = contracts.check()
        sys.stderr.writelines(f"{line}\n" for line in wrong)
        return 1 if wrong else 0
    try:
        written = contracts.write()
    except ValueError as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    sys.stdout.writelines(f"wrote {path}\n" for path in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
