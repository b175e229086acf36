"""Whatever is wrong with a member of a request is said in the caller's language."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError

from shared.errors import Language, Unfit
from shared.http.fault_texts import FAULTS, words
from shared.service import Service, installed

SERVICES = installed()
LONG, FAR = "x" * 30_000, 10**30
WRONG: list[Any] = [
    None, "", "x", LONG, "a\x00", -1, 0, 7, FAR, 1.5, True, "1e400", float("nan"), {}, {"a": 1}, [], [None], [{}],
    ["", ""], [1] * 2_000, "2020-13-45", "2027-01-31", "2027-01-31T12:00:00", "2027-01-31T12:00:00Z",
]  # fmt: skip
"""What does not belong into most members, alone and in the place of each member of a request that is right."""


def faults(service: Service) -> Iterator[Any]:
    """What pydantic finds in wrong requests to each operation."""
    for route in (each for router in service.routers for each in router.routes if isinstance(each, APIRoute)):
        told = route.dependant
        for field in (*told.query_params, *told.path_params, *told.header_params):
            for value in WRONG:
                yield from field.validate(value, {}, loc=("query",))[1] or ()
        if route.body_field is not None:
            yield from _in_body(route.body_field.field_info.annotation)


def _in_body(model: Any) -> Iterator[Any]:
    adapter = TypeAdapter(model)
    right = adapter.json_schema().get("examples", [{}])[0]
    for value in WRONG:
        for body in (value, {**right, "unknown": value}, *({**right, name: value} for name in right)):
            try:
                adapter.validate_python(body)
            except ValidationError as error:
                yield from error.errors()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_fault_of_a_request_has_words_in_three_languages(name: str) -> None:
    found = list(faults(SERVICES[name]))
    kinds = {fault["type"] for fault in found if not isinstance(fault.get("ctx", {}).get("error"), Unfit)}
    assert len(kinds) > 5
    assert kinds - FAULTS.keys() == set()
    one_of_each = {fault["type"]: fault for fault in found}.values()
    for fault in one_of_each:
        assert len({words(fault, language) for language in get_args(Language)}) == 3, fault


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_the_languages_fill_in_the_same(kind: str) -> None:
    fields = [{name for _, name, _, _ in string.Formatter().parse(each) if name} for each in FAULTS[kind]]
    assert fields[0] == fields[1] == fields[2]


def test_a_kind_without_words_is_told_as_pydantic_tells_it() -> None:
    assert words({"type": "frozen_instance", "msg": "Instance is frozen"}, "de") == "Instance is frozen"
