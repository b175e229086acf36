"""What a service offers to people, the web application offers too: every operation is called in it, or is for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.service import installed

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "web" / "src"
VERBS = {"get", "post", "put", "patch", "delete"}
FOR_PROGRAMS = {
    "ideas GET /api/ideas/{idea_id}/attachments/{attachment_id}": "the browser follows the address that the list of files tells",
    "implementation POST /api/plans": "a plan opens by itself with the decision; a program that plans ahead prepares one",
    "notify GET /api/notifications/digest": "the look ahead of a program that sends digests of its own",
    "notify GET /api/notifications/kinds": "the kinds for a program; a page has them with what somebody chose",
    "notify GET /api/preferences/unsubscribe": "opened from an e-mail by who is not signed in; the service shows its own page",
    "notify POST /api/preferences/unsubscribe": "sent by mail programs (RFC 8058) and by that page",
    "people GET /.well-known/jwks.json": "the keys by which services verify a token",
    "people POST /api/clock": "moves the clock of a demo, for those who show or test it",
    "union-dialogue GET /api/regimes/{key}/clock": "tries a regime while it is written, see docs/how-to/add-a-regime.md",
    "union-dialogue POST /api/regimes": "sends a regime that was written as a file, see docs/how-to/add-a-regime.md",
}
"""Operations that no page calls, each with its reason: a short list, which is reviewed."""


def _offered(service: str) -> Iterator[tuple[str, str, str]]:
    """Each operation as ``service VERB path``, the name of its function in the client, and its path."""
    told = json.loads((ROOT / "shared/contracts/openapi" / f"{service}.json").read_text("utf-8"))
    for path, methods in told["paths"].items():
        for verb in VERBS & set(methods):
            first, *rest = f"{service.replace('-', '_')}_{methods[verb]['operationId']}".split("_")
            name = first + "".join(word.capitalize() for word in rest)
            yield f"{service} {verb.upper()} {path}", name, path


def _sources() -> str:
    files = (path for path in SOURCES.rglob("*.ts*") if "generated" not in path.parts and ".test." not in path.name)
    return "\n".join(path.read_text("utf-8") for path in files)


def _addressed(path: str, service: str, sources: str) -> bool:
    """Whether a page writes the address itself: a stream, a download, an upload, or what every service has alike."""
    own = f"/api/{service}/operations/"
    if path.startswith(own):
        part = path.removeprefix(own)
        sources, path = sources.partition("export const operations = {")[2], part
    pattern = re.sub(r"\\\{\w+\\\}", r"\\$\\{[^`]+?\\}", re.escape(path))
    return re.search(rf"['`/]{pattern}['`?]", sources) is not None


@pytest.mark.parametrize("service", sorted(installed()))
def test_every_operation_is_called_by_a_page_or_is_for_programs(service: str) -> None:
    sources = _sources()
    found = list(_offered(service))
    assert len(found) > 10
    never = {
        label
        for label, name, path in found
        if not re.search(rf"\b{name}\b", sources) and not _addressed(path, service, sources)
    }
    assert never == {label for label in FOR_PROGRAMS if label.split()[0] == service}


def test_an_operation_that_no_page_calls_is_found() -> None:
    assert _addressed("/api/stream", "notify", "new EventSource('/api/stream')")
    assert _addressed("/api/ideas/{idea_id}/attachments", "ideas", "`/api/ideas/${ideaId}/attachments?name=${name}`")
    assert not _addressed("/api/ideas/{idea_id}/files", "ideas", "`/api/ideas/${ideaId}/attachments?name=${name}`")
    kept = "export const operations = { parked: look(service, 'parked') }"
    assert _addressed("/api/ideas/operations/parked", "ideas", kept)
    assert not _addressed("/api/ideas/operations/outbox", "ideas", kept)
