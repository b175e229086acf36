"""What can be refused, as a list, and the page that each problem's ``type`` leads to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

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


def refusals(package: str | None = None) -> list[Refusal]:
    """Every problem type, by slug; with ``package`` only those of the protocol, of ``shared`` and of that service."""
    own = None if package is None else (f"{package}.", "shared.")
    found = {slug: Refusal(slug, *said) for slug, said in PROTOCOL.items()}
    for kind in _below(DomainError):
        if own is None or kind.__module__.startswith(own):
            found[kind.slug] = Refusal(kind.slug, problems.STATUS[kind.kind], kind.title, kind.advice)
    return [found[slug] for slug in sorted(found)]


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in kind.__subclasses__():
        if "slug" in vars(child):
            yield child
        yield from _below(child)


def add_pages(app: FastAPI) -> None:
    """``/problems/<slug>``: what it is and what to do, as JSON in three languages, or as a page in the reader's."""

    @app.get("/problems/{slug}", include_in_schema=False)
    async def problem(request: Request, slug: str) -> Response:
        found = next((each for each in refusals() if each.slug == slug), None)
        if found is None:
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
