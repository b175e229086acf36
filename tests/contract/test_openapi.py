"""What each service says of its HTTP API is complete: groups, words, refusals, and examples that fit their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from shared import routes
from shared.contracts.openapi import openapi
from shared.http.problem_pages import refusals
from shared.routes import RESOURCES
from shared.service import installed

DOCUMENTS = {name: openapi(service) for name, service in installed().items()}
every_service = pytest.mark.parametrize("name", sorted(DOCUMENTS))


def operations(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in DOCUMENTS[name]["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def media(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every request and answer with content, the refusals too."""
    for label, operation in operations(name):
        answers = {status: answer for status, answer in operation["responses"].items() if "$ref" not in answer}
        for part, told in {"body": operation.get("requestBody", {}), **answers}.items():
            for kind, content in told.get("content", {}).items():
                yield f"{label} {part} {kind}", content
    for part, told in DOCUMENTS[name]["components"]["responses"].items():
        for kind, content in told["content"].items():
            yield f"{part} {kind}", content


@every_service
def test_every_request_and_answer_has_an_example_that_fits(name: str) -> None:
    found = 0
    for label, content in media(name):
        schema = {"components": DOCUMENTS[name]["components"], **content["schema"]}
        validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        given = (
            [content["example"]] if "example" in content else [each["value"] for each in content["examples"].values()]
        )
        assert given, label
        for each in given:
            assert [str(error) for error in validator.iter_errors(each)] == [], label
            found += 1
    assert found > 20


@every_service
def test_no_example_is_empty_where_something_can_be_said(name: str) -> None:
    for label, content in media(name):
        if content["schema"].get("type") == "array" or "PageOf_" in content["schema"].get("$ref", ""):
            items = content["example"] if isinstance(content["example"], list) else content["example"]["items"]
            assert items, label
            assert items[0] != {}, label


@every_service
def test_every_operation_tells_a_developer_what_they_need(name: str) -> None:
    groups = {tag["name"]: tag["description"] for tag in DOCUMENTS[name]["tags"]}
    assert set(groups) <= {*RESOURCES[name], "tasks", "operations"}
    assert all(groups.values())
    for label, operation in operations(name):
        assert operation["summary"], label
        assert len(operation["description"]) > 10, label
        assert operation["tags"][0] in groups, label
        told = operation["responses"]
        assert {"403", "422", "503"} <= set(told), label
        assert ("401" in told) or not operation.get("security"), label
        assert not any(answer.get("description") == "Successful Response" for answer in told.values()), label
        assert ({"412", "428"} <= set(told)) == ("If-Match" in str(operation.get("parameters"))), label


@every_service
def test_every_refusal_of_the_service_is_listed_with_its_type(name: str) -> None:
    told = DOCUMENTS[name]["components"]["responses"]
    own = refusals(name.replace("-", "_"))
    assert len(own) > 20
    for each in own:
        if each.status not in {405, 500, 412, 428} or f"Refused{each.status}" in told:
            assert f"`/problems/{each.slug}`" in told[f"Refused{each.status}"]["description"]
            assert each.slug in told[f"Refused{each.status}"]["content"]["application/problem+json"]["examples"]


@every_service
def test_every_address_of_a_service_is_reached_through_the_route_table(name: str) -> None:
    table = routes.prefixes()
    documented = DOCUMENTS[name]["paths"]
    pages = ["/problems/not-found", "/schemas/case.closed.v1.json", f"/api/{name}/openapi.json", f"/api/{name}/docs"]
    assert len(documented) > 3
    for path in (*documented, *pages):
        prefix = max((each for each in table if f"{path}/".startswith(f"{each}/")), key=len, default=None)
        assert prefix is not None, f"{path} is in no row of shared.routes"
        assert prefix in routes.OF_ALL or table[prefix] == name, path


def test_both_ways_to_sign_in_are_described() -> None:
    for document in DOCUMENTS.values():
        schemes = document["components"]["securitySchemes"]
        assert (schemes["token"]["scheme"], schemes["cookie"]["in"]) == ("bearer", "cookie")
        assert all(scheme["description"] for scheme in schemes.values())
        assert document["openapi"].startswith("3.1")
