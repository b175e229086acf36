"""Which files an idea may have."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from ideas.domain.attachments import SUFFIXES
from shared.errors import Unfit
from shared.settings import ServiceSettings

_FILES = re.compile(r"/api/ideas/[^/]+/attachments")


class FileSettings(ServiceSettings):
    """How large, how many, of which kinds."""

    attachment_bytes: int = Field(
        default=10 * 1024 * 1024, ge=1024, le=100 * 1024 * 1024, description="bytes that a file of an idea may have"
    )
    attachments_most: int = Field(default=10, ge=0, le=100, description="how many files an idea may have")
    attachment_types: tuple[str, ...] = Field(
        default=tuple(SUFFIXES), description="JSON list of media types that are taken as files of ideas"
    )

    @field_validator("attachment_types")
    @classmethod
    def _can_be_told(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(types) - SUFFIXES.keys()):
            named = ", ".join(unknown)
            raise Unfit(
                f"we cannot tell these by their content: {named}",
                f"nous ne pouvons pas reconnaître par le contenu : {named}",
                f"am Inhalt nicht zu erkennen: {named}",
            )
        return types

    def body_limit(self, path: str) -> int:
        return self.attachment_bytes if _FILES.fullmatch(path) else super().body_limit(path)
