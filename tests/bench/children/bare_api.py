"""The reference for HTTP: FastAPI and asyncpg alone. INSERT one row, SELECT thirty rows as JSON; nothing else is asked for."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import asyncpg
import uvicorn
from fastapi import FastAPI, Request
from pydantic import BaseModel

TABLE = """
CREATE TABLE bench_row (
    idea_id uuid PRIMARY KEY DEFAULT uuidv7(), number bigint, title text NOT NULL, excerpt text NOT NULL,
    language text NOT NULL, status text NOT NULL, unit_id uuid, campaign_id uuid, facets text[] NOT NULL,
    endorsements integer NOT NULL, priority_at timestamptz, merged_into uuid
)
"""
INSERT = """
INSERT INTO bench_row (title, excerpt, language, status, facets, endorsements) VALUES ($1, $2, $3, 'draft', '{}', 0)
RETURNING *
"""
SELECT = "SELECT * FROM bench_row ORDER BY idea_id DESC LIMIT 30"


class NewRow(BaseModel):
    title: str
    text: str
    language: str


class Row(BaseModel):
    """The same members as a line of a list of ideas."""

    idea_id: UUID
    number: int | None
    title: str
    excerpt: str
    language: str
    status: str
    unit_id: UUID | None
    campaign_id: UUID | None
    facets: list[str]
    endorsements: int
    priority_at: datetime | None
    merged_into: UUID | None


def app_on(url: str, size: int) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(url, min_size=size, max_size=size) as pool:
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/rows", status_code=201)
    async def insert(request: Request, body: NewRow) -> Row:
        return Row(**await request.app.state.pool.fetchrow(INSERT, body.title, body.text, body.language))

    @app.get("/rows")
    async def select(request: Request) -> list[Row]:
        return [Row(**row) for row in await request.app.state.pool.fetch(SELECT)]

    return app


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--url", required=True)
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--pool", type=int, required=True)
    given = words.parse_args()
    app = app_on(given.url, given.pool)
    uvicorn.run(app, host="127.0.0.1", port=given.port, loop="uvloop", http="httptools", access_log=False)


if __name__ == "__main__":
    main()
