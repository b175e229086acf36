"""What holds for a kind of notification."""

from __future__ import annotations

from dataclasses import dataclass

from shared.errors import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """``law``: a period set by law depends on it, so it is never muted, held or put into a digest. ``mail``: by e-mail
    at once unless one says otherwise; the others come in the digest. ``blind``: says something of reviewers, so no
    author of the idea gets it (invariant 4). ``judges``: asks those with a function to judge the idea or what comes of
    it, so nobody who wrote it or has an interest in it gets it for that function (invariant 3).
    """

    about: Text
    law: bool = False
    mail: bool = False
    blind: bool = False
    judges: bool = False


def about(en: str, fr: str, de: str, **holds: bool) -> Kind:
    """A kind from its words, and what of ``Kind`` holds for it."""
    return Kind(Text(en, fr, de), **holds)
