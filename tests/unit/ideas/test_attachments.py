"""What may be attached to an idea, what a file is by its content, and under which name it is kept."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ideas.making import NOW, STATUSES, an_idea

from ideas.actions.attaching import look_at
from ideas.domain import attachments
from ideas.domain.attachments import SUFFIXES, UNSAID, Attachment, Content, Limits
from ideas.domain.refusals import (
    AttachmentEmpty,
    AttachmentHasMacros,
    AttachmentMismatch,
    AttachmentTypeNotTaken,
    NotAnAuthor,
    TooManyAttachments,
    WrongStatus,
)
from ideas.domain.state import BLIND, Reader, Status

DOCX, ODT = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
ALL = Limits(tuple(SUFFIXES), 3)


def archive(*names: str, mimetype: str | None = None, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        if mimetype:
            packed.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            packed.writestr(name, "x" * 100)
        packed.comment = comment
    return made.getvalue()


FILES: dict[str, bytes] = {
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "image/gif": b"GIF89a\x01\x00",
    "image/webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "text/plain": "Zwölf Räume\t7\r\n".encode(),
    DOCX: archive("[Content_Types].xml", "word/document.xml"),
    ODT: archive("content.xml", mimetype=ODT),
}


def content(data: bytes) -> Content:
    return look_at(io.BytesIO(data))


def an_attachment(**given_: Any) -> Attachment:
    fields = {"attachment_id": uuid4(), "idea_id": uuid4(), "place": 1, "name": "Ada's plan.pdf"}
    fields |= {"media_type": "application/pdf", "size": 9, "sha256": b"x" * 32, "added_by": uuid4(), "added_at": NOW}
    return Attachment(**fields | given_)  # type: ignore[arg-type]


@pytest.mark.parametrize("media_type", FILES)
def test_a_file_is_what_its_content_says(media_type: str) -> None:
    assert attachments.type_of(media_type, "x", content(FILES[media_type]), ALL) == media_type
    unsaid = f"x{SUFFIXES[media_type][0]}"
    assert attachments.type_of(UNSAID, unsaid, content(FILES[media_type]), ALL) == media_type


@pytest.mark.parametrize("media_type", FILES)
def test_a_file_that_says_it_is_something_else_is_refused(media_type: str) -> None:
    for other in SUFFIXES.keys() - {media_type}:
        if media_type == "text/plain" and other.startswith("text/"):
            continue  # a table or Markdown is text
        with pytest.raises(AttachmentMismatch):
            attachments.type_of(other, f"x{SUFFIXES[other][0]}", content(FILES[media_type]), ALL)


@pytest.mark.parametrize(
    "data",
    [
        archive("notes.txt"),
        archive("x", mimetype="application/zip"),
        b"MZ\x90\x00",
        b"a\x00b",
        b"caf\xe9",
        b"text, then \xf0\x9f",
        b"PK\x03\x04" + b"\x00" * 60,
        b"\x1b[2J",
    ],
)
def test_what_we_cannot_tell_is_nothing_we_take(data: bytes) -> None:
    assert attachments.sniffed(content(data)) is None


def test_a_document_with_macros_is_refused() -> None:
    for kind, data in (
        (DOCX, archive("word/document.xml", "word/vbaProject.bin")),
        (ODT, archive("Basic/Standard/script-lb.xml", mimetype=ODT)),
    ):
        with pytest.raises(AttachmentHasMacros):
            attachments.type_of(kind, "x", content(data), ALL)


def test_an_archive_is_read_behind_a_comment_and_never_beyond_what_we_look_at() -> None:
    data = archive("word/document.xml", comment=b"c" * 60_000)
    assert attachments.sniffed(content(data)) == DOCX
    many = archive("word/document.xml", *(f"word/{n:0>60}" for n in range(11_000)))
    assert attachments.sniffed(content(many)) is None


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PK\x01\x02", b"RIFF"]))
def test_no_content_breaks_the_looking(data: bytes, before: bytes) -> None:
    ends = b"PK\x05\x06" + data[:18].ljust(18, b"\xff")
    for each in (before + data, before + data + ends):
        found = attachments.sniffed(content(each))
        assert found is None or found in SUFFIXES
        list(attachments.members(each))


def test_only_types_that_the_organisation_takes_and_files_with_content() -> None:
    with pytest.raises(AttachmentTypeNotTaken) as refused:
        attachments.type_of("image/gif", "x.gif", content(FILES["image/gif"]), Limits(("image/png",), 3))
    assert "image/png" in refused.value.detail.de
    for said, name in (("image/svg+xml", "x.svg"), (UNSAID, "x.exe"), ("", "x")):
        with pytest.raises(AttachmentTypeNotTaken):
            attachments.type_of(said, name, content(b"<svg/>"), ALL)
    with pytest.raises(AttachmentEmpty):
        attachments.type_of("text/plain", "x.txt", content(b""), ALL)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("Plan.PDF", "Plan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\plan.pdf", "plan.pdf"),
        ("invoice.pdf.exe", "invoice.pdf.exe.pdf"),
        ("gnp\u202efdp.exe", "gnpfdp.exe.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("con.pdf", "_con.pdf"),
        (" .. ", "attachment.pdf"),
        ("\x00\x07.pdf", "attachment.pdf"),
        ("Pla\u0301n\r\nX-Evil: 1.pdf", "PlánX-Evil_ 1.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_kept_so_that_no_system_misreads_it(given_name: str, kept: str) -> None:
    assert attachments.tidy(given_name, "application/pdf") == kept


@given(st.text(max_size=300), st.sampled_from(sorted(SUFFIXES)))
def test_whatever_the_name_it_stays_a_name(name: str, media_type: str) -> None:
    kept = attachments.tidy(name, media_type)
    assert kept.endswith(SUFFIXES[media_type])
    assert not set(kept) & set('/\\:"<>|?*')
    assert not any(unicodedata.category(sign)[0] == "C" for sign in kept)
    assert 4 <= len(kept) < 140
    assert attachments.tidy(kept, media_type) == kept


def test_authors_attach_so_many_while_they_write() -> None:
    idea = an_idea(status="draft")
    made = an_attachment()
    changed, event = attachments.attach(idea, [made, made], made, 3, idea.author_id, now=NOW)
    assert event.model_dump(exclude={"occurred_at", "by", "idea_id", "acting_for"}) == {
        "type": "attachment.added",
        "version": 1,
        "aggregate_version": idea.version + 1,
        "attachment_id": made.attachment_id,
        "media_type": "application/pdf",
        "size": 9,
    }, "neither name nor content"
    assert (changed.version, changed.edition) == (idea.version + 1, idea.edition + 1)
    with pytest.raises(TooManyAttachments):
        attachments.attach(idea, [made] * 3, made, 3, idea.author_id, now=NOW)
    with pytest.raises(NotAnAuthor):
        attachments.attach(idea, [], made, 3, uuid4(), now=NOW)


@pytest.mark.parametrize("status", [each for each in STATUSES if each not in ("draft", "returned")])
def test_what_was_handed_in_keeps_its_files(status: Status) -> None:
    idea = an_idea(status=status)
    with pytest.raises(WrongStatus):
        attachments.attach(idea, [], an_attachment(), 3, idea.author_id, now=NOW)
    with pytest.raises(WrongStatus):
        attachments.detach(idea, an_attachment(), idea.author_id, NOW)


@pytest.mark.parametrize("status", STATUSES)
def test_invariant_4_a_file_name_tells_nobody_who_wrote_while_reviews_are_blind(status: Status) -> None:
    idea, file = an_idea(status=status), an_attachment(place=2)
    office = Reader(uuid4(), frozenset(), frozenset(), frozenset({"scheme-officer"}))
    outside = Reader(uuid4(), frozenset(), frozenset(), frozenset({"decision-maker"}))
    author = Reader(idea.author_id, frozenset(), frozenset(), frozenset())
    assert {attachments.name_for(file, idea, who) for who in (office, author)} == {file.name}
    assert attachments.name_for(file, idea, outside) == ("attachment-2.pdf" if status in BLIND else file.name)
