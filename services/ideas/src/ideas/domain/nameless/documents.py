"""PDF documents written anew without their properties: /Info, XMP, what programs keep for themselves, names of commenters."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from ideas.domain.nameless.pictures import jpeg
from ideas.domain.refusals import (
    AttachmentDamaged,
    AttachmentLocked,
    AttachmentNamesPeople,
    AttachmentUnpacksTooLarge,
)

OBJECTS = 200_000
"""Objects that are looked through at most; a document of a thousand pages has some ten thousand."""

_PROPERTIES = ("/Metadata", "/PieceInfo", "/LastModified")
_DAMAGES = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the library raises, besides its own errors, when a file is not as the standard says."""


def cleaned(data: bytes) -> bytes:
    """The document without names. Earlier versions of it that the file still holds go too: only what is reached stays."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise AttachmentLocked
        if len(reader.xref_objStm) + sum(len(each) for each in reader.xref.values()) > OBJECTS:
            raise AttachmentUnpacksTooLarge(most=f"{OBJECTS} objects")
        writer = PdfWriter(clone_from=reader)
        if not len(writer.pages):
            raise AttachmentDamaged
        writer.metadata = None
        for place in range(len(writer._objects)):  # noqa: SLF001 - there is no other way to reach every object
            _clean(writer._objects[place])  # noqa: SLF001
        writer.compress_identical_objects(
            remove_duplicates=False, remove_unreferenced=True
        )  # the properties themselves
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()
    except _DAMAGES as error:
        raise AttachmentDamaged from error


def _clean(thing: PdfObject | None) -> None:
    """What one object says of people, and those that lie directly in it."""
    if isinstance(thing, ArrayObject):
        for each in thing:
            _clean_inside(each)
    if not isinstance(thing, DictionaryObject):
        return
    _refuse_content(thing)
    for name in _PROPERTIES:
        thing.pop(NameObject(name), None)
    if thing.get("/Subtype") != "/Widget" and "/Rect" in thing:  # of a note its author; of a field of a form its name
        thing.pop(NameObject("/T"), None)
    if isinstance(thing, StreamObject) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing._data = jpeg(thing._data)  # noqa: SLF001 - as it is, not unpacked
    for each in list(thing.values()):
        _clean_inside(each)


def _clean_inside(thing: PdfObject) -> None:
    if not isinstance(thing, IndirectObject):  # the others are reached by themselves
        _clean(thing)


def _refuse_content(thing: DictionaryObject) -> None:
    if thing.get("/Type") in ("/Sig", "/DocTimeStamp") or "/ByteRange" in thing:
        raise AttachmentNamesPeople(found="/Sig")
    if "/EF" in thing or thing.get("/Type") == "/EmbeddedFile":
        raise AttachmentNamesPeople(found="/EmbeddedFile")
