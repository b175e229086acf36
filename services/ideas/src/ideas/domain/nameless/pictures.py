"""Pictures without EXIF, XMP, IPTC, comments and whatever else programs add: only what is needed to show them stays."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from ideas.domain.refusals import AttachmentDamaged

_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWN_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_SHOWN_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_ORIENTATION = 0x0112
_REPEATS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def png(data: bytes) -> bytes:
    """Only the chunks that are drawn; the file ends where the picture does."""
    kept, at = [_PNG], len(_PNG)
    while True:
        length, kind = _at(">I4s", data, at)
        end = at + 12 + length
        if end > len(data) or _at(">I", data, end - 4)[0] != zlib.crc32(data[at + 4 : end - 4]):
            raise AttachmentDamaged
        if kind in _SHOWN_PNG:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def jpeg(data: bytes) -> bytes:
    """The picture with its colours and which way is up. Of the application segments JFIF, colour profile and Adobe's stay."""
    kept, turned = [b"\xff\xd8"], b""
    for marker, segment in _segments(data):
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            turned = turned or _turned(segment[10:])
        elif _shown(marker, segment):
            kept.append(segment)
    jfif = 2 if len(kept) > 1 and kept[1][:2] == b"\xff\xe0" else 1
    return b"".join([*kept[:jfif], turned, *kept[jfif:]])


def _shown(marker: int, segment: bytes) -> bool:
    if marker == 0xE0:
        return segment[4:9] == b"JFIF\x00"
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\x00"
    return marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment, a scan with the data that follows it, up to the end of the picture."""
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        sign, marker = _at("BB", data, at)
        if sign != 0xFF:
            raise AttachmentDamaged
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 + _at(">H", data, at + 2)[0]
        if end < at + 4 or end > len(data):
            raise AttachmentDamaged
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker is that is not part of the data of a scan."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise AttachmentDamaged
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _turned(tiff: bytes) -> bytes:
    """An EXIF segment that says which way is up and nothing else; empty when it was not said, or not readably."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return b""
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    count = struct.unpack_from(f"{order}H", tiff, at)[0] if at + 2 <= len(tiff) else 0
    for place in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == _ORIENTATION and kind == 3 and 1 < value <= 8:
            said = b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    return b""


def gif(data: bytes) -> bytes:
    """The frames and how often they repeat, without comments and what programs add."""
    (flags,) = _at("B", data, 10)
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    kept = [data[:at]]
    while True:
        (sign,) = _at("B", data, at)
        if sign == 0x3B:
            return b"".join([*kept, b"\x3b"])
        end = _end_of_block(data, at, sign)
        if (
            sign == 0x2C
            or data[at + 1] in (0xF9, 0x01)
            or (data[at + 1] == 0xFF and data[at + 3 : at + 14] in _REPEATS)
        ):
            kept.append(data[at:end])
        at = end


def _end_of_block(data: bytes, at: int, sign: int) -> int:
    """The end of a frame or an extension, behind its last piece."""
    end: int
    if sign == 0x2C:
        (flags,) = _at("B", data, at + 9)
        end = at + 11 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    elif sign == 0x21:
        end = at + 2
    else:
        raise AttachmentDamaged
    while True:
        (length,) = _at("B", data, end)
        end += 1 + length
        if not length:
            return end


def webp(data: bytes) -> bytes:
    """The chunks that are drawn; the head says no longer that there are others."""
    size = _at("<I", data, 4)[0] + 8
    if size > len(data):
        raise AttachmentDamaged
    kept, at = [], 12
    while at < size:
        kind, length = _at("<4sI", data, at)
        end = at + 8 + length + length % 2
        if at + 8 + length > size:
            raise AttachmentDamaged
        if kind == b"VP8X":
            (flags,) = _at("B", data, at + 8)
            kept.append(data[at : at + 8] + bytes([flags & ~(_HAS_EXIF | _HAS_XMP)]) + data[at + 9 : end])
        elif kind in _SHOWN_WEBP:
            kept.append(data[at:end])
        at = end
    drawn = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(drawn) + 4) + b"WEBP" + drawn


def _at(form: str, data: bytes, place: int) -> tuple[Any, ...]:
    """Unpack, where a file that ends too soon is a damaged one."""
    try:
        return struct.unpack_from(form, data, place)
    except struct.error:
        raise AttachmentDamaged from None


CLEANED: dict[str, Callable[[bytes], bytes]] = {
    "image/png": png,
    "image/jpeg": jpeg,
    "image/gif": gif,
    "image/webp": webp,
}
SIGNS = ((_PNG, png), (b"\xff\xd8\xff", jpeg), (b"GIF8", gif), (b"RIFF", webp))
"""How pictures inside of documents begin, and what cleans them."""
