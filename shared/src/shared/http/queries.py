"""Query parameters, read by what a request names, and dependencies, called in a row. FastAPI looks at every parameter of a
route at each request, asked for or not, and finds out anew what never changes of it and of each dependency. For a list with
ten filters the first was a tenth of the work of an answer, and the second a seventh of what was left.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi._compat import ModelField, field_annotation_is_sequence
from fastapi.dependencies.models import Dependant
from starlette.datastructures import QueryParams

_REQUEST, _RESPONSE = "the request", "the response"  # no parameter of ours has a blank in its name

Call = Callable[[Request, Response, dict[str, Any]], Awaitable[Any]]
"""Calls an operation or a dependency: the arguments that are there already are put in."""


class NotQuickError(Exception):
    """A parameter is missing or wrong; what is wrong is for FastAPI to say."""


def quick(dependant: Dependant) -> Dependant:
    """The same as FastAPI's for a right request. For any other one it raises NotQuickError, before the operation begins, or
    what FastAPI raises where a part of it is left to FastAPI.
    """
    if not _plain(dependant):
        return replace(dependant, dependencies=[quick(each) for each in dependant.dependencies])
    call = _call(dependant)

    async def called(**values: Any) -> Any:
        return await call(values.pop(_REQUEST), values.pop(_RESPONSE), values)

    return replace(
        dependant,
        dependencies=[],
        query_params=[],
        request_param_name=_REQUEST,
        response_param_name=_RESPONSE,
        call=called,
    )


def _plain(dependant: Dependant) -> bool:
    """Whether we can call it: nothing of it is a generator, a plain function (FastAPI has a thread for it) or a list of
    values, and what it depends on asks for the request, the answer and the query alone, so that the order stays.
    """
    lists = any(field_annotation_is_sequence(field.field_info.annotation) for field in dependant.query_params)
    return (
        inspect.iscoroutinefunction(dependant.call)
        and not lists
        and all(_plain(each) and not _others(each) for each in dependant.dependencies)
    )


def _others(dependant: Dependant) -> bool:
    """Whether it asks for something else."""
    return bool(
        dependant.path_params
        or dependant.header_params
        or dependant.cookie_params
        or dependant.body_params
        or dependant.http_connection_param_name
        or dependant.background_tasks_param_name
        or dependant.security_scopes_param_name
    )


def _call(dependant: Dependant) -> Call:
    function: Callable[..., Awaitable[Any]] = dependant.call  # type: ignore[assignment]  # ``_plain`` has seen it
    fields = {field.alias: field for field in dependant.query_params}
    needed = {alias for alias, field in fields.items() if field.field_info.is_required()}
    absent = {field.name: field.get_default() for alias, field in fields.items() if alias not in needed}
    before = [(each.name, _call(each)) for each in dependant.dependencies]
    request_name, response_name = dependant.request_param_name, dependant.response_param_name

    async def call(request: Request, response: Response, values: dict[str, Any]) -> Any:
        for name, dependency in before:
            value = await dependency(request, response, {})
            if name:
                values[name] = value
        if request_name:
            values[request_name] = request
        if response_name:
            values[response_name] = response
        if fields:
            values |= absent
            values |= _named(request.query_params, fields, needed)
        return await function(**values)

    return call


def _named(query: QueryParams, fields: dict[str, ModelField], needed: set[str]) -> dict[str, Any]:
    if needed - query.keys():
        raise NotQuickError
    found: dict[str, Any] = {}
    for alias, text in query.items():
        if field := fields.get(alias):
            found[field.name], wrong = field.validate(text)
            if wrong:
                raise NotQuickError
    return found
