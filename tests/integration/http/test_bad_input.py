"""Whatever is sent to any operation of any service gets an answer that its description promises, and never a 500.

Bounded and repeatable: schemathesis derives requests from each service's own description, valid ones and broken ones;
the service runs on a real port and a real database; callers of several roles take turns, on things that exist as
often as not.
"""

from __future__ import annotations

import copy
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import pytest
import requests
import schemathesis
from schemathesis import Case
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    missing_required_header,
    positive_data_acceptance,
    unsupported_method,
)
from tests.integration.http.served import SERVICES, Served, known_id, served

from shared.contracts.openapi import openapi

UUID_FORM = re.compile(r"[0-9a-f-]{36}", re.IGNORECASE)
MAX_EXAMPLES = 5  # drawn at random for an operation, besides its examples and the systematic ones
CALLERS = ("officer", "colleague", "officer", "newcomer", "officer", "colleague", "nobody")
CONFIG = ProjectConfig(generation=GenerationConfig(max_examples=MAX_EXAMPLES, deterministic=True))
DOCUMENTS = {name: openapi(service) for name, service in SERVICES.items()}
SCHEMAS = {
    name: schemathesis.openapi.from_dict(
        document, config=SchemathesisConfig(projects=ProjectsConfig(default=copy.copy(CONFIG)))
    )
    for name, document in DOCUMENTS.items()
}
NAMES = {document["info"]["title"]: name for name, document in DOCUMENTS.items()}


class Caller:
    """Calls one service; remembers ids that it was told, so that later calls meet things that exist."""

    def __init__(self, service: Served) -> None:
        self.service, self.session, self.statuses = service, requests.Session(), Counter[int]()
        self.ids: dict[str, list[str]] = defaultdict(list)

    def send(self, case: Case[Any]) -> None:
        # What the case itself says decides who calls and on what: shrinking repeats the same request.
        said = (case.method, case.path, case.path_parameters, case.query, case.headers, case.body)
        chance = zlib.crc32(repr(said).encode(errors="replace"))
        for name, value in case.path_parameters.items() if chance % 3 else ():
            if name.endswith("_id") and UUID_FORM.fullmatch(str(value)):
                case.path_parameters[name] = self.an_id(name, chance // 3)
        who = CALLERS[chance % len(CALLERS)]
        headers = {} if who == "nobody" else self.service.credentials(who)
        if headers:
            case.cookies.clear()  # a made-up cookie from nowhere would be refused before anything is looked at
        answer = case.call(base_url=self.service.address, session=self.session, headers=headers)
        self.statuses[answer.status_code] += 1
        if answer.status_code < 300 and "json" in answer.headers.get("content-type", ""):
            self._remember(answer.json())
        # A cursor that we did not sign and a rule of the domain refuse what fits the schema: that is no fault.
        # 428 is what is missing a precondition; another template may take the same address by another method.
        excluded: list[Any] = [positive_data_acceptance]
        excluded += [missing_required_header] if answer.status_code == 428 else []
        excluded += [unsupported_method] if answer.status_code in (422, 428) else []
        case.validate_response(answer, headers=headers, excluded_checks=excluded)

    def an_id(self, name: str, choice: int) -> str:
        known = [str(known_id(name)), *self.ids[name]]
        return known[choice % len(known)]

    def _remember(self, body: Any) -> None:
        for each in body[:5] if isinstance(body, list) else ():
            self._remember(each)
        for name, value in body.items() if isinstance(body, dict) else ():
            if name.endswith("_id") and isinstance(value, str) and value not in self.ids[name]:
                self.ids[name] = [*self.ids[name], value][-8:]
            else:
                self._remember(value)


@pytest.fixture(scope="module")
def callers(postgres: Any) -> Iterator[dict[str, Caller]]:
    with ExitStack() as stack:
        yield {name: Caller(stack.enter_context(served(name, postgres.database(name)))) for name in SERVICES}


@schemathesis.pytest.parametrize(**SCHEMAS)
def test_every_operation_keeps_its_word(case: Case[Any], callers: dict[str, Caller]) -> None:
    callers[NAMES[case.operation.schema.raw_schema["info"]["title"]]].send(case)


def test_the_requests_reached_what_lies_behind_the_refusals(callers: dict[str, Caller]) -> None:
    """Else the gate would only prove that strangers are turned away."""
    for name, caller in callers.items():
        assert caller.statuses[200] + caller.statuses[201] + caller.statuses[204] >= 20, (name, caller.statuses)


NASTY: tuple[Any, ...] = (
    "a\x00b",
    "\ud800",
    "",
    " ",
    "x" * 100_000,
    2**63,
    -(2**63) - 1,
    10**400,
    1e308,
    -1,
    0,
    True,
    None,
    [],
    {},
    [[]],
    ["\x00"] * 1000,
    {"\x00": "\ud800"},
    "0001-01-01",
    "9999-12-31T23:59:59.999999+14:00",
    "00000000-0000-0000-0000-000000000000",
)
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b""),
    ("application/json", b"null"),
    ("application/json", b"[]"),
    ("application/json", b'"text"'),
    ("application/json", b"{"),
    ("application/json", b'{"a": NaN}'),
    ("application/json", b'{"a": "\xff"}'),
    ("application/json", '{"a": 1}'.encode("utf-16")),
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"a":' * 40 + b"1" + b"}" * 40),
    ("application/json", b'{"a": 1' + b"0" * 5000 + b"}"),
    ("application/json", b'{"a": 1, "a": 2}'),
    ("text/plain", b"{}"),
    ("application/x-www-form-urlencoded", b"a=1"),
    ("multipart/form-data", b"--x--"),
    ("application/json; charset=utf-16", "{}".encode("utf-16")),
    ("", b"{}"),
)
QUERIES = (
    "limit=0",
    "limit=1e9",
    f"limit={2**70}",
    "after=%00",
    "after=%FF%FE",
    "q=%00",
    "q=%ED%A0%80",
    "%00=%00",
    "unread=maybe",
)
SEGMENTS = ("%00", "%FF", "%ED%A0%80", "..%2f..", "x" * 5000, "00000000-0000-0000-0000-00000000000g")


