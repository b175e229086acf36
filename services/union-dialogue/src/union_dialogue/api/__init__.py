"""The HTTP edge of union-dialogue: what it takes and gives, and its routes."""

from __future__ import annotations

from union_dialogue.api.routes import router

__all__ = ["router"]
