"""The OpenAPI document of each service, from its routes, without starting it."""

from __future__ import annotations

from typing import Any

from shared.auth import Jwks
from shared.http import create_app
from shared.service import Service


def openapi(service: Service) -> dict[str, Any]:
    """The document as the service itself serves it; no variable of the environment enters it."""
    settings = service.settings.model_construct(
        database_url="postgresql://localhost/parley",
        kafka_bootstrap="localhost:9092",
        cursor_secret="only for a description",  # noqa: S106 - signs nothing, the application is never started
    )
    return create_app(service, settings, None, Jwks.of([])).openapi()