def _operations(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in DOCUMENTS[name]["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _address(caller: Caller, path: str) -> str:
    for part in path.split("/"):
        if part.startswith("{"):
            path = path.replace(part, caller.an_id(part[1:-1], 1) if part.endswith("_id}") else "1")
    return caller.service.address + path


def _broken(example: Any) -> Iterator[Any]:
    """The example once for each member and nasty value in its place, also inside of members."""
    for name, value in example.items() if isinstance(example, dict) else ():
        yield from ({**example, name: nasty} for nasty in NASTY)
        yield from ({**example, name: inner} for inner in _broken(value))
        if isinstance(value, list) and value:
            yield from ({**example, name: [inner]} for inner in _broken(value[0]))


def _check(answer: requests.Response) -> None:
    assert answer.status_code < 500, (answer.request.method, answer.url, answer.request.body, answer.text)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_member_of_every_body_may_be_anything(name: str, callers: dict[str, Caller]) -> None:
    caller, sent = callers[name], 0
    headers = caller.service.credentials("officer") | {"content-type": "application/json", "if-match": '"1"'}
    for method, path, operation in _operations(name):
        if "requestBody" not in operation:
            continue
        for body in _broken(operation["requestBody"]["content"]["application/json"]["example"]):
            data = json.dumps(body).encode()
            _check(caller.session.request(method, _address(caller, path), headers=headers, data=data))
            sent += 1
    assert sent >= len(NASTY)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_bodies_queries_and_addresses_may_be_anything(name: str, callers: dict[str, Caller]) -> None:
    caller = callers[name]
    headers = caller.service.credentials("officer") | {"if-match": '"1"'}
    for method, path, operation in _operations(name):
        address = _address(caller, path)
        for query in QUERIES:
            _check(caller.session.request(method, f"{address}?{query}", headers=headers))
        if "{" in path:
            before, _, after = path.partition("{")
            for segment in SEGMENTS:
                place = f"{caller.service.address}{before}{segment}{after.partition('}')[2].replace('{', '').replace('}', '')}"
                _check(caller.session.request(method, place, headers=headers))
        for media_type, body in BODIES if "requestBody" in operation else ():
            answer = caller.session.request(method, address, headers=headers | {"content-type": media_type}, data=body)
            _check(answer)
            assert answer.status_code >= 400 or body in (b"null", b""), (method, path, media_type, body)


HEADERS: tuple[dict[str, str | bytes], ...] = (
    {"authorization": "Bearer"},
    {"authorization": "Bearer a.b.c"},
    {"authorization": b"Bearer \xff\xfe"},
    {"authorization": "Basic eDp5"},
    {"cookie": "__Host-parley=a.b.c"},
    {"cookie": b"__Host-parley=\xff"},
    {"accept-language": "q=;;,*;q=nan, fr;q=x"},
    {"accept-language": "fr;q=" + "9" * 400},
    {"traceparent": "00-zz-zz-01"},
    {"idempotency-key": b"\xff"},
    {"if-match": '"' + "9" * 400 + '"'},
    {"if-match": '*, W/"1"'},
    {"host": "elsewhere.test"},
    {"range": "bytes=0-1"},
    {"expect": "200-maybe"},
)


@pytest.mark.parametrize("sent", HEADERS, ids=repr)
def test_headers_may_be_anything(sent: dict[str, str | bytes], callers: dict[str, Caller]) -> None:
    for name, caller in callers.items():
        headers = {**caller.service.credentials("officer"), **sent}
        for method, path in (
            ("GET", f"/api/{name}/operations/outbox"),
            ("POST", f"/api/{name}/operations/dead-letters/{uuid4()}/discard"),
        ):
            _check(caller.session.request(method, caller.service.address + path, headers=headers))
