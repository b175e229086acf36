"""Everything that can happen in implementation. The only writer."""

from __future__ import annotations

from implementation.actions import benefits, plans, tasks

__all__ = ["benefits", "plans", "tasks"]
