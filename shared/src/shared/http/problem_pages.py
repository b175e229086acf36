"""What can be refused, as a list, and the page that each problem's ``type`` leads to.

A type names no service, so every service answers for all: it knows its own refusals as classes, those of the others
from ``problem_types.json``, which `make docs` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import Any, NamedTuple

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from shared.errors import DomainError, Text
from shared.http import problems
from shared.http.problem_texts import PROTOCOL


class Refusal(NamedTuple):
    """One problem type. ``advice`` may hold ``{name}`` fields that the occurrence fills."""

    slug: str
    status: int
    title: Text
    advice: Text


FILE = resources.files("shared.http") / "problem_types.json"


def refusals(*packages: str) -> list[Refusal]:
    """Every problem type, by slug; with ``packages`` only those of the protocol, of ``shared`` and of these services."""
    own = tuple(f"{package}." for package in ("shared", *packages))
    found = {slug: Refusal(slug, *said) for slug, said in PROTOCOL.items()}
    for kind in _below(DomainError):
        if not packages or kind.__module__.startswith(own):
            found[kind.slug] = Refusal(kind.slug, problems.STATUS[kind.kind], kind.title, kind.advice)
    return [found[slug] for slug in sorted(found)]


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in kind.__subclasses__():
        if "slug" in vars(child):
            yield child
        yield from _below(child)


def listed(*packages: str) -> dict[str, Any]:
    """Slug -> status, title and advice in three languages, as the file holds it."""
    return {
        each.slug: {"status": each.status, "title": each.title._asdict(), "advice": each.advice._asdict()}
        for each in refusals(*packages)
    }


@cache
def _of_all_services() -> dict[str, Refusal]:
    found = json.loads(FILE.read_text("utf-8"))
    return {
        slug: Refusal(slug, said["status"], Text(**said["title"]), Text(**said["advice"]))
        for slug, said in found.items()
    }


def add_pages(app: FastAPI) -> None:
    """``/problems/<slug>``: what it is and what to do, as JSON in three languages, or as a page in the reader's."""

    @app.get("/problems/{slug}", include_in_schema=False)
    async def problem(request: Request, slug: str) -> Response:
        own = next((each for each in refusals() if each.slug == slug), None)
        if (found := own or _of_all_services().get(slug)) is None:
            raise HTTPException(404)
        if "text/html" in request.headers.get("accept", ""):
            return _page(request, found)
        title, advice = found.title._asdict(), found.advice._asdict()
        return JSONResponse({"slug": slug, "status": found.status, "title": title, "advice": advice})


def _page(request: Request, found: Refusal) -> HTMLResponse:
    language = problems.language_of(request)
    title, advice = escape(getattr(found.title, language)), escape(getattr(found.advice, language))
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><h1>{title}</h1><p>{advice}</p>'
        f"<p><code>{found.status} /problems/{found.slug}</code></p></html>"
    )
    return HTMLResponse(page, headers={"Content-Language": language, "Vary": "Accept, Accept-Language"})
