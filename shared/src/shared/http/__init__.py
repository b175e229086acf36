"""The HTTP edge that all services share."""

from __future__ import annotations

from shared.http.app import create_app
from shared.http.cursors import Page, PageOf, page_of, written
from shared.http.files import Uploaded, attached, file_router
from shared.http.management import management_app
from shared.http.preconditions import IfMatch, created, set_etag
from shared.http.problems import Problem, ProtocolError, language_of
from shared.http.routing import Signed, UnitOfWork, form_router, identify, router, statement_router
from shared.http.shapes import NO_NUL, Body, Line, Nothing, Waiting, example
from shared.moments import Day, Moment

__all__ = [
    "NO_NUL",
    "Body",
    "Day",
    "IfMatch",
    "Line",
    "Moment",
    "Nothing",
    "Page",
    "PageOf",
    "Problem",
    "ProtocolError",
    "Signed",
    "UnitOfWork",
    "Uploaded",
    "Waiting",
    "attached",
    "create_app",
    "created",
    "example",
    "file_router",
    "form_router",
    "identify",
    "language_of",
    "management_app",
    "page_of",
    "router",
    "set_etag",
    "statement_router",
    "written",
]
