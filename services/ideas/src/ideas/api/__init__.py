"""The HTTP edge of ideas."""

from __future__ import annotations

from ideas.api.routes import router

__all__ = ["router"]
