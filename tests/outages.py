"""Lets a test in the browser stop a service of the stack and start it again: that is done by the thread that started it."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer

from stack import process, services
from stack.running import Running


class Outages:
    """``POST <address>/<service>/stop`` and ``/start`` return when it is done."""

    def __init__(self, stack: Running) -> None:
        self._server = HTTPServer(("127.0.0.1", 0), self._handler(stack))
        self._server.timeout = 0.2
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def serve(self) -> None:
        """Do what is asked for now, if anything."""
        self._server.handle_request()

    def close(self) -> None:
        self._server.server_close()

    @staticmethod
    def _handler(stack: Running) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                _, name, wanted = self.path.split("/")
                if wanted == "stop":
                    process.stop([stack.services[name]], 9)
                else:
                    stack.restart(name)
                    list(services.await_ready(stack.layout, [stack.services[name]]))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - named by the library
                """Says nothing."""

        return Handler
