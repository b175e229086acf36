"""``python -m stack.housekeeping``: what keeps house in every database, once; one process, all at a time."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping

from shared.maintenance import MaintenanceError, once
from stack.services import DATABASES


async def _all(urls: Mapping[str, tuple[str, str]]) -> None:
    await asyncio.gather(*(once(service, owner) for service, (owner, _) in urls.items()))


def main() -> None:
    """Exit status 0, or 1 with the reason as the last line."""
    try:
        asyncio.run(_all(json.loads(os.environ[DATABASES])))
    except MaintenanceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
