"""The HTTP edge of implementation."""

from __future__ import annotations

from implementation.api import benefits, plans, tasks

ROUTERS = (plans.router, tasks.router, benefits.router)

__all__ = ["ROUTERS"]
