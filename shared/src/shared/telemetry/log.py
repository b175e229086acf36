"""Logs: one JSON object a line on stderr, with the trace, without prose; the libraries' logs take the same way."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

import structlog
from opentelemetry import trace

from shared.telemetry import allowed, metrics
from shared.telemetry.repeats import Repeats
from shared.telemetry.settings import TelemetrySettings
from shared.telemetry.traces import class_of, subject

_KEY_OF = {allowed.IDEA_ID: "idea_id", allowed.EVENT_ID: "event_id", allowed.EVENT_TYPE: "event_type"}
_LEVELS = {
    "aiokafka": logging.WARNING,
    "asyncio": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "opentelemetry": logging.WARNING,
    "urllib3": logging.WARNING,
    "uvicorn": logging.WARNING,
}
_FILLED_IN = ("aiokafka", "uvicorn")
"""Libraries whose arguments are topics, groups and hosts. All others are logged as their template: their arguments
may be somebody's text."""
_LONGEST = 300  # characters of a message
_DEEPEST = 12  # frames of a stack

Line = MutableMapping[str, Any]


def start(service_name: str, settings: TelemetrySettings) -> None:
    """Log as ``service_name`` from now on: structlog and the standard library alike."""
    level = logging.getLevelNamesMapping()[settings.log_level]

    def add_service(_logger: Any, _method: str, line: Line) -> Line:
        line["service"] = service_name
        return line

    end: list[Any] = [
        add_service,
        _add_subject,
        _add_trace,
        _name_error,
        keep_allowed,
        structlog.processors.JSONRenderer(),
    ]
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    before: list[Any] = [structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level, stamp]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[_take_foreign, structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end],
        foreign_pre_chain=before,
        use_get_message=False,
        pass_foreign_args=True,
    )
    _route(formatter, level)


def _route(formatter: logging.Formatter, level: int) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(Repeats())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in _LEVELS.items():
        logging.getLogger(name).setLevel(max(level, quiet))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        own = logging.getLogger(name)
        own.handlers[:] = []
        own.propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # its lines hold addresses with searches in them


def _take_foreign(_logger: Any, _method: str, line: Line) -> Line:
    """What a library's record becomes: its template or, for the few trusted ones, its message; one line of it."""
    record = line.get("_record")
    line["logger"] = record.name if record else None
    if record is not None and not line.get("_from_structlog"):
        arguments = line.pop("positional_args", ())
        filled_in = arguments and record.name.split(".")[0] in _FILLED_IN
        line["event"] = (str(record.msg) % arguments if filled_in else str(record.msg)).partition("\n")[0]
        line["repeated"] = getattr(record, "repeated", 0) or None
    line["event"] = str(line["event"])[:_LONGEST]
    return line


def _add_subject(_logger: Any, _method: str, line: Line) -> Line:
    for attribute, value in subject().items():
        line.setdefault(_KEY_OF[attribute], value)
    return line


def _add_trace(_logger: Any, _method: str, line: Line) -> Line:
    own = trace.get_current_span().get_span_context()
    if own.is_valid:
        line["trace_id"], line["span_id"] = f"{own.trace_id:032x}", f"{own.span_id:016x}"
    return line


def _name_error(_logger: Any, _method: str, line: Line) -> Line:
    """An exception becomes its class and where it was raised; its message may hold a name or a text."""
    info = line.pop("exc_info", None)
    error = info if isinstance(info, BaseException) else (info[1] if isinstance(info, tuple) else None)
    if info is True:
        error = sys.exc_info()[1]
    if error is not None:
        line["error_type"] = class_of(error)
        frames = [
            f"{Path(frame.f_code.co_filename).name}:{number} {frame.f_code.co_name}"
            for frame, number in walk_tb(error.__traceback__)
        ]
        line["stack"] = frames[-_DEEPEST:]
    return line


def keep_allowed(_logger: Any, _method: str, line: Line) -> Line:
    """The last step before a line is written: what the allow-list does not allow is dropped and counted."""
    kept = allowed.of_log(line)
    if dropped := len(line) - len(kept):
        metrics.telemetry_dropped("log", dropped)
    return {key: value for key, value in kept.items() if value is not None}
