"""Files of an idea over HTTP: taken, shown, sent, taken away; and nothing of them where it does not belong."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import nullcontext
from typing import Any
from uuid import UUID

import httpx
import obstore
import pytest
from tests.conftest import PostgresServer
from tests.integration.ideas.bucket import s3
from tests.integration.ideas.steps import AUTHOR, FAR, FRIEND, OTHER, SCHEME, TO_REVIEW, Ideas, opened
from tests.unit.ideas.test_nameless import DOCX, ODT, a_jpeg, a_pdf, docx, odt
from tests.unit.ideas.test_nameless import names as named

from ideas.settings import Settings
from ideas.store.bucket import _client
from shared.http.files import PIECE

TEXT = os.urandom(3 * PIECE // 2).hex().encode() + b" is all."
MOST = Settings.model_fields["attachments_most"].default
LARGEST = Settings.model_fields["attachment_bytes"].default


@pytest.fixture(params=["database", "bucket"])
async def desk(postgres: PostgresServer, request: pytest.FixtureRequest) -> AsyncIterator[Ideas]:
    """All that is said here holds wherever the content lies."""
    with s3() if request.param == "bucket" else nullcontext() as there:
        async with opened(postgres, **there.settings if there else {}) as made:
            yield made


async def kept(desk: Ideas) -> list[bytes]:
    """The pieces of all contents that are kept, after the chores."""
    await desk.do_chores()
    bucket = desk.settings.bucket  # type: ignore[attr-defined]
    if bucket:
        paths = [each["path"] for page in obstore.list(_client(bucket)) for each in page]
        return [bytes(obstore.get(_client(bucket), path).bytes()) for path in paths]
    return [row["content"] for row in await desk.pool.fetch("SELECT content FROM attachment_part ORDER BY part")]


async def sends(
    desk: Ideas,
    who: UUID,
    idea: str,
    content: Any = TEXT,
    name: str = "Räume.txt",
    kind: str = "text/plain",
    **more: str,
) -> httpx.Response:
    path = f"/api/ideas/{idea}/attachments?{httpx.QueryParams(name=name)}"
    return await desk.send(who, "POST", path, content=content, headers={"content-type": kind, **more})


async def attached(desk: Ideas, idea: str, **given: Any) -> dict[str, Any]:
    answer = await sends(desk, AUTHOR, idea, **given)
    assert answer.status_code == 201, answer.text
    assert (answer.headers["location"], answer.headers["etag"]) == (
        answer.json()["link"],
        f'"{answer.json()["sha256"]}"',
    )
    return dict(answer.json())


async def slug(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


async def test_a_file_comes_back_as_it_was_sent_and_is_never_shown_in_our_origin(desk: Ideas) -> None:
    idea = await desk.draft()
    made = await attached(desk, idea)
    assert (made["size"], made["media_type"], made["name"]) == (len(TEXT), "text/plain", "Räume.txt")
    assert made["sha256"] == hashlib.sha256(TEXT).hexdigest()
    got = await desk.send(AUTHOR, "GET", made["link"])
    assert got.content == TEXT
    assert got.headers["content-length"] == str(len(TEXT))
    assert got.headers["content-type"] == "text/plain; charset=utf-8"
    assert got.headers["content-disposition"] == "attachment; filename=\"R_ume.txt\"; filename*=UTF-8''R%C3%A4ume.txt"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "private, no-cache"
    again = await desk.send(AUTHOR, "GET", made["link"], headers={"if-none-match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    if not desk.settings.bucket:  # type: ignore[attr-defined]
        assert [len(part) for part in await kept(desk)] == [PIECE, PIECE, PIECE, 8], "no more is ever in memory"


@pytest.mark.parametrize(
    ("made", "name", "kind"),
    [(docx, "a.docx", DOCX), (odt, "a.odt", ODT), (a_pdf, "a.pdf", "application/pdf"), (a_jpeg, "a.jpg", "image/jpeg")],
)
async def test_invariant_04_a_file_does_not_say_who_made_it(desk: Ideas, made: Any, name: str, kind: str) -> None:
    """Nobody gets the name back, and nothing here holds it; size and digest are those of what is kept."""
    before = made()
    idea = await desk.draft()
    sent = await attached(desk, idea, content=before, name=name, kind=kind)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    got = await desk.send(OTHER, "GET", sent["link"])
    assert named(before)
    assert not named(got.content)
    assert (sent["size"], sent["sha256"]) == (len(got.content), hashlib.sha256(got.content).hexdigest())
    assert got.headers["content-type"] == kind
    assert b"".join(await kept(desk)) == got.content


async def test_what_cannot_be_made_nameless_is_refused_with_what_to_do(desk: Ideas) -> None:
    idea = await desk.draft()
    commented = docx(word__comments_xml='<w:comment w:author="Ada"/>')
    answer = await sends(desk, AUTHOR, idea, content=commented, name="a.docx", kind=DOCX, **{"accept-language": "de"})
    assert await slug(answer) == (422, "attachment-names-people")
    assert "word/comments.xml" in answer.json()["detail"]
    assert "PDF" in answer.json()["detail"]
    assert await slug(await sends(desk, AUTHOR, idea, content=a_pdf()[:500], kind="application/pdf")) == (
        422,
        "attachment-damaged",
    )
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    assert await slug(await sends(desk, AUTHOR, idea, content=locked, name="a.docx", kind=DOCX)) == (
        422,
        "attachment-locked",
    )
    assert await desk.does(AUTHOR, "GET", f"/ideas/{idea}/attachments") == []


async def test_a_document_that_is_sent_twice_is_kept_once(desk: Ideas) -> None:
    idea = await desk.draft()
    sent = [
        await sends(desk, AUTHOR, idea, content=docx(), name="a.docx", kind=DOCX, **{"idempotency-key": "k"})
        for _ in "ab"
    ]
    assert sent[0].json() == sent[1].json()
    assert len(await desk.does(AUTHOR, "GET", f"/ideas/{idea}/attachments")) == 1


async def test_what_a_file_is_decides_not_what_it_is_called(desk: Ideas) -> None:
    idea = await desk.draft()
    assert await slug(await sends(desk, AUTHOR, idea, kind="image/png")) == (422, "attachment-mismatch")
    octets = "application/octet-stream"
    assert await slug(await sends(desk, AUTHOR, idea, name="x.png", kind=octets)) == (422, "attachment-mismatch")
    assert await slug(await sends(desk, AUTHOR, idea, kind="text/html")) == (422, "attachment-type-not-taken")
    assert await slug(await sends(desk, AUTHOR, idea, content=b"")) == (422, "attachment-empty")
    unsaid = await attached(desk, idea, content=b"a;b", name="../a.csv", kind=octets)
    assert (unsaid["media_type"], unsaid["name"]) == ("text/csv", "a.csv")
    assert (await sends(desk, AUTHOR, idea, name="")).status_code == 422
    french = await sends(desk, AUTHOR, idea, kind="image/png", **{"accept-language": "fr"})
    assert "annoncé" in french.json()["detail"]


async def test_what_is_too_large_or_too_much_is_refused_with_the_limit(desk: Ideas) -> None:
    idea = await desk.draft()

    async def chunked() -> Any:
        for _ in range(LARGEST // PIECE + 1):
            yield b" " * PIECE

    for content in (b" " * (LARGEST + 1), chunked()):
        refused = await sends(desk, AUTHOR, idea, content=content, kind="text/plain", name="a.txt")
        assert await slug(refused) == (413, "content-too-large")
        assert f"{LARGEST // 1024} KiB" in refused.json()["detail"]
    largest = await attached(desk, idea, content=b" " * LARGEST, kind="text/plain", name="a.txt")
    assert largest["size"] == LARGEST
    for _ in range(MOST - 1):
        await attached(desk, idea, content=b"x", kind="text/plain", name="a.txt")
    over = await sends(desk, AUTHOR, idea, content=b"x", kind="text/plain", name="a.txt")
    assert await slug(over) == (409, "too-many-attachments")
    await desk.does(AUTHOR, "DELETE", largest["link"].removeprefix("/api"))
    await attached(desk, idea, content=b"x", kind="text/plain", name="a.txt")


async def test_every_other_address_keeps_its_own_limit(desk: Ideas) -> None:
    idea = await desk.draft()
    for path in ("/api/ideas", f"/api/ideas/{idea}/comments"):
        answer = await desk.send(AUTHOR, "POST", path, content=b" " * (1024 * 1024 + 1))
        assert await slug(answer) == (413, "content-too-large")
        assert "1024 KiB" in answer.json()["detail"]


async def test_a_file_that_is_sent_twice_with_one_key_is_attached_once(desk: Ideas) -> None:
    idea = await desk.draft()
    first, again = [await sends(desk, AUTHOR, idea, **{"idempotency-key": "k"}) for _ in range(2)]
    assert (first.json(), again.headers["idempotency-replayed"]) == (again.json(), "true")
    assert len(await desk.does(AUTHOR, "GET", f"/ideas/{idea}/attachments")) == 1
    other = await sends(desk, AUTHOR, idea, content=TEXT + b"x", **{"idempotency-key": "k"})
    assert await slug(other) == (422, "idempotency-key-reused")


async def test_files_are_fixed_once_the_idea_is_handed_in_and_open_again_when_it_is_returned(desk: Ideas) -> None:
    idea = await desk.draft()
    made = await attached(desk, idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    assert await slug(await sends(desk, AUTHOR, idea)) == (409, "wrong-status")
    assert await desk.refused(AUTHOR, "DELETE", made["link"].removeprefix("/api")) == "wrong-status"
    back = {"action": "return", "reason_code": "personal-data", "text": "Names are in the file."}
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", back)
    await desk.does(AUTHOR, "DELETE", made["link"].removeprefix("/api"))
    assert await desk.refused(AUTHOR, "GET", made["link"].removeprefix("/api")) == "not-found"
    assert await kept(desk) == []
    kinds = [entry["kind"] for entry in await desk.timeline(idea)]
    assert kinds == ["attachment.added", "idea.submitted", "idea.returned", "attachment.removed"]


async def test_invariant_4_while_reviews_are_blind_a_file_has_a_number_for_a_name(desk: Ideas) -> None:
    idea = await desk.draft()
    made = await attached(desk, idea, name="Ada Author.txt")
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    await desk.does(SCHEME, "POST", f"/ideas/{idea}/triage", TO_REVIEW)
    for who, name in ((OTHER, "attachment-1.txt"), (SCHEME, "Ada Author.txt"), (AUTHOR, "Ada Author.txt")):
        (shown,) = await desk.does(who, "GET", f"/ideas/{idea}/attachments")
        assert shown["name"] == name
        got = await desk.send(who, "GET", made["link"])
        assert (f'filename="{name}"' in got.headers["content-disposition"], got.content) == (True, TEXT)
    (told,) = await desk.told("attachment.added")
    assert "Ada" not in told
    assert "Ada" not in str(await desk.timeline(idea))


async def test_a_file_is_seen_by_those_who_see_the_idea_and_its_text_at_each_download(desk: Ideas) -> None:
    idea = await desk.draft(visibility="unit")
    made = await attached(desk, idea)
    link, files = made["link"].removeprefix("/api"), f"/ideas/{idea}/attachments"
    for who in (OTHER, FAR, SCHEME, FRIEND):
        assert await desk.refused(who, "GET", link) == "not-found"
        assert await desk.refused(who, "GET", files) == "not-found"
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    assert await desk.refused(FAR, "GET", link) == "not-found"
    assert (await desk.ask(OTHER, "GET", link)).content == TEXT
    other = await desk.submitted()
    assert await desk.refused(OTHER, "GET", link.replace(idea, other)) == "not-found"
    await desk.does(OTHER, "PUT", f"/ideas/{idea}/endorsement")
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    assert await desk.refused(OTHER, "GET", link) == "not-found", "sealed with the text"
    assert await desk.does(OTHER, "GET", files) == []
    assert (await desk.ask(AUTHOR, "GET", link)).content == TEXT


async def test_a_draft_that_is_withdrawn_leaves_no_file(desk: Ideas) -> None:
    idea = await desk.draft()
    made = await attached(desk, idea)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/withdrawal", {})
    assert await desk.refused(AUTHOR, "GET", made["link"].removeprefix("/api")) == "not-found"
    assert await kept(desk) == []


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1.txt", '"; filename="evil.exe', "\u202egpj.txt"])
async def test_no_name_escapes_its_header(desk: Ideas, name: str) -> None:
    made = await attached(desk, await desk.draft(), name=name)
    got = await desk.send(AUTHOR, "GET", made["link"])
    assert "set-cookie" not in got.headers
    assert got.headers["content-disposition"].count('"') == 2
    assert got.headers["content-disposition"].startswith('attachment; filename="')
