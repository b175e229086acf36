"""docs/settings.md: every variable of the environment that a service reads, from the models that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_settings import BaseSettings

from shared.service import installed
from shared.settings import ServiceSettings
from shared.telemetry.settings import TelemetrySettings

_HEAD = """# Settings

Made from the settings models by `make docs`. A service reads its environment once, at start; a variable that is missing or
wrong ends it with exit status 2 and a sentence that names the variable, never its value. Names may be written in upper or
lower case. What `make run` itself reads is in [bring your own servers](how-to/bring-your-own-servers.md).
"""
_OTHERS = """
The exporters read OpenTelemetry's other variables by themselves, with OpenTelemetry's meaning: `OTEL_EXPORTER_OTLP_HEADERS`,
`OTEL_EXPORTER_OTLP_TIMEOUT`, `OTEL_EXPORTER_OTLP_CERTIFICATE`, `OTEL_EXPORTER_ZIPKIN_ENDPOINT` and their like.
"""
_COLUMNS = "| variable | type | default | means |\n|---|---|---|---|"


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield f"## Every service\n\n{_COLUMNS}"
    yield from _rows(ServiceSettings, frozenset())
    yield f"\n## Telemetry of every service\n\n{_COLUMNS}"
    yield from _rows(TelemetrySettings, frozenset())
    yield _OTHERS.rstrip()
    for name, service in installed().items():
        own = list(_rows(service.settings, frozenset(ServiceSettings.model_fields)))
        if own:
            yield f"\n## {name} alone\n\n{_COLUMNS}"
            yield from own


def _rows(model: type[BaseSettings], known: frozenset[str]) -> Iterator[str]:
    """A row a variable; ValueError for one without a description."""
    schema = model.model_json_schema()
    for name, shape in schema["properties"].items():
        if name in known:
            continue
        if not shape.get("description"):
            raise ValueError(f"{model.__module__}: the setting {name} needs a description")
        default = "**must be set**" if name in schema.get("required", ()) else _value(shape.get("default"))
        yield f"| `{name.upper()}` | {_type(shape)} | {default} | {shape['description']} |"


def _value(default: object) -> str:
    """A default as it would be written in the environment."""
    if default is None or default == "":
        return "—"
    if isinstance(default, bool):
        return f"`{int(default)}`"
    if isinstance(default, list | tuple):
        return f"`{list(default)}`"
    return f"`{default}`"


def _type(shape: Mapping[str, Any]) -> str:
    if "anyOf" in shape:
        return next(_type(each) for each in shape["anyOf"] if each.get("type") != "null")
    if "enum" in shape:
        return " ".join(f"`{choice}`" for choice in shape["enum"])
    bounds = [str(shape[bound]) for bound in ("minimum", "maximum") if bound in shape]
    if len(bounds) == 2:
        return f"{shape['type']}, {bounds[0]} to {bounds[1]}"
    if "minimum" in shape:
        return f"{shape['type']}, at least {shape['minimum']}"
    if "minLength" in shape:
        return f"text, at least {shape['minLength']} characters"
    names = {"string": "text", "boolean": "`0` or `1`", "array": "JSON list"}
    return "path of a file" if shape.get("format") == "path" else names.get(shape["type"], str(shape["type"]))
