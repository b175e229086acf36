"""The desk of ideas, for every test here."""

from __future__ import annotations

from tests.integration.ideas.steps import desk

__all__ = ["desk"]
