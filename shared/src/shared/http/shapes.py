"""Shapes of requests and answers that services share: kinds of text, an example in a model, what waits for somebody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL in a text."""
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]
Body = Annotated[str, Field(min_length=1, max_length=20_000, pattern=NO_NUL)]


def example(**fields: JsonValue) -> ConfigDict:
    """The ``model_config`` of a request: other members are refused, and its page in the API shows this one."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [dict(fields)]})


class Nothing(BaseModel):
    """A request without members."""

    model_config = example()


class Waiting(BaseModel):
    """Something that waits for the caller: since when, or until which day, and where it is done."""

    kind: str
    title: str
    idea_id: UUID
    since: datetime | None = None
    due_on: date | None = None
    link: str
