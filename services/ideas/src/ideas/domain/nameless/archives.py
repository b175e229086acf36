"""Documents that are archives (Office, OpenDocument), written anew without their properties.

The properties, the times and the owners of the members go; pictures inside are cleaned like others, documents inside too.
Comments, tracked changes, signatures and objects that we cannot look into are refused: they are part of the content.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from ideas.domain.nameless.pictures import SIGNS
from ideas.domain.refusals import (
    AttachmentDamaged,
    AttachmentLocked,
    AttachmentNamesPeople,
    AttachmentUnpacksTooLarge,
)

UNPACKED, MEMBERS, NESTED = 200 * 1024 * 1024, 10_000, 2
"""Bytes and members that are looked through at most, of a file and the documents in it together; how deep those are."""

_XML = b'<?xml version="1.0" encoding="UTF-8"?>'
_OFFICE = b"http://schemas.openxmlformats.org/"
_EMPTIED = tuple(
    (re.compile(names), _XML + empty)
    for names, empty in (
        (
            r"docprops/core\d*\.xml",
            b'<cp:coreProperties xmlns:cp="%spackage/2006/metadata/core-properties"/>' % _OFFICE,
        ),
        (r"docprops/app\d*\.xml", b'<Properties xmlns="%sofficeDocument/2006/extended-properties"/>' % _OFFICE),
        (r"docprops/custom\d*\.xml", b'<Properties xmlns="%sofficeDocument/2006/custom-properties"/>' % _OFFICE),
        (r"word/people\.xml", b'<w:people xmlns:w="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
        (r"ppt/commentauthors\.xml", b'<p:cmAuthorLst xmlns:p="%spresentationml/2006/main"/>' % _OFFICE),
        (r"ppt/authors\.xml", b'<p:authorLst xmlns:p="http://schemas.microsoft.com/office/powerpoint/2018/8/main"/>'),
        (
            r"xl/persons/.+\.xml",
            b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
        ),
        (
            r"(.+/)?meta\.xml",
            b'<o:document-meta xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" o:version="1.3"><o:meta/></o:document-meta>',
        ),
    )
)
"""Members that hold nothing but properties and lists of people, and what stands there instead: others point to them."""
_OF_PEOPLE = re.compile(
    r"_xmlsignatures/.+|meta-inf/[^/]*signatures[^/]*\.xml|xl/(threadedcomments|revisions)/.+|ppt/comments/.+|.+\.bin"
)
"""Members that are there only because somebody said or signed something, and such that cannot be looked into."""
_PROGRAM, _PRINTER = re.compile(r"(.+/)?vbaproject\.bin"), re.compile(r"(.+/)?printersettings/.+")
_DEVICE = 64  # bytes at the beginning of a printer's settings that name it
_SAID_BY = re.compile(
    rb"""<(?:[\w-]+:)?(?:author|creator|initial-creator|DisplayName)\b[^>]*>\s*[^<\s]"""  # an element with a name in it
    rb"""|\s(?:[\w-]+:)?(?:author|lastEditedBy|userName)\s*=\s*(?:"[^"]|'[^'])"""  # an attribute with one
)
_REPLACED = (
    (re.compile(rb"""(\srefreshedBy=)("[^"]*"|'[^']*')"""), rb'\1""'),
    (re.compile(rb"""(absPath[^>]*?\surl=)("[^"]*"|'[^']*')"""), rb'\1""'),
    (re.compile(rb"""(\sTarget=["']file:)[^"']*"""), rb"\1///"),
    (re.compile(rb"""(config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*"""), rb"\1"),
)
"""Where an office's tools note by themselves who read a source anew, in whose folder it lies, at which printer they sit."""
_DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


@dataclass(slots=True)
class _Allowance:
    """What may still be unpacked of one file, whatever lies in what."""

    unpacked: int
    members: int

    def take(self, members: list[zipfile.ZipInfo]) -> None:
        """By what a directory says; a member that holds more than it says is cut off there and so is damaged."""
        self.members -= len(members)
        self.unpacked -= sum(member.file_size for member in members)
        if min(self.members, self.unpacked) < 0:
            raise AttachmentUnpacksTooLarge(most=f"{UNPACKED // 1024**2} MB")


def clean(source: BinaryIO, made: BinaryIO) -> None:
    """Write the document without names to ``made``."""
    _clean(source, made, 0, _Allowance(UNPACKED, MEMBERS))


def _clean(source: BinaryIO, made: BinaryIO, depth: int, left: _Allowance) -> None:
    try:
        with zipfile.ZipFile(source) as packed:
            _refuse_at_once(packed)
            left.take(packed.infolist())
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
                for member in packed.infolist():
                    _copy(packed, member, written, depth, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise AttachmentDamaged from error


def _refuse_at_once(packed: zipfile.ZipFile) -> None:
    members = packed.infolist()
    if len({member.filename for member in members}) < len(members):
        raise AttachmentDamaged
    if any(member.flag_bits & 1 for member in members):
        raise AttachmentLocked


def _copy(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, written: zipfile.ZipFile, depth: int, left: _Allowance
) -> None:
    name = member.filename.lower()
    content = next((empty for names, empty in _EMPTIED if names.fullmatch(name)), None)
    if content is None:
        content = _looked_at(packed.read(member), member.filename, depth, left)
    plain = zipfile.ZipInfo(member.filename)  # without the time, the system and the owner of the one that came
    plain.compress_type = member.compress_type if member.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    written.writestr(plain, content)


def _looked_at(content: bytes, name: str, depth: int, left: _Allowance) -> bytes:
    """The member as it may stay."""
    lower = name.lower()
    if _PRINTER.fullmatch(lower):
        return bytes(min(_DEVICE, len(content))) + content[_DEVICE:]
    if _OF_PEOPLE.fullmatch(lower) and not _PROGRAM.fullmatch(lower):  # a program is refused as such
        raise AttachmentNamesPeople(found=name)
    if lower.endswith(_DOCUMENTS):
        return _inner(content, name, depth, left)
    for sign, cleaned in SIGNS:
        if content.startswith(sign) and (sign != b"RIFF" or content[8:12] == b"WEBP"):
            return cleaned(content)
    if lower.endswith((".xml", ".rels", ".rdf")):
        return _xml(_as_utf8(content), name)
    return content


def _inner(content: bytes, name: str, depth: int, left: _Allowance) -> bytes:
    """A document inside, for example the numbers of a diagram."""
    if depth == NESTED:
        raise AttachmentNamesPeople(found=name)
    inner = io.BytesIO()
    _clean(io.BytesIO(content), inner, depth + 1, left)
    return inner.getvalue()


def _xml(content: bytes, name: str) -> bytes:
    if name.lower() == "meta-inf/manifest.xml" and b"encryption-data" in content:
        raise AttachmentLocked
    if _SAID_BY.search(content):
        raise AttachmentNamesPeople(found=name)
    for found, instead in _REPLACED:
        content = found.sub(instead, content)
    return content


def _as_utf8(content: bytes) -> bytes:
    """XML may come in UTF-16 too, with a mark at its beginning; then its first line must not say so any more."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return re.sub(rb"^<\?xml[^>]*>", _XML, content.decode("utf-16", "replace").encode())
    return content
