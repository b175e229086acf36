"""The HTTP edge of review."""

from __future__ import annotations

from review.api import reviews, rounds

ROUTERS = (rounds.router, reviews.router)

__all__ = ["ROUTERS"]
