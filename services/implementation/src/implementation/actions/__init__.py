"""Everything that can happen in implementation. The only writer."""

from __future__ import annotations

from implementation.actions import benefits, plans, promises, tasks

__all__ = ["benefits", "plans", "promises", "tasks"]
