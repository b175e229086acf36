"""Files that belong to an idea: what may be attached, what a file is by its content, and under which name it is kept."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ideas.domain.authors import check_writable
from ideas.domain.refusals import (
    AttachmentEmpty,
    AttachmentHasMacros,
    AttachmentLocked,
    AttachmentMismatch,
    AttachmentTypeNotTaken,
    TooManyAttachments,
)
from ideas.domain.state import BLIND, Idea, Reader, facts, shows_authors, told
from shared.events import ideas
from shared.events.base import Event

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
SUFFIXES: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".log"),
    "text/csv": (".csv",),
    "text/markdown": (".md",),
    f"{_OOXML}wordprocessingml.document": (".docx",),
    f"{_OOXML}spreadsheetml.sheet": (".xlsx",),
    f"{_OOXML}presentationml.presentation": (".pptx",),
    f"{_ODF}text": (".odt",),
    f"{_ODF}spreadsheet": (".ods",),
    f"{_ODF}presentation": (".odp",),
}
"""The types that we can tell by their content, and how names of such files end; the first is ours."""
UNSAID = "application/octet-stream"
"""A sender who does not know the type: then the end of the name says it."""

_SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_MAIN_PARTS = {
    "word/document.xml": f"{_OOXML}wordprocessingml.document",
    "xl/workbook.xml": f"{_OOXML}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OOXML}presentationml.presentation",
}
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The form of Office before archives; with a password an Office document is packed into it."""
_ZIP, _TEXT = b"PK\x03\x04", "text/plain"
HEAD, TAIL, DIRECTORY = 4096, 22 + 65_535, 1024 * 1024
"""Bytes that are looked at: the beginning of a file; its end, where an archive names its directory; that directory."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organisation takes: types, and how many files an idea has at most."""

    types: Collection[str]
    most: int


@dataclass(frozen=True, slots=True)
class Content:
    """What was looked at in a file: its size in bytes, its beginning, an archive's directory, whether all of it is text."""

    size: int
    head: bytes
    directory: bytes
    text: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an idea; ``place`` counts from 1 in the order of adding, ``size`` in bytes."""

    attachment_id: UUID
    idea_id: UUID
    place: int
    name: str
    media_type: str
    size: int
    sha256: bytes
    added_by: UUID
    added_at: datetime
    in_bucket: bool = False
    """Where its content lies: in the bucket, or in the database."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket in which the content of files lies, on a server that speaks S3."""

    name: str
    region: str
    endpoint: str | None
    """Address of the server; None for Amazon's own."""
    key_id: str | None
    secret: str | None
    """Who we are there; None for the machine's own identity."""


def attach(
    idea: Idea, there: Collection[Attachment], made: Attachment, most: int, by: UUID, *, now: datetime
) -> tuple[Idea, Event]:
    """Add a file to what is being written. The event says that there is one; name and content stay here."""
    check_attachable(idea, len(there), most, by)
    idea = told(idea)
    return idea, ideas.AttachmentAdded(
        **facts(idea, by, now), attachment_id=made.attachment_id, media_type=made.media_type, size=made.size
    )


def detach(idea: Idea, gone: Attachment, by: UUID, now: datetime) -> tuple[Idea, Event]:
    """Take a file away for good."""
    check_writable(idea, by)
    idea = told(idea)
    return idea, ideas.AttachmentRemoved(**facts(idea, by, now), attachment_id=gone.attachment_id)


def check_attachable(idea: Idea, there: int, most: int, by: UUID) -> None:
    """Refuse one more file, whatever it is: what reviewers judge and bodies are consulted on is what was handed in, so
    files change only while the text may.
    """
    check_writable(idea, by)
    if there >= most:
        raise TooManyAttachments(most=most)


def name_for(attachment: Attachment, idea: Idea, reader: Reader) -> str:
    """The file's name; while reviews are blind it could tell who wrote the idea (invariant 4), so others get a number."""
    if idea.status in BLIND and not shows_authors(idea, reader):
        return f"attachment-{attachment.place}{SUFFIXES[attachment.media_type][0]}"
    return attachment.name


def type_of(declared: str, name: str, content: Content, limits: Limits) -> str:
    """The file's type, when what the sender says is what it holds, and is taken here."""
    if not content.size:
        raise AttachmentEmpty
    said = _by_name(name) if declared in ("", UNSAID) else declared
    if said not in limits.types or said not in SUFFIXES:
        taken = ", ".join(sorted(set(limits.types) & SUFFIXES.keys()))
        raise AttachmentTypeNotTaken(type=said or "?", types=taken)
    found = sniffed(content)
    if found is None and content.head.startswith(_ENCRYPTED) and said.startswith(_OOXML):
        raise AttachmentLocked
    if said != found and not (found == _TEXT and said.startswith("text/")):
        raise AttachmentMismatch(type=said, found=found or "?")
    if any(_is_program(member) for member in members(content.directory)):
        raise AttachmentHasMacros
    return said


def sniffed(content: Content) -> str | None:
    """The type by content alone; None for what we cannot tell."""
    head = content.head
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(_ZIP):
        return _document(head, members(content.directory))
    for sign, media_type in _SIGNS:
        if head.startswith(sign):
            return media_type
    return _TEXT if content.text else None


def _document(head: bytes, found: Iterator[str]) -> str | None:
    """An OpenDocument says its type in its first member, which is not compressed; an Office one by its main part."""
    if head[30:38] == b"mimetype":
        said = head[38:].partition(_ZIP)[0].decode("ascii", "replace")
        return said if said in SUFFIXES else None
    return next((_MAIN_PARTS[name] for name in found if name in _MAIN_PARTS), None)


def directory_in(tail: bytes, size: int) -> tuple[int, int] | None:
    """Where an archive's directory begins and how long it is. ``tail``: the last bytes of a file of ``size``."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return None
    length, begins = struct.unpack_from("<II", tail, at + 12)
    return (begins, length) if length <= DIRECTORY and begins + length <= size else None


def members(directory: bytes) -> Iterator[str]:
    """The names in an archive's directory, as far as it can be read."""
    at = 0
    while directory[at : at + 4] == b"PK\x01\x02" and len(directory) - at >= 46:
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        yield directory[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


def _is_program(member: str) -> bool:
    lower = member.lower()
    return lower.endswith("vbaproject.bin") or lower.startswith(("basic/", "scripts/"))


def _by_name(name: str) -> str:
    lower = name.lower()
    return next((kind for kind, ends in SUFFIXES.items() if lower.endswith(ends)), "")


def tidy(name: str, media_type: str) -> str:
    """A name that no system misreads: no path, no hidden signs, no name of a device, and an end that fits the type."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in base if unicodedata.category(sign)[0] != "C")
    safe = re.sub(r'[<>:"|?*]', "_", seen).rstrip(" .")
    ends = SUFFIXES[media_type]
    end = next((each for each in ends if safe.lower().endswith(each)), None)
    stem = (safe[: -len(end)] if end else safe).strip(" .") or "attachment"
    own = f"_{stem}" if _DEVICES.fullmatch(stem) else stem
    return own[:_LONGEST].rstrip(" .") + (end or ends[0])
