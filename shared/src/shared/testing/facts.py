"""Facts for tests: ``fact(IdeaSubmitted, title="Bikes")`` fills every other field with something valid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Len, MinLen
from pydantic import AwareDatetime, BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from shared import clock, ids

F = TypeVar("F", bound=BaseModel)

_BY_NAME: dict[str, Any] = {
    "by": None,
    "calendar_version": 1,
    "country": "DE",
    "email": "someone@example.org",
    "holiday": "2026-01-01",
    "locale": "en",
    "names": {"en": "Roads", "fr": "Routes", "de": "Straßen"},
    "seat": "DE-RP",
    "share": 100,
    "subdivision": "RP",
    "zone": "Europe/Berlin",
}
"""Fields whose type alone does not say what is sensible."""


def fact(kind: type[F], /, **given: Any) -> F:
    """A valid fact (or value inside one). ValidationError when what is given does not fit."""
    unknown = given.keys() - kind.model_fields.keys()
    if unknown:
        raise TypeError(f"{kind.__name__} has no {sorted(unknown)}")
    filled = {name: _value(name, field) for name, field in kind.model_fields.items() if name not in given}
    return kind.model_validate(filled | given)


def _value(name: str, field: FieldInfo) -> Any:
    if name in _BY_NAME:
        return _BY_NAME[name]
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    return _of(name, field.annotation, field.metadata)


def _of(name: str, kind: Any, limits: list[Any]) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if NoneType in get_args(kind) else _of(name, get_args(kind)[0], limits)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is Annotated:
        return _of(name, kind.__origin__, list(kind.__metadata__))
    if origin in (tuple, list, set, frozenset):
        needs_one = any(isinstance(limit, MinLen | Len) and limit.min_length for limit in limits)
        return [_of(name, get_args(kind)[0], [])] if needs_one or name == "authors" else []
    if origin in (dict, Mapping):
        return {}
    return _plain(name, kind, limits)


def _plain(name: str, kind: Any, limits: list[Any]) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return fact(kind)
    if kind is int:
        return next((int(str(limit.ge)) for limit in limits if isinstance(limit, Ge)), 0)
    makers: dict[Any, Any] = {
        UUID: ids.new_id,
        AwareDatetime: clock.now,
        datetime: clock.now,
        Decimal: lambda: Decimal(100),
        date: lambda: clock.now().date(),
        bool: lambda: False,
        float: lambda: 0.0,
        str: lambda: _text(name, limits),
    }
    return makers[kind]()


def _text(name: str, limits: list[Any]) -> str:
    longest = next((each.max_length for each in limits if isinstance(each, StringConstraints)), None)
    return f"some {name.replace('_', ' ')}"[: longest or 100]
