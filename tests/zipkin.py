"""Stands where the trace viewer is: takes spans as services send them, and answers searches as Zipkin does."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

Span = dict[str, Any]


class Zipkin:
    """A receiver on a loopback port. Kept in memory; the real one costs 250 MB and a Java start."""

    def __init__(self, port: int) -> None:
        self._lock = threading.Lock()
        self._spans: list[Span] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def spans(self) -> list[Span]:
        """Everything that was received, in order of arrival."""
        with self._lock:
            return list(self._spans)

    def traces(self, **tags: str) -> list[list[Span]]:
        """Whole traces in which some span has these tags (a dot is written as two underscores)."""
        wanted = {name.replace("__", "."): value for name, value in tags.items()}
        by_trace: dict[str, list[Span]] = defaultdict(list)
        for span in self.spans:
            by_trace[span["traceId"]].append(span)
        return [spans for spans in by_trace.values() if any(wanted.items() <= _tags(span) for span in spans)]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                with receiver._lock:
                    receiver._spans += json.loads(body)
                self._answer(202, b"")

            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                name, _, value = query["annotationQuery"][0].partition("=")
                found = receiver.traces(**{name.replace(".", "__"): value})[: int(query["limit"][0])]
                self._answer(200, json.dumps(found).encode())

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _tags(span: Span) -> Any:
    return span.get("tags", {}).items()
