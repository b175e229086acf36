"""Which files an idea may have."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, field_validator, model_validator

from ideas.domain.attachments import SUFFIXES, Bucket
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

    s3_bucket: str | None = Field(
        default=None, description="bucket in which the content of files lies; without it, it lies in the database"
    )
    s3_endpoint: str | None = Field(
        default=None,
        pattern=r"^https?://[^/]+/?$",
        description="address of a server that speaks S3; Amazon's own without it",
    )
    s3_region: str = Field(default="us-east-1", description="region of the bucket")
    s3_access_key_id: str | None = Field(
        default=None, description="who we are there; without it the machine's own identity counts"
    )
    s3_secret_access_key: str | None = Field(default=None, description="the secret of S3_ACCESS_KEY_ID")

    @model_validator(mode="after")
    def _of_one_bucket(self) -> Self:
        named = {"S3_ENDPOINT": self.s3_endpoint, "S3_ACCESS_KEY_ID": self.s3_access_key_id}
        if self.s3_bucket is None and (lost := [name for name, value in named.items() if value]):
            named_by = ", ".join(lost)
            raise Unfit(
                f"S3_BUCKET is missing, without which {named_by} means nothing",
                f"S3_BUCKET manque, sans quoi {named_by} ne veut rien dire",
                f"S3_BUCKET fehlt, ohne das {named_by} nichts bedeutet",
            )
        if (self.s3_access_key_id is None) != (self.s3_secret_access_key is None):
            raise Unfit(
                "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set both or neither",
                "S3_ACCESS_KEY_ID et S3_SECRET_ACCESS_KEY vont ensemble : indiquez les deux ou aucun",
                "S3_ACCESS_KEY_ID und S3_SECRET_ACCESS_KEY gehören zusammen: setzen Sie beide oder keines",
            )
        return self

    @property
    def bucket(self) -> Bucket | None:
        """Where the content of new files lies; None for the database."""
        named = self.s3_bucket
        who = self.s3_access_key_id, self.s3_secret_access_key
        return Bucket(named, self.s3_region, self.s3_endpoint, *who) if named else None

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
