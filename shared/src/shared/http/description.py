"""The OpenAPI document of a service: what its routes say, and what a client developer needs besides.

FastAPI derives addresses, parameters and bodies. Added here for every operation: the refusals that it may answer with
their problem types, the headers of our conventions, an example of each request and answer; and how to begin.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI

from shared import examples
from shared.http import problems
from shared.http.problem_pages import refusals
from shared.http.routing import SCHEMES
from shared.routes import RESOURCES
from shared.service import Service

Node = dict[str, Any]

CONTACT = {
    "name": "The scheme office of your organisation",
    "url": "https://parley.example/contact",
    "email": "scheme-office@parley.example",
}
LICENSE = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"}
_GUIDE = """\
**Who calls.** Send the token of your session as `Authorization: Bearer <token>`; a browser on this site uses its \
cookie instead. Without it the answer is 401.

**Refusals** are problem documents (RFC 9457, `application/problem+json`). `type` is stable: act on it, not on the \
words. `title` and `detail` come in English, French or German by `Accept-Language`, and say what to do; `errors` points at \
each fault (JSON pointer). `GET` the `type` to read about it.

**Once only.** A `POST` with an `Idempotency-Key` may be repeated for 24 hours: the first answer comes again, with \
`Idempotency-Replayed: true`.

**Versions.** An `ETag` is the version that you saw. A change that asks for `If-Match` is refused with 412 when somebody \
else was faster: load again, compare, repeat.

**Pages.** Follow `next` (also in the header `Link`) as it is, with the same filters, until it is null.

