"""Files without what they say of the people who made them: authors are unknown to reviewers (invariant 4).

What the tools of an office write by themselves is taken out; what is part of the content is refused with what to do.
The words, sounds and pictures themselves are the author's own business.
"""

from __future__ import annotations

from typing import BinaryIO

from ideas.domain.nameless import archives, pictures


def _document(data: bytes) -> bytes:
    from ideas.domain.nameless import documents  # a tenth of the service's start, and the service itself never needs it

    return documents.cleaned(data)


_READS_ALL = pictures.CLEANED | {"application/pdf": _document}


def clean(media_type: str, source: BinaryIO, made: BinaryIO) -> bool:
    """Write the file without names to ``made``; False when files of this type hold none, so nothing was written.

    Raises AttachmentDamaged, AttachmentLocked, AttachmentNamesPeople or AttachmentUnpacksTooLarge. A picture is in memory
    as a whole, a document in parts; of a PDF every value is an object, so it is cleaned in a process of its own.
    """
    if media_type in _READS_ALL:
        made.write(_READS_ALL[media_type](source.read()))
        return True
    if media_type.startswith("application/vnd."):
        archives.clean(source, made)
        return True
    return False
