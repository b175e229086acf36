"""``parley trace``: the way of an idea through the services, as the trace viewer knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

import httpx
import typer

from shared.cli.refusal import refuse

Span = dict[str, Any]
_LOOK_BACK = 30 * 86_400_000  # milliseconds


def trace(
    idea: Annotated[UUID, typer.Argument(help="Id of the idea.")],
    zipkin: Annotated[str, typer.Option(envvar="PARLEY_ZIPKIN", help="Address of Zipkin.")] = "http://127.0.0.1:9411",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many traces.")] = 100,
) -> None:
    """Print the recorded steps of an idea: service, step and milliseconds, as trees."""
    traces = _fetch(zipkin, idea, limit)
    if not traces:
        refuse(f"{zipkin} knows no trace of idea {idea}; spans arrive some seconds late")
    for spans in sorted(traces, key=_began):
        typer.echo(f"trace {spans[0]['traceId']}")
        for line in tree(spans):
            typer.echo(line)


def _fetch(zipkin: str, idea: UUID, limit: int) -> list[list[Span]]:
    query: dict[str, str | int] = {"annotationQuery": f"idea.id={idea}", "limit": limit, "lookback": _LOOK_BACK}
    try:
        answer = httpx.get(f"{zipkin.rstrip('/')}/api/v2/traces", params=query, timeout=10)
        answer.raise_for_status()
        found: list[list[Span]] = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        refuse(f"cannot read traces from {zipkin}: {error}")
    return [spans for spans in found if spans]


def tree(spans: Iterable[Span]) -> Iterator[str]:
    """One line a span, children under their parent in order of time; a span whose parent is missing is a root."""
    ordered = sorted(spans, key=lambda span: span.get("timestamp", 0))
    known = {span["id"] for span in ordered}
    children: dict[str | None, list[Span]] = {}
    for span in ordered:
        parent = span.get("parentId")
        children.setdefault(parent if parent in known else None, []).append(span)
    waiting = [(span, 1) for span in reversed(children.get(None, []))]
    while waiting:
        span, depth = waiting.pop()
        yield "  " * depth + _words(span)
        waiting += [(child, depth + 1) for child in reversed(children.get(span["id"], []))]


def _words(span: Span) -> str:
    service = span.get("localEndpoint", {}).get("serviceName", "?")
    failed = span.get("tags", {}).get("error.type")
    words = f"{service}: {span.get('name', '?')} ({span.get('duration', 0) / 1000:.1f} ms)"
    return f"{words} failed: {failed}" if failed else words


def _began(spans: list[Span]) -> int:
    return min(int(span.get("timestamp", 0)) for span in spans)