**Names that we do not know** are refused, in bodies and in queries: a misspelt filter must not answer another question.
"""
_DONE = {
    "200": "As it is now",
    "201": "Made; it is at Location",
    "204": "Done; there is nothing more to say",
    "304": "As you have it",
}
_SAYS = {
    "400": "Not understood; nothing was done",
    "401": "Not signed in, or not any more",
    "403": "The caller lacks the role, mandate or part in it that this needs",
    "404": "There is no such thing, or the caller may not know that there is",
    "409": "It does not go together with how things stand",
    "412": "Somebody else changed it since the caller looked",
    "413": "The body is larger than 1 MiB, or, where a file is taken, than a file may be",
    "415": "The body is not JSON, where JSON is taken",
    "422": "Understood, but a value is not valid",
    "428": "If-Match is missing",
    "503": "Not possible now; nothing was done. Repeat it after Retry-After",
}
_IF_MATCH = frozenset({"if-match", "If-Match"})  # as FastAPI writes it, and as we do
_OWN = {
    "tasks": "What waits for the caller in this service.",
    "operations": "For the administrator: what waits to be published, how far was read, what lies aside and what is dead.",
}
_KEY: Node = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Your own name for this request, 1 to 255 printable characters; repeats are answered, not done again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "7f0f2a5e-3d0c-4f7e-9a53-0a6cf1f3a3b1",
}
_HEADERS: Node = {
    "ETag": ("The version, strong; send it as If-Match", '"7"'),
    "Location": ("Where the new thing is", "/api/ideas/0198c0de-0000-7000-8000-000000000001"),
    "Link": ("The next page, when there is one", '</api/ideas?limit=30&after=eyJ>; rel="next"'),
    "Retry-After": ("Seconds until it is worth trying again", "2"),
    "WWW-Authenticate": ("How to sign in", "Bearer"),
}


def complete(app: FastAPI, service: Service) -> None:
    """Let the application describe itself completely."""
    derive = app.openapi

    def openapi() -> Node:
        if app.openapi_schema is None:
            _complete(derive(), service)
        return derive()

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(document: Node, service: Service) -> None:
    document["info"]["contact"] = CONTACT
    document["info"]["description"] = f"{service.title}.\n\n{_GUIDE}"
    parts = document["components"]
    parts["schemas"] |= _problem_schemas()
    parts["responses"] = {f"Refused{status}": _refused(status, says, service) for status, says in _SAYS.items()}
    parts["parameters"] = {"IdempotencyKey": _KEY}
    parts["headers"] = {name: _header(*said) for name, said in _HEADERS.items()}
    parts["securitySchemes"] = SCHEMES
    for path, methods in document["paths"].items():
        versioned = any(_IF_MATCH & _names(each) for each in methods.values())
        for method, operation in methods.items():
            operation["tags"] = [_tag(path)]
            _operation(path, method, operation, parts["schemas"], versioned=versioned)
    used = {each["tags"][0] for methods in document["paths"].values() for each in methods.values()}
    said = RESOURCES.get(service.name, {}) | _OWN
    _leave_out_unused(document)
    document["tags"] = [{"name": name, "description": says} for name, says in sorted(said.items()) if name in used]


def _leave_out_unused(document: Node) -> None:
    """A service without versions or lists has no use for their headers and refusals; responses go first, they use headers."""
    for kind in ("responses", "headers", "parameters"):
        text, parts = json.dumps(document), document["components"]
        parts[kind] = {name: said for name, said in parts[kind].items() if f'"#/components/{kind}/{name}"' in text}


def _tag(path: str) -> str:
    """The group of an address: its resource, or what every service has of its own."""
    steps = path.split("/")
    if steps[1] == ".well-known":
        return "session"
    return steps[3] if len(steps) > 3 and steps[3] in _OWN else steps[2]


def _operation(path: str, method: str, operation: Node, schemas: Node, *, versioned: bool) -> None:
    for parameter in operation.get("parameters", ()):
        _parameter(parameter, schemas)
    if method == "post" and operation.get("security"):
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
    if "requestBody" in operation:
        _exemplify(operation["requestBody"]["content"], schemas)
    operation["responses"].pop("4XX")
    for status, answer in operation["responses"].items():
        answer["description"] = _DONE[status]
        _exemplify(answer.get("content", {}), schemas)
        headers = [name for name, has in _carried(status, method, answer, versioned=versioned) if has]
        if headers:
            answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
    for status in _statuses(path, method, operation):
        operation["responses"][status] = {"$ref": f"#/components/responses/Refused{status}"}


def _parameter(parameter: Node, schemas: Node) -> None:
    if parameter["name"] == "if-match":
        parameter |= {"name": "If-Match", "required": True, "schema": {"type": "string"}, "example": '"7"'}
    elif parameter["in"] == "path":
        parameter.setdefault("example", examples.value(parameter["schema"], schemas, parameter["name"]))
    if parameter["name"].endswith("_id") or parameter["in"] == "path":
        parameter.setdefault("description", f"The {parameter['name'].removesuffix('_id').replace('_', ' ')} meant")


def _names(operation: Node) -> set[str]:
    return {parameter.get("name", "") for parameter in operation.get("parameters", ())}


def _carried(status: str, method: str, answer: Node, *, versioned: bool) -> list[tuple[str, bool]]:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return [
        ("ETag", versioned and method in {"get", "put", "patch"}),
        ("Location", status == "201"),
        ("Link", "PageOf_" in schema.get("$ref", "")),
    ]


def _statuses(path: str, method: str, operation: Node) -> list[str]:
    """The refusals that an operation may answer, in order."""
    change, names, signed = method != "get", _names(operation), bool(operation.get("security"))
    may = {
        "400": change or "after" in names,
        "401": signed or change,
        "403": True,
        "404": "{" in path or change,
        "409": change or "{" in path,
        "412": "If-Match" in names,
        "413": change,
        "415": change,
        "422": True,
        "428": "If-Match" in names,
        "503": True,
    }
    return [status for status, it_may in may.items() if it_may]


def _exemplify(content: Node, schemas: Node) -> None:
    for media in content.values():
        if "schema" in media and not {"example", "examples"} & media.keys():
            media["example"] = examples.value(media["schema"], schemas)


def _problem_schemas() -> Node:
    schema: Node = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _refused(status: str, says: str, service: Service) -> Node:
    known = [each for each in refusals(service.package) if each.status == int(status)]
    told = {
        each.slug: {
            "summary": each.title.en,
            "value": problems.example(each.slug, each.status, each.title.en, each.advice.en),
        }
        for each in known
    }
    made: Node = {
        "description": f"{says}. Types: {', '.join(f'`/problems/{each.slug}`' for each in known)}",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": told}},
    }
    header = {"503": "Retry-After", "401": "WWW-Authenticate"}.get(status)
    if header:
        made["headers"] = {header: {"$ref": f"#/components/headers/{header}"}}
    return made


def _header(says: str, example: str) -> Node:
    return {"description": says, "schema": {"type": "string"}, "example": example}
